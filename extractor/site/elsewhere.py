"""Where else the act, product, producer, amount or figure of a fact occurs: a few places each, in other documents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.site.ranking import Rows
from extractor.store.listing import FIRST

Row = dict[str, Any]
Places = Mapping[int, Mapping[str, Any]]
"""By the id of a fact: ``found`` (places: document, name, start, page) and ``more`` (whether there are others)."""

NAMED = 3
"""Documents named for a fact."""
_SEEN = 9
"""Mentions looked at for a fact, so that an act that everybody cites does not make the page slow."""

_OTHER = f"o.document NOT IN (f.document, coalesce(h.copy_of, '')) AND {FIRST.format('o.document')}"
"""A document ("h") and its copies are no other places."""
_SAME = {
    "citations": f"SELECT o.id FROM citations o WHERE o.instrument = f.instrument AND {_OTHER}",
    "products": f"SELECT o.id FROM products o WHERE o.entity = f.entity AND {_OTHER}",
    "organizations": f"SELECT o.id FROM organizations o WHERE o.entity = f.entity AND {_OTHER}",
    "amounts": (
        f"SELECT o.id FROM amounts o WHERE o.value = f.value AND o.currency = f.currency AND o.value_max IS f.value_max"
        f" AND {_OTHER}"
    ),
    "indicators": (f"SELECT o.id FROM indicators o WHERE o.subject = f.subject AND o.unit IS f.unit AND {_OTHER}"),
}
"""For each kind of fact the other facts that are about the same."""
_ALIKE = {
    "citations": ("instrument",),
    "products": ("entity",),
    "organizations": ("entity",),
    "amounts": ("value", "value_max", "currency"),
    "indicators": ("subject", "unit"),
}
"""The fields by which facts of a document are the same, so that each is looked for once."""


async def elsewhere(rows: Rows, table: str, facts: Iterable[Mapping[str, Any]]) -> Places:
    """Where the facts of one document, rows of ``table``, occur in other documents; those that do not are left out."""
    fields = _ALIKE[table]
    alike: dict[tuple[Any, ...], list[int]] = {}
    for fact in facts:
        if fact[fields[0]] is not None:
            alike.setdefault(tuple(fact[field] for field in fields), []).append(fact["id"])
    found = await rows(
        f"SELECT j.value AS fact, o.document, d.name, o.start, o.page FROM json_each(:facts) j"
        f" JOIN {table} f ON f.id = j.value JOIN documents h ON h.slug = f.document"
        f" JOIN {table} o ON o.id IN ({_SAME[table]} LIMIT {_SEEN})"
        " JOIN documents d ON d.slug = o.document ORDER BY j.key, d.date DESC, d.slug, o.start",
        {"facts": json.dumps([ids[0] for ids in alike.values()])},
    )
    first = _by_document(found)
    return {fact: first[ids[0]] for ids in alike.values() if ids[0] in first for fact in ids}


async def answers(rows: Rows, slug: str) -> Mapping[int, list[Row]]:
    """By the id of a document's target its results, by that of a result the target that it answers."""
    by_fact: dict[int, list[Row]] = {}
    for own, other in (("target", "result"), ("result", "target")):
        found = await rows(
            f"SELECT i.id AS fact, o.document, d.name, o.page, o.start, o.quote FROM indicators i"
            f" JOIN answers a ON a.{own} = i.id JOIN indicators o ON o.id = a.{other}"
            " JOIN documents d ON d.slug = o.document WHERE i.document = :slug ORDER BY d.date, o.start",
            {"slug": slug},
        )
        for row in found:
            by_fact.setdefault(row["fact"], []).append(row | {"kind": other})
    return by_fact


def _by_document(found: Iterable[Row]) -> dict[int, Row]:
    """The first place in each of the first documents, and whether there are further ones."""
    first: dict[int, dict[str, Row]] = {}
    for row in found:
        first.setdefault(row["fact"], {}).setdefault(row["document"], row)
    return {
        fact: {"found": list(places.values())[:NAMED], "more": len(places) > NAMED} for fact, places in first.items()
    }
