"""Sets paragraphs on pages as offices print them, and makes scans of the pages, ordinary ones and bad ones.

A4, margins and sizes as for administrative documents: a head in two columns, page numbers above, footnotes below.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from make_scan import seal
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts/truetype")
FAMILIES = {"dejavu": "dejavu/DejaVuSerif{}.ttf", "times": "liberation2/LiberationSerif{}.ttf"}
"""File names with a place for the style: the second family is as wide as the one that offices use."""
_INCH = 25.4
_WIDE, _HIGH = 210 / _INCH, 297 / _INCH
_LEFT, _RIGHT, _ABOVE, _BELOW = 30 / _INCH, 18 / _INCH, 20 / _INCH, 20 / _INCH


@dataclass(frozen=True, slots=True)
class Printed:
    """A document to be set: pairs of lines for its head, then paragraphs, of which those in ``notes`` are footnotes."""

    head: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    notes: frozenset[int] = frozenset()
    sealed: bool = False
    """A red seal on the last page."""


@dataclass(slots=True)
class Leaf:
    """A page: its image, and what is printed on it in reading order."""

    image: Image.Image
    said: list[str] = field(default_factory=list)


class Setter:
    """Sets one document, page after page, in grey at ``dpi``."""

    def __init__(self, dpi: int, family: str = "dejavu", points: float = 13) -> None:
        self.dpi, self.points = dpi, points
        self._family = FONTS / FAMILIES[family]
        self.leaves: list[Leaf] = []
        self._notes: list[str] = []
        self._turn()

    def put(self, document: Printed) -> list[Leaf]:
        """The pages of ``document``."""
        self._head(document.head)
        for number, text in enumerate(document.paragraphs):
            if number in document.notes:
                self._note(list(_wrapped(text, self._face("", 10), self._width, 0)))
            else:
                self._paragraph(text)
        self._finish()
        if document.sealed:
            middle = round(self.dpi * _WIDE * 0.62), max(self._y - round(0.6 * self.dpi), round(1.5 * self.dpi))
            seal(self.leaves[-1].image, middle, round(self.dpi * 0.68))
        return self.leaves

    @property
    def _width(self) -> float:
        return (_WIDE - _LEFT - _RIGHT) * self.dpi

    @property
    def _floor(self) -> float:
        return (_HIGH - _BELOW) * self.dpi - len(self._notes) * self._step(10)

    def _face(self, style: str, points: float) -> ImageFont.FreeTypeFont:
        path = str(self._family).format(style if style or "dejavu" in str(self._family) else "-Regular")
        if not Path(path).is_file():  # Pillow would take a font of the same name that lacks the letters of Vietnamese
            raise FileNotFoundError(f"{path}: install fonts-{Path(path).parent.name}")
        return ImageFont.truetype(path, round(points * self.dpi / 72))

    def _step(self, points: float) -> float:
        return points * 1.35 * self.dpi / 72

    def _turn(self) -> None:
        if self.leaves:
            self._finish()
        self.leaves.append(Leaf(Image.new("RGB", (round(_WIDE * self.dpi), round(_HIGH * self.dpi)), "white")))
        self._draw = ImageDraw.Draw(self.leaves[-1].image)
        self._y = _ABOVE * self.dpi
        if len(self.leaves) > 1:
            above = (_WIDE / 2 * self.dpi, 11 / _INCH * self.dpi)
            self._draw.text(above, str(len(self.leaves)), "black", self._face("", 13), anchor="mt")
            self.leaves[-1].said.append(str(len(self.leaves)))

    def _note(self, lines: list[str]) -> None:
        if self._y + len(lines) * self._step(10) > self._floor:
            self._turn()
        self._notes += lines

    def _finish(self) -> None:
        """Prints the footnotes of the page."""
        if not self._notes:
            return
        y, left = (_HIGH - _BELOW) * self.dpi - len(self._notes) * self._step(10), _LEFT * self.dpi
        self._draw.line((left, y - 0.05 * self.dpi, left + 2 * self.dpi, y - 0.05 * self.dpi), "black", 2)
        for line in self._notes:
            self._draw.text((left, y), line, "black", self._face("", 10))
            y += self._step(10)
        self.leaves[-1].said += self._notes
        self._notes = []

    def _head(self, rows: Sequence[tuple[str, str]]) -> None:
        for number, row in enumerate(rows):
            style = "-Bold" if number < 2 else ""
            for text, middle in zip(row, (0.28, 0.68), strict=True):
                place = (_WIDE * middle * self.dpi, self._y)
                self._draw.text(place, text, "black", self._face(style, self.points - 2), anchor="ma")
            self._y += self._step(self.points)
        self.leaves[-1].said += [row[side] for side in (0, 1) for row in rows if row[side]]
        self._y += self._step(self.points) / 2

    def _paragraph(self, text: str) -> None:
        face = self._face("-Bold" if text.isupper() else "", self.points)
        indent = 0.4 * self.dpi
        for number, line in enumerate(_wrapped(text, face, self._width, indent)):
            if self._y + self._step(self.points) > self._floor:
                self._turn()
            self._draw.text((_LEFT * self.dpi + (0 if number else indent), self._y), line, "black", face)
            self.leaves[-1].said.append(line)
            self._y += self._step(self.points)
        self._y += 4 * self.dpi / 72


def _wrapped(text: str, face: ImageFont.FreeTypeFont, width: float, indent: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > width - indent:
            yield line
            line, indent = word, 0
        else:
            line = longer
    yield line


def ordinary(page: Image.Image, seed: int) -> Image.Image:
    """A scan as offices make them: a little skewed, soft and grey."""
    return _scan(page, np.random.default_rng(seed), skew=0.5, blur=0.4, noise=4.0, shadow=0.0)


def bad(page: Image.Image, seed: int) -> Image.Image:
    """A poor scan: skewed, blurred, noisy, darker at one side, with specks."""
    rng = np.random.default_rng(seed)
    scan = np.asarray(_scan(page, rng, skew=2.0, blur=0.8, noise=14.0, shadow=0.3)).copy()
    specks = rng.random(scan.shape[:2]) < 0.002
    scan[specks] = rng.choice((20, 250), size=(int(specks.sum()), 1))
    return Image.fromarray(scan)


def _scan(
    page: Image.Image, rng: np.random.Generator, skew: float, blur: float, noise: float, shadow: float
) -> Image.Image:
    sharp = page.width / (_WIDE * 200)
    turned = page.rotate(rng.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor="white")
    pixels = np.asarray(turned.filter(ImageFilter.GaussianBlur(blur * sharp)), dtype=np.float32) * 0.9 + 14
    dark = np.linspace(1 - shadow, 1, page.width, dtype=np.float32)[None, :, None]
    grain = rng.normal(0, noise, pixels.shape[:2]).astype(np.float32)[:, :, None]
    return Image.fromarray(np.clip(pixels * dark + grain, 0, 255).astype(np.uint8))


def as_pdf(pages: Sequence[Image.Image], dpi: int, quality: int) -> bytes:
    """``pages`` as JPEG images in a PDF, as a scanner saves them."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=quality)
    return out.getvalue()
