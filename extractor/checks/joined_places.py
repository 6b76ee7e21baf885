"""Provinces that are one since July 2025: a document of later speaks for both."""

from __future__ import annotations

from extractor.checks.case import Case

_JOINED_FROM = "2025-07-01"


def are_joined(case: Case, one: str, other: str) -> bool:
    """Whether two provinces are one on the day of the document."""
    if case.day < _JOINED_FROM:
        return False
    now = {row["old_name"]: row["new_name"] for row in case.rulebook.table("provinces")}
    return now.get(one, one) == now.get(other, other)
