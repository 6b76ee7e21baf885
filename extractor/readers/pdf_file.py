"""A PDF as its pages are needed: what stamps and form fields show is part of the page. Runs in a worker."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pdfminer.encodingdb import EncodingDB
from PIL import Image

from extractor.readers.pdf_things import Box, Things, things_on
from extractor.readers.plain_words import plain_words
from extractor.readers.sheet import PlacedWord

# pdfminer reads a blank there, which parts words; PDF says a hyphen, and fonts of TCVN3 have ư.
EncodingDB.encodings["WinAnsiEncoding"][0xAD] = "\u00ad"

_INVISIBLE = 3
_MOST_PIXELS = 25_000_000


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """The file is no PDF that can be opened."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What pdfium says of a page: its text, how much of it is covered by images, and how sharp the largest is."""

    text: str
    covered: float
    invisible: bool
    """All text is drawn invisibly, as OCR programs put it over a scan."""
    dpi: float | None
    pictures: tuple[Box, ...] = ()
    """The boxes of its images."""
    size: tuple[float, float] = (0.0, 0.0)
    """Width and height in points."""
    words: tuple[PlacedWord, ...] | None = None
    """The words of a plain page; ``None`` when pdfplumber must look at it."""


class PdfFile:
    """An open PDF, read from its file as pages are asked for. Pages count from 0."""

    def __init__(self, path: str) -> None:
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise (Locked if "password" in str(error).lower() else Broken)() from None
        self._source: str | io.BytesIO = path
        self._plumber: Any = None
        self.count = len(self._document)
        self._flat = False

    def _flatten(self) -> None:
        """Makes annotations part of their pages: in signed documents number and date may be stamps."""
        if self._flat:
            return
        self._flat = True
        changed = False
        for number in range(self.count):
            page = self._document[number]
            if pdfium.FPDFPage_GetAnnotCount(page.raw):
                changed |= pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
            page.close()
        if changed:
            out = io.BytesIO()
            self._document.save(out)
            self._source = out
            self._document = pypdfium2.PdfDocument(out.getvalue())

    def facts(self, number: int) -> PageFacts:
        """What there is on a page, as printed before any stamp."""
        page = self._document[number]
        try:
            things = things_on(page)
            letters = page.get_textpage()
            text = letters.get_text_range()
            width, height = page.get_size()
            covered = min(sum(image[0] for image in things.images) / max(width * height, 1), 1.0)
            dpi = max(things.images)[1] if things.images else None
            return PageFacts(
                text, covered, things.modes == {_INVISIBLE}, dpi,
                pictures=tuple(image[2] for image in things.images), size=(width, height),
                words=_words(text, letters, things, height),
            )  # fmt: skip
        finally:
            page.close()

    def render(
        self, number: int, dpi: float, box: tuple[float, float, float, float] | None = None
    ) -> tuple[Image.Image, float]:
        """The page, or ``box`` of it, as an image, and its dots per inch: fewer than ``dpi`` for a very large page."""
        self._flatten()
        page = self._document[number]
        try:
            width, height = page.get_size()
            most = 72 * (_MOST_PIXELS / max(width * height, 1)) ** 0.5
            dpi = min(dpi, most)
            image = page.render(scale=dpi / 72).to_pil().convert("RGB")
            return image if box is None else image.crop(tuple(round(edge * dpi / 72) for edge in box)), dpi
        finally:
            page.close()

    def plumber_page(self, number: int) -> Any:  # noqa: ANN401 - pdfplumber is not typed
        """The page for pdfplumber; the caller closes it."""
        self._flatten()
        if self._plumber is None:
            self._plumber = pdfplumber.open(self._source)
        return self._plumber.pages[number]

    def turned_page(self, number: int, degrees: int) -> Any:  # noqa: ANN401 - pdfplumber is not typed
        """The page turned clockwise by ``degrees``, for pdfplumber; the caller closes it."""
        single = pypdfium2.PdfDocument.new()
        single.import_pages(self._document, [number])
        page = single[0]
        page.set_rotation((page.get_rotation() + degrees) % 360)
        out = io.BytesIO()
        single.save(out)
        return pdfplumber.open(io.BytesIO(out.getvalue())).pages[0]


def _words(text: str, letters: Any, things: Things, height: float) -> tuple[PlacedWord, ...] | None:  # noqa: ANN401
    """The words of a plain page: the letters are of one scale."""
    if not things.plain or len(things.scales) != 1:
        return None
    size = things.sizes.pop() if len(things.sizes) == 1 else None
    return plain_words(text, letters.raw, things.scales.pop(), height, size)


@lru_cache(maxsize=1)
def open_pdf(path: str) -> PdfFile:
    """The PDF at ``path``; kept open until another is asked for. Raises :class:`Locked` or :class:`Broken`."""
    return PdfFile(path)


def page_count(path: str) -> int:
    """How many pages the PDF at ``path`` has. Raises :class:`Locked` or :class:`Broken`."""
    return open_pdf(path).count
