"""The pages of the site: what each address shows. Datasette calls these with itself and the request."""

from __future__ import annotations

import json
from pathlib import Path

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import document, documents, findings, instrument, place
from extractor.site.asked import ask, shown_list
from extractor.site.choices import choices
from extractor.site.examples import examples
from extractor.site.figure_views import FIGURE_ROUTES
from extractor.site.graph_view import GRAPH_ROUTES
from extractor.site.guide import html
from extractor.site.lists import CHECKS, DOCUMENTS, INSTRUMENTS
from extractor.site.pages import Reader, missing, or_missing, page_number, send_csv, shown
from extractor.site.places import meant, renamed
from extractor.site.registry_views import producers, products, show_producer, show_product
from extractor.site.search_view import LONGEST_QUERY, find
from extractor.store.beside import folder_of
from extractor.wording import wording


async def home(datasette: Datasette, request: Request) -> Response:
    """What this is, one search box, how much there is, the newest documents, ways to browse."""
    rows = Reader(datasette)
    context = {
        "sources": (await choices(rows, "money")).get("source", []),
        "figure_provinces": (await choices(rows, "figures")).get("province_now", []),
        "counts": {table: await _count(rows, counted) for table, counted in _COUNTED.items()},
        "files": await _count(rows, "documents"),
        "newest": await rows(f"SELECT * FROM documents WHERE {_FIRST} ORDER BY date DESC NULLS LAST, slug LIMIT 12"),
        "provinces": await documents.groups(rows, "province"),
        "provinces_now": await documents.groups(rows, "province_now"),
        "years": await documents.groups(rows, "year"),
        "kinds": await documents.groups(rows, "doc_type"),
        "examples": await examples(rows),
        "most_cited": await rows(
            f"SELECT * FROM {instrument.CITED} ORDER BY documents DESC, mentions DESC, slug LIMIT 8"
        ),
    }
    return await shown(datasette, request, "home.html", context)


async def show_document(datasette: Datasette, request: Request) -> Response:
    """One document."""
    slug = request.url_vars["slug"]
    found = await document.page(Reader(datasette), slug, request.args.get("q", "")[:LONGEST_QUERY])
    return await or_missing(datasette, request, "document.html", found, slug)


async def show_place(datasette: Datasette, request: Request) -> Response:
    """The facts at one place of a document."""
    slug = request.url_vars["slug"]
    found = await place.page(Reader(datasette), slug, int(request.url_vars["start"]))
    return await or_missing(datasette, request, "place.html", found, slug)


async def send_table(datasette: Datasette, request: Request) -> Response:
    """One table of a document, as CSV."""
    slug, number = request.url_vars["slug"], request.url_vars["number"]
    found = await document.table_csv(Reader(datasette), slug, int(number))
    if found is None:
        return await missing(datasette, request, slug)
    return send_csv(found, f"{slug}-bang-{number}")


async def send_page_image(datasette: Datasette, request: Request) -> Response:
    """The image of one page of a document."""
    slug, number = request.url_vars["slug"], request.url_vars["number"]
    found = await document.page_image(Reader(datasette), slug, int(number))
    image = folder_of(Path(datasette.get_database().path)) / found if found else None
    if image is None or not image.is_file():
        return await missing(datasette, request, slug)
    headers = {"cache-control": "public, max-age=86400"}
    return Response(image.read_bytes(), headers=headers, content_type="image/webp")


async def show_instrument(datasette: Datasette, request: Request) -> Response:
    """One instrument."""
    slug = request.url_vars["slug"]
    found = await instrument.page(Reader(datasette), slug, page_number(request))
    return await or_missing(
        datasette, request, "instrument.html", found and found | {"q": request.args.get("q", "")}, slug
    )


