"""Images of scanned pages for the site, each made once and kept in a folder beside the database.

What the database masks is painted over. The name of an image says of which file and page it is and what is hidden in
it, so an image that is there already need not be made again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.leaf.mask import mask, masked_text
from extractor.model import Document, Page
from extractor.readers.workers import for_each, in_worker
from extractor.rulebook import Rulebook

if TYPE_CHECKING:
    from extractor.readers.page_images import Rectangle

_VERSION = "1"
"""Raised when images are made in another way."""
_FORMS = ("pdf", "image")

Images = Mapping[str, Mapping[int, str]]
"""For each document (its SHA-256) the images of its pages: number and path within the folder."""


def make_images(documents: Iterable[tuple[Path, Document]], folder: Path, rulebook: Rulebook) -> Images:
    """The images of the scanned pages of ``documents``, each with its file, those made that are not in ``folder``.

    A page that cannot be drawn has none.
    """
    return {document.id: dict(_images(path, document, folder, rulebook)) for path, document in documents}


def _images(path: Path, document: Document, folder: Path, rulebook: Rulebook) -> Iterator[tuple[int, str]]:
    pages = [page for page in document.pages if page.ocr] if document.format in _FORMS else []
    if not pages:
        return
    text = masked_text(document, lambda words: mask(words, rulebook))
    hidden = [tuple(_hidden(page, document.text, text)) for page in pages]
    names = [
        f"{document.id[:16]}/{page.number}-{_digest(page.width, boxes)}.webp"
        for page, boxes in zip(pages, hidden, strict=True)
    ]

    def make(index: int) -> bool:
        return _made(folder / names[index], path, document.format, pages[index], hidden[index])

    for page, name, done in zip(pages, names, for_each(make, len(pages)), strict=True):
        if done:
            yield page.number, name


def _hidden(page: Page, text: str, masked: str) -> Iterator[Rectangle]:
    """The boxes of the words in which something is masked."""
    for word in page.words:
        if text[word.start : word.end] != masked[word.start : word.end]:
            yield word.x0, word.top, word.x1, word.bottom


def _digest(width: float | None, hidden: tuple[Rectangle, ...]) -> str:
    return hashlib.sha256(repr((_VERSION, width, hidden)).encode()).hexdigest()[:8]


def _made(image: Path, path: Path, form: str, page: Page, hidden: tuple[Rectangle, ...]) -> bool:
    if image.is_file():
        return True
    from extractor.readers.page_images import page_image  # takes a quarter of a second to load

    try:
        data = in_worker(page_image, str(path), form, page.number, page.width, hidden)
    except Exception:  # whatever a library raises on a damaged page must not end a build
        return False
    image.parent.mkdir(parents=True, exist_ok=True)
    unfinished = image.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(image)
    return True


def forget_others(folder: Path, names: Collection[str]) -> None:
    """Takes away the images but those that pages have, as of a document that was withdrawn."""
    kept = {folder / name for name in names}
    for image in folder.glob("*/*.webp"):
        if image not in kept:
            image.unlink()
