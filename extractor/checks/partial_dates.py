"""Dates that are known whole or in part: "2023" holds "2023-04" holds "2023-04-11"."""

from __future__ import annotations

from collections.abc import Iterable


def agree(one: str, other: str) -> bool:
    """Whether two dates can be the same day."""
    return one.startswith(other) or other.startswith(one)


def before(one: str, other: str) -> bool:
    """Whether ``one`` is earlier than ``other`` for certain, as far as both are known."""
    return not agree(one, other) and one < other


def conflict(dates: Iterable[str]) -> tuple[str, ...]:
    """The dates in their order when two of them cannot be the same day; else nothing."""
    ordered = tuple(sorted(set(dates)))
    clash = any(not agree(one, other) for one in ordered for other in ordered)
    return ordered if clash else ()
