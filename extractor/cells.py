"""How the cells of a table lie: what each covers, and which columns hold figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.model import Cell, Row, Table
from extractor.tables.heads import FIGURE

_STROKES = "-–—. "
_COUNTING = frozenset({"number", "year", "expires", "decision", "phone"})
"""What columns hold whose digits are no figures to be compared."""


class Placed(NamedTuple):
    """A cell with its first row and column, and how many of each it covers."""

    cell: Cell
    row: int
    column: int
    down: int
    across: int


def placed(rows: Sequence[Row], width: int) -> Iterator[list[Placed]]:
    """For each row the cells that begin in it; ``width`` columns, those that a row lacks blank."""
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(rows):
        here: list[Placed] = []
        for column in range(width):
            if (row, column) not in covered:
                one = _placed(rows, row, column, line[column] if column < len(line) else Cell(""))
                covered |= {(row + i, column + j) for i in range(one.down) for j in range(one.across)}
                here.append(one)
        yield here


def _placed(rows: Sequence[Row], row: int, column: int, cell: Cell) -> Placed:
    def same(other_row: int, other_column: int) -> bool:
        line = rows[other_row] if other_row < len(rows) else ()
        return cell.start is not None and other_column < len(line) and line[other_column].start == cell.start

    across = down = 1
    while same(row, column + across):
        across += 1
    while all(same(row + down, column + step) for step in range(across)):
        down += 1
    return Placed(cell, row, column, down, across)


def column_texts(table: Table) -> list[list[str]]:
    """For each column the words of the cells of the body that stand in it alone, blank ones left out."""
    texts: list[list[str]] = [[] for _ in range(table.width)]
    for line in placed(table.rows, len(texts)):
        for one in line:
            if one.across == 1 and one.cell.text:
                texts[one.column].append(one.cell.text)
    return texts


def figure_columns(table: Table) -> set[int]:
    """The columns most of whose cells are figures; those that number or date the rows are none."""
    found = set()
    for index, texts in enumerate(column_texts(table)):
        told = [text for text in texts if text.strip(_STROKES)]
        means = table.columns[index].meaning if index < len(table.columns) else None
        if means not in _COUNTING and 2 * sum(1 for text in told if FIGURE.match(text)) > len(told):
            found.add(index)
    return found
