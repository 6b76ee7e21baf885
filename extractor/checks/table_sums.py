"""N1, sums in tables: a row of totals adds up the rows, a column of totals the columns beside it.

What is added up is never said by a table itself: rows stand below groups, some columns are no quantities. So a way of
adding up counts only where the table shows that it is meant: where it holds in other columns, or in most rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractor.cells import figure_columns
from extractor.checks.case import Case
from extractor.checks.wording import written
from extractor.model import Cell, Evidence, Finding, Table
from extractor.numbers import number

_STROKES = "-–—. "
_UNIT = re.compile(r"\s*(?:đồng|sản phẩm|SP|sp|triệu đồng|tỷ đồng|nghìn đồng)$")
_NO_QUANTITY = frozenset({"share", "price", "points", "year", "number", "expires", "decision", "phone", "stars"})
_RATE = re.compile(
    r"%|bình quân|đơn giá|mức|tỷ lệ|trung bình|so với|so sánh|hệ số|điểm|năng suất"
    r"|/(?:ha|người|hộ|năm|tháng|ngày|sản phẩm)",
    re.IGNORECASE,
)
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
_SUMMED = re.compile(r"\(\s*((?:[A-Z]|[IVX]{1,4}|\d{1,2})(?:\s*[+,]\s*(?:[A-Z]|[IVX]{1,4}|\d{1,2}))+)\s*\)")
_NOT_COUNTED = re.compile(r"không (?:tính|cộng)|chưa (?:tính|gồm|bao gồm)|không bao gồm", re.IGNORECASE)
_NOTE = 300
"""Characters below a table in which a note on it stands."""
_MOSTLY = 0.6
_FEWEST = 3
_SHOWN = 24
"""Cells that a finding shows at most."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the body: how deep it stands, whether it is one of totals, and its figures by column."""

    level: int
    total: bool
    cells: tuple[Cell, ...]
    figures: dict[int, float | None]
    """``None`` where something stands that is no exact figure; a blank cell is not there."""


def in_columns(case: Case) -> Iterator[Finding]:
    """N106: in a row of totals a figure is not the sum of those that it adds up."""
    for table in case.facts.document.tables:
        columns = _quantities(table)
        lines = _lines(table, columns)
        if _of_many_units(table):
            continue
        totals = [line for line in lines if line.total]
        rest = [line for line in lines if not line.total and not _is_apart(case, table, line)]
        if len(totals) == 1 and totals[0] in (lines[0], lines[-1]):
            yield from _total_row(case, totals[0], rest, columns)
        yield from _groups(case, rest, columns)


def in_rows(case: Case) -> Iterator[Finding]:
    """N107: in a column of totals a figure is not the sum of those beside it, though most are.

    A row of totals that N106 finds wrong is left to it: mending its one figure mends the row.
    """
    told = {side.start for finding in in_columns(case) for side in finding.evidence[:1]}
    for table in case.facts.document.tables:
        columns = _quantities(table)
        lines = _lines(table, columns)
        for column in columns:
            if not _ALL.match(_heading(table, column)):
                continue
            parts = max(_beside(table, columns, column), key=lambda one: len(_holding(lines, column, one)), default=())
            held = _holding(lines, column, parts)
            wrong = [line for line in lines if _adds_up(line, column, parts) is False]
            wrong = [line for line in wrong if not (line.total and told & {cell.start for cell in line.cells})]
            if len(held) < max(2, _MOSTLY * (len(held) + len(wrong))):
                continue
            for line in wrong:
                cells = [line.cells[one] for one in parts if line.figures.get(one)]
                yield _finding(case, "N107", line.cells[column], cells, _sum(line, parts) or 0, "các cột")


def _quantities(table: Table) -> list[int]:
    """The columns whose figures can be added up."""
    found = []
    for index in sorted(figure_columns(table)):
        column = table.columns[index] if index < len(table.columns) else None
        if column is None or (
            column.meaning not in _NO_QUANTITY and not _RATE.search(column.heading) and "%" not in (column.unit or "")
        ):
            found.append(index)
    return found


