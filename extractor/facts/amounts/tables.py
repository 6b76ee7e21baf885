"""Sums in tables: in columns of money, and in rows whose unit is one of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from extractor.facts.columns import Figured, figured
from extractor.facts.grids import RULE
from extractor.facts.place import place
from extractor.facts.timing import Timing
from extractor.facts.totals import is_total, parents
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
        totals = parents(cells, setting.rulebook)
        for index, (one, total) in enumerate(zip(cells, totals, strict=True)):
            amount = _amount(document, timing, one, worth(one.unit))
            if total is not None:
                amount = replace(amount, parent=done + total)
            told = "part" if total is not None else "total" if index in totals else amount.role
            yield replace(amount, role=told if amount.role in ("other", "total") else amount.role)
        done += len(cells)


def _amount(document: Document, timing: Timing, figure: Figured, unit: tuple[int, str]) -> Amount:
    scale, currency = unit
    setting, cell = timing.setting, figure.cell
    rulebook = setting.rulebook
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    return Amount(
        **place(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        value=times(cell.value, scale),
        comparator=cell.comparator,
        currency=currency,
        label=cell.label,
        role="total" if is_total(figure, rulebook) else "result" if figure.told.kind == "result" else "other",
        period=figure.told.period or timing.period(clause, setting.kind(clause, bounded=False)),
        source=figure.told.source,
    )
