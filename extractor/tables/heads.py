"""The head of a table: how many rows it has, and what stands above each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.model import Cell, Row, Table
from extractor.rulebook import Rulebook
from extractor.tables.meanings import meaning

_COUNTED = re.compile(r"\(?\s*(?:[0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?$")
FIGURE = re.compile(r"[-+]?[0-9][0-9.,/ ]*%?$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
ORDINAL = re.compile(r"\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[IVXLC]{1,6}|[A-ZĐ])[.)]?$")
"""What stands before a row: "1", "01.", "3.3.1", "II", "B)"."""
_DEEPEST = 4
_MANY = 5


def parted(table: Table, rulebook: Rulebook) -> Table:
    """``table`` with its head parted from its body, and a title that stands in its first row taken as its caption.

    The head is what the file declares, else what looks like one: its first row has words in two columns or more and no
    figure but years, and every row that its cells reach down to belongs to it, as do the rows that part what spans
    columns above. A row that counts the columns ("(1)", "(2)") is neither head nor body.
    """
    table = _titled(table, rulebook)
    rows = (*table.header, *table.rows)
    depth = _whole(rows, len(table.header)) if table.header else _guessed(rows, rulebook)
    if depth >= len(rows):
        depth = 0
    body = rows[depth:]
    if body and (depth or not table.header) and counts_columns(body[0]):
        body = body[1:]
    return replace(table, header=rows[:depth], rows=body)


def headings(table: Table) -> list[tuple[str, ...]]:
    """For each column the texts of its head cells from top to bottom, each once."""
    return [tuple(_column(table.header, index)) for index in range(table.width)]


def _column(header: Sequence[Row], index: int) -> list[str]:
    texts: list[str] = []
    last: Cell | None = None
    for row in header:
        cell = row[index] if index < len(row) else None
        if cell is not None and cell is not last and cell.text:
            texts.append(cell.text)
        last = cell
    return texts


def counts_columns(row: Row) -> bool:
    """Whether a row only numbers the columns: "(1)", "(2)", "(3)=(1)+(2)". Of many cells one may be misread."""
    filled = [(index, cell.text) for index, cell in enumerate(row) if cell.text]
    counting = [(index, text) for index, text in filled if _COUNTED.match(text)]
    missing = len(filled) - len(counting)
    if len(counting) < 3 or len(filled) < len(row) - 1 or missing > (len(row) >= _MANY):
        return False
    numbers = [
        (index, int(found.group())) for index, text in counting if (found := re.search(r"[0-9]+", text.split("=")[0]))
    ]
    return len(numbers) >= 2 and len({number - index for index, number in numbers}) == 1


def _titled(table: Table, rulebook: Rulebook) -> Table:
    """``table`` without a first row that is one text over its whole width, which becomes its caption."""
    if table.header or len(table.rows) < 3 or len(table.rows[0]) < 2:
        return table
    first = table.rows[0]
    texts = {cell.text for cell in first if cell.text}
    spans = len(first) > 1 and first[0].text and all(cell is first[0] for cell in first)
    if len(texts) != 1 or not spans or not _guessed(table.rows[1:], rulebook):
        return table
    return replace(table, rows=table.rows[1:], caption=table.caption or texts.pop())


def _guessed(rows: Sequence[Row], rulebook: Rulebook) -> int:
    """How many rows the head has, as far as its looks tell."""
    if len(rows) < 2 or not _is_head(rows[0], rulebook):
        return 0
    depth = _whole(rows, 1)
    while depth < min(len(rows) - 1, _DEEPEST) and _parts(rows[depth - 1], rows[depth]):
        depth = _whole(rows, depth + 1)
    return depth


def _is_head(row: Row, rulebook: Rulebook) -> bool:
    texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
    if len(texts) < 2 or ORDINAL.match(row[0].text):
        return False
    figures = [text for text in texts if FIGURE.match(text)]
    if not figures:
        return True
    known = sum(1 for text in texts if meaning(text, rulebook))
    return all(_YEAR.match(figure) for figure in figures) and known > 0


def _whole(rows: Sequence[Row], depth: int) -> int:
    """``depth``, and as many rows more as cells of the row before it reach down to."""
    while depth < min(len(rows), _DEEPEST) and any(
        cell.text and cell is above for cell, above in zip(rows[depth], rows[depth - 1], strict=False)
    ):
        depth += 1
    return depth


def _parts(above: Row, row: Row) -> bool:
    """Whether ``row`` says what parts the spanning cells of the row above have, and nothing else."""
    spanning = [
        (i > 0 and above[i] is above[i - 1]) or (i + 1 < len(above) and above[i] is above[i + 1])
        for i in range(len(above))
    ]
    own = [cell for index, cell in enumerate(row) if cell.text and cell is not above[index]]
    if not any(spanning) or not own:
        return False
    below = [cell for index, cell in enumerate(row) if index < len(spanning) and spanning[index]]
    return (
        all(cell.text for cell in below)
        and not any(FIGURE.match(cell.text) and not _YEAR.match(cell.text) for cell in own)
        and all(not cell.text or cell is above[i] for i, cell in enumerate(row) if not spanning[i])
    )
