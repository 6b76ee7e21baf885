"""The filled cells of a sheet as people see them: lines of a head, one table, lines below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.readers.compose import Composer
from extractor.readers.sheet import Grid, Slot


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with something in it: its place from 1, the rows and columns that it covers, what it shows, its font."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    font: str = ""


def put_worksheet(composer: Composer, title: str | None, cells: Sequence[Filled]) -> None:
    """Adds a sheet to a document, below its ``title`` where there are several; nothing of a blank one.

    The table goes from the first to the last row that fills half as many cells as the fullest one, with heading rows
    that reach into it and sums that hang on it.
    """
    rows: defaultdict[int, list[Filled]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    if not rows:
        return
    composer.feed(2)
    if title:
        composer.put(title)
        composer.feed(2)
    first, last = _reach(rows)
    _put_lines(composer, {row: rows[row] for row in rows if row < first})
    inside = [cell for cell in cells if first <= cell.row <= last]
    if inside:
        composer.put_grid(_grid(inside))
    _put_lines(composer, {row: rows[row] for row in rows if row > last})


def _reach(rows: Mapping[int, Sequence[Filled]]) -> tuple[int, int]:
    """The first and the last row of the table; a sheet without one has it behind its end."""
    most = max(map(len, rows.values()))
    enough = max(2, min(3, most), (most + 1) // 2)
    full = [row for row, cells in rows.items() if len(cells) >= enough]
    if len(full) < 2:
        return max(rows) + 1, max(rows)
    first, last = min(full), max(full)
    while any(cell.row + cell.rows > first for cell in rows.get(first - 1, ())):
        first -= 1
    while len(rows.get(last + 1, ())) > 1:
        last += 1
    return first, last


def _put_lines(composer: Composer, rows: Mapping[int, Sequence[Filled]]) -> None:
    """A line for each cell; blank rows part paragraphs. Rows of several cells are read one column after the other, as
    the two sides of a head are."""
    ended = 0
    for beside, numbers in groupby(rows, key=lambda row: len(rows[row]) > 1):
        block = [cell for row in numbers for cell in rows[row]]
        if beside:
            block.sort(key=lambda cell: (cell.column, cell.row))
        for cell in block:
            composer.feed(1 if cell.row == ended + 1 else 2)
            composer.put(cell.text)
            ended = cell.row + cell.rows - 1
    composer.feed(2)


def _grid(cells: Sequence[Filled]) -> Grid:
    """The cells less rows and columns where nothing stands."""
    rows = {row: number for number, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {column: number for number, column in enumerate(sorted({cell.column for cell in cells}))}
    return Grid(tuple(
        Slot(
            rows[cell.row],
            columns[cell.column],
            sum(row in rows for row in range(cell.row, cell.row + cell.rows)),
            sum(column in columns for column in range(cell.column, cell.column + cell.columns)),
            cell.text,
        )
        for cell in cells
    ))  # fmt: skip
