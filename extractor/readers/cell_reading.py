"""Reads the cells of a table in the image of a page: each by itself, and short ones in the company of others.

An engine reads lines with context best, and a lone figure badly. So what fits on one line is read a second time set
beside the other short cells of its row, a third time beside those of its column, and the readings vote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from extractor.readers.engine import Engine, Seen
from extractor.readers.lone_numbers import PLAIN, mended, shape_of, usual_shape, with_signs
from extractor.readers.prepare import Pixels, paper_of
from extractor.readers.scraps import COMPANY, Scrap, alone, side_by_side, text_of

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels."""

_INSET = 3
"""Pixels at the sides of a cell that may belong to its rules."""
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
_ENOUGH = 500
"""Pixels of context."""
_LONGEST = 1600
"""Pixels in a line of cells."""
_BRIEF = 3
"""Times its height: a shorter scrap, of which readings differ, is read enlarged as well."""
_PARTED = 1
"""Readings that a reading with the right number of words counts for."""
_FIGURE = re.compile(r"\(?[-+]?[0-9][0-9.,/]*\)?%?\.?$")
_UNSURE = 0.7
"""The confidence of what was read differently each time."""
_ALIKE = 1
"""Readings that a reading of the usual shape counts for."""
_FITS = 0.2
"""What a figure among figures is worth, in confidence."""


def read_cells(reader: Engine, grey: Pixels, cells: Sequence[Box], dpi: int) -> list[Seen]:
    """The words in ``cells`` of ``grey``, a level page without rules, with their boxes on it in pixels."""
    paper = paper_of(grey)
    scraps = [scrap for number, cell in enumerate(cells) if (scrap := _scrap(grey, cell, number, paper)) is not None]
    return [word for words in read_scraps(reader, scraps, cells, paper, dpi).values() for word in words]


def read_scraps(
    reader: Engine, scraps: Sequence[Scrap], cells: Sequence[Box], paper: int, dpi: int
) -> dict[int, tuple[Seen, ...]]:
    """The words of each of ``scraps`` by its number, which is that of its cell in ``cells``."""
    readings: dict[int, list[tuple[Seen, ...]]] = {
        scrap.cell: [tuple(alone(reader, scrap, paper, dpi))] for scrap in scraps
    }
    short = [scrap for scrap in scraps if len(scrap.lines) == 1]
    for group, gap in (*_rows(short, scraps), *_columns(short, cells)):
        for number, words in side_by_side(reader, group, gap, paper, dpi).items():
            if number != COMPANY:
                readings[number].append(words)
    for scrap in short:
        if scrap.ink.shape[1] <= _BRIEF * scrap.ink.shape[0] and len(set(map(text_of, readings[scrap.cell]))) > 1:
            readings[scrap.cell].append(tuple(alone(reader, scrap, paper, dpi, 2)))
    figures = _figure_columns(cells, {number: read[0] for number, read in readings.items()})
    shapes = _shapes(cells, readings)
    chosen = {
        scrap.cell: _best(readings[scrap.cell], scrap.cell in figures, scrap.words, shapes[scrap.cell])
        for scrap in scraps
    }
    tall = _height_of_figures(scraps, chosen)
    return {scrap.cell: _by_shape(scrap, chosen[scrap.cell], tall) for scrap in scraps}


def _height_of_figures(scraps: Sequence[Scrap], chosen: dict[int, tuple[Seen, ...]]) -> float | None:
    """How tall figures are, in pixels, as the capitals beside them."""
    tall = [
        s.lines[0][1] - s.lines[0][0]
        for s in scraps
        if len(s.lines) == 1 and text_of(chosen[s.cell]).strip(".,").isdigit()
    ]
    return float(np.median(tall)) if len(tall) >= _FEW else None


def _by_shape(scrap: Scrap, words: tuple[Seen, ...], tall: float | None) -> tuple[Seen, ...]:
    """The words of a cell; a lone stroke and a lone X, for which an engine has no measure, by their shape."""
    high, wide = scrap.lines[0][1] - scrap.lines[0][0], scrap.ink.shape[1] - 2 * _AROUND
    if len(scrap.lines) > 1 or tall is None:
        return words
    if high < 0.3 * tall and wide > 1.4 * high and wide < 2 * tall and not any(c.isalnum() for c in text_of(words)):
        x, y = scrap.x, scrap.y
        return (Seen("-", x, y, x + scrap.ink.shape[1], y + scrap.ink.shape[0], _SHAPED),)
    if text_of(words) in ("x", "X"):
        return (replace(words[0], text="X" if high > _CAPITAL * tall else "x"),)
    return words


def _scrap(grey: Pixels, cell: Box, number: int, paper: int) -> Scrap | None:
    x0, y0, x1, y1 = (round(edge) for edge in cell)
    left, top = max(x0 + _INSET, 0), max(y0 + _INSET, 0)
    inside = grey[top : y1 - _INSET, left : x1 - _INSET]
    dark = (inside < paper - _DARK).astype(np.uint8)
    if dark.sum() < _LEAST_INK:
        return None
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    first, above = max(int(columns[0]) - _AROUND, 0), max(int(rows[0]) - 5, 0)
    ink = inside[above : int(rows[-1]) + 6, first : int(columns[-1]) + _AROUND + 1]
    return Scrap(number, left + first, top + above, ink, _lines(dark[above : int(rows[-1]) + 6]))


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


