"""The site: Datasette on a finished database, with our pages, templates and plugin."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.utils import parse_metadata

from extractor.shipped import folder
from extractor.store.completing import schema_version
from extractor.store.ours import read_only

__all__ = ["SETTINGS", "SiteError", "application", "check", "described", "published"]

SETTINGS = {
    "default_allow_sql": False,
    "allow_download": True,
    "suggest_facets": False,
    "allow_facet": False,
    "sql_time_limit_ms": 2000,
    "num_sql_threads": 2,
    "default_cache_ttl": 60,
}


class SiteError(Exception):
    """The site cannot be served. The message is one line and says what to do."""


def application(
    database: Path, *, settings: dict[str, Any] | None = None, feedback: str | None = None, url: str | None = None
) -> Datasette:
    """The site on ``database``, which is opened immutable. ``settings`` are Datasette's, over our own.

    ``feedback`` is where people write to who found something wrong, ``url`` the public address of the site.
    Raises SiteError when the database is missing, unreadable or of another version of this program.
    """
    check(database)
    home = folder("db")
    return Datasette(
        files=[],
        immutables=[str(database)],
        metadata=described(database.stem, feedback, url),
        template_dir=str(home / "templates"),
        plugins_dir=str(home / "plugins"),
        static_mounts=[("static", str(home / "static"))],
        settings=SETTINGS | (settings or {}),
    )


def published(home: Path) -> Datasette:
    """The site in a folder that :func:`extractor.site.publish.publish` wrote."""
    return Datasette(files=[], config_dir=home)


def described(name: str, feedback: str | None = None, url: str | None = None) -> dict[str, Any]:
    """What Datasette is told of the database ``name`` and of the site.

    Raises SiteError when an address is none that a visitor's browser may be led to.
    """
    metadata: dict[str, Any] = parse_metadata((folder("db") / "metadata.yaml").read_text(encoding="utf-8"))
    metadata["databases"] = {name: metadata["databases"]["ocop"]}
    options = {"feedback": feedback and _address(feedback, "mailto:"), "url": url and _address(url).rstrip("/")}
    metadata["plugins"] = {"ocop-site": {option: value for option, value in options.items() if value}}
    return metadata


def _address(typed: str, *others: str) -> str:
    """A web address, or one that begins with one of ``others``; "a@b.vn" is a mail address."""
    found = f"mailto:{typed}" if "mailto:" in others and re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", typed) else typed
    if not re.match("|".join(("https?://", *others)), found):
        raise SiteError(f"“{typed}” is no address of a web page or of mail. Write it as in https://example.org/")
    return found


def check(database: Path) -> None:
    """Raises SiteError unless ``database`` is a finished database of this version."""
    again = f"Build it: ocop build corpus -o {database}"
    if not database.is_file():
        raise SiteError(f"{database}: there is no such database. {again}")
    try:
        with read_only(database) as connection:
            found = connection.execute("SELECT schema FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        raise SiteError(f"{database}: this is no database of ours, or an unfinished one. {again}") from None
    if found is None or found[0] != schema_version():
        raise SiteError(f"{database}: this database was built by another version of the program. {again}")
