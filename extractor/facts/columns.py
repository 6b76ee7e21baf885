"""What the figures in a column of a table are: their unit and period, planned or done, the source of funds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.grids import Labelled, labelled
from extractor.facts.meanings import source_of, sources_of
from extractor.model import Column, Table
from extractor.numbers import periods
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.tables.units import COUNTS, takes_stated_unit

_LONGEST_SOURCE = 60
_KINDS = {"target": "target", "done": "result"}


@dataclass(frozen=True, slots=True)
class Told:
    """What a column says of its figures."""

    heading: str
    among: bool
    """Whether other columns count too, so that the heading is needed to tell what."""
    unit: str | None
    any_unit: bool
    """Whether the unit that a row states holds for them."""
    kind: str | None
    """target or result, where the heading tells."""
    period: str | None
    """The one year or span of years that the heading names."""
    met: bool
    """Whether it is the plan of what the table says was done, of the same time."""
    source: str | None
    """The source of funds that the heading names."""
    total: bool
    """Whether they add up those beside them."""


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure of a table with its unit, and what its column says of it."""

    cell: Labelled
    unit: str
    told: Told
    place: str | None
    """What the column of places says in its row."""
    source: str | None = None
    """The source of funds that its column names, else that of its row."""


def figured(table: Table, outline: Outline, rulebook: Rulebook) -> Iterator[Figured]:
    """The figures of ``table`` that have a unit: that of their column, else the one that their row states."""
    means = [column.meaning for column in table.columns]
    units = means.index("unit") if "unit" in means else None
    if units is None and not any(column.unit for column in table.columns):
        return
    among = sum(one in COUNTS for one in means) > 1
    compared, planned = "done" in means, means.count("target") == 1
    columns = [_told(one, rulebook, compared=compared, planned=planned, among=among) for one in table.columns]
    total = rulebook.compile("(?i){total_row}")
    places = means.index("place") if "place" in means else None
    sources = means.index("source") if "source" in means else None
    for cell in labelled(table, outline):
        if cell.column >= len(columns):
            continue
        told = columns[cell.column]
        stated = table.rows[cell.row][units].text.strip() if units is not None and told.any_unit else None
        if unit := stated or told.unit:
            at = table.rows[cell.row][places].text.strip() if places is not None else ""
            source = told.source or _source(table.rows[cell.row][sources].text if sources is not None else "", rulebook)
            yield Figured(cell, unit, told, at if at and not total.match(at) else None, source)


def _source(cell: str, rulebook: Rulebook) -> str | None:
    """What a cell for the source of funds says; one that is not known, and several, stand as they are written."""
    words = " ".join(cell.split())
    named = len(words) <= _LONGEST_SOURCE and any(letter.isalpha() for letter in words)
    own = words if named and not rulebook.compile("(?i){total_row}").match(words) else None
    known = sources_of(words, rulebook)
    return known[0] if len(known) == 1 else own


def _told(column: Column, rulebook: Rulebook, *, compared: bool, planned: bool, among: bool) -> Told:
    """``compared``: the table holds what was done, so that shares are those of the plan that were reached.

    ``planned``: it holds one plan.
    """
    later = rulebook.compile("(?i){column_later}").search(column.heading)
    named = [period.value for period in periods(column.heading)]
    return Told(
        heading=column.heading,
        among=among,
        unit=column.unit,
        any_unit=takes_stated_unit(column.meaning, column.heading),
        kind="result" if compared and column.meaning == "share" else _KINDS.get(column.meaning or ""),
        period=named[0] if len(named) == 1 else None,
        met=compared and planned and column.meaning == "target" and not later,
        source=source_of(column.heading, rulebook),
        total=column.meaning == "total" or rulebook.compile("(?i){total_row}").match(column.heading) is not None,
    )
