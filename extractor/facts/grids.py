"""The figures of a table that a reader has put into a grid, each with the label of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor import numbers
from extractor.model import Cell, Row, Table
from extractor.outline import Outline

RULE = "table-grid"
"""What facts from a grid carry as their rule: their cells were found by the reader, not by a pattern."""
_FIGURE = re.compile(r"(?P<figure>[0-9][0-9.,]*) ?%?$")
_SIGN = re.compile(r"(?P<sign>[≥≤<>])=? ?(?=[0-9])")
_SIGNS = {"≥": ">=", ">": ">=", "≤": "<=", "<": "<="}
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure with the label of its row. ``start`` and ``end`` are in the view, from the label to the figure."""

    start: int
    end: int
    label: str
    value: int | float
    row: int
    column: int
    comparator: str = "="


def labelled(table: Table, outline: Outline) -> Iterator[Labelled]:
    """The figures of ``table`` that stand behind a label, row by row; a sign before one bounds it ("≥ 60")."""
    for row, cells in enumerate(table.rows):
        label = _label(table, cells)
        if label is None or label.start is None:
            continue
        start = outline.view.find(label.start)
        for column, cell in enumerate(cells):
            sign, words = _bounded(outline.view.meant(cell.start, cell.end, cell.text))
            value = figure_of(words)
            if value is not None and cell.end is not None and cell.end > label.start:
                yield Labelled(start, outline.view.find(cell.end - 1) + 1, label.text.strip(), value, row, column, sign)


def _label(table: Table, cells: Row) -> Cell | None:
    """The first cell with words; that of the source of funds only where no other before the figures has any."""
    worded = [index for index, cell in enumerate(cells) if cell.start is not None and _LETTER.search(cell.text)]
    means = [column.meaning for column in table.columns]
    first = next((index for index in worded if index >= len(means) or means[index] != "source"), None)
    if first is None or any(figure_of(cell.text) is not None for cell in cells[worded[0] + 1 : first]):
        first = worded[0] if worded else None
    return None if first is None else cells[first]


def _bounded(words: str) -> tuple[str, str]:
    """The comparator that the sign before a figure stands for, and the words without it."""
    sign = _SIGN.match(words.strip())
    return (_SIGNS[sign.group("sign")], words.strip()[sign.end() :]) if sign else ("=", words)


def figure_of(words: str) -> int | float | None:
    """The number that is all that ``words`` hold, a percent sign aside."""
    match = _FIGURE.match(words.strip())
    return numbers.number(match["figure"]) if match else None
