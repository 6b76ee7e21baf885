"""How well the lines of a row fit the columns of a table, and the best way to put them there in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractor.tables.pieces import TEXT, Piece

Placed = tuple[tuple[Piece, ...], ...]
"""The pieces of each column of a row; none for a blank cell."""

Profile = Sequence[Mapping[str, float]]
"""What each column holds, as shares of the kinds of pieces and of the words that stand in several of its cells, and
what its heading says of words that tell where they stand (:func:`told`)."""

_WORSE, _AGAIN = 1.4, -0.1
"""How unfit a cell is of a kind that its column lacks, and one whose very words the column holds: it fits best."""
_ELSEWHERE, _UNTOLD = 0.4, 0.05
"""How unfit a cell is that looks like those of another column, and one that tells nothing where its column's could."""
_OWN, _OTHERS = "~", "!"
"""Before the meanings that a profile tells, its column's and those of the others; the first alone: there is one."""
_SKIP, _SKIP_WHERE_BLANKS_ARE_LOST = 0.6, 0.1
_LISTED = re.compile(r"[-+•*] ?\S|\(?[0-9a-zđ]{1,2}[.)] ?\S")
"""How an item of a list begins: those of one cell stand on several lines."""
_NEAR = {"short": "long", "long": "short", "prose": "long", "mark": "blank", "figure": "mark"}


def straight(pieces: Sequence[Piece], spans: int) -> Placed:
    """One piece to a column, the first over ``spans`` columns."""
    return ((pieces[0],), *((),) * (spans - 1), *((piece,) if piece.kind != "blank" else () for piece in pieces[1:]))


class Fits:
    """How unfit the cells of a table are for its columns, each asked once: rows are tried in many ways."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._known: list[dict[int, float]] = [{} for _ in profile]

    def unfit(self, column: int, cell: Sequence[Piece]) -> float:
        """How little a cell looks like the others of ``column``: from -0.1, it fits best."""
        known, key = self._known[column], id(cell[0]) if cell else 0
        found = known.get(key)
        if found is None:
            found = known[key] = unfit(self._profile[column], cell)
        return found

    def gain(self, cells: Placed, spans: int = 1) -> float:
        """What a row is worth: one for each line, less what does not fit."""
        return len(cells) - spans + 1.0 - sum(self.unfit(at, cells[at]) for at in range(spans, len(cells)))


def unfit(expected: Mapping[str, float], cell: Sequence[Piece]) -> float:
    """How little a cell looks like the others of its column."""
    kind = cell[0].kind if cell else "blank"
    if kind == "blank":
        return 0.2 if expected.get("blank") else 0.4
    means = cell[0].means
    if (kind in TEXT and again(cell[0]) in expected) or any(_OWN + own in expected for own in means):
        return _AGAIN
    near = 0.6 * expected.get(_NEAR.get(kind, ""), 0.0) + 0.3 * expected.get("blank", 0.0)
    strange = 0.0
    if any(_OTHERS + other in expected for other in means):
        strange = _ELSEWHERE
    elif not means and _OWN in expected:
        strange = _UNTOLD
    return _WORSE * max(0.0, 1.0 - expected.get(kind, 0.0) - near) + strange


def told(meanings: Sequence[str | None]) -> list[dict[str, float]]:
    """What a profile says of the meanings of its columns: for each the own, and those of the others."""
    known = {means for means in meanings if means}
    return [
        {**({_OWN: 1.0, _OWN + means: 1.0} if means else {}), **{_OTHERS + other: 1.0 for other in known - {means}}}
        for means in meanings
    ]


def with_told(profile: Profile, expected: Profile) -> Profile:
    """``profile`` with what ``expected`` says of the meanings of its columns."""
    return [
        {**column, **{key: share for key, share in asked.items() if key[0] in (_OWN, _OTHERS)}}
        for column, asked in zip(profile, expected, strict=True)
    ]


def again(piece: Piece) -> str:
    """The key under which a profile counts the words of ``piece``."""
    return f"={piece.text}"


class _Way(NamedTuple):
    """Some pieces in some columns: what that is worth, where the last cell begins and ends, and the cells before it."""

    worth: float
    begins: int
    ends: int
    before: _Way | None


def fitted(found: Sequence[Piece], width: int, fits: Fits, lost: bool) -> Sequence[tuple[float, Placed]]:
    """The best way to put the first pieces of ``found`` into the columns in order, and what it is worth: for no piece,
    the first, the first two and so on.

    A piece may go on the cell before it, as its next paragraph; a column may be left blank, which costs little where
    blank cells have left no trace (``lost``).
    """
    count = len(found)
    ways: list[_Way | None] = [None] * (count + 1)  # by how many pieces are used, for the columns up to one
    ways[1] = _Way(1.0, 0, 1, None)
    for column in range(1, width + 1):
        _join_paragraphs(ways, found)
        if column == width:
            break
        # the last columns are left blank most
        skip = _SKIP_WHERE_BLANKS_ARE_LOST + 0.3 * (1 - column / width) if lost else _SKIP
        ways = _with_column(ways, found, column, skip, fits)
    none = (-9.0, ((found[0],), *((),) * (width - 1)))
    placed = [none if way is None else (way.worth, _cells(found, way)) for way in ways]
    if count >= width:
        cells = straight(found[:width], 1)
        placed[width] = fits.gain(cells), cells
    return placed


def _join_paragraphs(ways: list[_Way | None], found: Sequence[Piece]) -> None:
    """Let each piece go on the cell before it, where that is better than what was known."""
    for used in range(1, len(found)):
        if (way := ways[used]) is None or way.begins == used:
            continue
        worth = way.worth - _join(found[way.begins], found[used - 1], found[used])
        if (other := ways[used + 1]) is None or other.worth < worth:
            ways[used + 1] = _Way(worth, way.begins, used + 1, way.before)


def _with_column(
    ways: Sequence[_Way | None], found: Sequence[Piece], column: int, skip: float, fits: Fits
) -> list[_Way | None]:
    """The ways with one column more, which is blank, or holds the next piece."""
    more: list[_Way | None] = [None] * len(ways)
    for used, way in enumerate(ways):
        if way is None:
            continue
        if (other := more[used]) is None or other.worth < way.worth - skip:
            more[used] = _Way(way.worth - skip, used, used, way)
        if used == len(found):
            continue
        piece = found[used]
        blank = piece.kind == "blank"
        broken = 0.3 if piece.kind in TEXT and piece.text[0].islower() else 0.0
        worth = way.worth + 1 - fits.unfit(column, () if blank else (piece,)) - broken
        if (other := more[used + 1]) is None or other.worth < worth:
            more[used + 1] = _Way(worth, used + 1 if blank else used, used + 1, way)
    return more


def _cells(found: Sequence[Piece], way: _Way) -> Placed:
    cells: list[tuple[Piece, ...]] = []
    last: _Way | None = way
    while last is not None:
        cells.append(tuple(found[last.begins : last.ends]))
        last = last.before
    return tuple(reversed(cells))


def _join(first: Piece, last: Piece, piece: Piece) -> float:
    """How unlikely it is that ``piece`` is a further paragraph of the cell from ``first`` to ``last``."""
    if piece.kind not in TEXT or last.kind not in TEXT:
        return 2.0
    listed = _LISTED.match(piece.text) and _LISTED.match(first.text)
    return 0.0 if listed else 0.2 if piece.text[0].islower() else 0.5
