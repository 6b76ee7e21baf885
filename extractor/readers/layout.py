"""Words on a page into lines, columns and paragraphs, by their places alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.readers.sheet import Block, Grid, PlacedLine, PlacedWord
from extractor.readers.superscript import raise_digits

_WIDE = 1.3
"""A gap of so many letter heights may be the space between two columns."""
_STOPS = ".;:!?…/)”"
_ITEM = re.compile(r"(?:[-+•–*]|\(?[0-9]{1,2}[.)]|[a-zđ]\)|[IVX]{1,5}\.)$")


class _Row:
    """Words on a line, and the usual upper and lower edge of one."""

    def __init__(self, word: PlacedWord) -> None:
        self.words = [word]
        self.top, self.bottom = word.top, word.bottom

    def add(self, word: PlacedWord) -> None:
        self.words.append(word)
        if word.top != self.top or word.bottom != self.bottom:  # else the edges stay: most words stand like the others
            self.top = median([w.top for w in self.words])
            self.bottom = median([w.bottom for w in self.words])

    def holds(self, word: PlacedWord) -> bool:
        shared = min(self.bottom, word.bottom) - max(self.top, word.top)
        return shared >= 0.5 * min(self.bottom - self.top, word.bottom - word.top)


def lines_of(words: Iterable[PlacedWord]) -> list[PlacedLine]:
    """The lines that ``words`` stand on, from top to bottom, words from left to right, raised digits marked as such."""
    rows: list[_Row] = []
    pending: list[PlacedWord] = []
    ordered = sorted(words, key=lambda word: (word.top + word.bottom, word.x0))
    height = median([word.bottom - word.top for word in ordered]) if ordered else 0.0
    for word in ordered:
        small = word.confidence is None and word.bottom - word.top < 0.75 * height and word.text.isdigit()
        row = None if small else _row_of(word, rows)
        if small:
            pending.append(word)
        elif row is None:
            rows.append(_Row(word))
        else:
            row.add(word)
    for word in pending:
        _seat(word, rows)
    rows.sort(key=lambda row: row.top + row.bottom)
    return [PlacedLine(tuple(_joined(sorted(row.words, key=lambda word: word.x0)))) for row in rows]


def _row_of(word: PlacedWord, rows: list[_Row]) -> _Row | None:
    """The lowest of ``rows`` that holds ``word``, most often the last."""
    if rows and rows[-1].top == word.top and rows[-1].bottom == word.bottom:
        return rows[-1]
    return next((row for row in reversed(rows[-8:]) if row.holds(word)), None)


def _seat(word: PlacedWord, rows: list[_Row]) -> None:
    """Puts a small number on the line it hangs on: the one it overlaps, the nearest word first."""
    near = [row for row in rows if row.holds(word)]
    if near:
        min(near, key=lambda row: min(abs(w.x1 - word.x0) + abs(w.x0 - word.x1) for w in row.words)).add(word)
    else:
        rows.append(_Row(word))


def _joined(words: Sequence[PlacedWord]) -> list[PlacedWord]:
    """``words`` with raised digits as superscripts, and pieces that stand without a gap made one word.

    Words from OCR stay as they are: their boxes are drawn around ink, so a low letter looks like a small one.
    """
    if words[0].confidence is not None:
        return list(words)
    height = max(word.bottom - word.top for word in words)
    base = median([word.bottom for word in words if word.bottom - word.top > 0.75 * height])
    out: list[PlacedWord] = []
    for word in words:
        tall = word.bottom - word.top
        if tall < 0.8 * height and word.bottom < base - 0.12 * height:
            word = word._replace(text=raise_digits(word.text))
        if out and word.x0 - out[-1].x1 < 0.08 * height:
            out[-1] = _glued(out[-1], word)
        else:
            out.append(word)
    return out


def _glued(a: PlacedWord, b: PlacedWord) -> PlacedWord:
    confidence = None if a.confidence is None or b.confidence is None else min(a.confidence, b.confidence)
    return PlacedWord(
        a.text + b.text, a.x0, min(a.top, b.top), max(a.x1, b.x1), max(a.bottom, b.bottom), confidence
    )  # fmt: skip


def in_reading_order(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """``lines`` (top to bottom) with columns one after the other, and the beginnings of paragraphs marked."""
    out: list[PlacedLine] = []
    plain: list[PlacedLine] = []
    index = 0
    while index < len(lines):
        region = _columns(lines, index)
        if region is None:
            plain.append(lines[index])
            index += 1
            continue
        end, gutter = region
        while plain and plain[-1].x0 > gutter and plain[-1].bottom > lines[index].top - 1.5 * lines[index].height:
            plain.pop()
            index -= 1
        out += part(plain) + _split(lines[index:end], gutter)
        plain, index = [], end
    return out + part(plain)


def between(lines: Sequence[PlacedLine], grids: Sequence[Grid]) -> list[Block]:
    """``lines`` in reading order with each of ``grids`` between the lines above and below its upper edge."""
    out: list[Block] = []
    left = sorted(lines, key=lambda line: line.middle)
    for grid in sorted(grids, key=lambda grid: grid.top):
        out += in_reading_order([line for line in left if line.middle < grid.top])
        left = [line for line in left if line.middle >= grid.top]
        out.append(grid)
    return out + in_reading_order(left)


def whole(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """``lines`` with those that stand side by side made one, as an OCR engine may have cut them apart."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: line.middle):
        row = next((row for row in reversed(rows[-4:]) if _beside(row, line)), None)
        if row is None:
            row = _Row(line.words[0])
            rows.append(row)
        for word in line.words:
            if word is not row.words[0]:
                row.add(word)
        row.words.sort(key=lambda word: word.x0)
    return [PlacedLine(tuple(row.words)) for row in rows]


