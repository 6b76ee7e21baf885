"""Tables as grids: merged cells repeated in every place they cover, heading rows told from rows of data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.model import Cell
from extractor.readers.sheet import Grid

Rows = tuple[tuple[Cell, ...], ...]

_COUNTED = re.compile(r"\(?\s*(?:[0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?$")
_FIGURE = re.compile(r"[-+]?[0-9][0-9.,/ %]*$")
_BLANK = Cell("")


def spread(grid: Grid, cells: Sequence[Cell]) -> Rows:
    """``cells`` (one for each slot of ``grid``) in a full matrix, merged ones repeated."""
    height = max((slot.row + slot.rows for slot in grid.slots), default=0)
    width = max((slot.column + slot.columns for slot in grid.slots), default=0)
    places = [[_BLANK] * width for _ in range(height)]
    for slot, cell in zip(grid.slots, cells, strict=True):
        for row in range(slot.row, slot.row + slot.rows):
            for column in range(slot.column, slot.column + slot.columns):
                places[row][column] = cell
    return tuple(tuple(row) for row in places)


def part_headings(grid: Grid, rows: Rows) -> tuple[tuple[str, ...], Rows]:
    """The column headings, joined from top to bottom, and the rows of data.

    Heading rows are those the file declares, else the first row when it has words in at least two columns and no
    figure, with as many rows below as its tallest cell covers. A row that counts the columns ("(1)", "(2)") is neither.
    """
    if not rows:
        return (), ()
    depth = grid.headings or _guess_depth(grid, rows)
    if depth >= len(rows):
        depth = 0
    columns = tuple(_heading([row[c] for row in rows[:depth]]) for c in range(len(rows[0]))) if depth else ()
    if depth and _counts(rows[depth]):
        depth += 1
    return columns, rows[depth:]


def _guess_depth(grid: Grid, rows: Rows) -> int:
    first = {(cell.start, cell.text) for cell in rows[0] if cell.text}
    if len(first) < 2 or any(_FIGURE.match(text) for _, text in first) or len(rows) < 2:
        return 0
    return max(slot.rows for slot in grid.slots if slot.row == 0)


def _heading(cells: Sequence[Cell]) -> str:
    parts: list[str] = []
    for index, cell in enumerate(cells):
        if cell.text and (index == 0 or cell is not cells[index - 1]):
            parts.append(cell.text)
    return " ".join(parts)


def _counts(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.text]
    return len(texts) >= 2 and len(texts) >= len(row) - 1 and all(_COUNTED.match(t) for t in texts) and _rising(texts)


def _rising(texts: Sequence[str]) -> bool:
    numbers = [int(found.group()) for t in texts if (found := re.search(r"[0-9]+", t.split("=")[0]))]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in pairwise(numbers))
