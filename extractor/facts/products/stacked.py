"""Rows that hold several products, one on each line of their cells, as Word and web tables have them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.organizations.mentions import cell_name
from extractor.facts.product_listings import Row, phrase
from extractor.facts.products.knowledge import heads
from extractor.model import Cell, Document
from extractor.rulebook import Rulebook

_EACH = ("stars", "points", "group", "status", "decision", "expires")
"""Columns that say of each product what is on its line; an address goes over as many lines as it needs."""


def parted(document: Document, rows: tuple[Row, ...], rulebook: Rulebook) -> Iterator[Row]:
    """The rows, those with a product on each line of the cell for names parted into as many."""
    for row in rows:
        names = _lines(document, row.cells["name"])
        if len(names) < 2 or not all(_begins_name(name.text, rulebook) for name in names):
            yield row
            continue
        lines = {column: _lines(document, cell) for column, cell in row.cells.items() if column != "name"}
        alike = {column: cells for column, cells in lines.items() if len(cells) == len(names)}
        own = {column: alike[column] for column in _EACH if column in alike}
        if "producer" in alike and all(_is_producer(cell.text, rulebook) for cell in alike["producer"]):
            own["producer"] = alike["producer"]
        for number, name in enumerate(names):
            yield Row(
                {**row.cells, **{column: cells[number] for column, cells in own.items()}, "name": name}, row.under
            )


def _lines(document: Document, cell: Cell) -> list[Cell]:
    """The lines of a cell as cells of their own; a cell on several pages is one."""
    if cell.start is None or cell.end is None or cell.rest:
        return [cell]
    lines: list[Cell] = []
    start = cell.start
    for line in document.text[cell.start : cell.end].split("\n"):
        if line.strip():
            lines.append(Cell(line.strip(), start, start + len(line)))
        start += len(line) + 1
    return lines


def _begins_name(line: str, rulebook: Rulebook) -> bool:
    """Whether a line begins a name rather than going on with one: a capital, a noun for goods, more words."""
    name = line[label.end() :] if (label := phrase("label", rulebook).match(line)) else line
    return name[:1].isupper() and " " in name and heads(rulebook).at_start(name) is not None


def _is_producer(line: str, rulebook: Rulebook) -> bool:
    named = cell_name(line, rulebook)
    return named is not None and named.rule != "org-column"
