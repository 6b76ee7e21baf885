"""Runs one task on many items in a few processes; one that dies is replaced, and the item it had is told."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

from extractor.limits import limit, limits
from extractor.readers.workers import OUT_OF_MEMORY, limit_memory, one_at_a_time

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ended:
    """The process at work on an item ended before it had a result."""

    reason: str


class Processes(Generic[Item, Result]):
    """At most ``count`` processes that run ``task``, which must be importable.

    What a task raises ends its process, except MemoryError, which ends it with the reason. Results come with the
    numbers under which their items were given. ``alone``: nothing else is at work, so that one process may take more of
    the machine.
    """

    def __init__(self, task: Callable[[Item], Result], count: int, alone: bool | None = None) -> None:
        self._task, self._count, self._alone = task, count, count == 1 if alone is None else alone
        self._busy: dict[Connection, _Hand] = {}
        self._idle: list[_Hand] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in (*self._busy.values(), *self._idle):
            hand.end()

    def give(self, number: int, item: Item) -> Sequence[tuple[int, Result | Ended]]:
        """Waits until a process has time and gives it ``item``; the results that came meanwhile."""
        done: list[tuple[int, Result | Ended]] = []
        while (hand := self._free()) is None:
            done += self._done()
        hand.take(number, item)
        self._busy[hand.connection] = hand
        return done

    def rest(self) -> Iterator[tuple[int, Result | Ended]]:
        """All other results, as they come."""
        while self._busy:
            yield from self._done()

    def _free(self) -> _Hand | None:
        if self._idle:
            return self._idle.pop()
        return _Hand(self._task, self._alone) if len(self._busy) < self._count else None

    def _done(self) -> list[tuple[int, Result | Ended]]:
        found = []
        for ready in wait(list(self._busy)):
            assert isinstance(ready, Connection)
            hand = self._busy.pop(ready)
            result = hand.result()
            found.append((hand.item, result))
            if isinstance(result, Ended):
                hand.end()
            else:
                self._idle.append(hand)
        return found


def in_processes(
    task: Callable[[Item], Result], items: Iterable[Item], count: int
) -> Iterator[tuple[int, Result | Ended]]:
    """The index of each item with ``task(item)``, as they come; see :class:`Processes`."""
    with Processes(task, count) as pool:
        for index, item in enumerate(items):
            yield from pool.give(index, item)
        yield from pool.rest()


class _Hand:
    """A process that runs ``task``, and the number of the item it has."""

    def __init__(self, task: Callable[[Any], Any], alone: bool) -> None:
        self.connection, there = Pipe()
        self.item = -1
        self._process = Process(target=_work, args=(self.connection, there, task, alone), daemon=True)
        self._process.start()
        there.close()

    def take(self, index: int, item: object) -> None:
        """Gives it an item."""
        self.item = index
        with contextlib.suppress(OSError):  # it died meanwhile, and ``result`` says so
            self.connection.send(item)

    def result(self) -> Any:  # noqa: ANN401
        """What the task gave for the item, or :class:`Ended`; waits for it."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self._process.join(10)
        if self._process.exitcode == OUT_OF_MEMORY:
            return Ended(f"it needed more memory than {limit('memory', f'{limits().memory} MiB')}")
        return Ended(f"reading it took too long or ended the process (exit code {self._process.exitcode})")

    def end(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _work(other_end: Connection, connection: Connection, task: Callable[[Any], Any], alone: bool) -> None:
    """What a process does: a task for each item that it is given, until nobody gives any."""
    other_end.close()  # else it would never be told that whoever gives the work is no more
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever gave the work ends it
    limit_memory(limits().memory << 20)
    if not alone:
        one_at_a_time()
    with contextlib.suppress(EOFError, OSError):
        while True:
            item = connection.recv()
            try:
                connection.send(task(item))
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
