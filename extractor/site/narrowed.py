"""Figures and amounts of all documents, narrowed and newest documents first, fast however many there are.

The database lists them in this order (db/listed.sql); a full-text index of their fields gives the places in these lists
of those that are wanted, in order, so that a page is full as soon as it is. Counts stop at a limit. Of a document in
several files only the first counts, but for those who ask for another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.site.ranking import Rows
from extractor.store.listing import narrowed

COUNTED = 10_000
"""No more are counted."""
_APART = {"words", "document"}
"""Fields that are no words of the index: what was typed, as a full-text query, and a document."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What ``listed_<name>`` of the database lists: "figures", "amounts", or "pairs" of a target and a result."""

    name: str

    @property
    def table(self) -> str:
        """The table with the places."""
        return f"listed_{self.name}"

    def asked(self, fields: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The ``fields`` that are asked for, and fields that nothing may have."""
        return fields, {}

    def places(self, wanted: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        """A query for the places of what has the ``wanted`` fields, without an order, and its parameters."""
        index = f"{self.table}_fts"
        fields, without = self.asked({field: value for field, value in wanted.items() if field not in _APART})
        words = wanted.get("words", "")
        without |= {} if "document" in wanted else {"copy": "1"}
        if not (fields or words or "document" in wanted):
            fields, without = {"first": "1"}, {}
        query = narrowed(fields, words, without) if fields or words else ""
        of = f"{index} WHERE {index} MATCH :query" if query else f"{self.table} WHERE 1"
        if "document" in wanted:
            of += f" AND rowid IN (SELECT place FROM {self.table} WHERE document = :document)"
        return f"SELECT rowid AS place FROM {of}", {"query": query, "document": wanted.get("document")}

    async def count(self, rows: Rows, wanted: Mapping[str, str]) -> int:
        """How many there are, at most one more than COUNTED."""
        places, asked = self.places(wanted)
        found = await rows(f"SELECT count(*) AS count FROM ({places} LIMIT {COUNTED + 1})", asked)
        return int(found[0]["count"])

    async def keys(self, rows: Rows, wanted: Mapping[str, str], number: int, most: int) -> list[int]:
        """The facts of one page, or of one part of a download, newest documents first, in the order of their texts."""
        places, asked = self.places(wanted)
        (found,) = await rows(
            f"SELECT json_group_array(id) AS ids FROM (SELECT l.id FROM"
            f" ({places} ORDER BY place LIMIT :most OFFSET :skip) p"
            f" CROSS JOIN {self.table} l ON l.place = p.place ORDER BY p.place)",
            {**asked, "most": most, "skip": (number - 1) * most},
        )
        ids: list[int] = json.loads(found["ids"])
        return ids

    async def total(self, rows: Rows, wanted: Mapping[str, str]) -> int:
        """How many there are, all of them counted: for downloads, which say what is still to come."""
        places, asked = self.places(wanted)
        return int((await rows.kept(f"SELECT count(*) AS total FROM ({places})", asked))[0]["total"])
