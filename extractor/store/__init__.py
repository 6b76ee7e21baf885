"""The only writer of SQLite: facts become rows of db/schema.sql, through sqlite-utils."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from functools import partial
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from extractor.model import Entity, Facts, Finding, Instrument
from extractor.rulebook import Rulebook
from extractor.shipped import folder
from extractor.store import rows
from extractor.store.mask import mask, masked_text
from extractor.store.passages import layout, passages
from extractor.store.tags import tags
from extractor.targets import Answer
from extractor.text import letters

_KINDS = ("citations", "amounts", "indicators", "products", "organizations")
_NAMED = {"products": ("name", "producer"), "organizations": ("name",), "indicators": ("subject",)}
"""Facts that a visitor may look for by the words of these fields."""
_COUNTED = ("documents", "instruments", "entities", *_KINDS, "answers", "unresolved", "tables", "findings", "failures")
_OURS = {"documents", "citations", "runs"}
"""Tables that every version of our databases has."""
_COMPLETING = ("indexes.sql", "shared_names.sql", "counted.sql", "views/*.sql", "choices.sql")
"""Run when all rows are in, in this order."""


class Writer:
    """Writes a new database beside ``path`` and puts it in its place when everything is in it.

    A context manager: leaving it with an exception removes the unfinished file and keeps the old database.
    Instruments and entities go in first, then documents, then findings, failures and the run.
    """

    def __init__(self, path: Path, rulebook: Rulebook) -> None:
        self.path = path
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        self._mask = partial(mask, rules=rulebook.rules("privacy"))
        self._next = dict.fromkeys((*_KINDS, "sections", "passages", "names", "findings"), 1)
        self._by_number: dict[tuple[str | None, str | None, str | None], list[str]] = {}
        self._slugs: dict[str, str] = {}
        self._cited: dict[str, list[tuple[int, int, str | None]]] = {}
        self._indicators: dict[str, int] = {}

    def __enter__(self) -> Writer:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.unlink(missing_ok=True)
        self._db = Database(self._unfinished)
        self._db.conn.execute("PRAGMA journal_mode = OFF")
        self._db.conn.execute("PRAGMA synchronous = OFF")
        self._db.executescript((folder("db") / "schema.sql").read_text(encoding="utf-8"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._complete()
        finally:
            self._db.conn.close()
            if error is None:
                os.replace(self._unfinished, self.path)
            self._unfinished.unlink(missing_ok=True)

    def add_instruments(self, instruments: Iterable[Instrument]) -> None:
        """The acts that documents may cite."""
        found = {instrument.slug: instrument for instrument in instruments}
        self._insert("instruments", map(rows.instrument_row, found.values()))
        for instrument in found.values():
            number = instrument.number, instrument.symbol, instrument.date
            self._by_number.setdefault(number, []).append(instrument.slug)
            row = rows.instrument_row(instrument)
            self._name("instrument", instrument.slug, row, instrument.kind, instrument.key)

    def add_entities(self, entities: Iterable[Entity]) -> None:
        """The producers and products that facts may be tied to."""
        found = list(entities)
        self._insert("entities", (rows.entity_row(entity, self._mask) for entity in found))
        self._insert("spellings", (row for entity in found for row in rows.spelling_rows(entity, self._mask)))

    def add_document(self, facts: Facts, slug: str, source: Mapping[str, Any]) -> None:
        """One document with all its facts, its own findings included.

        ``source`` has "file" (path in the corpus) and may have "name", "origin", "licence", "overridden", and "images",
        those of its pages by number.
        """
        text = masked_text(facts.document, self._mask)
        row = rows.document_row(facts, slug, dict(source), self._mask)
        row["instrument"] = self._own_instrument(facts)
        self._slugs[facts.document.path] = slug
        self._insert("documents", [row])
        self._insert("pages", rows.page_rows(facts, slug, source.get("images") or {}))
        sections = self._take("sections", len(facts.sections))
        self._insert("sections", rows.section_rows(facts, slug, sections, self._mask))
        for kind in _KINDS:
            found = getattr(facts, kind)
            first = self._take(kind, len(found))
            if kind == "indicators":
                self._indicators[facts.document.path] = first
            written = list(rows.fact_rows(found, slug, text, first, sections, self._mask))
            self._insert(kind, written)
            if kind in _NAMED:
                self._index(kind, written)
        self._insert(
            "unresolved",
            ({"document": slug, **asdict(u), "quote": text[u.start : u.end]} for u in facts.unresolved),
        )
        self._insert("tables", rows.table_rows(facts, slug, text, self._mask))
        self._add_text(facts, slug, text, sections, tags(row))
        self._cited[slug] = [(c.start, c.end, c.instrument) for c in facts.citations]
        self._name("document", slug, row, facts.head.doc_type or "", row["name"], f"{row['name']} {source['file']}")

    def add_answers(self, found: Iterable[Answer]) -> None:
        """Which results answer which targets; their documents must be there already."""
        self._insert(
            "answers",
            (
                {
                    "target": self._indicators[answer.target[0]] + answer.target[1],
                    "result": self._indicators[answer.result[0]] + answer.result[1],
                    "certainty": answer.certainty,
                }
                for answer in found
            ),
        )

    def add_checks(self, checks: Iterable[Mapping[str, Any]]) -> None:
        """The checks that were run: code, family, title, severity, scope, page (Markdown)."""
        self._insert("checks", map(dict, checks))

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Findings; their checks and the documents of their evidence (named by path) must be there already."""
        for finding in findings:
            number = self._take("findings", 1)
            row = {
                name: getattr(finding, name) for name in ("code", "severity", "message", "expected", "found", "remedy")
            }
            self._insert("findings", [rows.masked(row, self._mask) | {"id": number}])
            self._insert(
                "evidence",
                (
                    {
                        "finding": number,
                        "position": position,
                        "document": (slug := self._slugs[side.document]),
                        "start": side.start,
                        "end": side.end,
                        "quote": self._mask(side.quote),
                        "page": side.page,
                        "instrument": self._instrument_at(slug, side.start, side.end),
                    }
                    for position, side in enumerate(finding.evidence, start=1)
                ),
            )

    def add_failures(self, failures: Iterable[tuple[str, str]]) -> None:
        """Files that could not be read, with the message."""
        self._insert("failures", ({"file": file, "message": message} for file, message in failures))

    def add_run(
        self, version: str, rules: str, built_at: str, seconds: float, scores: Mapping[str, Any] | None
    ) -> None:
        """How this database was made."""
        self._insert(
            "runs",
            [
                {
                    "version": version,
                    "rules": rules,
                    "schema": schema_version(),
                    "built_at": built_at,
                    "seconds": seconds,
                    "scores": json.dumps(scores, ensure_ascii=False) if scores else None,
                }
            ],
        )

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {table: self._db[table].count for table in _COUNTED}

    def _add_text(self, facts: Facts, slug: str, text: str, sections: int, tags: str) -> None:
        pieces = list(passages(facts))
        first = self._take("passages", len(pieces))
        self._insert(
            "passages",
            (
                {
                    "id": first + index,
                    "document": slug,
                    "page": piece.page,
                    "start": piece.start,
                    "end": piece.end,
                    "section": None if piece.section is None else sections + piece.section,
                    "text": text[piece.start : piece.end],
                }
                for index, piece in enumerate(pieces)
            ),
        )
        self._db.conn.executemany(
            "INSERT INTO passages_fts (rowid, text, folded, tags) VALUES (?, ?, ?, ?)",
            [(first + index, *rows.indexed(text[piece.start : piece.end]), tags) for index, piece in enumerate(pieces)],
        )
        self._insert("layouts", [{"document": slug, "paragraphs": json.dumps(layout(facts), separators=(",", ":"))}])

    def _name(self, kind: str, slug: str, row: dict[str, Any], doc_type: str, label: str, extra: str = "") -> None:
        number = self._take("names", 1)
        named = {"id": number, "kind": kind, "slug": slug, "number": rows.leading_number(row), "label": label}
        self._insert("names", [named])
        words, joined = rows.name_words(row, doc_type, extra)
        self._db.conn.execute(
            "INSERT INTO names_fts (rowid, text, folded, joined) VALUES (?, ?, ?, ?)",
            (number, *rows.indexed(words), joined),
        )

    def _index(self, kind: str, written: Iterable[Mapping[str, Any]]) -> None:
        self._db.conn.executemany(
            f"INSERT INTO {kind}_fts (rowid, text, folded) VALUES (?, ?, ?)",
            [(row["id"], *rows.indexed(" ".join(filter(None, (row[n] for n in _NAMED[kind]))))) for row in written],
        )

    def _insert(self, table: str, found: Iterable[dict[str, Any]]) -> None:
        """Rows of the same columns are written together."""
        for columns, same in groupby(found, key=tuple):
            names, values = (", ".join(form.format(name) for name in columns) for form in ('"{}"', ":{}"))
            self._db.conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({values})', same)

    def _take(self, table: str, count: int) -> int:
        """The first of ``count`` new ids."""
        first = self._next[table]
        self._next[table] = first + count
        return first

    def _own_instrument(self, facts: Facts) -> str | None:
        """The instrument that the document itself is: same number, symbol and date, when only one is."""
        head = facts.head
        if not (head.number and head.symbol and head.date):
            return None
        same = self._by_number.get((head.number, head.symbol, head.date), ())
        return same[0] if len(same) == 1 else None

    def _instrument_at(self, slug: str, start: int, end: int) -> str | None:
        cited: Sequence[tuple[int, int, str | None]] = self._cited[slug]
        index = bisect_right(cited, end - 1, key=lambda c: c[0]) - 1
        return cited[index][2] if index >= 0 and cited[index][1] > start else None

    def _complete(self) -> None:
        self._db.conn.create_function("letters", 1, letters, deterministic=True)
        for script in _scripts():
            self._db.executescript(script.read_text(encoding="utf-8"))
        self._db.conn.executescript("INSERT INTO passages_fts(passages_fts) VALUES ('optimize'); ANALYZE;")


def _scripts() -> list[Path]:
    """What is run when all rows are in."""
    return [script for names in _COMPLETING for script in sorted(folder("db").glob(names))]


def replaceable(path: Path) -> bool:
    """Whether a new database may be put at ``path``: nothing, an empty file or any database of ours is there."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    if not path.stat().st_size:
        return True
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return is_ours(connection)
    except sqlite3.Error:
        return False


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a database is one of ours, of whatever version."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return _OURS.issubset(found)


def schema_version() -> str:
    """A hash of the schema and the views: a database with another one is old."""
    digest = hashlib.sha256()
    for file in (folder("db") / "schema.sql", *_scripts()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
