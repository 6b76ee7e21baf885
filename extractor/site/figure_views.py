"""The pages of figures: targets and results, amounts of money."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import figures, funds
from extractor.site.asked import ask, shown_list
from extractor.site.choices import choices
from extractor.site.pages import Reader
from extractor.site.places import meant, renamed


async def show_figures(datasette: Datasette, request: Request) -> Response:
    """Targets and results, or those of a unit, a year, a place, a kind, a document."""
    return await _answer(datasette, request, figures, lambda chosen: "figures")


async def show_funds(datasette: Datasette, request: Request) -> Response:
    """Amounts by plan, or those of a year, a source, a province, a document."""
    return await _answer(
        datasette, request, funds, lambda chosen: "other money" if "other" in funds.asked(chosen) else "money"
    )


async def _answer(
    datasette: Datasette, request: Request, part: ModuleType, table: Callable[[Mapping[str, str]], str]
) -> Response:
    """The page of what ``part`` (figures, funds) finds; ``table`` names what it may be narrowed by."""
    rows, name = Reader(datasette), part.__name__.rpartition(".")[2]
    typed = ask(request, part.LIST.path, part.LIST.filters)
    asked = await meant(rows, part.LIST, typed)
    found = await part.page(rows, asked.chosen, asked.number)
    context = {"choices": await choices(rows, table(asked.chosen)), "plan": await _named(rows, asked.chosen)} | renamed(
        typed, asked
    )
    return await shown_list(datasette, request, f"{name}.html", asked, context | found)


async def _named(rows: Reader, chosen: dict[str, str]) -> str | None:
    """What the document that is asked for is called."""
    found = await rows("SELECT name FROM documents WHERE slug = :slug", {"slug": chosen.get("document", "")})
    return found[0]["name"] if found else None


FIGURE_ROUTES = (
    (r"^/chi-tieu/?$", show_figures),
    (r"^/kinh-phi/?$", show_funds),
)
"""Address patterns and what answers them."""
