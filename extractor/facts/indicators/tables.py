"""Figures in tables: the reader's grids, and tables that lost their grid and stand one cell to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor import numbers
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Cell, Document, Indicator, Table
from extractor.outline import Block
from extractor.rulebook import Rulebook

_LONGEST_CELL = 110
_GRID = "table-grid"
_FIGURE = re.compile(r"(?P<figure>[0-9][0-9.,]*) ?%?$")
_UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A label with its figures; places are those of the view."""

    start: int
    label: str
    cells: tuple[tuple[int, str], ...]
    """Where each figure ends, and its digits."""
    rule: str


def table_indicators(document: Document, setting: Setting) -> Iterator[Indicator]:
    """An indicator for each figure under a heading that names a unit; its subject is the label of its row."""
    grids = [(table.start, table.end) for table in document.tables]
    for table in document.tables:
        if not table.failed:
            yield from _of_grid(document, setting, table)
    for caption, lines in _flattened(setting):
        first = setting.outline.view.origin(caption.start)
        if not any(start <= first < end for start, end in grids):
            yield from _of_lines(document, setting, caption, lines)


def unit_of(heading: str, caption: str, rulebook: Rulebook) -> str | None:
    """The unit of a column, from its heading or, where that only says "number", from the caption of the table."""
    words = heading.strip().lower()
    if not words or rulebook.compile("{column_no_count}").search(words):
        return None
    if "%" in words or words.startswith("tỷ lệ"):
        return "%"
    counted = rulebook.compile(r"(?i)(?<!\w){counted}(?!\w)")
    bracket = _UNIT_IN_BRACKETS.search(words)
    if bracket and counted.fullmatch(bracket.group(1)):
        return bracket.group(1)
    named = counted.search(words)
    if named and named.group() != words:
        return named.group()
    if rulebook.compile("(?:{column_count})$").match(words) and (said := counted.search(caption)):
        return said.group().lower()
    return None


def _flattened(setting: Setting) -> Iterator[tuple[Block, list[Block]]]:
    """The caption of each table without a grid, and the short lines below it."""
    blocks = setting.outline.blocks
    for index, block in enumerate(blocks):
        if block.kind != "table":
            continue
        lines: list[Block] = []
        for line in blocks[index + 1 :]:
            if line.kind != "text" or line.end - line.start > _LONGEST_CELL:
                break
            lines.append(line)
        yield block, lines


def _of_lines(document: Document, setting: Setting, caption: Block, lines: list[Block]) -> Iterator[Indicator]:
    text = setting.outline.view.text
    words = [text[line.start : line.end] for line in lines]
    if "1" not in words:
        return
    first = words.index("1")
    title = text[caption.body : caption.end]
    headings = [
        heading for heading in words[:first] if not setting.rulebook.compile("(?i){column_label}$").match(heading)
    ]
    units = [unit for heading in headings[1:] if (unit := unit_of(heading, title, setting.rulebook))]
    for row in _rows(setting, lines[first:]):
        if len(units) == 1:
            columns = units * len(row.cells)
        elif len(units) == len(row.cells):
            columns = units
        else:
            continue
        for (end, figure), unit in zip(row.cells, columns, strict=True):
            if (indicator := _cell(document, setting, row, end, figure, unit)) is not None:
                yield indicator


def _rows(setting: Setting, lines: list[Block]) -> Iterator[_Row]:
    """The rows of a table one cell to a line; a last number that goes on the count belongs to the next row."""
    text = setting.outline.view.text
    end = lines[-1].end
    for rule in setting.rulebook.rules("indicator_rows"):
        at = lines[0].start
        while match := rule.pattern.search(text, at, end):
            ordinal = match["ordinal"]
            cells = [
                (m.end(), m.group())
                for m in re.compile(r"[^\n]+").finditer(text, match.start("cells"), match.end("cells"))
            ]
            at = match.end()
            if ordinal and len(cells) > 1 and cells[-1][1] == str(int(ordinal) + 1) and at < end:
                at = cells.pop()[0] - len(str(int(ordinal) + 1))
            yield _Row(match.start("label"), match["label"], tuple(cells), rule.id)


def _of_grid(document: Document, setting: Setting, table: Table) -> Iterator[Indicator]:
    units = [unit_of(heading, table.caption or "", setting.rulebook) for heading in table.columns]
    if not any(units):
        return
    for cells in table.rows:
        label = next((cell for cell in cells if cell.start is not None and re.search(r"[^\W\d_]", cell.text)), None)
        if label is None or label.start is None:
            continue
        start = setting.outline.view.find(label.start)
        for cell, unit in zip(cells, units, strict=False):
            if cell is not label and unit and _numeric(cell) and cell.end is not None and cell.end > label.start:
                row = _Row(start, label.text.strip(), (), _GRID)
                end = setting.outline.view.find(cell.end - 1) + 1
                if (indicator := _cell(document, setting, row, end, cell.text.strip(), unit)) is not None:
                    yield indicator


def _numeric(cell: Cell) -> bool:
    return _FIGURE.match(cell.text.strip()) is not None


def _cell(document: Document, setting: Setting, row: _Row, end: int, figure: str, unit: str) -> Indicator | None:
    match = _FIGURE.match(figure.strip())
    value = numbers.number(match["figure"]) if match else None
    if value is None:
        return None
    clause = setting.clause(row.start, row.start + len(row.label))
    kind = setting.kind(clause, bounded=False)
    return Indicator(
        **place(document, setting.outline, row.start, end),
        rule=row.rule,
        kind=kind,
        value=value,
        unit=unit,
        subject=row.label,
        period=setting.period(clause, kind),
        table=True,
    )
