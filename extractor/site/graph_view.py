"""The page of the graph: which document implements or changes which act."""

from __future__ import annotations

from datasette import Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site import graph
from extractor.site.asked import ask
from extractor.site.listing import Filter
from extractor.site.pages import Reader, or_missing

_FILTERS = {name: Filter(field) for name, field in (("goc", "root"), ("tinh", "province"), ("quan-he", "relations"))}


async def show_graph(datasette: Datasette, request: Request) -> Response:
    """The acts and the documents below them; of one act alone what it is based on too."""
    rows = Reader(datasette)
    asked = ask(request, "/luoc-do", _FILTERS)
    chosen = asked.chosen
    kind = chosen.pop("relations", "")
    kind = kind if kind in graph.KINDS else next(iter(graph.KINDS))
    root = await rows("SELECT * FROM instruments WHERE slug = :slug", {"slug": chosen.get("root", "")})
    context = {
        **{
            "chosen": chosen,
            "address": asked.address,
            "page": asked.number,
            "notes": asked.notes,
            "kind": kind,
            "kinds": list(graph.KINDS),
            "most": graph.mentions(chosen),
        },
        "root": root[0] if root else None,
        "above": await graph.above(rows, chosen["root"]) if root else [],
        "provinces": await rows(
            "SELECT value, count FROM choices WHERE list = 'documents' AND field = 'province' ORDER BY value LIMIT 100"
        ),
        **await graph.page(rows, kind, chosen, asked.number),
    }
    found = None if "root" in chosen and not root else context
    return await or_missing(datasette, request, "graph.html", found, chosen.get("root", ""))


GRAPH_ROUTES = ((r"^/luoc-do/?$", show_graph),)
"""Address patterns and what answers them."""