async def instruments(datasette: Datasette, request: Request) -> Response:
    """All instruments, most cited first, those of conflicting citations marked."""
    rows = Reader(datasette)
    asked = ask(request, INSTRUMENTS.path, INSTRUMENTS.filters)
    total = await _count(rows, _COUNTED["instruments"])
    context = {"found": await instrument.listed(rows, asked.number), "total": total}
    pages = -(-total // instrument.LISTED)
    return await shown_list(datasette, request, "instruments.html", asked, context | {"pages": pages})


async def list_documents(datasette: Datasette, request: Request) -> Response:
    """All documents, or those of a province, a year or a kind."""
    rows = Reader(datasette)
    typed = ask(request, DOCUMENTS.path, DOCUMENTS.filters)
    asked = await meant(rows, DOCUMENTS, typed)
    context = renamed(typed, asked) | await documents.listed(rows, asked.chosen, asked.number)
    return await shown_list(datasette, request, "documents.html", asked, context)


async def show_findings(datasette: Datasette, request: Request) -> Response:
    """The cross-check: findings by severity, code and document, each with its evidence."""
    rows = Reader(datasette)
    asked = ask(request, findings.LIST.path, findings.LIST.filters)
    found = await findings.page(rows, asked.chosen, asked.number)
    return await shown_list(datasette, request, "findings.html", asked, found | await findings.choices(rows))


async def checks(datasette: Datasette, request: Request) -> Response:
    """The list of checks."""
    found = await Reader(datasette).kept(
        "SELECT k.*, count(f.id) AS count FROM checks k LEFT JOIN findings f ON f.code = k.code"
        " AND NOT f.in_copy GROUP BY k.code ORDER BY k.code"
    )
    asked = ask(request, CHECKS.path, CHECKS.filters)
    return await shown_list(
        datasette, request, "checks.html", asked, {"checks": found, "total": len(found), "pages": 1}
    )


async def show_check(datasette: Datasette, request: Request) -> Response:
    """The page of one check."""
    code = request.url_vars["code"]
    found = await Reader(datasette)("SELECT * FROM checks WHERE code = :code COLLATE NOCASE", {"code": code})
    page = {"check": found[0], "guide": html(_without_title(found[0]["page"]))} if found else None
    return await or_missing(datasette, request, "check.html", page, code)


async def about(datasette: Datasette, request: Request) -> Response:
    """How the site is made, how good it is, licence, downloads."""
    rows = Reader(datasette)
    runs = await rows("SELECT * FROM runs ORDER BY id DESC LIMIT 1")
    context = {
        "counts": [{"name": table, "count": await _count(rows, table)} for table in _DOWNLOADS],
        "scores": json.loads(runs[0]["scores"]) if runs and runs[0]["scores"] else None,
        "database": datasette.get_database().name,
        "documents": await _count(rows, _COUNTED["documents"]),
        "failures": [
            {"file": row["file"], **_said(_without_path(row["message"], row["file"]), row["file"])}
            for row in await rows("SELECT file, message FROM failures ORDER BY file LIMIT 200")
        ],
    }
    return await shown(datasette, request, "about.html", context)


async def _count(rows: Reader, table: str) -> int:
    """The rows of a table or view, as counted when the database was written."""
    return int((await rows.kept("SELECT count FROM sizes WHERE name = :name", {"name": table}))[0]["count"])


def _without_title(markdown: str) -> str:
    """A page without its first heading, which the site writes itself."""
    first, _, rest = markdown.lstrip().partition("\n")
    return rest if first.startswith("# ") else markdown


def _without_path(message: str, file: str) -> str:
    """The message of a reader without the path that it begins with: the public need not know our folders."""
    path, _, said = message.partition(f"{file}: ")
    return said if said and path[-1:] in ("", "/", "\\") else message


def _said(message: str, file: str) -> dict[str, str]:
    """What a reader said of a ``file``, in Vietnamese; in English where the rules have no Vietnamese for it."""
    whole = f"{file}: {message}"
    told = wording("vi").say_again(whole)
    return {"message": told.removeprefix(f"{file}: "), "language": "en" if told == whole else "vi"}


_FIRST = "copy_of IS NULL"
"""Holds of the documents that count: a document in several files is one."""
_COUNTED = {
    "documents": "documents once",
    "instruments": "instruments cited",
    "citations": "citations once",
    "findings": "findings once",
}
"""What the first page counts."""
_DOWNLOADS = (
    *("documents", "pages", "instruments", "citations", "amounts", "indicators", "targets_and_results"),
    *("entities", "spellings", "products", "organizations", "tables", "findings", "evidence", "checks"),
    *("figures", "money", "funds", "links"),
)

ROUTES = (
    (r"^/$", home),
    (r"^/tim-kiem/?$", find),
    (r"^/van-ban/?$", list_documents),
    (r"^/van-ban/(?P<slug>[^/]+)$", show_document),
    (r"^/van-ban/(?P<slug>[^/]+)/du-kien/(?P<start>[0-9]{1,9})$", show_place),
    (r"^/van-ban/(?P<slug>[^/]+)/bang/(?P<number>[1-9][0-9]{0,5})\.csv$", send_table),
    (r"^/van-ban/(?P<slug>[^/]+)/trang/(?P<number>[1-9][0-9]{0,5})\.webp$", send_page_image),
    (r"^/vien-dan/?$", instruments),
    (r"^/vien-dan/(?P<slug>[^/]+)$", show_instrument),
    (r"^/san-pham/?$", products),
    (r"^/san-pham/(?P<slug>[^/]+)$", show_product),
    (r"^/chu-the/?$", producers),
    (r"^/chu-the/(?P<slug>[^/]+)$", show_producer),
    *FIGURE_ROUTES,
    *GRAPH_ROUTES,
    (r"^/doi-chieu/?$", show_findings),
    (r"^/kiem-tra/?$", checks),
    (r"^/kiem-tra/(?P<code>[^/]+)$", show_check),
    (r"^/gioi-thieu/?$", about),
)
"""Address patterns and what answers them."""
