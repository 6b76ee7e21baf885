"""A table as a grid of cells, laid out from columns and records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``head``, the spanning head above it ("" for none), how its cells stand ("left", "center", …)."""

    key: str
    head: str
    parent: str = ""
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a table says. ``records`` hold a text per column, ``groups`` a heading per record ("" for none)."""

    columns: tuple[Column, ...]
    records: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...]
    caption: str
    unit: str | None = None
    summed: frozenset[str] = frozenset()
    """Keys of the columns that a total adds up."""
    runs: tuple[int, ...] = ()
    """Per record the number of the run whose cells are merged; without runs nothing is."""
    merged: frozenset[str] = frozenset()
    """Keys of the columns whose cells are merged over a run."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a topic is laid out. ``group``: "" (none), "wide" (one cell), "numbered" (number and cell), "cells"."""

    group: str = ""
    total: str = ""
    """"" (none), "plain" (the name in its column) or "merged" (the first cells as one)."""
    numbers: str = ""
    """How columns are numbered: "" (not), "({})", "{}"."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell from ``row``, ``column`` over ``down`` rows and ``across`` columns; newlines part its paragraphs."""

    row: int
    column: int
    text: str
    down: int = 1
    across: int = 1
    align: str = "left"
    bold: bool = False

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs, none for a blank cell."""
        return tuple(self.text.split("\n")) if self.text else ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of the ``kinds`` "head", "numbers", "row", "group", "total"; each place is covered by one of ``cells``."""

    columns: tuple[Column, ...]
    kinds: tuple[str, ...]
    cells: tuple[Cell, ...]
    blanks: bool = True
    """Whether a text copy keeps blank cells."""

    @property
    def heads(self) -> int:
        """How many rows stand above the body, with the one that numbers the columns."""
        return sum(kind in ("head", "numbers") for kind in self.kinds)

    def texts(self, kinds: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The rows of some kinds as texts, one per column; spanning cells stand in each place they cover."""
        full = [[""] * len(self.columns) for _ in self.kinds]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.down):
                for column in range(cell.column, cell.column + cell.across):
                    full[row][column] = " ".join(cell.text.split())
        wanted = set(kinds)
        return tuple(tuple(row) for row, kind in zip(full, self.kinds, strict=True) if kind in wanted)

    def rows(self) -> list[list[Cell]]:
        """The cells by the row they begin in, from left to right."""
        rows: list[list[Cell]] = [[] for _ in self.kinds]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows[cell.row].append(cell)
        return rows


def lay(topic: Topic, shape: Shape) -> Grid:
    """The grid of ``topic``."""
    cells = list(_head(topic.columns))
    kinds = ["head"] * (1 + any(column.parent for column in topic.columns))
    if shape.numbers:
        for place in range(len(topic.columns)):
            cells.append(Cell(len(kinds), place, shape.numbers.format(place + 1), align="center"))
        kinds.append("numbers")
    numbered = 0
    start = 0
    for heading, some in groupby(range(len(topic.records)), lambda number: topic.groups[number]):
        members = list(some)
        if shape.group and heading:
            numbered += 1
            cells += _group(topic, shape, heading, numbered, members, len(kinds))
            kinds.append("group")
        start = len(kinds)
        cells += _records(topic, members, start)
        kinds += ["row"] * len(members)
    if shape.total:
        cells += _total(topic, shape, len(kinds))
        kinds.append("total")
    return Grid(topic.columns, tuple(kinds), tuple(cells))


def _head(columns: Sequence[Column]) -> Iterable[Cell]:
    deep = 1 + any(column.parent for column in columns)
    place = 0
    for parent, some in groupby(columns, lambda column: column.parent):
        members = list(some)
        if parent:
            yield Cell(0, place, parent, across=len(members), align="center", bold=True)
        for number, column in enumerate(members, place):
            yield Cell(bool(parent), number, column.head, 1 if parent else deep, align="center", bold=True)
        place += len(members)


def _records(topic: Topic, members: Sequence[int], start: int) -> Iterable[Cell]:
    for place, column in enumerate(topic.columns):
        merged = bool(topic.runs) and column.key in topic.merged
        row = start
        for _, some in groupby(members, lambda number: topic.runs[number] if merged else number):  # noqa: B023
            run = list(some)
            yield Cell(row, place, topic.records[run[0]][place], len(run), align=column.align)
            row += len(run)


def _group(topic: Topic, shape: Shape, heading: str, number: int, members: Sequence[int], row: int) -> list[Cell]:
    width = len(topic.columns)
    roman = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number]
    counted = topic.columns[0].key == "tt"
    if shape.group == "wide" or not counted:
        text = f"{roman}. {heading}" if counted and number % 2 else heading
        return [Cell(row, 0, text, across=width, bold=True, align="left" if counted else "center")]
    first = Cell(row, 0, roman, align="center", bold=True)
    if shape.group == "numbered":
        return [first, Cell(row, 1, heading, across=width - 1, bold=True)]
    sums = _sums(topic, members)
    return [
        first,
        Cell(row, 1, heading, bold=True),
        *(Cell(row, place, sums[place], align=topic.columns[place].align, bold=True) for place in range(2, width)),
    ]


def _total(topic: Topic, shape: Shape, row: int) -> list[Cell]:
    sums = _sums(topic, range(len(topic.records)))
    first = min((place for place, text in enumerate(sums) if text), default=2)
    label = "Tổng cộng" if len(topic.records) % 2 else "TỔNG CỘNG"
    if shape.total == "merged" and first > 1:
        cells = [Cell(row, 0, label, across=first, align="center", bold=True)]
    else:
        first = min(2, first) if topic.columns[0].key == "tt" else 1
        cells = [Cell(row, place, "" if place < first - 1 else label, bold=True) for place in range(first)]
    return cells + [
        Cell(row, place, sums[place], align=topic.columns[place].align, bold=True)
        for place in range(first, len(topic.columns))
    ]


def _sums(topic: Topic, members: Iterable[int]) -> list[str]:
    rows = list(members)
    sums = []
    for place, column in enumerate(topic.columns):
        amounts = [amount(topic.records[row][place]) for row in rows]
        sums.append(vietnamese(sum(amounts)) if column.key in topic.summed else "")
    return sums


def amount(text: str) -> float:
    """The number a cell states; words and dashes count as nothing."""
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if plain.replace(".", "", 1).isdigit() else 0.0


def vietnamese(value: float) -> str:
    """``value`` with dots between thousands and at most two places behind a comma."""
    whole, _, places = f"{value:,.2f}".partition(".")
    places = places.rstrip("0")
    return whole.replace(",", ".") + (f",{places}" if places else "")
