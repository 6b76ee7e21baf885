"""Pages of a PDF, upright and turned, filled from the top."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path("/usr/share/fonts/truetype/dejavu")
FONTS = ("DejaVuSans", "DejaVuSerif")
"""Families of fonts-dejavu-core; the Liberation fonts of Debian 12 lack the letters of Vietnamese."""
LONG, SHORT = 842.0, 595.0


def set_up() -> None:
    """Makes the fonts known to reportlab."""
    for family in FONTS:
        for name in (family, f"{family}-Bold"):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, FOLDER / f"{name}.ttf"))


class Press:
    """Pages being filled. Kinds of pages: "portrait"; "landscape" (842 x 595); "rotated", which shows like it but is
    a page of 595 x 842 with /Rotate 90; "sideways", a page of 595 x 842 whose contents run upwards."""

    def __init__(self, font: str, margin: float, number: str, running: str | None) -> None:
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(SHORT, LONG), invariant=1)
        self._canvas.setAuthor("OCOP")
        self._font = font
        self._number, self._running = number, running
        self._margin = margin
        self.pages = 0
        self.kind = ""
        self.y = 0.0

    @property
    def width(self) -> float:
        """The width between the margins."""
        return (SHORT if self.kind == "portrait" else LONG) - 2 * self._margin

    @property
    def full(self) -> float:
        """The height between the margins."""
        return (LONG if self.kind == "portrait" else SHORT) - 2 * self._margin

    @property
    def room(self) -> float:
        """The height left on the page."""
        return self.y - self._margin

    def turn(self, kind: str) -> None:
        """Begins a page."""
        canvas = self._canvas
        if self.pages:
            canvas.showPage()
        self.pages += 1
        self.kind = kind
        # reportlab itself swaps width and height of a page with /Rotate 90
        canvas.setPageSize((LONG, SHORT) if kind in ("landscape", "rotated") else (SHORT, LONG))
        canvas.setPageRotation(90 if kind == "rotated" else 0)
        if kind in ("rotated", "sideways"):
            canvas.translate(SHORT, 0)
            canvas.rotate(90)
        wide, high = (SHORT, LONG) if kind == "portrait" else (LONG, SHORT)
        self.y = high - self._margin
        if self.pages > 1:
            canvas.setFont(self._font, 9)
            if self._running:
                canvas.drawString(self._margin, high - self._margin * 0.6, self._running)
            above = self._number.startswith("-") and not self._running
            y = high - self._margin * 0.6 if above else self._margin * 0.5
            if self._number:
                canvas.drawCentredString(wide / 2, y, self._number.format(self.pages))

    def height(self, flowable: Any) -> float:
        """How high ``flowable`` (of platypus) is on this kind of page."""
        return float(flowable.wrapOn(self._canvas, self.width, LONG)[1])

    def put(self, flowable: Any, after: float = 6) -> None:
        """Sets ``flowable`` (of platypus) below what is there, on a new page of this kind where it has no room."""
        if self.height(flowable) > self.room:
            self.turn(self.kind)
        wide, high = flowable.wrapOn(self._canvas, self.width, LONG)
        self.y -= high
        flowable.drawOn(self._canvas, self._margin + (self.width - wide) / 2, self.y)
        self.y -= after

    def done(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()
