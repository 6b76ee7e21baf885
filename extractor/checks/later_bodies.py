"""V, bodies under names that they bear only after the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.case import Case
from extractor.checks.wording import day
from extractor.model import Finding
from extractor.rulebook import Rulebook

_LEAST = 25
"""Letters of a name from which on it is no name that others may bear."""


def not_yet(case: Case) -> Iterator[Finding]:
    """V110: a ministry or department is named that came to be after the document's day.

    Silent within the titles of acts, and where the sentence speaks of a later time.
    """
    day_ = case.facts.head.date or case.day  # of a draft it is often open: then its year counts
    text = case.view.text
    for name, since in _new(case.rulebook):
        if not day_ or day_ >= since[: len(day_)] or name not in text:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            if not case.pattern("former_levels", "ahead").search(line):
                yield Finding(
                    "V110",
                    "warning",
                    f"“{name}” có từ ngày {day(since)}, sau ngày của văn bản.",
                    (case.words(*case.view.span(match.start(), match.end())),),
                    found=name,
                    remedy="Ghi tên cơ quan vào ngày của văn bản.",
                )


@lru_cache(maxsize=8)
def _new(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Ministries and departments that followed others, with their first day."""
    rows = rulebook.table("issuers")
    followed = {code for row in rows for code in row["successor_codes"].split("|") if code}
    return tuple(
        (row["name_vi"], row["valid_from"] if len(row["valid_from"]) > len("2025-03") else f"{row['valid_from']}-01")
        for row in rows
        if row["code"] in followed
        and row["kind"] in ("bo", "so")
        and row["valid_from"]
        and len(row["name_vi"]) >= _LEAST
    )
