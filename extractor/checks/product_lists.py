"""P, lists of products: none stands twice, and there are as many of each class and group as the text says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.checks.case import Case
from extractor.checks.holding import lines_at
from extractor.kept import kept
from extractor.model import Cell, Evidence, Finding, Product, Row, Table
from extractor.text import fold

_FEWEST = 4
"""Products in a list that is compared."""
_COMPARED = ("stars", "group")
_MOST = 0.15
"""The share of a list by which it may differ and still be the one that was counted; one product always."""
_SHOWN = 12
_LEAST_CELLS = 2
"""Cells beside the number that two rows must share."""
_SIGNS = re.compile(r"[\W_]+")
_COUNT = re.compile(r"[0-9] (?i:sản phẩm)")
"""What every line holds that counts products."""


@dataclass(frozen=True, slots=True)
class _List:
    """A numbered list of products: the cells of one of its columns, and how many have each label."""

    table: Table
    cells: tuple[Cell, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many products have each class or group."""
        return Counter(_label(cell.text) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Statement:
    """How many products of each label are told, and where."""

    counts: Mapping[str, int]
    places: Mapping[str, Evidence]


def product_twice(case: Case) -> Iterator[Finding]:
    """P109: one table names one product of one producer twice, or two of its rows say the same."""
    document = case.facts.document
    seen: dict[tuple[int, str, str], Product] = {}
    for product in case.facts.products:
        table = document.table_at(product.start)
        if table is None or not product.producer:
            continue
        key = (table.start, " ".join(fold(product.name).split()), " ".join(fold(product.producer).split()))
        if key in seen and seen[key].start != product.start:
            yield _twice(product.name, (case.evidence(seen[key]), case.evidence(product)))
        seen.setdefault(key, product)
    for table in document.tables:
        yield from _same_rows(case, table)


def _same_rows(case: Case, table: Table) -> Iterator[Finding]:
    """Rows of a numbered list without producers that say the same but for their numbers."""
    number, name = _column(table, "number"), _column(table, "name")
    if number is None or name is None or _column(table, "producer") is not None:
        return
    seen: dict[tuple[str, ...], Cell] = {}
    for row in table.rows:
        told = tuple(" ".join(fold(cell.text).split()) for index, cell in enumerate(row) if index != number)
        if max(number, name) >= len(row) or sum(map(bool, told)) < _LEAST_CELLS or not row[name].text.strip():
            continue
        first = seen.setdefault(told, row[name])
        if first is not row[name] and first.start != row[name].start and row[number].text.strip().isdigit():
            yield _twice(row[name].text, _words(case, (first, row[name])))


def _twice(name: str, evidence: tuple[Evidence, ...]) -> Finding:
    return Finding(
        "P109",
        "warning",
        f"Sản phẩm “{' '.join(name.split())}” có hai lần trong một bảng.",
        evidence,
        found=name,
        remedy="Bỏ dòng thừa, hoặc ghi lại tên sản phẩm đã bị thay mất.",
    )


def counted(case: Case) -> Iterator[Finding]:
    """P116: a list has other numbers of products of each class or group than the text says of as many products."""
    for meaning in _COMPARED:
        for one in _lists(case, meaning):
            told = [
                statement
                for statement in (*_in_lines(case, one.counts), *_in_tables(case, one))
                if sum(statement.counts.values()) == len(one.cells)
            ]
            if not told or any(statement.counts == one.counts for statement in told):
                continue
            apart = (one.counts - Counter(told[0].counts)).total()
            if apart <= max(1, _MOST * len(one.cells)):
                yield _differ(case, one, told[0])


def _differ(case: Case, one: _List, told: _Statement) -> Finding:
    labels = {_label(cell.text): " ".join(cell.text.split()) for cell in one.cells}
    wrong = [label for label in told.counts if told.counts[label] != one.counts[label]]
    more = [cell for cell in one.cells if one.counts[_label(cell.text)] > told.counts.get(_label(cell.text), 0)]
    said = "; ".join(f"{labels[label]}: {one.counts[label]}, {told.counts[label]}" for label in wrong)
    return Finding(
        "P116",
        "warning",
        f"Số sản phẩm trong danh sách khác số đã nêu (danh sách, đã nêu): {said}.",
        (*(told.places[label] for label in wrong), *_words(case, more[:_SHOWN])),
        remedy="Đối chiếu danh sách và ghi lại số lượng hoặc dòng bị ghi sai.",
    )


def _lists(case: Case, meaning: str) -> Iterator[_List]:
    """The lists of products numbered from 1 whose every row fills the column with that meaning."""
    for table in case.facts.document.tables:
        number, name, column = (_column(table, one) for one in ("number", "name", meaning))
        if number is None or name is None or column is None:
            continue
        rows = [row for row in table.rows if len(row) > max(number, name, column) and row[number].text.strip(" .")]
        whole = [row[number].text.strip(" .").lstrip("0") for row in rows] == [str(n + 1) for n in range(len(rows))]
        cells = tuple(row[column] for row in rows)
        if whole and len(rows) >= _FEWEST and all(cell.text.strip() for cell in cells):
            yield _List(table, cells)


def _in_lines(case: Case, labels: Counter[str]) -> Iterator[_Statement]:
    """The lines that count products by two of the labels or more, each once."""
    for counted in _counted(case):
        found = [(label, match) for match in counted if (label := _known(match["label"], labels)) is not None]
        counts = {label: int(match["count"]) for label, match in found}
        if len(counts) > 1 and len(counts) == len(found):
            places = {label: case.words(*case.view.span(*_told(match))) for label, match in found}
            yield _Statement(counts, places)


@kept
def _counted(case: Case) -> list[list[re.Match[str]]]:
    """What each line of running text counts, with the figure before it or behind it; nothing of tables."""
    text, lines = case.view.text, [line.start for line in case.view.paragraphs]
    found: dict[tuple[int, int], list[re.Match[str]]] = defaultdict(list)
    for start, end in lines_at((count.start() for count in _COUNT.finditer(text)), text):
        for way, use in enumerate(("before", "behind")):
            for match in case.pattern("product_lists", use).finditer(text, start, end):
                found[lines[bisect_right(lines, match.start()) - 1], way].append(match)
    inside = case.facts.document.table_at
    return [told for (line, _), told in sorted(found.items()) if inside(case.view.origin(line)) is None]


def _told(match: re.Match[str]) -> tuple[int, int]:
    """Where the figure and what it counts stand."""
    return min(match.start("label"), match.start("count")), match.end()


def _in_tables(case: Case, one: _List) -> Iterator[_Statement]:
    """The columns of other tables that count products by label."""
    for table in case.facts.document.tables:
        if table.start == one.table.start:
            continue
        rows = [(label, row) for row in table.rows if (label := _row_label(row, one.counts)) is not None]
        for column in range(table.width):
            cells = {label: row[column] for label, row in rows if column < len(row) and row[column].text.isdigit()}
            if len(cells) > 1 and len(cells) == len(rows):
                places = {label: found for label, cell in cells.items() for found in _words(case, (cell,))}
                if len(places) == len(cells):
                    yield _Statement({label: int(cell.text) for label, cell in cells.items()}, places)


def _row_label(row: Row, labels: Counter[str]) -> str | None:
    return next((_label(cell.text) for cell in row if _label(cell.text) in labels), None)


def _known(words: str, labels: Counter[str]) -> str | None:
    """The longest label with which words begin: "đồ uống và" is "đồ uống"."""
    told = _label(words)
    return max((one for one in labels if told == one or told.startswith(f"{one} ")), key=len, default=None)


@lru_cache(maxsize=4096)
def _label(words: str) -> str:
    """A class or group for comparison: "4" and "Hạng 4 sao" are "4 sao"."""
    plain = _SIGNS.sub(" ", fold(words)).strip().removeprefix("nhom ").removeprefix("hang ")
    plain = plain.removeprefix("dat ").lstrip("0")
    return f"{plain} sao" if plain.isdigit() else plain


def _column(table: Table, meaning: str) -> int | None:
    found = [index for index, column in enumerate(table.columns) if column.meaning == meaning]
    return found[0] if len(found) == 1 else None


def _words(case: Case, cells: Sequence[Cell]) -> tuple[Evidence, ...]:
    return tuple(case.words(c.start, c.end) for c in cells if c.start is not None and c.end is not None)
