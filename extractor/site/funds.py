"""Amounts of money by plan, year and source: each plan's totals with their parts, sums that do not add up marked.

Revenue, prices, debts and the like are ``other`` money, which is listed by itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extractor.site.listing import Filter, Listing
from extractor.site.narrowed import COUNTED, Narrowed
from extractor.site.ranking import Rows

Row = dict[str, Any]
PLANS = 10
"""Documents on one page."""
SHOWN = 40
"""Amounts shown of each document, where several are."""
_STAGES = ("need", "estimate", "budget", "spent")
"""From what is asked for to what was paid."""
_BARS = 24
"""Sources, and years, in a chart."""


def asked(wanted: Mapping[str, str]) -> dict[str, str]:
    """``wanted``, and that the money is given, needed or spent unless ``other`` money is asked for."""
    other = "other" in wanted or wanted.get("role") == "result"
    return dict(wanted) | ({"other": "khac"} if other else {"funding": "1"})


@dataclass(frozen=True, slots=True)
class _Amounts(Narrowed):
    """Amounts of the one or of the other money."""

    def asked(self, fields: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """The one money where nothing else is asked for, else what is not the other: few things are left out fast."""
        if "other" in asked(fields):
            return fields | {"other": "1"}, {}
        return (fields, {"other": "1"}) if fields else ({"funding": "1"}, {})


_AMOUNTS = _Amounts("amounts")
_ADDED = 2_000
"""Up to so many amounts are added up as they are; sums of more were made when the database was."""
_CONDITIONS = {
    "year": "{0}.period_start <= CAST(:year AS INTEGER) AND {0}.period_end >= CAST(:year AS INTEGER)",
    "source": "{0}.source = :source",
    "stage": "{0}.stage = :stage",
    "role": "{0}.role = :role",
    "province": "{1}.province = :province",
    "province_now": "{1}.province_now = :province_now",
}
"""The fields of an amount (0) and of its document (1)."""

_CHOSEN = {
    **{"nam": "year", "nguon": "source", "tinh-trang": "stage", "vai-tro": "role"},
    **{"tinh": "province", "tinh-nay": "province_now"},
}
_KNOWN = "SELECT value, sum(count) AS count FROM choices WHERE list LIKE '%money' AND field = '{}' GROUP BY 1"
LIST = Listing(
    "/kinh-phi",
    _AMOUNTS,
    "m.label, m.value, m.value_max, m.currency, m.per, m.comparator, m.role, m.stage, m.source, m.period,"
    " m.period_start, m.period_end, m.province, m.province_now, m.level, m.issuer, m.document, m.document_name,"
    " m.document_date, m.page, m.quote, m.start, m.id, m.parent, m.finding",
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
    total, plan_count = await _counts(rows, wanted)
    slugs = await _plans(rows, wanted, number)
    money = "NOT x.funding" if "other" in asked(wanted) else "x.funding"
    amounts = await rows(
        "SELECT m.* FROM json_each(:plans) j JOIN documents d ON d.slug = j.value JOIN amounts x ON x.document = d.slug"
        f" JOIN money m ON m.id = x.id WHERE NOT x.again AND {money} AND {_where(wanted, 'x', 'd')}"
        " ORDER BY j.key, x.start, x.id",
        {**wanted, "plans": json.dumps(slugs)},
    )
    most = None if "document" in wanted else SHOWN
    return {
        **{"total": min(total, COUNTED), "capped": total > COUNTED, "pages": -(-plan_count // PLANS)},
        "plan_count": plan_count,
        "plans": [_plan(own, most) for slug in slugs if (own := _of(amounts, slug))],
        "sources": await _sums(rows, wanted, total, "source"),
        "years": await _sums(rows, wanted, total, "years"),
        "others": await _AMOUNTS.count(rows, _of_document(wanted) | {"other": "khac"}),
    }


def _where(wanted: Mapping[str, str], amount: str, document: str) -> str:
    fields = (_CONDITIONS[field].format(amount, document) for field in wanted if field in _CONDITIONS)
    return " AND ".join(fields) or "1"


async def _counts(rows: Rows, wanted: Mapping[str, str]) -> tuple[int, int]:
    """How many amounts there are, at most one more than COUNTED, and in how many documents these are."""
    places, parameters = _AMOUNTS.places(wanted)
    (found,) = await rows(
        "SELECT count(*) AS total, count(DISTINCT l.plan) AS plans"
        f" FROM ({places} ORDER BY place LIMIT {COUNTED + 1}) p CROSS JOIN listed_amounts l ON l.place = p.place",
        parameters,
    )
    return found["total"], found["plans"]


async def _plans(rows: Rows, wanted: Mapping[str, str], number: int) -> list[str]:
    """The documents of one page, newest first: the amounts are walked in their order until the page is full."""
    places, parameters = _AMOUNTS.places(wanted)
    found = await rows(
        f"SELECT DISTINCT plan, document FROM (SELECT l.plan, l.document FROM ({places} ORDER BY place) p"
        " CROSS JOIN listed_amounts l ON l.place = p.place ORDER BY p.place) LIMIT :most OFFSET :skip",
        {**parameters, "most": PLANS, "skip": (number - 1) * PLANS},
    )
    return [row["document"] for row in sorted(found, key=lambda row: row["plan"])]


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


async def _sums(rows: Rows, wanted: Mapping[str, str], total: int, field: str) -> list[Row]:
    """What the amounts come to by ``field`` ("source", "years") and stage: sources by their sums, years in their order.

    What is planned and what was spent are never added up. In how many documents
    (``documents``) is left open where many amounts are narrowed by several fields.
    """
    parameters: dict[str, Any] = {**wanted, "field": field}
    if "other" in asked(wanted):
        return []
    if not wanted:
        found = "SELECT value, stage, sum, count, documents FROM funds WHERE field = :field"
    elif len(wanted) == 1 and wanted.keys() <= _CONDITIONS.keys():
        ((parameters["by"], parameters["of"]),) = wanted.items()
        found = """SELECT value, stage, sum, count, documents FROM narrowed_funds
            WHERE "by" = :by AND "of" = :of AND field = :field"""
    elif "document" in wanted or total <= _ADDED:
        places, parameters = _AMOUNTS.places(wanted)
        found = f"""SELECT l.{field} AS value, coalesce(l.stage, '') AS stage, sum(l.value) AS sum, count(*) AS count,
            count(DISTINCT l.plan) AS documents FROM ({places}) p CROSS JOIN listed_amounts l ON l.place = p.place
            WHERE l.value IS NOT NULL AND l.{field} IS NOT NULL GROUP BY 1, 2"""
    else:
        found = f"""SELECT {field} AS value, stage, sum(sum) AS sum, sum(count) AS count, NULL AS documents
            FROM fund_cube c WHERE {field} IS NOT NULL AND {_where(wanted, "c", "c")} GROUP BY 1, 2"""
    return sorted(await rows(_first(found, field), parameters), key=_in_order)


def _first(found: str, field: str) -> str:
    """A query for the sums ``found`` of the first values: sources by their largest sums, years in their order."""
    order = "most DESC, value" if field == "source" else "value"
    most = f"SELECT *, max(sum) OVER (PARTITION BY value) AS most FROM ({found})"
    return (
        f"SELECT * FROM (SELECT *, dense_rank() OVER (ORDER BY {order}) AS place FROM ({most})) WHERE place <= {_BARS}"
    )


def _in_order(row: Row) -> tuple[int, int]:
    """Where a sum stands: those of one value together, from what is needed to what was spent."""
    return row["place"], _STAGES.index(row["stage"]) if row["stage"] in _STAGES else len(_STAGES)
