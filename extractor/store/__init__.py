"""The only writer of SQLite: facts become rows of db/schema.sql, through sqlite-utils."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.gist import Settled
from extractor.leaf import KINDS, Leaf, leaf_of
from extractor.leaf.mask import masking
from extractor.leaf.rows import called, evidence_rows, finding_rows
from extractor.model import Entity, Facts, Finding, Instrument
from extractor.resolve.homes import NOWHERE
from extractor.resolve.registry import Registry
from extractor.rulebook import Rulebook
from extractor.shipped import folder
from extractor.store import rows
from extractor.store.completing import complete, schema_version
from extractor.store.continued import add_unresolved, empty, forget, forget_entities, tie_anew
from extractor.store.differing import differ
from extractor.store.newest_first import NewestFirst
from extractor.store.placing import document_row, placed, ties
from extractor.store.tags import tags
from extractor.targets import Answer


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
        self._rulebook = rulebook
        self._mask = masking(rulebook)
        self._slugs: dict[str, str] = {}
        self._indicators: dict[str, int] = {}

    def __enter__(self) -> Writer:
        from sqlite_utils import Database  # takes a third of a second to load: not before facts are found

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
        self._next = {table: self._last(table) + 1 for table in (*KINDS, "sections", "findings")}
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
                (self._mask(called(settled.gist, settled.name, openings.get(slug))), slug)
                for slug, settled in kept.items()
            ),
        )

    def add_instruments(self, instruments: Iterable[Instrument]) -> None:
        """The acts that documents may cite."""
        found = {instrument.slug: instrument for instrument in instruments}
        self._insert("instruments", map(rows.instrument_row, found.values()))

    def renew_group(self, name: str, found: Sequence[Entity]) -> None:
        """The producers and products of a group, in the place of those that were there."""
        if self._carries_on:
            forget_entities(self._db.conn, [name])
        self.add_entities(found)

    def add_registry(self, found: Registry) -> None:
        """What there is to tell of the groups of entities; those that are no more are taken out."""
        if self._carries_on:
            query = "SELECT DISTINCT coalesce(province, ?) FROM entities"
            there = {group for (group,) in self._db.conn.execute(query, (NOWHERE,))}
            forget_entities(self._db.conn, there - found.digests.keys())
        self.add_entities(found.entities)
        self._insert("registries", ({"province": name, "digest": digest} for name, digest in found.digests.items()))

    def add_entities(self, found: Sequence[Entity]) -> None:
        """Producers and products."""
        self._insert("entities", (rows.entity_row(entity, self._mask) for entity in found))
        self._insert("spellings", (row for entity in found for row in rows.spelling_rows(entity, self._mask)))

    def add_document(self, facts: Facts, slug: str, source: Mapping[str, Any]) -> None:
        """One document with all its facts, its own findings included, tied as they are; see :meth:`add_leaf`."""
        makers, goods = (tuple(one.entity for one in found) for found in (facts.organizations, facts.products))
        acts = tuple(one.instrument for one in facts.citations)
        settled = Settled(facts, acts, makers, goods, source.get("name"))
        self.add_leaf(leaf_of(facts, self._rulebook), settled, slug, source)

    def add_leaf(self, leaf: Leaf, settled: Settled, slug: str, source: Mapping[str, Any]) -> None:
        """One document with all its facts, its own findings included, and what the corpus tells of it.

        Those that come in with their ids rising, the newest first, are put into the index of passages soonest.
        ``source`` has "file" (path in the corpus) and may have "key", "origin", "licence", "overridden",
        "first_seen" (the day on which it came in), and "images", those of its pages by number.
        """
        path = settled.gist.document.path
        self._slugs[path] = slug
        first = {table: self._take(table, len(leaf.tables[table][1])) for table in self._next}
        first["passages"] = self._places.take(settled.gist.head.date, len(leaf.tables["passages"][1]))
        self._indicators[path] = first["indicators"]
        row = document_row(leaf, settled, slug, source, self._mask)
        self._insert("documents", [row])
        for table, found in leaf.tables.items():
            self._write(table, *placed(table, found, first, slug, ties(table, leaf, settled, source)))
        for kind, words in leaf.words.items():
            said = {"tags": tags(row)} if kind == "passages" else {}
            columns = ("rowid", "text", "folded", *said)
            self._write(f"{kind}_fts", columns, ((n, *w, *said.values()) for n, w in enumerate(words, first[kind])))
        add_unresolved(self._db.conn, slug, settled.gist.unresolved, leaf.text)

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
        found = list(findings)
        first = self._take("findings", len(found))
        self._insert("findings", (row | {"id": first + row["id"]} for row in finding_rows(found, self._mask)))
        documents = (self._slugs[side.document] for finding in found for side in finding.evidence)
        self._insert(
            "evidence",
            (
                row | {"finding": first + row["finding"], "document": document}
                for row, document in zip(evidence_rows(found, self._mask), documents, strict=True)
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

    def _insert(self, table: str, found: Iterable[dict[str, Any]]) -> None:
        """Rows of the same columns are written together."""
        for columns, same in groupby(found, key=tuple):
            self._write(table, columns, (tuple(row.values()) for row in same))

    def _write(self, table: str, columns: tuple[str, ...], values: Iterable[tuple[Any, ...]]) -> None:
        if columns:
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
            self._db.conn.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', values)

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
