"""The cards of the facts at one place of a document, for documents with too many of them for one page."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from extractor.site.citing import citation
from extractor.site.document import CARDS, cards
from extractor.site.fact_marks import scanned
from extractor.site.ranking import Rows
from extractor.site.scans import anchors

Row = dict[str, Any]


async def page(rows: Rows, slug: str, start: int) -> Row | None:
    """The facts of a document that begin at an offset of its text; ``None`` where none does."""
    here: Row = {"slug": slug, "start": start}
    found = await rows("SELECT * FROM documents WHERE slug = :slug", here)
    facts = {
        table: await rows(f'SELECT * FROM {table} WHERE document = :slug AND start = :start ORDER BY "end"', here)
        for table in CARDS
    }
    if not found or not any(facts.values()):
        return None
    acts = await rows(
        "SELECT i.* FROM json_each(:acts) j JOIN instruments i ON i.slug = j.value",
        {"acts": json.dumps([row["instrument"] for row in facts["citations"] if row["instrument"]])},
    )
    images = await rows("SELECT 1 FROM pages WHERE document = :slug AND image IS NOT NULL LIMIT 1", here)
    return {
        "document": found[0],
        "cite": partial(citation, found[0]),
        "start": start,
        "on_image": anchors(scanned(facts)) if images else {},
        **await cards(rows, slug, facts, acts),
    }
