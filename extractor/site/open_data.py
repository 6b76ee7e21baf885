"""What programs ask for: lists as CSV and JSON, the page that explains them, robots.txt, the map and the feed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from datasette import NotFound, Response
from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request

from extractor.site import downloads, feeds, search
from extractor.site.api import Example, answered, filled
from extractor.site.asked import Asked, ask, beyond, refused, unknown_values
from extractor.site.downloads import SIZE, Download, part_size
from extractor.site.listing import Listing
from extractor.site.lists import LISTS, PARTS
from extractor.site.pages import Reader, base_url, shown
from extractor.site.places import meant
from extractor.site.query import parse
from extractor.site.search_view import FILTERS, LONGEST_QUERY, OTHERS

Answer: TypeAlias = Response | AsgiStream
_examples: WeakKeyDictionary[Datasette, list[Example]] = WeakKeyDictionary()
"""The examples of the page /api, answered once: the database is immutable."""
_HITS = 300
"""Documents of one download of a search."""
_FEW = 30
"""Documents, and findings, in the feed."""
_LATELY = 300
"""Findings of so many documents may be in the feed, of those that came in last."""
_NEWEST = """SELECT slug, name, title, issuer, date, first_seen FROM documents WHERE copy_of IS NULL
    ORDER BY first_seen DESC, date DESC, slug LIMIT :few"""
_NEW_FINDINGS = f"""WITH lately AS ({_NEWEST.replace(":few", ":documents")})
    SELECT v.code, k.title AS check_title, v.message, v.document, v.start, d.name AS document_name, d.date,
      max(n.first_seen) AS first_seen
    FROM lately n CROSS JOIN evidence e ON e.document = n.slug
    JOIN finding_evidence v ON v.id = e.finding AND v.position = 1 AND NOT v.in_copy
    JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document
    GROUP BY v.id ORDER BY max(n.first_seen) DESC, d.date DESC, v.document, v.start, v.code, v.message LIMIT :few"""
"""A finding is as new as the newest document of its evidence."""


async def send_list(datasette: Datasette, request: Request) -> Answer:
    """A list of the site as CSV or JSON."""
    listing = LISTS[request.url_vars["list"]]
    asked = ask(request, f"{listing.path}.{request.url_vars['form']}", listing.filters, (SIZE,))
    asked = await meant(Reader(datasette), listing, asked)
    return await _sent(datasette, request, listing, asked, asked.chosen, request.url_vars["list"])


async def send_part(datasette: Datasette, request: Request) -> Answer:
    """What is listed of one thing as CSV or JSON: the mentions of an act, of a product, the products of a producer."""
    slug = request.url_vars["slug"]
    listing, field, there = PARTS[request.url_vars["list"]]
    if not await Reader(datasette)(there, {"slug": slug}):
        raise NotFound(slug)
    return await _sent(datasette, request, listing, ask(request, request.path, {}, (SIZE,)), {field: slug}, slug)


async def _sent(
    datasette: Datasette, request: Request, listing: Listing, asked: Asked, chosen: Mapping[str, str], file: str
) -> Answer:
    """One part of the rows of a list that are ``chosen``."""
    if asked.notes:
        return await refused(datasette, request, asked.notes, 400)
    rows, wanted, most = Reader(datasette), listing.wanted(chosen), part_size(request)
    keys = await listing.source.keys(rows, wanted, asked.number, most)
    alone = asked.number == 1 and len(keys) < most
    total = len(keys) if alone else await listing.source.total(rows, wanted)
    if gone := beyond(asked, -(-total // most)):
        return await refused(datasette, request, [gone], 404)
    found = Download(
        *(listing.path.strip("/"), file, listing.names, total, True),
        listing.pieces(rows, keys, base_url(datasette, request)),
        listing.inner,
        [note.words for note in await unknown_values(rows, asked)] if not total else (),
    )
    return await downloads.send(datasette, request, found)


async def send_hits(datasette: Datasette, request: Request) -> Answer:
    """The best finds of a search as CSV or JSON."""
    asked = ask(request, f"/tim-kiem.{request.url_vars['form']}", FILTERS, (*OTHERS, SIZE))
    if asked.notes:
        return await refused(datasette, request, asked.notes, 400)
    rows, query = Reader(datasette), parse(asked.values.get("q", "")[:LONGEST_QUERY])
    results = await search.passages(rows, query, asked.number, asked.chosen, most=min(_HITS, part_size(request)))
    base = base_url(datasette, request)

    async def found() -> AsyncIterator[list[dict[str, Any]]]:
        yield [
            {name: hit.document[name] for name in ("slug", "name", "issuer", "date")}
            | {"page": hit.page, "snippet": hit.snippet.striptags()}
            | {"url": f"{base}/van-ban/{hit.document['slug']}#v{hit.start}"}
            for hit in results.hits
        ]

    columns = ("slug", "name", "issuer", "date", "page", "snippet", "url")
    sent = Download("tim-kiem", "tim-kiem", columns, results.total, not results.capped, found())
    return await downloads.send(datasette, request, sent)


async def explain(datasette: Datasette, request: Request) -> Response:
    """How programs get the data, with examples of what comes."""
    if datasette not in _examples:
        found = await filled(Reader(datasette))
        _examples[datasette] = [await answered(datasette, example) for example in found]
    context = {
        "examples": _examples[datasette],
        "most": downloads.MOST,
        "lists": LISTS.values(),
        "base": base_url(datasette, request),
    }
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
    newest = await rows.kept(_NEWEST, {"few": _FEW})
    findings = await rows.kept(_NEW_FINDINGS, {"few": _FEW, "documents": _LATELY})
    return _xml(feeds.atom(base_url(datasette, request), newest, findings), "application/atom+xml")


def _xml(text: str, kind: str) -> Response:
    return Response(text, content_type=f"{kind}; charset=utf-8")


_FORM = r"\.(?P<form>csv|json)$"
ROUTES = (
    (rf"^/(?P<list>{'|'.join(LISTS)}){_FORM}", send_list),
    (rf"^/(?P<list>{'|'.join(PARTS)})/(?P<slug>[^/]+){_FORM}", send_part),
    (rf"^/tim-kiem{_FORM}", send_hits),
    (r"^/api/?$", explain),
    (r"^/robots\.txt$", robots),
    (r"^/sitemap\.xml$", site_map),
    (r"^/sitemap-(?P<number>[1-9][0-9]{0,3})\.xml$", site_map_part),
    (r"^/moi\.atom$", feed),
)
"""Address patterns and what answers them."""