def _rows(short: Sequence[Scrap], scraps: Sequence[Scrap]) -> Iterator[tuple[list[Scrap], float]]:
    """Short cells that stand side by side, with the gap to set between them; a lone one beside a line of another."""
    rows: list[list[Scrap]] = []
    for scrap in sorted(short, key=lambda scrap: scrap.middle):
        if rows and scrap.middle - rows[-1][0].middle < 0.4 * min(scrap.ink.shape[0], rows[-1][0].ink.shape[0]):
            rows[-1].append(scrap)
        else:
            rows.append([scrap])
    for row in rows:
        company = _company(row, scraps)
        group = [*row, company] if company is not None else row
        if len(group) > 1:
            yield sorted(group, key=lambda scrap: scrap.x), _BETWEEN_ROW


def _company(row: Sequence[Scrap], scraps: Sequence[Scrap]) -> Scrap | None:
    """The line of the nearest longer cell that stands beside a lone scrap; a longer scrap near a row of brief ones."""
    lone = row[0]
    beside = [s for s in scraps if len(s.lines) > 1 and s.y <= lone.middle <= s.y + s.ink.shape[0]]
    if len(row) == 1 and beside:
        nearest = min(beside, key=lambda scrap: abs(scrap.x - lone.x))
        start, end = min(nearest.lines, key=lambda line: abs(nearest.y + sum(line) / 2 - lone.middle))
        return Scrap(COMPANY, nearest.x, nearest.y + start, nearest.ink[start:end, :_ENOUGH], ((0, end - start),))
    longer = [s for s in scraps if len(s.lines) == 1 and s.ink.shape[1] > _BRIEF * s.ink.shape[0]]
    if not longer or not all(s.ink.shape[1] <= _BRIEF * s.ink.shape[0] for s in row):
        return None
    nearest = min(longer, key=lambda scrap: (abs(scrap.middle - lone.middle), abs(scrap.x - lone.x)))
    return replace(nearest, cell=COMPANY) if nearest not in row else None


def _columns(short: Sequence[Scrap], cells: Sequence[Box]) -> Iterator[tuple[list[Scrap], float]]:
    """Short cells that stand one below the other, with the gap to set between them."""
    columns: dict[int, list[Scrap]] = {}
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


def _figure_columns(cells: Sequence[Box], first: dict[int, tuple[Seen, ...]]) -> set[int]:
    """The cells of columns that mostly hold figures."""
    columns: dict[tuple[int, int], list[int]] = {}
    for number in first:
        columns.setdefault((round(cells[number][0] / 8), round(cells[number][2] / 8)), []).append(number)
    return {
        number
        for column in columns.values()
        if sum(1 for one in column if any(c.isdigit() for c in text_of(first[one]))) >= 0.5 * len(column)
        for number in column
    }


def _shapes(cells: Sequence[Box], readings: Mapping[int, Sequence[tuple[Seen, ...]]]) -> dict[int, str]:
    """For each cell the shape of the numbers in its column, where most cells of the column hold numbers."""
    columns: dict[tuple[int, int], list[int]] = {}
    for number in readings:
        columns.setdefault((round(cells[number][0] / 8), round(cells[number][2] / 8)), []).append(number)
    return {
        number: usual_shape([[text_of(read) for read in readings[one]] for one in column])
        for column in columns.values()
        for number in column
    }


def _best(readings: Sequence[tuple[Seen, ...]], figures: bool, words: int, shape: str) -> tuple[Seen, ...]:
    """The reading that most agree on, else the surest; a figure is likelier where ``figures`` stand.

    That it has as many words as the ink speaks for a reading, and that it has the shape that is usual in its column.
    """
    votes = Counter(map(text_of, readings))
    votes.pop("", None)
    for text in votes:
        votes[text] += _PARTED * (len(text.split()) == words) + _ALIKE * (shape_of(text) == shape != PLAIN)
    chosen = max(readings, key=lambda words: (votes[text_of(words)], _worth(words, figures)))
    texts = [text_of(read) for read in readings]
    chosen = readings[with_signs(texts, readings.index(chosen))]
    number = mended(texts, readings.index(chosen), shape)
    if number != text_of(chosen):
        return (replace(chosen[0], text=number, confidence=min(chosen[0].confidence, _UNSURE)),)
    if len(readings) > 1 and sum(1 for read in readings if text_of(read) == text_of(chosen)) == 1:
        return tuple(replace(word, confidence=min(word.confidence, _UNSURE)) for word in chosen)
    return chosen


def _worth(words: Sequence[Seen], figures: bool) -> float:
    if not words:
        return -1.0
    fits = figures and bool(_FIGURE.match(text_of(words)))
    return min(word.confidence for word in words) + _FITS * fits
