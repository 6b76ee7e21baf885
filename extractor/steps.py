"""How far a build is: what it tells while it is at work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Literal, TypeVar

Item = TypeVar("Item")
Stage = Literal["reading", "resolving", "writing"]
STAGES: tuple[Stage, ...] = ("reading", "resolving", "writing")
"""In their order."""
_MOST = 5
"""Slow documents that are told of."""


@dataclass(frozen=True, slots=True)
class Step:
    """``done`` of ``total`` documents of a stage; the rest is of the document ``what`` that was just done."""

    stage: Stage
    done: int = 0
    total: int = 0
    what: str = ""
    known: bool = False
    """Whether the cache had its facts."""
    failed: bool = False
    pages: int = 0
    seconds: float = 0.0
    """What reading it and finding its facts took, wherever that was done."""


Progress = Callable[[Step], None]
"""Called with each step."""


def told(items: Iterable[Item], stage: Stage, total: int, progress: Progress | None) -> Iterator[Item]:
    """``items``, of which each is told as done when the next is asked for."""
    if progress:
        progress(Step(stage, 0, total))
    for done, item in enumerate(items, start=1):
        yield item
        if progress:
            progress(Step(stage, done, total))


@dataclass(slots=True)
class Account:
    """What a build has to tell of its reading when it is done; hand it the steps."""

    slowest: list[tuple[float, str]] = field(default_factory=list)
    """Seconds and name of the documents that took longest, the slowest first."""

    def __call__(self, step: Step) -> None:
        """Takes note of a step."""
        if step.seconds:
            self.slowest = nlargest(_MOST, [*self.slowest, (step.seconds, step.what)])
