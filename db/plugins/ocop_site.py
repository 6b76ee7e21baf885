"""The one plugin of the site: our pages, the words for the templates, safe headers and error pages."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Generator, Iterable
from functools import partial
from typing import Any

from datasette import Forbidden, NotFound, Response, hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Base400, Request
from datasette.views.base import DatasetteError
from jinja2 import Environment

from extractor.site import open_data
from extractor.site.charts import CHARTS
from extractor.site.guard import REFUSED, App, guarded
from extractor.site.labels import FILTERS
from extractor.site.linked import json_ld
from extractor.site.pages import feedback, last_run, missing, shown
from extractor.site.templates import make_ready
from extractor.site.views import ROUTES

_log = logging.getLogger("ocop.site")

_MAPPED = 1 << 36
"""Bytes of the database that may be mapped into memory; SQLite takes as much of it as it was built for."""
_COUNTING = 60 * 60 * 1000
"""Milliseconds that Datasette gives itself to count the rows of a table, where no inspect file has told it."""
_SAID = {
    400: ("Yêu cầu không hợp lệ", "Địa chỉ có tham số mà trang này không hiểu. Hãy bỏ bớt tham số và thử lại."),
    403: ("Không được phép truy cập", "Phần này của trang không mở cho công chúng."),
    405: ("Trang chỉ để đọc", "Trang này không nhận dữ liệu gửi lên; chỉ xem và tải về được."),
    500: ("Trang gặp sự cố", "Đã có lỗi khi tạo trang này. Xin thử lại sau, hoặc báo cho người quản trị trang."),
}


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """What the first visitor would wait for is done before."""

    async def ready() -> None:
        make_ready(datasette)
        await datasette.refresh_schemas()
        await datasette.get_database().table_counts(limit=_COUNTING)

    return ready


@hookimpl
def register_routes() -> Iterable[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Our pages."""
    return [*open_data.ROUTES, *ROUTES, (REFUSED, refuse)]


async def refuse(datasette: Datasette, request: Request) -> Response:
    """The answer to what would change something."""
    title, words = _SAID[405]
    page = await shown(datasette, request, "error.html", {"title": title, "words": words}, status=405)
    page.headers["allow"] = "GET, HEAD"
    return page


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """The file is read from memory where the system has it there, instead of page by page."""
    conn.execute(f"PRAGMA mmap_size = {_MAPPED}")


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """The words, figures and dates of the templates."""
    env.filters.update(FILTERS | CHARTS | {"json_ld": json_ld})


@hookimpl
def extra_template_vars(datasette: Datasette) -> Callable[[], Awaitable[dict[str, Any]]]:
    """For the foot of every page: how the data were made, and where to write to."""

    async def foot() -> dict[str, Any]:
        return {"run": await last_run(datasette), "feedback": feedback(datasette)}

    return foot


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Safe headers on every answer; Datasette's own tools answer "not found"."""
    return partial(guarded, ready=datasette.invoke_startup)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """Error pages in Vietnamese without a stack trace, in the place of Datasette's, which prints one for every 404."""
    outcome = yield
    outcome.force_result([_apology(datasette, request, exception)])


@hookimpl(tryfirst=True)
def forbidden(datasette: Datasette, request: Request) -> Awaitable[Response]:
    """What is not open to the public."""
    return _apology(datasette, request, Forbidden(""))


async def _apology(datasette: Datasette, request: Request, exception: Exception) -> Response:
    status = _status(exception)
    if status == 500:
        _log.error("%s", request.path, exc_info=exception)
    title, words = _SAID.get(status, _SAID[400])
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "error": title, "status": status}, status=status)
    if status == 404:
        return await missing(datasette, request, request.path.rsplit("/", 1)[-1])
    return await shown(datasette, request, "error.html", {"title": title, "words": words}, status=status)


def _status(exception: Exception) -> int:
    if isinstance(exception, NotFound):
        return 404
    if isinstance(exception, Forbidden):
        return 403
    if isinstance(exception, Base400):
        return exception.status
    if isinstance(exception, DatasetteError):  # of a wrong parameter, which Datasette takes for its own failure
        return 400 if exception.status == 500 else exception.status
    return 500
