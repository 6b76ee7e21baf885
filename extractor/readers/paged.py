"""The document that the sheets of a file make together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.limits import limit
from extractor.model import Document
from extractor.readers.compose import Composer
from extractor.readers.sheet import PlacedLine, Sheet
from extractor.readers.source import Source

_DOUBTS = ("scanned at", "poorly legible", "hardly a word", "words run sideways", "converted from")
"""Remarks in the note of a page that a reader of the whole document must know."""


def document_of(source: Source, form: str, pages: Iterable[Sheet], count: int) -> Document:
    """The ``pages`` of ``source``, which has ``count``, as a document in the format ``form``.

    Each page is put in its place while others are still being read.
    """
    composer = Composer()
    sheets: list[Sheet] = []
    for number, sheet in enumerate(pages, 1):
        composer.put_sheet(number, sheet)
        sheets.append(sheet)
    return Document(
        id=source.sha256,
        path=source.name,
        format=form,
        text=composer.text,
        pages=tuple(composer.pages),
        tables=tuple(composer.tables),
        warnings=(*_left_out(len(sheets), count), *_warnings(sheets), *_silence(composer.text)),
        copy_kind="scan" if 2 * sum(map(_is_scan, sheets)) > len(sheets) else "original",
    )


def _is_scan(sheet: Sheet) -> bool:
    """Whether nothing on the page comes from a text layer."""
    lines = [block for block in sheet.blocks if isinstance(block, PlacedLine)]
    return sheet.ocr and all(word.confidence is not None for line in lines for word in line.words)


def _warnings(sheets: Sequence[Sheet]) -> list[str]:
    """What kept pages from being read and what makes them doubtful, each thing once with its pages."""
    pages: dict[str, list[int]] = {}
    for number, sheet in enumerate(sheets, 1):
        doubts = [part for part in (sheet.note or "").split("; ") if any(doubt in part for doubt in _DOUBTS)]
        for said in [sheet.trouble, *doubts]:
            if said:
                pages.setdefault(said[0].upper() + said[1:], []).append(number)
    return [f"{said} (page {', '.join(map(str, numbers))})." for said, numbers in pages.items()]


def _left_out(read: int, count: int) -> Iterator[str]:
    if read < count:
        yield f"Too long: only the first {limit('pages', read)} of {count} pages were read."


def _silence(text: str) -> Iterator[str]:
    if not any(c.isalnum() for c in text):
        yield "No words were found in the file."
