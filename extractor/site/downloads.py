"""A list on its way to a visitor as CSV or JSON, in pieces: the rows that its page shows, narrowed in the same way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, AsgiWriter, Request

from extractor.site.labels import heading, label
from extractor.site.pages import base_url, dated, last_run, page_number
from extractor.spreadsheet import BYTE_ORDER_MARK, csv_lines

Row = dict[str, Any]
MOST = 50_000
"""Rows of one download; a longer list comes in parts."""
SIZE = "so-dong"
"""The parameter for how many rows a part has."""
_CODED = frozenset(
    {
        *("relation", "severity", "scope", "level", "copy_kind", "kind", "form", "status", "role", "stage"),
        *("comparator", "currency", "recognition", "standing"),
    }
)
"""Columns whose values are words of the program: spreadsheets are for people, JSON is for programs."""
_FLAGS = frozenset({"exported", "expires_stated"})
"""Columns of yes and no."""


@dataclass(frozen=True, slots=True)
class Download:
    """What is sent: the ``columns`` of each row (those that ``evidence`` repeats last but "url"), pieces of rows.

    ``name`` is that of its headings, ``file`` that of the file; ``inner`` columns are not in the sheet.
    """

    name: str
    file: str
    columns: Sequence[str]
    total: int
    complete: bool
    pieces: AsyncIterator[list[Row]]
    inner: frozenset[str] = frozenset({"slug"})
    notes: Sequence[str] = ()


async def send(datasette: Datasette, request: Request, download: Download) -> AsgiStream:
    """``download`` in the form that the address asks for, with version and date of the data."""
    part = page_number(request)
    more = part * part_size(request) < download.total
    after = urlencode({key: request.args[key] for key in request.args} | {"trang": part + 1})
    following = f"{base_url(datasette, request)}{request.path}?{after}" if more else None
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if request.url_vars["form"] == "csv":
        file = await dated(datasette, download.file) + (f"-phan-{part}" if more or part > 1 else "")
        headers["content-disposition"] = f'attachment; filename="{quote(file)}.csv"'
        return AsgiStream(_writer(_sheet(download)), headers=headers, content_type="text/csv; charset=utf-8")
    told = await _told(datasette, request, download, following)
    return AsgiStream(_writer(_object(told, download)), headers=headers, content_type="application/json; charset=utf-8")


def part_size(request: Request) -> int:
    """How many rows one part of a download has: as many as are asked for, at most MOST."""
    typed = request.args.get(SIZE, "")
    return min(int(typed), MOST) or MOST if typed.isascii() and typed.isdigit() and len(typed) < 10 else MOST


async def _told(datasette: Datasette, request: Request, download: Download, following: str | None) -> dict[str, Any]:
    """What JSON says of a list before its rows."""
    run = await last_run(datasette) or {"version": None, "built_at": ""}
    asked = f"?{request.query_string}" if request.query_string else ""
    return {
        "url": f"{base_url(datasette, request)}{request.path}{asked}",
        "version": run["version"],
        "built_at": run["built_at"],
        "total": download.total,
        "complete": download.complete and not following,
        **({"next": following} if following else {}),
        **({"notes": download.notes} if download.notes else {}),
    }


def _writer(texts: AsyncIterator[str]) -> Callable[[AsgiWriter], Awaitable[None]]:
    """What writes ``texts`` as an answer, and lets others have their turn after each."""

    async def write(out: AsgiWriter) -> None:
        async for text in texts:
            await out.write(text)
            await asyncio.sleep(0)

    return write


async def _object(told: Mapping[str, Any], download: Download) -> AsyncIterator[str]:
    yield f'{json.dumps(told, ensure_ascii=False)[:-1]}, "rows": ['
    before = "\n"
    async for rows in download.pieces:
        yield before + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        before = ",\n"
    yield "\n]}"


async def _sheet(download: Download) -> AsyncIterator[str]:
    columns = [column for column in download.columns if column not in download.inner]
    yield BYTE_ORDER_MARK + csv_lines([[heading(column, download.name) for column in columns]])
    async for rows in download.pieces:
        yield csv_lines([_said(line[column], column) for column in columns] for row in rows for line in _lines(row))


def _lines(row: Row) -> Iterator[Row]:
    """The lines of a row in a sheet: one for each side of what has several."""
    for side in row.get("evidence", [{}]):
        yield row | side


def _said(value: object, column: str) -> object:
    """A value as people say it."""
    if column in _FLAGS and value is not None:
        return label(f"{value}", "flag")
    return label(value, column) if column in _CODED and isinstance(value, str) else value
