"""Figures in the columns of a table that count something."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.columns import Figured, figured
from extractor.facts.grids import RULE
from extractor.facts.place import place as place_of
from extractor.facts.timing import Timing
from extractor.facts.totals import parents
from extractor.model import Document, Indicator


def table_indicators(document: Document, timing: Timing) -> Iterator[Indicator]:
    """An indicator for each figure whose unit is not one of money; its subject is the label of its row.

    ``parent`` counts among the indicators that are yielded.
    """
    setting = timing.setting
    money = setting.rulebook.compile("(?i){money}$")
    done = 0
    for table in document.tables:
        figures = [one for one in figured(table, setting.outline, setting.rulebook) if not money.match(one.unit)]
        for figure, total in zip(figures, parents(figures, setting.rulebook), strict=True):
            yield _indicator(document, timing, figure, None if total is None else done + total)
        done += len(figures)


def _indicator(document: Document, timing: Timing, figure: Figured, parent: int | None) -> Indicator:
    setting, cell = timing.setting, figure.cell
    clause = setting.clause(cell.start, cell.start + len(cell.label))
    kind = figure.told.kind or setting.kind(clause, bounded=False)
    return Indicator(
        **place_of(document, setting.outline, cell.start, cell.end),
        rule=RULE,
        kind=kind,
        comparator=cell.comparator,
        value=cell.value,
        unit=figure.unit,
        subject=_subject(figure),
        period=figure.told.period or timing.period(clause, "result" if figure.told.met else kind),
        table=True,
        scope="year" if figure.told.period and "-" not in figure.told.period else None,
        place=figure.place or (cell.label if setting.rulebook.compile("{place_alone}").fullmatch(cell.label) else None),
        parent=parent,
    )


def _subject(figure: Figured) -> str:
    """The label of the row; where that is a place and several columns count, what the column counts there."""
    label = figure.cell.label
    return f"{figure.told.heading} {label}" if figure.told.among and figure.place == label else label
