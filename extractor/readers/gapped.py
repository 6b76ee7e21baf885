"""Tables without rules in the image of a page: found by the white strips in its ink, read piece by piece.

An engine that reads a whole page takes two lines of a cell for one, and leaves out figures that stand alone. So what
may be such a table is first parted into pieces by its ink, and these are read as the cells of tables with rules are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractor.readers.bands import Part, Strips
from extractor.readers.cell_reading import Box, read_scraps
from extractor.readers.engine import Engine, Seen
from extractor.readers.gaps import Run, runs, strips
from extractor.readers.ink import Ink, Piece, ink_of
from extractor.readers.layout import lines_of
from extractor.readers.prepare import Pixels
from extractor.readers.scraps import Scrap
from extractor.readers.sheet import PlacedWord
from extractor.readers.unruled import Unruled, unruled_tables

_SIZE = 1.25
"""The size of letters, as a multiple of the height of tall ones."""
_TALL = 75
"""The percentage of letters that are lower than a tall one."""
_ABOVE, _BEARING = 0.78, 0.09
"""Of the size of letters, what belongs to a letter above the line, and beside its ink."""
_NEAR = 6.0
"""Times the height of letters within which lines are set in one size."""
_UNREAD = "\N{REPLACEMENT CHARACTER}"
_STRIPS, _FILLED = 2, 2
"""Strips between the columns of what may be a table, and lines in it with more than two parts."""
_EDGE, _OVER = 1, 3
"""Pixels of paper that a scrap has beside and above its ink and the grey around it."""


@dataclass(frozen=True, slots=True)
class Gapped:
    """The tables without rules of a page, with boxes in points, and the page without them."""

    tables: tuple[Unruled, ...]
    image: Pixels


@dataclass(frozen=True, slots=True)
class _Unit:
    """Pieces side by side in one column, and the frames of their words in points."""

    pieces: tuple[Piece, ...]
    frames: tuple[PlacedWord, ...]
    column: int


def gapped_tables(reader: Engine, grey: Pixels, dpi: float) -> Gapped:
    """Finds and reads the tables without rules in ``grey``, a level page without rules."""
    ink = ink_of(grey)
    words = _framed(ink, dpi)
    pieces = {id(word): piece for word, piece in zip(words, ink.pieces, strict=True)}
    owners: dict[int, _Unit] = {}
    placed: list[PlacedWord] = []
    for run, between in _candidates(words):
        units = list(_units(run, between, pieces))
        for unit, found in zip(units, _read(reader, ink, units, between, dpi), strict=True):
            owners |= {id(word): unit for word in found}
            placed += found
        for word in run.words:
            pieces.pop(id(word))
    if not placed:
        return Gapped((), grey)
    placed += (word for word in words if id(word) in pieces)
    tables = [t for t in unruled_tables(lines_of(placed)) if all(id(word) in owners for word in t.words)]
    gone = {id(unit): unit for table in tables for word in table.words for unit in (owners[id(word)],)}
    return Gapped(tuple(tables), ink.without([piece for unit in gone.values() for piece in unit.pieces]))


def _framed(ink: Ink, dpi: float) -> list[PlacedWord]:
    """The pieces as words not yet read, all that stand near each other as high, wherever their letters reach."""
    heights = np.array([height for piece in ink.pieces for height in piece.heights])
    places = np.array([piece.base for piece in ink.pieces for _ in piece.heights])
    unit = float(np.median(heights)) if len(heights) else 1.0
    words, sizes = [], dict[int, float]()
    for piece in ink.pieces:
        zone = round(piece.base / unit)
        if zone not in sizes:
            near = heights[np.abs(places - piece.base) <= _NEAR * unit]
            sizes[zone] = _SIZE * (float(np.percentile(near, _TALL)) if len(near) else unit)
        size = sizes[zone]
        top, side = piece.base - _ABOVE * size, _BEARING * size
        box = piece.box[0] - side, top, piece.box[2] + side, top + size
        x0, top, x1, low = (edge * 72 / dpi for edge in box)
        words.append(PlacedWord(_UNREAD, x0, top, x1, low, 1.0))
    return words


def _candidates(words: Sequence[PlacedWord]) -> Iterator[tuple[Run, Strips]]:
    """What may be a table, with its strips: heads and signatures of documents have one strip."""
    for run in runs(lines_of(words)):
        between = strips(run)
        if len(between) >= _STRIPS and sum(1 for line in run.lines if len(line) > _STRIPS) >= _FILLED:
            yield run, between


def _units(run: Run, between: Strips, pieces: Mapping[int, Piece]) -> Iterator[_Unit]:
    """What is read at once: the pieces that no strip parts."""
    for part in (part for line in run.lines for part in line):
        for words in _cut(part, between):
            first, last = words[0], words[-1]
            middle = (first.x0 + last.x1) / 2
            column = sum(1 for x0, x1 in between if (x0 + x1) / 2 < middle)
            yield _Unit(tuple(pieces[id(word)] for word in words), words, column)


def _cut(part: Part, between: Strips) -> Iterator[Part]:
    start = 0
    for end, (a, b) in enumerate(pairwise(part), start=1):
        if any(a.x1 <= (x0 + x1) / 2 <= b.x0 for x0, x1 in between):
            yield part[start:end]
            start = end
    yield part[start:]


def _read(
    reader: Engine, ink: Ink, units: Sequence[_Unit], between: Strips, dpi: float
) -> Iterator[tuple[PlacedWord, ...]]:
    """The words of each unit."""
    scraps = [_scrap(ink, unit, number) for number, unit in enumerate(units)]
    edges = [0.0, *((x0 + x1) / 2 * dpi / 72 for x0, x1 in between), float(ink.grey.shape[1])]
    cells: list[Box] = [(edges[u.column], s.y, edges[u.column + 1], s.y) for u, s in zip(units, scraps, strict=True)]
    read = read_scraps(reader, scraps, cells, ink.paper, round(dpi))
    return (tuple(_placed(read[number], unit.frames, 72 / dpi)) for number, unit in enumerate(units))


def _scrap(ink: Ink, unit: _Unit, number: int) -> Scrap:
    grey, (x0, top, _, _) = ink.of(unit.pieces)
    framed = cv2.copyMakeBorder(grey, _OVER, _OVER, _EDGE, _EDGE, cv2.BORDER_CONSTANT, value=[ink.paper])
    lines = ((_OVER + 2, framed.shape[0] - _OVER - 2),)
    return Scrap(number, x0 - _EDGE, top - _OVER, np.asarray(framed, dtype=np.uint8), lines, len(unit.pieces))


def _placed(words: Sequence[Seen], frames: Sequence[PlacedWord], scale: float) -> Iterator[PlacedWord]:
    """The words of a unit, each from where the nearest piece begins to where the nearest ends: ink is surer than the
    boxes of an engine that read pieces side by side."""
    first = frames[0]
    for number, seen in enumerate(words):
        if len(words) == len(frames):
            x0, x1 = frames[number].x0, frames[number].x1
        else:
            x0 = min((frame.x0 for frame in frames), key=lambda x: abs(x - seen.x0 * scale))
            x1 = min((frame.x1 for frame in frames), key=lambda x: abs(x - seen.x1 * scale))
        yield first._replace(text=seen.text, x0=x0, x1=max(x0 + 1, x1), confidence=round(seen.confidence, 3))
