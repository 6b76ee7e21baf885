"""The best finds of a full-text query, within a time that does not grow with how common its words are.

FTS5 ranks (bm25) by looking at every find. Where there are more than :data:`SEEN` finds, only the first of them are
ranked, in the order of the index, which holds the newest documents first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

SEEN = 2000
"""Finds that are looked at."""
KEPT = 400
"""Finds that are kept, best first."""


class Rows(Protocol):
    """Runs a query: ``await rows(sql, parameters)`` gives rows as dicts."""

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]: ...

    async def kept(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same, from memory when it was asked for before: a database that is served does not change."""
        ...


async def best(rows: Rows, table: str, tiers: Sequence[str], words: str | None = None) -> tuple[list[int], bool]:
    """The ids of the best finds, those of the first of ``tiers`` (FTS5 queries) first, and whether some are left out.

    ``words`` asks for the same words singly; it ranks the finds of a tier that has too many, since bm25 counts every
    find of a phrase before it ranks the first one. Without ``words`` these keep the order of the index.
    """
    order: dict[int, None] = {}
    for tier in tiers:
        matching = f"FROM {table} WHERE {table} MATCH :q"
        found = await _ids(rows, f"SELECT rowid AS id {matching} LIMIT :most", q=tier, most=SEEN)
        many = len(found) == SEEN
        if not many:
            found = await _ids(rows, f"SELECT rowid AS id {matching} ORDER BY rank LIMIT :most", q=tier, most=KEPT)
        elif words:
            found = await _ids(
                rows,
                f"SELECT rowid AS id {matching} AND rowid <= :last AND +rowid IN (SELECT value FROM json_each(:found))"
                " ORDER BY rank LIMIT :most",
                **{"q": words, "last": found[-1], "found": json.dumps(found), "most": KEPT},
            )
        order |= dict.fromkeys(found)
        if many or len(order) >= KEPT:
            return list(order)[:KEPT], True
    return list(order), False


async def _ids(rows: Rows, sql: str, **parameters: object) -> list[int]:
    """The ids that a query gives, fetched as one list: a row for each would cost more than to find them."""
    (found,) = await rows(f"SELECT json_group_array(id) AS ids FROM ({sql})", parameters)
    ids: list[int] = json.loads(found["ids"])
    return ids
