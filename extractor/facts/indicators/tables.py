"""Figures in tables: the reader's grids, and tables that lost their grid and stand one cell to a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.grids import RULE, Labelled, figure_of, labelled
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Document, Indicator, Table
from extractor.outline import Block
from extractor.rulebook import Rulebook

_LONGEST_CELL = 110
_UNIT_IN_BRACKETS = re.compile(r"\(([^()]{1,20})\)$")


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
    if rulebook.compile("{column_share}").search(words):
        return "%"
    counted = rulebook.compile(r"(?i)(?<!\w){counted}(?!\w)")
    bracket = _UNIT_IN_BRACKETS.search(words)
    if bracket and counted.fullmatch(bracket.group(1)):
        return bracket.group(1)
    named = counted.search(words)
    if named and named.group() != words:
        return named.group()
    if rulebook.compile("(?i){stated_money}").search(caption):
        return None
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
    for rule, row in _rows(setting, lines[first:]):
        columns = units * len(row) if len(units) == 1 else units
        if len(columns) == len(row):
            yield from (_indicator(document, setting, cell, columns[cell.column], rule) for cell in row)


def _rows(setting: Setting, lines: list[Block]) -> Iterator[tuple[str, list[Labelled]]]:
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
            figures = [(stop, value) for stop, words in cells if (value := figure_of(words)) is not None]
            start, label = match.start("label"), match["label"]
            yield rule.id, [Labelled(start, stop, label, value, n) for n, (stop, value) in enumerate(figures)]


def _of_grid(document: Document, setting: Setting, table: Table) -> Iterator[Indicator]:
    units = [unit_of(heading, table.caption or "", setting.rulebook) for heading in table.columns]
    if any(units):
        for cell in labelled(table, setting.outline):
            unit = units[cell.column] if cell.column < len(units) else None
            if unit:
                yield _indicator(document, setting, cell, unit, RULE)


def _indicator(document: Document, setting: Setting, cell: Labelled, unit: str, rule: str) -> Indicator:
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    kind = setting.kind(clause, bounded=False)
    return Indicator(
        **place(document, setting.outline, cell.start, cell.end),
        rule=rule,
        kind=kind,
        value=cell.value,
        unit=unit,
        subject=cell.label,
        period=setting.period(clause, kind),
        table=True,
    )
