"""Tables without rules, from the places of their words alone.

A document's head and its signatures stand in two columns too, and lists have their numbers apart: a table has three
columns or more, of which one holds numbers or figures, or a column of figures beside one of words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.bands import FIGURE, ORDINAL, Line, Part, Row, Strips, covered, is_figure, number_of, rows_of
from extractor.readers.broken import words_of
from extractor.readers.gaps import Run, runs, strips
from extractor.readers.layout import lines_of
from extractor.readers.sheet import Grid, PlacedLine, PlacedWord, Slot
from extractor.readers.spanning import head_slots, parts_below
from extractor.readers.trimming import trimmed

_MOSTLY, _STRAY = 0.6, 0.15
_NARROW = 0.6
"""Of the narrowest strip between two headings, the share below which a strip beside no heading parts no columns."""
_CENTRED = 6.0
"""Points by which words in the middle of a table may stand off it: its sides are known by its words."""
_DEEPEST = 4
"""Rows in the deepest head."""


@dataclass(frozen=True, slots=True)
class Unruled:
    """A table found: its grid, and the words in it."""

    grid: Grid
    words: tuple[PlacedWord, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows of a table, the first ``depth`` of them its head, and the strips between its columns."""

    rows: tuple[Row, ...]
    depth: int
    between: Strips

    @property
    def width(self) -> int:
        return len(self.between) + 1

    def texts(self, row: Row) -> list[str]:
        """The words of a row by columns; those that run across strips in the first they cover."""
        cells = [""] * self.width
        for line in row:
            for part in line:
                column = covered(part, self.between)[0]
                cells[column] = f"{cells[column]} {' '.join(word.text for word in part)}".strip()
        return cells


def unruled_tables(lines: Sequence[PlacedLine]) -> Iterator[Unruled]:
    """The tables without rules among ``lines`` of a page, from top to bottom."""
    for run in runs(lines):
        laid = laid_out(run, strips(run))
        if laid is not None and is_table(laid):
            yield as_grid(laid)


def laid_out(run: Run, between: Strips) -> Laid | None:
    """The rows and columns of a run; strips that part no columns are given up."""
    while between:
        lines = trimmed(run, between)
        if len(lines) < 2:
            return None
        rows = rows_of(lines, between, run.height)
        laid = Laid(rows, _depth(rows, between), between)
        wrong = _false_strip(laid)
        if wrong is None:
            return laid
        between = [strip for index, strip in enumerate(between) if index != wrong]
    return None


def laid_by(run: Run, between: Strips) -> Laid | None:
    """The rows of a run by the columns of a table that it goes on; ``None`` when most lines run across them."""
    lines = trimmed(run, between)
    crossing = sum(1 for line in lines if any(covered(p, between)[0] != covered(p, between)[1] for p in line))
    if not lines or 4 * crossing > len(lines) + 3 or not any(len(line) > 1 for line in lines):
        return None
    rows = rows_of(lines, between, run.height)
    return Laid(rows, _depth(rows, between), between)


def _false_strip(laid: Laid) -> int | None:
    """A strip that parts no columns: a heading runs across it, or nowhere are words on both sides."""
    head = [line for row in laid.rows[: laid.depth] for line in row]
    crossed = list(_crossed(head, laid.between))
    if lowest := [strip for strip, above in crossed if not above]:
        return lowest[0]
    cells = [laid.texts(row) for row in laid.rows[laid.depth :]]
    headed = {covered(part, laid.between)[0] for part in _lowest(head, laid.between)}
    worded = {column for column in range(laid.width) if _holds_words([row[column] for row in cells])}
    if (narrow := _narrow_strip(laid.between, headed, worded)) is not None:
        return narrow
    wrong = [
        index
        for index in range(len(laid.between))
        if not {index, index + 1} <= headed
        and sum(1 for row in cells if row[index] and row[index + 1]) <= _STRAY * len(cells)
    ]
    if wrong:  # the narrowest: a heading stands nearer to its own column than to the next
        return min(wrong, key=lambda index: laid.between[index][1] - laid.between[index][0])
    return crossed[0][0] if crossed else None


def _narrow_strip(between: Strips, headed: Collection[int], worded: Collection[int]) -> int | None:
    """The narrowest strip between words where one side lacks a heading, when it is much narrower than those between
    headings: the words of a justified cell stand apart as well."""
    widths = [x1 - x0 for x0, x1 in between]
    parting = {index for index in range(len(between)) if index in headed and index + 1 in headed}
    others = [index for index in range(len(between)) if index not in parting and {index, index + 1} <= set(worded)]
    narrowest = min(others, key=lambda index: widths[index], default=None)
    if narrowest is None or not parting or widths[narrowest] > _NARROW * min(widths[index] for index in parting):
        return None
    return narrowest


