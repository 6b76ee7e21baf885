"""The cross-check: the findings of all documents, filtered, each with its evidence side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.site.document import gathered
from extractor.site.listing import Filter, Listing, Sorted
from extractor.site.ranking import Rows

PAGE = 30
"""Findings on one page."""
GRAVEST = "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"
"""Orders findings by severity."""
_SEVERITIES = "SELECT severity AS value, '' AS title, count(*) AS count FROM findings WHERE in_copy = 0"
_CODES = "SELECT code AS value, title FROM checks ORDER BY code"
LIST = Listing(
    "/doi-chieu",
    Sorted(
        "findings",
        "id",
        f"{GRAVEST}, code, id",
        {
            "severity": "severity = :severity",
            "code": "code = :code",
            "document": "id IN (SELECT finding FROM evidence WHERE document = :document)",
        },
        first="in_copy = 0",
    ),
    "f.id, f.code, k.title AS check_title, f.severity, f.message, f.found, f.expected, f.remedy,"
    " (SELECT count(*) FROM evidence n WHERE n.finding = f.id) AS sides,"
    " e.position, e.document, d.name AS document_name, d.copy_kind, e.page, e.quote, e.start",
    "JOIN findings f ON f.id = j.value JOIN checks k ON k.code = f.code JOIN evidence e ON e.finding = f.id"
    " JOIN documents d ON d.slug = e.document",
    "van-ban",
    "document",
    {
        "muc-do": Filter("severity", f"{_SEVERITIES} GROUP BY severity"),
        "quy-tac": Filter("code", _CODES, str.upper),
        "ma": Filter("code", _CODES, str.upper),
        "van-ban": Filter("document"),
    },
    evidence=("position", "document", "document_name", "copy_kind", "page", "quote", "url"),
    inner=frozenset({"document"}),
)
"""The list of findings and its downloads."""


async def page(rows: Rows, chosen: Mapping[str, str], number: int) -> dict[str, Any]:
    """The findings of one page, gravest first, of those that have the ``chosen`` fields; and how many there are."""
    wanted = LIST.wanted(chosen)
    total = await LIST.source.total(rows, wanted)
    sides = await rows(
        "SELECT v.*, k.title AS check_title, d.name AS document_name FROM json_each(:ids) j"
        " JOIN finding_evidence v ON v.id = j.value JOIN checks k ON k.code = v.code"
        " JOIN documents d ON d.slug = v.document ORDER BY j.key, v.position",
        {"ids": json.dumps(await LIST.source.keys(rows, wanted, number, PAGE))},
    )
    return {"findings": gathered(sides), "total": total, "pages": -(-total // PAGE)}


async def choices(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    """What may be chosen in each filter (``value``, ``title``, ``count``)."""
    return {
        "severities": await rows.kept(f"{_SEVERITIES} GROUP BY severity ORDER BY {GRAVEST}"),
        "codes": await rows.kept(
            "SELECT k.code AS value, k.title, count(f.id) AS count FROM checks k JOIN findings f ON f.code = k.code"
            " WHERE f.in_copy = 0 GROUP BY k.code ORDER BY k.code"
        ),
        "documents": await rows.kept(
            "SELECT d.slug AS value, d.name AS title, c.count FROM choices c JOIN documents d ON d.slug = c.value"
            " WHERE c.list = 'findings' AND c.field = 'document' ORDER BY c.count DESC, d.slug"
        ),
    }
