"""The cross-check: the findings of all documents, filtered, each with its evidence side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.site.document import gathered
from extractor.site.ranking import Rows

PAGE = 30
"""Findings on one page."""
GRAVEST = "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"
"""Orders findings by severity."""
_CONDITIONS = {
    "severity": "severity = :severity",
    "code": "code = :code",
    "document": "id IN (SELECT finding FROM evidence WHERE document = :document)",
}
FIELDS = tuple(_CONDITIONS)
"""What findings may be filtered by."""


async def page(rows: Rows, wanted: Mapping[str, str], number: int) -> dict[str, Any]:
    """The findings of one page, gravest first, of those that have the ``wanted`` fields; and how many there are."""
    where = " AND ".join(_CONDITIONS[field] for field in wanted) or "1"
    total = (await rows.kept(f"SELECT count(*) AS total FROM findings WHERE {where}", wanted))[0]["total"]
    sides = await rows(
        "SELECT v.*, k.title AS check_title, d.name AS document_name FROM"
        f" (SELECT id, row_number() OVER (ORDER BY {GRAVEST}, code, id) AS place FROM findings WHERE {where}"
        f" ORDER BY {GRAVEST}, code, id LIMIT :most OFFSET :skip) f JOIN finding_evidence v ON v.id = f.id"
        " JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document ORDER BY f.place, v.position",
        {**wanted, "most": PAGE, "skip": (number - 1) * PAGE},
    )
    return {"findings": gathered(sides), "total": total, "pages": -(-total // PAGE)}


async def choices(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """What may be chosen in each filter (``value``, ``title``, ``count``), and all ``checks`` (``code``, ``title``)."""
    return {
        "severities": await rows.kept(
            "SELECT severity AS value, '' AS title, count(*) AS count FROM findings"
            f" GROUP BY severity ORDER BY {GRAVEST}"
        ),
        "checks": await rows.kept("SELECT code, title FROM checks ORDER BY code"),
        "codes": await rows.kept(
            "SELECT k.code AS value, k.title, count(f.id) AS count FROM checks k JOIN findings f ON f.code = k.code"
            " GROUP BY k.code ORDER BY k.code"
        ),
        "documents": await rows.kept(
            "SELECT d.slug AS value, d.name AS title, count(DISTINCT e.finding) AS count FROM documents d"
            " JOIN evidence e ON e.document = d.slug GROUP BY d.slug ORDER BY count DESC, d.slug LIMIT 200"
        ),
    }
