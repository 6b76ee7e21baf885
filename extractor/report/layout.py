"""The grid of a table as lines of a terminal: heads and cells that span columns, figures to the right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from extractor.cells import Placed, figure_columns, placed
from extractor.model import Cell, Row, Table

_GAP = "  "
_NARROW, _WIDE = 6, 48
"""Columns of the terminal: a column of words is no narrower than the first, though words be parted; while there is too
little room for all, none has more than the second, or half of the room."""


def laid_out(table: Table, room: int) -> Iterator[str]:
    """The head, a line, and the body of ``table``, each cell wrapped, in at most ``room`` columns where that can be.

    A cell that spans columns is written over all of them, one that spans rows in the first of them.
    """
    count = table.width
    right = figure_columns(table)
    widths = _widths(table, right, room - len(_GAP) * (count - 1))
    yield from _rows(table.header, widths, set())
    yield _GAP.join("─" * size for size in widths)
    yield from _rows(table.rows, widths, right)


def _widths(table: Table, figures: set[int], room: int) -> list[int]:
    """How wide each column is: as its longest cell where there is room, else the widest give way first.

    Figures are never parted, words only where there is no other way.
    """
    count = table.width
    natural, word = [1] * count, [1] * count
    for rows in (table.header, table.rows):
        for one in (one for line in placed(rows, count) for one in line if one.across == 1):
            words = one.cell.text.split()
            natural[one.column] = max(natural[one.column], len(" ".join(words)))
            word[one.column] = max(word[one.column], *map(len, words), 1)
    whole = _given_way(natural, word, room)
    if sum(whole) <= room:
        return whole
    return _given_way(natural, [size if i in figures else min(size, _NARROW) for i, size in enumerate(word)], room)


def _given_way(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    widths = list(natural)
    if sum(widths) > room:
        widths = [min(size, max(_WIDE, room // 2)) for size in natural]
    while sum(widths) > room:
        spare = [size for size, limit in zip(widths, least, strict=True) if size > limit]
        if not spare:
            break
        widest = max(index for index, size in enumerate(widths) if size == max(spare) and size > least[index])
        widths[widest] -= 1
    return widths


def _rows(rows: Sequence[Row], widths: Sequence[int], right: set[int]) -> Iterator[str]:
    reaching: dict[int, Placed] = {}
    for index, line in enumerate(placed(rows, len(widths))):
        here = {one.column: one for one in line}
        reaching = {column: one for column, one in reaching.items() if one.row + one.down > index}
        parts = [_part(here.get(column), one, widths, right) for column, one in sorted((reaching | here).items())]
        for words in zip_longest(*(lines for lines, _, _ in parts), fillvalue=""):
            pairs = zip(words, parts, strict=True)
            yield _GAP.join(w.rjust(size) if end else w.ljust(size) for w, (_, size, end) in pairs).rstrip()
        reaching |= here


def _part(begins: Placed | None, one: Placed, widths: Sequence[int], right: set[int]) -> tuple[list[str], int, bool]:
    """The lines of a cell, blank below its first row; its width; whether it goes to the right."""
    size = sum(widths[one.column : one.column + one.across]) + len(_GAP) * (one.across - 1)
    cell = begins.cell if begins else Cell("")
    lines = textwrap.wrap(cell.text, size, break_on_hyphens=False) or [""]
    return lines, size, one.column in right and one.across == 1
