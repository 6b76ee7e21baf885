"""A document that is longer than anybody reads, cut."""

from __future__ import annotations

from dataclasses import replace

from extractor.limits import limit
from extractor.model import Document


def shortened(document: Document, most: int) -> Document:
    """``document`` with no more than ``most`` characters of text and what stands in them; a warning says so."""
    if len(document.text) <= most:
        return document
    pages = [
        replace(page, end=min(page.end, most), words=tuple(word for word in page.words if word.end <= most))
        for page in document.pages
        if page.start < most
    ]
    return replace(
        document,
        text=document.text[:most],
        pages=tuple(pages),
        tables=tuple(table for table in document.tables if table.end <= most),
        warnings=(cut(most, len(document.text)), *document.warnings),
    )


def cut(most: int, length: int) -> str:
    """The warning that only so many characters of a text were read."""
    return f"Too long: only the first {limit('characters', most)} of {length} characters were read."
