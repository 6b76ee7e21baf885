"""Facts of all documents, narrowed and newest documents first, fast however many there are.

Documents are walked by their dates until a page is full; counts stop at a limit, so that no visitor waits for them.
Of a document in several files only the first counts, but for those who ask for another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from extractor.site.choices import where
from extractor.site.ranking import Rows

FIRST = "{} NOT IN (SELECT slug FROM documents WHERE copy_of IS NOT NULL)"
"""The condition that a document is no copy of another."""
COUNTED = 10_000
"""No more are counted."""
_SORTED = 2_000
"""Up to so many facts are found first and then sorted; of more the documents are walked until a page is full."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Facts ("x") of a ``table`` with their documents ("d") under ``conditions`` by field.

    Fields of ``few`` leave so few facts that these are looked up first.
    """

    table: str
    conditions: Mapping[str, str]
    few: frozenset[str] = frozenset()
    always: str = "1"
    """Holds of all that is listed."""

    def source(self, wanted: Mapping[str, str], total: int) -> str:
        """FROM and WHERE of the facts that have the ``wanted`` fields, ``total`` of them: what is fewer goes first."""
        join = f"documents d CROSS JOIN {self.table} x ON x.document = d.slug"
        if self.few & wanted.keys():
            join = join.replace("CROSS JOIN", "JOIN")
        elif total <= _SORTED and not self._of_documents(wanted):
            join = f"{self.table} x CROSS JOIN documents d ON d.slug = x.document"
        return f"FROM {join} WHERE {self.where(wanted)}"

    def where(self, wanted: Mapping[str, str]) -> str:
        """The condition of the ``wanted`` fields; copies are left out, unless one document is asked for."""
        stated = f"{self.always} AND {where(self.conditions, wanted)}"
        return stated if "document" in wanted else f"{FIRST.format('x.document')} AND {stated}"

    def _of_documents(self, wanted: Mapping[str, str]) -> bool:
        """Whether something is asked of the documents."""
        return any("d." in self.conditions[field] for field in wanted)

    async def count(self, rows: Rows, wanted: Mapping[str, str], what: str = "1") -> int:
        """How many there are, at most one more than COUNTED; ``what`` is counted once each ("DISTINCT x.document")."""
        of = self._counted(wanted)
        found = await rows(f"SELECT count(*) AS count FROM (SELECT {what} {of} LIMIT {COUNTED + 1})", dict(wanted))
        return int(found[0]["count"])

    def _counted(self, wanted: Mapping[str, str]) -> str:
        """FROM and WHERE of facts that are only counted: without their documents where nothing is asked of these."""
        if self._of_documents(wanted):
            return self.source(wanted, COUNTED)
        return f"FROM {self.table} x WHERE {self.where(wanted)}"

    async def ids(self, rows: Rows, wanted: Mapping[str, str], total: int, number: int, most: int) -> list[int]:
        """The facts of one page of ``total``, newest documents first, in the order of their texts."""
        (found,) = await rows(
            f"SELECT json_group_array(id) AS ids FROM (SELECT x.id {self.source(wanted, total)}"
            " ORDER BY d.date DESC, d.slug, x.start, x.id LIMIT :most OFFSET :skip)",
            {**wanted, "most": most, "skip": (number - 1) * most},
        )
        ids: list[int] = json.loads(found["ids"])
        return ids

    async def total(self, rows: Rows, wanted: Mapping[str, str]) -> int:
        """How many there are, all of them counted: for downloads, which say what is still to come."""
        return int((await rows.kept(f"SELECT count(*) AS total {self._counted(wanted)}", wanted))[0]["total"])

    async def keys(self, rows: Rows, wanted: Mapping[str, str], number: int, most: int) -> list[int]:
        """The facts of part ``number`` of a download."""
        return await self.ids(rows, wanted, COUNTED, number, most)

    async def documents(self, rows: Rows, wanted: Mapping[str, str], number: int, most: int) -> list[str]:
        """The documents of one page that have such facts, newest first."""
        found = await rows(
            f"SELECT d.slug FROM documents d WHERE EXISTS (SELECT 1 FROM {self.table} x WHERE x.document = d.slug"
            f" AND {self.where(wanted)}) ORDER BY d.date DESC, d.slug LIMIT :most OFFSET :skip",
            {**wanted, "most": most, "skip": (number - 1) * most},
        )
        return [row["slug"] for row in found]
