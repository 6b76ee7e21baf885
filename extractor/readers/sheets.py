"""The pages of a file, each read in a worker; what happens to one page leaves the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.limits import limits
from extractor.readers.engine import EngineMissing
from extractor.readers.sheet import Sheet
from extractor.readers.workers import WorkerLate, WorkerLost, for_each, in_worker

_GIVEN_UP = 5
"""Pages that take too long or break their worker; after so many the rest of the file is not tried."""


def sheets_of(read: Callable[[str, int, bool], Sheet], path: str, count: int) -> Iterator[Sheet]:
    """The pages 0 to ``count`` of the file at ``path``, as many as the limit lets; ``read`` must be importable.

    A page that breaks its worker is read again with the command-line engine (the third argument of ``read``). Raises
    ``EngineMissing`` where ``read`` does.
    """
    lost: list[int] = []

    def one(number: int) -> Sheet:
        if len(lost) >= _GIVEN_UP:
            return _unread("too many pages of the file failed")
        trouble = ""
        for command in (False, True):
            try:
                return in_worker(read, path, number, command)
            except EngineMissing:
                raise
            except WorkerLate as error:
                lost.append(number)
                return _unread(str(error))
            except WorkerLost as error:
                trouble = str(error)
            except Exception as error:  # whatever a library raises on a damaged page must not lose the others
                trouble = f"it is damaged ({type(error).__name__})"
        lost.append(number)
        return _unread(trouble)

    return for_each(one, min(count, limits().pages))


def _unread(trouble: str) -> Sheet:
    return Sheet(0, 0, note="not read", trouble=f"the page was not read: {trouble}")
