"""The units of the figures of a table: from the heading of their column, else from what stands above the table."""

from __future__ import annotations

import re

from extractor.numbers import periods
from extractor.rulebook import Rulebook

COUNTS = frozenset({"count", "stars3", "stars4", "stars5"})
"""Meanings of columns that count things of one kind beside each other: those of each rank."""
_COUNTING = COUNTS | {"total", "target", "done"}
_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)$")


def takes_stated_unit(means: str | None, heading: str) -> bool:
    """Whether the unit that is stated for a table, or by a row, is that of the figures in a column."""
    return means in _COUNTING or (means is None and any(periods(heading)))


def money_of(heading: str, whole: str | None, rulebook: Rulebook) -> str | None:
    """The unit of money of a column: its own, or that of the whole table where the heading names money."""
    if own := rulebook.compile("(?i){stated_money}").search(heading):
        return own["unit"]
    named = rulebook.compile("(?i){column_money}").search(heading)
    return whole if whole and named and rulebook.compile("(?i){money}$").match(whole) else None


def count_of(heading: str, caption: str, rulebook: Rulebook) -> str | None:
    """What a column counts, from its heading or, where that only says "number", from the caption of the table."""
    words = heading.strip().lower()
    if not words or rulebook.compile("{column_no_count}").search(words):
        return None
    if rulebook.compile("{column_share}").search(words):
        return "%"
    counted = rulebook.compile(r"(?i)(?<!\w){counted}(?!\w)")
    if bracketed := count_in_brackets(words, rulebook):
        return bracketed
    named = next((unit for unit in counted.finditer(words) if _stands_alone(unit, rulebook)), None)
    if named and named.group() != words:
        return named.group()
    if rulebook.compile("(?i){stated_money}").search(caption):
        return None
    if rulebook.compile("(?:{column_count})$").match(words):
        said = (match.group().lower() for match in counted.finditer(caption))
        return next((unit for unit in said if not rulebook.compile("(?:{plan_word})$").match(unit)), None)
    return None


def count_in_brackets(heading: str, rulebook: Rulebook) -> str | None:
    """What a heading says in brackets at its end that it counts: "Kết quả (hộ)"."""
    bracket = _IN_BRACKETS.search(heading.strip().lower())
    counted = rulebook.compile(r"(?i)(?<!\w){counted}(?!\w)")
    return bracket.group(1) if bracket and counted.fullmatch(bracket.group(1)) else None


def planned_or_done(heading: str, rulebook: Rulebook) -> str | None:
    """What a heading that names plans or results alone means: "Mục tiêu", "Kết quả thực hiện năm 2023"."""
    words = " ".join(heading.split())
    named = {"target": "column_plan", "done": "column_result"}
    return next((means for means, name in named.items() if rulebook.compile(f"(?i){{{name}}}").fullmatch(words)), None)


def _stands_alone(unit: re.Match[str], rulebook: Rulebook) -> bool:
    """Whether a unit of one syllable is a word of its own: behind "số" or a sign it is, "quả" of "kết quả" is not."""
    before = unit.string[: unit.start()]
    return (
        " " in unit.group()
        or rulebook.compile(r"(?i)(?:^|[^\w ] ?|(?<!\w){column_number} )$").search(before) is not None
    )


def counts_what_others_do(heading: str, rulebook: Rulebook) -> bool:
    """Whether a heading names but what is done ("Đánh giá lại", "Nâng hạng"): with the things of its neighbours."""
    return rulebook.compile("(?i){column_deed}").match(heading) is not None
