"""What a list of the site is, declared once: its page, its downloads and its messages all go by it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from extractor.site.choices import where
from extractor.site.ranking import Rows

Row = dict[str, Any]
_ORDER = "key_of_row"
"""The column of where a row stands in a piece: a name that no column of a list has."""
PIECE = 100
"""Rows that a download fetches at a time; between two pieces other visitors have their turn."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A parameter of an address: the ``field`` that it narrows a list by.

    ``known`` is the query of the values that there are ("value", "title" or nothing, "count"); what has none takes any
    words. ``read`` makes of what was typed what is looked for; nothing is looked for where it gives ``None``.
    """

    field: str
    known: str = ""
    read: Callable[[str], str | None] = str


class Source(Protocol):
    """Where the keys of the rows of a list come from, in their order."""

    async def total(self, rows: Rows, wanted: Mapping[str, str]) -> int:
        """How many rows have the ``wanted`` fields."""
        ...

    async def keys(self, rows: Rows, wanted: Mapping[str, str], number: int, most: int) -> list[Any]:
        """The keys of page ``number`` of ``most`` rows each."""
        ...


@dataclass(frozen=True, slots=True)
class Sorted:
    """Rows of a ``table`` in an ``order``, under ``conditions`` by field; ``always`` is a condition of all of them.

    ``first`` is the condition that a row is of no copy; one document that is asked for may be a copy.
    """

    table: str
    key: str
    order: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    always: str = "1"
    first: str = "1"

    async def total(self, rows: Rows, wanted: Mapping[str, str]) -> int:
        """How many rows have the ``wanted`` fields."""
        sql = f"SELECT count(*) AS total FROM {self.table} WHERE {self._where(wanted)}"
        return int((await rows.kept(sql, wanted))[0]["total"])

    async def keys(self, rows: Rows, wanted: Mapping[str, str], number: int, most: int) -> list[Any]:
        """The keys of page ``number`` of ``most`` rows each."""
        sql = (
            f"SELECT json_group_array(k) AS keys FROM (SELECT {self.key} AS k FROM {self.table}"
            f" WHERE {self._where(wanted)} ORDER BY {self.order} LIMIT :most OFFSET :skip)"
        )
        (found,) = await rows(sql, {**wanted, "most": most, "skip": (number - 1) * most})
        keys: list[Any] = json.loads(found["keys"])
        return keys

    def _where(self, wanted: Mapping[str, str]) -> str:
        first = "1" if "document" in wanted else self.first
        return f"{first} AND {self.always} AND {where(self.conditions, wanted)}"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: where its rows come from, by what it is narrowed, and what of each row is downloaded.

    ``columns`` and ``joined`` are the SQL of a download, where j.value is the key of a row. ``room`` is the part of the
    site in which the page of a row is, under the name in its column ``at``; its column "start" is the place there.
    Columns of ``evidence`` are those of each side of a row that has several. ``inner`` columns are for programs only.
    """

    path: str
    source: Source
    columns: str
    joined: str
    room: str
    at: str = "slug"
    filters: Mapping[str, Filter] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    inner: frozenset[str] = frozenset({"slug"})
    finish: Callable[[Row], Row] = dict

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of a download, in their order."""
        names = (column.split(" AS ")[-1].split(".")[-1].strip(' "') for column in self.columns.split(", "))
        return (*(name for name in names if name != "start"), "url")

    def wanted(self, chosen: Mapping[str, str]) -> dict[str, str]:
        """What is looked for by each field, of what was ``chosen``."""
        by_field = {one.field: one.read for one in self.filters.values()}
        read = {name: by_field[name](value) if name in by_field else value for name, value in chosen.items()}
        return {name: value for name, value in read.items() if value is not None}

    async def pieces(self, rows: Rows, keys: Sequence[Any], base: str) -> AsyncIterator[list[Row]]:
        """The rows of these ``keys``, some at a time; ``base`` begins their addresses."""
        sql = f"SELECT j.key AS {_ORDER}, {self.columns} FROM json_each(:keys) j {self.joined} ORDER BY j.key"
        sql += ", e.position" if self.evidence else ""
        for begin in range(0, len(keys), PIECE):
            found = await rows(sql, {"keys": json.dumps(keys[begin : begin + PIECE])})
            yield self._gathered([self._addressed(row, base) for row in found])

    def _addressed(self, row: Row, base: str) -> Row:
        """The row with the address of its page, at the place that it speaks of where it has one."""
        start = f"#v{row['start']}" if "start" in row else ""
        return self.finish(row) | {"url": f"{base}/{self.room}/{row[self.at]}{start}"}

    def _gathered(self, found: Sequence[Row]) -> list[Row]:
        """Rows as they are sent; the sides of one row together in it."""
        told: dict[int, Row] = {}
        for row in found:
            known = {name: row[name] for name in self.names}
            sides = {name: known.pop(name) for name in self.evidence}
            told.setdefault(row[_ORDER], known | ({"evidence": []} if self.evidence else {}))
            if self.evidence:
                told[row[_ORDER]]["evidence"].append(sides)
        return list(told.values())
