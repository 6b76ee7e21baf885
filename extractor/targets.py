"""Which results answer which targets: the same thing of a place, planned in one document and reported in another.

What tells the subjects of two figures apart, and what says nothing, stands in ``rules/subject_words.csv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz

from extractor.facts.geography import unit_of
from extractor.model import Facts, Indicator
from extractor.rulebook import Rulebook
from extractor.text import fold

_LEAST = 0.6
"""A pair less sure than this is none."""
_ONE_LACKS, _PART_OF_SPAN, _SCOPE_UNSAID = 0.85, 0.8, 0.95
"""What is left of the certainty where one subject names stars and the other none, where a result is of one year of the
target's span, and where one of the two does not say what it counts up to."""
_BARE, _ONE_BARE = 0.8, 0.7
"""What is left where both subjects say no more than the unit ("lớp"), and where one does."""
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A target and a result, each as the path of its document and its place among the indicators there.

    ``certainty``: from 0.6 to 1, that both are about the same.
    """

    target: tuple[str, int]
    result: tuple[str, int]
    certainty: float


@dataclass(frozen=True, slots=True)
class _Said:
    """An indicator with what is compared."""

    path: str
    index: int
    what: Indicator
    date: str
    words: str
    bare: bool
    apart: frozenset[str]
    stars: frozenset[str]


def answers(everything: Iterable[Facts], rulebook: Rulebook) -> list[Answer]:
    """The pairs of a target and a result of the same subject, unit, place, time and scope, the surest first.

    A target has at most one result in each document, and a result at most one target in each.
    """
    targets: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    results: dict[tuple[str, str], list[_Said]] = defaultdict(list)
    for facts in everything:
        for index, what in enumerate(facts.indicators):
            if what.subject and what.unit and what.kind in ("target", "result") and not _is_baseline(what):
                key = _place(facts, what), _unit(what.unit)
                side = targets if what.kind == "target" else results
                side[key].append(_said(facts, index, what, rulebook))
    found = [
        Answer((target.path, target.index), (result.path, result.index), round(sure, 2))
        for key, planned in targets.items()
        for target in planned
        for result in results.get(key, ())
        if (sure := _certainty(target, result)) >= _LEAST
    ]
    found.sort(key=lambda answer: (-answer.certainty, answer.target, answer.result))
    return list(_one_to_one(found))


def _is_baseline(what: Indicator) -> bool:
    """Whether a figure is what was before: "tăng từ 63% lên 85%"."""
    return what.quote.lower().startswith("từ ") and what.value_max is None


def _one_to_one(found: Sequence[Answer]) -> Iterator[Answer]:
    taken: set[tuple[str, int, str]] = set()
    for answer in found:
        ends = {(*answer.target, answer.result[0]), (*answer.result, answer.target[0])}
        if not ends & taken:
            taken |= ends
            yield answer


def _said(facts: Facts, index: int, what: Indicator, rulebook: Rulebook) -> _Said:
    tokens = _TOKEN.findall(fold(what.subject or ""))
    joined = f" {' '.join(tokens)} "
    apart, idle = _words(rulebook)
    for words in idle:
        joined = joined.replace(f" {words} ", " ")
    return _Said(
        path=facts.document.path,
        index=index,
        what=what,
        date=facts.head.date or "",
        words=joined.strip(),
        bare=joined.strip() in ("", _unit(what.unit or "")),
        apart=frozenset(words for words in apart if f" {words} " in joined),
        stars=frozenset(token for token in tokens if token.isdigit()),
    )


@cache
def _words(rulebook: Rulebook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that tell subjects apart, and those that say nothing, without marks, the longest first."""
    rows = rulebook.table("subject_words")
    apart, idle = (
        tuple(sorted((fold(row["words"]) for row in rows if row["means"] == means), key=len, reverse=True))
        for means in ("apart", "idle")
    )
    return apart, idle


def _certainty(target: _Said, result: _Said) -> float:
    """How sure it is that ``result`` tells how ``target`` was reached; 0 where it cannot."""
    if not _follows(target, result) or target.apart != result.apart:
        return 0.0
    if target.stars and result.stars and target.stars != result.stars:
        return 0.0
    sure = _time(target.what, result.what) * _scope(target.what.scope, result.what.scope)
    if sure < _LEAST:
        return 0.0
    if target.stars != result.stars:
        sure *= _ONE_LACKS
    if target.words != result.words:
        sure *= _ONE_BARE if target.bare != result.bare else 1.0
        alike = 0.6 * fuzz.token_sort_ratio(target.words, result.words)
        return sure * (alike + 0.4 * fuzz.token_set_ratio(target.words, result.words)) / 100
    return sure * (_BARE if target.bare else 1.0)


def _follows(target: _Said, result: _Said) -> bool:
    """Whether the result is reported later, or in the same row of a table."""
    if target.path == result.path:
        rows = {(one.what.start, one.what.subject) for one in (target, result)}
        return target.what.table and result.what.table and len(rows) == 1
    return bool(target.date) and target.date < result.date


def _time(target: Indicator, result: Indicator) -> float:
    """How well their times agree: a result up to a day is of the year of that day."""
    year = result.period or (result.as_of or "")[:4]
    if not target.period or not year:
        return 0.0
    if target.period == year:
        return 1.0
    first, _, last = target.period.partition("-")
    begin, _, end = year.partition("-")
    return _PART_OF_SPAN if last and first <= begin and (end or begin) <= last else 0.0


def _scope(target: str | None, result: str | None) -> float:
    """What counts up to a day is never compared with what counts within a year."""
    if target == result:
        return 1.0
    unsaid = None in (target, result) and {target, result} <= {None, "year"}
    return _SCOPE_UNSAID if unsaid else 0.0


def _unit(unit: str) -> str:
    return fold(unit).removesuffix(" ocop").strip()


def _place(facts: Facts, what: Indicator) -> str:
    """The place of an indicator: its own, else that of the document's issuer; within its province."""
    own = what.place or unit_of(facts.head.issuer) or ""
    return fold(f"{facts.head.province or ''}/{own}")


def retold(everything: Iterable[Facts], rulebook: Rulebook) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Results that two documents tell differently: the same subject, unit, place, time and scope, another figure.

    Each as the path of its document and its place among the indicators there. Only what a document says once in exact
    figures, with a subject of its own words, is compared.
    """
    told: dict[tuple[object, ...], dict[str, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for facts in everything:
        for index, what in enumerate(facts.indicators):
            exact = what.comparator == "=" and what.value_max is None and what.of is None
            if not (what.kind == "result" and exact and what.subject and what.unit and what.period):
                continue
            said = _said(facts, index, what, rulebook)
            if not said.bare and not _is_baseline(what):
                key = (_place(facts, what), _unit(what.unit), said.words, what.period, what.scope, what.as_of)
                told[key][said.path].append(said)
    found = []
    for documents in told.values():
        once = [said[0] for said in documents.values() if len({one.what.value for one in said}) == 1]
        for first, second in pairwise(sorted(once, key=lambda one: (one.date, one.path))):
            if first.what.value != second.what.value:
                found.append(((first.path, first.index), (second.path, second.index)))
    return found
