"""A database that is carried on: documents taken out of it, and those that stay tied anew.

What all documents say together (acts, names, answers, findings between them, counts) is written anew each time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from extractor.gist import Settled
from extractor.leaf import NAMED
from extractor.leaf.rows import indexed
from extractor.model import Unresolved
from extractor.resolve.homes import NOWHERE
from extractor.resolve.tying import Slugs
from extractor.store.tags import TAGGED, tags

_OF_DOCUMENT = (
    *("pages", "sections", "citations", "amounts", "indicators", "organizations", "products", "unresolved", "tables"),
    *("passages", "layouts"),
)
"""Tables with rows of one document each."""
_ANEW = (
    *("instruments", "registries", "checks", "answers", "failures", "runs", "names"),
    *("instrument_counts", "variants", "words"),
)
"""Tables whose rows are of all documents together."""


def empty(connection: sqlite3.Connection) -> None:
    """Takes out what is written anew, the findings between documents too."""
    between = "SELECT f.id FROM findings f JOIN checks k ON k.code = f.code WHERE k.scope = 'corpus'"
    connection.execute(f"DELETE FROM evidence WHERE finding IN ({between})")
    connection.execute(f"DELETE FROM findings WHERE id IN ({between})")
    for table in _ANEW:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO names_fts(names_fts) VALUES ('delete-all')")


def forget_entities(connection: sqlite3.Connection, groups: Iterable[str]) -> None:
    """Takes out the producers and products of some groups: of provinces, and what is of none."""
    for group in groups:
        province = None if group == NOWHERE else group
        of_group = "SELECT slug FROM entities WHERE province IS ?"
        connection.execute(f"DELETE FROM spellings WHERE entity IN ({of_group})", (province,))
        connection.execute("DELETE FROM entities WHERE province IS ?", (province,))


def forget(connection: sqlite3.Connection, slugs: Iterable[str]) -> None:
    """Takes out documents with all that is of them alone."""
    for slug in slugs:
        _unindex(connection, slug)
        connection.execute(
            "DELETE FROM findings WHERE id IN (SELECT finding FROM evidence WHERE document = ?)", (slug,)
        )
        connection.execute("DELETE FROM evidence WHERE document = ?", (slug,))
        for table in _OF_DOCUMENT:
            connection.execute(f"DELETE FROM {table} WHERE document = ?", (slug,))
        connection.execute("DELETE FROM documents WHERE slug = ?", (slug,))


def _unindex(connection: sqlite3.Connection, slug: str) -> None:
    """Takes the words of a document out of the indexes, which hold no more than the words: they must be told again."""
    fields = connection.execute(f"SELECT {', '.join(TAGGED)} FROM documents WHERE slug = ?", (slug,)).fetchone()
    said = tags(dict(zip(TAGGED, fields, strict=True)))
    texts = connection.execute("SELECT id, text FROM passages WHERE document = ? ORDER BY id", (slug,)).fetchall()
    connection.executemany(
        "INSERT INTO passages_fts (passages_fts, rowid, text, folded, tags) VALUES ('delete', ?, ?, ?, ?)",
        [(number, *indexed(text), said) for number, text in texts],
    )
    for table, columns in NAMED.items():
        found = connection.execute(
            f"SELECT id, {', '.join(columns)} FROM {table} WHERE document = ?", (slug,)
        ).fetchall()
        connection.executemany(
            f"INSERT INTO {table}_fts ({table}_fts, rowid, text, folded) VALUES ('delete', ?, ?, ?)",
            [(number, *indexed(" ".join(filter(None, words)))) for number, *words in found],
        )


def tie_anew(connection: sqlite3.Connection, kept: Mapping[str, Settled]) -> None:
    """Writes which acts and which entities the facts of the documents ``kept`` (by slug) are tied to now."""
    _tie(connection, "citations", "instrument", kept, lambda one: one.acts)
    _tie(connection, "organizations", "entity", kept, lambda one: one.makers)
    _tie(connection, "products", "entity", kept, lambda one: one.goods)
    for slug, open_places in list(_changed_places(connection, kept)):
        text = "".join(
            piece
            for (piece,) in connection.execute("SELECT text FROM passages WHERE document = ? ORDER BY start", (slug,))
        )
        connection.execute("DELETE FROM unresolved WHERE document = ?", (slug,))
        add_unresolved(connection, slug, open_places, text)


def add_unresolved(connection: sqlite3.Connection, slug: str, found: Iterable[Unresolved], text: str) -> None:
    """The open places of a document; ``text`` is masked already."""
    connection.executemany(
        'INSERT INTO unresolved (document, start, "end", quote, why, "of") VALUES (?, ?, ?, ?, ?, ?)',
        [(slug, one.start, one.end, text[one.start : one.end], one.why, one.of) for one in found],
    )


def _tie(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    kept: Mapping[str, Settled],
    ties: Callable[[Settled], Slugs],
) -> None:
    """Writes those ties of one kind that are others than before; the rows of a document follow each other."""
    found = connection.execute(f"SELECT document, id, {column} FROM {table} ORDER BY id")
    changed = [
        (now, number)
        for slug, rows in groupby(found, key=lambda row: row[0])
        if slug in kept
        for (_, number, before), now in zip(rows, ties(kept[slug]), strict=True)
        if now != before
    ]
    connection.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", changed)


def _changed_places(
    connection: sqlite3.Connection, kept: Mapping[str, Settled]
) -> Iterator[tuple[str, tuple[Unresolved, ...]]]:
    """The documents whose open places are not those written, with what they are now."""
    found = connection.execute('SELECT document, start, "end", why FROM unresolved ORDER BY document, id')
    before = {slug: [tuple(row[1:]) for row in rows] for slug, rows in groupby(found, key=lambda row: row[0])}
    for slug, settled in kept.items():
        now = settled.gist.unresolved
        if [(one.start, one.end, one.why) for one in now] != before.get(slug, []):
            yield slug, now
