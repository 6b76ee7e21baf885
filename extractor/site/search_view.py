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
from extractor.site.pages import Reader, page_number, shown
from extractor.site.query import Query, parse
from extractor.site.suggestions import Suggestions, suggestions

LONGEST_QUERY = 300
"""Characters of a query beyond these are left out."""
_FEW = 3
"""Names shown above the passages when nothing says that a name was meant."""
FILTERS = {"tinh": "province", "nam": "year", "loai": "doc_type", "cap": "level"}
"""The parameters by which a search is narrowed, and their columns."""
_NONE = Suggestions((), ())


async def find(datasette: Datasette, request: Request) -> Response:
    """The search: a reference leads to its instrument, everything else to passages and names."""
    rows = Reader(datasette)
    query = parse(request.args.get("q", "")[:LONGEST_QUERY])
    chosen = {name: value[:LONGEST_QUERY] for name in FILTERS if (value := request.args.get(name))}
    within_text = request.args.get("trong") == "van-ban" or bool(chosen)
    names = [] if within_text else await search.named(rows, query)
    meant = search.reference(query, names)
    if len(meant) == 1:
        return Response.redirect(f"/vien-dan/{meant[0]['slug']}?{urlencode({'q': query.text})}", status=303)
    number = page_number(request)
    wanted = {FILTERS[name]: chosen[name] for name in chosen}
    results = search.NOTHING if meant else await search.passages(rows, query, number, wanted)
    goods = search.Goods((), ()) if meant or within_text or number > 1 else await search.goods(rows, query)
    asked = {"q": query.text, **({"trong": "van-ban"} if request.args.get("trong") == "van-ban" else {}), **chosen}
    context = {
        "q": query.text,
        "results": results,
        "instruments": await _cards(rows, names, _FEW if results.hits and not meant else len(names)),
        "meant": len(meant) > 1,
        "documents": [name for name in names if name["kind"] == "document"][:_FEW],
        "goods": goods,
        "page": number,
        "pages": -(-results.total // search.PAGE),
        "address": f"/tim-kiem?{urlencode(asked)}",
        "facets": _facets(asked, chosen, results),
        "near": await _near(rows, query, bool(results.hits or names or chosen)),
    }
    return await shown(datasette, request, "search.html", context)


async def _near(rows: Reader, query: Query, found: bool) -> Suggestions:
    return _NONE if found or not query.units else await suggestions(rows, query)


async def _cards(rows: Reader, names: Sequence[Mapping[str, Any]], most: int) -> list[dict[str, Any]]:
    """The first instruments among ``names``, with how often each is cited."""
    acts = [name["slug"] for name in names if name["kind"] == "instrument"]
    return await rows(
        "SELECT c.* FROM json_each(:slugs) j JOIN instrument_counts c ON c.slug = j.value ORDER BY j.key",
        {"slugs": json.dumps(acts[:most])},
    )


def _facets(asked: Mapping[str, str], chosen: Mapping[str, str], results: search.Results) -> list[dict[str, Any]]:
    """By what the results may be narrowed: for each field the value chosen, or values with count and address."""
    found = []
    for name, field in FILTERS.items():
        others = {key: value for key, value in asked.items() if key != name}
        choices = [
            {"value": value, "count": count, "address": f"/tim-kiem?{urlencode(others | {name: value})}"}
            for value, count in results.choices.get(field, ())
        ]
        if name in chosen or choices:
            without = f"/tim-kiem?{urlencode(others)}"
            found.append({"field": field, "chosen": chosen.get(name), "without": without, "choices": choices})
    return found
