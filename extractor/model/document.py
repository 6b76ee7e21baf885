"""A document as it is read: pages, words, tables."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

Box = tuple[int, float, float, float, float]
"""Page number, x0, top, x1, bottom in points, the origin at the upper left."""


class Word(NamedTuple):
    """A word where it stands on its page: offsets in the text, box in points, OCR confidence from 0 to 1."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``number`` from 1, the slice ``start:end`` of the document's text, size in points."""

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    ocr: bool = False
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    note: str | None = None
    """Why the page was read as it was: "text layer absent", "blank page", …"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text and where it stands in the document's text (``None`` for a blank cell).

    A cell that a page break parts, or that holds several paragraphs, stands in several places: the further ones are
    in ``rest``, as (start, end).
    """

    text: str
    start: int | None = None
    end: int | None = None
    rest: tuple[tuple[int, int], ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading (head cells joined from top to bottom), what it means and its unit."""

    heading: str
    meaning: str | None = None
    """A name of ``rules/table_columns.csv``: "number", "name", "producer", "money", …; ``None`` where unknown."""
    unit: str | None = None
    """The unit of its figures, from its heading or from above the table: "triệu đồng", "%", "sản phẩm"."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells. A cell that spans rows or columns is repeated in each place it covers.

    A reader fills ``start`` to ``layout``; the rest is what :func:`extractor.tables.understood` makes of it.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    """The rows of the body, those of groups and totals too; before a table is understood, its head as well."""
    header: tuple[Row, ...] = ()
    """The rows of the head; a row that only numbers the columns is neither here nor in ``rows``."""
    page: int | None = None
    caption: str | None = None
    edges: tuple[float, ...] = ()
    """Where the columns begin, and the last ends, in points on the page; empty where nobody knows."""
    layout: str = "grid"
    """How it was found: "grid" (rules, or marked up as a table), "gaps" (a page without rules), "lines" (one cell to
    a line of text), "signs" (cells parted by tabs or upright strokes)."""
    columns: tuple[Column, ...] = ()
    unit: str | None = None
    """The unit that holds for the whole table: "Đơn vị tính: triệu đồng"."""
    notes: tuple[str, ...] = ()
    """What is said below it: "Ghi chú: …", "(*) …"."""
    certainty: float = 1.0
    """How sure it is that the cells stand in their rows and columns, from 0 to 1."""
    failed: str | None = None
    """Why the table could not be read, or ``None``."""

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row) for row in (*self.header, *self.rows)), default=0)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. ``text`` is NFC, pages parted by form feeds; nobody rewrites it."""

    id: str
    """SHA-256 of the file's bytes, in hex."""
    path: str
    format: str
    text: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    copy_kind: str | None = None
    """original, scan, web_copy, ocr_text or pdf_text, as the reader judges."""

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which ``offset`` stands, or ``None`` for a document without pages."""
        for page in self.pages:
            if page.start <= offset <= page.end:
                return page.number
        return None

    def table_at(self, offset: int) -> Table | None:
        """The table in which ``offset`` stands, be it read or not, or ``None``."""
        index = bisect_right(self.tables, offset, key=lambda table: table.start) - 1
        return self.tables[index] if index >= 0 and offset < self.tables[index].end else None
