"""Where a fact stands: from offsets of the matching view to the fields that every fact carries."""

from __future__ import annotations

from typing import TypedDict

from extractor.model import Box, Document
from extractor.outline import Outline


class Place(TypedDict):
    """The common fields of a fact, to be passed on as ``Citation(**place(…), …)``."""

    start: int
    end: int
    quote: str
    page: int | None
    section: int | None
    confidence: float | None
    boxes: tuple[Box, ...]
    repairs: tuple[str, ...]


def place(document: Document, outline: Outline, start: int, end: int) -> Place:
    """The place of ``outline.view.text[start:end]`` in ``document``."""
    first, last = outline.view.span(start, end)
    return _place(document, outline, first, last, outline.block_at(start).section)


def place_of(document: Document, outline: Outline, first: int, last: int) -> Place:
    """The place of ``document.text[first:last]``, a cell of a table for instance."""
    around = [index for index, section in enumerate(outline.sections) if section.start <= first < section.end]
    return _place(document, outline, first, last, around[-1] if around else None)


def _place(document: Document, outline: Outline, first: int, last: int, section: int | None) -> Place:
    words = [
        (page.number, word)
        for page in document.pages
        if page.end > first and page.start < last
        for word in page.words
        if word.end > first and word.start < last
    ]
    scores = [word.confidence for _, word in words if word.confidence is not None]
    return Place(
        start=first,
        end=last,
        quote=document.text[first:last],
        page=document.page_at(first),
        section=section,
        confidence=round(min(scores), 3) if scores else None,
        boxes=tuple((number, w.x0, w.top, w.x1, w.bottom) for number, w in words),
        repairs=outline.view.repairs(first, last),
    )
