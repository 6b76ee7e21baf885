"""What programs ask for: lists as CSV and JSON, the page that explains them, robots.txt, the map and the feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette import NotFound, Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import exports, feeds, registry, search
from extractor.site.api import filled
from extractor.site.labels import label
from extractor.site.pages import Reader, base_url, chosen_by, dated, last_run, page_number, send_csv, shown
from extractor.site.query import parse
from extractor.site.registry_views import FILTERS as REGISTRY_FILTERS
from extractor.site.search_view import FILTERS as SEARCH_FILTERS
from extractor.site.search_view import LONGEST_QUERY
from extractor.spreadsheet import csv_text

_REGISTRY = {"san-pham": "product", "chu-the": "producer"}
_CODED = frozenset({"relation", "severity", "scope", "level", "copy_kind"})
"""Columns whose values are words of the program."""
_FEW = 30
"""Documents, and findings, in the feed."""


async def send_list(datasette: Datasette, request: Request) -> Response:
    """A list of the site as CSV or JSON."""
    name = request.url_vars["list"]
    asked = {key: request.args[key] for key in request.args}
    kind = exports.LISTS[name]
    found, total = await exports.listed(Reader(datasette), kind, asked, page_number(request))
    rows = exports.addressed(found, kind.room, base_url(datasette, request))
    return await _sent(datasette, request, name, rows, total, columns=kind.names)


async def send_mentions(datasette: Datasette, request: Request) -> Response:
    """The citations of one instrument as CSV or JSON."""
    rows, slug = Reader(datasette), request.url_vars["slug"]
    if not await rows("SELECT 1 FROM instruments WHERE slug = :slug", {"slug": slug}):
        raise NotFound(slug)
    found, total = await exports.listed(rows, exports.MENTIONS, {"slug": slug}, page_number(request))
    found = exports.addressed(found, "van-ban", base_url(datasette, request))
    return await _sent(datasette, request, slug, found, total, columns=exports.MENTIONS.names)


async def send_registry(datasette: Datasette, request: Request) -> Response:
    """The products or the producers as JSON."""
    name = request.url_vars["list"]
    kind = _REGISTRY[name]
    chosen, _ = chosen_by(request, f"/{name}", REGISTRY_FILTERS[kind])
    found, total = await registry.rows_of(Reader(datasette), kind, chosen, exports.MOST, page_number(request))
    return await _sent(datasette, request, name, exports.addressed(found, name, base_url(datasette, request)), total)


async def send_hits(datasette: Datasette, request: Request) -> Response:
    """The best finds of a search as CSV or JSON."""
    query = parse(request.args.get("q", "")[:LONGEST_QUERY])
    wanted = {SEARCH_FILTERS[name]: request.args[name] for name in SEARCH_FILTERS if request.args.get(name)}
    results = await search.passages(Reader(datasette), query, page_number(request), wanted, most=exports.HITS)
    found = [
        {name: hit.document[name] for name in ("slug", "name", "issuer", "date")}
        | {"page": hit.page, "snippet": hit.snippet.striptags(), "start": hit.start}
        for hit in results.hits
    ]
    rows = exports.addressed(found, "van-ban", base_url(datasette, request))
    return await _sent(datasette, request, "tim-kiem", rows, results.total, whole=not results.capped)


async def _sent(
    datasette: Datasette,
    request: Request,
    name: str,
    found: Sequence[Mapping[str, Any]],
    total: int,
    whole: bool = True,
    columns: Sequence[str] = (),
) -> Response:
    """``found`` in the form that the address asks for, with version and date of the data.

    ``columns`` head a CSV without rows.
    """
    run = await last_run(datasette) or {"version": None, "built_at": ""}
    if request.url_vars["form"] == "csv":
        columns = [column for column in (found[0] if found else columns) if column != "slug"]
        lines: list[list[object]] = [
            [label(column, "column") for column in columns],
            *([_said(row[column], column) for column in columns] for row in found),
        ]
        return send_csv(csv_text(lines), await dated(datasette, name))
    part, base = page_number(request), base_url(datasette, request)
    more = part * exports.MOST < total
    asked = f"?{request.query_string}" if request.query_string else ""
    after = {key: request.args[key] for key in request.args} | {"trang": part + 1}
    told = {
        "url": f"{base}{request.path}{asked}",
        "version": run["version"],
        "built_at": run["built_at"],
        "total": total,
        "complete": whole and not more,
        **({"next": f"{base}{request.path}?{urlencode(after)}"} if more else {}),
        "rows": found,
    }
    return Response.json(told)


def _said(value: object, column: str) -> object:
    """A value as people say it: spreadsheets are for people, JSON is for programs."""
    return label(value, column) if column in _CODED and isinstance(value, str) else value


async def explain(datasette: Datasette, request: Request) -> Response:
    """How programs get the data."""
    (some,) = await Reader(datasette).kept(
        "SELECT (SELECT document FROM citations ORDER BY id LIMIT 1) AS document,"
        " (SELECT slug FROM instrument_counts ORDER BY documents DESC, mentions DESC, slug LIMIT 1) AS instrument"
    )
    examples = filled(some["document"] or "", some["instrument"] or "")
    context = {"examples": examples, "most": exports.MOST, "base": base_url(datasette, request)}
    return await shown(datasette, request, "api.html", context)


async def robots(datasette: Datasette, request: Request) -> Response:
    """What robots may read."""
    return Response.text(feeds.robots(base_url(datasette, request), datasette.get_database().name))


async def site_map(datasette: Datasette, request: Request) -> Response:
    """The parts of the map of the site."""
    rows = Reader(datasette)
    (counted,) = await rows.kept(
        "SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM instruments) AS pages"
    )
    return _xml(feeds.map_index(base_url(datasette, request), counted["pages"]), "application/xml")


async def site_map_part(datasette: Datasette, request: Request) -> Response:
    """One part of the map: addresses of documents and instruments."""
    part = int(request.url_vars["number"])
    found = await Reader(datasette)(
        "SELECT 'van-ban/' || slug AS place FROM documents UNION ALL SELECT 'vien-dan/' || slug FROM instruments"
        " ORDER BY place LIMIT :most OFFSET :skip",
        {"most": feeds.MAPPED, "skip": (part - 1) * feeds.MAPPED},
    )
    if not found:
        raise NotFound(request.path)
    return _xml(feeds.map_part(base_url(datasette, request), [row["place"] for row in found]), "application/xml")


async def feed(datasette: Datasette, request: Request) -> Response:
    """New documents and findings."""
    rows = Reader(datasette)
    newest = await rows.kept(
        "SELECT slug, name, title, issuer, date FROM documents ORDER BY date DESC, slug LIMIT :few", {"few": _FEW}
    )
    findings = await rows.kept(
        "SELECT v.id, v.code, v.message, v.document, v.start, d.name AS document_name, d.date FROM finding_evidence v"
        " JOIN documents d ON d.slug = v.document WHERE v.position = 1 ORDER BY v.id DESC LIMIT :few",
        {"few": _FEW},
    )
    run = await last_run(datasette)
    return _xml(feeds.atom(base_url(datasette, request), newest, findings, run), "application/atom+xml")


def _xml(text: str, kind: str) -> Response:
    return Response(text, content_type=f"{kind}; charset=utf-8")


_FORM = r"\.(?P<form>csv|json)$"
ROUTES = (
    (rf"^/(?P<list>{'|'.join(exports.LISTS)}){_FORM}", send_list),
    (rf"^/vien-dan/(?P<slug>[^/]+){_FORM}", send_mentions),
    (r"^/(?P<list>san-pham|chu-the)\.(?P<form>json)$", send_registry),
    (rf"^/tim-kiem{_FORM}", send_hits),
    (r"^/api/?$", explain),
    (r"^/robots\.txt$", robots),
    (r"^/sitemap\.xml$", site_map),
    (r"^/sitemap-(?P<number>[1-9][0-9]{0,3})\.xml$", site_map_part),
    (r"^/moi\.atom$", feed),
)
"""Address patterns and what answers them."""
