"""What is told in more than one way: only of that need be kept who says it.

A key is remembered by its hash alone: those of a whole corpus fit in memory then, and one that shares its hash with
another is looked at in vain at worst.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

_VALUES = 1 << 32
"""More values than anybody tells."""


def contested(told: Iterable[tuple[Hashable, Hashable]]) -> set[int]:
    """The hashes of the keys that are told with more than one value."""
    first: dict[int, Hashable] = {}
    return {place for key, value in told if first.setdefault(place := hash(key), value) != value}


def witnesses(told: Iterable[tuple[Hashable, Hashable, int]]) -> list[int]:
    """The places of those who tell a value of a key that another tells otherwise: the first, and all who differ from
    it. Between them stands each value of such a key at least once, as it was told first."""
    first: dict[int, int] = {}
    """Place and value of who tells a key first, as one number, which takes half the room of the two."""
    values: dict[Hashable, int] = {}
    found: set[int] = set()
    for key, value, place in told:
        number = values.setdefault(value, len(values))
        other, before = divmod(first.setdefault(hash(key), place * _VALUES + number), _VALUES)
        if number != before:
            found |= {place, other}
    return sorted(found)
