"""The head of a table without rules: which headings span columns, and which stand below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.bands import Line, Part, Strips, covered
from extractor.readers.broken import words_of
from extractor.readers.layout import lines_of
from extractor.readers.sheet import PlacedWord, Slot


@dataclass(slots=True)
class _Spanning:
    """A heading over the columns ``first`` to ``last``, in one or more lines."""

    first: int
    last: int
    parts: list[Part]


_TIE = 3.0
"""Points by which the middles of two stretches of columns may differ and count as one."""
_OFF = 0.15
"""Of the width of the columns, how far from their middle a heading may stand that is no wider than one of them."""
_APART = 0.4
"""Letter heights between two headings of one column of which the upper spans more."""


def head_slots(lines: Sequence[Line], between: Strips, sides: tuple[float, float]) -> Iterator[Slot]:
    """The cells of a head of one row, or of two where a heading stands over several columns.

    ``sides`` are the left and the right edge of the table.
    """
    spanning = _spanning(lines, between, sides)
    depth = 2 if spanning else 1
    for one in spanning:
        yield Slot(0, one.first, 1, one.last - one.first + 1, words=_in_order(one.parts))
    taken = {id(part) for one in spanning for part in one.parts}
    for column in range(len(between) + 1):
        parts = [
            part for line in lines for part in line if id(part) not in taken and column_of(part, between) == column
        ]
        below = any(one.first <= column <= one.last for one in spanning)
        yield Slot(1 if below else 0, column, 1 if below else depth, words=_in_order(parts))


def parts_below(lines: Sequence[Line], first: int, last: int, between: Strips) -> bool:
    """Whether each of the columns has a heading of its own among ``lines``."""
    standing = {column_of(part, between) for line in lines for part in line if _is_single(part, between)}
    return all(column in standing for column in range(first, last + 1))


def column_of(part: Part, between: Strips) -> int:
    """The column over whose middle a part stands."""
    middle = (part[0].x0 + part[-1].x1) / 2
    return sum(1 for x0, x1 in between if (x0 + x1) / 2 < middle)


def _is_single(part: Part, between: Strips) -> bool:
    first, last = covered(part, between)
    return first == last


def _spanning(lines: Sequence[Line], between: Strips, sides: tuple[float, float]) -> list[_Spanning]:
    found: list[_Spanning] = []
    parts = [part for line in lines for part in line]
    for part in parts:
        first, last = spanned(part, parts, between, sides)
        if last <= first:
            continue
        above = next((one for one in found if one.first <= last and first <= one.last), None)
        if above is None:
            found.append(_Spanning(first, last, [part]))
        else:
            above.parts.append(part)
    return found


def spanned(part: Part, parts: Sequence[Part], between: Strips, sides: tuple[float, float]) -> tuple[int, int]:
    """The columns over which a heading is centred: each has a heading of its own below it, and none beside it."""
    first, last = covered(part, between)
    open_ = free_columns(part, parts, between)
    if not all(open_[first : last + 1]):
        return first, first
    left, right = first, last
    while left > 0 and open_[left - 1]:
        left -= 1
    while right < len(between) and open_[right + 1]:
        right += 1
    edges = [sides[0], *((x0 + x1) / 2 for x0, x1 in between), sides[1]]
    middle = (part[0].x0 + part[-1].x1) / 2
    ways = [
        (abs((edges[a] + edges[b + 1]) / 2 - middle), a, b)
        for a in range(left, first + 1)
        for b in range(max(last, a + 1), right + 1)
    ]
    nearest = min(ways, default=(0.0, first, first))
    if first == last and nearest[0] > _OFF * (edges[nearest[2] + 1] - edges[nearest[1]]):
        return first, first
    return max(
        (way[1:] for way in ways if way[0] <= nearest[0] + _TIE),
        key=lambda way: way[1] - way[0],
        default=(first, first),
    )


def free_columns(part: Part, parts: Sequence[Part], between: Strips) -> list[bool]:
    """For each column whether it may be one of those that the heading ``part`` spans."""
    top, bottom = min(w.top for other in parts for w in other), max(w.bottom for other in parts for w in other)
    zone = (top + bottom) / 2, (max(word.bottom for word in part) + bottom) / 2
    return [_stands_free(column, part, parts, between, zone) for column in range(len(between) + 1)]


def _stands_free(column: int, part: Part, parts: Sequence[Part], between: Strips, zone: tuple[float, float]) -> bool:
    """Whether a column has nothing beside or above ``part``, and a heading of its own well below it.

    ``zone``: the middle of the whole head, at which headings of one row stand, and that of what is below ``part``.
    """
    top, bottom = min(w.top for w in part), max(w.bottom for w in part)
    own = [o for o in parts if o is not part and column_of(o, between) == column and not _goes_on(part, o)]
    below = [w for other in own for w in other if min(w.top for w in other) - bottom > _APART * (w.bottom - w.top)]
    if not below or any(max(w.bottom for w in other) >= top and other[0] not in below for other in own):
        return False
    middle = (min(w.top for w in below) + max(w.bottom for w in below)) / 2
    return abs(middle - zone[1]) <= abs(middle - zone[0]) + 1


def _goes_on(part: Part, other: Part) -> bool:
    """Whether ``other`` is the next line of the heading ``part``, centred below it."""
    space = min(w.top for w in other) - max(w.bottom for w in part)
    off = abs(part[0].x0 + part[-1].x1 - other[0].x0 - other[-1].x1) / 2
    return space + 2 >= 0 and space < _APART * (part[0].bottom - part[0].top) and off < _TIE


def _in_order(parts: Sequence[Part]) -> tuple[PlacedWord, ...]:
    return words_of(lines_of(word for part in parts for word in part))
