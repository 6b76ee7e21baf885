"""The only writer of SQLite: facts become rows of db/schema.sql, through sqlite-utils."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from extractor.gist import Settled
from extractor.model import Entity, Facts, Finding, Instrument
from extractor.resolve.homes import NOWHERE
from extractor.resolve.registry import Registry
from extractor.rulebook import Rulebook
from extractor.shipped import folder
from extractor.store import rows
from extractor.store.completing import complete, schema_version
from extractor.store.continued import NAMED, add_unresolved, empty, forget, forget_entities, tie_anew
from extractor.store.differing import differ
from extractor.store.mask import mask, masked_text
from extractor.store.newest_first import NewestFirst
from extractor.store.passages import layout, passages
from extractor.targets import Answer

_KINDS = ("citations", "amounts", "indicators", "products", "organizations")
COUNTED = ("documents", "instruments", "entities", *_KINDS, "answers", "unresolved", "tables", "findings", "failures")
"""Tables whose rows a build tells."""
_MASKED = 50_000
"""Words of which it is remembered how they are masked: those of most columns come again and again."""


class Writer:
    """Writes a new database beside ``path`` and puts it in its place when everything is in it.

    A context manager: leaving it with an exception removes the unfinished file and keeps the old database.
    Instruments and entities go in first, then documents, then findings, failures and the run.

    With ``carries_on`` it begins with a copy of the database at ``path``: documents that are to stay as they are must
    be named to :meth:`keep_documents`, all others to :meth:`forget_documents`; the rest goes in as always.
    """

    def __init__(self, path: Path, rulebook: Rulebook, *, carries_on: bool = False) -> None:
        self.path = path
        self._carries_on = carries_on
        self._unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
        self._mask = lru_cache(_MASKED)(partial(mask, rules=rulebook.rules("privacy")))
        self._slugs: dict[str, str] = {}
        self._indicators: dict[str, int] = {}

    def __enter__(self) -> Writer:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.unlink(missing_ok=True)
        if self._carries_on:
            shutil.copyfile(self.path, self._unfinished)
        self._db = Database(self._unfinished)
        self._db.conn.execute("PRAGMA journal_mode = OFF")
        self._db.conn.execute("PRAGMA synchronous = OFF")
        if self._carries_on:
            empty(self._db.conn)
        else:
            self._db.executescript((folder("db") / "schema.sql").read_text(encoding="utf-8"))
        self._db.conn.execute("CREATE TEMP TABLE unindexed (id INTEGER PRIMARY KEY)")
        self._next = {table: self._last(table) + 1 for table in (*_KINDS, "sections", "findings")}
        self._places = NewestFirst.behind(self._db.conn)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                complete(self._db.conn, fresh=not self._carries_on)
                self._db.conn.commit()
        finally:
            self._db.conn.close()
            if error is None:
                _secure(self._unfinished)
                os.replace(self._unfinished, self.path)
            self._unfinished.unlink(missing_ok=True)

    def forget_documents(self, slugs: Iterable[str]) -> None:
        """Takes documents out that are no more, or that will be added as they are now."""
        forget(self._db.conn, slugs)

    def keep_documents(self, kept: Mapping[str, Settled]) -> None:
        """Documents that stay, by slug, with what the corpus tells of them now."""
        firsts = dict(self._db.conn.execute("SELECT document, min(id) FROM indicators GROUP BY document"))
        for slug, settled in kept.items():
            path = settled.gist.document.path
            self._slugs[path], self._indicators[path] = slug, firsts.get(slug, 0)
        tie_anew(self._db.conn, kept)
        openings = dict(self._db.conn.execute("SELECT slug, opening FROM documents WHERE opening IS NOT NULL"))
        self._db.conn.executemany(
            "UPDATE documents SET name = ? WHERE slug = ?",
            (
                (self._mask(rows.called(settled.gist, settled.name, openings.get(slug))), slug)
                for slug, settled in kept.items()
            ),
        )

    def add_instruments(self, instruments: Iterable[Instrument]) -> None:
        """The acts that documents may cite."""
        found = {instrument.slug: instrument for instrument in instruments}
        self._insert("instruments", map(rows.instrument_row, found.values()))

    def add_registry(self, found: Registry) -> None:
        """The producers and products that facts may be tied to; where they are as they were they are there already."""
        if self._carries_on:
            query = "SELECT DISTINCT coalesce(province, ?) FROM entities"
            there = {group for (group,) in self._db.conn.execute(query, (NOWHERE,))}
            forget_entities(self._db.conn, there - (found.digests.keys() - found.renewed))
        self.add_entities(found.entities)
        self._insert("registries", ({"province": name, "digest": digest} for name, digest in found.digests.items()))

    def add_entities(self, found: Sequence[Entity]) -> None:
        """Producers and products."""
        self._insert("entities", (rows.entity_row(entity, self._mask) for entity in found))
        self._insert("spellings", (row for entity in found for row in rows.spelling_rows(entity, self._mask)))

    def add_document(self, facts: Facts, slug: str, source: Mapping[str, Any]) -> None:
        """One document with all its facts, its own findings included.

        ``source`` has "file" (path in the corpus) and may have "name", "origin", "licence", "overridden",
        "first_seen" (the day on which it came in), and "images", those of its pages by number.
        """
        text = masked_text(facts.document, self._mask)
        row = rows.document_row(facts, slug, dict(source), self._mask)
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
            if kind in NAMED:
                self._index(kind, written)
        add_unresolved(self._db.conn, slug, facts.unresolved, text)
        self._insert("tables", rows.table_rows(facts, slug, text, self._mask))
        self._add_text(facts, slug, text, sections)

    def add_copies(self, found: Mapping[str, str], compared: Iterable[str] = ()) -> None:
        """Of what each copy is one, both by slug; their documents must be there already.

        The figures of those ``compared`` are looked at: they may be others than those of the first.
        """
        self._db.conn.execute("UPDATE documents SET copy_of = NULL, differs = 0")
        self._db.conn.executemany("UPDATE documents SET copy_of = ? WHERE slug = ?", ((b, a) for a, b in found.items()))
        others = [(copy,) for copy in compared if differ(self._db.conn, copy, found[copy])]
        self._db.conn.executemany("UPDATE documents SET differs = 1 WHERE slug = ?", others)

    def add_own_acts(self, found: Mapping[str, str | None]) -> None:
        """Which act each document is itself, both by slug; acts that nobody cites have no row and are left out."""
        self._db.conn.executemany(
            "UPDATE documents SET instrument = (SELECT slug FROM instruments WHERE slug = ?) WHERE slug = ?",
            ((act, slug) for slug, act in found.items()),
        )

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
                        "document": self._slugs[side.document],
                        "start": side.start,
                        "end": side.end,
                        "quote": self._mask(side.quote),
                        "page": side.page,
                    }
                    for position, side in enumerate(finding.evidence, start=1)
                ),
            )

    def add_failures(self, failures: Iterable[tuple[str, str]]) -> None:
        """Files that could not be read, with the message."""
        self._insert("failures", ({"file": file, "message": message} for file, message in failures))

    def add_run(
        self,
        version: str,
        rules: str,
        built_at: str,
        seconds: float,
        scores: Mapping[str, Any] | None,
        made_by: str | None = None,
    ) -> None:
        """How this database was made; ``made_by``: a digest of all that shaped it but the documents."""
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
                    "made_by": made_by,
                }
            ],
        )

    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {table: self._db[table].count for table in COUNTED}

    def _add_text(self, facts: Facts, slug: str, text: str, sections: int) -> None:
        pieces = list(passages(facts))
        first = self._places.take(facts.head.date, len(pieces))
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
        self._insert("unindexed", ({"id": first + index} for index in range(len(pieces))))
        self._insert("layouts", [{"document": slug, "paragraphs": json.dumps(layout(facts), separators=(",", ":"))}])

    def _index(self, kind: str, written: Iterable[Mapping[str, Any]]) -> None:
        self._db.conn.executemany(
            f"INSERT INTO {kind}_fts (rowid, text, folded) VALUES (?, ?, ?)",
            [(row["id"], *rows.indexed(" ".join(filter(None, (row[n] for n in NAMED[kind]))))) for row in written],
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

    def _last(self, table: str) -> int:
        """The last id that is taken."""
        return int(self._db.conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


def _secure(path: Path) -> None:
    """Waits until the file is on the disk, so that a power cut leaves the old database or the new one."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