def _lines(table: Table, columns: Sequence[int]) -> list[_Line]:
    """The rows of the body that hold a figure in one of ``columns``."""
    lines = []
    for row in table.rows:
        figures: dict[int, float | None] = {}
        for index in columns:
            words = row[index].text.strip(_STROKES) if index < len(row) else ""
            if words:
                value = number(_UNIT.sub("", row[index].text.strip()))
                figures[index] = None if value is None else float(value)
        if figures:
            names = [cell.text for index, cell in enumerate(row) if index not in columns]
            total = any(_ALL.match(name) for name in names)
            lines.append(_Line(_level(names), total, row, figures))
    return lines


def _level(names: Sequence[str]) -> int:
    first = names[0].strip() if names else ""
    return next((level for level, label in enumerate(_LABELS) if label.fullmatch(first)), _DETAIL)


def _of_many_units(table: Table) -> bool:
    """Whether the rows count different things, each in the unit of its own cell."""
    column = next((i for i, one in enumerate(table.columns) if one.meaning == "unit"), None)
    units = {row[column].text.strip() for row in table.rows if column is not None and column < len(row)}
    return len(units - {""}) > 1


def _total_row(case: Case, total: _Line, rest: Sequence[_Line], columns: Sequence[int]) -> Iterator[Finding]:
    ways = _ways(total, rest)
    asked = [one for one in columns if total.figures.get(one) is not None]
    holding = {one: [way for way in ways if _holds(total, way, one)] for one in asked}
    meant = [way for way in ways if any(way in held and _says_much(way, one) for one, held in holding.items())]
    for one in asked:
        way = meant[0] if meant else ways[0] if len(ways) == 1 and len(rest) >= _FEWEST else None
        if way is None or holding[one] or not _says_much(way, one) or _column_sum(way, one) is None:
            continue
        cells = [line.cells[one] for line in way if line.figures.get(one)]
        yield _finding(case, "N106", total.cells[one], cells, _column_sum(way, one) or 0, "các dòng")


def _is_apart(case: Case, table: Table, line: _Line) -> bool:
    """Whether a row is starred and a note below the table says that it is not counted."""
    starred = any("*" in cell.text for cell in line.cells)
    below = case.facts.document.text[table.end : table.end + _NOTE]
    return starred and _NOT_COUNTED.search(" ".join((*table.notes, below))) is not None


def _groups(case: Case, lines: Sequence[_Line], columns: Sequence[int]) -> Iterator[Finding]:
    """The rows of groups ("I", "II"), which add up those numbered below them, as most of them do."""
    sums = [
        (line, below, column)
        for index, line in enumerate(lines)
        for below in [_below(lines, index)]
        for column in columns
        if line.figures.get(column) is not None and _says_much(below, column) and _column_sum(below, column) is not None
    ]
    wrong = [one for one in sums if not _holds(*one)]
    if len(sums) - len(wrong) < max(2, _MOSTLY * len(sums)):
        return
    for line, below, column in wrong:
        cells = [one.cells[column] for one in below if one.figures.get(column)]
        yield _finding(case, "N106", line.cells[column], cells, _column_sum(below, column) or 0, "các dòng")


def _below(lines: Sequence[_Line], index: int) -> list[_Line]:
    """The rows of the next level that stand below a row."""
    level = lines[index].level
    inside = list(takewhile(lambda line: line.level > level, lines[index + 1 :])) if level < _DETAIL else []
    next_level = min((line.level for line in inside), default=0)
    return [line for line in inside if line.level == next_level]


def _named(total: _Line, rest: Sequence[_Line]) -> list[_Line]:
    """The rows that a total says it adds up: "Tổng cộng (I + II)"."""
    named = next((match[1] for cell in total.cells if (match := _SUMMED.search(cell.text))), "")
    wanted = {label.strip() for label in re.split(r"[+,]", named)} - {""}
    return [line for line in rest if line.cells and line.cells[0].text.strip(" .") in wanted]


