"""A document as it is read: pages, words, tables."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[int, float, float, float, float]
"""Page number, x0, top, x1, bottom in points, the origin at the upper left."""


@dataclass(frozen=True, slots=True)
class Word:
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
    """A table cell: its text and where it stands in the document's text (``None`` for a blank cell)."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells. A cell that spans rows or columns is repeated in each place it covers."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    """The rows of data, header rows left out."""
    columns: tuple[str, ...] = ()
    """The column headings, header rows joined from top to bottom."""
    page: int | None = None
    caption: str | None = None
    failed: str | None = None
    """Why the table could not be read, or ``None``."""


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
