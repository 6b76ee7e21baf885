"""Which results answer which targets: the same thing of a place, planned in one document and reported in another.

What tells the subjects of two figures apart, and what says nothing, stands in ``rules/subject_words.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from extractor.contested import contested
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
_REMEMBERED = 1 << 14
"""Subjects, and pairs of subjects, that are not compared again."""
_Key = tuple[str, str, frozenset[str]]
"""Place, unit and the words that tell subjects apart."""
_Figure = tuple[str, str, str, str, str | None, str | None]
"""Place, unit, subject, period, scope and day of a figure."""
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A target and a result, each as the path of its document and its place among the indicators there.

    ``certainty``: from 0.6 to 1, that both are about the same.
    """

    target: tuple[str, int]
    result: tuple[str, int]
    certainty: float


class _Subject(NamedTuple):
    """What of a subject is compared."""

    words: str
    bare: bool
    """Whether it says no more than the unit."""
    apart: frozenset[str]
    stars: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """An indicator with what is compared."""

    path: str
    index: int
    what: Indicator
    date: str
    subject: _Subject

    @property
    def year(self) -> str:
        """Its time: a result up to a day is of the year of that day."""
        return self.what.period or (self.what.as_of or "")[:4]


@dataclass(slots=True)
class _Results:
    """Results of one place, unit and deed: those of each time, the oldest first, and by document."""

    by_year: dict[str, list[_Said]] = field(default_factory=lambda: defaultdict(list))
    by_path: dict[str, list[_Said]] = field(default_factory=lambda: defaultdict(list))

    def add(self, result: _Said) -> None:
        """Takes in a result; the oldest must come first."""
        self.by_year[result.year].append(result)
        self.by_path[result.path].append(result)

    def after(self, target: _Said) -> Iterator[tuple[_Said, float]]:
        """The results that may tell how ``target`` was reached, each with how well its time agrees.

        They are reported later, or in the same row of a table.
        """
        for year, found in self.by_year.items():
            if agrees := _time(target.what.period, year):
                later = bisect_right(found, target.date, key=lambda result: result.date) if target.date else len(found)
                yield from ((one, agrees) for one in islice(found, later, None) if one.path != target.path)
        for one in self.by_path.get(target.path, ()):
            same_row = (target.what.start, target.what.subject) == (one.what.start, one.what.subject)
            if target.what.table and one.what.table and same_row and (agrees := _time(target.what.period, one.year)):
                yield one, agrees


def answers(everything: Sequence[Facts], rulebook: Rulebook) -> list[Answer]:
    """The pairs of a target and a result of the same subject, unit, place, time and scope, the surest first.

    A target has at most one result in each document, and a result at most one target in each.
    """
    targets: dict[_Key, list[_Said]] = defaultdict(list)
    results: dict[_Key, list[_Said]] = defaultdict(list)
    for key, said in _of_kind("result", everything, rulebook):
        results[key].append(said)
    for key, said in _of_kind("target", everything, rulebook) if results else ():
        if key in results:
            targets[key].append(said)
    found = [answer for key, told in results.items() if key in targets for answer in _pairs(targets[key], told)]
    found.sort(key=lambda answer: (-answer.certainty, answer.target, answer.result))
    return list(_one_to_one(found))


def _of_kind(kind: str, everything: Iterable[Facts], rulebook: Rulebook) -> Iterator[tuple[_Key, _Said]]:
    """The indicators of a kind that say what they are of, each under what it shares with what it is compared with."""
    for facts in everything:
        for index, what in enumerate(facts.indicators):
            if what.kind == kind and what.subject and what.unit and not _is_baseline(what):
                said = _said(facts, index, what, rulebook)
                yield (_place(facts, what), _unit(what.unit), said.subject.apart), said


def _pairs(targets: Iterable[_Said], results: Iterable[_Said]) -> Iterator[Answer]:
    """The pairs of one place, unit and deed that are sure enough."""
    reported = _Results()
    for result in sorted(results, key=lambda one: one.date):
        reported.add(result)
    for target in targets:
        for result, agrees in reported.after(target):
            sure = _certainty(target, result, agrees)
            if sure >= _LEAST:
                yield Answer((target.path, target.index), (result.path, result.index), round(sure, 2))


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
    subject = _subject(what.subject or "", _unit(what.unit or ""), rulebook)
    return _Said(facts.document.path, index, what, facts.head.date or "", subject)


