"""Tables as grids: merged cells repeated in every place they cover."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Cell, Row
from extractor.readers.sheet import Grid


def spread(grid: Grid, cells: Sequence[Cell]) -> tuple[Row, ...]:
    """``cells`` (one for each slot of ``grid``) in a full matrix, merged ones repeated."""
    height = max((slot.row + slot.rows for slot in grid.slots), default=0)
    width = max((slot.column + slot.columns for slot in grid.slots), default=0)
    places = [[Cell("") for _ in range(width)] for _ in range(height)]
    for slot, cell in zip(grid.slots, cells, strict=True):
        for row in range(slot.row, slot.row + slot.rows):
            for column in range(slot.column, slot.column + slot.columns):
                places[row][column] = cell
    return tuple(tuple(row) for row in places)
