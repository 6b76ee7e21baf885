"""Documents worked on apart: each in a process with limits, from its file to whatever is wanted of its text.

One process works through all files, so that what is slow to load is loaded once; when a document ends it, the next
document gets a new one.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import IO, Generic, TypeVar

from extractor.limits import TookTooLong, deadline, limits
from extractor.model import Document
from extractor.pool import Ended, in_processes
from extractor.readers import ReadError, read, read_stream
from extractor.readers.index import IndexFault
from extractor.readers.source import is_handed_over
from extractor.text import printable

Result = TypeVar("Result")
Other = TypeVar("Other")
Work = Callable[[Document], Result]
"""What is done with each document once it is read; importable, so that every platform can give it to a process."""

STANDARD_INPUT = "-"
REMEDY = "Divide it, or leave it out."
"""What to do with a document that takes too much."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of a file: a ``result``, or the ``fault`` for which there is none, in one line that names it."""

    result: Result | None = None
    fault: str | None = None
    warnings: tuple[str, ...] = ()
    """What the reader warned of, also where there is no result."""
    pages: int = 0
    """How many it has; 0 where it has none or was not read."""
    seconds: float = 0.0
    """What reading it and the work on it took."""

    def holding(self, result: Other | None) -> Outcome[Other]:
        """The same with another result."""
        return Outcome(result, self.fault, self.warnings, self.pages, self.seconds)


@dataclass(frozen=True, slots=True)
class _Given:
    """A file by its name; with its bytes where only the process that was started with it can read them."""

    name: str
    data: bytes | None = field(default=None, repr=False)


def outcomes(work: Work[Result], names: Sequence[str]) -> Iterator[Outcome[Result]]:
    """What becomes of each of the files ``names``, in order, as they are done; "-" is standard input."""
    for index, done in in_processes(partial(_done, work), [_given(name) for name in names], 1):
        if isinstance(done, Ended):
            done = Outcome(fault=f"{printable(names[index])}: {done.reason}. {REMEDY}")
        yield done


def _given(name: str) -> _Given:
    try:
        if name == STANDARD_INPUT:
            return _Given(name, _taken(sys.stdin.buffer))
        if is_handed_over(name):
            with open(name, "rb") as stream:
                return _Given(name, _taken(stream))
    except OSError:
        pass  # its reader says what the matter is
    return _Given(name)


def _taken(stream: IO[bytes]) -> bytes:
    """One byte more than a file may have, at most: its reader refuses what is larger."""
    return stream.read((limits().file << 20) + 1)


def _done(work: Work[Result], given: _Given) -> Outcome[Result]:
    def document() -> Document:
        return read(given.name) if given.data is None else read_stream(io.BytesIO(given.data), given.name)

    return attempt(document, work, printable(given.name))


def attempt(opened: Callable[[], Document], work: Work[Result], shown: str) -> Outcome[Result]:
    """What becomes of the document that ``opened`` reads, called ``shown`` in messages.

    One bad file must not keep the others from being read, whatever is wrong with it or with us.
    """
    outcome: Outcome[Result] = Outcome()
    began = time.monotonic()
    try:
        document = opened()
        outcome = Outcome(warnings=document.warnings, pages=len(document.pages))
        with deadline(limits().seconds):
            outcome = replace(outcome, result=work(document))
    except (ReadError, IndexFault) as error:
        outcome = replace(outcome, fault=str(error))
    except TookTooLong as error:
        outcome = replace(outcome, fault=f"{shown}: {error}. {REMEDY}")
    except MemoryError:
        raise
    except Exception as error:
        told = f"{shown}: internal error ({type(error).__name__}: {error}). Please report it."
        outcome = replace(outcome, fault=told)
    return replace(outcome, seconds=time.monotonic() - began)
