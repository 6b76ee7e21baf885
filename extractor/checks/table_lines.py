"""The rows of a table as they are added up: which are totals or groups, which columns hold quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractor.cells import figure_columns
from extractor.checks.relations import value_of
from extractor.kept import kept
from extractor.model import Cell, Column, Table

_STROKES = "-–—. "
_NO_QUANTITY = frozenset({"share", "year", "number", "expires", "decision", "phone", "stars"})
_PERHAPS = frozenset({"price", "points"})
_RATE = re.compile(
    r"%|bình quân|đơn giá|mức|tỷ lệ|trung bình|so với|so sánh|hệ số|điểm|năng suất"
    r"|/(?:ha|người|hộ|năm|tháng|ngày|sản phẩm)",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"%|bình quân|đơn giá|trung bình|tỷ lệ|so với|so sánh|hệ số|năng suất|\bTB\b|/", re.IGNORECASE)
_ALL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng|toàn (?:tỉnh|huyện|xã|thành phố|phường))\b(?!\s+(?:hợp|kết))", re.I)
_LABELS = (
    re.compile(r"[A-HK-UYĐ]\.?"),
    re.compile(r"[IVX]{1,5}\.?"),
    re.compile(r"0?\d{1,3}[.)]?"),
    re.compile(r"\d{1,2}\.\d{1,2}\.?"),
    re.compile(r"\d{1,2}(?:\.\d{1,2}){2}\.?|[a-zđ][.)]?"),
)
"""How rows are numbered, the highest level first."""
_DETAIL = len(_LABELS)
"""The level of a row without a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the body: how deep it stands, whether it is one of totals, and its figures by column."""

    level: int
    total: bool
    cells: tuple[Cell, ...]
    figures: dict[int, float | None]
    """``None`` where something stands that is no exact figure; a blank cell is not there."""

    @property
    def label(self) -> str:
        """Its number: "II"."""
        return self.cells[0].text.strip(" .)") if self.cells else ""


def calls_total(words: str) -> bool:
    """Whether a heading or the name of a row says that all is added up there."""
    return _ALL.match(words) is not None


def quantities(table: Table, *, perhaps: bool = False) -> list[int]:
    """The columns whose figures can be added up; ``perhaps``, those of prices and points, which seldom are."""
    found = []
    for index in _figure_columns(table):
        column = table.columns[index] if index < len(table.columns) else None
        if _may_be_added(column, perhaps=perhaps):
            found.append(index)
    return found


@kept
def _figure_columns(table: Table) -> list[int]:
    return sorted(figure_columns(table))


def _may_be_added(column: Column | None, *, perhaps: bool) -> bool:
    if column is None:
        return not perhaps
    if column.meaning in _NO_QUANTITY or "%" in (column.unit or ""):
        return False
    if perhaps:
        return column.meaning in _PERHAPS and not _AVERAGE.search(column.heading)
    return column.meaning not in _PERHAPS and not _RATE.search(column.heading)


def lines_of(table: Table, columns: Sequence[int]) -> list[Line]:
    """The rows of the body that hold a figure in one of ``columns``."""
    lines = []
    for row in table.rows:
        figures: dict[int, float | None] = {}
        for index in columns:
            if index < len(row) and row[index].text.strip(_STROKES):
                figures[index] = value_of(row[index])
        if figures:
            names = [cell.text for index, cell in enumerate(row) if index not in columns]
            total = any(calls_total(name) for name in names)
            lines.append(Line(_level(names), total, row, figures))
    return lines


def _level(names: Sequence[str]) -> int:
    first = names[0].strip() if names else ""
    return next((level for level, label in enumerate(_LABELS) if label.fullmatch(first)), _DETAIL)


def below(lines: Sequence[Line], index: int) -> list[Line]:
    """The rows of the next level that stand below a row."""
    level = lines[index].level
    inside = list(takewhile(lambda line: line.level > level, lines[index + 1 :])) if level < _DETAIL else []
    next_level = min((line.level for line in inside), default=0)
    return [line for line in inside if line.level == next_level]


def of_one_unit(table: Table, columns: Sequence[int]) -> list[int]:
    """Those of ``columns`` whose rows count the same: where each row has a unit of its own, the sums of money."""
    unit = next((i for i, one in enumerate(table.columns) if one.meaning == "unit"), None)
    units = {row[unit].text.strip() for row in table.rows if unit is not None and unit < len(row)}
    if len(units - {""}) < 2:
        return list(columns)
    return [one for one in columns if one < len(table.columns) and table.columns[one].meaning == "money"]


def heading(table: Table, column: int) -> Cell:
    """The head cell that stands right above a column."""
    own = [row[column] for row in table.header if column < len(row) and row[column].text.strip()]
    return own[-1] if own else Cell(table.columns[column].heading if column < len(table.columns) else "")
