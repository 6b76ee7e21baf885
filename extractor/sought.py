"""Matches of rules, sought only where they can begin.

A pattern tried at every character costs more than all else; finding the words with which its matches begin costs next
to nothing. A rule names them as ``begins``, in small letters; one that names none is tried everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractor.rulebook import Rule

_SHORT = 400
"""In a text of fewer characters a rule is tried everywhere."""


def matches(rule: Rule, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """What ``rule.pattern.finditer(text, start, end)`` gives."""
    end = len(text) if end is None else end
    if not rule.begins or len(text) < _SHORT:
        yield from rule.pattern.finditer(text, start, end)
        return
    found = places(text, rule.begins)
    for place in found[bisect_left(found, start) : bisect_left(found, end)]:
        if place >= start and (match := rule.pattern.match(text, place, end)):
            yield match
            start = match.end()


@lru_cache(maxsize=64)
def places(text: str, words: tuple[str, ...]) -> Sequence[int]:
    """Where any of ``words``, which are in small letters, begins in ``text`` in whatever case; in order."""
    small = _small(text)
    return sorted({place for word in words for place in _places(small, word)})


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=2)
def _small(text: str) -> str:
    """``text`` in small letters, as long as it is."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
