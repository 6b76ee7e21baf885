"""The lists of the site as CSV and JSON: the same rows as their pages, narrowed in the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.site.findings import GRAVEST
from extractor.site.ranking import Rows

MOST = 50_000
"""Rows of one download; a longer list comes in parts."""

HITS = 300
"""Documents of one download of a search."""


@dataclass(frozen=True, slots=True)
class List:
    """A list: where its rows come from, in which order, and the condition of each parameter that narrows it.

    ``room`` is the part of the site in which the page of a row is, named by its column ``slug``.
    """

    columns: str
    source: str
    order: str
    room: str
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns of a download."""
        columns = [column.split(" AS ")[-1].split(".")[-1].strip() for column in self.columns.split(",")]
        return [*(name for name in columns if name not in ("slug", "start")), "url"]


LISTS: Mapping[str, List] = {
    "van-ban": List(
        "slug, name, doc_type, number, symbol, title, issuer, level, province, date, copy_kind, pages, sha256, origin",
        "documents",
        "date DESC NULLS LAST, slug",
        "van-ban",
        {"tinh": "province = :tinh", "nam": "year = :nam", "loai": "doc_type = :loai"},
    ),
    "vien-dan": List(
        "slug, kind, key, issuer, date, title, mentions, documents",
        "instrument_counts",
        "documents DESC, mentions DESC, slug",
        "vien-dan",
    ),
    "doi-chieu": List(
        "v.id, v.code, v.severity, v.message, v.found, v.expected, v.remedy, v.document, v.page, v.quote, v.start,"
        " v.document AS slug",
        "finding_evidence v",
        f"{GRAVEST}, v.code, v.id, v.position",
        "van-ban",
        {
            "muc-do": "v.severity = :muc_do",
            "quy-tac": "v.code = upper(:quy_tac)",
            "ma": "v.code = upper(:ma)",
            "van-ban": "v.id IN (SELECT finding FROM evidence WHERE document = :van_ban)",
        },
    ),
    "kiem-tra": List("code AS slug, code, title, severity, scope", "checks", "code", "kiem-tra"),
}
MENTIONS = List(
    "m.document, m.document_name, m.document_date, m.relation, m.page, m.section_heading, m.quote, m.key, m.date,"
    " m.issuer, m.title, m.pinpoint, m.start, m.document AS slug",
    "mentions m",
    "m.document_date, m.document, m.start",
    "van-ban",
    {"slug": "m.instrument = :slug"},
)
"""The citations of one instrument."""


async def listed(rows: Rows, kind: List, asked: Mapping[str, str], part: int) -> tuple[list[dict[str, Any]], int]:
    """The rows of one part of a list, and how many rows all parts have."""
    chosen = [name for name in kind.conditions if asked.get(name)]
    where = " AND ".join(kind.conditions[name] for name in chosen) or "1"
    values = {name.replace("-", "_"): asked[name] for name in chosen}
    total = (await rows.kept(f"SELECT count(*) AS total FROM {kind.source} WHERE {where}", values))[0]["total"]
    found = await rows(
        f"SELECT {kind.columns} FROM {kind.source} WHERE {where} ORDER BY {kind.order} LIMIT :most OFFSET :skip",
        values | {"most": MOST, "skip": (part - 1) * MOST},
    )
    return found, total


def addressed(found: Sequence[dict[str, Any]], room: str, base: str) -> list[dict[str, Any]]:
    """The rows, each with the address of its page, at the place it speaks of where it has one."""
    return [
        {name: value for name, value in row.items() if name != "start"}
        | {"url": f"{base}/{room}/{row['slug']}{'#v' + str(row['start']) if 'start' in row else ''}"}
        for row in found
    ]
