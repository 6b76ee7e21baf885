"""Tables that lost their grid: copied from a web page, each cell stands on a line of its own.

Such a table shows by the heading of its number column, or by a caption with short lines below it. Its width is told by
its head and by where the running numbers stand; what does not fit is said, not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from extractor.model import Cell, Document, Row, Table
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook
from extractor.tables.heads import FIGURE
from extractor.tables.meanings import expected_of, held_in, meaning, meaning_of_whole
from extractor.tables.pieces import Piece, ordinals, pieces
from extractor.tables.readings import DEEPEST, LONGEST_HEADING, Reading, Sign, best_reading, is_plain
from extractor.tables.rows import Cut, Words
from extractor.tables.spans import YEAR
from extractor.tables.surroundings import is_line

_SHORT_LINE = re.compile(r"^[^\S\n]*(?P<words>[^\W\d_][^\n]{0,11}?)[^\S\n]*\|?[^\S\n]*$", re.MULTILINE)
_FURTHEST = 3000
"""Lines that one table may have."""
_NEVER_IN_TABLES = frozenset({"recipients", "signature", "article", "chapter", "part", "annex", "table"})
_COUNTED = frozenset({"letter-capital", "roman", "number"})
"""Kinds of paragraphs, by the ids of ``rules/outline``; the second are sections, and groups and rows in tables too."""
_CAPTION_LINES, _SECTION_LINES = 4, 200
_MOSTLY, _SEVERAL = 0.6, 4
_SURE, _PLAIN, _WELL = 0.6, 0.75, 0.85
"""Below this worth a table is not read; the second where it has no running numbers, the third no figures as well."""


def in_lines(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Table]:
    """The tables that stand one cell to a line, outside those that the reader found."""
    if any(page.words for page in document.pages):
        return
    words = Words(
        rulebook.compile("(?i){total_row}"), rulebook.compile("{group_row}"), rulebook.compile("{group_name}")
    )
    until = 0
    anchors: dict[int, Sign] = dict.fromkeys(_headed(outline, rulebook), "headings")
    anchors |= dict.fromkeys(_captioned(outline, rulebook), "caption")
    numbers = frozenset(_numbered(document.text, rulebook))
    anchors |= dict.fromkeys(numbers, "numbers")
    for start, sign in sorted(anchors.items()):
        if start < until or document.table_at(start):
            continue
        lines = pieces(document.text, start, _limit(start, outline), _FURTHEST, lambda words: held_in(words, rulebook))
        found = _first_table(lines, numbers, rulebook)
        table = _table(found, words, rulebook, sign)
        if table is not None and not any(a.start < table.end and table.start < a.end for a in document.tables):
            until = table.end
            yield table


def _first_table(lines: Sequence[Piece], numbers: Collection[int], rulebook: Rulebook) -> Sequence[Piece]:
    """The lines up to the first note or letterhead, to prose above a title, or to the next table with running numbers.

    ``numbers``: where headings of such numbers stand.
    """
    for index, line in enumerate(lines[1:], start=1):
        if is_line("note", line.text, rulebook) or is_line("letterhead", line.text, rulebook):
            return lines[:index]
        if lines[index - 1].kind == "prose" and line.text.isupper() and is_line("title", line.text, rulebook):
            return lines[: index - 1]
        if line.start in numbers and lines[index + 1 : index + 2] != lines[1:2]:
            while index > 1 and (lines[index - 1].soft or _leads_in(lines[index - 1].text, rulebook)):
                index -= 1
            return lines[:index]
    return lines


def _leads_in(words: str, rulebook: Rulebook) -> bool:
    """Whether a line stands above a table: its caption, its unit, the end of a sentence before it."""
    return words.endswith(":") or any(is_line(kind, words, rulebook) for kind in ("caption", "title", "unit", "aside"))


def _numbered(text: str, rulebook: Rulebook) -> Iterator[int]:
    """Where a line is the heading of a column of numbers."""
    for match in _SHORT_LINE.finditer(text):
        if meaning(match["words"], rulebook) == "number":
            yield match.start("words")


def _captioned(outline: Outline, rulebook: Rulebook) -> Iterator[int]:
    """Where a line that may be a heading follows the numbered caption of a table, or a title in capitals."""
    blocks = outline.blocks
    for index, block in enumerate(blocks):
        words = outline.text(block)
        if not is_line("caption", words, rulebook) and not (words.isupper() and is_line("title", words, rulebook)):
            continue
        for below in blocks[index + 1 : index + _CAPTION_LINES]:
            words = outline.text(below)
            if any(is_line(kind, words, rulebook) for kind in ("unit", "aside")):
                continue
            if meaning_of_whole(words, rulebook) is None and (words.isupper() or is_line("title", words, rulebook)):
                continue
            heading = below.kind == "text" and len(words) <= LONGEST_HEADING // 2 and not FIGURE.match(words)
            if heading and not words.endswith((":", ".", ";", ",")) and meaning(words, rulebook) != "number":
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
        lines = run[_titles(run, rulebook) :][:DEEPEST]
        of = meaning if followed else meaning_of_whole
        known = [(start, means) for start, heading in lines if (means := of(heading, rulebook))]
        years = [(start, "year") for start, heading in lines if YEAR.match(heading)]
        asked = {means: expected_of(means, rulebook)[0] for _, means in (*known, *years)}
        if "number" in asked:
            pass  # it is found by that
        elif known and (
            len(asked) >= 3 or (len(asked) == 2 and len(known) + len(years) >= 3 and "figure" in asked.values())
        ):
            begins = next(index for index, (start, _) in enumerate(lines) if start == known[0][0])
            while begins and meaning(lines[begins - 1][1], rulebook):
                begins -= 1
            yield lines[begins][0]
        run = []


def _titles(run: Sequence[tuple[int, str]], rulebook: Rulebook) -> int:
    """How many of the first lines of ``run`` are a title: no heading, or in capitals that others are not."""
    for count, (_, words) in enumerate(run):
        capitals = words.isupper() and not all(heading.isupper() for _, heading in run[count:])
        if not (is_line("title", words, rulebook) and (capitals or not meaning_of_whole(words, rulebook))):
            return count
    return 0


def _limit(start: int, outline: Outline) -> int:
    """Where a table that begins at ``start`` ends at the latest: at what can stand in none.

    A section goes on the count of those above the table; rows and groups of a table have a count of their own.
    """
    blocks = outline.blocks
    first = bisect_left(blocks, start, key=lambda block: outline.view.origin(block.start))
    counts: dict[str, int] = {}
    for block in blocks[max(first - _SECTION_LINES, 0) : first]:
        if block.kind in _COUNTED and (value := _count(block)):
            counts[block.kind] = value
    for block in blocks[first + 1 :]:
        value = _count(block) if block.kind in _COUNTED else None
        if block.kind in _NEVER_IN_TABLES or (value and value > 1 and counts.get(block.kind) == value - 1):
            return outline.view.origin(block.start)
        if value == 1:
            counts[block.kind] = -1
    return len(outline.view.source)


def _count(block: Block) -> int | None:
    """The number of a section."""
    if block.kind == "letter-capital":
        return next((value[-1] for kind, value in ordinals(block.label or "") if kind == "letter"), None)
    return next((value[-1] for _, value in ordinals(block.label or "")), None)


def _table(found: Sequence[Piece], words: Words, rulebook: Rulebook, sign: Sign) -> Table | None:
    best = best_reading(found, words, rulebook, sign)
    if best is None:
        return None
    if sign != "numbers" and (
        best.worth < _PLAIN or not (_holds_figures(best.rows.rows) or _fits_plain_head(best, rulebook))
    ):
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


def _fits_plain_head(best: Reading, rulebook: Rulebook) -> bool:
    """Whether the head says of each of many columns what it holds, and several rows fit it well."""
    texts = [piece.text for piece in best.lines]
    return best.worth >= _WELL and len(best.rows.rows) >= _SEVERAL and is_plain(texts, rulebook)


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
