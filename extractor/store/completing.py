"""What is written when all rows are in: names, which act stands where, counts, what lists may be narrowed by."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor.leaf.rows import indexed
from extractor.shipped import folder
from extractor.store.listing import add_functions
from extractor.store.rows import leading_number, name_words

_BEFORE_NAMES = ("indexes.sql", "copies.sql", "shared_names.sql", "tied.sql")
_AFTER_NAMES = ("counted.sql", "listed.sql", "choices.sql")
"""Run in this order, the views between them."""


def schema_version() -> str:
    """A hash of the schema and all that is run on it: a database with another one is old."""
    digest = hashlib.sha256()
    for file in (folder("db") / "schema.sql", *_scripts(*_BEFORE_NAMES, "views/*.sql", *_AFTER_NAMES)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def complete(connection: sqlite3.Connection, *, fresh: bool) -> None:
    """Writes what follows from the rows; ``fresh``: nothing of it is there yet."""
    add_functions(connection)
    for script in _scripts(*_BEFORE_NAMES, *(["views/*.sql"] if fresh else [])):
        connection.executescript(script.read_text(encoding="utf-8"))
    _write_names(connection)
    for script in _scripts(*_AFTER_NAMES):
        connection.executescript(script.read_text(encoding="utf-8"))
    if fresh:
        connection.execute("INSERT INTO passages_fts(passages_fts) VALUES ('optimize')")
    connection.execute("ANALYZE")


def _scripts(*names: str) -> list[Path]:
    return [script for name in names for script in sorted(folder("db").glob(name))]


def _write_names(connection: sqlite3.Connection) -> None:
    """What a visitor may look for by name: the acts, then the documents, newest first."""
    for number, (kind, row) in enumerate(_named(connection), start=1):
        connection.execute(
            "INSERT INTO names (id, kind, slug, number, label) VALUES (?, ?, ?, ?, ?)",
            (number, kind, row["slug"], leading_number(row), row["label"]),
        )
        words, joined = name_words(row, row["form"] or "", row["called"])
        connection.execute(
            "INSERT INTO names_fts (rowid, text, folded, joined) VALUES (?, ?, ?, ?)",
            (number, *indexed(words), joined),
        )


def _named(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each act and document with what is known of it: its "form", its "label", and what it is "called" besides."""
    for kind, query in _NAMED.items():
        with closing(connection.cursor()) as found:
            found.execute(query)
            columns = [column[0] for column in found.description]
            yield from ((kind, dict(zip(columns, values, strict=True))) for values in found)


_NAMED = {
    "instrument": "SELECT slug, kind AS form, key, number, symbol, year, date, issuer, title, key AS label,"
    " '' AS called FROM instruments ORDER BY slug",
    "document": "SELECT slug, doc_type AS form, key, number, symbol, year, date, issuer, title, name AS label,"
    " name || ' ' || file AS called FROM documents ORDER BY date DESC NULLS LAST, slug",
}
