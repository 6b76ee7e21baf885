"""What lists may be narrowed by: the values of their filters, counted when the database was written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.site.ranking import Rows

Row = dict[str, Any]
_MOST = 120
"""Values offered for a field, those of most rows."""


async def choices(rows: Rows, name: str) -> dict[str, list[Row]]:
    """The values of each field of a list ("figures", "money") with their counts: years newest first, else by count."""
    found = await rows(
        "SELECT field, value, count FROM choices WHERE list = :name ORDER BY field,"
        " CASE WHEN field = 'year' THEN -CAST(value AS INTEGER) ELSE -count END, value",
        {"name": name},
    )
    by_field: dict[str, list[Row]] = {}
    for row in found:
        by_field.setdefault(row["field"], []).append(row)
    return {field: values[:_MOST] for field, values in by_field.items()}


def where(conditions: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """The condition of a query for the fields that are ``wanted``."""
    return " AND ".join(conditions[field] for field in wanted) or "1"
