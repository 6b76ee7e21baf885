"""Programs at our side: a module of ours run as a process of its own, told and answering through its pipes."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import IO, Generic, TypeVar

from extractor.limits import Limits


class Companion:
    """A running ``module`` that works within ``limits``; what libraries print is thrown away there."""

    def __init__(self, module: str, bounds: Limits, environment: Mapping[str, str]) -> None:
        self.limits = bounds
        path = os.pathsep.join(path for path in sys.path if path)
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, **environment, "PYTHONPATH": path},
        )  # fmt: skip

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """What it is told through, and what it answers through."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    @property
    def alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def end(self) -> None:
        """Ends the process at once."""
        self.process.kill()
        self.process.wait()
        for stream in self.pipes:
            with contextlib.suppress(OSError):
                stream.close()


Kind = TypeVar("Kind", bound=Companion)


class Idle(Generic[Kind]):
    """Companions that have nothing to do; ``start`` makes one for other limits, or where none is left."""

    def __init__(self, start: Callable[[Limits], Kind]) -> None:
        self._start = start
        self._waiting: queue.SimpleQueue[Kind] = queue.SimpleQueue()

    def hire(self, bounds: Limits) -> Kind:
        """One that works within ``bounds``."""
        while True:
            try:
                companion = self._waiting.get_nowait()
            except queue.Empty:
                return self._start(bounds)
            if companion.alive and companion.limits == bounds:
                return companion
            companion.end()

    def keep(self, companion: Kind) -> None:
        """Takes one back when its work is done, unless it has ended."""
        if companion.alive:
            self._waiting.put(companion)

    def dismiss(self) -> None:
        """Ends those that wait."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait().end()

    def forget(self) -> None:
        """Leaves those that wait to whom they belong: after a fork that is the parent."""
        self._waiting = queue.SimpleQueue()
