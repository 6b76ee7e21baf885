"""What all pages of the site share: the database, the template with what every page needs, what an address asks for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from datasette import NotFound, Response
from datasette.app import Datasette
from datasette.utils.asgi import Request

from extractor.site.suggestions import nearest
from extractor.site.templates import template as ours

_REMEMBERED = 500
"""Answers kept in memory for each database."""
_FURTHEST = 1_000_000
"""Pages beyond these are none of any list."""
_answers: WeakKeyDictionary[Datasette, OrderedDict[tuple[Any, ...], list[dict[str, Any]]]] = WeakKeyDictionary()


class Reader:
    """Runs queries on the published database; see :class:`extractor.site.ranking.Rows`."""

    def __init__(self, datasette: Datasette) -> None:
        self._database = datasette.get_database()
        self._answers = _answers.setdefault(datasette, OrderedDict())

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        found = await self._database.execute(sql, dict(parameters or {}))
        return [dict(row) for row in found.rows]

    async def kept(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The same from memory, when it was asked for before: the database is immutable. Not to be changed."""
        asked = (sql, *sorted((parameters or {}).items()))
        if asked not in self._answers:
            self._answers[asked] = await self(sql, parameters)
            if len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        self._answers.move_to_end(asked)
        return self._answers[asked]


async def last_run(datasette: Datasette) -> dict[str, Any] | None:
    """How the data were made: version of the program, time."""
    runs = await Reader(datasette).kept("SELECT version, built_at FROM runs ORDER BY id DESC LIMIT 1")
    return runs[0] if runs else None


async def dated(datasette: Datasette, name: str) -> str:
    """The name of a download, with the date of the data."""
    run = await last_run(datasette)
    return f"{name}-{run['built_at'][:10]}" if run else name


def feedback(datasette: Datasette) -> str | None:
    """The address to which a visitor may report what is wrong, where one is set."""
    config: Mapping[str, str] = datasette.plugin_config("ocop-site") or {}
    return config.get("feedback")


def base_url(datasette: Datasette, request: Request) -> str:
    """The public address of the site without a stroke at its end; where none is set, that which was asked for."""
    config: Mapping[str, str] = datasette.plugin_config("ocop-site") or {}
    return config.get("url") or f"{request.scheme}://{request.host}"


async def shown(
    datasette: Datasette, request: Request, template: str, context: Mapping[str, Any], status: int = 200
) -> Response:
    """A page from its template."""
    page = await datasette.render_template(ours(datasette, template), dict(context), request=request)
    return Response.html(page, status=status)


async def missing(datasette: Datasette, request: Request, wanted: str) -> Response:
    """The page for an address that leads nowhere, with the nearest names."""
    near = await nearest(Reader(datasette), wanted)
    return await shown(datasette, request, "404.html", {"near": near}, status=404)


async def or_missing(
    datasette: Datasette, request: Request, template: str, found: Mapping[str, Any] | None, wanted: str
) -> Response:
    if found is None:
        return await missing(datasette, request, wanted)
    return await shown(datasette, request, template, found)


def send_csv(text: str | None, name: str) -> Response:
    if text is None:
        raise NotFound(name)
    headers = {"content-disposition": f'attachment; filename="{quote(name)}.csv"'}
    return Response(text, headers=headers, content_type="text/csv; charset=utf-8")


def page_number(request: Request) -> int:
    """The page asked for, from 1; what is no number asks for the first."""
    typed = request.args.get("trang", "1")
    return min(max(int(typed), 1), _FURTHEST) if typed.isascii() and typed.isdigit() and len(typed) < 100 else 1
