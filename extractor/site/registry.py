"""The registry: products and producers that documents name, one product's history, one producer's products, as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from extractor.site import labels
from extractor.site.labels import label
from extractor.site.ranking import Rows
from extractor.site.standing import standing
from extractor.spreadsheet import csv_text
from extractor.text import fold

Row = dict[str, Any]
LISTED = 50
"""Entities on one page of their list."""
_MOST_IN_CSV = 200_000
_CONDITIONS = {
    "province": "e.province = :province",
    "stars": "e.stars = :stars",
    "status": "e.status = :status",
    "group": 'e."group" = :group',
    "form": "e.form = :form",
    "words": "e.folded LIKE '%' || :words || '%'",
}
CHOICES = {"product": ("province", "stars", "status", "group"), "producer": ("province", "form")}
"""What the list of each kind may be narrowed by."""
_LIST = (
    "SELECT e.*, m.name AS maker, (SELECT count(*) FROM entities p WHERE p.producer = e.slug) AS products"
    " FROM entities e LEFT JOIN entities m ON m.slug = e.producer"
)
_HISTORY = (
    "SELECT p.*, d.name AS document_name, d.date AS document_date, d.issuer FROM products p"
    " JOIN documents d ON d.slug = p.document WHERE p.entity = :slug ORDER BY d.date, d.slug, p.start"
)


async def listed(rows: Rows, kind: str, wanted: Mapping[str, str], number: int) -> Row:
    """One page of the products or producers that have the ``wanted`` fields, by name; and how many there are."""
    where, values = _where(kind, wanted)
    total = (await rows.kept(f"SELECT count(*) AS total FROM entities e WHERE {where}", values))[0]["total"]
    found = await rows(
        f"{_LIST} WHERE {where} ORDER BY e.folded, e.slug LIMIT :most OFFSET :skip",
        {**values, "most": LISTED, "skip": (number - 1) * LISTED},
    )
    return {"found": _with_standing(found), "total": total, "pages": -(-total // LISTED)}


async def rows_of(rows: Rows, kind: str, wanted: Mapping[str, str], most: int, part: int) -> tuple[list[Row], int]:
    """One part of all that have the ``wanted`` fields, as programs want them; and how many there are."""
    where, values = _where(kind, wanted)
    total = (await rows.kept(f"SELECT count(*) AS total FROM entities e WHERE {where}", values))[0]["total"]
    found = await rows(
        f"{_LIST} WHERE {where} ORDER BY e.folded, e.slug LIMIT :most OFFSET :skip",
        {**values, "most": most, "skip": (part - 1) * most},
    )
    return [{name: row[name] for name in row if name not in ("folded", "kind")} for row in found], total


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
    return found | {
        "history": await rows(_HISTORY, {"slug": slug}),
        "standing": _with_standing([found["entity"]])[0]["standing"],
    }


def _with_standing(found: list[Row]) -> list[Row]:
    """Rows of products with their ``standing`` today."""
    today = date.today().isoformat()
    return [row | {"standing": standing(row, today)} for row in found]


async def producer(rows: Rows, slug: str) -> Row | None:
    """One producer: its products, the documents that name it, its spellings. ``None`` where there is none."""
    found = await _entity(rows, slug, "producer")
    if found is None:
        return None
    here = {"slug": slug}
    return found | {
        "products": _with_standing(await rows(f"{_LIST} WHERE e.producer = :slug ORDER BY e.folded, e.slug", here)),
        "mentions": await rows(
            "SELECT o.document, o.start, o.page, o.name, d.name AS document_name, d.date AS document_date"
            " FROM organizations o JOIN documents d ON d.slug = o.document WHERE o.entity = :slug"
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


async def list_csv(rows: Rows, kind: str, wanted: Mapping[str, str]) -> str:
    """The products or producers that have the ``wanted`` fields, as CSV."""
    where, values = _where(kind, wanted)
    found = await rows(f"{_LIST} WHERE {where} ORDER BY e.folded, e.slug LIMIT {_MOST_IN_CSV}", values)
    return _products_csv(found) if kind == "product" else _producers_csv(found)


async def product_csv(rows: Rows, slug: str) -> str | None:
    """The history of one product as CSV."""
    if await _entity(rows, slug, "product") is None:
        return None
    lines = [
        *(("Văn bản", "Ngày", "Trang", "Tên trong văn bản", "Chủ thể", "Hạng sao", "Nhóm", "Tình trạng"),),
        *(
            (
                *(row["document_name"], row["document_date"], row["page"], row["name"], row["producer"], row["stars"]),
                *(row["group"], label(row["status"])),
            )
            for row in await rows(_HISTORY, {"slug": slug})
        ),
    ]
    return csv_text(lines)


async def producer_csv(rows: Rows, slug: str) -> str | None:
    """The products of one producer as CSV."""
    if await _entity(rows, slug, "producer") is None:
        return None
    return _products_csv(await rows(f"{_LIST} WHERE e.producer = :slug ORDER BY e.folded, e.slug", {"slug": slug}))


async def _entity(rows: Rows, slug: str, kind: str) -> Row | None:
    found = await rows(f"{_LIST} WHERE e.slug = :slug AND e.kind = :kind", {"slug": slug, "kind": kind})
    if not found:
        return None
    ways = "SELECT * FROM spellings WHERE entity = :slug ORDER BY mentions DESC, name"
    return {"entity": found[0], "spellings": await rows(ways, {"slug": slug})}


def _where(kind: str, wanted: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    values = {**wanted, "kind": kind}
    if "words" in values:
        values["words"] = fold(values["words"]).replace("%", "").replace("_", "")
    return " AND ".join(["e.kind = :kind", *(_CONDITIONS[field] for field in wanted)]), values


def _products_csv(found: list[Row]) -> str:
    head = ("Sản phẩm", "Chủ thể", "Tỉnh", "Nơi sản xuất", "Hạng sao", "Nhóm", "Tình trạng", "Quyết định", "Ngày")
    lines = (
        (
            *(row["name"], row["maker"], row["province"], row["place"], row["stars"], row["group"]),
            *(label(row["status"]), row["decision"], labels.date(row["decided"]), labels.date(row["expires"])),
        )
        for row in found
    )
    return csv_text([(*head, "Hết hạn"), *lines])


def _producers_csv(found: list[Row]) -> str:
    head = ("Chủ thể", "Loại hình", "Tỉnh", "Số sản phẩm", "Số văn bản")
    lines = ((row["name"], label(row["form"]), row["province"], row["products"], row["documents"]) for row in found)
    return csv_text([head, *lines])
