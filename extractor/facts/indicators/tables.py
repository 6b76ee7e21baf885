"""Figures in the columns of a table that count something."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.grids import RULE, Labelled, labelled
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Document, Indicator


def table_indicators(document: Document, setting: Setting) -> Iterator[Indicator]:
    """An indicator for each figure in a column whose unit is not one of money; its subject is the label of its row."""
    money = setting.rulebook.compile("(?i){money}$")
    for table in document.tables:
        units = [None if column.unit and money.match(column.unit) else column.unit for column in table.columns]
        for cell in labelled(table, setting.outline) if any(units) else ():
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
