"""Cells that hold several things, one on each line, as Word and web tables have them: products, a product and who makes
it, a producer and where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.facts.organizations.mentions import cell_name, mentions
from extractor.facts.product_knowledge import heads, phrase
from extractor.model import Cell, Document
from extractor.rulebook import Rulebook

_EACH = ("stars", "points", "group", "status", "decision", "expires")
"""Columns that say of each product what is on its line; an address goes over as many lines as it needs."""
_SIGNS = " \n.,;:(-–"
"""What may stand between a product and its producer in one cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One product of a list: its cells by column, and the lines under which it stands ("I. Nhóm thực phẩm")."""

    cells: Mapping[str, Cell]
    under: tuple[str, ...]

    def text(self, column: str) -> str:
        """The text of a cell on one line, "" where there is none."""
        cell = self.cells.get(column)
        return " ".join(cell.text.split()) if cell else ""


def written(document: Document, cell: Cell) -> str:
    """A cell as it stands in the text, with its line breaks; on one line where it stands in several places."""
    if cell.start is None or cell.rest:
        return cell.text
    return document.text[cell.start : cell.end]


def parted(document: Document, rows: Iterable[Row], rulebook: Rulebook) -> Iterator[Row]:
    """The rows, each with one product and one producer to a cell."""
    for row in rows:
        if row.cells["name"] is row.cells.get("producer"):
            yield replace(row, cells={**row.cells, **_product_and_producer(document, row.cells["name"], rulebook)})
        else:
            yield from _each(document, row, rulebook)


def _each(document: Document, row: Row, rulebook: Rulebook) -> Iterator[Row]:
    """A row, or as many as its cell for names has lines with a name on each."""
    names = _lines(document, row.cells["name"])
    if len(names) < 2 or not all(_begins_name(name.text, rulebook) for name in names):
        yield row
        return
    lines = {column: _lines(document, cell) for column, cell in row.cells.items() if column != "name"}
    alike = {column: cells for column, cells in lines.items() if len(cells) == len(names)}
    own = {column: alike[column] for column in _EACH if column in alike}
    if "producer" in alike and all(_is_producer(cell.text, rulebook) for cell in alike["producer"]):
        own["producer"] = alike["producer"]
    for number, name in enumerate(names):
        cells = {column: cells[number] for column, cells in own.items()}
        yield replace(row, cells={**row.cells, **cells, "name": name})


def _product_and_producer(document: Document, cell: Cell, rulebook: Rulebook) -> Mapping[str, Cell]:
    """A cell under the heading of both cut before the producer: where a legal form begins, else at its last line."""
    if cell.start is None or cell.end is None or cell.rest:
        return {"producer": Cell("")}
    text = document.text[cell.start : cell.end]
    made = next((one.start for one in mentions(text.replace("\n", " "), rulebook) if one.start > 1), None)
    cut = made if made is not None else text.rfind("\n")
    name = text[: max(cut, 0)].rstrip(_SIGNS)
    if not name:
        return {"producer": Cell("")}
    start = cell.start + cut + len(text[cut:]) - len(text[cut:].lstrip(_SIGNS))
    return {
        "name": Cell(" ".join(name.split()), cell.start, cell.start + len(name)),
        "producer": Cell(" ".join(document.text[start : cell.end].split()), start, cell.end),
    }


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
