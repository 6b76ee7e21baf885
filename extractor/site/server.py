"""Serving a database on one port: by one process or several, on a newer file as soon as one takes its place."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

import uvicorn
from datasette.app import Datasette

from extractor.site import SiteError, application
from extractor.site.guard import App, Receive, Scope, Send

_log = logging.getLogger("ocop.site")
_AT_ONCE = 5.0
"""Seconds in which a process that ends has not served anything; another in its place would not either."""

_LEAVE = 5.0
"""Seconds in which a process that was told to end may finish what it answers."""


def serve(
    database: Path,
    host: str = "127.0.0.1",
    port: int = 8001,
    *,
    processes: int = 1,
    feedback: str | None = None,
    opened: Callable[[int], None] | None = None,
) -> None:
    """Serve the site until interrupted; ``opened`` is told the port when it is open (port 0 takes a free one).

    Several ``processes`` share the port. Raises SiteError when there is no usable database or the address is taken.
    """
    # Without threads each of several processes answers faster.
    settings = {"num_sql_threads": 0} if processes > 1 else {}
    make = partial(application, database, settings=settings, feedback=feedback)
    site = Renewed(database, make)
    with _listening(host, port) as listener:
        listener.listen()
        if opened:
            opened(listener.getsockname()[1])
        if processes == 1:
            _server(site).run(sockets=[listener])
        else:
            _several(processes, database, make, listener)


class Renewed:
    """The site on a database that is made anew when another file has taken the place of ``database``.

    A file that cannot be served (unfinished, of another version) leaves the old site as it is.
    """

    def __init__(self, database: Path, make: Callable[[], Datasette]) -> None:
        self._database = database
        self._make = make
        self._seen = _stamp(database)
        self._app: App = make().app()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._renew()
        await self._app(scope, receive, send)

    def _renew(self) -> None:
        seen = _stamp(self._database)
        if seen is None or seen == self._seen:
            return
        self._seen = seen
        try:
            self._app = self._make().app()
        except SiteError as error:
            _log.warning("%s", error)


def _stamp(path: Path) -> tuple[int, ...] | None:
    """What tells one file from another in its place; ``None`` where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def _server(site: Renewed) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(site, log_level="warning", lifespan="off", timeout_graceful_shutdown=int(_LEAVE))
    )


def _several(count: int, database: Path, make: Callable[[], Datasette], listener: socket.socket) -> None:
    """So many processes that take visitors from ``listener``; one that ends is replaced, all end with this one."""
    context = multiprocessing.get_context("spawn")

    def started() -> BaseProcess:
        process = context.Process(target=_one, args=(database, make, listener), daemon=True)
        process.start()
        return process

    running = [(started(), time.monotonic()) for _ in range(count)]
    try:
        while True:
            wait([process.sentinel for process, _ in running])
            ended = [began for process, began in running if not process.is_alive()]
            if any(time.monotonic() - began < _AT_ONCE for began in ended):
                raise SiteError("A process of the site ended at once. Try it with one: --processes 1.")
            running = [one for one in running if one[0].is_alive()]
            running += [(started(), time.monotonic()) for _ in ended]
    finally:
        for process, _ in running:
            process.terminate()
        for process, _ in running:
            process.join(_LEAVE)
            if process.is_alive():  # told to end while it began, or held by a visitor
                process.kill()
                process.join()


def _one(database: Path, make: Callable[[], Datasette], listener: socket.socket) -> None:
    """One of several processes: it ends when it is told to, or when the one that started it is no more."""
    server = _server(Renewed(database, make))
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            wait([parent.sentinel])
            server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return  # the one that started this says so


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SiteError(f"Port {port} is in use on {host}. Choose another with --port (PORT= for make).") from None
        raise SiteError(
            f"Cannot listen on {host}, port {port}: {error.strerror}. Choose others with --host, --port."
        ) from None
    return listener
