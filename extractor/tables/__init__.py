"""Tables as a reader understands them: heads parted, parts on several pages joined, columns with meaning and unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.model import Column, Document, Table
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.tables.heads import FIGURE, headings
from extractor.tables.joined import joined
from extractor.tables.lines import in_lines
from extractor.tables.meanings import expected_of, meaning_below
from extractor.tables.run_on import run_on
from extractor.tables.surroundings import around, unit_in
from extractor.tables.units import (
    count_in_brackets,
    count_of,
    counts_what_others_do,
    money_of,
    planned_or_done,
    takes_stated_unit,
)

__all__ = ["understood"]

_BOUNDS = "≥≤<>= "
"""Signs before a figure in a cell: "≥ 60"."""
_PLANNED = frozenset({"target", "done"})
"""Meanings of columns whose headings name plans and results, and no unit."""
_MEASURED = frozenset({"target", "done", "unit"})
"""Meanings of columns beside which a figure below "Kết quả" is what was done, no rank; one below "Mục tiêu" a plan."""


def understood(document: Document, outline: Outline, rulebook: Rulebook) -> Document:
    """``document`` with every table whole and understood, those too that stand one cell to a line of the text.

    Tables that a reader could not read stay as they are, with the reason.
    """
    found = joined(document, outline, rulebook)
    found += in_lines(document, outline, rulebook)
    found += run_on(replace(document, tables=tuple(found)), rulebook)
    known = replace(document, tables=tuple(sorted(found, key=lambda table: table.start)))
    return replace(known, tables=tuple(_described(known, outline, rulebook)))


def _described(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Table]:
    for table in document.tables:
        lines = around(table.start, table.end, document, outline, rulebook)
        caption = table.caption or lines.caption
        unit = lines.unit or (unit_in(caption, rulebook) if caption else None)
        whole = replace(table, caption=caption, unit=unit, notes=lines.notes)
        yield replace(whole, columns=tuple(_columns(whole, rulebook)))


def _columns(table: Table, rulebook: Rulebook) -> list[Column]:
    columns: list[Column] = []
    counts: list[int] = []
    heads = headings(table)
    meanings = [meaning_below(parts, rulebook) for parts in heads]
    for index, parts in enumerate(heads):
        heading = " ".join(parts)
        cells = [row[index].text for row in table.rows if index < len(row) and row[index].text]
        figures = 2 * sum(1 for text in cells if FIGURE.match(text.lstrip(_BOUNDS))) > len(cells)
        means = meanings[index]
        if figures and _MEASURED & {*meanings} and "name" not in meanings:
            means = planned_or_done(heading, rulebook) or means
        unit = money_of(heading, table.unit, rulebook)
        if unit is None and figures:
            unit = _counted(table, heading, means, rulebook)
            counts += [index] if means == "count" else []
        worded = expected_of(means, rulebook)[0] == "text"
        columns.append(Column(heading, None if figures and worded else means, unit))
    shared = {columns[index].unit for index in counts} - {None, "%"}
    if len(shared) == 1:  # "Sản phẩm mới" beside "Đánh giá lại": both count products
        unit = shared.pop()
        for index in counts:
            if columns[index].unit is None and counts_what_others_do(columns[index].heading, rulebook):
                columns[index] = replace(columns[index], unit=unit)
    return columns


def _counted(table: Table, heading: str, means: str | None, rulebook: Rulebook) -> str | None:
    """The unit of a column that counts: named in its heading, stated for the table, or named in the caption."""
    planned = means in _PLANNED
    named = count_in_brackets(heading, rulebook) if planned else count_of(heading, "", rulebook)
    stated = table.unit if takes_stated_unit(means, heading) else None
    return named or stated or (None if planned else count_of(heading, table.caption or "", rulebook))