def _beside(row: _Row, line: PlacedLine) -> bool:
    if abs((row.top + row.bottom) / 2 - line.middle) >= 0.5 * line.height:
        return False
    return all(word.x1 <= line.x0 or word.x0 >= line.x1 for word in row.words)


def _base(line: PlacedLine) -> float:
    """Where the letters of a line stand: above the tails and dots that many words have below."""
    if len({word.bottom for word in line.words}) == 1:
        return line.bottom
    bottoms = sorted(word.bottom for word in line.words if any(c.isalnum() for c in word.text))
    return bottoms[len(bottoms) // 4] if bottoms else line.bottom


def _gaps(line: PlacedLine) -> list[tuple[float, float]]:
    wide = _WIDE * line.height
    return [(a.x1, b.x0) for a, b in zip(line.words, line.words[1:], strict=False) if b.x0 - a.x1 >= wide]


def _columns(lines: Sequence[PlacedLine], index: int) -> tuple[int, float] | None:
    """Where two columns that begin at ``index`` end, and a place between them; ``None`` without columns."""
    best: tuple[int, float] | None = None
    for left, right in [*_gaps(lines[index]), *_step_aside(lines, index)]:
        found = _follow(lines, index, left, right)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def _step_aside(lines: Sequence[PlacedLine], index: int) -> list[tuple[float, float]]:
    """The gap between a line and the next, when that one begins beside it and not below."""
    if index + 1 == len(lines):
        return []
    first, second = sorted(lines[index : index + 2], key=lambda line: line.x0)
    near = abs(lines[index + 1].top - lines[index].top) < 2.5 * lines[index].height
    return [(first.x1, second.x0)] if near and second.x0 - first.x1 >= _WIDE * first.height else []


def _follow(lines: Sequence[PlacedLine], index: int, left: float, right: float) -> tuple[int, float] | None:
    narrowest = 0.9 * lines[index].height
    end, on_left, on_right, both, tabular, sides = index, 0, 0, 0, 0, ""
    for line in lines[index:]:
        before = [word for word in line.words if (word.x0 + word.x1) / 2 < (left + right) / 2]
        after = line.words[len(before) :]
        new_left = max([left, *(word.x1 for word in before)])
        new_right = min([right, *(word.x0 for word in after)])
        far = end > index and line.top - lines[end - 1].bottom > 1.2 * line.height and not (before and after)
        if new_right - new_left < narrowest or (far and before):
            break
        left, right, end = new_left, new_right, end + 1
        on_left, on_right, both = on_left + bool(before), on_right + bool(after), both + bool(before and after)
        tabular += len(_gaps(line)) >= 2 or bool(before and after and _is_row(before, after))
        sides += "b" if before and after else "l" if before else "r"
    while end > index and (lines[end - 1].x1 <= left and not _close_above(lines, end - 1, left)):
        end -= 1
        on_left -= 1
    woven = both > 0 or "lrl" in sides or "rlr" in sides or "rll" in sides
    if on_left < 2 or on_right < 2 or not woven or tabular > 0.5 * max(both, 1):
        return None
    return end, (left + right) / 2


def _is_row(before: Sequence[PlacedWord], after: Sequence[PlacedWord]) -> bool:
    """Whether what stands on the right belongs to the left: an item to its number, a figure to its name."""
    number = len(before) == 1 and len(before[0].text) <= 4
    return number or not any(c.isalpha() for word in after for c in word.text)


def _close_above(lines: Sequence[PlacedLine], index: int, left: float) -> bool:
    """Whether a line of the left column is as close to the one above as lines of a column are."""
    return index > 0 and lines[index].top - lines[index - 1].bottom < 0.6 * lines[index].height


def _split(lines: Sequence[PlacedLine], gutter: float) -> list[PlacedLine]:
    columns: list[list[PlacedLine]] = [[], []]
    for line in lines:
        for side, column in enumerate(columns):
            words = tuple(word for word in line.words if ((word.x0 + word.x1) / 2 > gutter) == bool(side))
            if words:
                column.append(PlacedLine(words))
    return [replace(line, parted=line.parted or number == 0) for c in columns for number, line in enumerate(part(c))]


def part(lines: Sequence[PlacedLine]) -> list[PlacedLine]:
    """``lines`` of one column with ``parted`` set where a larger space or an indent begins a paragraph."""
    if not lines:
        return []
    steps = [_base(b) - _base(a) for a, b in pairwise(lines)]
    pitch = _usual(steps, lines[0].height)
    margin = _margin(lines)
    right = sorted(line.x1 for line in lines)[int(0.9 * (len(lines) - 1))]
    out = [replace(lines[0], parted=True)]
    for index in range(1, len(lines)):
        line, above = lines[index], lines[index - 1]
        below = lines[index + 1] if index + 1 < len(lines) else None
        space = steps[index - 1] > 1.25 * pitch
        out.append(replace(line, parted=space or _indented(above, line, below, margin, right)))
    return out


def _usual(steps: Sequence[float], height: float) -> float:
    """The distance between the lines of a paragraph: the smallest that is common."""
    close = sorted(step for step in steps if 0.5 * height < step < 3 * height)
    return close[len(close) // 4] if close else 1.5 * height


def _margin(lines: Sequence[PlacedLine]) -> float:
    """The left edge of the text: the leftmost place where several lines begin."""
    starts = Counter(round(line.x0 / 4) for line in lines)
    often = [place for place, count in starts.items() if count >= max(2, 0.15 * len(lines))]
    return 4.0 * min(often) if often else min(line.x0 for line in lines)


def _indented(above: PlacedLine, line: PlacedLine, below: PlacedLine | None, margin: float, right: float) -> bool:
    height = line.height
    deep, flush = margin + height, margin + 0.6 * height
    if line.x0 < deep:
        short = above.x1 < right - 6 * height and above.words[-1].text[-1] in _STOPS
        return short and above.x0 < deep and line.x0 < flush and line.words[0].text[:1].isupper()
    if len(above.words) > 1 and _ITEM.match(above.words[0].text) and abs(line.x0 - above.words[1].x0) < 0.4 * height:
        return False  # the second line of a hanging item
    centred = abs((line.x0 - margin) - (right - line.x1)) < height
    returns = below is not None and below.x0 < flush
    return above.x0 < flush or returns or (not centred and above.x1 < right - 3 * height)
