"""What the columns of a table hold, told by those numbered rows that surely have a line for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extractor.tables.fitting import Profile
from extractor.tables.looks import TEXT, Ordinal
from extractor.tables.pieces import Piece


def sure_rows(pieces: Sequence[Piece], first: int, width: int) -> list[int]:
    """Where rows begin that are sure: it is ``width`` lines to the next number."""
    sure: list[int] = []
    at = first
    while at + width <= len(pieces):
        here = pieces[at].look.ordinals
        after = pieces[at + width].look.ordinals if at + width < len(pieces) else ()
        if here and any(_goes_on(a, b) for a in here for b in after):
            sure.append(at)
            at += width
        else:
            at += 1
    named = sum(1 for row in sure if pieces[row + 1].kind in TEXT)
    alike = len(sure) < 2 * named  # figures may chance to go on like numbers of rows
    return [row for row in sure if (pieces[row + 1].kind in TEXT) == alike]


def held_by(pieces: Sequence[Piece], rows: Sequence[int], width: int) -> Profile:
    """What the columns of the rows hold that begin at ``rows``."""
    columns = [[pieces[row + column] for row in rows] for column in range(width)]
    return [_share_of_kinds(column) for column in columns]


def _share_of_kinds(column: Sequence[Piece]) -> Mapping[str, float]:
    kinds = Counter(piece.kind for piece in column)
    words = Counter(piece.look.key for piece in column if piece.look.key)
    often = {key: count for key, count in words.items() if count > 1}
    return {key: count / len(column) for key, count in (*kinds.items(), *often.items())}


def _goes_on(one: Ordinal, other: Ordinal) -> bool:
    return one[0] == other[0] and one[1][:-1] == other[1][:-1] and other[1][-1] == one[1][-1] + 1
