"""Words that say that a sentence speaks of a time before the document's own."""

from __future__ import annotations

import re

from extractor.checks.case import Case
from extractor.numbers import date as read_date

_BEHIND = 50
"""Characters from a name on in which it may be said that something was: "nhóm thảo dược 05 sản phẩm đã công nhận"."""


def says_before(case: Case, *words: str) -> bool:
    """Whether words, or the first of those behind them, say that a time before is spoken of; a day ahead is a term."""
    before, behind = (without_terms(case, one) for one in (*words, "")[:2])
    return case.pattern("former_levels", "past").search(before + behind[:_BEHIND]) is not None


def without_terms(case: Case, words: str) -> str:
    """The words without the days ahead by which something is to be done: "trước ngày 30/9/2025"."""

    def kept(match: re.Match[str]) -> str:
        day = read_date(" ".join((match["date"] or "").lower().split()))
        return match.group() if match["date"] and (day or "") <= case.day else " "

    return case.pattern("former_levels", "term").sub(kept, words)
