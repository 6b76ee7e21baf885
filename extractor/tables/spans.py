"""The head of a table that lost its grid: which of its lines span columns, and over which of the lines behind them.

A head of two rows comes as the cells of the first row and then those of the second. How many of the first span is told
by how many more lines than columns there are; which ones, by what the columns below them hold: the parts of one
heading hold things of one kind and are worded alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

_MOST_SPANNING = 4
_SPANS = {"always": -0.5, "often": 0.0, "sometimes": 0.3, "unknown": 0.4, "": 1.2}
"""What speaks against a heading that spans columns, by how readily such headings do."""
YEAR = re.compile(r"(?:[Nn]ăm )?(?:19|20)[0-9]{2}(?:\s*-\s*(?:19|20)[0-9]{2})?$")
_EACH_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
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
    weighing = _Weighing(texts, profile, asked)
    ways = [(weighing.cost(way), index, way) for index, way in enumerate(_ways(len(texts), spanning))]
    if not ways:
        return None
    cost, _, best = min(ways)
    return Head(_grid(best), cost)


@dataclass(frozen=True, slots=True)
class _Way:
    """``first`` lines in the upper row; ``parts``: for each of them how many columns stand below, 0 for none."""

    first: int
    parts: tuple[int, ...]


def _ways(lines: int, spanning: int) -> Iterator[_Way]:
    for first in range(spanning + 1, lines - 1):
        below = lines - first
        if below < 2 * spanning and not (spanning == 1 and below >= 1):
            continue
        for chosen in combinations(range(first), spanning):
            for sizes in _sizes(below, spanning):
                parts = [0] * first
                for place, size in zip(chosen, sizes, strict=True):
                    parts[place] = size
                yield _Way(first, tuple(parts))


def _sizes(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """The ways to part ``total`` among ``count``, at least two each."""
    if count == 1:
        if total >= 2:
            yield (total,)
        return
    for size in range(2, total - 2 * (count - 1) + 1):
        for rest in _sizes(total - size, count - 1):
            yield (size, *rest)


def _grid(way: _Way) -> tuple[tuple[int, ...], ...]:
    upper: list[int] = []
    lower: list[int] = []
    behind = way.first
    for index, size in enumerate(way.parts):
        upper += [index] * max(size, 1)
        lower += range(behind, behind + size) if size else [index]
        behind += size
    return tuple(upper), tuple(lower)


class _Weighing:
    """Weighs the ways to read one head. What two neighbours say of each other is asked once, not for every way."""

    def __init__(self, texts: Sequence[str], profile: Sequence[Mapping[str, float]], asked: Sequence[Asked]) -> None:
        self._texts, self._asked = texts, asked
        self._against = [[_contradicts(one, column) for column in profile] for one in asked]
        self._differ = [_differ(a, b) for a, b in pairwise(profile)]
        self._wordy = [_share(column, _TEXT) > 0.5 for column in profile]
        self._unlike = [_unlike(a, b) for a, b in pairwise(texts)]
        self._years = [YEAR.match(text) is not None for text in texts]
        self._known: dict[tuple[int, ...], float] = {}

    def cost(self, way: _Way) -> float:
        """How much speaks against a way to read the head."""
        asked, first = self._asked, way.first
        cost = 0.0
        column, behind = 0, first
        for index, size in enumerate(way.parts):
            if size:
                place = (way.first, index, size, column, behind, *way.parts[index + 1 : index + 2])
                if place not in self._known:
                    self._known[place] = self._spanning(way, index, column, behind)
                cost += self._known[place]
                column, behind = column + size, behind + size
            else:
                cost += self._against[index][column] + 1.0 * (asked[index].spans == "always")
                column += 1
            cost += 0.6 * (asked[index].last and index != first - 1)  # remarks stand in the last column
        years = {bool(size) for index, size in enumerate(way.parts) if self._years[index]}
        if len(years) > 1:
            cost += 1.0
        return cost + 1.0 * (sum(self._years) > 1 and _parts_years(way, self._texts))

    def _spanning(self, way: _Way, index: int, column: int, behind: int) -> float:
        """What speaks against heading ``index`` over the columns from ``column`` on, named by lines from ``behind``."""
        size, asked = way.parts[index], self._asked
        heading, below = asked[index], asked[behind : behind + size]
        cost = sum(
            # "Điểm" beside "Hạng sao" is likely
            (0.3 if below[at].holds != below[at + 1].holds else 0.8) * self._differ[column + at]
            for at in range(size - 1)
        )
        cost += 0.5 * sum(self._against[behind + at][column + at] for at in range(size)) / size
        cost += sum(self._unlike[behind : behind + size - 1]) / max(size - 1, 1)
        cost += _SPANS[heading.spans] + 2.0 * (index == 0) + 1.0 * heading.last
        if heading.spans in ("", "unknown"):
            cost += self._against[index][column]
            cost += 0.8 * (heading.holds == "text" and self._wordy[column])
        beside = index + 1 < way.first and not way.parts[index + 1]
        cost += 0.2 * (beside and _unlike(self._texts[index + 1], self._texts[behind]) < _ALIKE)  # it is a part as well
        cost -= 0.01 * index  # of two that might, the later one
        if heading.spans != "often" or heading.holds == "figure":
            cost += 0.6 * sum(bool(one.holds and heading.holds) and heading.holds != one.holds for one in below) / size
        cost += 0.6 * any(one.last for one in below)
        return cost + 0.3 * (not heading.holds and all(one.holds == "text" for one in below))


def _parts_years(way: _Way, texts: Sequence[str]) -> bool:
    """Whether years that go on, 2022, 2023, 2024, stand below several headings."""
    ends: list[tuple[int, int]] = []
    behind = way.first
    for size in way.parts:
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


def _unlike(one: str, other: str) -> float:
    """How little two headings look like parts of one thing: two years do, "2019" and "Huyện" do not."""
    if YEAR.match(one) or YEAR.match(other):
        return 0.0 if YEAR.match(one) and YEAR.match(other) else 1.0
    return 0.3 - 0.3 * fuzz.ratio(one.lower(), other.lower()) / 100
