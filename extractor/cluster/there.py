"""What runs on a worker of the cluster: says what facts depend on there, and finds those of a document."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import asdict

from extractor.apart import Outcome
from extractor.companions import Companion, Idle
from extractor.fact_cache import version_of_code, version_parts
from extractor.limits import PREFIX, Limits
from extractor.pool import Ended
from extractor.rulebook import load

_ELSEWHERE = ("annotation", "evaluate", "filling", "report", "site", "store")
"""Rooms of the program in which a worker may differ."""


def described() -> Mapping[str, str]:
    """What facts found here depend on, and how they are sent, by its name."""
    return {**version_parts(load()), "program": version_of_code(_ELSEWHERE)}


def found_there(bounds: Limits, file: bytes) -> Outcome[bytes] | Ended:
    """What becomes of a pickled :class:`~extractor.harvest.Unread` within ``bounds``; its facts are packed."""
    hand = _idle.hire(bounds)
    result = hand.result(file)
    _idle.keep(hand)
    return result


class _Hand(Companion):
    """A running :mod:`extractor.cluster.hand`."""

    def __init__(self, bounds: Limits) -> None:
        told = {f"{PREFIX}{name.upper()}": str(value) for name, value in asdict(bounds).items()}
        super().__init__("extractor.cluster.hand", bounds, told)

    def result(self, file: bytes) -> Outcome[bytes] | Ended:
        send, receive = self.pipes
        try:
            send.write(file)
            send.flush()
            answer: Outcome[bytes] | Ended = pickle.load(receive)
            return answer
        except (EOFError, OSError, pickle.UnpicklingError):
            self.end()
            code = self.process.returncode
            return Ended(f"reading it took too long or ended the process (exit code {code})")


_idle = Idle(_Hand)
