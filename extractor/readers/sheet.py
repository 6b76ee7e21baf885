"""The shapes between a page as looked at and a document as composed: placed words, lines, grids, sheets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median
from typing import NamedTuple


class PlacedWord(NamedTuple):
    """A word, its box in points from the upper left of the page, and the OCR's confidence from 0 to 1.

    A tuple, since pages go from process to process: five times as fast as a dataclass.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True)
class PlacedLine:
    """A printed line. ``parted`` says that a paragraph, a column or a block begins with it."""

    words: tuple[PlacedWord, ...]
    parted: bool = False

    def __reduce__(self) -> tuple[type[PlacedLine], tuple[tuple[PlacedWord, ...], bool]]:
        return PlacedLine, (self.words, self.parted)  # without what follows from these

    @property
    def text(self) -> str:
        """The words with one blank between."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.words[-1].x1

    @cached_property
    def top(self) -> float:
        """The upper edge."""
        return min([word.top for word in self.words])

    @cached_property
    def bottom(self) -> float:
        """The lower edge."""
        return max([word.bottom for word in self.words])

    @cached_property
    def height(self) -> float:
        """The usual height of a word."""
        return median([word.bottom - word.top for word in self.words])

    @cached_property
    def middle(self) -> float:
        """The usual middle of a word, from the upper edge of the page."""
        return median([(word.top + word.bottom) / 2 for word in self.words])


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed cell of a grid: where it begins, how many rows and columns it covers, and what stands in it.

    ``words`` where the reader knows the places, else ``text``.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""
    words: tuple[PlacedWord, ...] = ()

    @property
    def content(self) -> str:
        """What stands in the cell, on one line."""
        return " ".join(word.text for word in self.words) if self.words else " ".join(self.text.split())

    @property
    def lines(self) -> str:
        """What stands in the cell, with the line breaks of who wrote it; those of a printed page are none."""
        if self.words:
            return self.content
        return "\n".join(line for line in (" ".join(line.split()) for line in self.text.splitlines()) if line)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: each cell once, row after row. ``headings``: the heading rows that the file declares."""

    slots: tuple[Slot, ...]
    headings: int = 0
    caption: str | None = None
    top: float = 0.0
    """The upper edge on the page."""
    edges: tuple[float, ...] = ()
    """Where the columns begin, and the last ends."""
    layout: str = "grid"
    """As in :class:`extractor.model.Table`."""


Block = PlacedLine | Grid


def moved(block: Block, right: float, down: float) -> Block:
    """``block`` so many points further to the right and down."""

    def shift(words: tuple[PlacedWord, ...]) -> tuple[PlacedWord, ...]:
        return tuple(
            w._replace(x0=w.x0 + right, top=w.top + down, x1=w.x1 + right, bottom=w.bottom + down) for w in words
        )

    if isinstance(block, PlacedLine):
        return replace(block, words=shift(block.words))
    slots = tuple(replace(slot, words=shift(slot.words)) for slot in block.slots)
    return replace(block, slots=slots, top=block.top + down, edges=tuple(edge + right for edge in block.edges))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as looked at: its size in points, and its lines and grids in reading order."""

    width: float
    height: float
    blocks: tuple[Block, ...] = ()
    ocr: bool = False
    confidence: float | None = None
    note: str | None = None
    trouble: str | None = None
    """What kept the page from being read, for the document's warnings."""
    lean: tuple[float, ...] = ()
    """The way from the places of ``blocks`` to those on the page as scanned, in points: the two rows of an affine
    matrix, one after the other. Empty where they are the same."""
