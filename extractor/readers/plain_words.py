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

_WORD = re.compile(r"[^\s\ufffe]+\ufffe?")
"""pdfium writes U+FFFE for a hyphen at the end of a line, and goes on with the next line."""
_UNSURE = re.compile(r"[\0\ufffd\ue000-\uf8ff\ud800-\udfff]")
_MAY_BE_RAISED = re.compile(r"\d|[*)]$")
"""The numbers of notes, squares and cubes are smaller than the rest of their word."""
_BELOW = 0.2
"""The part of a letter's size that hangs below the line."""
_BACK = 0.25
"""Sizes by which a word may begin before the end of the one that is stored before it."""
_LEVEL = 0.5
_LEANING, _SAME = 0.01, 0.1


def plain_words(text: str, page: Any, height: float) -> tuple[PlacedWord, ...] | None:  # noqa: ANN401
    """The words of ``text``, all that the raw pdfium text page ``page`` says, on a page so many points high.

    ``None`` when the page is not plain.
    """
    if pdfium.FPDFText_CountChars(page) != len(text) or _UNSURE.search(text):
        return None
    letters = _Letters(page)
    words: list[PlacedWord] = []
    for found in _WORD.finditer(text):
        word = letters.placed(found[0], found.start(), found.end() - 1, height)
        if word is None or (words and word.x0 < words[-1].x1 and _is_before(words[-1], word)):
            return None
        words.append(word)
    return tuple(words)


class _Letters:
    """The letters of a page, by number. A page has thousands: none is asked for more than is needed."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - a raw pdfium text page
        self._page = page
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._places = [ctypes.byref(thing) for thing in (self._box, self._matrix, self._x, self._y)]

    def placed(self, word: str, first: int, last: int, height: float) -> PlacedWord | None:
        """A word where it stands; ``None`` when its letters are turned or of several sizes."""
        page, matrix, (box, into, x, y) = self._page, self._matrix, self._places
        pdfium.FPDFText_GetMatrix(page, first, into)
        if matrix.a <= 0 or matrix.d <= 0 or abs(matrix.b) > _LEANING * matrix.a:
            return None
        size = pdfium.FPDFText_GetFontSize(page, first)
        if last > first and _MAY_BE_RAISED.search(word) and not self._are_even(first, last, size):
            return None
        size *= matrix.d
        pdfium.FPDFText_GetLooseCharBox(page, first, box)
        left = self._box.left
        pdfium.FPDFText_GetLooseCharBox(page, last, box)
        pdfium.FPDFText_GetCharOrigin(page, first, x, y)
        bottom = height - self._y.value + _BELOW * size
        return PlacedWord(word, round(left, 2), round(bottom - size, 2), round(self._box.right, 2), round(bottom, 2))

    def _are_even(self, first: int, last: int, size: float) -> bool:
        """Whether the letters have the size that the font is told for the first."""
        return all(
            abs(pdfium.FPDFText_GetFontSize(self._page, index) - size) < _SAME for index in range(first + 1, last + 1)
        )


def _is_before(word: PlacedWord, following: PlacedWord) -> bool:
    """Whether a word stands on the line of the one stored before it, but begins further left than that ends."""
    size = max(word.bottom - word.top, following.bottom - following.top)
    return abs(word.bottom - following.bottom) < _LEVEL * size and following.x0 < word.x1 - _BACK * size
