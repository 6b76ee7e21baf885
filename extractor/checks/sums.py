"""Totals and their parts: when a sum holds, when a list is meant to be whole, and which figure mends it.

An approximate figure fails no sum; figures rounded to a unit may differ from their sum by the rounding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extractor.checks.case import Case
from extractor.model import Amount, Indicator
from extractor.numbers import number
from extractor.text import normalise

_PRINTED = re.compile(r"\d[\d.]*(?:,(?P<decimals>\d+))?")
_INCOMPLETE = 0.05
"""A list that does not say that it is whole may leave out more than this share of the total."""
_MOST = 12
"""Parts up to which the check looks for some of them that make the total, the rest being parts of parts."""

Figure = Amount | Indicator


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that the text puts under it."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def members(self) -> tuple[Figure, ...]:
        """All figures, the total first."""
        return (self.total, *self.parts)

    @property
    def exact(self) -> bool:
        """Whether every figure is one known number."""
        return all(m.comparator == "=" and m.value_max is None for m in self.members)

    @property
    def added(self) -> float:
        """What the parts make together."""
        return sum(part.value for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the total is the sum, as exactly as the figures are printed."""
        units = [_unit(member) for member in self.members]
        rounded = len({unit for unit, _ in units}) > 1 or any(decimal for _, decimal in units)
        slack = sum(unit for unit, _ in units) / 2 if rounded else 0
        return abs(self.total.value - self.added) <= slack

    def needed(self, member: Figure) -> float:
        """The value that would make this one figure fit the others."""
        if member is self.total:
            return self.added
        return self.total.value - self.added + member.value


def _unit(figure: Figure) -> tuple[float, bool]:
    """The worth of the last printed digit ("7.678,61 triệu": 10,000 đồng), and whether it is a decimal."""
    for match in _PRINTED.finditer(figure.quote):
        printed = number(match.group().rstrip("."))
        if printed and figure.value:
            decimals = match["decimals"] or ""
            return figure.value / printed / 10 ** len(decimals), bool(decimals)
    return 0, False


def is_meant_whole(case: Case, one: Sum) -> bool:
    """Whether the parts are meant to be all: a list after "trong đó" may name some, and parts of parts beside them."""
    total, added = one.total.value, one.added
    if added > total:
        some = (s for size in range(2, len(one.parts)) for s in combinations(one.parts, size))
        return len(one.parts) > _MOST or all(sum(part.value for part in chosen) != total for chosen in some)
    between = normalise(case.facts.document.text[one.total.end : one.parts[0].start])
    said = any(rule.pattern.search(between) for rule in case.rulebook.rules("sums"))
    return said or total - added <= _INCOMPLETE * total


def repair(one: Sum, broken: Sequence[Sum], sums: Sequence[Sum]) -> tuple[Figure, float] | None:
    """The one figure whose change alone mends every broken sum bound to this one, and its value.

    ``None`` when a single sum is broken (any of its figures could be the one), or when several figures would do.
    """
    bound = [other for other in broken if any(m is n for m in other.members for n in one.members)]
    if len(bound) < 2:
        return None
    found = []
    for member in one.members:
        values = {round(other.needed(member), 2) for other in sums if any(m is member for m in other.members)}
        if len(values) == 1 and all(any(m is member for m in other.members) for other in bound):
            found.append((member, values.pop()))
    return found[0] if len(found) == 1 else None
