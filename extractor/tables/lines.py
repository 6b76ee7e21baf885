"""Tables that lost their grid: copied from a web page, each cell stands on a line of its own.

Such a table shows by the heading of its number column, or by a caption with short lines below it. Its width is told by
its head and by where the running numbers stand; what does not fit is said, not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.model import Cell, Document, Row, Table
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.tables.heads import FIGURE
from extractor.tables.meanings import expected_of, meaning, meaning_of_whole
from extractor.tables.pieces import Piece, pieces
from extractor.tables.readings import DEEPEST, LONGEST_HEADING, Reading, readings
from extractor.tables.rows import Cut, Words
from extractor.tables.surroundings import is_line

_SHORT_LINE = re.compile(r"^[^\S\n]*(?P<words>[^\W\d_][^\n]{0,11}?)[^\S\n]*\|?[^\S\n]*$", re.MULTILINE)
_FURTHEST = 3000
"""Lines that one table may have."""
_NEVER_IN_TABLES = frozenset({"recipients", "signature", "article", "chapter", "part", "annex"})
"""Kinds of paragraphs, by the ids of ``rules/outline``."""
_CAPTION_LINES = 4
_MOSTLY, _SEVERAL = 0.6, 4
_SURE, _PLAIN = 0.6, 0.75
"""Below this worth a table is not read; the second where it has no running numbers."""


def in_lines(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Table]:
    """The tables that stand one cell to a line, outside those that the reader found."""
    if any(page.words for page in document.pages):
        return
    words = Words(
        rulebook.compile("(?i){total_row}"), rulebook.compile("{group_row}"), rulebook.compile("{group_name}")
    )
    until = 0
    anchors = dict.fromkeys((*_captioned(outline, rulebook), *_headed(outline, rulebook)), False)
    anchors |= dict.fromkeys(_numbered(document.text, rulebook), True)
    for start, numbered in sorted(anchors.items()):
        if start < until or document.table_at(start):
            continue
        found = pieces(document.text, start, _limit(start, outline, rulebook), _FURTHEST)
        table = _table(found, words, rulebook, numbered=numbered)
        if table is not None and not any(a.start < table.end and table.start < a.end for a in document.tables):
            until = table.end
            yield table


def _numbered(text: str, rulebook: Rulebook) -> Iterator[int]:
    """Where a line is the heading of a column of numbers."""
    for match in _SHORT_LINE.finditer(text):
        if meaning(match["words"], rulebook) == "number":
            yield match.start("words")


def _captioned(outline: Outline, rulebook: Rulebook) -> Iterator[int]:
    """Where a heading follows the numbered caption of a table."""
    blocks = outline.blocks
    for index, block in enumerate(blocks):
        if not is_line("caption", outline.text(block), rulebook):
            continue
        for below in blocks[index + 1 : index + _CAPTION_LINES]:
            words = outline.text(below)
            if any(is_line(kind, words, rulebook) for kind in ("unit", "aside")):
                continue
            means = meaning(words, rulebook)
            if means is None and (words.isupper() or is_line("title", words, rulebook)):
                continue
            if len(words) <= LONGEST_HEADING and meaning_of_whole(words, rulebook) and means != "number":
                yield outline.view.origin(below.start)
            break


def _headed(outline: Outline, rulebook: Rulebook) -> Iterator[int]:
    """Where a run of short lines begins most of which are known headings of different columns."""
    run: list[tuple[int, str]] = []
    for block in (*outline.blocks, None):
        words = outline.text(block) if block else ""
        heading = (
            len(words) <= LONGEST_HEADING // 2 and not FIGURE.match(words) and not is_line("unit", words, rulebook)
        )
        if block and block.kind == "text" and heading:
            run.append((outline.view.origin(block.start), words))
            continue
        followed = block is not None and FIGURE.match(words) is not None
        known = [
            (start, means)
            for start, heading in run[:DEEPEST]
            if (means := (meaning if followed else meaning_of_whole)(heading, rulebook))
        ]
        asked = {means: expected_of(means, rulebook)[0] for _, means in known}
        if "number" in asked:
            pass  # it is found by that
        elif len(asked) >= 3 or (len(asked) == 2 and len(known) >= 3 and "figure" in asked.values()):
            yield known[0][0]
        run = []


def _limit(start: int, outline: Outline, rulebook: Rulebook) -> int:
    """Where a table that begins at ``start`` ends at the latest: at what can stand in none."""
    blocks = outline.blocks
    for block in blocks[bisect_left(blocks, start, key=lambda block: outline.view.origin(block.start)) + 1 :]:
        if block.kind in _NEVER_IN_TABLES or is_line("note", outline.text(block), rulebook):
            return outline.view.origin(block.start)
    return len(outline.view.source)


def _table(found: Sequence[Piece], words: Words, rulebook: Rulebook, *, numbered: bool) -> Table | None:
    ways = readings(found, words, rulebook, numbered=numbered)
    if not ways:
        return None
    best = max(ways, key=lambda way: way.score)
    if not numbered and (best.worth < _PLAIN or not _holds_figures(best.rows.rows)):
        return None
    if best.worth < _SURE:
        return _unread(found, best)
    header = tuple(tuple(_cell((best.lines[index],)) for index in row) for row in best.head.rows)
    return Table(
        start=found[0].start,
        end=_end(best.rows.rows, header),
        rows=tuple(_shared(best.rows.rows)),
        header=_same_cells(header, best.head.rows),
        layout="lines",
        certainty=round(min(best.worth, 1.0), 2),
    )


def _holds_figures(rows: Sequence[Cut]) -> bool:
    """Whether rows without numbers are those of a table: a column behind the first mostly holds figures or marks, or
    the same few words again and again ("3 sao", "4 sao")."""
    full = [row for row in rows if not row.group and row.spans == 1]
    for column in range(1, len(rows[0].cells)):
        kinds = [row.cells[column][0].kind for row in full if row.cells[column]]
        if len(kinds) >= 2 and sum(kind in ("figure", "mark") for kind in kinds) >= _MOSTLY * len(kinds):
            return True
        texts = [row.cells[column][0].text for row in full if row.cells[column]]
        if len(texts) >= _SEVERAL and 2 * len(set(texts)) <= len(texts):
            return True
    return False


def _cell(found: Sequence[Piece]) -> Cell:
    if not found:
        return Cell("")
    rest = tuple((piece.start, piece.end) for piece in found[1:])
    return Cell(" ".join(piece.text for piece in found), found[0].start, found[0].end, rest)


def _same_cells(header: tuple[Row, ...], rows: Sequence[Sequence[int]]) -> tuple[Row, ...]:
    """``header`` with one and the same cell in each place that it covers."""
    known: dict[int, Cell] = {}
    return tuple(
        tuple(known.setdefault(index, cell) for cell, index in zip(row, indexes, strict=True))
        for row, indexes in zip(header, rows, strict=True)
    )


def _shared(rows: Sequence[Cut]) -> Iterator[Row]:
    """The rows as cells; one cell in all the places that it covers, those of further rows too."""
    known: dict[int, Cell] = {}
    for row in rows:
        cells = []
        for found in row.cells:
            filled = found and found[0].kind != "blank"
            cell = known.setdefault(found[0].start, _cell(found)) if filled else Cell("")
            cells.append(cell)
        if row.group:
            label = row.cells[0] if row.spans > 1 else row.cells[1]
            shared = known[label[0].start]
            cells = [cells[0] if row.spans == 1 else shared, *[shared] * (len(cells) - 1)]
        elif row.spans > 1:
            cells[1 : row.spans] = [cells[0]] * (row.spans - 1)
        yield tuple(cells)


def _end(rows: Sequence[Cut], header: Sequence[Row]) -> int:
    ends = [piece.end for row in rows for cell in row.cells for piece in cell]
    return max([*ends, *(cell.end or 0 for row in header for cell in row)])


def _unread(found: Sequence[Piece], best: Reading) -> Table | None:
    """A table that is none that can be trusted, when it is one at all: it has several numbered rows."""
    if sum(1 for row in best.rows.rows if not row.group) < 3:
        return None
    end = _end(best.rows.rows, ())
    return Table(found[0].start, end, (), layout="lines", certainty=0.0, failed="its rows do not fit its head")
