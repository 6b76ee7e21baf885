"""The rules of tables in the image of a page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractor.readers.prepare import Pixels, paper_of

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""


_THIN = 6
"""Pixels, on a page of 2,400: a rule is no thicker."""
_DOTS_APART = 11
_LINES, _LOW = 110, 20
"""Of a page's height, and in pixels, the lowest row: a line of small letters."""
_TOUCH = 4
"""Pixels by which a side may end before the rule it goes to."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The tables of a page, each as the boxes of its cells, and the page without the rules."""

    tables: tuple[tuple[Box, ...], ...]
    image: Pixels


def drawn_tables(grey: Pixels) -> Drawn:
    """Finds what is ruled in ``grey``, a level page with dark rules; tables have at least four cells."""
    rules = _rules(grey)
    closed = cv2.dilate(rules, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    tables: list[tuple[Box, ...]] = []
    image = grey
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[label])
        if width < grey.shape[1] * 0.2 or height < grey.shape[0] * 0.015:
            continue
        inside = (labels[top : top + height, left : left + width] == label).astype(np.uint8)
        cells = _cells(inside, left, top)
        if len(cells) >= 4:
            tables.append(cells)
            image = image.copy() if image is grey else image
            region = image[top : top + height, left : left + width]
            region[cv2.dilate(inside, np.ones((3, 3), np.uint8)) > 0] = paper_of(grey)
    return Drawn(tuple(tables), image)


def _rules(grey: Pixels) -> Pixels:
    """The long level and upright strokes."""
    dark = (grey < paper_of(grey) - 45).astype(np.uint8)
    wide, high = max(grey.shape[1] // 25, 40), max(grey.shape[0] // 45, 40)
    level = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, wide), np.uint8)), dtype=np.uint8)
    upright = np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((high, 1), np.uint8)), dtype=np.uint8)
    upright = np.maximum(upright, _sides(dark, level))
    rules = np.maximum(level, upright)
    return np.asarray(np.maximum(rules, _dotted(dark, upright)) if upright.any() else rules, dtype=np.uint8)


def _sides(dark: Pixels, level: Pixels) -> Pixels:
    """The short upright strokes that go from one level rule to another: the sides of a row that stands alone."""
    kept = np.zeros_like(dark)
    if not level.any():
        return kept
    short = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(dark.shape[0] // _LINES, _LOW), 1), np.uint8))
    near = cv2.dilate(level, np.ones((2 * _TOUCH + 1, 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(short, connectivity=8)
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[label])
        ends = near[top, left : left + width], near[top + height - 1, left : left + width]
        if ends[0].any() and ends[1].any():
            kept[labels == label] = 1
    return kept


def _dotted(dark: Pixels, upright: Pixels) -> Pixels:
    """The level rules made of dots or dashes: thin, long, and from one upright rule to another.

    The feet of letters look like dots in a row too, but they stand below strokes, and end between rules.
    """
    unit = dark.shape[0] / 2400
    strokes = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(round(_THIN * unit), 3), 1), np.uint8))
    dots = cv2.morphologyEx(dark - strokes, cv2.MORPH_CLOSE, np.ones((1, round(_DOTS_APART * unit)), np.uint8))
    found = np.asarray(cv2.morphologyEx(dots, cv2.MORPH_OPEN, np.ones((1, dark.shape[1] // 20), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    near = round(_DOTS_APART * unit) + 2
    kept = np.zeros_like(dark)
    for label in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[label])
        above, below = max(top - near, 0), top + height + near
        ends = upright[above:below, max(left - near, 0) : left + near], upright[above:below, left + width - near :]
        if height <= 2 * _THIN * unit and ends[0].any() and ends[1][:, : 2 * near].any():
            kept[labels == label] = 1
    return np.asarray(cv2.dilate(kept, np.ones((1, 2 * near + 1), np.uint8)), dtype=np.uint8)


def _cells(rules: Pixels, left: int, top: int) -> tuple[Box, ...]:
    """The closed fields between ``rules``, the outside left out."""
    height, width = rules.shape
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - rules, connectivity=4)
    cells: list[Box] = []
    for label in range(1, count):
        x, y, wide, high, area = (int(value) for value in stats[label])
        outside = x == 0 or y == 0 or x + wide == width or y + high == height
        if not outside and wide >= 12 and high >= 12 and area > 0.6 * wide * high:
            cells.append((left + x - 2.0, top + y - 2.0, left + x + wide + 2.0, top + y + high + 2.0))
    return tuple(cells)
