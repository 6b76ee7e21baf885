"""Whether two files of one document state other sums or figures: then somebody changed one of them."""

from __future__ import annotations

from collections import Counter
from sqlite3 import Connection


def differ(connection: Connection, one: str, other: str) -> bool:
    """Whether of as many sums, or of as many figures, each of two documents (by slug) has one that the other has not.

    Where the number differs, a table may have been read in one format only; that tells nothing.
    """
    return any(_changed(connection, table, one, other) for table in ("amounts", "indicators"))


def _changed(connection: Connection, table: str, one: str, other: str) -> bool:
    query = f"SELECT value, value_max FROM {table} WHERE document = ?"
    first, second = (Counter(connection.execute(query, (slug,))) for slug in (one, other))
    return first.total() == second.total() and first != second
