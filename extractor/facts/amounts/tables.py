"""Sums in the columns of a table whose unit is one of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.facts.grids import RULE, Labelled, labelled
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Amount, Document
from extractor.numbers import periods

Worth = Callable[[str], tuple[int, str]]
"""The worth of a unit of money in units of its currency, and the currency."""


def table_amounts(document: Document, setting: Setting, worth: Worth) -> Iterator[Amount]:
    """A sum for each figure in a column of money; its label is that of its row."""
    money = setting.rulebook.compile("(?i){money}$")
    for table in document.tables:
        units = [column.unit if column.unit and money.match(column.unit) else None for column in table.columns]
        for cell in labelled(table, setting.outline) if any(units) else ():
            unit = units[cell.column] if cell.column < len(units) else None
            if unit:
                yield _amount(document, setting, cell, table.columns[cell.column].heading, worth(unit))


def _amount(document: Document, setting: Setting, cell: Labelled, heading: str, unit: tuple[int, str]) -> Amount:
    scale, currency = unit
    worth = round(cell.value * scale, 6)
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    years = [period.value for period in periods(heading)]
    is_total = setting.rulebook.compile("(?i){total_row}").match(cell.label)
    return Amount(
        **place(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        value=int(worth) if worth == int(worth) else worth,
        currency=currency,
        label=cell.label,
        role="total" if is_total else "other",
        period=years[0] if len(years) == 1 else setting.period(clause, setting.kind(clause, bounded=False)),
    )