@lru_cache(_REMEMBERED)
def _subject(subject: str, unit: str, rulebook: Rulebook) -> _Subject:
    tokens = _TOKEN.findall(fold(subject))
    joined = f" {' '.join(tokens)} "
    apart, idle = _words(rulebook)
    for words in idle:
        joined = joined.replace(f" {words} ", " ")
    return _Subject(
        words=joined.strip(),
        bare=joined.strip() in ("", unit),
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


def _certainty(target: _Said, result: _Said, agrees: float) -> float:
    """How sure it is that ``result`` tells how ``target`` was reached, where their times agree so far; 0 where it
    cannot."""
    first, other = target.subject, result.subject
    sure = agrees * _scope(target.what.scope, result.what.scope)
    if sure < _LEAST or (first.stars and other.stars and first.stars != other.stars):
        return 0.0
    if first.stars != other.stars:
        sure *= _ONE_LACKS
    if first.words != other.words:
        sure *= _ONE_BARE if first.bare != other.bare else 1.0
        return sure * _likeness(first.words, other.words) / 100
    return sure * (_BARE if first.bare else 1.0)


@lru_cache(_REMEMBERED)
def _likeness(one: str, other: str) -> float:
    """How alike two subjects are, in percent."""
    return 0.6 * fuzz.token_sort_ratio(one, other) + 0.4 * fuzz.token_set_ratio(one, other)


def _time(target: str | None, year: str) -> float:
    """How well the time of a target and that of a result agree."""
    if not target or not year:
        return 0.0
    if target == year:
        return 1.0
    first, _, last = target.partition("-")
    begin, _, end = year.partition("-")
    return _PART_OF_SPAN if last and first <= begin and (end or begin) <= last else 0.0


def _scope(target: str | None, result: str | None) -> float:
    """What counts up to a day is never compared with what counts within a year."""
    if target == result:
        return 1.0
    unsaid = None in (target, result) and {target, result} <= {None, "year"}
    return _SCOPE_UNSAID if unsaid else 0.0


@lru_cache(_REMEMBERED)
def _unit(unit: str) -> str:
    return fold(unit).removesuffix(" ocop").strip()


def _place(facts: Facts, what: Indicator) -> str:
    """The place of an indicator: its own, else that of the document's issuer; within its province."""
    return _within(facts.head.province, what.place or unit_of(facts.head.issuer))


@lru_cache(_REMEMBERED)
def _within(province: str | None, place: str | None) -> str:
    return fold(f"{province or ''}/{place or ''}")


def retold(everything: Sequence[Facts], rulebook: Rulebook) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Results that two documents tell differently: the same subject, unit, place, time and scope, another figure.

    Each as the path of its document and its place among the indicators there. Only what a document says once in exact
    figures, with a subject of its own words, is compared.
    """
    told: dict[_Figure, dict[str, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    several = contested((key, said.what.value) for key, said in _figures(everything, rulebook))
    for key, said in _figures(everything, rulebook) if several else ():
        if hash(key) in several:
            told[key][said.path].append(said)
    found = []
    for documents in told.values():
        once = [said[0] for said in documents.values() if len({one.what.value for one in said}) == 1]
        for first, second in pairwise(sorted(once, key=lambda one: (one.date, one.path))):
            if first.what.value != second.what.value:
                found.append(((first.path, first.index), (second.path, second.index)))
    return found


def _figures(everything: Iterable[Facts], rulebook: Rulebook) -> Iterator[tuple[_Figure, _Said]]:
    """The exact results that say what they are of, each under what it is the figure of."""
    for facts in everything:
        for index, what in enumerate(facts.indicators):
            exact = what.comparator == "=" and what.value_max is None and what.of is None
            if not (what.kind == "result" and exact and what.subject and what.unit and what.period):
                continue
            said = _said(facts, index, what, rulebook)
            if not said.subject.bare and not _is_baseline(what):
                words = said.subject.words
                yield (_place(facts, what), _unit(what.unit), words, what.period, what.scope, what.as_of), said
