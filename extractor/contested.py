"""What is told in more than one way: only of that need be kept who says it.

A key is remembered by its hash alone: those of a whole corpus fit in memory then, and one that shares its hash with
another is looked at in vain at worst.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable


def contested(told: Iterable[tuple[Hashable, Hashable]]) -> set[int]:
    """The hashes of the keys that are told with more than one value."""
    first: dict[int, Hashable] = {}
    return {place for key, value in told if first.setdefault(place := hash(key), value) != value}


def witnesses(told: Iterable[tuple[Hashable, Hashable, int]]) -> list[int]:
    """The places of those who tell a value of a key that another tells otherwise: the first, and all who differ from
    it. Between them stands each value of such a key at least once, as it was told first."""
    first: dict[int, tuple[Hashable, int]] = {}
    found: set[int] = set()
    for key, value, place in told:
        before, other = first.setdefault(hash(key), (value, place))
        if value != before:
            found |= {place, other}
    return sorted(found)
