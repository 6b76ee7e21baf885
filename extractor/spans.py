"""Stretches of a text, asked what they cover; an answer takes no longer where there are many of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Stretches ``start:end``, which may overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._farthest = list(accumulate((end for _, end in ordered), max))
        """For each stretch, how far it and those that begin before it reach."""

    def add(self, start: int, end: int) -> None:
        """One more."""
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._farthest.insert(at, max(end, self._farthest[at - 1]) if at else end)
        for later in range(at + 1, len(self._farthest)):
            if self._farthest[later] >= end:
                break
            self._farthest[later] = end

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of them and ``start:end`` share a place."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._farthest[before - 1] > start

    def hold(self, place: int) -> bool:
        """Whether ``place`` is within any of them."""
        return self.overlap(place, place + 1)
