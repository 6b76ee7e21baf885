"""Sequences and mappings whose members are made when they are asked for, and not kept.

Those of a whole corpus would not fit in memory. What somebody keeps of a member stays with him; who asks again is given
the same made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar, overload

Key = TypeVar("Key")
Made = TypeVar("Made", covariant=True)


class Each(Sequence[Made]):
    """``count`` members, each of which ``made`` makes from its place."""

    __slots__ = ("_count", "_made")

    def __init__(self, count: int, made: Callable[[int], Made]) -> None:
        self._count, self._made = count, made

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Made]:
        return map(self._made, range(self._count))

    @overload
    def __getitem__(self, place: int) -> Made: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...

    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        if isinstance(place, slice):
            return [self._made(one) for one in range(self._count)[place]]
        return self._made(place if 0 <= place < self._count else range(self._count)[place])


class Held(Each[Made]):
    """The members of ``each``, of which the first ``most`` stay once they were made."""

    __slots__ = ()

    def __init__(self, each: Sequence[Made], most: int) -> None:
        held: dict[int, Made] = {}

        def made(place: int) -> Made:
            if place >= most:
                return each[place]
            if place not in held:
                held[place] = each[place]
            return held[place]

        super().__init__(len(each), made)


class EachOf(Mapping[Key, Made]):
    """What ``made`` makes from each of the ``keys``, which are a set or a mapping."""

    __slots__ = ("_keys", "_made")

    def __init__(self, keys: Collection[Key], made: Callable[[Key], Made]) -> None:
        self._keys, self._made = keys, made

    def __len__(self) -> int:
        return len(self._keys)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __getitem__(self, key: Key) -> Made:
        if key not in self._keys:
            raise KeyError(key)
        return self._made(key)
