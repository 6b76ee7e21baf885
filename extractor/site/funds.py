"""Amounts of money by plan, year and source: each plan's totals with their parts, sums that do not add up marked.

Revenue, prices, debts and the like are ``other`` money, which is listed by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.site.listing import Filter, Listing
from extractor.site.narrowed import COUNTED, Narrowed
from extractor.site.ranking import Rows

Row = dict[str, Any]
PLANS = 10
"""Documents on one page."""
SHOWN = 40
"""Amounts shown of each document, where several are."""
_BARS = 24
"""Sources, and years, in a chart."""


def asked(wanted: Mapping[str, str]) -> dict[str, str]:
    """``wanted``, and that the money is given, needed or spent unless ``other`` money is asked for."""
    other = "other" in wanted or wanted.get("role") == "result"
    return dict(wanted) | ({"other": "khac"} if other else {"funding": "1"})


class _Amounts(Narrowed):
    """Amounts of the one or of the other money."""

    def where(self, wanted: Mapping[str, str]) -> str:
        """The condition of the ``wanted`` fields."""
        return super().where(asked(wanted))


_AMOUNTS = _Amounts(
    "amounts",
    {
        "document": "x.document = :document",
        "year": "x.period_start <= CAST(:year AS INTEGER) AND x.period_end >= CAST(:year AS INTEGER)",
        "source": "x.source = :source",
        "stage": "x.stage = :stage",
        "role": "x.role = :role",
        "province": "d.province = :province",
        "funding": "x.funding",
        "other": "NOT x.funding",
    },
    few=frozenset({"document"}),
    always="NOT x.again",
)

_CHOSEN = {"nam": "year", "nguon": "source", "tinh-trang": "stage", "vai-tro": "role", "tinh": "province"}
_KNOWN = "SELECT value, sum(count) AS count FROM choices WHERE list LIKE '%money' AND field = '{}' GROUP BY 1"
LIST = Listing(
    "/kinh-phi",
    _AMOUNTS,
    "m.label, m.value, m.value_max, m.currency, m.per, m.comparator, m.role, m.stage, m.source, m.period,"
    " m.period_start, m.period_end, m.province, m.level, m.issuer, m.document, m.document_name, m.document_date,"
    " m.page, m.quote, m.start, m.id, m.parent, m.finding",
    "JOIN money m ON m.id = j.value",
    "van-ban",
    "document",
    {
        **{name: Filter(field, _KNOWN.format(field)) for name, field in _CHOSEN.items()},
        "van-ban": Filter("document"),
        "tien": Filter("other", "SELECT 'khac' AS value, 1 AS count"),
    },
    inner=frozenset({"document", "period_start", "period_end", "id", "parent", "finding"}),
)
"""The list of amounts and its downloads."""


async def page(rows: Rows, wanted: Mapping[str, str], number: int) -> Row:
    """The plans of one page, newest first, each with its amounts that have the ``wanted`` fields."""
    total = await _AMOUNTS.count(rows, wanted)
    plan_count = await _AMOUNTS.count(rows, wanted, "DISTINCT x.document")
    slugs = await _AMOUNTS.documents(rows, wanted, number, PLANS)
    amounts = await rows(
        "SELECT m.* FROM json_each(:plans) j JOIN documents d ON d.slug = j.value JOIN amounts x ON x.document = d.slug"
        f" JOIN money m ON m.id = x.id WHERE {_AMOUNTS.where(wanted)} ORDER BY j.key, x.start, x.id",
        {**wanted, "plans": json.dumps(slugs)},
    )
    most = None if "document" in wanted else SHOWN
    return {
        **{"total": min(total, COUNTED), "capped": total > COUNTED, "pages": -(-plan_count // PLANS)},
        "plan_count": min(plan_count, COUNTED),
        "plans": [_plan(own, most) for slug in slugs if (own := _of(amounts, slug))],
        "sources": await _sums(rows, wanted, "source"),
        "years": await _sums(rows, wanted, "years"),
        "others": await _AMOUNTS.count(rows, _of_document(wanted) | {"other": "khac"}),
    }


def _plan(amounts: Sequence[Row], most: int | None) -> Row:
    """A document with its amounts, the first ``most`` of them."""
    fields = ("document", "document_name", "document_date", "issuer")
    return {field: amounts[0][field] for field in fields} | {
        "count": len(amounts),
        "amounts": list(_tree(amounts))[:most],
    }


def _of(amounts: Sequence[Row], slug: str) -> list[Row]:
    return [row for row in amounts if row["document"] == slug]


def _tree(amounts: Sequence[Row]) -> Iterator[Row]:
    """Amounts in the order of the text, each with its ``depth`` and the ``sum`` of its parts, which follow it."""
    shown = {row["id"] for row in amounts}
    parts: dict[int | None, list[Row]] = {}
    for row in amounts:
        parts.setdefault(row["parent"] if row["parent"] in shown else None, []).append(row)

    def below(parent: int | None, depth: int) -> Iterator[Row]:
        for row in parts.pop(parent, []):
            yield row | {"depth": min(depth, 4), "sum": _sum(parts.get(row["id"], []))}
            yield from below(row["id"], depth + 1)

    yield from below(None, 0)


def _sum(parts: Sequence[Row]) -> float | None:
    """What the parts of a total come to; ``None`` where there are not two, or one of them is no single sum."""
    values = [row["value"] for row in parts]
    single = all(row["value_max"] is None and row["currency"] == parts[0]["currency"] for row in parts)
    return sum(values) if len(values) > 1 and single and None not in values else None


def _of_document(wanted: Mapping[str, str]) -> dict[str, str]:
    return {field: value for field, value in wanted.items() if field == "document"}


async def _sums(rows: Rows, wanted: Mapping[str, str], field: str) -> list[Row]:
    """What the amounts come to by ``field`` ("source", "years"): sources by their sums, years in their order."""
    order = "sum DESC, value" if field == "source" else "value"
    if "other" in asked(wanted):
        return []
    if not wanted:
        return await rows(f"SELECT * FROM funds WHERE field = :field ORDER BY {order} LIMIT {_BARS}", {"field": field})
    return await rows(
        f"SELECT x.{field} AS value, sum(x.value) AS sum, count(*) AS count, count(DISTINCT x.document) AS documents"
        " FROM addends x JOIN documents d ON d.slug = x.document"
        f" WHERE x.{field} IS NOT NULL AND {_AMOUNTS.where(wanted)}"
        f" GROUP BY x.{field} ORDER BY {order.replace('value', '1')} LIMIT {_BARS}",
        wanted,
    )