def _ways(total: _Line, rest: Sequence[_Line]) -> list[list[_Line]]:
    """What a row of totals may add up: the rows of the highest level, those that nothing stands below, all."""
    if named := _named(total, rest):
        return [named]
    levels = sorted({line.level for line in rest})
    highest = [line for line in rest if line.level == levels[0]] if levels else []
    lowest = [line for index, line in enumerate(rest) if index + 1 == len(rest) or rest[index + 1].level <= line.level]
    ways: list[list[_Line]] = []
    for way in (highest, lowest, list(rest)):
        if way and way not in ways:
            ways.append(way)
    return ways


def _holds(total: _Line, way: Sequence[_Line], column: int) -> bool:
    added, said = _column_sum(way, column), total.figures[column]
    cells = [total.cells[column], *(line.cells[column] for line in way if line.figures.get(column))]
    return added is not None and said is not None and abs(added - said) <= _slack(cells)


def _says_much(way: Sequence[_Line], column: int) -> bool:
    """Whether two figures or more are added up: one alone is its own sum."""
    return sum(1 for line in way if line.figures.get(column)) > 1


def _column_sum(way: Sequence[_Line], column: int) -> float | None:
    figures = [line.figures[column] for line in way if column in line.figures]
    return None if None in figures else sum(figure for figure in figures if figure is not None)


def _heading(table: Table, column: int) -> str:
    """The words that stand right above a column."""
    own = [row[column].text.strip() for row in table.header if column < len(row) and row[column].text.strip()]
    return own[-1] if own else table.columns[column].heading if column < len(table.columns) else ""


def _beside(table: Table, columns: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """The columns next to one of totals that may be its parts: two or more, to the right or to the left."""
    right, left = total + 1, total - 1
    while right in columns and not _ALL.match(_heading(table, right)):
        right += 1
    while left in columns and not _ALL.match(_heading(table, left)):
        left -= 1
    yield from (tuple(range(total + 1, end)) for end in range(right, total + 2, -1))
    yield from (tuple(range(first, total)) for first in range(left + 1, total - 1))


def _holding(lines: Sequence[_Line], column: int, parts: Sequence[int]) -> list[_Line]:
    """The rows in which ``column`` is the sum of ``parts``, two of which at least are something."""
    full = (line for line in lines if sum(1 for one in parts if line.figures.get(one)) > 1)
    return [line for line in full if _adds_up(line, column, parts)]


def _adds_up(line: _Line, column: int, parts: Sequence[int]) -> bool | None:
    """Whether ``column`` is the sum of ``parts`` in a row; ``None`` when one of them is no exact figure."""
    said, added = line.figures.get(column), _sum(line, parts)
    if said is None or added is None:
        return None
    return abs(said - added) <= _slack([line.cells[one] for one in (column, *parts) if one in line.figures])


def _sum(line: _Line, parts: Sequence[int]) -> float | None:
    figures = [line.figures[one] for one in parts if one in line.figures]
    return None if None in figures or not figures else sum(figure for figure in figures if figure is not None)


def _slack(cells: Sequence[Cell]) -> float:
    """By how much a sum of rounded figures may be off: half of the last digit of each, when any has decimals."""
    decimals = [len(cell.text.partition(",")[2].strip("% ")) for cell in cells]
    if not any(decimals):
        return 1e-6
    return sum(0.5 * 10.0**-one for one in decimals if one) + 1e-6


def _finding(case: Case, code: str, total: Cell, parts: Sequence[Cell], added: float, what: str) -> Finding:
    said = number(_UNIT.sub("", total.text.strip())) or 0
    sides = tuple(_words(case, [total, *parts[:_SHOWN]]))
    return Finding(
        code,
        "error",
        f"Tổng ghi trong bảng {written(said)} khác tổng {what}: {written(added)}, "
        f"chênh lệch {written(abs(said - added))}.",
        sides,
        expected=written(added),
        found=written(said),
        remedy="Đối chiếu số liệu gốc và ghi lại tổng hoặc từng phần.",
    )


def _words(case: Case, cells: Sequence[Cell]) -> Iterator[Evidence]:
    for cell in cells:
        if cell.start is not None and cell.end is not None:
            yield case.words(cell.start, cell.end)
