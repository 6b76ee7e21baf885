"""A table of a document as HTML: its head, its cells with their spans, evidence marked in them, far rows folded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extractor.cells import Placed, figure_columns, placed
from extractor.model import Cell, Row, Table
from extractor.report.blocks import Grid, Place, places_of
from extractor.report.marks import Piece, marked, text_html
from extractor.report.places import unbroken
from extractor.wording import Wording

_CONTEXT = 1
"""Rows kept before and behind one with evidence."""
_FEWEST = 3
"""Rows worth folding."""
_ABOVE = 400
"""Code points above a table in which its caption stands already."""
_SURE = 0.9
"""From this certainty on nothing is remarked."""


def table_html(text: str, grid: Grid, fold: str | None, words: Wording) -> Iterator[str]:
    """The table; ``fold`` begins the ids of what unfolds rows, ``None`` where no rows are folded.

    A cell that covers several places is written once.
    """
    table = grid.table
    yield '<div class="wide"><table class="grid">'
    yield from _caption(text, table, words)
    figures = figure_columns(table)
    if table.header:
        yield "<thead>"
        yield from _rows(text, grid, table.header, "th", set())
        yield "</thead>"
    at = 0
    for shown, group in groupby(_shown(grid) if fold else [True] * len(table.rows)):
        size = len(list(group))
        if not shown:
            told = text_html(words.say("… {count} rows without findings", count=size))
            box = f'<input type="checkbox" id="{fold}-{at}"> <label for="{fold}-{at}">{told}</label>'
            yield f'<tbody class="fold"><tr><td colspan="{table.width}">{box}</td></tr></tbody>'
        yield "<tbody>" if shown else '<tbody class="folded">'
        yield from _rows(text, grid, table.rows[at : at + size], "td", figures)
        yield "</tbody>"
        at += size
    yield "</table></div>"


def _caption(text: str, table: Table, words: Wording) -> Iterator[str]:
    """What the table is called, unless that stands above it; and how sure it is that the cells stand where they do."""
    above = unbroken(text[max(table.start - _ABOVE, 0) : table.start])
    told = [table.caption] if table.caption and unbroken(table.caption) not in above else []
    if table.certainty < _SURE:
        told.append(f"{words.label('certainty')}: {table.certainty:.0%}")
    if told:
        yield f"<caption>{'<br>'.join(map(text_html, told))}</caption>"


def _shown(grid: Grid) -> list[bool]:
    """For each row of the body whether it is seen at once: evidence is in it or near, or a cell reaches into one."""
    rows = grid.table.rows
    near = {
        index
        for number, row in enumerate(rows)
        if any(grid.inside[place] for cell in row for place in places_of(cell))
        for index in range(number - _CONTEXT, number + _CONTEXT + 1)
    }
    shown: list[bool] = []
    for together in _bound(rows, grid.table.width):
        shown += [any(index in near for index in together)] * len(together)
    return [
        seen
        for needed, group in groupby(shown)
        for size in [len(list(group))]
        for seen in [needed or size < _FEWEST] * size
    ]


def _bound(rows: Sequence[Row], width: int) -> Iterator[range]:
    """The rows, those together that a cell spans."""
    first = end = 0
    for index, line in enumerate(placed(rows, width)):
        if index >= end and index:
            yield range(first, index)
            first = index
        end = max([end, index + 1, *(one.row + one.down for one in line)])
    if rows:
        yield range(first, len(rows))


def _rows(text: str, grid: Grid, rows: Sequence[Row], tag: str, figures: set[int]) -> Iterator[str]:
    for line in placed(rows, grid.table.width):
        cells = (f"<{tag}{_spans(one, figures)}>{_inside(text, one.cell, grid)}</{tag}>" for one in line)
        yield f"<tr>{''.join(cells)}</tr>"


def _spans(one: Placed, figures: set[int]) -> str:
    kind = ' class="num"' if one.column in figures and one.across == 1 else ""
    down = f' rowspan="{one.down}"' if one.down > 1 else ""
    return kind + down + (f' colspan="{one.across}"' if one.across > 1 else "")


def _inside(text: str, cell: Cell, grid: Grid) -> str:
    pieces: Mapping[Place, Sequence[Piece]] = grid.inside
    between = "<br>" if grid.table.layout == "lines" else " "
    told = between.join(marked(text, *place, pieces[place]) for place in places_of(cell))
    return told or text_html(cell.text)
