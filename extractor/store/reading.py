"""A finished database read back into facts: the inverse of ``rows``.

What the schema does not keep is not there: the words of pages with their boxes, where the columns of a table begin on
its page, the year inside the number of the document itself. Findings are not read. Personal numbers stay masked, a
sign for each digit, so that every place holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from extractor.model import (
    Amount,
    Cell,
    Citation,
    Column,
    Document,
    Facts,
    Head,
    Indicator,
    Organization,
    Page,
    Product,
    Section,
    Table,
    Unresolved,
)
from extractor.store.completing import schema_version
from extractor.store.ours import is_ours, read_only

Made = TypeVar("Made")
Why = Literal["missing", "unreadable", "foreign", "old", "empty"]

_NOT_KEPT: frozenset[tuple[type, str]] = frozenset({(Page, "words"), (Head, "year")})
_READ: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("ocr", "preamble", "short", "words", "table", "again", "funding"), bool),
    "boxes": lambda kept: tuple(map(tuple, json.loads(kept or "[]"))),
    "repairs": lambda kept: tuple(json.loads(kept or "[]")),
}
"""How a column becomes a field again where they differ."""


class Unusable(Exception):
    """No facts can be read from a database at ``path``: ``why``, and the ``cause`` where it is unreadable."""

    def __init__(self, path: Path, why: Why, cause: str = "") -> None:
        super().__init__(f"{path}: {why} {cause}".rstrip())
        self.path, self.why, self.cause = path, why, cause


@contextmanager
def opened(path: Path) -> Iterator[Published]:
    """The database at ``path``, read-only. It is opened once: what is put in its place meanwhile does not matter.

    Raises Unusable when there is none, when it is not one of ours, of another schema or without documents, and when
    it turns out to be damaged while it is read.
    """
    if not path.exists():
        raise Unusable(path, "missing")
    try:
        with path.open("rb") as file:
            begins = file.read(1)
    except OSError as error:
        raise Unusable(path, "unreadable", error.strerror or str(error)) from error
    if not begins:
        raise Unusable(path, "empty")
    try:
        with read_only(path) as connection:
            if not is_ours(connection):
                raise Unusable(path, "foreign")
            if _schema(connection) != schema_version():
                raise Unusable(path, "old")
            published = Published(connection, path)
            if not published.documents:
                raise Unusable(path, "empty")
            yield published
    except sqlite3.Error as error:
        foreign = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB
        raise Unusable(path, "foreign" if foreign else "unreadable", str(error)) from error


def _schema(connection: sqlite3.Connection) -> str | None:
    """The schema that the database was written with, as far as it says so."""
    if "schema" not in {name for _, name, *_ in connection.execute("PRAGMA table_info(runs)")}:
        return None
    run = connection.execute("SELECT schema FROM runs ORDER BY rowid DESC LIMIT 1").fetchone()
    return run[0] if run else None


class Published:
    """The documents of a finished database."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self.documents: int = self.rows("SELECT count(*) FROM documents")[0][0]
        """How many there are."""

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query gives."""
        return list(self.each(query, *values))

    def each(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The same row by row, where there are many."""
        return self._connection.execute(query, values)

    def facts(self, slug: str) -> Facts:
        """What is known of one document; its path is that of its file in the corpus.

        Raises KeyError when there is no such document.
        """
        said = _names(Head)
        query = f"SELECT sha256, file, format, copy_kind, warnings, {_columns(said)} FROM documents WHERE slug = ?"
        found = self.rows(query, slug)
        if not found:
            raise KeyError(slug)
        [(sha256, file, form, copy_kind, warnings, *head)] = found
        passages = self.rows("SELECT text FROM passages WHERE document = ? ORDER BY start", slug)
        [(first,)] = self.rows("SELECT min(id) FROM sections WHERE document = ?", slug)
        document = Document(
            id=sha256,
            path=file,
            format=form,
            text="".join(text for (text,) in passages),
            pages=self._all(Page, "pages", slug),
            tables=tuple(self._tables(slug)),
            warnings=tuple(json.loads(warnings or "[]")),
            copy_kind=copy_kind,
        )
        return Facts(
            document,
            _made(Head, said, head),
            sections=self._all(Section, "sections", slug),
            citations=self._all(Citation, "citations", slug, first),
            amounts=self._all(Amount, "amounts", slug, first),
            indicators=self._all(Indicator, "indicators", slug, first),
            products=self._all(Product, "products", slug, first),
            organizations=self._all(Organization, "organizations", slug, first),
            unresolved=self._all(Unresolved, "unresolved", slug),
        )

    def _all(self, kind: type[Made], table: str, slug: str, sections: int | None = None) -> tuple[Made, ...]:
        """The rows of a document in one table; ``sections`` is the id of its first section.

        A document's rows have ids that follow each other, so that ids less the first one are places in the list.
        """
        names = _names(kind)
        found = self.rows(f"SELECT rowid, {_columns(names)} FROM {table} WHERE document = ? ORDER BY rowid", slug)
        firsts = {"parent": found[0][0] if found else 0, "section": sections or 0}
        return tuple(_made(kind, names, row, firsts) for _, *row in found)

    def _tables(self, slug: str) -> Iterator[Table]:
        query = (
            'SELECT start, "end", page, caption, unit, layout, certainty, failed, header, cells, notes, '
            "columns, meanings, units FROM tables WHERE document = ? ORDER BY number"
        )
        for start, end, page, caption, unit, layout, certainty, failed, *lists in self.rows(query, slug):
            header, cells, notes, *columns = map(json.loads, lists)
            yield Table(
                start,
                end,
                tuple(tuple(map(_cell, row)) for row in cells),
                tuple(tuple(map(_cell, row)) for row in header),
                page,
                caption,
                layout=layout,
                columns=tuple(Column(*column) for column in zip(*columns, strict=True)),
                unit=unit,
                notes=tuple(notes),
                certainty=certainty,
                failed=failed,
            )


def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields that the schema keeps, each in a column of its name."""
    return tuple(field.name for field in fields(kind) if (kind, field.name) not in _NOT_KEPT)


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _made(
    kind: type[Made], names: Sequence[str], row: Sequence[Any], firsts: Mapping[str, int] = MappingProxyType({})
) -> Made:
    """What a row holds; ``firsts`` are the ids that count as place 0, by column."""
    values = dict(zip(names, row, strict=True))
    for name in values.keys() & _READ.keys():
        values[name] = _READ[name](values[name])
    for name, first in firsts.items():
        if values.get(name) is not None:
            values[name] -= first
    return kind(**values)


def _cell(kept: list[Any]) -> Cell:
    text, start, end, *rest = kept
    return Cell(text, start, end, tuple(map(tuple, rest[0])) if rest else ())
