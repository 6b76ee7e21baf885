"""The image of a scanned page as readers of the site see it: small enough for a phone, what is hidden painted over."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps, ImageSequence

from extractor.readers.pdf_file import open_pdf

Rectangle = tuple[float, float, float, float]

_DPI = 150.0
_LONGEST = 1754
"""Pixels of the longer side at most: A4 at 150 dpi."""
_QUALITY = 60
_AROUND = 2.0
"""Points painted over beyond a word on each side: boxes of engines are narrow."""


def page_image(path: str, form: str, number: int, width: float | None, hidden: Sequence[Rectangle]) -> bytes:
    """The page ``number`` (from 1) of a file in the format ``form`` ("pdf", "image") as WebP. Runs in a worker.

    ``hidden`` are boxes in points on a page ``width`` points wide; all is hidden where the width is not known.
    """
    image = (open_pdf(path).render(number - 1, _DPI)[0] if form == "pdf" else _frame(path, number - 1)).convert("RGB")
    scale = image.width / width if width else 0.0
    paint = ImageDraw.Draw(image)
    for x0, top, x1, bottom in hidden:
        box = (x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND)
        paint.rectangle([edge * scale for edge in box] if scale else [(0, 0), image.size], fill="black")
    image.thumbnail((_LONGEST, _LONGEST))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()


def _frame(path: str, number: int) -> Image.Image:
    """As its camera was held, as the reader of images has it."""
    with Image.open(path) as file:
        image = ImageOps.exif_transpose(next(f for i, f in enumerate(ImageSequence.Iterator(file)) if i == number))
        assert image is not None
        return image.copy()
