"""The pages of the registry: lists of products and of producers, one of each."""

from __future__ import annotations

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import registry
from extractor.site.asked import ask, shown_list
from extractor.site.pages import Reader, or_missing
from extractor.site.places import meant, renamed


async def products(datasette: Datasette, request: Request) -> Response:
    """All products, or those of a province, a rank, a status, a group, a name."""
    return await _registry(datasette, request, "product", "products.html")


async def producers(datasette: Datasette, request: Request) -> Response:
    """All producers, or those of a province, a legal form, a name."""
    return await _registry(datasette, request, "producer", "producers.html")


async def _registry(datasette: Datasette, request: Request, kind: str, template: str) -> Response:
    rows, listing = Reader(datasette), registry.LISTS[kind]
    typed = ask(request, listing.path, listing.filters)
    asked = await meant(rows, listing, typed)
    found = await registry.listed(rows, kind, asked.chosen, asked.number)
    context = {"choices": await registry.choices(rows, kind)} | renamed(typed, asked)
    return await shown_list(datasette, request, template, asked, context | found)


async def show_product(datasette: Datasette, request: Request) -> Response:
    """One product."""
    slug = request.url_vars["slug"]
    return await or_missing(datasette, request, "product.html", await registry.product(Reader(datasette), slug), slug)


async def show_producer(datasette: Datasette, request: Request) -> Response:
    """One producer."""
    slug = request.url_vars["slug"]
    return await or_missing(datasette, request, "producer.html", await registry.producer(Reader(datasette), slug), slug)
