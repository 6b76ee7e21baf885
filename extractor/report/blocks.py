"""What a page shows of a document one after the other: paragraphs and tables, evidence placed in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.leaf.passages import layout
from extractor.model import Cell, Facts, Table
from extractor.report.marks import Mark, Piece, pieces
from extractor.report.places import unbroken

Place = tuple[int, int]
"""Where something stands in the text of the document: start, end."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``kind`` as :func:`extractor.leaf.passages.layout` has it."""

    start: int
    end: int
    kind: str
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document with the evidence in its cells, by the places of the cells."""

    table: Table
    inside: Mapping[Place, Sequence[Piece]]

    @property
    def pieces(self) -> Sequence[Piece]:
        """All evidence in it, in the order of the text."""
        return [piece for place in sorted(self.inside) for piece in self.inside[place]]


Block = Paragraph | Grid


def blocks(facts: Facts, marks: Sequence[Mark]) -> list[Block]:
    """The paragraphs and tables of a document in the order of the text; one paragraph at least.

    A table is shown by its cells. What else stands in its stretch of the text (heads repeated on further pages, columns
    counted) is left out, but for footnotes, remarks and evidence. A table that could not be read comes as paragraphs.
    """
    text = facts.document.text
    tables = _apart(facts.document.tables)
    parts: list[Paragraph | Table] = [*_paragraphs(facts, tables, marks), *tables]
    parts.sort(key=lambda part: (part.start, part.end))
    parts = parts or [Paragraph(0, len(text), "text")]
    spans = sorted({span for part in parts for span in (places(part) if isinstance(part, Table) else [_span(part)])})
    found = dict(zip(spans, pieces(spans, marks), strict=True))
    return [
        Grid(part, {place: found[place] for place in places(part)})
        if isinstance(part, Table)
        else Paragraph(part.start, part.end, part.kind, found[_span(part)])
        for part in parts
    ]


def places(table: Table) -> set[Place]:
    """The stretches of the text that stand in the cells of ``table``."""
    return {place for row in (*table.header, *table.rows) for cell in row for place in places_of(cell)}


def places_of(cell: Cell) -> Iterator[Place]:
    """Where the words of a cell stand; a page break or a paragraph parts them."""
    if cell.start is not None and cell.end is not None:
        yield cell.start, cell.end
        yield from cell.rest


def _span(one: Paragraph) -> Place:
    return one.start, one.end


def _apart(tables: Iterable[Table]) -> list[Table]:
    """The tables that can be shown, none in another."""
    shown: list[Table] = []
    for table in sorted(tables, key=lambda table: (table.start, -table.end)):
        if not table.failed and places(table) and (not shown or table.start >= shown[-1].end):
            shown.append(table)
    return shown


def _paragraphs(facts: Facts, tables: Sequence[Table], marks: Sequence[Mark]) -> Iterator[Paragraph]:
    """The paragraphs outside the tables, and of those inside what no cell holds and yet is to be seen."""
    covered = [sorted(places(table)) for table in tables]
    for start, end, kind in layout(facts):
        at = start
        for table, cells in zip(tables, covered, strict=True):
            if table.end <= at or end <= table.start:
                continue
            if at < table.start:
                yield Paragraph(at, table.start, kind)
            within = (max(at, table.start), min(end, table.end))
            yield from _left_over(facts.document.text, table, cells, within, kind, marks)
            at = table.end
        if at < end:
            yield Paragraph(at, end, kind if at == start else "more")


def _left_over(
    text: str, table: Table, cells: Sequence[Place], within: Place, kind: str, marks: Sequence[Mark]
) -> Iterator[Paragraph]:
    """What of the paragraph ``within`` the stretch of ``table`` is to be seen below it."""
    said = {unbroken(words) for words in (*table.notes, table.caption) if words}
    first = max(bisect_left(cells, within) - 1, 0)
    here = [cell for cell in cells[first : bisect_left(cells, (within[1],))] if within[0] < cell[1]]
    edges = [within[0], *(edge for cell in here for edge in cell), within[1]]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        words = unbroken(text[start:end])
        if words and (kind == "note" or words in said or any(m.start < end and start < m.end for m in marks)):
            yield Paragraph(start, end, "note")
