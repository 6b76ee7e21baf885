"""N1, sums in tables: a row of totals adds up the rows, a column of totals the columns beside it.

What is added up is never said by a table itself: rows stand below groups, some columns are no quantities. So a way of
adding up counts only where the table shows that it is meant: where it holds in other columns, or in most rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.relations import Added, Multiplied, multiplied, value_of
from extractor.checks.table_lines import Line, below, calls_total, heading, lines_of, of_one_unit, quantities
from extractor.model import Table
from extractor.numbers import number

_LABEL = r"(?:[A-Z]|[IVX]{1,4}|\d{1,2})"
_LABELS = rf"{_LABEL}(?:\s*[+,]\s*{_LABEL})+"
_SUMMED = re.compile(rf"\(\s*({_LABELS})\s*\)")
_SHARE_OF = re.compile(rf"(?P<share>\d{{1,2}}(?:,\d{{1,2}})?)\s*%\s*(?:của|[x×*])?\s*\(?\s*(?P<labels>{_LABELS})(?!\w)")
_NOT_COUNTED = re.compile(r"không (?:tính|cộng)|chưa (?:tính|gồm|bao gồm)|không bao gồm", re.IGNORECASE)
_NOTE = 300
"""Characters below a table in which a note on it stands."""
_NEEDED = ("count", "price", "money")
_MOSTLY = 0.6
_FEWEST = 3
_NEAR = 0.25
"""By which part of it a total may miss the sum of a column that is seldom added up, and still be meant for it."""


def sums_of(case: Case, table: Table) -> Iterator[Added]:
    """What adds up in a table, as it shows itself: N106 down its columns, N107 along its rows."""
    columns = quantities(table)
    lines = lines_of(table, columns)
    if lines:
        yield from _down(case, table, lines, of_one_unit(table, columns))
        yield from _along(table, lines, columns)
    for column in quantities(table, perhaps=True):
        lines = lines_of(table, [column])
        for one in _down(case, table, lines, [column]) if lines else ():
            if abs(one.added - (value_of(one.total) or 0)) <= _NEAR * one.added:
                yield one


def _down(case: Case, table: Table, lines: Sequence[Line], columns: Sequence[int]) -> Iterator[Added]:
    totals = [line for line in lines if line.total]
    rest = [line for line in lines if not line.total and not _is_apart(case, table, line)]
    confirmed = _leaves_confirmed(totals, rest, columns)
    groups = list(_groups(rest, columns, confirmed))
    shares = list(_shares(rest, columns))
    yield from groups
    yield from shares
    if len(totals) == 1 and totals[0] in (lines[0], lines[-1]):
        yield from _total_row(totals[0], rest, columns, grouped=bool(groups or shares))


def _total_row(total: Line, rest: Sequence[Line], columns: Sequence[int], *, grouped: bool) -> Iterator[Added]:
    """What a row of totals adds up; ``grouped``, the rows of groups are known to add up those below them."""
    named = _named(total, rest)
    ways = [named] if named else _ways(rest, grouped=grouped)
    asked = [one for one in columns if total.figures.get(one) is not None]
    told = {one: [way for way in ways if _is_told(way, one, named)] for one in asked}
    holding = {one: [way for way in told[one] if _added(total, way, one).holds] for one in asked}
    meant = [way for way in ways if any(way in held for held in holding.values())]
    for one in asked:
        alike = len({round(_added(total, way, one).added, 6) for way in told[one]}) == 1
        if holding[one]:
            yield from (_added(total, way, one) for way in holding[one])
        elif meant and meant[0] in told[one]:
            yield _added(total, meant[0], one)
        elif told[one] and not meant and ((grouped and alike) or len(ways) == 1) and (named or len(rest) >= _FEWEST):
            yield _added(total, told[one][0], one)


def _is_told(way: Sequence[Line], column: int, named: Sequence[Line]) -> bool:
    """Whether a way adds up two figures or more, all exact: one alone is its own sum, unless the total names it."""
    figures = [line.figures[column] for line in way if column in line.figures]
    return None not in figures and sum(map(bool, figures)) > (0 if named else 1)


def _added(total: Line, way: Sequence[Line], column: int) -> Added:
    return Added(
        "N106", total.cells[column], tuple(one.cells[column] for one in way if column in one.figures), "các dòng"
    )


def _is_apart(case: Case, table: Table, line: Line) -> bool:
    """Whether a row is starred and a note below the table says that it is not counted."""
    starred = any("*" in cell.text for cell in line.cells)
    under = case.facts.document.text[table.end : table.end + _NOTE]
    return starred and _NOT_COUNTED.search(" ".join((*table.notes, under))) is not None


def _leaves_confirmed(totals: Sequence[Line], rest: Sequence[Line], columns: Sequence[int]) -> int:
    """In how many columns the rows that nothing stands below make the total, groups left out."""
    leaves = _leaves(rest)
    if len(totals) != 1 or len(leaves) in (0, len(rest)):
        return 0
    asked = [one for one in columns if totals[0].figures.get(one) is not None and _is_told(leaves, one, ())]
    return sum(_added(totals[0], leaves, one).holds for one in asked)


def _leaves(lines: Sequence[Line]) -> list[Line]:
    return [one for index, one in enumerate(lines) if index + 1 == len(lines) or lines[index + 1].level <= one.level]


def _groups(lines: Sequence[Line], columns: Sequence[int], confirmed: int) -> Iterator[Added]:
    """The rows of groups ("I", "II"), which add up those numbered below them, as most of them do.

    ``confirmed`` more sums speak for it: those of all rows below groups.
    """
    sums = [
        _added(line, inside, column)
        for index, line in enumerate(lines)
        for inside in [below(lines, index)]
        for column in columns
        if line.figures.get(column) is not None and _is_told(inside, column, ())
    ]
    holding = sum(one.holds for one in sums)
    if holding and holding + confirmed >= max(2, _MOSTLY * len(sums)):
        yield from sums


def _shares(lines: Sequence[Line], columns: Sequence[int]) -> Iterator[Added]:
    """The rows that are a share of others: "Dự phòng (5% của I + II + III)"."""
    for line in lines:
        found = next((match for cell in line.cells if (match := _SHARE_OF.search(cell.text))), None)
        parts = _labelled(found["labels"], lines) if found else []
        for column in columns if found and parts else ():
            known = all(part.figures.get(column) is not None for part in parts)
            if found and known and line.figures.get(column):
                cells = tuple(part.cells[column] for part in parts)
                share = float(found["share"].replace(",", ".")) / 100
                yield Added("N106", line.cells[column], cells, " ".join(found.group().split()), share)


def _named(total: Line, rest: Sequence[Line]) -> list[Line]:
    """The rows that a total says it adds up: "Tổng cộng (I + II)"."""
    named = next((match[1] for cell in total.cells if (match := _SUMMED.search(cell.text))), "")
    return _labelled(named, rest)


def _labelled(labels: str, lines: Sequence[Line]) -> list[Line]:
    """The rows with such labels ("I + II"); none when one of them is not there once."""
    wanted = {label.strip() for label in re.split(r"[+,]", labels)} - {""}
    found = [line for line in lines if line.label in wanted]
    return found if len(found) == len(wanted) else []


def _ways(rest: Sequence[Line], *, grouped: bool) -> list[list[Line]]:
    """What a row of totals may add up: the rows of the highest level, those that nothing stands below, all."""
    levels = sorted({line.level for line in rest})
    highest = [line for line in rest if line.level == levels[0]] if levels else []
    lowest = _leaves(rest)
    ways: list[list[Line]] = []
    for way in (highest, lowest) if grouped else (highest, lowest, list(rest)):
        if way and way not in ways:
            ways.append(way)
    return ways


def _along(table: Table, lines: Sequence[Line], columns: Sequence[int]) -> Iterator[Added]:
    """The columns of totals, which add up those beside them, as they do in most rows."""
    for column in columns:
        if not calls_total(heading(table, column).text):
            continue
        sides = [_row_sums(lines, column, parts) for parts in _beside(table, columns, column)]
        best = max(sides, key=_counting, default=[])
        holding = _counting(best)
        if holding >= max(2, _MOSTLY * (holding + sum(not one.holds for one in best))):
            yield from best


def _counting(sums: Sequence[Added]) -> int:
    """How many sums hold in which two figures or more are something."""
    return sum(one.holds and sum(bool(value_of(part)) for part in one.parts) > 1 for one in sums)


def _row_sums(lines: Sequence[Line], column: int, parts: Sequence[int]) -> list[Added]:
    """``column`` as the sum of ``parts`` in each row whose figures are all exact."""
    sums = []
    for line in lines:
        told = [one for one in parts if one in line.figures]
        if line.figures.get(column) is not None and told and all(line.figures[one] is not None for one in told):
            cells = tuple(line.cells[one] for one in told)
            sums.append(Added("N107", line.cells[column], cells, "các cột"))
    return sums


def _beside(table: Table, columns: Sequence[int], total: int) -> Iterator[tuple[int, ...]]:
    """The columns next to one of totals that may be its parts: two or more, to the right or to the left."""
    right, left = total + 1, total - 1
    while right in columns and not calls_total(heading(table, right).text):
        right += 1
    while left in columns and not calls_total(heading(table, left).text):
        left -= 1
    yield from (tuple(range(total + 1, end)) for end in range(right, total + 2, -1))
    yield from (tuple(range(first, total)) for first in range(left + 1, total - 1))


def products_in(table: Table) -> list[Multiplied]:
    """The rows of a table with a number of things, the price of each and the sum."""
    rows = []
    for row in table.rows if (columns := _columns(table)) else ():
        cells = [row[index] for index in columns if index < len(row)]
        if len(cells) == len(_NEEDED) and all(number(cell.text.strip()) for cell in cells):
            rows.append((cells[0], cells[1], cells[2]))
    return multiplied(rows)


def _columns(table: Table) -> list[int]:
    """The columns of number, price and sum; nothing when one of them is not there once."""
    found = [[i for i, one in enumerate(table.columns) if one.meaning == meaning] for meaning in _NEEDED]
    return [one[0] for one in found] if all(len(one) == 1 for one in found) else []