def _holds_words(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    figures = sum(1 for text in filled if FIGURE.match(text) or ORDINAL.match(text))
    return figures <= (1 - _MOSTLY) * len(filled)


def _crossed(head: Sequence[Line], between: Strips) -> Iterator[tuple[int, bool]]:
    """The strips that headings run across without parts below them, and whether anything stands below the heading."""
    for number, line in enumerate(head):
        below = head[number + 1 :]
        for part in line:
            first, last = covered(part, between)
            for column in range(first, last):
                if not parts_below(below, column, column + 1, between):
                    over = any(p[0].x0 < part[-1].x1 and p[-1].x1 > part[0].x0 for other in below for p in other)
                    yield column, over


def _lowest(head: Sequence[Line], between: Strips) -> Iterator[Part]:
    """The headings but those that stand alone above others, over several columns."""
    for index, line in enumerate(head):
        below = head[index + 1 :]
        for part in line:
            first, last = covered(part, between)
            own = not any(covered(other, between)[0] == first for under in below for other in under)
            above = not own and any(len(under) > 1 for under in below)
            if first == last and not (len(line) == 1 and above):
                yield part


def _depth(rows: Sequence[Row], between: Strips) -> int:
    """How many rows the head has, less those at its end that name a group."""
    depth = _before_body(rows, between)
    while depth > 1 and sum(len(line) for line in rows[depth - 1]) == 1:
        depth -= 1
    return depth


def _before_body(rows: Sequence[Row], between: Strips) -> int:
    """How many rows stand above the first with a number, else above the first with a figure."""
    for index, row in enumerate(rows[: _DEEPEST + 1]):
        if any(number_of(line, between) for line in row):
            return index
    if sum(1 for row in rows if any(number_of(line, between) for line in row)) > 1:
        return 1
    for index, row in enumerate(rows[: _DEEPEST + 1]):
        if any(is_figure(part) for line in row for part in line):
            return index
    return 1


def is_table(laid: Laid) -> bool:
    """Whether the rows hold what a table does, and not a head, signatures or a list."""
    cells = [laid.texts(row) for row in laid.rows[laid.depth :]]
    columns = [[row[c] for row in cells if row[c]] for c in range(laid.width)]
    figures = [c for c, texts in enumerate(columns) if len(texts) > 1 and _share(texts, FIGURE) >= _MOSTLY]
    numbered = len(columns[0]) > 1 and _share(columns[0], ORDINAL) >= _MOSTLY
    if laid.width == 2:
        return figures == [1] and len(columns[0]) >= 3 and not numbered and laid.depth > 0
    if len(cells) < 2:
        return False
    counted = any(row[:3] == ["(1)", "(2)", "(3)"] for row in cells)
    return any(c > 0 for c in figures) or numbered or counted or (laid.depth > 0 and _is_full(cells))


def _is_full(cells: Sequence[Sequence[str]]) -> bool:
    """Whether several rows of words are mostly filled, as those of a table are, and not written in capitals."""
    filled = [text for row in cells for text in row if text]
    capitals = sum(1 for text in filled if text.isupper())
    share = len(filled) / sum(len(row) for row in cells)
    return capitals < 0.3 * len(filled) and share >= (0.8 if len(cells) < 5 else 0.6) and len(cells) >= 3


def _share(texts: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(1 for text in texts if pattern.match(text)) / len(texts)


def as_grid(laid: Laid) -> Unruled:
    """The grid of a table."""
    between = laid.between
    words = tuple(word for row in laid.rows for line in row for part in line for word in part)
    sides = min(w.x0 for w in words), max(*(w.x1 for w in words), between[-1][1])
    rows = laid.depth
    slots = list(head_slots([line for row in laid.rows[:rows] for line in row], between, sides)) if rows else []
    depth = max((slot.row + slot.rows for slot in slots), default=0)
    if depth == 1 and rows > 1:  # no heading spans columns: what is below the first row is none of the head
        rows = 1
        slots = list(head_slots(laid.rows[0], between, sides))
    for number, row in enumerate(laid.rows[rows:], start=depth):
        slots += _row_slots(row, number, between, sides)
    edges = (sides[0], *((x0 + x1) / 2 for x0, x1 in between), sides[1])
    return Unruled(Grid(tuple(slots), depth, top=min(w.top for w in words), edges=edges, layout="gaps"), words)


def _row_slots(row: Row, number: int, between: Strips, sides: tuple[float, float]) -> Iterator[Slot]:
    """The cells of a row; a part that runs across columns makes them one cell, up to the last where it stands alone.

    Words alone in the middle of the table stand over all its columns as well.
    """
    parts = [part for line in row for part in line]
    spans = [covered(part, between) for part in parts]
    if len(parts) == 1 and spans[0][0] and _is_centred(parts[0], sides):
        spans = [(0, len(between))]
    others = [part for part, (first, last) in zip(parts, spans, strict=True) if last == first]
    alone = all(covered(part, between)[0] == 0 and ORDINAL.match(part[0].text) for part in others)
    crossing = [
        (0 if len(parts) == 1 else first, len(between) if alone else last) for first, last in spans if last > first
    ]
    column = 0
    while column <= len(between):
        end = max((last for first, last in crossing if first <= column <= last), default=column)
        words = [w for part in parts if column <= covered(part, between)[0] <= end for w in part]
        yield Slot(number, column, 1, end - column + 1, words=words_of(lines_of(words)))
        column = end + 1


def _is_centred(part: Part, sides: tuple[float, float]) -> bool:
    """Whether words, and no figure, stand in the middle between ``sides``."""
    off = abs(part[0].x0 + part[-1].x1 - sides[0] - sides[1]) / 2
    return off < _CENTRED and part[0].text[0].isupper() and not FIGURE.match(part[0].text)
