"""The pages of the site: what each address shows. Datasette calls these with itself and the request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import document, instrument, search
from extractor.site.document import gathered
from extractor.site.guide import html
from extractor.site.query import parse

FINDINGS = 30
"""Findings on one page."""
_LONGEST_QUERY = 300


class Reader:
    """Runs queries on the published database; see :class:`extractor.site.search.Rows`."""

    def __init__(self, datasette: Datasette) -> None:
        self._database = datasette.get_database()

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        found = await self._database.execute(sql, dict(parameters or {}))
        return [dict(row) for row in found.rows]


async def home(datasette: Datasette, request: Request) -> Response:
    """What this is, one search box, how much there is, the newest documents, ways to browse."""
    rows = Reader(datasette)
    return await shown(datasette, request, "home.html", {
        "counts": (await rows(
            "SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM instruments) AS instruments,"
            " (SELECT count(*) FROM citations) AS citations, (SELECT count(*) FROM findings) AS findings"
        ))[0],
        "newest": await rows("SELECT * FROM documents ORDER BY date DESC NULLS LAST, slug LIMIT 12"),
        "provinces": await _groups(rows, "province"),
        "years": await _groups(rows, "year"),
        "kinds": await _groups(rows, "doc_type"),
        "most_cited": await rows("SELECT * FROM instrument_counts ORDER BY documents DESC, mentions DESC, slug LIMIT 8"),
    })


async def find(datasette: Datasette, request: Request) -> Response:
    """The search: a reference leads to its instrument, everything else to passages and names."""
    rows = Reader(datasette)
    query = parse(request.args.get("q", "")[:_LONGEST_QUERY])
    within_text = request.args.get("trong") == "van-ban"
    names = [] if within_text else await search.named(rows, query)
    meant = search.reference(query, names)
    if len(meant) == 1:
        return Response.redirect(f"/vien-dan/{meant[0]['slug']}?{urlencode({'q': query.text})}", status=303)
    number = _page(request)
    results = await search.passages(rows, query, number)
    nothing = query.units and not results.hits and not names
    cards = await rows(
        "SELECT c.* FROM json_each(:slugs) j JOIN instrument_counts c ON c.slug = j.value ORDER BY j.key",
        {"slugs": json.dumps([name["slug"] for name in names if name["kind"] == "instrument"])},
    )
    return await shown(datasette, request, "search.html", {
        "q": query.text, "results": results, "instruments": cards, "meant": len(meant) > 1,
        "documents": [name for name in names if name["kind"] == "document"], "page": number,
        "pages": -(-results.total // search.PAGE), "near": await search.nearest(rows, query.text) if nothing else [],
        "within_text": within_text,
    })


async def show_document(datasette: Datasette, request: Request) -> Response:
    """One document."""
    slug = request.url_vars["slug"]
    found = await document.page(Reader(datasette), slug, request.args.get("q", "")[:_LONGEST_QUERY])
    return await _or_missing(datasette, request, "document.html", found, slug)


async def show_instrument(datasette: Datasette, request: Request) -> Response:
    """One instrument."""
    slug = request.url_vars["slug"]
    found = await instrument.page(Reader(datasette), slug, _page(request))
    return await _or_missing(datasette, request, "instrument.html", found and found | {"q": request.args.get("q", "")}, slug)


async def documents(datasette: Datasette, request: Request) -> Response:
    """All documents, or those of a province, a year or a kind."""
    rows = Reader(datasette)
    chosen = {field: request.args.get(name, "") for name, field in _BROWSE.items()}
    wanted = {field: value for field, value in chosen.items() if value}
    where = " AND ".join(f"CAST({field} AS TEXT) = :{field}" for field in wanted) or "1"
    number = _page(request)
    total = (await rows(f"SELECT count(*) AS total FROM documents WHERE {where}", wanted))[0]["total"]  # noqa: S608
    found = await rows(
        f"SELECT * FROM documents WHERE {where} ORDER BY date DESC NULLS LAST, slug"  # noqa: S608
        " LIMIT :most OFFSET :skip",
        wanted | {"most": FINDINGS, "skip": (number - 1) * FINDINGS},
    )
    return await shown(datasette, request, "documents.html", {
        "found": found, "total": total, "chosen": wanted, "page": number, "pages": -(-total // FINDINGS),
        "address": "/van-ban?" + urlencode({name: chosen[field] for name, field in _BROWSE.items() if chosen[field]}),
    })


async def findings(datasette: Datasette, request: Request) -> Response:
    """The cross-check: findings by severity, code and document, each with its evidence."""
    rows = Reader(datasette)
    chosen = {field: request.args.get(name, "") for name, field in _FILTERS.items()}
    wanted = {field: value for field, value in chosen.items() if value}
    conditions = [f"f.{field} = :{field}" for field in ("severity", "code") if field in wanted]
    if "document" in wanted:
        conditions.append("f.id IN (SELECT finding FROM evidence WHERE document = :document)")
    where = " AND ".join(conditions) or "1"
    number = _page(request)
    total = (await rows(f"SELECT count(*) AS total FROM findings f WHERE {where}", wanted))[0]["total"]  # noqa: S608
    sides = await rows(
        "SELECT v.*, k.title AS check_title, d.name AS document_name FROM finding_evidence v"
        " JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document WHERE v.id IN"
        f" (SELECT f.id FROM findings f WHERE {where} ORDER BY {_GRAVEST}, f.code, f.id LIMIT :most OFFSET :skip)"  # noqa: S608
        f" ORDER BY {_GRAVEST.replace('f.', 'v.')}, v.code, v.id, v.position",
        wanted | {"most": FINDINGS, "skip": (number - 1) * FINDINGS},
    )
    return await shown(datasette, request, "findings.html", {
        "findings": gathered(sides), "total": total, "chosen": wanted, "page": number, "pages": -(-total // FINDINGS),
        "severities": await rows(f"SELECT severity AS value, count(*) AS count FROM findings f GROUP BY severity ORDER BY {_GRAVEST}"),  # noqa: E501
        "codes": await rows(
            "SELECT k.code AS value, k.title, count(f.id) AS count FROM checks k JOIN findings f ON f.code = k.code"
            " GROUP BY k.code ORDER BY k.code"
        ),
        "documents": await rows(
            "SELECT d.slug AS value, d.name AS title, count(DISTINCT e.finding) AS count FROM documents d"
            " JOIN evidence e ON e.document = d.slug GROUP BY d.slug ORDER BY count DESC, d.slug LIMIT 200"
        ),
        "address": "/doi-chieu?" + urlencode({name: chosen[field] for name, field in _FILTERS.items() if chosen[field]}),
    })


async def checks(datasette: Datasette, request: Request) -> Response:
    """The list of checks."""
    found = await Reader(datasette)(
        "SELECT k.*, count(f.id) AS count FROM checks k LEFT JOIN findings f ON f.code = k.code GROUP BY k.code ORDER BY k.code"
    )
    return await shown(datasette, request, "checks.html", {"checks": found})


async def show_check(datasette: Datasette, request: Request) -> Response:
    """The page of one check."""
    code = request.url_vars["code"]
    found = await Reader(datasette)("SELECT * FROM checks WHERE code = :code COLLATE NOCASE", {"code": code})
    page = {"check": found[0], "guide": html(found[0]["page"])} if found else None
    return await _or_missing(datasette, request, "check.html", page, code)


async def about(datasette: Datasette, request: Request) -> Response:
    """How the site is made, how good it is, licence, downloads."""
    rows = Reader(datasette)
    runs = await rows("SELECT * FROM runs ORDER BY id DESC LIMIT 1")
    tables = ("documents", "pages", "instruments", "citations", "amounts", "indicators", "products", "organizations", "findings")
    counts = await rows(" UNION ALL ".join(f"SELECT '{t}' AS name, count(*) AS count FROM {t}" for t in tables))  # noqa: S608
    scores = json.loads(runs[0]["scores"]) if runs and runs[0]["scores"] else None
    return await shown(datasette, request, "about.html", {
        "counts": counts, "scores": scores, "database": datasette.get_database().name,
        "failures": await rows("SELECT file, message FROM failures ORDER BY file LIMIT 200"),
    })


async def shown(
    datasette: Datasette, request: Request, template: str, context: Mapping[str, Any], status: int = 200
) -> Response:
    """A page from its template, with what every page needs: the run for the footer."""
    runs = await Reader(datasette)("SELECT version, built_at FROM runs ORDER BY id DESC LIMIT 1")
    page = await datasette.render_template(template, {"run": runs[0] if runs else None, **context}, request=request)
    return Response.html(page, status=status)


async def missing(datasette: Datasette, request: Request, wanted: str) -> Response:
    """The page for an address that leads nowhere, with the nearest names."""
    near = await search.nearest(Reader(datasette), wanted)
    return await shown(datasette, request, "404.html", {"near": near}, status=404)


async def _or_missing(
    datasette: Datasette, request: Request, template: str, found: Mapping[str, Any] | None, wanted: str
) -> Response:
    if found is None:
        return await missing(datasette, request, wanted)
    return await shown(datasette, request, template, found)


async def _groups(rows: Reader, column: str) -> list[dict[str, Any]]:
    return await rows(
        f"SELECT {column} AS value, count(*) AS count FROM documents WHERE {column} IS NOT NULL"  # noqa: S608
        f" GROUP BY {column} ORDER BY {'value DESC' if column == 'year' else 'count DESC, value'} LIMIT 40"
    )


def _page(request: Request) -> int:
    typed = request.args.get("trang", "1")
    return min(max(int(typed), 1), 100_000) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1


_BROWSE = {"tinh": "province", "nam": "year", "loai": "doc_type"}
_FILTERS = {"muc-do": "severity", "quy-tac": "code", "van-ban": "document"}
_GRAVEST = "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"

ROUTES = (
    (r"^/$", home),
    (r"^/tim-kiem/?$", find),
    (r"^/van-ban/?$", documents),
    (r"^/van-ban/(?P<slug>[^/]+)$", show_document),
    (r"^/vien-dan/(?P<slug>[^/]+)$", show_instrument),
    (r"^/doi-chieu/?$", findings),
    (r"^/kiem-tra/?$", checks),
    (r"^/kiem-tra/(?P<code>[^/]+)$", show_check),
    (r"^/gioi-thieu/?$", about),
)
"""Address patterns and what answers them."""
