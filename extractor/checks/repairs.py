"""N1 in tables: the smallest repair, the one cell whose change makes all broken sums right and breaks none.

Sums share cells: a figure is part of its row and of its column. Where several are broken, one wrong figure is more
likely than several; and where the others of a broken sum are confirmed by sums that hold, the one that is not is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.case import Case
from extractor.checks.relations import Added, Relation, holds_one_of, is_same, value_of
from extractor.checks.table_lines import heading
from extractor.checks.table_sums import products_in, sums_of
from extractor.checks.wording import written
from extractor.kept import kept
from extractor.model import Cell, Evidence, Finding, Table

_SHOWN = 24
"""Cells that a finding shows at most."""
_NAMED = 2
"""Changes that a finding names: where more would do, none is the one."""
_REMEDIES = (
    "Đối chiếu số liệu gốc và ghi lại tổng hoặc từng phần.",
    "Tính lại thành tiền, hoặc ghi lại số lượng, đơn giá.",
)
_TOLD = 100
"""Only larger figures are known again by their mention in the text."""
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Change:
    """A cell and what it would have to say."""

    cell: Cell
    value: float

    @property
    def said(self) -> str:
        """The value as the cell would print it, with as many decimals."""
        decimals = len(self.cell.text.partition(",")[2].strip("% "))
        said = written(self.value)
        return said if "," in said or not decimals else f"{said},{'0' * decimals}"


def in_columns(case: Case) -> Iterator[Finding]:
    """N106: in a row of totals a figure is not the sum of those that it adds up."""
    yield from _coded("N106", case)


def in_rows(case: Case) -> Iterator[Finding]:
    """N107: in a column of totals a figure is not the sum of those beside it, though most are."""
    yield from _coded("N107", case)


def found_in_tables(code: str, case: Case) -> list[Finding]:
    """What a check of that code finds in the tables: broken sums that share cells are found by the first of theirs."""
    return list(_coded(code, case))


def _coded(code: str, case: Case) -> Iterator[Finding]:
    for table, relations in _relations(case):
        for broken in _bound([one for one in relations if not one.holds]):
            if min(one.code for one in broken) == code:
                yield from _findings(case, table, broken, relations)
            elif not _changes(broken, relations):
                yield from (_plain(case, table, one, ()) for one in broken if one.code == code)


@kept
def _relations(case: Case) -> list[tuple[Table, list[Relation]]]:
    """The tables with what adds up and what is multiplied in them."""
    return [(table, [*sums_of(case, table), *products_in(table)]) for table in case.facts.document.tables]


def _findings(case: Case, table: Table, broken: Sequence[Relation], relations: Sequence[Relation]) -> Iterator[Finding]:
    ways = _likely(case, _changes(broken, relations))
    if len(broken) > 1 and ways:
        yield _repair(case, table, broken, ways)
    elif len(broken) > 1:
        yield from (_plain(case, table, one, ()) for one in broken if one.code == min(one.code for one in broken))
    else:
        yield _plain(case, table, broken[0], ways)


def _bound(broken: Sequence[Relation]) -> list[list[Relation]]:
    """Broken relations together that share cells."""
    groups: list[list[Relation]] = []
    for one in broken:
        shared = [group for group in groups if any(holds_one_of(one.cells, c) for other in group for c in other.cells)]
        groups = [group for group in groups if group not in shared]
        groups.append([*(other for group in shared for other in group), one])
    return groups


def _changes(broken: Sequence[Relation], relations: Sequence[Relation]) -> list[_Change]:
    """The changes of one cell that make all of ``broken`` right and none of the others wrong."""
    found = []
    for cell in broken[0].cells:
        if not all(holds_one_of(one.cells, cell) for one in broken):
            continue
        with_it = [one for one in relations if holds_one_of(one.cells, cell)]
        values = [value for one in broken for value in one.values(cell)]
        fitting = (v for v in values if _can_be(cell, v) and all(one.holds_with(cell, v) for one in with_it))
        value = next(fitting, None)
        if value is not None:
            found.append(_Change(cell, value))
    return found


def _can_be(cell: Cell, value: float) -> bool:
    """Whether a cell may say a value: none below zero, none with more decimals than are printed."""
    decimals = max(len(cell.text.partition(",")[2].strip("% ")), 0)
    return value >= 0 and abs(round(value, decimals) - value) < 1e-6


def _likely(case: Case, changes: Sequence[_Change]) -> list[_Change]:
    """Those of several changes that the text speaks for: it tells the value, or not what stands in the cell."""
    if len(changes) < 2:
        return list(changes)
    told = [one for one in changes if _is_told(case, one.value)]
    if len(told) == 1:
        return told
    untold = [one for one in changes if not _is_told(case, value_of(one.cell) or 0)]
    return untold or list(changes)


def _is_told(case: Case, value: float) -> bool:
    """Whether a figure stands in the running text: as it is printed, or as a sum of money in another unit."""
    if value <= _TOLD:
        return False
    document = case.facts.document
    money = (amount for amount in case.facts.amounts if document.table_at(amount.start) is None)
    if any(amount.value == value * scale for amount in money for scale in (1, 1e3, 1e6, 1e9)):
        return True
    printed = re.compile(rf"(?<![\d.,/]){re.escape(written(value))}(?!\d|[.,/]\d|\s?%)")
    return any(document.table_at(match.start()) is None for match in printed.finditer(document.text))


def _repair(case: Case, table: Table, broken: Sequence[Relation], ways: Sequence[_Change]) -> Finding:
    """One finding for several broken sums, with the change that mends them, or both where two would."""
    cells = [one.cell for one in ways]
    heads = [head for cell in cells for head in _heads(table, cell)]
    sides = [*cells, *heads, *(one.total for one in broken), *(cell for one in broken for cell in one.cells)]
    return Finding(
        min(one.code for one in broken),
        "error",
        " ".join(
            [
                f"Có {len(broken)} phép tính trong bảng không khớp vì cùng một số.",
                _offered(table, ways),
                *dict.fromkeys(_said(one) for one in broken),
            ]
        ),
        _words(case, sides),
        expected=ways[0].said if len(ways) == 1 else None,
        found=ways[0].cell.text.strip() if len(ways) == 1 else None,
        remedy="Đối chiếu số liệu gốc và ghi lại số trong ô này.",
    )


def _plain(case: Case, table: Table, one: Relation, ways: Sequence[_Change]) -> Finding:
    """One broken sum; ``ways``, what would mend it."""
    blamed = not ways or (len(ways) > _NAMED and holds_one_of([way.cell for way in ways], one.total))
    right = ways[0].said if len(ways) == 1 else written(one.added) if blamed else None
    wrong = ways[0].cell if len(ways) == 1 else one.total
    return Finding(
        one.code,
        "error",
        " ".join([_said(one), *([_offered(table, ways)] if 0 < len(ways) <= _NAMED else [])]),
        _words(case, [*([wrong] if len(ways) == 1 else []), *one.cells]),
        expected=right,
        found=wrong.text.strip() if len(ways) == 1 else written(value_of(wrong) or 0),
        remedy=_REMEDIES[one.code == "N111"],
    )


def _offered(table: Table, ways: Sequence[_Change]) -> str:
    changes = [f"{_place(table, one.cell)}: {one.cell.text.strip()} thành {one.said}" for one in ways]
    return f"Chỉ cần sửa một ô thì đều khớp: {'; hoặc '.join(changes)}."


def _said(one: Relation) -> str:
    told = value_of(one.total) or 0
    if not isinstance(one, Added):
        return f"Số lượng nhân đơn giá được {written(one.added)}, không phải {written(told)}."
    apart = written(abs(told - one.added))
    if one.share != 1:
        return f"Số ghi trong bảng {written(told)} khác {one.of}: {written(one.added)}, chênh lệch {apart}."
    return f"Tổng ghi trong bảng {written(told)} khác tổng {one.of}: {written(one.added)}, chênh lệch {apart}."


def _place(table: Table, cell: Cell) -> str:
    """Where a cell stands, by the words of its row and its column."""
    row, column = (" ".join(head.text.split()) for head in _heads(table, cell))
    return f"dòng “{row}”, cột “{column}”"


def _heads(table: Table, cell: Cell) -> tuple[Cell, Cell]:
    """The cells that name the row and the column of a cell; blank ones where nothing does."""
    for row in table.rows:
        for index, one in enumerate(row):
            if is_same(one, cell):
                words = [other for other in row if _LETTER.search(other.text) and value_of(other) is None]
                name = max(words, key=lambda name: len(name.text), default=row[0])
                return name, heading(table, index)
    return Cell(""), Cell("")


def _words(case: Case, cells: Sequence[Cell]) -> tuple[Evidence, ...]:
    """The places of cells, each once; of those beside the first, not of nought."""
    found: dict[int, Evidence] = {}
    for index, cell in enumerate(cells):
        if cell.start is not None and cell.end is not None and (index == 0 or value_of(cell) != 0):
            found.setdefault(cell.start, case.words(cell.start, cell.end))
    return tuple(found.values())[:_SHOWN]
