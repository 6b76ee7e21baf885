"""Words that a narrow cell breaks over its lines, put together: "Nguyễ" and "n", "338/Q" and "Đ-UBND"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.readers.quality import is_syllable
from extractor.readers.sheet import PlacedLine, PlacedWord

_FULL = 6.0
"""Points between the end of a broken line and that of the longest."""
_HYPHEN = re.compile(r"[^\W_][-/]$")
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}\)?[.,;]?$")
_SYMBOL = re.compile(r"[0-9]/[A-ZĐ]{0,3}$")


def words_of(lines: Sequence[PlacedLine]) -> tuple[PlacedWord, ...]:
    """The words of a cell line by line, those that its lines break made one."""
    found: list[PlacedWord] = []
    limit = max((line.x1 for line in lines), default=0.0)
    for number, line in enumerate(lines):
        words = list(line.words)
        if number and _is_broken(found[-1].text, words[0].text, found[-1].x1 >= limit - _FULL):
            found[-1] = _one(found[-1], words.pop(0))
        found += words
    return tuple(found)


def _is_broken(end: str, start: str, full: bool) -> bool:
    """Whether a word goes on in the next line; ``full``: the line is as long as any of the cell."""
    if _HYPHEN.search(end):
        return start[0].isalnum()
    if _SYMBOL.search(end) and re.match(r"[A-ZĐ]*-", start):
        return True
    if not full:
        return False
    if _DATE.match(end + start) and not _DATE.match(end):
        return True
    if not (end.isalpha() and start.isalpha()):
        return False
    if start.islower() and end[-1].islower() and not (is_syllable(end) and is_syllable(start)):
        return is_syllable(end + start)
    return len(start) == 1 and start.isupper() and end.isupper() and not is_syllable(start)


def _one(first: PlacedWord, second: PlacedWord) -> PlacedWord:
    confidence = None
    if first.confidence is not None and second.confidence is not None:
        confidence = min(first.confidence, second.confidence)
    return PlacedWord(
        first.text + second.text,
        min(first.x0, second.x0),
        first.top,
        max(first.x1, second.x1),
        second.bottom,
        confidence,
    )
