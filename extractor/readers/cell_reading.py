"""Reads the cells of a table in the image of a page: each by itself, and short ones in the company of others.

An engine reads lines with context best, and a lone figure badly. So what fits on one line is read a second time set
beside the other short cells of its row, a third time beside those of its column, and the readings vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from extractor.readers.engine import Engine, Mode, Seen
from extractor.readers.prepare import Pixels

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""

_INSET = 3
"""Pixels at the sides of a cell that may belong to its rules."""
_PAD = 20
"""Pixels of paper around what is read."""
_AROUND = 3
"""Pixels left at the sides of ink."""
_FEW = 3
_CAPITAL = 0.87
"""Of the height of figures, from which on a letter is a capital."""
_SHAPED = 0.9
_DARK = 60
_LEAST_INK = 8
_BETWEEN_ROW, _BETWEEN_COLUMN = 0.5, 1.0
"""Letter heights between cells that are read side by side."""
_COMPANY = -1
"""The number of what is set beside a cell only to be its context."""
_ENOUGH = 500
"""Pixels of context."""
_LONGEST = 1600
"""Pixels in a line of cells."""
_FIGURE = re.compile(r"\(?[-+]?[0-9][0-9.,/]*\)?%?\.?$")
_FITS = 0.2
"""What a figure among figures is worth, in confidence."""


@dataclass(frozen=True, slots=True)
class _Scrap:
    """What is printed in a cell: its number, the upper left of the ink on the page, the ink, and how many lines."""

    cell: int
    x: int
    y: int
    ink: Pixels
    lines: tuple[tuple[int, int], ...]

    @property
    def middle(self) -> float:
        return self.y + int(self.ink.shape[0]) / 2


def read_cells(reader: Engine, grey: Pixels, cells: Sequence[Box], dpi: int) -> list[Seen]:
    """The words in ``cells`` of ``grey``, a level page without rules, with their boxes on it in pixels."""
    paper = int(np.median(grey))
    scraps = [scrap for number, cell in enumerate(cells) if (scrap := _scrap(grey, cell, number, paper)) is not None]
    readings: dict[int, list[tuple[Seen, ...]]] = {
        scrap.cell: [tuple(_alone(reader, scrap, paper, dpi))] for scrap in scraps
    }
    short = [scrap for scrap in scraps if len(scrap.lines) == 1]
    for group, gap in (*_rows(short, scraps), *_columns(short, cells)):
        for number, words in _side_by_side(reader, group, gap, paper, dpi).items():
            if number != _COMPANY:
                readings[number].append(words)
    figures = _figure_columns(cells, {number: read[0] for number, read in readings.items()})
    chosen = {number: _best(read, number in figures) for number, read in readings.items()}
    tall = _height_of_figures(scraps, chosen)
    return [word for scrap in scraps for word in _by_shape(scrap, chosen[scrap.cell], tall)]


def _height_of_figures(scraps: Sequence[_Scrap], chosen: dict[int, tuple[Seen, ...]]) -> float | None:
    """How tall figures are, in pixels, as the capitals beside them."""
    tall = [
        s.lines[0][1] - s.lines[0][0]
        for s in scraps
        if len(s.lines) == 1 and _text(chosen[s.cell]).strip(".,").isdigit()
    ]
    return float(np.median(tall)) if len(tall) >= _FEW else None


def _by_shape(scrap: _Scrap, words: tuple[Seen, ...], tall: float | None) -> tuple[Seen, ...]:
    """The words of a cell; a lone stroke and a lone X, for which an engine has no measure, by their shape."""
    high, wide = scrap.lines[0][1] - scrap.lines[0][0], scrap.ink.shape[1] - 2 * _AROUND
    if len(scrap.lines) > 1 or tall is None:
        return words
    if high < 0.3 * tall and wide > 1.4 * high and wide < 2 * tall and not any(c.isalnum() for c in _text(words)):
        x, y = scrap.x, scrap.y
        return (Seen("-", x, y, x + scrap.ink.shape[1], y + scrap.ink.shape[0], _SHAPED),)
    if _text(words) in ("x", "X"):
        return (replace(words[0], text="X" if high > _CAPITAL * tall else "x"),)
    return words


def _scrap(grey: Pixels, cell: Box, number: int, paper: int) -> _Scrap | None:
    x0, y0, x1, y1 = (round(edge) for edge in cell)
    left, top = max(x0 + _INSET, 0), max(y0 + _INSET, 0)
    inside = grey[top : y1 - _INSET, left : x1 - _INSET]
    dark = (inside < paper - _DARK).astype(np.uint8)
    if dark.sum() < _LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    first, above = max(int(columns[0]) - _AROUND, 0), max(int(rows[0]) - 5, 0)
    ink = inside[above : int(rows[-1]) + 6, first : int(columns[-1]) + _AROUND + 1]
    return _Scrap(number, left + first, top + above, ink, _lines(dark[above : int(rows[-1]) + 6]))


def _lines(dark: Pixels) -> tuple[tuple[int, int], ...]:
    """Where lines of text begin and end, from above; marks above and below letters belong to the nearest line."""
    filled = np.concatenate([[0], (dark.sum(axis=1) > 0).astype(np.int8), [0]])
    turns = np.flatnonzero(np.diff(filled))
    lines: list[tuple[int, int]] = []
    for start, end in zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True):
        if lines and (start - lines[-1][1] < 3 or end - start < 8 or lines[-1][1] - lines[-1][0] < 8):
            lines[-1] = (lines[-1][0], end)
        else:
            lines.append((start, end))
    return tuple(lines)


def _alone(reader: Engine, scrap: _Scrap, paper: int, dpi: int) -> Iterator[Seen]:
    framed = cv2.copyMakeBorder(scrap.ink, _PAD, _PAD, _PAD, _PAD, cv2.BORDER_CONSTANT, value=[paper])
    for word in reader.words(np.asarray(framed, dtype=np.uint8), dpi, Mode.BLOCK):
        yield word.moved(scrap.x - _PAD, scrap.y - _PAD)


def _rows(short: Sequence[_Scrap], scraps: Sequence[_Scrap]) -> Iterator[tuple[list[_Scrap], float]]:
    """Short cells that stand side by side, with the gap to set between them; a lone one beside a line of another."""
    rows: list[list[_Scrap]] = []
    for scrap in sorted(short, key=lambda scrap: scrap.middle):
        if rows and scrap.middle - rows[-1][0].middle < 0.4 * min(scrap.ink.shape[0], rows[-1][0].ink.shape[0]):
            rows[-1].append(scrap)
        else:
            rows.append([scrap])
    for row in rows:
        company = _company(row[0], scraps) if len(row) == 1 else None
        group = [*row, company] if company is not None else row
        if len(group) > 1:
            yield sorted(group, key=lambda scrap: scrap.x), _BETWEEN_ROW


def _company(lone: _Scrap, scraps: Sequence[_Scrap]) -> _Scrap | None:
    """The line of the nearest longer cell that stands beside ``lone``."""
    beside = [s for s in scraps if len(s.lines) > 1 and s.y <= lone.middle <= s.y + s.ink.shape[0]]
    if not beside:
        return None
    nearest = min(beside, key=lambda scrap: abs(scrap.x - lone.x))
    start, end = min(nearest.lines, key=lambda line: abs(nearest.y + sum(line) / 2 - lone.middle))
    return _Scrap(_COMPANY, nearest.x, nearest.y + start, nearest.ink[start:end, :_ENOUGH], ((0, end - start),))


def _columns(short: Sequence[_Scrap], cells: Sequence[Box]) -> Iterator[tuple[list[_Scrap], float]]:
    """Short cells that stand one below the other, with the gap to set between them."""
    columns: dict[int, list[_Scrap]] = {}
    for scrap in short:
        columns.setdefault(round(cells[scrap.cell][0] / 8), []).append(scrap)
    for column in columns.values():
        ordered = sorted(column, key=lambda scrap: scrap.y)
        while len(ordered) > 1:
            length = taken = 0
            while taken < len(ordered) and (taken < 2 or length < _LONGEST):
                length += ordered[taken].ink.shape[1] + 30
                taken += 1
            yield ordered[:taken], _BETWEEN_COLUMN
            ordered = ordered[taken:]


def _side_by_side(
    reader: Engine, group: Sequence[_Scrap], gap: float, paper: int, dpi: int
) -> dict[int, tuple[Seen, ...]]:
    """What is read of each cell when all of ``group`` are set on one line; boxes on the page."""
    tall = max(scrap.ink.shape[0] for scrap in group)
    space = round(gap * float(np.median([scrap.ink.shape[0] for scrap in group])))
    width = sum(scrap.ink.shape[1] + space for scrap in group) + space + 2 * _PAD
    strip = np.full((tall + 2 * _PAD, width), paper, np.uint8)
    x, places = _PAD + space, []
    for scrap in group:
        high, wide = scrap.ink.shape
        strip[_PAD + tall - high : _PAD + tall, x : x + wide] = scrap.ink
        places.append((x, _PAD + tall - high))
        x += wide + space
    found: dict[int, list[Seen]] = {scrap.cell: [] for scrap in group}
    ends = [(a[0] + s.ink.shape[1] + b[0]) / 2 for s, (a, b) in zip(group, pairwise(places), strict=False)] + [width]
    for word in reader.words(strip, dpi, Mode.LINE):
        home = next(number for number, end in enumerate(ends) if (word.x0 + word.x1) / 2 <= end)
        scrap, (left, above) = group[home], places[home]
        found[scrap.cell].append(word.moved(scrap.x - left, scrap.y - above))
    return {number: tuple(words) for number, words in found.items()}


def _figure_columns(cells: Sequence[Box], first: dict[int, tuple[Seen, ...]]) -> set[int]:
    """The cells of columns that mostly hold figures."""
    columns: dict[tuple[int, int], list[int]] = {}
    for number in first:
        columns.setdefault((round(cells[number][0] / 8), round(cells[number][2] / 8)), []).append(number)
    return {
        number
        for column in columns.values()
        if sum(1 for one in column if any(c.isdigit() for c in _text(first[one]))) >= 0.5 * len(column)
        for number in column
    }


def _text(words: Sequence[Seen]) -> str:
    return " ".join(word.text for word in words)


def _best(readings: Sequence[tuple[Seen, ...]], figures: bool) -> tuple[Seen, ...]:
    """The reading that most agree on, else the surest; a figure is likelier where ``figures`` stand."""
    votes = Counter(map(_text, readings))
    chosen = max(readings, key=lambda words: (votes[_text(words)], _worth(words, figures)))
    if len(readings) > 1 and votes[_text(chosen)] == 1:
        return tuple(replace(word, confidence=min(word.confidence, 0.7)) for word in chosen)
    return chosen


def _worth(words: Sequence[Seen], figures: bool) -> float:
    if not words:
        return -1.0
    fits = figures and bool(_FIGURE.match(_text(words)))
    return min(word.confidence for word in words) + _FITS * fits
