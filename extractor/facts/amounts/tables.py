"""Sums in the columns of a table, whose unit stands in the heading or above the table ("Đơn vị tính: triệu đồng")."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.facts.grids import RULE, Labelled, labelled
from extractor.facts.place import place
from extractor.facts.setting import Setting
from extractor.model import Amount, Document, Table
from extractor.numbers import periods

_ABOVE = 150
"""How far above a table its unit may stand."""

Worth = Callable[[str], tuple[int, str]]
"""The worth of a unit of money in units of its currency, and the currency."""


def table_amounts(document: Document, setting: Setting, worth: Worth) -> Iterator[Amount]:
    """A sum for each figure under a heading of money; its label is that of its row."""
    for table in document.tables:
        if table.failed:
            continue
        units = list(_units(document, setting, table))
        for cell in labelled(table, setting.outline):
            unit = units[cell.column] if cell.column < len(units) else None
            if unit:
                yield _amount(document, setting, cell, table.columns[cell.column], worth(unit))


def _units(document: Document, setting: Setting, table: Table) -> Iterator[str | None]:
    """The unit of money of each column."""
    rulebook = setting.rulebook
    stated, named = rulebook.compile("(?i){stated_money}"), rulebook.compile("(?i){column_money}")
    above = f"{document.text[max(0, table.start - _ABOVE) : table.start]} {table.caption or ''}"
    whole = stated.search(above)
    for heading in table.columns:
        own = stated.search(heading)
        if own:
            yield own["unit"]
        else:
            yield whole["unit"] if whole and named.search(heading) else None


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
