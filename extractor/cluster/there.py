"""What runs on a worker of the cluster: says what facts depend on there, and finds those of a document."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict

from extractor.apart import Outcome
from extractor.fact_cache import version_of_code, version_parts
from extractor.limits import PREFIX, Limits
from extractor.pool import Ended
from extractor.rulebook import load

_ELSEWHERE = ("annotation", "evaluate", "filling", "report", "site", "store")
"""Rooms of the program in which a worker may differ."""
_idle: queue.SimpleQueue[_Hand] = queue.SimpleQueue()


def described() -> Mapping[str, str]:
    """What facts found here depend on, and how they are sent, by its name."""
    return {**version_parts(load()), "program": version_of_code(_ELSEWHERE)}


def found_there(bounds: Limits, file: bytes) -> Outcome[bytes] | Ended:
    """What becomes of a pickled :class:`~extractor.harvest.Unread` within ``bounds``; its facts are packed."""
    hand = _hired(bounds)
    result = hand.result(file)
    if hand.alive:
        _idle.put(hand)
    return result


def _hired(bounds: Limits) -> _Hand:
    while True:
        try:
            hand = _idle.get_nowait()
        except queue.Empty:
            return _Hand(bounds)
        if hand.alive and hand.bounds == bounds:
            return hand
        hand.end()


class _Hand:
    """A running :mod:`extractor.cluster.hand`."""

    def __init__(self, bounds: Limits) -> None:
        self.bounds = bounds
        environment = os.environ | {f"{PREFIX}{name.upper()}": str(value) for name, value in asdict(bounds).items()}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor.cluster.hand"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def result(self, file: bytes) -> Outcome[bytes] | Ended:
        send, receive = self._process.stdin, self._process.stdout
        assert send is not None
        assert receive is not None
        try:
            send.write(file)
            send.flush()
            answer: Outcome[bytes] | Ended = pickle.load(receive)
            return answer
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            code = self._process.returncode
            return Ended(f"reading it took too long or ended the process (exit code {code})")

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
