"""What stands before Datasette: only reading is allowed, its own tools are closed, every answer has safe headers.

CSV of Datasette's tables becomes such as a spreadsheet opens: with a byte order mark and without formulas.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from extractor.spreadsheet import BYTE_ORDER_MARK, plain

Scope = dict[str, Any]
Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_OPEN = ("/-/static/",)
"""What stays open of Datasette's own pages: the styles and scripts of its tables."""
_READING = ("GET", "HEAD", "OPTIONS")
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_OURS = {name for name, _ in _HEADERS}
_OF_TEXT = (b"content-length", b"content-type")
"""What Datasette says of a CSV, which it sends as plain text."""
REFUSED = "/khong-cho-phep"
"""The address at which a request that would change something is answered."""


def guarded(app: App, ready: Callable[[], Coroutine[Any, Any, None]]) -> App:
    """``app`` with safe headers on every answer; what is closed answers as an address that leads nowhere.

    What comes first has ``ready`` done; what comes meanwhile waits for it too.
    """
    begun: asyncio.Task[None] | None = None

    async def safe(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal begun
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        begun = begun or asyncio.create_task(ready())
        await asyncio.shield(begun)
        if scope["method"] not in _READING:
            scope = _sent_to(scope, REFUSED) | {"method": "GET"}
        elif scope["path"].startswith("/-/") and not scope["path"].startswith(_OPEN):
            scope = _sent_to(scope, "/khong-co")
        answer = _Answer(send, scope["path"].endswith(".csv"))
        await app(scope, receive, answer.pass_on)

    return safe


def _sent_to(scope: Scope, path: str) -> Scope:
    return scope | {"path": path, "raw_path": path.encode(), "query_string": b""}


class _Answer:
    """One answer on its way out."""

    def __init__(self, send: Send, spreadsheet: bool) -> None:
        self._send = send
        self._spreadsheet = spreadsheet
        self._csv: _Csv | None = None

    async def pass_on(self, event: Event) -> None:
        """Sends ``event`` with our headers, and CSV as a spreadsheet may have it."""
        if event["type"] == "http.response.start":
            theirs = [(name, value) for name, value in event.get("headers", ()) if name.lower() not in _OURS]
            if self._spreadsheet and event["status"] == 200:
                self._csv = _Csv()
                theirs = [(name, value) for name, value in theirs if name.lower() not in _OF_TEXT]
                theirs.append((b"content-type", b"text/csv; charset=utf-8"))
            event = event | {"headers": [*theirs, *_HEADERS]}
        elif self._csv and event["type"] == "http.response.body":
            event = event | {"body": self._csv.harmless(event.get("body", b""), last=not event.get("more_body"))}
        await self._send(event)


class _Csv:
    """CSV that comes in pieces; what is ours already has its byte order mark and is left as it is."""

    def __init__(self) -> None:
        self._begun = self._ours = False
        self._waiting = b""

    def harmless(self, piece: bytes, last: bool) -> bytes:
        """The whole rows in what has come so far; the rest waits for the next piece."""
        if not self._begun and piece:
            self._begun, self._ours = True, piece.startswith(BYTE_ORDER_MARK.encode())
            return (b"" if self._ours else BYTE_ORDER_MARK.encode()) + self.harmless(piece, last)
        if self._ours:
            return piece
        held = self._waiting + piece
        cut = len(held) if last else _whole_rows(held)
        rows, self._waiting = held[:cut], held[cut:]
        out = io.StringIO()
        read = csv.reader(io.StringIO(rows.decode("utf-8"), newline=""))
        csv.writer(out).writerows([plain(cell) for cell in row] for row in read)
        return out.getvalue().encode()


def _whole_rows(held: bytes) -> int:
    """Where the last whole row ends: a line break that no open quotation mark stands before."""
    cut = held.rfind(b"\n") + 1
    while cut and held.count(b'"', 0, cut) % 2:
        cut = held.rfind(b"\n", 0, cut - 1) + 1
    return cut
