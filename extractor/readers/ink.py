"""What is printed on a page, by its ink alone: pieces of lines, as words are, with the marks of their letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.readers.prepare import Pixels, paper_of

Box = tuple[int, int, int, int]
"""x0, top, x1, bottom in pixels."""
_Boxes = NDArray[np.int32]
"""Rows of x0, top, x1, bottom."""

_DARK = 60
_SPECK = 4
"""Pixels of ink in what is no mark."""
_LEAST, _MOST = 6, 120
"""Pixels in the height of a letter."""
_LOW, _HIGH, _WIDE = 0.5, 3.0, 14.0
"""Times the height of small letters within which the bodies of letters are."""
_BLANK, _BESIDE = 0.4, 0.9
"""Times the height of small letters: a wider gap parts two pieces, and a mark from its letter."""
_TALL = 2.3
"""Times the height of small letters: a higher piece may be two lines that touch."""
_SMALL = 0.72
"""Times the height of small letters: a piece that is lower is a mark of a larger one."""
_DOT = 0.4
"""Times the height of small letters in the widest mark that stands below a letter."""
_RISE, _FALL = 1.6, 0.4
"""Times the height of small letters above and below the line, between which the marks of its letters are."""
_SHARE = 0.65
"""Of the highest letter of a piece: what is lower need not stand on the line."""
_STROKE = 0.3
"""Times the height of small letters in the shortest dash that stands alone."""
_AROUND = 2
"""Pixels of grey at the sides of ink."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line: the box of its ink, where its letters stand, and the numbers of its strokes."""

    box: Box
    base: float
    strokes: NDArray[np.int32]
    heights: tuple[int, ...]
    """Of its letters, in pixels."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The pieces of a page, and each pixel with the number of the stroke that it belongs to, 0 for paper."""

    grey: Pixels
    labels: NDArray[np.int32]
    paper: int
    pieces: tuple[Piece, ...]

    def of(self, pieces: Sequence[Piece]) -> tuple[Pixels, Box]:
        """What is printed in ``pieces`` alone, on paper, and where it stands."""
        high, wide = self.labels.shape
        x0 = max(min(piece.box[0] for piece in pieces) - _AROUND, 0)
        top = max(min(piece.box[1] for piece in pieces) - _AROUND, 0)
        x1 = min(max(piece.box[2] for piece in pieces) + _AROUND, wide)
        low = min(max(piece.box[3] for piece in pieces) + _AROUND, high)
        seen = self.labels[top:low, x0:x1]
        own = np.isin(seen, np.concatenate([piece.strokes for piece in pieces]))
        near = cv2.dilate(own.astype(np.uint8), np.ones((2 * _AROUND + 1, 2 * _AROUND + 1), np.uint8)).astype(bool)
        kept = np.where(near & (own | (seen == 0)), self.grey[top:low, x0:x1], self.paper)
        return kept.astype(np.uint8), (x0, top, x1, low)

    def without(self, pieces: Sequence[Piece]) -> Pixels:
        """The page without ``pieces``."""
        out = self.grey.copy()
        for piece in pieces:
            ink, (x0, top, x1, low) = self.of((piece,))
            out[top:low, x0:x1][ink != self.paper] = self.paper
        return out


def ink_of(grey: Pixels) -> Ink:
    """The pieces of lines in ``grey``, a level page without rules."""
    paper = paper_of(grey)
    dark = (grey < paper - _DARK).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    strokes = np.column_stack([stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3]])
    high, wide = stats[:, 3], stats[:, 2]
    letters = (high >= _LEAST) & (high <= _MOST) & (wide <= 2 * _MOST) & (np.arange(count) > 0)
    if letters.sum() < 2:
        return Ink(grey, np.asarray(labels), paper, ())
    unit = float(np.median(high[letters]))
    bodies = letters & (high >= _LOW * unit) & (high <= _HIGH * unit) & (wide <= _WIDE * unit)
    groups = list(_grouped(np.asarray(labels, dtype=np.int32), bodies, strokes, unit))
    for group in groups:
        bodies[group] = high[group].max() >= _SMALL * unit
    groups = [group for group in groups if bodies[group[0]]]
    marks = np.flatnonzero((stats[:, 4] >= _SPECK) & ~bodies & (high <= 2 * unit) & (wide <= _WIDE * unit))
    marks = marks[marks > 0]
    return Ink(grey, np.asarray(labels), paper, tuple(_pieces(groups, marks, strokes, unit)))


