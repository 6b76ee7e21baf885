"""Runs one task on many items in a few processes; one that dies is replaced, and the item it had is told."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from extractor.limits import limit, limits
from extractor.readers.workers import OUT_OF_MEMORY, limit_memory, one_at_a_time

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ended:
    """The process at work on an item ended before it had a result."""

    reason: str


def in_processes(
    task: Callable[[Item], Result], items: Sequence[Item], count: int
) -> Iterator[tuple[int, Result | Ended]]:
    """The index of each item with ``task(item)``, as they come; ``count`` processes, ``task`` must be importable.

    What a task raises ends its process, except MemoryError, which ends it with the reason.
    """
    waiting = iter(range(len(items)))
    hands: dict[Connection, _Hand] = {}
    try:
        for index in (i for _, i in zip(range(count), waiting, strict=False)):
            _hire(hands, task, alone=count == 1).take(index, items[index])
        while hands:
            for ready in wait(list(hands)):
                assert isinstance(ready, Connection)
                hand = hands[ready]
                done, result = hand.item, hand.result()
                following = next(waiting, None)
                if following is None or isinstance(result, Ended):
                    hands.pop(ready).end()
                if following is not None:
                    if isinstance(result, Ended):
                        hand = _hire(hands, task, alone=count == 1)
                    hand.take(following, items[following])
                yield done, result
    finally:
        for hand in hands.values():
            hand.end()


class _Hand:
    """A process and the index of the item it has."""

    def __init__(self, task: Callable[[Any], Any], alone: bool) -> None:
        self.connection, there = Pipe()
        self.item = -1
        self._process = Process(target=_work, args=(there, task, alone), daemon=True)
        self._process.start()
        there.close()

    def take(self, index: int, item: object) -> None:
        self.item = index
        with contextlib.suppress(OSError):  # it died meanwhile, and ``result`` says so
            self.connection.send(item)

    def result(self) -> Any:  # noqa: ANN401
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            self._process.join(10)
        if self._process.exitcode == OUT_OF_MEMORY:
            return Ended(f"it needed more memory than {limit('memory', f'{limits().memory} MiB')}")
        return Ended(f"reading it took too long or ended the process (exit code {self._process.exitcode})")

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def _hire(hands: dict[Connection, _Hand], task: Callable[[Any], Any], *, alone: bool) -> _Hand:
    hand = _Hand(task, alone)
    hands[hand.connection] = hand
    return hand


def _work(connection: Connection, task: Callable[[Any], Any], alone: bool) -> None:
    """What a process does: a task for each item that it is given, until nobody gives any."""
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
