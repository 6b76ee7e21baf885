"""Where figures stand: matches of the rules of a topic, tried only where a number is, and which of them hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor import numbers
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook

_DIGITS = re.compile(r"[0-9]++")
_WORD_STARTS = re.compile(r"(?<!\w)\w")
_WORDS = re.compile(r"\w+")
_SIGN = re.compile(r"[<>≥≤]=? ?$")
_BOUND_WORDS = 5
_BOUND_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Figure:
    """A match of a rule, in the matching view."""

    rule: Rule
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where the bound, or else the number, begins."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The end of the unit and what belongs to it."""
        return self.match.end()

    def group(self, name: str) -> str | None:
        """The words of a named group; ``None`` where the rule has no such group or it took no part."""
        return self.match.groupdict().get(name)

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
        limit = self.group("limit")
        return _signs(rulebook, "limits")[limit.lower()] if limit else "="


@cache
def _signs(rulebook: Rulebook, table: str) -> dict[str, str]:
    return {row["words"]: row["comparator"] for row in rulebook.table(table)}


def candidates(outline: Outline, rulebook: Rulebook, topic: str) -> Iterator[Figure]:
    """Every match of the rules of ``topic``.

    A rule with ``anywhere = true`` is tried at every place, the others only where a number is.
    """
    text = outline.view.text
    rules = rulebook.rules(topic)
    for rule in rules:
        if rule.values.get("anywhere"):
            yield from (Figure(rule, match) for match in rule.pattern.finditer(text))
    at_numbers = [rule for rule in rules if not rule.values.get("anywhere")]
    for start in _starts(text, rulebook):
        yield from (Figure(rule, match) for rule in at_numbers if (match := rule.pattern.match(text, start)))


def _starts(text: str, rulebook: Rulebook) -> Iterator[int]:
    """The numbers, and the words or the sign before a number that may be its bound."""
    ends = _bound_ends(rulebook)
    for digits in _DIGITS.finditer(text):
        at = digits.start()
        yield at
        window = text[max(0, at - _BOUND_LENGTH) : at]
        if sign := _SIGN.search(window):
            yield at - len(window) + sign.start()
        words = _WORDS.findall(window.split("\n")[-1].lower())
        if window.endswith(" ") and words and words[-1] in ends:
            offset = at - len(window)
            yield from (offset + m.start() for m in list(_WORD_STARTS.finditer(window))[-_BOUND_WORDS:])


@cache
def _bound_ends(rulebook: Rulebook) -> frozenset[str]:
    """The last words of what may stand between the beginning of a bound and its number."""
    connecting = rulebook.fragments["bound_links"].split("|")
    return frozenset(words.split()[-1] for words in [*_signs(rulebook, "bounds"), *connecting])


def parted(figures: Iterator[Figure]) -> list[Figure]:
    """Of overlapping figures the one that begins first or, of these, the longest; in the order of the text."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept
