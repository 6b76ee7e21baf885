"""Rules that say what each of their matches holds are tried in the lines that hold it: most lines do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.rulebook import Rule
from extractor.words import words_of

HOLDS = "line_has"
"""The value of a rule that lists words, in small letters: each match, which goes over the end of no line, has one."""


def found(rule: Rule, text: str) -> Iterator[re.Match[str]]:
    """The matches of ``rule`` in ``text``, in order."""
    words = rule.values.get(HOLDS)
    if not words:
        return rule.pattern.finditer(text)
    lines = lines_at(words_of(text).any(tuple(words)), text)
    return (match for start, end in lines for match in rule.pattern.finditer(text, start, end))


def lines_at(places: Iterable[int], text: str) -> Iterator[tuple[int, int]]:
    """Beginning and end of each line of ``text`` in which one of ``places``, told in their order, is."""
    done = 0
    for place in places:
        if place >= done:
            start = text.rfind("\n", done, place) + 1 or done
            end = text.find("\n", place)
            done = end if end >= 0 else len(text)
            yield start, done
