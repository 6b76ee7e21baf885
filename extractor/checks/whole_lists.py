"""N1, sums of things counted place by place, and of two parts that leave nothing out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extractor.checks.case import Case
from extractor.checks.counts import counted_stars, listed_parts, sum_finding, unit_of
from extractor.checks.sums import Sum
from extractor.kept import kept
from extractor.model import Finding, Indicator
from extractor.text import normalise

_FEWEST = 3
"""Places in a list."""
_BEFORE = 60
"""Characters before a figure in which its place is named."""
_LEVELS = frozenset(("tỉnh", "tỉnh, thành phố", "thành phố", "huyện", "xã", "phường", "địa phương", "đơn vị cấp xã"))


def place_sums(case: Case) -> Iterator[Finding]:
    """N104: a number is not the sum of those of the places listed behind it.

    Places do not overlap, so that more is always wrong; less only where as many places are announced as are listed.
    """
    for inside in _by_paragraph(case):
        if len(inside) <= _FEWEST:  # the places and what they make together
            continue
        placed = [one for one in inside if _is_placed(case, one)]
        if len(placed) < _FEWEST or len({unit_of(one) for one in placed}) > 1:
            continue
        before = [one for one in inside if one.end <= placed[0].start]
        announced = any(one.value == len(placed) and unit_of(one).casefold() in _LEVELS for one in before)
        total = next((one for one in reversed(before) if _is_total(case, one, placed)), None)
        if total is None:
            continue
        yield from _compared(case, Sum(total, tuple(placed)), "theo địa phương", whole=announced)
        yield from _by_stars(case, total, placed, whole=announced)


def _by_paragraph(case: Case) -> Iterator[list[Indicator]]:
    """The indicators of running text, those of one paragraph together."""
    told = [one for one in case.facts.indicators if not one.table]
    if len(told) <= _FEWEST:
        return
    view = case.view
    starts = [view.origin(start) for start, end, _ in view.paragraphs if end > start]
    for _, inside in groupby(told, lambda one: bisect_right(starts, one.start)):
        yield list(inside)


def _by_stars(case: Case, total: Indicator, placed: Sequence[Indicator], *, whole: bool) -> Iterator[Finding]:
    """The same for each class of stars that the total and the places are divided into."""
    number, parts_of = _order(case), _parts(case)
    by_stars: dict[int, list[Indicator]] = {}
    for part in (part for one in placed for part in parts_of.get(number[id(one)], ())):
        if stars := counted_stars(case, part):
            by_stars.setdefault(stars, []).append(part)
    for part in parts_of.get(number[id(total)], ()):
        stars = counted_stars(case, part)
        parts = sorted(by_stars.get(stars, ()) if stars else (), key=lambda one: number[id(one)])
        if len(parts) > 1:
            yield from _compared(case, Sum(part, tuple(parts)), f"{stars} sao theo địa phương", whole=whole)


@kept
def _order(case: Case) -> Mapping[int, int]:
    """The index of each indicator, by its identity."""
    return {id(one): index for index, one in enumerate(case.facts.indicators)}


@kept
def _parts(case: Case) -> Mapping[int, Sequence[Indicator]]:
    """The parts of each indicator that has some, by its index."""
    parts: dict[int, list[Indicator]] = {}
    for one in case.facts.indicators:
        if one.parent is not None:
            parts.setdefault(one.parent, []).append(one)
    return parts


def complements(case: Case) -> Iterator[Finding]:
    """N105: a number is not the sum of two parts that leave nothing out, such as town and country."""
    for total, members in listed_parts(case):
        parts = [one for one in members if unit_of(one) == unit_of(total)]
        if len(parts) == 2 and _leave_nothing(case, parts):
            yield from _compared(case, Sum(total, tuple(parts)), "hai phần", whole=True, code="N105")


def _leave_nothing(case: Case, parts: Sequence[Indicator]) -> bool:
    first, second = (f" {normalise(one.subject or '').lower()} " for one in parts)
    for row in case.rulebook.table("complements"):
        one, other = f" {row['one']} ", f" {row['other']} "
        if (one in first and other in second) or (one in second and other in first):
            return not any(one in subject and other in subject for subject in (first, second))
    return False


def _compared(case: Case, one: Sum, by: str, *, whole: bool, code: str = "N104") -> Iterator[Finding]:
    if one.exact and not one.holds and (whole or one.added > one.total.value):
        yield sum_finding(code, case, one, by)


def _is_placed(case: Case, one: Indicator) -> bool:
    text = normalise(case.facts.document.text[max(one.start - _BEFORE, 0) : one.start])
    return any(rule.pattern.search(" ".join(text.split()) + " ") for rule in case.rulebook.rules("listed_places"))


def _is_total(case: Case, one: Indicator, placed: Sequence[Indicator]) -> bool:
    """Whether an indicator counts what the places do, all classes together."""
    return unit_of(one) == unit_of(placed[0]) and counted_stars(case, one) is None and one.of is None
