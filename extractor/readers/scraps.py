"""What is printed in a cell, or in a piece of a line, cut out of a page and read: by itself, and beside others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractor.readers.engine import Engine, Mode, Seen
from extractor.readers.prepare import Pixels

PAD = 20
"""Pixels of paper around what is read."""
COMPANY = -1
"""The number of what is set beside others only to be their context."""


@dataclass(frozen=True, slots=True)
class Scrap:
    """What is printed in a cell: its number, the upper left of the ink on the page, the ink, and how many lines."""

    cell: int
    x: int
    y: int
    ink: Pixels
    lines: tuple[tuple[int, int], ...]
    words: int = 0
    """How many words there seem to be by the gaps in the ink; 0 where nobody looked."""

    @property
    def middle(self) -> float:
        """The middle of the ink, from the top of the page."""
        return self.y + int(self.ink.shape[0]) / 2


def text_of(words: Sequence[Seen]) -> str:
    """The words with one blank between."""
    return " ".join(word.text for word in words)


def alone(reader: Engine, scrap: Scrap, paper: int, dpi: int, times: int = 1) -> Iterator[Seen]:
    """What is read of a scrap by itself, so many ``times`` as large; boxes on the page."""
    ink = scrap.ink if times == 1 else cv2.resize(scrap.ink, None, fx=times, fy=times, interpolation=cv2.INTER_CUBIC)
    framed = cv2.copyMakeBorder(np.asarray(ink), PAD, PAD, PAD, PAD, cv2.BORDER_CONSTANT, value=[paper])
    for word in reader.words(np.asarray(framed, dtype=np.uint8), dpi * times, Mode.BLOCK):
        yield word.moved(-PAD, -PAD).scaled(1 / times).moved(scrap.x, scrap.y)


def side_by_side(
    reader: Engine, group: Sequence[Scrap], gap: float, paper: int, dpi: int
) -> dict[int, tuple[Seen, ...]]:
    """What is read of each scrap when all of ``group`` are set on one line; boxes on the page.

    A word that runs over several says nothing of any: these are left out. ``gap``: what is left between two, as a
    multiple of their usual height.
    """
    tall = max(scrap.ink.shape[0] for scrap in group)
    space = round(gap * float(np.median([scrap.ink.shape[0] for scrap in group])))
    width = sum(scrap.ink.shape[1] + space for scrap in group) + space + 2 * PAD
    strip = np.full((tall + 2 * PAD, width), paper, np.uint8)
    x, places = PAD + space, []
    for scrap in group:
        high, wide = scrap.ink.shape
        strip[PAD + tall - high : PAD + tall, x : x + wide] = scrap.ink
        places.append((x, PAD + tall - high))
        x += wide + space
    found: dict[int, list[Seen]] = {scrap.cell: [] for scrap in group}
    astray: set[int] = set()
    ends = [(a[0] + s.ink.shape[1] + b[0]) / 2 for s, (a, b) in zip(group, pairwise(places), strict=False)] + [width]
    for word in reader.words(strip, dpi, Mode.LINE):
        middles = [place[0] + scrap.ink.shape[1] / 2 for scrap, place in zip(group, places, strict=True)]
        over = [scrap for scrap, middle in zip(group, middles, strict=True) if word.x0 <= middle <= word.x1]
        if len(over) > 1:
            astray.update(scrap.cell for scrap in over)
            continue
        home = next(number for number, end in enumerate(ends) if (word.x0 + word.x1) / 2 <= end)
        scrap, (left, above) = group[home], places[home]
        found[scrap.cell].append(word.moved(scrap.x - left, scrap.y - above))
    return {number: tuple(words) for number, words in found.items() if number not in astray}
