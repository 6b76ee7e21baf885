"""All lists of the site that can be downloaded, by the address of their page."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.site import figures, findings, funds, registry
from extractor.site.listing import Filter, Listing, Sorted


def _documents() -> Listing:
    fields = {"tinh": "province", "tinh-nay": "province_now", "nam": "year", "loai": "doc_type"}
    known = (
        "SELECT {0} AS value, count(*) AS count FROM documents WHERE copy_of IS NULL AND {0} IS NOT NULL GROUP BY {0}"
    )
    return Listing(
        "/van-ban",
        Sorted(
            "documents",
            "slug",
            "date DESC NULLS LAST, slug",
            {field: f"{field} = :{field}" for field in fields.values()},
            "copy_of IS NULL",
        ),
        "d.slug, d.name, d.doc_type, d.number, d.symbol, d.title, d.issuer, d.level, d.province, d.province_now,"
        " d.date, d.copy_kind, d.pages, d.sha256, d.origin",
        "JOIN documents d ON d.slug = j.value",
        "van-ban",
        filters={name: Filter(field, known.format(field)) for name, field in fields.items()},
    )


DOCUMENTS = _documents()
INSTRUMENTS = Listing(
    "/vien-dan",
    Sorted("instrument_counts", "slug", "documents DESC, mentions DESC, slug", always="documents > 0"),
    "c.slug, c.kind, c.key, c.issuer, c.date, c.title, c.mentions, c.documents",
    "JOIN instrument_counts c ON c.slug = j.value",
    "vien-dan",
)
CHECKS = Listing(
    "/kiem-tra",
    Sorted("checks", "code", "code"),
    "k.code, k.title, k.severity, k.scope",
    "JOIN checks k ON k.code = j.value",
    "kiem-tra",
    "code",
)
LISTS: Mapping[str, Listing] = {
    one.path.strip("/"): one
    for one in (
        *(DOCUMENTS, INSTRUMENTS, findings.LIST, CHECKS, registry.LISTS["product"], registry.LISTS["producer"]),
        *(figures.LIST, funds.LIST),
    )
}
"""The lists that have a page."""
MENTIONS = Listing(
    "/vien-dan",
    Sorted("mentions m", "m.id", "m.document_date, m.document, m.start", {"instrument": "m.instrument = :instrument"}),
    "m.document, m.document_name, m.document_date, m.relation, m.page, m.section_heading, m.quote, m.key, m.date,"
    " m.issuer, m.title, m.pinpoint, m.start",
    "JOIN mentions m ON m.id = j.value",
    "van-ban",
    "document",
    inner=frozenset({"document"}),
)
PARTS: Mapping[str, tuple[Listing, str, str]] = {
    "vien-dan": (MENTIONS, "instrument", "SELECT 1 FROM instruments WHERE slug = :slug"),
    "san-pham": (registry.HISTORY, "entity", "SELECT 1 FROM entities WHERE slug = :slug AND kind = 'product'"),
    "chu-the": (
        registry.LISTS["product"],
        "producer",
        "SELECT 1 FROM entities WHERE slug = :slug AND kind = 'producer'",
    ),
}
"""What is downloaded of one thing: the mentions of an act and of a product, the products of a producer.

Each with the field that names the thing, and the query that tells whether it is there.
"""
