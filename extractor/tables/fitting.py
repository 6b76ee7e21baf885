"""How well the lines of a row fit the columns of a table, and the best way to put them there in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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


def gain(cells: Placed, profile: Profile, spans: int = 1) -> float:
    """What a row is worth: one for each line, less what does not fit."""
    return len(cells) - spans + 1.0 - sum(unfit(profile[at], cells[at]) for at in range(spans, len(cells)))


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


def fitted(found: Sequence[Piece], width: int, profile: Profile, lost: bool) -> Sequence[tuple[float, Placed]]:
    """The best way to put the first pieces of ``found`` into the columns in order, and what it is worth: for no piece,
    the first, the first two and so on.

    A piece may go on the cell before it, as its next paragraph; a column may be left blank, which costs little where
    blank cells have left no trace (``lost``).
    """
    best: dict[tuple[int, int], tuple[float, Placed]] = {(1, 1): (1.0, ((found[0],),))}
    for column in range(1, width + 1):
        # the last columns are left blank most
        skip = _SKIP_WHERE_BLANKS_ARE_LOST + 0.3 * (1 - column / width) if lost else _SKIP
        for used in range(1, len(found) + 1):
            if (state := best.get((used, column))) is None:
                continue
            worth, cells = state
            if used < len(found) and cells[-1]:
                joined = (*cells[:-1], (*cells[-1], found[used]))
                _keep(best, (used + 1, column), worth - _join(cells[-1], found[used]), joined)
            if column == width:
                continue
            _keep(best, (used, column + 1), worth - skip, (*cells, ()))
            if used < len(found):
                cell = (found[used],) if found[used].kind != "blank" else ()
                broken = 0.3 if cell and cell[0].kind in TEXT and cell[0].text[0].islower() else 0.0
                _keep(best, (used + 1, column + 1), worth + 1 - unfit(profile[column], cell) - broken, (*cells, cell))
    none = (-9.0, ((found[0],), *((),) * (width - 1)))
    ways = [best.get((length, width), none) for length in range(len(found) + 1)]
    if len(found) >= width:
        cells = straight(found[:width], 1)
        ways[width] = gain(cells, profile), cells
    return ways


def _join(cell: Sequence[Piece], piece: Piece) -> float:
    """How unlikely it is that ``piece`` is a further paragraph of ``cell``."""
    if piece.kind not in TEXT or cell[-1].kind not in TEXT:
        return 2.0
    listed = _LISTED.match(piece.text) and _LISTED.match(cell[0].text)
    return 0.0 if listed else 0.2 if piece.text[0].islower() else 0.5


def _keep(best: dict[tuple[int, int], tuple[float, Placed]], key: tuple[int, int], worth: float, cells: Placed) -> None:
    if key not in best or best[key][0] < worth:
        best[key] = worth, cells
