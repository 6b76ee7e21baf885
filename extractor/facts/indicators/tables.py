"""Figures in the columns of a table that count something."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.columns import Figured, figured
from extractor.facts.grids import RULE
from extractor.facts.place import place
from extractor.facts.timing import Timing
from extractor.model import Document, Indicator


def table_indicators(document: Document, timing: Timing) -> Iterator[Indicator]:
    """An indicator for each figure whose unit is not one of money; its subject is the label of its row."""
    setting = timing.setting
    money = setting.rulebook.compile("(?i){money}$")
    for table in document.tables:
        for figure in figured(table, setting.outline, setting.rulebook):
            if not money.match(figure.unit):
                yield _indicator(document, timing, figure)


def _indicator(document: Document, timing: Timing, figure: Figured) -> Indicator:
    setting, cell = timing.setting, figure.cell
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    kind = figure.told.kind or setting.kind(clause, bounded=False)
    return Indicator(
        **place(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        kind=kind,
        value=cell.value,
        unit=figure.unit,
        subject=cell.label,
        period=figure.told.period or timing.period(clause, kind),
        table=True,
    )
