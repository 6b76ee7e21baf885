"""A folder of documents becomes a database: read, extract, tie together, check, write.

A corpus has its documents in ``sources/`` (or, without that folder, in itself) and may have an ``index.csv``, in which
a person says where each file comes from and what a handwritten head reads.

All facts of all documents are never in memory at once: they lie on a shelf, and only their gists, what documents say
to each other, are kept. A database that the same program made before is carried on: only documents that are new or
changed are written.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as once
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from extractor.corpus import BuildError, Source, sources
from extractor.fact_cache import FactCache, version_of_all, version_of_code
from extractor.filling import fill
from extractor.folders import writable
from extractor.harvest import Crop, Engine, key_in
from extractor.memory import seldom_searched
from extractor.model import Facts
from extractor.rulebook import load
from extractor.shelf import shelf
from extractor.steps import Progress
from extractor.store.completing import schema_version
from extractor.store.earlier import Earlier, copies_in, counts_in, earlier, registry_in, sweep
from extractor.store.ours import replaceable

Score = Callable[[Path, Iterable[Facts]], Mapping[str, Any]]
"""Scores of the facts of a corpus against its gold, to be kept with the run."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files of documents that are new beside the database before, that were changed, and that are gone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: documents in the database, failures as (file, message), what there is of each kind, seconds.

    ``known``: the documents whose facts need not be found anew; ``unchanged``: nothing was new, nothing was written.
    """

    documents: int
    failures: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    seconds: float
    known: int = 0
    unchanged: bool = False
    copies: tuple[tuple[str, str], ...] = ()
    """Files that hold a document which another holds as well, each with that other one."""
    differing: tuple[tuple[str, str], ...] = ()
    """Those of them that state other sums or figures."""
    changes: Changes | None = None
    """Where an earlier database was carried on."""


@seldom_searched()
def build(
    corpus: Path,
    database: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    score: Score | None = None,
    page_images: bool = False,
    cache: FactCache | None = None,
    fresh: bool = False,
    engine: AbstractContextManager[Engine] | None = None,
) -> Summary:
    """Build ``database`` from ``corpus``; an old database stays in place until the new one is complete.

    With ``page_images`` the scanned pages are drawn too, into a folder beside the database. What ``cache`` has is not
    read again, and what is read is kept there. With ``fresh`` an earlier database is not carried on.
    Facts are found in at most ``workers`` processes, or by ``engine``.
    A file that cannot be read or extracted is recorded in ``failures``; when no file can be, nothing is written.
    Raises BuildError when the corpus holds no files, or ``database`` is a file that is none of our databases.
    """
    began = time.monotonic()
    database = _cleared(database)
    files = sources(corpus)
    keys = [key_in(file) for file in files]
    digest = _made_by(page_images, corpus / "gold" if score else None)
    before = None if fresh else earlier(database, digest)
    with shelf(cache, database.with_name(f".{database.name}.{os.getpid()}.facts")) as facts:
        crop = Crop(files, keys, facts, workers, engine)
        staying = {i for i, (file, key) in enumerate(zip(files, keys, strict=True)) if _stays(file, key, before)}
        stayed = once(lambda: crop.gather(sorted(staying)))
        registered = once(lambda: registry_in(database) if before else None)
        left = [index for index in range(len(files)) if index not in staying]
        new = crop.gather(left, progress, meanwhile=lambda: (stayed(), registered()))
        failures = _failures(files, new.failed)
        known = len(staying) + new.known
        if before and not new.gists and len(staying) == before.documents and failures == before.failures:
            told = failures, before.counts, _since(began), known
            return Summary(before.documents, *told, True, *copies_in(database))
        rest = stayed()
        failures = _failures(files, {**new.failed, **rest.failed})
        gists = dict(sorted({**new.gists, **rest.gists}.items()))
        if not gists:
            return Summary(0, failures, {}, _since(began))
        scores = _scores(corpus, score, crop, gists)
        fill(
            database,
            crop,
            gists,
            before,
            registered(),
            failures=failures,
            page_images=page_images,
            progress=progress,
            run=lambda: (program_version(), load().version, _now(), _since(began), scores, digest),
        )
    changes = _changes(before, files, gists, new.gists) if before else None
    counts, copies = counts_in(database), copies_in(database)
    return Summary(len(gists), failures, counts, _since(began), known, False, *copies, changes)


def _cleared(database: Path) -> Path:
    """Where ``database`` is to be written, which may be behind a link, without what killed builds left beside it.

    Raises BuildError where it cannot be.
    """
    place = database.resolve() if database.is_symlink() else database
    if not replaceable(place):
        raise BuildError(f"{place} is no database of ocop, or it is damaged. Name another file, or delete this one.")
    if not writable(place):
        raise BuildError(f"{place}: nothing can be written there. Name a file in a folder of your own.")
    sweep(place)
    return place


def _failures(files: Sequence[Source], failed: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """The names of files without facts, each with the reason."""
    return tuple((files[index].file, message) for index, message in sorted(failed.items()))


def _changes(before: Earlier, files: Sequence[Source], done: Iterable[int], written: Iterable[int]) -> Changes:
    """What is new, changed and gone beside ``before`` when ``done`` is there now, of which ``written`` was read."""
    fresh = [files[index] for index in sorted(written)]
    there = {files[index].slug for index in done}
    return Changes(
        tuple(file.file for file in fresh if file.slug not in before.files),
        tuple(file.file for file in fresh if file.slug in before.files),
        tuple(file for slug, file in before.files.items() if slug not in there),
    )


def _stays(file: Source, key: str | None, before: Earlier | None) -> bool:
    """Whether the document of a file is in the earlier database as it is now."""
    return before is not None and key is not None and before.keys.get(file.slug) == key


def _scores(corpus: Path, score: Score | None, crop: Crop, done: Iterable[int]) -> Mapping[str, Any] | None:
    """Scores of the documents that have gold."""
    if score is None or not (corpus / "gold").is_dir():
        return None
    gold = {path.stem for path in (corpus / "gold").glob("*.jsonl")}
    return score(corpus, [crop.whole(index) for index in done if Path(crop.files[index].file).stem in gold])


def _made_by(page_images: bool, gold: Path | None) -> str:
    """A digest of all that shapes a database but its documents."""
    parts = [version_of_all(load()), version_of_code(("site", "report", "annotation")), schema_version(), page_images]
    for path in sorted(gold.glob("*.jsonl")) if gold else ():
        parts += [path.name, hashlib.sha256(path.read_bytes()).hexdigest()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _since(began: float) -> float:
    return round(time.monotonic() - began, 3)


def program_version() -> str:
    """The version of this program."""
    try:
        return version("ocop-extractor")
    except PackageNotFoundError:
        return "unknown"
