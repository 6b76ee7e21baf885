"""Sums in tables: in columns of money, and in rows whose unit is one of money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from extractor.facts.columns import Figured, figured
from extractor.facts.grids import RULE
from extractor.facts.meanings import meanings_of_sums, source_of
from extractor.facts.place import place
from extractor.facts.timing import Timing
from extractor.facts.totals import is_total, parents
from extractor.model import Amount, Document
from extractor.numbers import times
from extractor.rulebook import Rulebook

_STAGES = {"target": "estimate", "result": "spent"}
"""Of the kinds of columns: planned, done."""

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
            amount = _amount(document, timing, one, worth(one.unit), table.caption or "")
            if total is not None:
                amount = replace(amount, parent=done + total)
            told = "part" if total is not None else "total" if index in totals else amount.role
            yield replace(amount, role=told if amount.role in ("other", "total") else amount.role)
        done += len(cells)


def _amount(document: Document, timing: Timing, figure: Figured, unit: tuple[int, str], caption: str) -> Amount:
    scale, currency = unit
    setting, cell = timing.setting, figure.cell
    rulebook = setting.rulebook
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    role = "result" if _is_revenue(figure, caption, rulebook) else "total" if is_total(figure, rulebook) else "other"
    return Amount(
        **place(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        value=times(cell.value, scale),
        comparator=cell.comparator,
        currency=currency,
        label=cell.label,
        role=role,
        stage=None if role == "result" and figure.told.kind != "target" else _STAGES.get(figure.told.kind or ""),
        period=figure.told.period or timing.period(clause, setting.kind(clause, bounded=False)),
        source=figure.source or source_of(cell.label, rulebook),
    )


def _is_revenue(figure: Figured, caption: str, rulebook: Rulebook) -> bool:
    """Whether a figure is turnover or the like: its column says so or, where it names no funds, its row or table."""
    roles, heading = meanings_of_sums(rulebook, "role"), figure.told.heading
    if any(role == "result" for _, role in roles.find(heading)):
        return True
    if rulebook.compile("(?i){says_funding}").search(heading):
        return False
    return any(role == "result" for words in (figure.cell.label, caption) for _, role in roles.find(words))
