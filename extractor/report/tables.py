"""The tables of documents: as people read them at a terminal, and as one CSV with a row for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from extractor.model import Cell, Document, Facts, Table
from extractor.report.layout import laid_out
from extractor.spreadsheet import csv_text
from extractor.wording import Wording

_SURE = 1.0
_FIELDS = (
    *("document", "table", "page", "caption", "row", "column", "heading", "meaning", "unit", "text"),
    *("certainty", "failed"),
)


def table_text(table: Table, number: int, width: int, words: Wording) -> Iterator[str]:
    """One table with what is said around it, at most ``width`` columns wide where that can be."""
    yield click.style(_title(table, number, words), bold=True)
    if table.failed:
        yield f"  {words.label('failed')}: {words.label(table.failed)}"
        return
    said = [("unit", table.unit), ("certainty", f"{table.certainty:.0%}" if table.certainty < _SURE else None)]
    told = [f"{words.label(name)}: {value}" for name, value in said if value]
    if told:
        yield "; ".join(told)
    yield ""
    yield from laid_out(table, width)
    yield from table.notes


def tables_csv(all_facts: Sequence[Facts]) -> str:
    """A row for each cell of the bodies of all tables, and one for each table that could not be read.

    ``row`` and ``column`` count from 1; a cell that spans several places stands in each of them, a blank one too.
    """
    rows: list[Sequence[object]] = [_FIELDS]
    for facts in all_facts:
        for number, table in enumerate(facts.document.tables, start=1):
            rows += _cell_rows(facts.document, number, table)
    return csv_text(rows)


def _title(table: Table, number: int, words: Wording) -> str:
    page = "" if table.page is None else f", {words.label('page')} {table.page}"
    caption = f": {table.caption}" if table.caption else ""
    return f"{words.label('table')} {number}{page}{caption}"


def _cell_rows(document: Document, number: int, table: Table) -> Iterator[Sequence[object]]:
    about = (document.path, number)
    if table.failed:
        blank = (None,) * (len(_FIELDS) - 5)
        yield (*about, table.page, table.caption, *blank, table.failed)
        return
    for line, row in enumerate(table.rows, start=1):
        for index, cell in enumerate(row):
            column = table.columns[index]
            place = (_page(document, table, cell), table.caption, line, index + 1)
            yield (*about, *place, column.heading, column.meaning, column.unit, cell.text, table.certainty, None)


def _page(document: Document, table: Table, cell: Cell) -> int | None:
    """The page of a cell, where the table goes on over several."""
    return table.page if cell.start is None else document.page_at(cell.start) or table.page
