"""Numbers that stand alone in cells, which are misread most: those of rows are all written in the same signs, and the
small signs within figures are lost more often than invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

PLAIN = "1"
"""The shape of a number without signs, as figures in other columns have as well."""
_NUMBERED = {PLAIN, "1.", "1)", "(1)"}
_DIGITS = str.maketrans({"l": "1", "|": "1", "O": "0", "o": "0", "S": "5", "Z": "2", ",": "."})
"""What digits and their points are taken for. An I stays: it numbers groups."""
_FIGURE = re.compile(r"[0-9.,]+")
_ROMAN = re.compile(r"[IVXH]{1,4}[.)]?$")
"""The numbers of groups; two strokes side by side are taken for an H."""
_SIGNED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[0-9]+,[0-9]{1,2}")
"""Figures as they are written in Vietnamese, with points between thousands or a comma."""


def shape_of(text: str) -> str:
    """``text`` with a 1 for every number: "12." has the shape "1."."""
    return re.sub(r"[0-9]+", "1", text)


def usual_shape(column: Sequence[Sequence[str]]) -> str:
    """The shape of the numbers that most cells of a column hold; empty where they hold other things.

    ``column``: for each cell what was read of it, one time and another.
    """
    counts = Counter(shape for texts in column for shape in {shape_of(text) for text in texts})
    shape, count = counts.most_common(1)[0] if counts else ("", 0)
    return shape if shape in _NUMBERED and 2 * count > len(column) else ""


def mended(texts: Sequence[str], chosen: int, shape: str) -> str:
    """What a cell holds in a column of numbers of the given ``shape``: the reading ``chosen``, or the likeliest number
    that all ``texts`` can be taken for when that is none."""
    text = texts[chosen]
    if not shape or not text or shape_of(text) == shape or (shape == PLAIN and _FIGURE.fullmatch(text)):
        return text
    if not any(sign.isalnum() for sign in text):
        text = next((read for read in texts if _ROMAN.match(read)), text)
    if _ROMAN.match(text):
        return re.sub("I{4,}", "III", text.replace("H", "II"))
    likely = Counter(one for read in texts if shape_of(one := read.translate(_DIGITS)) == shape)
    return likely.most_common(1)[0][0] if likely else text


def with_signs(texts: Sequence[str], chosen: int) -> int:
    """The place among ``texts``, readings of one cell, of the one to believe: a figure with the points and commas that
    the reading ``chosen`` has lost, else that reading."""
    text = texts[chosen]
    if not text.isdigit():
        return chosen
    signed = (place for place, one in enumerate(texts) if _SIGNED.fullmatch(one) and re.sub("[.,]", "", one) == text)
    return next(signed, chosen)
