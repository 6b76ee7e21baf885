"""The best finds of a full-text query, within a time that does not grow with how common its words are.

FTS5 ranks (bm25) by looking at every find of every word. That is done where there are few. Else the first finds are
ranked by how often the words stand in them; the index holds the newest documents first.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol

from extractor.text import fold

SEEN = 240
"""Finds that are looked at."""
_COMMON = 20_000
"""Passages in which the rarest word of a query may stand for all finds to be ranked by FTS5."""

Sorter = Callable[[Sequence[int]], Awaitable[list[int]]]
"""Puts finds in order, the best first."""


class Rows(Protocol):
    """Runs a query: ``await rows(sql, parameters)`` gives rows as dicts."""

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]: ...

    async def kept(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same, from memory when it was asked for before: a database that is served does not change."""
        ...


async def best(
    rows: Rows, table: str, tiers: Sequence[str], words: Sequence[str], other: Sorter | None = None
) -> tuple[list[int], bool]:
    """The ids of the best finds, those of the first of ``tiers`` (FTS5 queries) first, and whether some are left out.

    ``words`` are those of the query; ``other`` ranks finds that are too many for FTS5, which else keep their order.
    """
    order: dict[int, None] = {}
    common = await _common(rows, words)
    for tier in tiers:
        found = await first(rows, table, tier, SEEN)
        many = len(found) == SEEN
        if not many and not common:
            sql = f"SELECT rowid AS id FROM {table} WHERE {table} MATCH :q ORDER BY rank"
            found = await _ids(rows, sql, q=tier)
        elif other:
            found = await other(found)
        order |= dict.fromkeys(found)
        if many or len(order) >= SEEN:
            return list(order)[:SEEN], True
    return list(order), False


async def first(rows: Rows, table: str, query: str, most: int) -> list[int]:
    """The ids of the first finds of an FTS5 query, in the order of the index."""
    return await _ids(rows, f"SELECT rowid AS id FROM {table} WHERE {table} MATCH :q LIMIT :most", q=query, most=most)


async def _ids(rows: Rows, sql: str, **parameters: object) -> list[int]:
    """The ids that a query gives, fetched as one list: a row for each would cost more than to find them."""
    (found,) = await rows(f"SELECT json_group_array(id) AS ids FROM ({sql})", parameters)
    ids: list[int] = json.loads(found["ids"])
    return ids


async def _common(rows: Rows, words: Sequence[str]) -> bool:
    """Whether even the rarest of the words stands in many passages."""
    asked = {"words": json.dumps([fold(word) for word in words])}
    sql = "SELECT min(coalesce(w.count, 0)) AS least FROM json_each(:words) j LEFT JOIN words w ON w.word = j.value"
    (found,) = await rows(sql, asked)
    return (found["least"] or 0) > _COMMON
