"""The pages of figures: targets and results, amounts of money; and the same as CSV and JSON."""

from __future__ import annotations

from types import ModuleType

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
    chosen, address = chosen_by(request, "/chi-tieu", _FIGURES)
    if "words" in chosen:
        chosen["words"] = chosen["words"][:_LONGEST_WORDS]
    return await _answer(datasette, request, figures, "figures", chosen, address)


async def show_funds(datasette: Datasette, request: Request) -> Response:
    """Amounts by plan, or those of a year, a source, a province, a document."""
    chosen, address = chosen_by(request, "/kinh-phi", _FUNDS)
    return await _answer(datasette, request, funds, "money", chosen, address)


async def _answer(
    datasette: Datasette, request: Request, part: ModuleType, table: str, chosen: dict[str, str], address: str
) -> Response:
    """What ``part`` (figures, funds) finds, as a page, CSV or JSON; ``table`` has what it may be narrowed by."""
    rows, name = Reader(datasette), part.__name__.rpartition(".")[2]
    if request.url_vars["form"] == "csv":
        return send_csv(await part.list_csv(rows, chosen), request.path.strip("/").removesuffix(".csv"))
    if request.url_vars["form"] == "json":
        return Response.json({"rows": await part.listed(rows, chosen)})
    number = page_number(request)
    found = await part.page(rows, chosen, number)
    context = {"chosen": chosen, "address": address, "page": number, "choices": await choices(rows, table)}
    return await shown(datasette, request, f"{name}.html", context | found | {"plan": await _named(rows, chosen)})


async def _named(rows: Reader, chosen: dict[str, str]) -> str | None:
    """What the document that is asked for is called."""
    found = await rows("SELECT name FROM documents WHERE slug = :slug", {"slug": chosen.get("document", "")})
    return found[0]["name"] if found else None


FIGURE_ROUTES = (
    (r"^/chi-tieu(?:\.(?P<form>csv|json))?/?$", show_figures),
    (r"^/kinh-phi(?:\.(?P<form>csv|json))?/?$", show_funds),
)
"""Address patterns and what answers them."""
