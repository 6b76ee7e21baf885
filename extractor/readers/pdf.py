"""PDF: each page from its text layer or by OCR, as the page deserves."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from extractor.model import Document
from extractor.readers.compose import Composer
from extractor.readers.engine import MISSING
from extractor.readers.errors import ReadError
from extractor.readers.pdf_file import Broken, Locked, page_count
from extractor.readers.pdf_page import read_page
from extractor.readers.sheet import PlacedLine, Sheet
from extractor.readers.source import Source
from extractor.readers.workers import WorkerLost, for_each, in_worker


def read_pdf(source: Source) -> Document:
    """The text, pages, words and tables of a PDF.

    Raises :class:`ReadError` for a file that is locked, damaged or without pages, and for a scan without OCR engine.
    """
    with tempfile.TemporaryDirectory(prefix="ocop-") as folder:
        path = str(Path(folder) / "document.pdf")
        Path(path).write_bytes(source.data)
        sheets = list(for_each(partial(_sheet, path), _pages(path, source.name)))
    composer = Composer()
    for number, sheet in enumerate(sheets, 1):
        composer.put_sheet(number, sheet)
    _refuse_unread(source.name, sheets, composer.text)
    return Document(
        id=source.sha256,
        path=source.name,
        format="pdf",
        text=composer.text,
        pages=tuple(composer.pages),
        tables=tuple(composer.tables),
        warnings=tuple(_warnings(sheets)),
        copy_kind="scan" if 2 * sum(map(_is_scan, sheets)) > len(sheets) else "original",
    )


def _pages(path: str, name: str) -> int:
    try:
        count = in_worker(page_count, path)
    except Locked:
        raise ReadError(name, "the PDF is protected by a password", "Save it without one") from None
    except (Broken, WorkerLost, OSError, ValueError):
        raise ReadError(name, "the PDF is damaged", "Open it in a PDF program and save or print it anew") from None
    if not count:
        raise ReadError(name, "the PDF has no pages", "Copy it again from where it came")
    return count


def _sheet(path: str, number: int) -> Sheet:
    """The page ``number`` (from 0), read in a worker; again with the command-line engine when that breaks down."""
    lost = ""
    for command in (False, True):
        try:
            return in_worker(read_page, path, number, command)
        except WorkerLost as error:
            lost = str(error)
        except Exception as error:  # whatever a library raises on a damaged page must not lose the others
            lost = f"it is damaged ({type(error).__name__})"
    return Sheet(0, 0, note="not read", trouble=f"The page was not read, {lost}")


def _is_scan(sheet: Sheet) -> bool:
    """Whether nothing on the page comes from a text layer."""
    lines = [block for block in sheet.blocks if isinstance(block, PlacedLine)]
    return sheet.ocr and all(word.confidence is not None for line in lines for word in line.words)


def _refuse_unread(name: str, sheets: Sequence[Sheet], text: str) -> None:
    if any(c.isalnum() for c in text):
        return
    troubles = [sheet.trouble for sheet in sheets if sheet.trouble]
    if MISSING in troubles:
        raise ReadError(name, "this is a scan, and there is nothing to read it with", f"{MISSING}.")
    if troubles:
        raise ReadError(name, "no page could be read", "Open it in a PDF program and save or print it anew")


def _warnings(sheets: Sequence[Sheet]) -> list[str]:
    """What kept pages from being read, each trouble once with its pages."""
    pages: dict[str, list[int]] = {}
    for number, sheet in enumerate(sheets, 1):
        if sheet.trouble:
            pages.setdefault(sheet.trouble, []).append(number)
    return [f"{trouble} (page {', '.join(map(str, numbers))})." for trouble, numbers in pages.items()]
