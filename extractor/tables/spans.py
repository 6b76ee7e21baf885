"""The head of a table that lost its grid: which of its lines span columns, and over which of the lines behind them.

A head of two rows comes as the cells of the first row and then those of the second. How many of the first span is told
by how many more lines than columns there are; which ones, by what the columns below them hold: the parts of one
heading hold things of one kind and are worded alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

_MOST_SPANNING = 4
_SPANS = {"always": -0.5, "often": 0.0, "sometimes": 0.3, "unknown": 0.4, "": 1.2}
"""What speaks against a heading that spans columns, by how readily such headings do."""
YEAR = re.compile(r"(?:[Nn]ăm )?(?:19|20)[0-9]{2}(?:\s*-\s*(?:19|20)[0-9]{2})?$")
_EACH_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_MOST_FOR_SPANNING = 0.8
"""What speaks for a heading that spans columns, at most: that such headings always do, and that it is a late one."""
_ALIKE = 0.15
_TEXT = frozenset({"short", "long"})
_NUMBERS = frozenset({"figure", "mark"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a heading asks of its column: what it ``holds`` and how readily it ``spans`` columns of its own
    (:func:`extractor.tables.meanings.expected_of`), and whether it is the ``last``, that of remarks."""

    holds: str
    spans: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head cells in one or two rows, as indexes into the lines; the same index in each place that a cell covers."""

    rows: tuple[tuple[int, ...], ...]
    cost: float = 0.0
    """How much speaks against it."""


def spread_head(
    texts: Sequence[str], width: int, profile: Sequence[Mapping[str, float]], asked: Sequence[Asked]
) -> Head | None:
    """The head made of ``texts`` over ``width`` columns; ``None`` when it cannot be.

    ``profile`` says what each column holds, ``asked`` what the heading that each text may be asks for.
    """
    spanning = len(texts) - width
    if spanning == 0:
        against = sum(map(_contradicts, asked, profile))
        return Head((tuple(range(width)),), against)
    if not 0 < spanning <= _MOST_SPANNING:
        return None
    best = _Search(texts, profile, asked).best(spanning)
    return best and Head(_grid(best.parts), best.cost)


class _Way(NamedTuple):
    """A way to read a head: ``parts``: for each line of the upper row how many columns stand below, 0 for none."""

    cost: float
    parts: tuple[int, ...]


def _grid(parts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    upper: list[int] = []
    lower: list[int] = []
    behind = len(parts)
    for index, size in enumerate(parts):
        upper += [index] * max(size, 1)
        lower += range(behind, behind + size) if size else [index]
        behind += size
    return tuple(upper), tuple(lower)


class _Search:
    """Finds the best way to read one head, line by line; what can no longer become the best is left off."""

    def __init__(self, texts: Sequence[str], profile: Sequence[Mapping[str, float]], asked: Sequence[Asked]) -> None:
        self._texts, self._asked = texts, asked
        self._holds, self._last = [one.holds for one in asked], [one.last for one in asked]
        self._against = [[_contradicts(one, column) for column in profile] for one in asked]
        self._differ = [_differ(a, b) for a, b in pairwise(profile)]
        self._wordy = [_share(column, _TEXT) > 0.5 for column in profile]
        self._unlike = [_unlike(a, b) for a, b in pairwise(texts)]
        self._years = [YEAR.match(text) is not None for text in texts]
        self._known: dict[tuple[int, int, int, int], float] = {}
        self._parted: dict[tuple[int, int, int], float] = {}
        self._best: _Way | None = None
        self._spanned = 0

    def best(self, spanning: int) -> _Way | None:
        """The way with the least against it, of those in which so many headings span columns."""
        lines, self._spanned = len(self._texts), spanning
        for first in range(spanning + 1, lines - 2 * spanning + 1):
            self._go_on(first, spanning, _Way(0.0, ()), first)
        return self._best

    def _go_on(self, first: int, spanning: int, way: _Way, behind: int) -> None:
        """Try all ways for the lines of an upper row of ``first`` that ``way`` does not tell of yet.

        ``spanning`` of them span the columns that the lines from ``behind`` on name.
        """
        best = self._best
        if best and way.cost - spanning * _MOST_FOR_SPANNING >= best.cost:
            return
        index = len(way.parts)
        if index == first:
            cost = way.cost + self._against_years(way.parts)
            if best is None or cost < best.cost:
                self._best = _Way(cost, way.parts)
            return
        column = index + behind - first - (self._spanned - spanning)
        remarks = 0.6 * (self._last[index] and index != first - 1)  # they stand in the last column
        if first - index > spanning:
            cost = way.cost + remarks + self._alone(index, column, behind, way.parts)
            self._go_on(first, spanning, _Way(cost, (*way.parts, 0)), behind)
        if not spanning:
            return
        left = len(self._texts) - behind
        for size in range(2, left - 2 * (spanning - 1) + 1) if spanning > 1 else (left,):
            cost = way.cost + remarks + self._spanning(index, size, column, behind)
            self._go_on(first, spanning - 1, _Way(cost, (*way.parts, size)), behind + size)

    def _alone(self, index: int, column: int, behind: int, before: Sequence[int]) -> float:
        """What speaks against heading ``index`` over one column; ``before`` tells of those before it."""
        cost = self._against[index][column] + 1.0 * (self._asked[index].spans == "always")
        if before and before[-1]:  # it looks like a part of the heading before it as well
            cost += 0.2 * (_unlike(self._texts[index], self._texts[behind - before[-1]]) < _ALIKE)
        return cost

    def _spanning(self, index: int, size: int, column: int, behind: int) -> float:
        """What speaks against heading ``index`` over ``size`` columns from ``column`` on, named by lines from
        ``behind``; asked once."""
        place = (index, size, column, behind)
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._against_spanning(*place)
        return known

    def _against_parts(self, size: int, column: int, behind: int) -> float:
        """What speaks against ``size`` lines from ``behind`` on as the parts of one heading, whatever it is; asked
        once."""
        place = (size, column, behind)
        known = self._parted.get(place)
        if known is None:
            holds = self._holds[behind : behind + size]
            known = sum(
                # "Điểm" beside "Hạng sao" is likely
                (0.3 if holds[at] != holds[at + 1] else 0.8) * self._differ[column + at]
                for at in range(size - 1)
            )
            known += 0.5 * sum(self._against[behind + at][column + at] for at in range(size)) / size
            known += sum(self._unlike[behind : behind + size - 1]) / max(size - 1, 1)
            self._parted[place] = known
        return known

    def _against_spanning(self, index: int, size: int, column: int, behind: int) -> float:
        heading, holds = self._asked[index], self._holds[behind : behind + size]
        cost = self._against_parts(size, column, behind)
        cost += _SPANS[heading.spans] + 2.0 * (index == 0) + 1.0 * heading.last
        if heading.spans in ("", "unknown"):
            cost += self._against[index][column]
            cost += 0.8 * (heading.holds == "text" and self._wordy[column])
        cost -= 0.01 * index  # of two that might, the later one
        if heading.holds and (heading.spans != "often" or heading.holds == "figure"):
            cost += 0.6 * (size - holds.count("") - holds.count(heading.holds)) / size
        cost += 0.6 * (True in self._last[behind : behind + size])
        return cost + 0.3 * (not heading.holds and holds.count("text") == size)

    def _against_years(self, parts: Sequence[int]) -> float:
        """What speaks against a way to read the head where years are among its lines."""
        if not any(self._years):
            return 0.0
        spanning = {bool(size) for index, size in enumerate(parts) if self._years[index]}
        parted = sum(self._years) > 1 and _parts_years(parts, self._texts)
        return 1.0 * (len(spanning) > 1) + 1.0 * parted


def _parts_years(parts: Sequence[int], texts: Sequence[str]) -> bool:
    """Whether years that go on, 2022, 2023, 2024, stand below several headings."""
    ends: list[tuple[int, int]] = []
    behind = len(parts)
    for size in parts:
        part = texts[behind : behind + size]
        years = [int(found[-1]) for text in part if YEAR.match(text) and (found := _EACH_YEAR.findall(text))]
        if years:
            ends.append((years[0], years[-1]))
        behind += size
    return any(below[0] == above[1] + 1 for above, below in pairwise(ends))


def _share(holds: Mapping[str, float], kinds: frozenset[str]) -> float:
    return sum(holds.get(kind, 0.0) for kind in kinds)


def words_and_figures(holds: Mapping[str, float]) -> tuple[float, float]:
    """The shares of words and of figures in a column."""
    return _share(holds, _TEXT), _share(holds, _NUMBERS)


def _contradicts(asked: Asked, holds: Mapping[str, float]) -> float:
    if not asked.holds:
        return 0.0
    text, numbers = words_and_figures(holds)
    return text if asked.holds in ("figure", "mark", "ordinal") else (0.4 if asked.last else 0.6) * numbers


def _differ(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How far two columns hold different kinds of things, blanks aside."""
    kinds = (one.keys() | other.keys()) - {"blank"}
    whole = max(sum(one.get(k, 0.0) for k in kinds), 0.01), max(sum(other.get(k, 0.0) for k in kinds), 0.01)
    groups = [_TEXT & kinds, kinds - _TEXT]
    return (
        sum(
            abs(sum(one.get(k, 0.0) for k in g) / whole[0] - sum(other.get(k, 0.0) for k in g) / whole[1])
            for g in groups
        )
        / 2
    )


@lru_cache(maxsize=4096)
def _unlike(one: str, other: str) -> float:
    """How little two headings look like parts of one thing: two years do, "2019" and "Huyện" do not."""
    if YEAR.match(one) or YEAR.match(other):
        return 0.0 if YEAR.match(one) and YEAR.match(other) else 1.0
    return 0.3 - 0.3 * fuzz.ratio(one.lower(), other.lower()) / 100
