"""The one plugin of the site: our pages, the words for the templates, safe headers and error pages."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from datasette import Forbidden, NotFound, Response, hookimpl
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from extractor.site.labels import FILTERS
from extractor.site.views import ROUTES, missing, shown

_log = logging.getLogger("ocop.site")

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

_OPEN = ("/-/static/",)
"""What stays open of Datasette's own pages: the styles and scripts of its tables."""
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
_SAID = {
    400: ("Yêu cầu không hợp lệ", "Địa chỉ có tham số mà trang này không hiểu. Hãy bỏ bớt tham số và thử lại."),
    403: ("Không được phép truy cập", "Phần này của trang không mở cho công chúng."),
    500: ("Trang gặp sự cố", "Đã có lỗi khi tạo trang này. Xin thử lại sau, hoặc báo cho người quản trị trang."),
}


@hookimpl
def register_routes() -> Iterable[tuple[str, Callable[..., Awaitable[Response]]]]:
    """Our pages."""
    return list(ROUTES)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:  # noqa: ANN401
    """The words, figures and dates of the templates."""
    env.filters.update(FILTERS)


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Safe headers on every answer; Datasette's own tools answer "not found"."""

    def wrap(app: Any) -> Any:  # noqa: ANN401
        async def safe(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return

            async def send_safely(event: dict[str, Any]) -> None:
                if event["type"] == "http.response.start":
                    event = event | {"headers": [*event.get("headers", ()), *_HEADERS]}
                await send(event)

            if scope["path"].startswith("/-/") and not scope["path"].startswith(_OPEN):
                scope = scope | {"path": "/khong-co", "raw_path": b"/khong-co", "query_string": b""}
            await app(scope, receive, send_safely)

        return safe

    return wrap


@hookimpl(tryfirst=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Response]]:  # noqa: ANN401
    """Error pages in Vietnamese, without a stack trace; the trace goes to the log."""

    async def inner() -> Response:
        if isinstance(exception, NotFound):
            status = 404
        elif isinstance(exception, Forbidden):
            status = 403
        elif isinstance(exception, Base400):
            status = exception.status
        elif isinstance(exception, DatasetteError):
            status = 400 if exception.status == 500 else exception.status
        else:
            status = 500
            _log.error("%s", request.path, exc_info=exception)
        title, words = _SAID.get(status, _SAID[400])
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": title, "status": status}, status=status)
        if status == 404:
            return await missing(datasette, request, request.path.rsplit("/", 1)[-1])
        return await shown(datasette, request, "error.html", {"title": title, "words": words}, status=status)

    return inner
