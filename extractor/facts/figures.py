"""Where figures stand: matches of the rules of a topic, tried only where a number is, and which of them hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractor import numbers
from extractor.openings import DIGIT
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook
from extractor.text import fold
from extractor.words import words_of

_DIGIT = re.compile("[0-9]")
_DIGITS = frozenset("0123456789")
_BEFORE_NUMBER = " <>≥≤="
_BOUND_LENGTH = 36
_LONGEST_SERIES = 120
_LINK = 8
"""Characters in the longest words that join the last number of a series: ", hoặc "."""
_SOON = 60
"""So many characters behind its beginning the unit of a figure stands at the latest."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers with one unit behind the last of them: "lần lượt là 10, 15 và 20 triệu đồng"."""

    numbers: tuple[tuple[int, int], ...]
    """Where each begins and ends, in the matching view."""
    rank: int
    """Which of them a figure is, from 0."""
    bound: str | None
    """The words of the bound before the first, which holds for all."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A match of a rule, in the matching view."""

    rule: Rule
    match: re.Match[str]
    text: str
    """The matching view; ``match`` may be one in its folded form, which is as long."""
    series: Series | None = None

    @property
    def start(self) -> int:
        """Where the bound, or else the number, begins."""
        return self.series.numbers[self.series.rank][0] if self.series else self.match.start()

    @property
    def end(self) -> int:
        """The end of the unit and what belongs to it; of the number where the unit stands behind a later one."""
        shares = self.series and self.series.rank < len(self.series.numbers) - 1
        return self.series.numbers[self.series.rank][1] if self.series and shares else self.match.end()

    @property
    def around(self) -> tuple[int, int]:
        """The place whose surroundings tell what the figure is: its own, or that of the whole series."""
        return (self.series.numbers[0][0] if self.series else self.start), self.match.end()

    def group(self, name: str) -> str | None:
        """The words of a named group; ``None`` where the rule has no such group or it took no part."""
        if self.series and name == "value":
            return self.text[slice(*self.series.numbers[self.series.rank])]
        if self.series and name == "comparator":
            return self.series.bound
        if name not in self.match.re.groupindex or self.match.start(name) < 0:
            return None
        return self.text[self.match.start(name) : self.match.end(name)]

    @property
    def unit(self) -> str:
        """The words of the unit."""
        return self.group("unit") or ""

    def number(self, name: str) -> int | float | None:
        """The value of the digits or number words in a group."""
        words = self.group(name)
        if not words:
            return None
        return numbers.number(words) if words[0].isdigit() else numbers.words(words)

    def comparator(self, rulebook: Rulebook) -> str:
        """``>=``, ``<=``, ``~`` or ``=``."""
        if words := self.group("comparator"):
            return _signs(rulebook, "bounds")[words.strip().lower()]
        if limit := self.group("limit"):
            return _signs(rulebook, "limits")[limit.lower()]
        return ">=" if self._from_on(rulebook) else "="

    def _from_on(self, rulebook: Rulebook) -> bool:
        """Whether "từ" before the number has no end behind it: "có từ 50 sản phẩm"."""
        if self.series or self.group("value_max") or self.text[self.start : self.start + 3].lower() != "từ ":
            return False
        reached = rulebook.compile("(?i){from_on_before}$").search(self.text, max(0, self.start - 20), self.start)
        return reached is not None and rulebook.compile("(?i){from_on_ends}").match(self.text, self.end) is None


@cache
def _signs(rulebook: Rulebook, table: str) -> dict[str, str]:
    return {row["words"]: row["comparator"] for row in rulebook.table(table)}


def candidates(outline: Outline, rulebook: Rulebook, topic: str, near: str | None = None) -> Iterator[Figure]:
    """Every match of the rules of ``topic``.

    A rule with ``anywhere = true`` is tried at every place, the others only where a number is; one with ``worn = true``
    in the text without its marks, as scans lose them. Where every match holds the pattern ``near``, soon behind its
    number, paragraphs and numbers without it are passed over.
    """
    text = outline.view.text
    rules = rulebook.rules(topic)
    units = [match.start() for match in rulebook.compile(near).finditer(text)] if near else None
    pieces = {outline.block_at(unit)[:2] for unit in units} if units is not None else {(0, len(text))}
    for rule in rules:
        if rule.values.get("anywhere"):
            yield from (
                Figure(rule, match, text) for piece in sorted(pieces) for match in rule.pattern.finditer(text, *piece)
            )
    at_numbers = [
        (rule, _folded(text, rule.pattern.openings.of_a_line) if rule.values.get("worn") else text)
        for rule in rules
        if not rule.values.get("anywhere")
    ]
    for start in _starts(text, rulebook):
        if units is None or bisect_left(units, start) < bisect_left(units, start + _SOON):
            for rule, in_ in at_numbers:
                if match := rule.pattern.match(in_, start):
                    yield Figure(rule, match, text)


@lru_cache(maxsize=2)
def _folded(text: str, of_a_line: bool) -> str:
    """``text`` without its marks; in the lines with a number alone where no other is looked at. Kept for all topics."""
    if not of_a_line:
        return fold(text)
    return "\n".join(fold(line) if _DIGIT.search(line) else line for line in text.split("\n"))


@lru_cache(maxsize=2)
def _starts(text: str, rulebook: Rulebook) -> tuple[int, ...]:
    """Where numbers begin, and the words or sign before one that may be its bound; remembered for all topics."""
    bound = rulebook.compile("(?i){bound_begins}")
    starts: list[int] = []
    for at in words_of(text).any((DIGIT,)):
        before = text[at - 1 : at]
        if before in _DIGITS or text[at] not in _DIGITS:
            continue
        if before and before in _BEFORE_NUMBER:
            begins = next(bound.finditer(text, max(0, at - _BOUND_LENGTH), at), None)
            starts += [begins.start()] if begins else []
        starts.append(at)
    return tuple(starts)


def parted(figures: Iterator[Figure]) -> list[Figure]:
    """Of overlapping figures the one that begins first or, of these, the longest; in the order of the text."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def with_series(figures: Iterable[Figure], rulebook: Rulebook) -> Iterator[Figure]:
    """``figures``, with those before them whose unit stands behind the last of a series; all in the order of the text.

    Numbers are taken for a series only where words lead in ("lần lượt là 10, 15 và 20"): others may be numbers of
    clauses, or years.
    """
    pattern = rulebook.compile("(?i){series_lead} (?P<numbers>{series_numbers})$")
    goes_on = rulebook.compile("(?i){series_goes_on}$")
    bounds = rulebook.compile("(?i)(?<!\\w)(?P<bound>{bound})(?: {bound_links})?$")
    for figure in figures:
        if figure.group("of") and figure.rule.values.get("both"):
            both = (figure.match.span("value"), figure.match.span("of"))
            yield from (replace(figure, series=Series(both, rank, None)) for rank in (0, 1))
            continue
        plain = not any(map(figure.group, ("comparator", "value_max", "of"))) and figure.match.start("value") >= 0
        first = max(0, figure.start - _LONGEST_SERIES)
        near = plain and goes_on.search(figure.text, max(0, figure.start - _LINK), figure.start)
        found = pattern.search(figure.text, first, figure.start) if near else None
        if found is None:
            yield figure
            continue
        numbers = [m.span() for m in rulebook.compile("{figure}").finditer(found["numbers"])]
        begin = found.start("numbers")
        places = (*((begin + a, begin + b) for a, b in numbers), figure.match.span("value"))
        bound = bounds.search(figure.text, first, begin - 1)
        for rank in range(len(places)):
            yield replace(figure, series=Series(places, rank, bound and bound["bound"]))
