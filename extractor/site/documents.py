"""The list of documents, narrowed by province, year and kind, each with how many findings it has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.facts.geography import today
from extractor.site.lists import DOCUMENTS
from extractor.site.ranking import Rows
from extractor.site.search import documents_by_slug

Row = dict[str, Any]
LISTED = 30
"""Documents on one page of their list."""
_OFFERED = 120
"""Values of a field to choose from."""


async def listed(rows: Rows, chosen: Mapping[str, str], number: int) -> Row:
    """One page of the documents that have the fields ``chosen``, newest first, and what can be chosen."""
    wanted = DOCUMENTS.wanted(chosen)
    total = await DOCUMENTS.source.total(rows, wanted)
    found = await documents_by_slug(rows, await DOCUMENTS.source.keys(rows, wanted, number, LISTED))
    return {
        "found": await _with_findings(rows, found),
        "total": total,
        "pages": -(-total // LISTED),
        "choices": {one.field: await groups(rows, one.field, _OFFERED) for one in DOCUMENTS.filters.values()},
        "within": await _within(rows, chosen),
    }


async def groups(rows: Rows, column: str, most: int = 40) -> list[Row]:
    """The values of a column with their counts: years newest first, else by count."""
    return await rows.kept(
        "SELECT value, count FROM choices WHERE list = 'documents' AND field = :field"
        f" ORDER BY {'value DESC' if column == 'year' else 'count DESC, value'} LIMIT {most}",
        {"field": column},
    )


async def _with_findings(rows: Rows, documents: list[Row]) -> list[Row]:
    """The documents, each with the number of its ``findings``."""
    counts = await rows(
        "SELECT e.document, count(DISTINCT e.finding) AS count FROM json_each(:slugs) j"
        " JOIN evidence e ON e.document = j.value GROUP BY e.document",
        {"slugs": json.dumps([row["slug"] for row in documents])},
    )
    by_slug = {row["document"]: row["count"] for row in counts}
    return [row | {"findings": by_slug.get(row["slug"], 0)} for row in documents]


async def _within(rows: Rows, chosen: Mapping[str, str]) -> int:
    """How many documents there are of the province of today of those chosen."""
    province = today(chosen.get("province_now") or chosen.get("province"))
    return await _total(rows, {"province_now": province.name}) if province else 0


async def _total(rows: Rows, chosen: Mapping[str, str]) -> int:
    return await DOCUMENTS.source.total(rows, DOCUMENTS.wanted(chosen))