def _grouped(labels: NDArray[np.int32], bodies: NDArray[np.bool_], strokes: _Boxes, unit: float) -> Iterator[list[int]]:
    """The letters that stand on one line with no more than a blank between them."""
    mask = bodies.astype(np.uint8)[labels]
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((1, round(_BLANK * unit) | 1), np.uint8))
    _, homes = cv2.connectedComponents(np.asarray(closed), connectivity=8)
    groups: dict[int, list[int]] = {}
    for number in np.flatnonzero(bodies).tolist():
        x0, top, x1, low = strokes[number]
        inside = homes[top:low, x0:x1][labels[top:low, x0:x1] == number]
        groups.setdefault(int(inside[0]), []).append(number)
    for group in groups.values():
        yield from _lines(group, strokes, unit)


def _lines(group: list[int], strokes: _Boxes, unit: float) -> Iterator[list[int]]:
    """A group of letters; its lines, where two touch."""
    if strokes[group, 3].max() - strokes[group, 1].min() <= _TALL * unit:
        yield group
        return
    lines: list[list[int]] = []
    for number in sorted(group, key=lambda number: int(strokes[number, 1] + strokes[number, 3])):
        middle = (strokes[number, 1] + strokes[number, 3]) / 2
        if lines and middle - median((strokes[one, 1] + strokes[one, 3]) / 2 for one in lines[-1]) < 0.9 * unit:
            lines[-1].append(number)
        else:
            lines.append([number])
    yield from lines


def _pieces(groups: list[list[int]], marks: NDArray[np.int64], strokes: _Boxes, unit: float) -> Iterator[Piece]:
    """The pieces that the letters make with the marks above, below and beside them; dashes stand alone as well."""
    every = np.array([number for group in groups for number in group])
    order = np.argsort(strokes[every, 3])
    every, owners = every[order], np.array([home for home, group in enumerate(groups) for _ in group])[order]
    lines, ends = np.array([_base(strokes[group]) for group in groups])[owners], strokes[every, 3]
    owned: list[list[int]] = [[] for _ in groups]
    loose: list[int] = []
    for number in marks.tolist():
        x0, top, x1, low = strokes[number]
        near = slice(*np.searchsorted(ends, (top - 2 * unit, low + (1 + _HIGH) * unit)))
        letters, homes, bases = every[near], owners[near], lines[near]
        aside = np.maximum(np.maximum(strokes[letters, 0] - x1, x0 - strokes[letters, 2]), 0)
        apart = np.maximum(np.maximum(strokes[letters, 1] - low, top - strokes[letters, 3]), 0)
        middle = (top + low) / 2
        fall = _FALL * unit if x1 - x0 <= _DOT * unit else 0.0
        off = np.maximum(np.maximum(bases - _RISE * unit - middle, middle - bases - fall), 0)
        far = np.where((aside <= _BESIDE * unit) & (apart <= unit), aside + apart + off, np.inf)
        nearest = int(far.argmin()) if len(far) else 0
        if len(far) and np.isfinite(far[nearest]):
            owned[homes[nearest]].append(number)
        elif _STROKE * unit <= x1 - x0 <= 4 * unit and (low - top <= 0.5 * (x1 - x0) or low - top >= _LOW * unit):
            loose.append(number)
    for group, own in zip(groups, owned, strict=True):
        tall = tuple(int(high) for high in strokes[group, 3] - strokes[group, 1])
        yield _piece(np.array(group + own), strokes, _base(strokes[group]), tall)
    for number in loose:
        yield _piece(np.array([number]), strokes, float(strokes[number, 3] + 0.4 * unit), ())


def _base(letters: _Boxes) -> float:
    """Where ``letters`` stand, some of which have tails; what is much lower than others may be a mark."""
    high = letters[:, 3] - letters[:, 1]
    ends = np.sort(letters[high >= _SHARE * high.max(), 3])
    return float(ends[len(ends) // 5])


def _piece(numbers: NDArray[np.int64], strokes: _Boxes, base: float, heights: tuple[int, ...]) -> Piece:
    x0, top = strokes[numbers, :2].min(axis=0).tolist()
    x1, low = strokes[numbers, 2:].max(axis=0).tolist()
    return Piece((x0, top, x1, low), base, numbers.astype(np.int32), heights)
