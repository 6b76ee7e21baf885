"""A cluster of Dask as the engine of a harvest: documents go to its workers, facts come back.

Each document is given to one worker, so that it is known which documents a worker had when it ended. Those are tried
again, each alone on a worker: one that ends its worker time and again is a failure, its neighbours are not.
Workers may come and go. One on which facts would depend on something else than here gets no documents.
"""

from __future__ import annotations

import logging
import pickle
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import uuid4

from extractor.apart import Outcome
from extractor.cluster.there import described, found_there
from extractor.harvest import Done, Unread
from extractor.limits import limits
from extractor.packing import unpacked
from extractor.pool import Ended

_CONNECTING = 10.0
"""Seconds until it is said that nobody answers."""
_WITHOUT_WORKERS = 60.0
"""Seconds to wait for a worker when there is none."""
_SURVEY = 1.0
"""Seconds after which it is looked who is still there."""
_FETCH = 30.0
"""Seconds for a result that a worker said to have."""
_TRIES = 3
"""Workers that may end while they have a document before it is taken for the cause."""
_AHEAD = 1
"""Documents that wait at a worker for its next free thread."""


class ClusterFault(Exception):
    """The cluster is of no use. The message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class _Flight:
    """A document at a worker, and how many workers ended while they had it."""

    number: int
    file: bytes
    worker: str = ""
    ended: int = 0


class Cluster:
    """The engine; ``told`` is called with what people should know of workers."""

    def __init__(
        self,
        address: str,
        told: Callable[[str], object] = lambda message: None,
        patience: float = _WITHOUT_WORKERS,
    ) -> None:
        self._address, self._told, self._patience = address, told, patience
        self._here = described()
        self._limits = limits()
        self._threads: dict[str, int] = {}
        self._met: set[str] = set()
        self._refused: dict[str, str] = {}
        self._flights: dict[Any, _Flight] = {}
        self._again: deque[_Flight] = deque()
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._looked = self._alone_since = 0.0

    def __enter__(self) -> Self:
        self._client = _connected(self._address)
        self._alone_since = time.monotonic()
        try:
            self._survey()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):  # whoever ended it has said why
            self._client.cancel(list(self._flights))
            self._client.close(_SURVEY)

    def give(self, number: int, item: Unread) -> Sequence[Done]:
        """Waits until a worker has time and sends it ``item``; what came back meanwhile."""
        done: list[Done] = []
        while (worker := self._free()) is None:
            done += self._landed(_SURVEY)
        self._send(_Flight(number, pickle.dumps(item), worker))
        return done

    def rest(self) -> Iterator[Done]:
        """All that is still to come back."""
        while self._flights or self._again:
            self._free()
            yield from self._landed(_SURVEY)

    def _free(self) -> str | None:
        """A worker that has time, once those documents have one that must be tried alone."""
        load = Counter(dict.fromkeys(self._threads, 0))
        load.update(flight.worker for flight in self._flights.values())
        lonely = {flight.worker for flight in self._flights.values() if flight.ended}
        wanted = len(self._again)
        for worker in sorted(self._threads.keys() - lonely, key=lambda one: load[one]):
            if wanted:
                wanted -= 1
                if not load[worker]:  # until it is idle, it gets nothing
                    self._send(replace(self._again.popleft(), worker=worker))
            elif load[worker] < self._threads[worker] + _AHEAD:
                return worker
        return None

    def _send(self, flight: _Flight) -> None:
        future = self._client.submit(
            found_there, self._limits, flight.file, key=f"ocop-{uuid4()}",
            workers=[flight.worker], allow_other_workers=False, pure=False, retries=0,
        )  # fmt: skip
        self._flights[future] = flight
        future.add_done_callback(self._done.put)

    def _landed(self, timeout: float) -> list[Done]:
        """What came back, and what is given up, after at most so many seconds."""
        done: list[Done] = []
        wait = timeout
        with suppress(queue.Empty):
            while True:
                future = self._done.get(timeout=wait) if wait else self._done.get_nowait()
                wait = 0.0
                if flight := self._flights.pop(future, None):
                    done += self._result(future, flight)
        if time.monotonic() - self._looked >= _SURVEY:
            done += self._survey()
        return done

    def _result(self, future: Any, flight: _Flight) -> list[Done]:  # noqa: ANN401
        try:
            outcome: Outcome[bytes] | Ended = future.result(timeout=_FETCH)
        except Exception as error:
            if future.status != "error":
                return self._retried(flight)
            if type(error).__name__ == "KilledWorker":  # the scheduler has tried it on others already
                return [(flight.number, _killer())]
            return [(flight.number, Ended(f"the worker cannot do its work ({type(error).__name__})"))]
        if isinstance(outcome, Ended):
            return [(flight.number, outcome)]
        return [(flight.number, outcome.holding(unpacked(outcome.result) if outcome.result else None))]

    def _retried(self, flight: _Flight) -> list[Done]:
        """Takes a document that its worker did not finish once more, unless that happened too often."""
        if flight.ended + 1 >= _TRIES:
            return [(flight.number, _killer())]
        self._again.append(replace(flight, ended=flight.ended + 1))
        return []

    def _survey(self) -> list[Done]:
        """Looks which workers are there, and gives what ended ones had to others."""
        try:
            there: Mapping[str, int] = self._client.nthreads()
            self._meet([worker for worker in there if worker not in self._met and worker not in self._refused])
        except Exception as error:
            raise ClusterFault(
                f"{self._address}: the scheduler is gone ({type(error).__name__}). Start it and build again: "
                "what was read is in the cache."
            ) from error
        self._threads = {worker: threads for worker, threads in there.items() if worker in self._met}
        self._looked = time.monotonic()
        self._expect_workers()
        done = []
        for future, flight in list(self._flights.items()):
            if flight.worker not in self._threads:
                del self._flights[future]
                future.cancel()
                done += self._retried(flight)
        return done

    def _meet(self, new: Sequence[str]) -> None:
        """Asks workers what facts depend on there; one that cannot tell has another program, or none."""
        for worker in new:
            try:
                parts = self._client.run(described, workers=[worker])[worker]
            except (OSError, KeyError):  # it went while it was asked
                continue
            except Exception:
                parts = {"program": ""}
            differ = [name for name, value in self._here.items() if parts.get(name, value) != value]
            if differ:
                self._refused[worker] = (
                    f"{worker}: this worker has another version of {', '.join(differ)}. "
                    "Install there what is installed here, or end it."
                )
                self._told(self._refused[worker])
            else:
                self._met.add(worker)

    def _expect_workers(self) -> None:
        now = time.monotonic()
        if self._threads:
            self._alone_since = now
        elif self._refused:
            raise ClusterFault(next(iter(self._refused.values())))
        elif now - self._alone_since > self._patience:
            raise ClusterFault(f"{self._address}: no workers are there. Start some: dask worker {self._address}")


def _killer() -> Ended:
    return Ended(f"{_TRIES} workers ended while they read it")


def _connected(address: str) -> Any:  # noqa: ANN401
    try:
        import dask
        import distributed
    except ImportError:
        raise ClusterFault(
            "The package distributed is missing. Install it: pip install 'ocop-extractor[cluster]'"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in one line
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterFault(
            f"{address}: nobody answers there. Start a scheduler (dask scheduler), or name the address that it prints."
        ) from error
