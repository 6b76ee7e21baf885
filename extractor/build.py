"""A folder of documents becomes a database: read, extract, tie together, check, write.

A corpus has its documents in ``sources/`` (or, without that folder, in itself) and may have an ``index.csv``, in which
a person says where each file comes from and what a handwritten head reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from extractor.checks import CHECKS, check_corpus, page
from extractor.corpus import BuildError, Source, sources
from extractor.fact_cache import FactCache
from extractor.harvest import OVERRIDES, Progress, harvest
from extractor.model import Facts
from extractor.page_images import Images, forget_others, make_images
from extractor.resolve import instruments, reconcile
from extractor.resolve.registry import registry
from extractor.rulebook import Rulebook, load
from extractor.store import Writer, replaceable
from extractor.store.beside import folder_of
from extractor.targets import answers

Score = Callable[[Path, Sequence[Facts]], Mapping[str, Any]]
"""Scores of the facts of a corpus against its gold, to be kept with the run."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: documents written, failures as (file, message), rows by table, seconds taken.

    ``known``: the documents whose facts the cache had.
    """

    documents: int
    failures: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    seconds: float
    known: int = 0


def build(
    corpus: Path,
    database: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    score: Score | None = None,
    page_images: bool = False,
    cache: FactCache | None = None,
) -> Summary:
    """Build ``database`` from ``corpus``; an old database stays in place until the new one is complete.

    With ``page_images`` the scanned pages are drawn too, into a folder beside the database. What ``cache`` has is not
    read again, and what is read is kept there.
    A file that cannot be read or extracted is recorded in ``failures``; when no file can be, nothing is written.
    Raises BuildError when the corpus holds no files, or ``database`` is a file that is none of our databases.
    """
    began = time.monotonic()
    if not replaceable(database):
        raise BuildError(f"{database} is no database of ocop; name another file.")
    found = sources(corpus)
    rulebook = load()
    done: list[tuple[Source, Facts]] = []
    failures: list[tuple[str, str]] = []
    harvested = harvest(found, workers=workers, cache=cache, progress=progress)
    for source, result in zip(found, harvested.results, strict=True):
        if isinstance(result, Facts):
            done.append((source, result))
        else:
            failures.append((source.file, result))
    if not done:
        return Summary(0, tuple(failures), {}, round(time.monotonic() - began, 3))
    everything, entities = registry(reconcile([facts for _, facts in done], rulebook), rulebook)
    scores = score(corpus, everything) if score and (corpus / "gold").is_dir() else None
    drawn = [(source.path, facts.document) for source, facts in done] if page_images else []
    images = make_images(drawn, folder_of(database), rulebook)
    with Writer(database, rulebook) as writer:
        writer.add_checks(_check_rows())
        writer.add_entities(entities)
        _fill(writer, [source for source, _ in done], everything, images, rulebook)
        writer.add_failures(failures)
        seconds = round(time.monotonic() - began, 3)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        writer.add_run(program_version(), rulebook.version, now, seconds, scores)
        counts = writer.counts()
    if page_images:
        forget_others(folder_of(database), images)
    return Summary(len(done), tuple(failures), counts, seconds, harvested.known)


def _fill(
    writer: Writer, files: Sequence[Source], everything: Sequence[Facts], images: Images, rulebook: Rulebook
) -> None:
    """Writes the documents in ``files`` with their facts ``everything``, and what these say together."""
    writer.add_instruments(instruments(everything, rulebook))
    pairs = zip(files, everything, strict=True)
    # a search that stops early has seen the newest
    for source, facts in sorted(pairs, key=lambda pair: pair[1].head.date or "", reverse=True):
        writer.add_document(facts, source.slug, _provenance(source) | {"images": images.get(facts.document.id)})
    writer.add_answers(answers(everything, rulebook))
    for facts in everything:
        writer.add_findings(facts.findings)
    writer.add_findings(check_corpus(everything, rulebook))


def program_version() -> str:
    """The version of this program."""
    try:
        return version("ocop-extractor")
    except PackageNotFoundError:
        return "unknown"


def _provenance(source: Source) -> dict[str, Any]:
    entry = source.entry
    if entry is None:
        return {"file": source.file}
    set_by_person = [name for name in OVERRIDES if getattr(entry, name)]
    return {
        "file": source.file,
        "name": entry.title,
        "origin": entry.origin,
        "licence": entry.licence,
        "overridden": set_by_person,
    }


def _check_rows() -> Iterator[dict[str, Any]]:
    for check in CHECKS.values():
        yield {
            "code": check.code,
            "family": check.family,
            "title": check.title,
            "severity": check.severity,
            "scope": check.scope,
            "page": page(check.code),
        }
