"""The lines of a table without rules, put together into rows.

Cells of several lines are parted from the next row by a larger space, whatever their alignment; where rows stand as
close as lines do, a row begins with its number, or where most columns have words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.readers.sheet import PlacedWord

Part = tuple[PlacedWord, ...]
Line = tuple[Part, ...]
Row = tuple[Line, ...]
Strips = Sequence[tuple[float, float]]

ORDINAL = re.compile(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,4}|[IVXLC]{1,6}|[A-HĐ])[.)]?$")
FIGURE = re.compile(r"[-+]?[0-9][0-9.,]*%?$|[xXvV✓√]$|[-–]$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COUNT = re.compile(r"\([0-9]{1,2}\)$")
_INTO = 0.25
"""How far into a strip, as a share of it, a part may begin or end that does not run across it."""
_MOSTLY = 0.6
_LESS_SURE = 1.5
"""Rows that the space between lines does not show are preferred only when they have so much less against them."""


def covered(part: Sequence[PlacedWord], between: Strips) -> tuple[int, int]:
    """The first and the last column that a part of a line covers; it may reach a little into a strip."""
    left, right = part[0].x0, part[-1].x1
    first = sum(1 for x0, x1 in between if left >= x0 + _INTO * (x1 - x0) and left + right > x0 + x1)
    last = sum(1 for x0, x1 in between if right > x1 - _INTO * (x1 - x0) or left + right > x0 + x1)
    return first, max(first, last)


def number_of(line: Line, between: Strips) -> str | None:
    """The number of a row with which a line begins, alone in the first column."""
    first = line[0]
    return (
        first[0].text
        if covered(first, between) == (0, 0) and len(first) == 1 and ORDINAL.match(first[0].text)
        else None
    )


def rows_of(lines: Sequence[Line], between: Strips, height: float) -> tuple[Row, ...]:
    """The best way to part ``lines`` into rows: none holds two numbers, as few as can be lack what every row has."""
    spaced = [(_faults(way, between), way) for way in _by_space(lines, height)]
    begun = _by_beginning(lines, between)
    return min([*spaced, (_faults(begun, between) + _LESS_SURE, begun)], key=lambda way: way[0])[1]


def _by_space(lines: Sequence[Line], height: float) -> Iterator[tuple[Row, ...]]:
    """Rows parted at spaces larger than some bound, from the widest bound that makes a difference to the narrowest."""
    spaces: list[float] = []
    bottom = bottom_of(lines[0])
    for line in lines[1:]:
        spaces.append(top_of(line) - bottom)
        bottom = max(bottom, bottom_of(line))
    known = sorted(set(spaces), reverse=True)
    for wide, narrow in zip(known, [*known[1:], known[-1] - height] if known else [], strict=True):
        if wide - narrow < 0.12 * height:
            continue
        bound = (wide + narrow) / 2
        rows: list[list[Line]] = [[lines[0]]]
        for space, line in zip(spaces, lines[1:], strict=True):
            if space > bound:
                rows.append([])
            rows[-1].append(line)
        yield tuple(tuple(row) for row in rows)


def _by_beginning(lines: Sequence[Line], between: Strips) -> tuple[Row, ...]:
    """Rows that begin where their number stands, or, without numbers, where most columns have words."""
    numbered = {index for index, line in enumerate(lines) if number_of(line, between)}
    if len(numbered) >= 2:
        starts = numbered | {index for index, line in enumerate(lines) if crosses(line, between)}
    else:
        filled = sorted((len(line) for line in lines), reverse=True)
        usual = filled[len(filled) // 4]
        starts = {i for i, line in enumerate(lines) if len(line) >= max(2, 0.6 * usual) or crosses(line, between)}
    rows: list[list[Line]] = []
    for index, line in enumerate(lines):
        if not rows or index in starts:
            rows.append([])
        rows[-1].append(line)
    return tuple(tuple(row) for row in rows)


def crosses(line: Line, between: Strips) -> bool:
    """Whether a line is a group's or a total's: its first part runs across columns."""
    first, last = covered(line[0], between)
    return last > first and first <= 1


def _faults(rows: Sequence[Row], between: Strips) -> float:
    """How much speaks against a way to part rows."""
    width = len(between) + 1
    numbers = [sum(1 for line in row if number_of(line, between)) for row in rows]
    figures = [_figures(row, between, width) for row in rows]
    doubled = sum(max(count - 1, 0) for count in numbers) + sum(max(count - 1, 0) for row in figures for count in row)
    lone = [sum(len(line) for line in row) == 1 or crosses(row[0], between) for row in rows]
    if sum(1 for count in numbers if count) >= _MOSTLY * (len(rows) - sum(lone)):
        lacking = sum(1 for count, alone in zip(numbers, lone, strict=True) if not count and not alone)
    else:
        kept = [column for column in range(width) if sum(1 for row in figures if row[column]) >= 0.4 * len(rows)]
        lacking = sum(
            1 for row, found, alone in zip(rows, figures, lone, strict=True)
            if not alone and not any(found[column] for column in kept) and (kept or _filled(row, between) < 0.5 * width)
        )  # fmt: skip
    tall = sum(1 for row in rows if len(row) > 1 and all(_COUNT.match(part[0].text) for part in row[0]))
    return 3.0 * (doubled + tall) + lacking + 0.001 * len(rows)


def _figures(row: Row, between: Strips, width: int) -> list[int]:
    """How many figures stand alone in each column of a row."""
    counts = [0] * width
    for line in row:
        for part in line:
            if len(part) == 1 and FIGURE.match(part[0].text):
                counts[covered(part, between)[0]] += 1
    counts[0] = 0
    return counts


def _filled(row: Row, between: Strips) -> int:
    return len({covered(part, between)[0] for line in row for part in line})


def is_figure(part: Part) -> bool:
    """Whether a part of a line is one figure, and no year: those stand in heads as well."""
    return len(part) == 1 and FIGURE.match(part[0].text) is not None and not _YEAR.fullmatch(part[0].text)


def top_of(line: Line) -> float:
    """The upper edge of a line."""
    return min(word.top for part in line for word in part)


def bottom_of(line: Line) -> float:
    """The lower edge of a line."""
    return max(word.bottom for part in line for word in part)
