"""The pages of the registry: lists of products and of producers, one of each, and their CSV."""

from __future__ import annotations

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import registry
from extractor.site.pages import Reader, chosen_by, dated, or_missing, page_number, send_csv, shown

FILTERS = {
    "product": {
        **{"ten": "words", "tinh": "province", "sao": "stars"},
        **{"tinh-trang": "status", "nhom": "group"},
    },
    "producer": {"ten": "words", "tinh": "province", "loai-hinh": "form"},
}
"""The parameters by which each list is narrowed, and their columns."""


async def products(datasette: Datasette, request: Request) -> Response:
    """All products, or those of a province, a rank, a status, a group, a name."""
    return await _registry(datasette, request, "product", "/san-pham", "products.html")


async def producers(datasette: Datasette, request: Request) -> Response:
    """All producers, or those of a province, a legal form, a name."""
    return await _registry(datasette, request, "producer", "/chu-the", "producers.html")


async def _registry(datasette: Datasette, request: Request, kind: str, path: str, template: str) -> Response:
    rows = Reader(datasette)
    chosen, address = chosen_by(request, path, FILTERS[kind])
    if request.url_vars["csv"]:
        return send_csv(await registry.list_csv(rows, kind, chosen), await dated(datasette, path.strip("/")))
    number = page_number(request)
    found = await registry.listed(rows, kind, chosen, number)
    context = {"chosen": chosen, "address": address, "page": number, "choices": await registry.choices(rows, kind)}
    return await shown(datasette, request, template, context | found)


async def show_product(datasette: Datasette, request: Request) -> Response:
    """One product, or its history as CSV."""
    slug = request.url_vars["slug"]
    if request.url_vars["csv"]:
        return send_csv(await registry.product_csv(Reader(datasette), slug), await dated(datasette, slug))
    return await or_missing(datasette, request, "product.html", await registry.product(Reader(datasette), slug), slug)


async def show_producer(datasette: Datasette, request: Request) -> Response:
    """One producer, or its products as CSV."""
    slug = request.url_vars["slug"]
    if request.url_vars["csv"]:
        return send_csv(await registry.producer_csv(Reader(datasette), slug), await dated(datasette, slug))
    return await or_missing(datasette, request, "producer.html", await registry.producer(Reader(datasette), slug), slug)
