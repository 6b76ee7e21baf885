"""What the figures in a column of a table are: their unit and period, planned or done, the source of funds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.grids import Labelled, labelled
from extractor.facts.meanings import Words
from extractor.model import Column, Table
from extractor.numbers import periods
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_KINDS = {"target": "target", "done": "result"}
_COUNTING = frozenset({"count", "target", "done", "total"})
"""Meanings of columns whose figures have the unit that their row states."""


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure of a table, and what its column and its row say of it."""

    cell: Labelled
    unit: str
    heading: str
    kind: str | None
    """target or result, where the heading tells."""
    period: str | None
    """The one year or span of years that the heading names."""
    total: bool
    """Whether the column adds up those beside it."""
    row: int


def figured(table: Table, outline: Outline, rulebook: Rulebook) -> Iterator[Figured]:
    """The figures of ``table`` that have a unit: that of their column, else the one that their row states."""
    means = [column.meaning for column in table.columns]
    units = means.index("unit") if "unit" in means else None
    for cell in labelled(table, outline):
        column = table.columns[cell.column] if cell.column < len(table.columns) else None
        if column is None:
            continue
        stated = table.rows[cell.row][units].text.strip() if units is not None else None
        unit = stated if stated and _takes_unit_of_row(column) else column.unit
        if unit is None:
            continue
        named = [period.value for period in periods(column.heading)]
        yield Figured(
            cell=cell,
            unit=unit,
            heading=column.heading,
            kind="result" if column.meaning == "share" and "done" in means else _KINDS.get(column.meaning or ""),
            period=named[0] if len(named) == 1 else None,
            total=_adds_up(column, rulebook),
            row=cell.row,
        )


def source_in(heading: str, rulebook: Rulebook) -> str | None:
    """The source of funds that a heading names."""
    return Words(rulebook, "amount_meanings", "field", "source", of="value").first(heading)


def _takes_unit_of_row(column: Column) -> bool:
    return column.meaning in _COUNTING or (column.meaning is None and any(periods(column.heading)))


def _adds_up(column: Column, rulebook: Rulebook) -> bool:
    return column.meaning == "total" or rulebook.compile("(?i){total_row}").match(column.heading) is not None
