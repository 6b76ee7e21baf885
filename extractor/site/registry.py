"""The registry: products and producers that documents name, one product's history, one producer's products."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from extractor.facts.geography import today
from extractor.site.listing import Filter, Listing, Sorted
from extractor.site.ranking import Rows
from extractor.site.standing import standing
from extractor.text import fold

Row = dict[str, Any]
LISTED = 50
"""Entities on one page of their list."""
CHOICES = {
    "product": ("province", "province_now", "stars", "status", "group", "exported"),
    "producer": ("province", "province_now", "form"),
}
"""What the list of each kind may be narrowed by."""
_PLACES = {"tinh": "province", "tinh-nay": "province_now"}
_LIST = (
    "SELECT e.*, m.name AS maker, (SELECT count(*) FROM entities p WHERE p.producer = e.slug) AS products"
    " FROM entities e LEFT JOIN entities m ON m.slug = e.producer"
)
_HISTORY = (
    "SELECT p.*, d.name AS document_name, d.date AS document_date, d.issuer FROM products p"
    " JOIN documents d ON d.slug = p.document WHERE p.entity = :slug AND d.copy_of IS NULL"
    " ORDER BY d.date, d.slug, p.start"
)

_NAMESAKES = (
    "SELECT e.slug, e.name, e.province, e.status, m.name AS maker, (SELECT max(d.date) FROM products p"
    " JOIN documents d ON d.slug = p.document WHERE p.entity = e.slug AND p.status = 'withdrawn') AS withdrawn"
    " FROM entities e LEFT JOIN entities m ON m.slug = e.producer LEFT JOIN entities o ON o.slug = :producer"
    " WHERE e.kind = 'product' AND e.folded = :folded AND e.slug <> :slug"
    " AND e.province IN (SELECT value FROM json_each(:provinces))"
    " AND coalesce(m.trade_name = o.trade_name, 1) ORDER BY e.slug LIMIT 6"
)


def _folded(words: str) -> str:
    """Part of a name as it is compared: without marks, and without what LIKE would take for any letters."""
    return fold(words).replace("%", "").replace("_", "")


def _source(kind: str, *columns: str) -> Sorted:
    """The entities of one kind by name, which may be narrowed by ``columns``."""
    conditions = {column: f'e."{column}" = :{column}' for column in columns}
    words = {"words": "(e.folded LIKE '%' || :words || '%' OR e.places LIKE '%' || :words || '%')"}
    return Sorted("entities e", "e.slug", "e.folded, e.slug", conditions | words, f"e.kind = '{kind}'")


def _filters(kind: str, parameters: Mapping[str, str]) -> dict[str, Filter]:
    known = "SELECT \"{}\" AS value, count(*) AS count FROM entities WHERE kind = '{}' GROUP BY 1"
    narrowing = {name: Filter(column, known.format(column, kind)) for name, column in parameters.items()}
    return {"ten": Filter("words", read=_folded)} | narrowing


def _with_standing(row: Row) -> Row:
    """A row of a product with its ``standing`` today."""
    return row | {"standing": standing(row, date.today().isoformat())}


LISTS: Mapping[str, Listing] = {
    "product": Listing(
        "/san-pham",
        _source("product", "province", "province_now", "stars", "status", "group", "exported", "producer"),
        "e.slug, e.name, m.name AS maker, e.producer, e.province, e.province_now, e.place, e.place_now, e.stars,"
        ' e."group", e.status, NULL AS standing, e.exported, e.decision, e.decided, e.expires, e.expires_stated,'
        " e.mentions, e.documents",
        "JOIN entities e ON e.slug = j.value LEFT JOIN entities m ON m.slug = e.producer",
        "san-pham",
        filters=_filters(
            "product",
            _PLACES | {"sao": "stars", "tinh-trang": "status", "nhom": "group", "xuat-khau": "exported"},
        ),
        inner=frozenset({"slug", "producer"}),
        finish=_with_standing,
    ),
    "producer": Listing(
        "/chu-the",
        _source("producer", "province", "province_now", "form"),
        "e.slug, e.name, e.form, e.trade_name, e.province, e.province_now, e.place, e.place_now,"
        " (SELECT count(*) FROM entities p WHERE p.producer = e.slug) AS products, e.mentions, e.documents",
        "JOIN entities e ON e.slug = j.value",
        "chu-the",
        filters=_filters("producer", _PLACES | {"loai-hinh": "form"}),
    ),
}
"""The lists of products and of producers and their downloads."""
HISTORY = Listing(
    "/san-pham",
    Sorted(
        "products p JOIN documents d ON d.slug = p.document",
        "p.id",
        "d.date, d.slug, p.start",
        {"entity": "p.entity = :entity"},
        "d.copy_of IS NULL",
    ),
    "p.document, d.name AS document_name, d.date AS document_date, d.issuer, p.page, p.name, p.producer, p.stars,"
    ' p."group", p.status, p.recognition, p.decision, p.expires, p.quote, p.start',
    "JOIN products p ON p.id = j.value JOIN documents d ON d.slug = p.document",
    "van-ban",
    "document",
    inner=frozenset({"document"}),
)
"""All mentions of one product."""


async def listed(rows: Rows, kind: str, chosen: Mapping[str, str], number: int) -> Row:
    """One page of the products or producers that have the ``chosen`` fields, by name; and how many there are."""
    source, wanted = LISTS[kind].source, LISTS[kind].wanted(chosen)
    total = await source.total(rows, wanted)
    found = await rows(
        f"{_LIST.replace('entities e', 'json_each(:keys) j JOIN entities e ON e.slug = j.value')} ORDER BY j.key",
        {"keys": json.dumps(await source.keys(rows, wanted, number, LISTED))},
    )
    return {"found": [_with_standing(row) for row in found], "total": total, "pages": -(-total // LISTED)}


async def choices(rows: Rows, kind: str) -> dict[str, list[Row]]:
    """What may be chosen in each filter: ``value`` and ``count``."""
    return {
        field: await rows.kept(
            f'SELECT "{field}" AS value, count(*) AS count FROM entities WHERE kind = :kind AND "{field}" IS NOT NULL'
            f' GROUP BY "{field}" ORDER BY "{field}" LIMIT 100',
            {"kind": kind},
        )
        for field in CHOICES[kind]
    }


async def product(rows: Rows, slug: str) -> Row | None:
    """One product: what is known of it, every document that names it, its spellings. ``None`` where there is none."""
    found = await _entity(rows, slug, "product")
    if found is None:
        return None
    stands = _with_standing(found["entity"])["standing"]
    others = await _namesakes(rows, found["entity"])
    since = found["entity"]["decided"] or ""
    gone = any((other["withdrawn"] or "") >= since for other in others if other["status"] == "withdrawn")
    return found | {
        "history": await rows(_HISTORY, {"slug": slug}),
        "standing": stands,
        "namesakes": others,
        "doubtful": gone and stands in ("valid", "open"),
    }


async def _namesakes(rows: Rows, entity: Row) -> list[Row]:
    """Products of the same name in the province of today that may be the same one, with the day of a withdrawal.

    Those of producers of two names are two products; one that is named without its producer may be that of any.
    """
    merged = today(entity["province"])
    here = {field: entity[field] for field in ("slug", "folded", "producer")}
    return await rows(_NAMESAKES, here | {"provinces": json.dumps(merged.made_of if merged else ())})


async def producer(rows: Rows, slug: str) -> Row | None:
    """One producer: its products, the documents that name it, its spellings. ``None`` where there is none."""
    found = await _entity(rows, slug, "producer")
    if found is None:
        return None
    here = {"slug": slug}
    return found | {
        "products": [
            _with_standing(row)
            for row in await rows(f"{_LIST} WHERE e.producer = :slug ORDER BY e.folded, e.slug", here)
        ],
        "mentions": await rows(
            "SELECT o.document, o.start, o.page, o.name, d.name AS document_name, d.date AS document_date"
            " FROM organizations o JOIN documents d ON d.slug = o.document WHERE o.entity = :slug AND d.copy_of IS NULL"
            " ORDER BY d.date, d.slug, o.start LIMIT 300",
            here,
        ),
        "namesakes": await rows(
            "SELECT slug, name, form FROM entities WHERE kind = 'producer' AND slug != :slug AND trade_name ="
            " (SELECT trade_name FROM entities WHERE slug = :slug) AND province IS"
            " (SELECT province FROM entities WHERE slug = :slug) LIMIT 20",
            here,
        ),
    }


async def _entity(rows: Rows, slug: str, kind: str) -> Row | None:
    found = await rows(f"{_LIST} WHERE e.slug = :slug AND e.kind = :kind", {"slug": slug, "kind": kind})
    if not found:
        return None
    ways = "SELECT * FROM spellings WHERE entity = :slug ORDER BY mentions DESC, name"
    return {"entity": found[0], "spellings": await rows(ways, {"slug": slug})}
