"""N1, sums of things counted: products by class of stars, producers by kind. Both are classes that do not overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.sums import Sum, is_meant_whole
from extractor.checks.wording import written
from extractor.model import Finding, Indicator
from extractor.text import normalise

_COUNT = re.compile(r"(?<![\w.,/])\d+ (?=[^\W\d])")
_LIST_END = re.compile(r"[.;)](?:\s|$)|\n")
_LOWEST = 3
"""The lowest class of recognised products: a list that goes down to it names all classes."""
_FEWEST = 3
"""Kinds of producers that a list must name to be taken for all of them."""


def star_sums(case: Case) -> Iterator[Finding]:
    """N102: a number of products is not the sum of its classes of stars."""
    for total, parts in listed_parts(case):
        rated = {
            part: stars for part in parts if (stars := counted_stars(case, part)) and unit_of(part) == unit_of(total)
        }
        one = Sum(total, tuple(rated))
        if len(rated) < 2 or len(set(rated.values())) < len(rated) or counted_stars(case, total):
            continue
        if one.added < total.value and any(unit_of(part) == unit_of(total) and part not in rated for part in parts):
            continue  # the rest may be those whose class is said in other words
        if one.exact and not one.holds and (one.added > total.value or _LOWEST in rated.values()):
            yield sum_finding("N102", case, one, "theo hạng sao")


def kind_sums(case: Case) -> Iterator[Finding]:
    """N103: a number of producers is not the sum of its kinds."""
    for total, parts in listed_parts(case):
        one = Sum(total, tuple(part for part in parts if _counts(case, part, "kind")))
        if len(one.parts) < _FEWEST or not _counts(case, total, "all"):
            continue
        if one.added < total.value and _lists_others(case, one):
            continue
        if one.exact and not one.holds and is_meant_whole(case, one):
            yield sum_finding("N103", case, one, "theo loại hình")


def _lists_others(case: Case, one: Sum) -> bool:
    """Whether the list of parts holds figures of something else, or goes on with them ("… và 01 ban quản lý")."""
    text = case.facts.document.text
    stop = _LIST_END.search(text, one.parts[-1].end)
    spans = [*one.parts, *(other for other in case.facts.indicators if other.parent is None)]
    first = one.total.end if one.total.end <= one.parts[0].start else one.parts[0].start
    inside = _COUNT.finditer(text, first, stop.start() if stop else len(text))
    return any(not any(part.start <= match.start() < part.end for part in spans) for match in inside)


def listed_parts(case: Case) -> Iterator[tuple[Indicator, list[Indicator]]]:
    """Every number in running text with those that the text puts under it."""
    indicators = case.facts.indicators
    parts: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.parent is not None and not indicator.table:
            parts[indicator.parent].append(indicator)
    for index, members in parts.items():
        if not indicators[index].table:
            yield indicators[index], members


def counted_stars(case: Case, counted: Indicator) -> int | None:
    """The one class of stars that an indicator counts."""
    subject = normalise(counted.subject or "")
    found = (rule.pattern.match(subject) for rule in case.rulebook.rules("star_classes"))
    return next((int(match["stars"]) for match in found if match), None)


def _counts(case: Case, counted: Indicator, what: str) -> bool:
    """Whether the unit of an indicator is one kind of producers ("kind"), or producers together ("all")."""
    found = (rule.pattern.match(unit_of(counted)) for rule in case.rulebook.rules("producer_kinds"))
    return any(match and what in match.groupdict() for match in found)


def unit_of(counted: Indicator) -> str:
    """The unit of an indicator, products of the programme like others."""
    return normalise(counted.unit or "").removesuffix(" OCOP")


def sum_finding(code: str, case: Case, one: Sum, by: str) -> Finding:
    """What is said of a total that is not the sum of its parts, added up ``by`` something."""
    together = " + ".join(written(part.value or 0) for part in one.parts)
    total, added = one.total.value or 0, one.added
    return Finding(
        code,
        "error",
        f"Tổng số {written(total)} khác tổng {by}: {together} = {written(added)}, "
        f"chênh lệch {written(abs(total - added))}.",
        tuple(case.evidence(member) for member in one.members),
        found=written(total),
        remedy="Đối chiếu danh sách gốc và ghi lại tổng số hoặc từng phần.",
    )
