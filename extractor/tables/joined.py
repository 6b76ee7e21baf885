"""Tables that go on over pages, made one: repeated heads left out, parted rows and merged cells put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.model import Cell, Document, Row, Table
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.tables.heads import FIGURE, ORDINAL, counts_columns, parted
from extractor.tables.meanings import meaning, plain
from extractor.tables.surroundings import is_line

_NEAR = {"grid": 8.0, "gaps": 40.0}
"""Points by which the edges of one column may differ from page to page: its rules, or the middle of white strips."""
_ALIKE = 0.7
"""The share of headings that must be the same where a head is repeated."""
_MOST, _RUNNING = 4, 130
"""Lines between two parts of a table at most, and characters in the longest: a running head, "tiếp theo"."""
_MERGED = frozenset({"producer", "group", "place", "lead", "number", "source", "task"})
"""Columns whose cells are often merged over several rows."""


def joined(document: Document, outline: Outline, rulebook: Rulebook) -> list[Table]:
    """The tables of ``document`` with their heads parted, and the parts of one table made one."""
    whole: list[Table] = []
    before: Table | None = None
    for table in document.tables:
        goes_on = before is not None and _follows(before, table, document, outline, rulebook)
        fitted = _fitted(whole[-1], table) if goes_on and not table.failed else None
        if fitted is not None:
            alone = not whole[-1].header and len(whole[-1].rows) == 1  # a head is known by what stands below it
            one = _one(whole[-1], fitted, rulebook)
            whole[-1] = parted(one, rulebook) if alone else one
        else:
            whole.append(table if table.failed else parted(table, rulebook))
        before = table
    return [_headed_once(table) for table in whole]


def _headed_once(table: Table) -> Table:
    """``table`` without rows that say what its head says, as at the top of a page."""
    heads = [[cell.text for cell in row] for row in table.header]
    rows = tuple(row for row in table.rows if [cell.text for cell in row] not in heads)
    return replace(table, rows=rows) if len(rows) < len(table.rows) else table


def _follows(before: Table, table: Table, document: Document, outline: Outline, rulebook: Rulebook) -> bool:
    """Whether ``table`` stands on the page after ``before``, and nothing but running lines between them."""
    if before.failed or before.page is None or table.page != before.page + 1:
        return False
    between = [
        outline.text(block) for block in outline.blocks if before.end <= outline.view.origin(block.start) < table.start
    ]
    return len(between) <= _MOST and all(_is_running(words, before.page, document, rulebook) for words in between)


def _is_running(words: str, page: int, document: Document, rulebook: Rulebook) -> bool:
    """Whether a line may stand between the parts of a table: the foot of ``page``, the next head, its caption.

    A caption is the same again only with its number ("Phụ lục 2" is another); a running line has that of its page.
    """
    if len(words) > _RUNNING or words.endswith((".", ":", ";")):
        return False
    if "tiếp" in words.lower():
        return True
    if is_line("caption", words, rulebook):
        return document.text.count(words) > 1
    if is_line("title", words, rulebook):
        but_for_page = re.sub(rf"(?<![0-9])(?:{page}|{page + 1})(?![0-9])", "[0-9]+", re.escape(words))
        return len(re.findall(but_for_page, document.text)) > 1
    return True


def _fitted(whole: Table, table: Table) -> Table | None:
    """``table`` with the columns of ``whole``, of which it may lack some rules; ``None`` when they do not fit."""
    if not (whole.edges and table.edges):
        return table if table.width == whole.width else None
    if len(table.edges) == len(whole.edges):
        shifts = [b - a for a, b in zip(whole.edges, table.edges, strict=True)]
        if table.layout == "gaps":
            shifts = shifts[1:-1]  # how far the words of the outer columns reach differs from page to page
        shift = median(shifts)  # pages for binding have their margins the other way round
        near = all(abs(each - shift) <= _NEAR[table.layout] for each in shifts)
        return table if near or _repeats(whole, table) else None
    places = [_column_at(edge, whole.edges, _NEAR[table.layout]) for edge in table.edges]
    if None in places or len(set(places)) != len(places):
        return None
    rows = tuple(_widened(row, [place for place in places if place is not None], whole.width) for row in table.rows)
    return replace(table, rows=rows, edges=whole.edges)


def _column_at(edge: float, edges: Sequence[float], far: float) -> int | None:
    nearest = min(range(len(edges)), key=lambda i: abs(edges[i] - edge))
    return nearest if abs(edges[nearest] - edge) <= far else None


def _widened(row: Row, places: Sequence[int], width: int) -> Row:
    cells = [Cell("") for _ in range(width)]
    for cell, (first, last) in zip(row, pairwise(places), strict=True):
        for index in range(first, min(last, width)):
            cells[index] = cell
    return tuple(cells)


def _repeats(whole: Table, table: Table) -> bool:
    rows = (*table.header, *table.rows)
    return bool(whole.header) and len(rows) >= len(whole.header) and _same(whole.header[0], rows[0])


def _same(row: Row, other: Row) -> bool:
    """Whether a row of headings is there again; a heading or two may be cut short."""
    pairs = [(plain(a.text).replace(" ", ""), plain(b.text).replace(" ", "")) for a, b in zip(row, other, strict=False)]
    alike = sum(1 for a, b in pairs if a == b)
    return len(row) == len(other) and alike >= _ALIKE * len(pairs) and all(a.startswith(b[:4]) for a, b in pairs)


def _one(whole: Table, table: Table, rulebook: Rulebook) -> Table:
    """``table`` at the end of ``whole``."""
    rows = [*table.header, *table.rows]
    if _repeats(whole, table):
        for head in whole.header:
            if rows and _same(head, rows[0]):
                rows.pop(0)
    if rows and counts_columns(rows[0]):
        rows.pop(0)
    body = list(whole.rows)
    if rows and body:
        goes_on = _goes_on(whole, body, rows, rulebook)
        rows = _filled(whole, body, rows, rulebook, goes_on=goes_on)
        if goes_on:
            body[-1] = tuple(_continued(a, b) for a, b in zip(body[-1], rows.pop(0), strict=True))
    return replace(whole, end=table.end, rows=(*body, *rows))


def _meanings(table: Table, rulebook: Rulebook) -> list[str | None]:
    last = table.header[-1] if table.header else ()
    return [meaning(cell.text, rulebook) for cell in last]


def _goes_on(whole: Table, body: Sequence[Row], rows: Sequence[Row], rulebook: Rulebook) -> bool:
    """Whether the first of ``rows`` is the rest of the last of ``body``, and no row below merged cells.

    It has no number, and words only where those above have words that can go on. A row below merged cells is as full as
    others, holds what other rows hold, and its blank cells reach farther down or go on cells that are merged above.
    """
    first, last = rows[0], body[-1]
    filled = [index for index, cell in enumerate(first) if cell.text]
    if not filled or len({id(cell) for cell in first}) == 1 or not all(last[index].text for index in filled):
        return False
    if any(FIGURE.match(first[i].text) or ORDINAL.match(first[i].text) for i in filled):
        return False
    numbers = [index for index, means in enumerate(_meanings(whole, rulebook)) if means == "number"]
    if any(first[index].text for index in numbers) or len({id(cell) for cell in last}) == 1:
        return False
    blank = [index for index, cell in enumerate(first) if not cell.text and last[index].text]
    if any(first[index].text[0].islower() for index in filled):
        return True
    if any(_alone(row) == filled for row in (*body, *rows[1:])):  # one of several headings of groups
        return False
    reaches = len(rows) > 1 and any(rows[1][index] is first[index] for index in blank)
    merged = len(body) > 1 and any(body[-2][index] is last[index] for index in blank)
    if reaches or merged:
        return False
    if any(first[index].text == row[index].text for index in filled for row in (*body[:-1], *rows[1:])):
        return False
    return not any(a[index] is b[index] and a[index].text for index in blank for a, b in pairwise(body))


def _alone(row: Row) -> list[int] | None:
    """The column of the only words in a row."""
    filled = [index for index, cell in enumerate(row) if cell.text]
    return filled if len(filled) == 1 else None


def _continued(cell: Cell, rest: Cell) -> Cell:
    if not rest.text or cell is rest:
        return cell
    if not cell.text or rest.start is None or rest.end is None:
        return rest
    return replace(cell, text=f"{cell.text} {rest.text}", rest=(*cell.rest, (rest.start, rest.end), *rest.rest))


def _filled(whole: Table, body: Sequence[Row], rows: Sequence[Row], rulebook: Rulebook, *, goes_on: bool) -> list[Row]:
    """``rows`` with the cells that a page break parted from what they say: blank, merged, below a merged one.

    ``goes_on``: the first of them is the rest of a row, whose blank cells say nothing of those below.
    """
    means = _meanings(whole, rulebook)
    out = [list(row) for row in rows]
    for column, above in enumerate(body[-1]):
        blank = rows[0][column]
        if blank.text or not above.text:
            continue
        height = next((n for n, row in enumerate(rows) if row[column] is not blank), len(rows))
        known = column < len(means) and means[column] in _MERGED
        merged = any(a[column] is b[column] and a[column].text for a, b in pairwise(body))
        joined_above = len(body) > 1 and above is body[-2][column]
        others = any(cell.text for index, cell in enumerate(rows[0]) if index != column)
        if goes_on and height < 2:
            continue
        sure = merged and height > 1
        likely = (merged or height > 1) and (known or joined_above or goes_on)
        if others and (sure or likely):
            open_ = next((n for n, row in enumerate(rows) if row[column].text), len(rows)) if merged else height
            for row in out[: max(height, open_)]:
                row[column] = above
    return [tuple(row) for row in out]
