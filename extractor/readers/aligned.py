"""Tables in plain text whose columns are set with blanks, as programs that keep the layout of a PDF write them.

Letters of such a text are equally wide, so that each word has a place as on a page, and the search for tables without
rules finds its columns. Lines are equally far apart, which on a page tells rows from the lines of one cell: here the
numbers of the rows do, and the width of the columns, in which a word goes to the next line only when it must.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.model import Cell, Table
from extractor.readers.bands import FIGURE, ORDINAL
from extractor.readers.grid import spread
from extractor.readers.sheet import PlacedLine, PlacedWord, Slot
from extractor.readers.unruled import unruled_tables

_LINE = re.compile(r"[^\n\f]+")
_WORD = re.compile(r"\S+")
_PART = re.compile(r"\S+(?: \S+)*")
_OTHER_BLANK = re.compile(r"[^\S \t\n\f]")
"""Parts words as two blanks do."""
_WIDE, _HIGH, _STEP = 5.0, 12.0, 14.0
"""Points: the width of a letter, its height, and from line to line. One blank parts no columns, two do."""
_BEGINS, _APART = 6.0, 40.0
"""Points by which a line stands lower that begins a row, and one that no longer belongs to a table."""
_FEWEST = 3
"""Lines with gaps in a text that may hold a table."""
_LONGEST = 400
"""Characters in the longest line of a page."""
_HEAD = re.compile(r"S?TT|Số TT|Stt")
"""With what the head of another table begins, where a blank line or a caption stands before it."""
_NEAR = 1
"""Letters by which the beginnings of one column may differ."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its number, where it stands in the text, and its parts as (first letter, words)."""

    number: int
    offset: int
    parts: tuple[tuple[int, str], ...]

    @property
    def numbered(self) -> bool:
        return len(self.parts) > 1 and ORDINAL.match(self.parts[0][1]) is not None


def aligned_tables(text: str) -> Iterator[Table]:
    """The tables of ``text``, in order, none of them understood yet; lines with tabs or strokes are of others."""
    start = 0
    for page in text.split("\f"):
        gapped = page.count("  ") >= _FEWEST or _OTHER_BLANK.search(page)
        lines = list(_lines(text, start, start + len(page))) if gapped else []
        if sum(len(line.parts) > 1 for line in lines) >= _FEWEST:
            yield from _tables(text, lines)
        start += len(page) + 1


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines that may be of a table: without tabs and strokes, no longer than a page is wide."""
    last, number = start, 0
    for match in _LINE.finditer(text, start, end):
        number += text.count("\n", last, match.start())
        last = match.start()
        line = match.group()
        if line.strip() and len(line) <= _LONGEST and "\t" not in line and "|" not in line:
            parts = tuple((part.start(), part.group()) for part in _PART.finditer(line))
            yield _Line(number, match.start(), parts)


def _tables(text: str, lines: Sequence[_Line]) -> Iterator[Table]:
    offsets: dict[tuple[float, float], int] = {}
    placed: list[PlacedLine] = []
    for line, lower in zip(lines, _lowered(lines), strict=True):
        top = line.number * _STEP + lower
        words = []
        for first, part in line.parts:
            for word in _WORD.finditer(part):
                x0 = (first + word.start()) * _WIDE
                offsets[top, x0] = line.offset + first + word.start()
                words.append(PlacedWord(word.group(), x0, top, x0 + len(word.group()) * _WIDE, top + _HIGH))
        placed.append(PlacedLine(tuple(words)))
    for found in unruled_tables(placed):
        grid = found.grid
        rows = spread(grid, [_cell(slot, offsets) for slot in grid.slots])
        spans = [(offsets[word.top, word.x0], len(word.text)) for word in found.words]
        start, end = min(spans)[0], max(place + length for place, length in spans)
        yield Table(start, end, rows[grid.headings :], rows[: grid.headings], edges=grid.edges, layout="gaps")


def _lowered(lines: Sequence[_Line]) -> Iterator[float]:
    """By how much each line stands lower than the number of lines above it says."""
    widths: dict[int, int] = defaultdict(int)
    for line in lines:
        for first, part in line.parts if len(line.parts) > 1 else ():
            widths[first] = max(widths[first], len(part))
    numbered = sum(line.numbered for line in lines) >= _FEWEST - 1
    last: dict[int, str] = {}
    lower, number, lone = 0.0, 0, False
    for line in lines:
        centred = len(line.parts) == 1 and _column(line.parts[0][0], widths) is None
        begins = _HEAD.fullmatch(line.parts[0][1]) is not None and (line.number > number + 1 or lone)
        if (centred and line.number > number + 1) or begins:
            lower += _APART
        elif line.numbered or (numbered and _begins(line, last, widths)):
            lower += _BEGINS
        yield lower
        number, lone = line.number, len(line.parts) == 1
        last |= dict(line.parts)


def _column(first: int, widths: dict[int, int]) -> int | None:
    """Where the column begins in which a part at ``first`` stands."""
    return next((start for start in widths if abs(start - first) <= _NEAR), None)


def _begins(line: _Line, last: dict[int, str], widths: dict[int, int]) -> bool:
    """Whether a line without a number begins a row: it holds a figure, or each of its parts had room above."""
    return any(FIGURE.match(words) for _, words in line.parts) or all(_fits(p, last, widths) for p in line.parts)


def _fits(part: tuple[int, str], last: dict[int, str], widths: dict[int, int]) -> bool:
    """Whether the first word of a part would have had room behind what stands above: then it begins something new."""
    column, words = _column(part[0], widths), part[1]
    if column is None:
        return False
    above = next((last[start] for start in last if abs(start - column) <= _NEAR), "")
    room = max(width for start, width in widths.items() if abs(start - column) <= _NEAR)
    return len(above) + 1 + len(words.split()[0]) <= room


def _cell(slot: Slot, offsets: dict[tuple[float, float], int]) -> Cell:
    """The words of a slot, each of its lines a place of its own in the text."""
    spans = []
    for _, line in groupby(slot.words, key=lambda word: word.top):
        words = list(line)
        last = words[-1]
        spans.append((offsets[words[0].top, words[0].x0], offsets[last.top, last.x0] + len(last.text)))
    if not spans:
        return Cell("")
    (start, end), *rest = spans
    return Cell(slot.content, start, end, tuple(rest))
