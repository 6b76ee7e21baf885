"""Which document implements, guides or changes which act, as a tree: acts, the documents that cite them, and so on."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from extractor.site.picture import picture
from extractor.site.ranking import Rows

Row = dict[str, Any]
ROOTS = 10
"""Acts on one page."""
MENTIONS = 30
"""Mentions looked at for an act: of one that thousands cite the page shows the beginning."""
_AMONG_OTHERS = 10
"""The same where many acts are on one page."""
_DEPTH = 4
"""Acts below each other."""
KINDS: Mapping[str, Sequence[str]] = {
    "trien-khai": ("implements", "guides", "basis", "proposal"),
    "thay-doi": ("amends", "replaces", "repeals", "corrects", "suspends"),
}
"""The relations of each kind of tree, by its name in addresses."""


async def page(rows: Rows, kind: str, wanted: Mapping[str, str], number: int) -> Row:
    """The acts of one page that have relations of the ``kind``, those first that most documents cite, with their trees.

    ``wanted`` may name one act ("root") or the "province" of the documents.
    """
    ranked = await _ranked(rows, kind, wanted, number)
    slugs = [act["slug"] for act in ranked["found"]]
    below = await _below(rows, slugs, kind, wanted)
    roots = [act | {"children": _children(act["slug"], below, {act["slug"]})} for act in ranked["found"]]
    return {"roots": roots, "total": ranked["total"], "pages": -(-ranked["total"] // ROOTS), "picture": picture(roots)}


async def _ranked(rows: Rows, kind: str, wanted: Mapping[str, str], number: int) -> Row:
    """The acts of one page, and of how many."""
    cited = f"c.relation IN ({_listed(KINDS[kind])}) AND d.copy_of IS NULL AND d.instrument IS NOT c.instrument"
    own = " AND c.instrument = :root" if "root" in wanted else ""
    if "province" in wanted:
        acts = (
            "SELECT c.instrument AS slug FROM documents d CROSS JOIN citations c ON c.document = d.slug"
            f" WHERE d.province = :province AND c.instrument IS NOT NULL AND {cited}{own} GROUP BY c.instrument"
        )
    else:
        acts = (
            "SELECT i.slug FROM instruments i WHERE EXISTS (SELECT 1 FROM citations c JOIN documents d"
            f" ON d.slug = c.document WHERE c.instrument = i.slug AND {cited}){own.replace('c.instrument', 'i.slug')}"
        )
    values = dict(wanted)
    run = rows if "root" in wanted else rows.kept
    total = await run(f"SELECT count(*) AS total FROM ({acts})", values)
    found = await run(
        f"SELECT s.* FROM ({acts}) a JOIN instrument_counts s ON s.slug = a.slug"
        " ORDER BY s.documents DESC, s.mentions DESC, s.slug LIMIT :most OFFSET :skip",
        {**values, "most": ROOTS, "skip": (number - 1) * ROOTS},
    )
    return {"found": found, "total": total[0]["total"]}


def mentions(wanted: Mapping[str, str]) -> int:
    """How many mentions of each act are shown."""
    return MENTIONS if "root" in wanted else min(MENTIONS, _AMONG_OTHERS)


async def above(rows: Rows, slug: str) -> list[Row]:
    """The acts that an act is based on, as far as its own text is there."""
    return await rows(
        "SELECT i.slug, i.key, i.kind, i.title, c.relation, c.document, min(c.start) AS start FROM documents d"
        " JOIN citations c ON c.document = d.slug JOIN instruments i ON i.slug = c.instrument"
        " WHERE d.instrument = :slug AND d.copy_of IS NULL AND i.slug <> :slug"
        " AND c.relation IN ('basis', 'implements', 'guides')"
        " GROUP BY i.slug, c.relation ORDER BY c.relation, start LIMIT 100",
        {"slug": slug},
    )


async def _below(rows: Rows, slugs: Sequence[str], kind: str, wanted: Mapping[str, str]) -> dict[str, list[Row]]:
    """The documents that cite each act, and those that cite these documents in turn, level by level."""
    cited = f"c.relation IN ({_listed(KINDS[kind])}) AND d.copy_of IS NULL AND d.instrument IS NOT c.instrument"
    most = mentions(wanted)
    chosen = (
        "json_each(:slugs) j CROSS JOIN citations c ON c.id IN (SELECT c.id FROM citations c"
        f" JOIN documents d ON d.slug = c.document WHERE c.instrument = j.value AND {cited} LIMIT {most})"
    )
    if "province" in wanted:  # whose documents are looked at once for all acts
        chosen = (
            "(SELECT c.id, row_number() OVER (PARTITION BY c.instrument ORDER BY d.date DESC, d.slug, c.start) AS place"
            " FROM documents d CROSS JOIN citations c ON c.document = d.slug WHERE d.province = :province"
            f" AND +c.instrument IN (SELECT value FROM json_each(:slugs)) AND {cited}) n"
            f" CROSS JOIN citations c ON c.id = n.id AND n.place <= {most}"
        )
    found: dict[str, list[Row]] = {}
    level = list(slugs)
    for _ in range(_DEPTH):
        links = await rows(
            "SELECT c.instrument, c.relation, c.document, d.name, d.date, d.province, d.instrument AS own, d.doc_type,"
            " d.number, d.key AS own_key, d.issuer, d.copy_kind,"
            f" o.key, o.kind, o.title, count(*) AS mentions, min(c.start) AS start FROM {chosen}"
            " JOIN documents d ON d.slug = c.document LEFT JOIN instruments o ON o.slug = d.instrument"
            " GROUP BY c.instrument, c.relation, c.document ORDER BY d.date DESC NULLS LAST, d.slug",
            {**wanted, "slugs": json.dumps(level)},
        )
        for link in links:
            found.setdefault(link["instrument"], []).append(link)
        level = sorted({link["own"] for link in links if link["own"]} - found.keys())
        if not level:
            break
    return found


def _listed(relations: Sequence[str]) -> str:
    return ", ".join(f"'{relation}'" for relation in relations)


def _children(slug: str, below: Mapping[str, list[Row]], path: Collection[str]) -> list[Row]:
    """The documents that cite an act, each with those that cite it; no act stands below itself."""
    return [
        link
        | {"children": _children(own, below, {*path, own}) if own and own not in path and len(path) < _DEPTH else []}
        for link in below.get(slug, [])
        for own in (link["own"],)
    ]
