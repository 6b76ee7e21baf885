"""Tables as grids: merged cells repeated in every place they cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Cell, Row
from extractor.readers.sheet import Grid, Slot

MOST = 2_000_000
"""Places of a table, blank ones counted too, beyond which it is no list that people wrote."""
_SPARSE, _SMALL = 50, 5_000
"""So many places for each cell are more than headings cover, in a table of more than so many places."""


def spread(grid: Grid, cells: Sequence[Cell]) -> tuple[Row, ...]:
    """``cells`` (one for each slot of ``grid``) in a full matrix, merged ones repeated."""
    height, width = _size(grid.slots)
    blank = Cell("")
    places = [[blank] * width for _ in range(height)]
    for slot, cell in zip(grid.slots, cells, strict=True):
        for row in range(slot.row, slot.row + slot.rows):
            for column in range(slot.column, slot.column + slot.columns):
                places[row][column] = cell
    return tuple(tuple(row) for row in places)


def squeezed(grid: Grid) -> Grid:
    """``grid``; without the rows and columns in which no cell begins where its cells cover far more than they are."""
    height, width = _size(grid.slots)
    if height * width <= max(_SMALL, _SPARSE * len(grid.slots)):
        return grid
    rows, columns = sorted({slot.row for slot in grid.slots}), sorted({slot.column for slot in grid.slots})
    slots = []
    for slot in grid.slots:
        row, column = bisect_left(rows, slot.row), bisect_left(columns, slot.column)
        high = bisect_left(rows, slot.row + slot.rows) - row
        wide = bisect_left(columns, slot.column + slot.columns) - column
        slots.append(replace(slot, row=row, column=column, rows=high, columns=wide))
    return replace(grid, slots=tuple(slots), headings=bisect_left(rows, grid.headings), edges=())


def is_too_large(grid: Grid) -> bool:
    """Whether a grid has more places than a list that people wrote."""
    height, width = _size(grid.slots)
    return height * width > MOST


def _size(slots: Sequence[Slot]) -> tuple[int, int]:
    return (
        max((slot.row + slot.rows for slot in slots), default=0),
        max((slot.column + slot.columns for slot in slots), default=0),
    )
