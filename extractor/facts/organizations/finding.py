"""Finds producers (chủ thể): companies, cooperatives, cooperative groups, households and facilities by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.facts.organizations.addresses import province_behind
from extractor.facts.organizations.mentions import Mention, cell_name, mentions
from extractor.facts.place import place, place_of
from extractor.facts.product_cells import written
from extractor.facts.product_listings import listings
from extractor.model import Cell, Document, Organization
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.spans import Spans
from extractor.text import normalise


def find_organizations(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Organization]:
    """Every mention of a producer, in the order of the text."""
    listed = list(_listed(document, outline, rulebook))
    other = [*_in_cells(document, outline, rulebook), *_written(document, outline, rulebook)]
    taken = Spans((one.start, one.end) for one in listed)
    free = [one for one in other if not taken.overlap(one.start, one.end)]
    for one in sorted([*listed, *free], key=lambda organization: organization.start):
        province = province_behind(document.text, one.end, rulebook)
        yield replace(one, province=province) if province else one


def _listed(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Organization]:
    """The producers in their column of a list of products; a cell that spans rows once."""
    seen: set[int] = set()
    for listing in listings(document, outline, rulebook):
        for row in listing.rows:
            cell = row.cells.get("producer")
            if cell is None or cell.start is None or cell.start in seen:
                continue
            seen.add(cell.start)
            if found := cell_name(normalise(written(document, cell)), rulebook):
                yield _in_cell(document, outline, cell, found)


def _in_cells(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Organization]:
    """The producers in the cells of other tables."""
    seen: set[int] = set()
    for cell in (cell for table in document.tables for row in table.rows for cell in row):
        if cell.start is not None and cell.start not in seen:
            seen.add(cell.start)
            for found in mentions(_line(document, cell), rulebook):
                yield _at(document, outline, cell.start, found)


def _line(document: Document, cell: Cell) -> str:
    """The text of a cell as a match sees it, on one line and as long as in the document."""
    return re.sub(r"\s", " ", normalise(document.text[cell.start : cell.end]))


def _in_cell(document: Document, outline: Outline, cell: Cell, found: Mention) -> Organization:
    """A producer in its cell; of a name that stands in several places, the first."""
    if cell.start is None or cell.end is None or not cell.rest:
        return _at(document, outline, cell.start or 0, found)
    where = place_of(document, outline, cell.start + found.start, min(cell.start + found.end, cell.end))
    return Organization(**where, rule=found.rule, name=cell.text[found.start : found.end], kind=found.kind)


def _at(document: Document, outline: Outline, origin: int, found: Mention) -> Organization:
    where = place_of(document, outline, origin + found.start, origin + found.end)
    return Organization(**where, rule=found.rule, name=" ".join(where["quote"].split()), kind=found.kind)


def _written(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Organization]:
    """The producers of the running text."""
    for found in mentions(outline.view.text, rulebook):
        where = place(document, outline, found.start, found.end)
        if document.table_at(where["start"]) is None:
            yield Organization(**where, rule=found.rule, name=" ".join(where["quote"].split()), kind=found.kind)
