"""The database that a build finds in its place, and what builds that were ended have left beside it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from extractor.leaf import KINDS
from extractor.resolve.homes import NOWHERE
from extractor.resolve.tying import Known, Ties
from extractor.store.beside import folder_of
from extractor.store.ours import read_only
from extractor.store.reading import Published, Unusable, opened

Pairs = tuple[tuple[str, str], ...]
_ONCE = "{} WHERE document NOT IN (SELECT slug FROM documents WHERE copy_of IS NOT NULL)"
_COUNTED = {
    "documents": "documents",
    "instruments": "instrument_counts WHERE documents > 0",
    "entities": "entities",
    **{kind: _ONCE.format(kind) for kind in KINDS},
    "answers": "answers",
    "unresolved": _ONCE.format("unresolved"),
    "tables": _ONCE.format("tables"),
    "findings": "findings WHERE NOT in_copy",
    "failures": "failures",
}
"""What a build tells, each with the rows that are counted."""
_LEFT = re.compile(r"\.(?P<process>\d+)\.(?:new(?:-journal)?|facts)")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a database holds: the key and the name of the file of each document by slug, failures as (file, message),
    how much there is of each kind.

    ``keys`` has no document with an image that is gone.
    """

    keys: Mapping[str, str]
    files: Mapping[str, str]
    documents: int
    failures: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]


def earlier(path: Path, made_by: str) -> Earlier | None:
    """The database at ``path`` if it was ``made_by`` the same as would make it now, else ``None``."""
    try:
        with opened(path) as published:
            if published.rows("SELECT made_by FROM runs") != [(made_by,)]:
                return None
            rows = published.rows("SELECT slug, source_key, file FROM documents")
            keys = {slug: key for slug, key, _ in rows}
            for slug in _without_images(published):
                keys.pop(slug, None)
            return Earlier(
                keys,
                {slug: file for slug, _, file in rows},
                published.documents,
                tuple(published.rows("SELECT file, message FROM failures ORDER BY id")),
                _counts(published),
            )
    except Unusable:
        return None


def counts_in(path: Path) -> dict[str, int]:
    """How much a database holds of each kind, each thing once, as its site tells it; of documents all the files."""
    with opened(path) as published:
        return _counts(published)


def _counts(published: Published) -> dict[str, int]:
    return {table: published.rows(f"SELECT count(*) FROM {counted}")[0][0] for table, counted in _COUNTED.items()}


def days_in(path: Path) -> dict[tuple[str, str], str]:
    """The day on which each document came into the database at ``path``, of whatever version, by slug and SHA-256."""
    try:
        with read_only(path) as connection:
            found = connection.execute("SELECT slug, sha256, first_seen FROM documents WHERE first_seen IS NOT NULL")
            return {(slug, digest): day for slug, digest, day in found}
    except sqlite3.Error:  # no database is there, or one that does not tell
        return {}


def copies_in(path: Path) -> tuple[Pairs, Pairs]:
    """The files of a database that hold a document which another holds as well, each with that other one.

    Then those of them that state other sums or figures.
    """
    query = (
        "SELECT d.file, f.file, d.differs FROM documents d JOIN documents f ON f.slug = d.copy_of WHERE d.copy_of > ''"
    )
    with opened(path) as published:
        found = [((copy, first), differs) for copy, first, differs in sorted(published.rows(query))]
    return tuple(pair for pair, _ in found), tuple(pair for pair, differs in found if differs)


def registry_in(path: Path) -> Known:
    """The registry of a database."""
    with opened(path) as published:
        slugs: dict[str, list[str]] = defaultdict(list)
        known: dict[str, str] = {}
        for group, slug in published.each("SELECT coalesce(province, ?), slug FROM entities", NOWHERE):
            slugs[group].append(known.setdefault(slug, slug))
        digests = dict(published.rows("SELECT province, digest FROM registries"))
        return Known(digests, slugs, _ties(published, "organizations", known), _ties(published, "products", known))


def _ties(published: Published, table: str, known: Mapping[str, str]) -> Ties:
    """What the facts of one kind are tied to, by the file of their document; slugs that are ``known`` as the same
    strings."""
    found = published.each(
        f"SELECT d.file, f.entity FROM {table} f JOIN documents d ON d.slug = f.document ORDER BY f.id"
    )
    together = groupby(found, key=itemgetter(0))  # the rows of a document follow each other
    return {file: tuple(known.get(entity, entity) for _, entity in rows) for file, rows in together}


def images_in(path: Path) -> frozenset[str]:
    """The images that the pages of a database have, as named in the folder beside it."""
    with opened(path) as published:
        return frozenset(name for (name,) in published.rows("SELECT image FROM pages WHERE image IS NOT NULL"))


def _without_images(published: Published) -> set[str]:
    """The documents of which an image is not in its place."""
    folder = folder_of(published.path)
    found = published.rows("SELECT document, image FROM pages WHERE image IS NOT NULL")
    return {slug for slug, image in found if not (folder / image).is_file()}


def sweep(database: Path) -> None:
    """Takes away what builds of ``database`` that were killed could not take away themselves."""
    for path in database.parent.glob(f".{database.name}.*") if database.parent.is_dir() else ():
        left = _LEFT.fullmatch(path.name.removeprefix(f".{database.name}"))
        if left and not _is_at_work(int(left["process"])):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _is_at_work(process: int) -> bool:
    """Whether a process lives; where nobody can be asked it may."""
    if os.name != "posix" or process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
