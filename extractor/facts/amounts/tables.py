"""Sums in tables: in columns of money, and in rows whose unit is one of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from extractor.facts.columns import Figured, figured
from extractor.facts.grids import RULE
from extractor.facts.place import place
from extractor.facts.timing import Timing
from extractor.model import Amount, Document
from extractor.numbers import times

Worth = Callable[[str], tuple[int, str]]
"""The worth of a unit of money in units of its currency, and the currency."""


def table_amounts(document: Document, timing: Timing, worth: Worth) -> Iterator[Amount]:
    """A sum for each figure of money; its label is that of its row, its source and year those of its column.

    ``parent`` counts among the sums that are yielded.
    """
    setting = timing.setting
    money = setting.rulebook.compile("(?i){money}$")
    done = 0
    for table in document.tables:
        cells = [one for one in figured(table, setting.outline, setting.rulebook) if money.match(one.unit)]
        for _, row in groupby(cells, key=lambda one: one.cell.row):
            figures = list(row)
            amounts = [_amount(document, timing, one, worth(one.unit)) for one in figures]
            yield from _with_parent(figures, amounts, done)
            done += len(amounts)


def _with_parent(figures: list[Figured], amounts: list[Amount], first: int) -> Iterator[Amount]:
    """The sums of a row, those as parts of its total that add up to it."""
    totals = [index for index, one in enumerate(figures) if one.told.total]
    parts = [amount.value or 0 for amount, one in zip(amounts, figures, strict=True) if not one.told.total]
    adds_up = len(totals) == 1 and len(parts) > 1 and round(sum(parts) - (amounts[totals[0]].value or 0), 6) == 0
    for amount, one in zip(amounts, figures, strict=True):
        if not adds_up:
            yield amount
        elif one.told.total:
            yield replace(amount, role="total")
        else:
            yield replace(amount, role="part", parent=first + totals[0])


def _amount(document: Document, timing: Timing, figure: Figured, unit: tuple[int, str]) -> Amount:
    scale, currency = unit
    setting, cell = timing.setting, figure.cell
    rulebook = setting.rulebook
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    is_total = rulebook.compile("(?i){total_row}").match(cell.label)
    return Amount(
        **place(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        value=times(cell.value, scale),
        comparator=cell.comparator,
        currency=currency,
        label=cell.label,
        role="total" if is_total else "result" if figure.told.kind == "result" else "other",
        period=figure.told.period or timing.period(clause, setting.kind(clause, bounded=False)),
        source=figure.told.source,
    )
