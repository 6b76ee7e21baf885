"""How well the lines of a row fit the columns of a table, and the best way to put them there in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.tables.looks import BLANK, TEXT, Look
from extractor.tables.pieces import Piece

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
_BROKEN = 0.3
"""How unlikely it is that a cell begins with a small letter."""
_NEAR = {"short": "long", "long": "short", "prose": "long", "mark": "blank", "figure": "mark"}


def straight(pieces: Sequence[Piece], spans: int) -> Placed:
    """One piece to a column, the first over ``spans`` columns."""
    return ((pieces[0],), *((),) * (spans - 1), *((piece,) if piece.kind != "blank" else () for piece in pieces[1:]))


class Fits:
    """How unfit the lines of a table are for its columns, each asked once: rows are tried in many ways."""

    def __init__(self, profile: Profile, lines: Sequence[Piece]) -> None:
        self._profile, self._lines = profile, lines
        self._known: list[dict[int, float]] = [{} for _ in profile]
        self._along: list[list[float]] = [[] for _ in profile]

    def unfit(self, column: int, one: Look) -> float:
        """How little a cell looks like the others of ``column`` that begins with a line like ``one``: from -0.1, it
        fits best."""
        known = self._known[column]
        found = known.get(id(one))  # the table holds it, so no other takes its place
        if found is None:
            found = known[id(one)] = unfit(self._profile[column], one)
        return found

    def along(self, column: int, start: int, end: int) -> Sequence[float]:
        """How unfit cells are for ``column`` that begin with the lines from ``start`` to ``end``, one by one."""
        known = self._along[column]
        if len(known) < end:
            known.extend(self.unfit(column, line.look) for line in self._lines[len(known) : end])
        return known[start:end]

    def gain(self, cells: Placed, spans: int = 1) -> float:
        """What a row is worth: one for each line, less what does not fit."""
        unfit = sum(self.unfit(at, looks_of(cells[at])) for at in range(spans, len(cells)))
        return len(cells) - spans + 1.0 - unfit


def looks_of(cell: Sequence[Piece]) -> Look:
    """What a cell looks like: its first line."""
    return cell[0].look if cell else BLANK


def unfit(expected: Mapping[str, float], one: Look) -> float:
    """How little a cell that looks so resembles the others of its column."""
    kind, means = one.kind, one.means
    if kind == "blank":
        return 0.2 if expected.get("blank") else 0.4
    if one.key in expected or (means and any(_OWN + own in expected for own in means)):
        return _AGAIN
    near = 0.6 * expected.get(_NEAR.get(kind, ""), 0.0) + 0.3 * expected.get("blank", 0.0)
    if means:
        strange = _ELSEWHERE if any(_OTHERS + other in expected for other in means) else 0.0
    else:
        strange = _UNTOLD if _OWN in expected else 0.0
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


_NONE = float("-inf")
"""What a way is worth that there is none of."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The best ways to use up the first pieces by the end of one column, by how many pieces are used: where its cell
    begins among them, and how many were used before it."""

    begins: list[int]
    before: list[int]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The best ways to put the first pieces into the columns of a row in order, for no piece, the first and so on."""

    worth: Sequence[float]
    """What each way is worth; -inf where there is none."""
    _found: Sequence[Piece]
    _columns: Sequence[_Column]

    def cells(self, used: int) -> Placed:
        """The pieces of each column when the first ``used`` are put there."""
        if used == len(self._columns):
            return straight(self._found[:used], 1)
        cells: list[tuple[Piece, ...]] = []
        for column in reversed(self._columns):
            cells.append(tuple(self._found[column.begins[used] : used]))
            used = column.before[used]
        return tuple(reversed(cells))


def fitted(found: Sequence[Piece], start: int, width: int, fits: Fits, lost: bool) -> Fitted:
    """The best way to put the first pieces of ``found``, the lines of ``fits`` from ``start`` on, into the columns in
    order, and what it is worth.

    A piece may go on the cell before it, as its next paragraph; a column may be left blank, which costs little where
    blank cells have left no trace (``lost``). Where there is a piece for each column, each stands in its own.
    """
    count = len(found)
    looks = [piece.look for piece in found]
    worth = [_NONE] * (count + 1)
    column = _Column([0] * (count + 1), [0] * (count + 1))
    worth[1] = 1.0
    columns = [column]
    for index in range(1, width):
        _join_paragraphs(worth, column, looks)
        # the last columns are left blank most
        skip = _SKIP_WHERE_BLANKS_ARE_LOST + 0.3 * (1 - index / width) if lost else _SKIP
        worth, column = _with_column(worth, looks, fits.along(index, start, start + count), skip)
        columns.append(column)
    _join_paragraphs(worth, column, looks)
    if count >= width:
        worth[width] = fits.gain(straight(found[:width], 1))
    return Fitted(worth, found, columns)


def _join_paragraphs(worth: list[float], column: _Column, looks: Sequence[Look]) -> None:
    """Let each piece go on the cell before it, where that is better than what was known."""
    begins, before = column.begins, column.before
    for used in range(1, len(looks)):
        begin = begins[used]
        if worth[used] == _NONE or begin == used:
            continue
        joined = worth[used] - _join(looks[begin], looks[used - 1], looks[used])
        if worth[used + 1] < joined:
            worth[used + 1], begins[used + 1], before[used + 1] = joined, begin, before[used]


def _with_column(
    worth: Sequence[float], looks: Sequence[Look], unfit: Sequence[float], skip: float
) -> tuple[list[float], _Column]:
    """The ways with one column more, which is blank, or holds the next piece, ``unfit`` as it is there."""
    more = [_NONE] * len(worth)
    begins, before = [0] * len(worth), [0] * len(worth)
    for used, known in enumerate(worth):
        if known == _NONE:
            continue
        if more[used] < known - skip:
            more[used], begins[used], before[used] = known - skip, used, used
        if used == len(looks):
            continue
        one = looks[used]
        with_piece = known + 1 - unfit[used] - (_BROKEN if one.small else 0.0)
        after = used + 1
        if more[after] < with_piece:
            more[after], begins[after], before[after] = with_piece, after if one is BLANK else used, used
    return more, _Column(begins, before)


def _join(first: Look, last: Look, one: Look) -> float:
    """How unlikely it is that a line is a further paragraph of the cell from the line ``first`` to ``last``."""
    if one.kind not in TEXT or last.kind not in TEXT:
        return 2.0
    return 0.0 if one.listed and first.listed else 0.2 if one.small else 0.5
