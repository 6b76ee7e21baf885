"""The page of the search."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import search
from extractor.site.asked import Asked, ask, shown_list
from extractor.site.examples import examples
from extractor.site.listing import Filter
from extractor.site.pages import Reader
from extractor.site.places import in_commune, in_province
from extractor.site.query import Query, parse
from extractor.site.suggestions import Suggestions, suggestions

LONGEST_QUERY = 300
"""Characters of a query beyond these are left out."""
_FEW = 3
"""Names shown above the passages when nothing says that a name was meant."""
FILTERS = {
    name: Filter(field, f"SELECT {field} AS value FROM documents WHERE {field} IS NOT NULL GROUP BY {field}")
    for name, field in {
        "tinh": "province",
        "tinh-nay": "province_now",
        "nam": "year",
        "loai": "doc_type",
        "cap": "level",
    }.items()
}
"""The parameters by which a search is narrowed."""
OTHERS = ("q", "trong")
"""The other parameters of a search."""
_NONE = Suggestions((), ())


async def find(datasette: Datasette, request: Request) -> Response:
    """The search: a reference leads to its instrument, everything else to passages and names."""
    rows = Reader(datasette)
    asked = ask(request, "/tim-kiem", FILTERS, OTHERS)
    query = parse(asked.values.get("q", "")[:LONGEST_QUERY])
    wanted = {field: value[:LONGEST_QUERY] for field, value in asked.chosen.items()}
    within_text = asked.values.get("trong") == "van-ban" or bool(wanted)
    names = [] if within_text else await search.named(rows, query)
    meant = search.reference(query, names)
    if len(meant) == 1:
        return Response.redirect(f"/vien-dan/{meant[0]['slug']}?{urlencode({'q': query.text})}", status=303)
    results = search.NOTHING if meant else await search.passages(rows, query, asked.number, wanted)
    goods = search.Goods((), ()) if meant or within_text or asked.number > 1 else await search.goods(rows, query)
    context = {
        "q": query.text,
        "results": results,
        "total": results.total or len(names),
        "instruments": await _cards(rows, names, _FEW if results.hits and not meant else len(names)),
        "meant": len(meant) > 1,
        "documents": [name for name in names if name["kind"] == "document"][:_FEW],
        "goods": goods,
        "province": None if wanted else await in_province(rows, query.text),
        "commune": None if wanted else await in_commune(rows, query.text),
        "pages": -(-results.total // search.PAGE),
        "facets": _facets(asked, results),
        "examples": [] if query.text else await examples(rows),
        "near": await _near(rows, query, bool(results.hits or names or wanted)),
    }
    return await shown_list(datasette, request, "search.html", asked, context)


async def _near(rows: Reader, query: Query, found: bool) -> Suggestions:
    return _NONE if found or not query.units else await suggestions(rows, query)


async def _cards(rows: Reader, names: Sequence[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first instruments among ``names``, with how often each is cited."""
    acts = [name["slug"] for name in names if name["kind"] == "instrument"]
    return await rows(
        "SELECT c.* FROM json_each(:slugs) j JOIN instrument_counts c ON c.slug = j.value ORDER BY j.key",
        {"slugs": json.dumps(acts[:most])},
    )


def _facets(asked: Asked, results: search.Results) -> list[dict[str, Any]]:
    """By what the results may be narrowed: for each field the value chosen, or values with count and address."""
    found = []
    for name, one in FILTERS.items():
        choices = [
            {"value": value, "count": count, "address": asked.at(**{name: value})}
            for value, count in results.choices.get(one.field, ())
        ]
        if name in asked.values or choices:
            without = asked.at(**{name: None})
            chosen = asked.values.get(name)
            found.append({"field": one.field, "chosen": chosen, "without": without, "choices": choices})
    return found
