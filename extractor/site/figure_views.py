"""The pages of figures: targets and results, amounts of money; and the same as CSV and JSON."""

from __future__ import annotations

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import figures, funds
from extractor.site.choices import choices
from extractor.site.pages import Reader, chosen_by, page_number, send_csv, shown

_FIGURES = {
    **{"ten": "words", "loai": "kind", "don-vi": "unit", "nam": "year", "cap": "level", "tinh": "province"},
    **{"dia-phuong": "area", "van-ban": "document"},
}
_FUNDS = {
    **{"van-ban": "document", "nam": "year", "nguon": "source", "tinh-trang": "stage", "vai-tro": "role"},
    "tinh": "province",
}
_LONGEST_WORDS = 200


async def show_figures(datasette: Datasette, request: Request) -> Response:
    """Targets and results, or those of a unit, a year, a place, a kind, a document."""
    rows = Reader(datasette)
    chosen, address = chosen_by(request, "/chi-tieu", _FIGURES)
    if "words" in chosen:
        chosen["words"] = chosen["words"][:_LONGEST_WORDS]
    if request.url_vars["form"] == "csv":
        return send_csv(await figures.list_csv(rows, chosen), "chi-tieu")
    if request.url_vars["form"] == "json":
        return Response.json({"rows": await figures.listed(rows, chosen)})
    number = page_number(request)
    found = await figures.page(rows, chosen, number)
    context = {"chosen": chosen, "address": address, "page": number, "choices": await choices(rows, "figures")}
    return await shown(datasette, request, "figures.html", context | found | {"plan": await _named(rows, chosen)})


async def show_funds(datasette: Datasette, request: Request) -> Response:
    """Amounts by plan, or those of a year, a source, a province, a document."""
    rows = Reader(datasette)
    chosen, address = chosen_by(request, "/kinh-phi", _FUNDS)
    if request.url_vars["form"] == "csv":
        return send_csv(await funds.list_csv(rows, chosen), "kinh-phi")
    if request.url_vars["form"] == "json":
        return Response.json({"rows": await funds.listed(rows, chosen)})
    number = page_number(request)
    found = await funds.page(rows, chosen, number)
    context = {"chosen": chosen, "address": address, "page": number, "choices": await choices(rows, "money")}
    return await shown(datasette, request, "funds.html", context | found | {"plan": await _named(rows, chosen)})


async def _named(rows: Reader, chosen: dict[str, str]) -> str | None:
    """What the document that is asked for is called."""
    found = await rows("SELECT name FROM documents WHERE slug = :slug", {"slug": chosen.get("document", "")})
    return found[0]["name"] if found else None


FIGURE_ROUTES = (
    (r"^/chi-tieu(?:\.(?P<form>csv|json))?/?$", show_figures),
    (r"^/kinh-phi(?:\.(?P<form>csv|json))?/?$", show_funds),
)
"""Address patterns and what answers them."""
