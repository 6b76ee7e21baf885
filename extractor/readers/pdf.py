"""PDF: each page from its text layer or by OCR, as the page deserves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extractor.model import Document
from extractor.readers.carried import carried_on
from extractor.readers.engine import MISSING
from extractor.readers.errors import ReadError
from extractor.readers.paged import document_of
from extractor.readers.pdf_file import Broken, Locked, page_count
from extractor.readers.pdf_page import read_page
from extractor.readers.sheet import Sheet
from extractor.readers.sheets import sheets_of
from extractor.readers.source import Source
from extractor.readers.workers import WorkerLost, in_worker

_ANEW = "Copy it again, or open it in a PDF program and save or print it anew"


def read_pdf(source: Source) -> Document:
    """The text, pages, words and tables of a PDF.

    Raises :class:`ReadError` for a file that is locked, damaged or without pages, and for a scan without OCR engine.
    """
    with tempfile.TemporaryDirectory(prefix="ocop-") as folder:
        path = str(Path(folder) / "document.pdf")
        Path(path).write_bytes(source.data)
        count = _count(path, source.name)
        troubles: list[str] = []
        pages = _noting(carried_on(sheets_of(read_page, path, count)), troubles)
        document = document_of(source, "pdf", pages, count)
    _refuse_unread(source.name, troubles, document.text)
    return document


def _noting(sheets: Iterable[Sheet], troubles: list[str]) -> Iterator[Sheet]:
    """``sheets`` as they come, with what kept pages from being read put into ``troubles``."""
    for sheet in sheets:
        if sheet.trouble:
            troubles.append(sheet.trouble)
        yield sheet


def _count(path: str, name: str) -> int:
    try:
        count = in_worker(page_count, path)
    except Locked:
        raise ReadError(name, "the PDF is protected by a password", "Save it without one") from None
    except WorkerLost as lost:
        raise ReadError(name, f"the PDF is damaged: {lost}", _ANEW) from None
    except (Broken, OSError, ValueError):
        raise ReadError(name, "the PDF is damaged", _ANEW) from None
    if not count:
        raise ReadError(name, "the PDF has no pages", "Copy it again from where it came")
    return count


def _refuse_unread(name: str, troubles: Sequence[str], text: str) -> None:
    if any(c.isalnum() for c in text):
        return
    if MISSING in troubles:
        raise ReadError(name, "this is a scan, and there is nothing to read it with", f"{MISSING}.")
    if troubles:
        raise ReadError(name, "no page could be read", _ANEW)
