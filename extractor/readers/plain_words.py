"""The words of a plain page as pdfium places them: many times as fast as pdfplumber, which looks at every letter.

A page is plain when its letters stand upright, one after the other in the order in which they are stored. Letters of a
second font that are stored after the line they belong to, notes raised in the middle of a word and what pdfium cannot
name are left to pdfplumber.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from extractor.readers.sheet import PlacedWord

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?|[\r\n]+")
"""A word, or the end of a line. pdfium writes U+FFFE for a hyphen at the end of a line, and goes on with the next."""
_UNSURE = re.compile(r"[\0\ufffd\ue000-\uf8ff\ud800-\udfff]")
_MAY_BE_RAISED = re.compile(r"\d|[*)]$")
"""The numbers of notes, squares and cubes are smaller than the rest of their word."""
_BELOW = 0.2
"""The part of a letter's size that hangs below the line."""
_BACK = 0.25
"""Sizes by which a word may begin before the end of the one that is stored before it."""
_LEVEL = 0.5
_SAME = 0.1
_NEAR = 1.0
"""Sizes between words that surely stand on one line."""


def plain_words(
    text: str,
    page: Any,  # noqa: ANN401
    scale: float,
    height: float,
    only: float | None = None,
) -> tuple[PlacedWord, ...] | None:
    """The words of ``text``, all that the raw pdfium text page ``page`` says, on a page so many points high.

    ``scale``: the points of a unit of the letters' sizes; ``only``: the size of all of them where they have but one.
    ``None`` when the page is not plain.
    """
    if pdfium.FPDFText_CountChars(page) != len(text) or _UNSURE.search(text):
        return None
    letters = _Letters(page)
    words: list[PlacedWord] = []
    last: PlacedWord | None = None
    size = wide = top = bottom = 0.0
    for found in _WORD.finditer(text):
        if (word := found[0]) < "!":
            last = None
            continue
        first, end = found.span()
        left, right = letters.sides(first, end - 1)
        unit = only or letters.size(first)
        if not only and _MAY_BE_RAISED.search(word) and not letters.are_even(first, end, unit):
            return None
        if last is None or unit != size or left - last.x1 > wide:
            size, wide = unit, _NEAR * scale * unit
            base = height - letters.base(first) + _BELOW * scale * unit
            top, bottom = round(base - scale * unit, 2), round(base, 2)
        placed = PlacedWord(word, round(left, 2), top, round(right, 2), bottom)
        if words and left < words[-1].x1 and _is_before(words[-1], placed):
            return None
        words.append(placed)
        last = None if word[-1] == "\ufffe" else placed
    return tuple(words)


class _Letters:
    """The letters of a page, by number. A page has thousands: none is asked for more than is needed."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a raw pdfium text page
        self._page = page
        self._box = pdfium.FS_RECTF()
        self._into = ctypes.byref(self._box)

    def size(self, index: int) -> float:
        """The size as the font is told."""
        return pdfium.FPDFText_GetFontSize(self._page, index)  # type: ignore[no-any-return]

    def are_even(self, start: int, end: int, size: float) -> bool:
        """Whether all have ``size``."""
        return all(abs(pdfium.FPDFText_GetFontSize(self._page, index) - size) < _SAME for index in range(start, end))

    def sides(self, first: int, last: int) -> tuple[float, float]:
        """Where the first begins and the last ends, from the left of the page."""
        pdfium.FPDFText_GetLooseCharBox(self._page, first, self._into)
        left = self._box.left
        pdfium.FPDFText_GetLooseCharBox(self._page, last, self._into)
        return left, self._box.right

    def base(self, index: int) -> float:
        """What a letter stands on, from the lower edge of the page."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._page, index, x, y)
        return y.value


def _is_before(word: PlacedWord, following: PlacedWord) -> bool:
    """Whether a word stands on the line of the one stored before it, but begins further left than that ends."""
    size = max(word.bottom - word.top, following.bottom - following.top)
    return abs(word.bottom - following.bottom) < _LEVEL * size and following.x0 < word.x1 - _BACK * size
