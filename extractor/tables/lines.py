"""Tables that lost their grid: copied from a web page, each cell stands on a line of its own.

Such a table shows by the heading of its number column, or by a caption with short lines below it. Its width is told by
its head and by where the running numbers stand; what does not fit is said, not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractor.model import Cell, Document, Row, Table
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.tables.anchors import first_table, limit, signs
from extractor.tables.pieces import Piece, pieces, words_in_lines
from extractor.tables.readings import Reading, Sign, is_plain, may_be_headed, read_on, readings
from extractor.tables.rows import Cut

_FEW, _FURTHEST = 120, 3000
"""Lines that tell how a table is to be read, and that it may have."""
_MOSTLY, _SEVERAL = 0.6, 4
_SURE, _PLAIN, _WELL = 0.6, 0.75, 0.85
"""Below this worth a table is not read; the second where it has no running numbers, the third no figures as well."""


def in_lines(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Table]:
    """The tables that stand one cell to a line, outside those that the reader found."""
    if any(page.words for page in document.pages):
        return
    until = 0
    begun = signs(document, outline, rulebook)
    numberless = "numbers" not in begun.values()
    for start, sign in begun.items():
        if start < until or document.table_at(start):
            continue
        last = limit(start, outline)
        if numberless and not may_be_headed(words_in_lines(document.text, start, last), rulebook):
            continue

        def first(most: int, start: int = start, last: int = last) -> tuple[Sequence[Piece], bool]:
            lines = pieces(document.text, start, last, most, rulebook)
            return first_table(lines, begun, rulebook), len(lines) == most

        table = _table(first, rulebook, sign)
        if table is not None and not any(a.start < table.end and table.start < a.end for a in document.tables):
            until = table.end
            yield table


def _table(first: Callable[[int], tuple[Sequence[Piece], bool]], rulebook: Rulebook, sign: Sign) -> Table | None:
    """The table of which ``first`` gives the lines among so many, and whether there are more.

    Its layout is told by a few, so that no long form is read in many ways.
    """
    found, more = first(_FEW)
    ways = readings(found, rulebook, sign)
    if ways and more:
        found, _ = first(_FURTHEST)
        ways = read_on(ways, found, rulebook)
    if not ways:
        return None
    best = max(ways, key=lambda way: way.score)
    if sign != "numbers" and (
        best.worth < _PLAIN or not (_holds_figures(best.rows.rows) or _fits_plain_head(best, rulebook))
    ):
        return None
    if best.worth < _SURE:
        return _unread(found, best)
    header = tuple(tuple(_cell((best.layout.head[index],)) for index in row) for row in best.head.rows)
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
    return best.worth >= _WELL and len(best.rows.rows) >= _SEVERAL and is_plain(best.layout.texts, rulebook)


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
