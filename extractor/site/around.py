"""What surrounds an instrument: whether it still applies, what changed it, in which roles and when it is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from extractor.site.ranking import Rows
from extractor.store.listing import FIRST

Row = dict[str, Any]
_CHANGES = "('amends', 'replaces', 'repeals', 'corrects', 'suspends')"
_CHANGED_BY = 30
_YEARS = 30
"""Years of the chart, the last ones."""


async def around(rows: Rows, instrument: Mapping[str, Any]) -> Row:
    """``force``, ``successors``, ``predecessors``, ``changed_by``, ``role_counts``, ``years`` of an instrument."""
    here = {"slug": instrument["slug"], "key": instrument["key"]}
    successor = (instrument["replaced_by"] or "").rstrip("?")
    return {
        "force": force(instrument, date.today().isoformat()),
        "successors": await rows("SELECT * FROM instruments WHERE key = :key ORDER BY slug LIMIT 5", {"key": successor})
        if successor
        else [],
        "predecessors": await rows(
            "SELECT * FROM instruments WHERE replaced_by IN (:key, :key || '?') ORDER BY slug LIMIT 20", here
        ),
        "changed_by": await rows(
            "SELECT c.relation, c.document, d.name, d.date, min(c.start) AS start FROM citations c"
            f" JOIN documents d ON d.slug = c.document WHERE c.instrument = :slug AND c.relation IN {_CHANGES}"
            " AND d.copy_of IS NULL AND d.instrument IS NOT c.instrument"
            " GROUP BY c.relation, c.document ORDER BY d.date, c.document"
            f" LIMIT {_CHANGED_BY}",
            here,
        ),
        "role_counts": await rows(
            "SELECT relation, count(*) AS mentions FROM citations WHERE instrument = :slug"
            f" AND {FIRST.format('document')} GROUP BY relation",
            here,
        ),
        "years": years(
            await rows(
                "SELECT d.year, count(DISTINCT c.document) AS documents FROM citations c"
                " JOIN documents d ON d.slug = c.document WHERE c.instrument = :slug AND d.copy_of IS NULL"
                " AND d.year IS NOT NULL GROUP BY d.year ORDER BY d.year",
                here,
            )
        ),
    }


def force(instrument: Mapping[str, Any], today: str) -> str:
    """Whether an act applies on the day ``today``: "ended", "replaced", "perhaps replaced", "ahead" or "unknown".

    Nothing here says "in force": acts are changed by others that nobody told us of.
    """
    until, since, successor = instrument["effective_to"], instrument["effective_from"], instrument["replaced_by"]
    if until and until < today[: len(until)]:
        return "ended"
    if successor:
        return "perhaps replaced" if successor.endswith("?") else "replaced"
    return "ahead" if since and since > today[: len(since)] else "unknown"


def years(counts: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """Documents by year, years without any among them; nothing where all are of one year."""
    by_year = {int(row["year"]): int(row["documents"]) for row in counts}
    if len(by_year) < 2:
        return []
    last = max(by_year)
    first = max(min(by_year), last - _YEARS + 1)
    return [(str(year), by_year.get(year, 0)) for year in range(first, last + 1)]
