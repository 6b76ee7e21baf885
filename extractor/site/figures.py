"""Targets and results of all documents: narrowed, by place, and targets beside the results reported for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.facts.geography import today
from extractor.site.labels import figure
from extractor.site.listing import Filter, Listing
from extractor.site.narrowed import COUNTED, Narrowed
from extractor.site.query import parse
from extractor.site.ranking import Rows
from extractor.text import alike

Row = dict[str, Any]
LISTED = 50
"""Figures on one page."""
PAIRS = 30
"""Targets shown beside their results."""
_LONGEST_WORDS = 200
_CHOSEN = {
    "loai": "kind",
    "don-vi": "unit",
    "nam": "year",
    "cap": "level",
    "tinh": "province",
    "tinh-nay": "province_now",
}
_READ = {"unit": alike}
"""A unit is found in all the ways in which it is written."""
FIGURES, _PAIRED = Narrowed("figures"), Narrowed("pairs")


def query(words: str) -> str | None:
    """The words typed as a query; words of no letter or digit ask for nothing."""
    units = parse(words[:_LONGEST_WORDS]).units
    return " AND ".join(f"({unit.fts})" for unit in units) or None


_KNOWN = "SELECT value, count FROM choices WHERE list = 'figures' AND field = '{}'"
LIST = Listing(
    "/chi-tieu",
    FIGURES,
    'f.kind, f.subject, f.comparator, f.value, f.value_max, f."of", f.unit, f.period, f.period_start, f.period_end,'
    " f.scope, f.as_of, f.province, f.province_now, f.area, f.level, f.document, f.document_name, f.document_date,"
    " f.page, f.quote, f.start, f.id",
    "JOIN figures f ON f.id = j.value",
    "van-ban",
    "document",
    {
        "ten": Filter("words", read=query),
        **{name: Filter(field, _KNOWN.format(field), _READ.get(field, str)) for name, field in _CHOSEN.items()},
        "dia-phuong": Filter("area", "SELECT value, sum(count) AS count FROM choices WHERE list = 'areas' GROUP BY 1"),
        "van-ban": Filter("document"),
    },
    inner=frozenset({"document", "period_start", "period_end", "id"}),
)
"""The list of figures and its downloads."""


async def page(rows: Rows, chosen: Mapping[str, str], number: int) -> Row:
    """The figures of one page that have the ``chosen`` fields, targets with the results reported for them."""
    wanted = LIST.wanted(chosen)
    total = await FIGURES.count(rows, wanted)
    found = await rows(
        "SELECT f.* FROM json_each(:ids) j JOIN figures f ON f.id = j.value ORDER BY j.key",
        {"ids": json.dumps(await FIGURES.keys(rows, wanted, number, LISTED))},
    )
    results = await _results(rows, [row["id"] for row in found])
    return {
        "found": [row | {"results": results.get(row["id"], [])} for row in found],
        "total": min(total, COUNTED),
        "capped": total > COUNTED,
        "pages": -(-total // LISTED),
        "pairs": await _pairs(rows, wanted),
        "areas": await _areas(rows, wanted),
    }


async def _results(rows: Rows, ids: list[int]) -> dict[int, list[Row]]:
    """The results that answer targets, by the id of the target."""
    found = await rows(
        "SELECT a.target, r.*, d.name AS document_name, d.date AS document_date FROM json_each(:ids) j"
        " JOIN answers a ON a.target = j.value JOIN indicators r ON r.id = a.result"
        " JOIN documents d ON d.slug = r.document ORDER BY a.target, d.date, r.id",
        {"ids": json.dumps(ids)},
    )
    by_target: dict[int, list[Row]] = {}
    for row in found:
        by_target.setdefault(row["target"], []).append(row)
    return by_target


async def _pairs(rows: Rows, wanted: Mapping[str, str]) -> list[Row]:
    """Targets with their results, those first that were reached least; only where a share can be told."""
    fields = {field: value for field, value in wanted.items() if field != "kind"}
    places, parameters = _PAIRED.places(fields)
    found = await rows(
        "SELECT v.*, x.start AS target_start, r.start AS result_start, r.unit AS result_unit,"
        ' r.comparator AS result_comparator, r.value_max AS result_max, r."of" AS result_of, x."of" AS target_of'
        f" FROM ({places} ORDER BY place LIMIT :most) p CROSS JOIN listed_pairs l ON l.place = p.place"
        " CROSS JOIN targets_and_results v ON v.target_id = l.id AND v.result_id = l.result"
        " CROSS JOIN indicators x ON x.id = l.id CROSS JOIN indicators r ON r.id = l.result ORDER BY p.place",
        {**parameters, "most": PAIRS},
    )
    return [row | _in_words(row) | {"most": max(row["target"], row["result"])} for row in found]


def _in_words(row: Row) -> dict[str, str]:
    """The target and the result of a pair, each with its unit."""
    target = {"comparator": row["comparator"], "value": row["target"], "value_max": row["target_max"]}
    result = {"comparator": row["result_comparator"], "value": row["result"], "value_max": row["result_max"]}
    return {
        "target_words": figure(target | {"of": row["target_of"], "unit": row["unit"]}),
        "result_words": figure(result | {"of": row["result_of"], "unit": row["result_unit"]}),
    }


async def _areas(rows: Rows, wanted: Mapping[str, str]) -> list[Row]:
    """The districts and communes of the province that is looked at, or of those that one of today is made of."""
    now = today(wanted.get("province_now"))
    within = [wanted["province"]] if "province" in wanted else now.made_of if now else ()
    return await rows(
        "SELECT c.value, sum(c.count) AS count FROM json_each(:within) j"
        " JOIN choices c ON c.list = 'areas' AND c.field = j.value GROUP BY c.value ORDER BY c.value LIMIT 300",
        {"within": json.dumps(within)},
    )
