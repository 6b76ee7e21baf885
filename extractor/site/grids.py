"""The tables of a document as HTML: heads and bodies with their spans, and what is said of each.

A table is written from its cells; what else stands between its start and its end (heads repeated on further pages,
columns counted) is left out, but for footnotes and places where facts stand.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from extractor.cells import Placed, column_texts, figure_columns, placed
from extractor.model import Cell, Column, Row, Table
from extractor.site.labels import label, lower_first
from extractor.site.marks import Painter

_SURE = 0.9
"""From this certainty on nothing is remarked."""
_MIDDLING, _LONG = 14, 40
"""Characters in the mean cell of columns that need some room, and much."""

Anchors = deque[tuple[int, str]]
"""What must be reached at an offset of the text: its HTML."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document with its number there, from 1, and the address of its CSV."""

    number: int
    table: Table
    csv: str | None = None

    @property
    def name(self) -> str:
        """Its caption, else its number among the tables of the document."""
        form = "name" if self.table.page is None else "name_on_page"
        return self.table.caption or label(form, "grid").format(number=self.number, page=self.table.page)

    def places(self) -> set[tuple[int, int]]:
        """The stretches of the text that stand in its cells."""
        cells = {cell for row in (*self.table.header, *self.table.rows) for cell in row}
        return {place for cell in cells for place in _pieces(cell)}


def grid_of(row: Mapping[str, Any]) -> Grid:
    """A row of the database's ``tables``."""
    lists = {name: json.loads(row[name]) for name in ("header", "cells", "columns", "meanings", "units", "notes")}
    own = {name: row[name] for name in ("start", "end", "page", "caption", "layout", "unit", "certainty", "failed")}
    whole = Table(
        **own,
        header=tuple(map(_row, lists["header"])),
        rows=tuple(map(_row, lists["cells"])),
        columns=tuple(map(Column, lists["columns"], lists["meanings"], lists["units"])),
        notes=tuple(lists["notes"]),
    )
    return Grid(row["number"], whole, f"/van-ban/{row['document']}/bang/{row['number']}.csv")


def unread(grid: Grid) -> str:
    """The remark at the place of a table that could not be read."""
    words = label("unread", "grid").format(name=grid.name, why=lower_first(label(grid.table.failed)))
    return f'<p class="remark" id="bang-{grid.number}">{escape(words)}</p>'


def table(painter: Painter, grid: Grid, anchors: Anchors | None = None) -> str:
    """A table alone; a cell that covers several places is written once, with its spans."""
    anchors = deque() if anchors is None else anchors
    name = escape(grid.name)
    kinds = _kinds(grid.table)
    parts = ""
    for tag, group, rows in (("th", "thead", grid.table.header), ("td", "tbody", grid.table.rows)):
        lines = "\n".join(_lines(painter, grid.table, rows, tag, kinds, anchors))
        parts += f"<{group}>{lines}</{group}>" if rows else ""
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{name}"><table>'
        f'<caption class="hide">{name}</caption>{parts}</table></div>'
    )


def tools(grid: Grid, unit: str | None) -> str:
    """A remark where the table is not sure, the ``unit`` if nothing above says it, a link to its CSV."""
    parts = []
    certainty = grid.table.certainty
    if certainty < _SURE:
        remark = label(grid.table.layout, "rebuilt").format(certainty=round(certainty * 100))
        parts.append(f'<span class="remark">{escape(remark)}</span>')
    if unit:
        parts.append(f"<span>{escape(label('unit', 'grid').format(unit=unit))}</span>")
    if grid.csv:
        words, name = escape(label("csv", "grid")), escape(grid.name)
        parts.append(f'<a href="{escape(grid.csv)}" download>{words}<span class="hide">: {name}</span></a>')
    return f'<div class="tools">{"".join(parts)}</div>' if parts else ""


def _row(cells: Sequence[Sequence[Any]]) -> Row:
    return tuple(
        Cell(words, start, end, *(tuple((a, b) for a, b in pieces) for pieces in rest))
        for words, start, end, *rest in cells
    )


def _pieces(cell: Cell) -> Iterator[tuple[int, int]]:
    if cell.start is not None and cell.end is not None:
        yield cell.start, cell.end
        yield from cell.rest


def _kinds(table: Table) -> list[str]:
    """The class of each column: "num" for figures, "sign" for crosses and strokes, else by how much room it needs."""
    figures = figure_columns(table)
    kinds = []
    for index, texts in enumerate(column_texts(table)):
        mean = sum(map(len, texts)) / max(len(texts), 1)
        size = "long" if mean > _LONG else "middling" if mean > _MIDDLING else ""
        signs = bool(texts) and all(len(text) == 1 and not text.isdigit() for text in texts)
        kinds.append("num" if index in figures else "sign" if signs else size)
    return kinds


def _lines(
    painter: Painter, table: Table, rows: Sequence[Row], tag: str, kinds: Sequence[str], anchors: Anchors
) -> Iterator[str]:
    for line in placed(rows, table.width):
        cells = (
            f"<{tag}{_attributes(one, tag, kinds)}>{_inside(painter, table, one.cell, anchors)}</{tag}>" for one in line
        )
        yield f"<tr>{''.join(cells)}</tr>"


def _attributes(one: Placed, tag: str, kinds: Sequence[str]) -> str:
    scope = "" if tag == "td" else ' scope="colgroup"' if one.across > 1 else ' scope="col"'
    kind = f' class="{kinds[one.column]}"' if kinds[one.column] and one.across == 1 else ""
    down = f' rowspan="{one.down}"' if one.down > 1 else ""
    return scope + kind + down + (f' colspan="{one.across}"' if one.across > 1 else "")


def _inside(painter: Painter, table: Table, cell: Cell, anchors: Anchors) -> str:
    """The words of a cell, after what must be reached before their end."""
    pieces = list(_pieces(cell))
    if not pieces:
        return escape(cell.text)
    reached = []
    while anchors and anchors[0][0] < pieces[0][1]:
        reached.append(anchors.popleft()[1])
    between = "<br>" if table.layout == "lines" else " "
    return "".join(reached) + between.join(painter.paint(start, end) for start, end in pieces)
