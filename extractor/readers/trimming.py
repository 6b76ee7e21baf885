"""Which lines of a stretch of a page belong to a table without rules, their parts cut at its columns."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.bands import Line, Part, Strips, bottom_of, covered, is_figure, number_of, top_of
from extractor.readers.gaps import Run
from extractor.readers.sheet import PlacedWord
from extractor.readers.spanning import free_columns, spanned

_CLOSE = 0.45
"""Letter heights between a line and one that belongs to the same cell."""
_APART = 0.45
"""Letter heights between two words that may stand in two columns."""
_NEAR = 2.0
"""Letter heights between a heading over several columns and those below it."""
_OFF = 8.0
"""Points by which a heading may stand off the middle of the columns that it spans."""
_DEEPEST = 16
"""Lines in the deepest head."""


def trimmed(run: Run, between: Strips) -> list[Line]:
    """The lines of a run less those above and below that belong to no column: titles, units, notes."""
    lines = [_at_strips(line, between) for line in run.lines]
    sides = min(word.x0 for word in run.words), max(word.x1 for word in run.words)
    while lines and not (_belongs(lines[0], lines[1:4], between, run.height) or _heads(lines, between, sides)):
        lines.pop(0)
    while lines and not _belongs(lines[-1], lines[-4:-1][::-1], between, run.height):
        lines.pop()
    return lines


def _at_strips(line: Line, between: Strips) -> Line:
    """A line whose parts are cut at the strips that they do not cross with a word."""
    out: list[Part] = []
    for part in line:
        current: list[PlacedWord] = []
        for word in part:
            apart = current and word.x0 - current[-1].x1 >= _APART * (word.bottom - word.top)
            if apart and any(_stands_in(current[-1].x1, word.x0, strip) for strip in between):
                out.append(tuple(current))
                current = []
            current.append(word)
        out.append(tuple(current))
    return tuple(out)


def _stands_in(left: float, right: float, strip: tuple[float, float]) -> bool:
    """Whether the gap between two words is the strip, or the greater part of it."""
    shared = min(right, strip[1]) - max(left, strip[0])
    return shared > 2.0 and shared >= 0.5 * min(right - left, strip[1] - strip[0])


def _belongs(line: Line, neighbour: Sequence[Line], between: Strips, height: float) -> bool:
    """Whether the first or the last line of a run is one of the table: it has several parts, or goes with the next."""
    if len(line) > 1:
        crossing = [part for part in line if covered(part, between)[0] != covered(part, between)[1]]
        if 2 * len(crossing) != len(line):
            return 2 * len(crossing) < len(line)
        whole = (part for part in line if part not in crossing)
        return any(_goes_on(part, other, height) for part in whole for one in neighbour for other in one)
    if not neighbour or any(word.text.endswith(":") for word in line[0]):
        return False
    first, last = covered(line[0], between)
    other = neighbour[0]
    space = max(top_of(line), top_of(other)) - min(bottom_of(line), bottom_of(other))
    return first == last and space < _CLOSE * height and (first > 0 or len(line[0]) <= 2)


def _goes_on(part: Part, other: Part, height: float) -> bool:
    """Whether two parts of neighbouring lines are of one cell."""
    space = max(part[0].top, other[0].top) - min(part[0].bottom, other[0].bottom)
    return space < _CLOSE * height and part[0].x0 < other[-1].x1 and other[0].x0 < part[-1].x1


def _heads(lines: Sequence[Line], between: Strips, sides: tuple[float, float]) -> bool:
    """Whether the first line is a heading over several columns, and no title above them all.

    Beside a heading stand those of other columns, in the middle between it and what is below it.
    """
    number = max(_depth(lines[:_DEEPEST], between), 1)
    heading, parts = lines[0][0], [part for line in lines[:number] for part in line]
    if len(lines) < 2 or len(lines[0]) > 1 or _space(lines[0], lines[1]) > _NEAR * _height(lines[0]):
        return False
    first, last = spanned(heading, parts, between, sides)
    edges = [sides[0], *((x0 + x1) / 2 for x0, x1 in between), sides[1]]
    off = abs((edges[first] + edges[last + 1]) / 2 - (heading[0].x0 + heading[-1].x1) / 2)
    named = not any(word.text.endswith((":", ".")) for word in heading)
    return 0 < first < last and off < _OFF and named and not all(free_columns(heading, parts, between))


def _depth(lines: Sequence[Line], between: Strips) -> int:
    """How many lines stand above the row of the first number, or of the first figure where rows have no numbers."""
    for begins in (lambda line: number_of(line, between), lambda line: any(map(is_figure, line))):
        found = next((index for index, line in enumerate(lines) if begins(line)), None)
        if found is not None:
            return _row_begins(lines, found)
    return min(4, len(lines))


def _row_begins(lines: Sequence[Line], number: int) -> int:
    """The first line of the row whose number stands, in its middle, in the line ``number``."""
    first = number
    while first > 1 and _space(lines[first - 1], lines[first]) < _CLOSE * _height(lines[first]):
        first -= 1
    if first == 1:  # no space tells the head from the row
        first = number
    while first > 1 and len(lines[first - 1]) == 1:  # a line that names a group
        first -= 1
    return first


def _space(line: Line, below: Line) -> float:
    return top_of(below) - bottom_of(line)


def _height(line: Line) -> float:
    return max(word.bottom - word.top for part in line for word in part)
