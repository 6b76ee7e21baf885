"""How much of the machine one document may take: settings with defaults, changed by environment variables.

Files come from anywhere. What exceeds a limit is left out and said, or the file is recorded with the reason; the next
one is read.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields

PREFIX = "OCOP_MAX_"
"""Of the environment variables that change limits."""
_GRACE = 10
"""Seconds more until a process ends that does not come back."""


class LimitFault(Exception):
    """A limit is set to what is none. The message is one line and says what to do."""


class TookTooLong(Exception):
    """What was to be done within a time was not done."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one document; each is changed by ``OCOP_MAX_`` and its name, as in ``OCOP_MAX_PAGES=50``."""

    seconds: int = 180
    """That one page, a whole file without pages, or the facts of a document may take."""
    memory: int = 2048
    """MiB of address space for the process that reads (not on Windows)."""
    pages: int = 1000
    """Read of a document; the rest is left out and said."""
    characters: int = 3_000_000
    """Of text kept of a document; the rest is left out and said."""
    file: int = 200
    """MiB of the file itself."""
    unpacked: int = 300
    """MiB of the parts of a packed file (DOCX), unpacked."""
    pixels: int = 60
    """Millions of pixels of an image file."""


def limits() -> Limits:
    """The limits in force. Raises :class:`LimitFault` for a variable that is no whole number above 0."""
    return Limits(**{name: _asked(name) for name, variable in _VARIABLES.items() if variable in os.environ})


def limit(name: str, value: object) -> str:
    """How a limit that was met is named to people: its value, and the variable that changes it."""
    return f"{value} ({_variable(name)} changes this)"


@contextmanager
def limited(**asked: int | None) -> Iterator[None]:
    """Sets limits, also for the processes that are started meanwhile; ``None`` leaves one as it is."""
    changed = {_variable(name): str(value) for name, value in asked.items() if value is not None}
    before = {name: os.environ.get(name) for name in changed}
    os.environ |= changed
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises :class:`TookTooLong` in the block when it takes longer; never where the platform has no such clock.

    A block that does not come back to Python by then cannot raise: a process of a pool ends with it a little later.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise TookTooLong(f"it took more than {limit('seconds', f'{seconds:g} seconds')}")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    with open(os.devnull, "w") as nowhere:
        if is_child():
            faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def is_child() -> bool:
    """Whether this process was started by one of ours to work for it."""
    from multiprocessing import parent_process  # slow to load

    return parent_process() is not None


def _variable(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


_VARIABLES = {field.name: _variable(field.name) for field in fields(Limits)}


def _asked(name: str) -> int:
    asked = os.environ[_variable(name)].strip()
    if not asked.isascii() or not asked.isdigit() or not int(asked[:12]):
        raise LimitFault(f"{_variable(name)} is “{asked}”. Set it to a whole number above 0, or leave it out.")
    return int(asked[:12])
