"""What is drawn on a page of a PDF, as pdfium lists it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extractor.readers.letters.of_pdf import names_charset

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the upper left of the page."""

_DEEPEST = 3
"""Drawings within drawings that are looked at."""
_FLAT = 4.0
"""Points; a drawing no higher is no side of a table."""
_LEANING = 0.01
"""Of text that does not run upright, the least rise in a unit."""
_LONGEST_NAME = 256
_UNSEEN = frozenset((pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP))
"""Annotations that print nothing."""


@dataclass(slots=True)
class Things:
    """The images of a page as square points, dots per inch and box; the modes in which its text is drawn."""

    images: list[tuple[float, float, Box]] = field(default_factory=list)
    modes: set[int] = field(default_factory=set)
    scales: set[float] = field(default_factory=set)
    """The points of a unit of the sizes of its letters."""
    sizes: set[float] = field(default_factory=set)
    """The sizes of its letters, as their fonts are told."""
    plain: bool = True
    """Nothing on the page can be the side of a table, a stamp, or turned text, or text of a font that is not in the
    file, or from before Unicode."""


def things_on(page: Any) -> Things:  # noqa: ANN401 - pypdfium2 is not typed
    """What is drawn on a pypdfium2 page."""
    raw, found, fonts, matrix, size = page.raw, Things(), {}, pdfium.FS_MATRIX(), ctypes.c_float()
    height = page.get_height()
    for thing in _drawn(raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.modes.add(pdfium.FPDFTextObj_GetTextRenderMode(thing))
            pdfium.FPDFPageObj_GetMatrix(thing, matrix)
            found.plain = found.plain and matrix.a > 0 and matrix.d > 0 and abs(matrix.b) <= _LEANING * matrix.a
            found.scales.add(round(matrix.d, 4))
            pdfium.FPDFTextObj_GetFontSize(thing, size)
            found.sizes.add(size.value)
            font = pdfium.FPDFTextObj_GetFont(thing)
            if font:
                fonts[ctypes.addressof(font.contents)] = font
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.images.append(_image(thing, height))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            box = _bounds(thing, height)
            found.plain = found.plain and box is not None and box[3] - box[1] <= _FLAT
        else:
            found.plain = False
    found.plain = found.plain and not _is_moved(page) and not _is_stamped(raw) and all(map(_is_known, fonts.values()))
    return found


def _drawn(parent: Any, count: Any, get: Any, level: int = 1) -> Iterator[Any]:  # noqa: ANN401 - raw pdfium
    """The things on a page or in a form, those in forms after the form."""
    for index in range(count(parent)):
        thing = get(parent, index)
        yield thing
        if level < _DEEPEST and pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _drawn(thing, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, level + 1)


def _bounds(thing: Any, height: float) -> Box | None:  # noqa: ANN401
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        return None
    return left.value, height - top.value, right.value, height - bottom.value


def _image(thing: Any, height: float) -> tuple[float, float, Box]:  # noqa: ANN401
    """The area of an image in square points, its dots per inch, and its box on a page so high."""
    box = _bounds(thing, height)
    if box is None:
        return 0.0, 0.0, (0.0, 0.0, 0.0, 0.0)
    across, down = ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(thing, across, down)
    wide, high = max(box[2] - box[0], 0.0), max(box[3] - box[1], 0.0)
    return wide * high, 72 * max(across.value, down.value) / max(wide, high, 1.0), box


def _is_moved(page: Any) -> bool:  # noqa: ANN401
    """Whether what is seen of the page is turned, or does not begin where its measures do."""
    return bool(page.get_rotation()) or page.get_bbox()[:2] != (0, 0)


def _is_stamped(page: Any) -> bool:  # noqa: ANN401
    """Whether there are stamps or form fields on a raw page."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind not in _UNSEEN:
            return True
    return False


def _is_known(font: Any) -> bool:  # noqa: ANN401
    """Whether a font is in the file, so that its letters are as wide as they are printed, and a font of Unicode."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    return pdfium.FPDFFont_GetIsEmbedded(font) == 1 and not names_charset([name.value.decode("utf-8", "replace")])
