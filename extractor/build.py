"""A folder of documents becomes a database: read, extract, tie together, check, write.

A corpus has its documents in ``sources/`` (or, without that folder, in itself) and may have an ``index.csv``, in which
a person says where each file comes from and what a handwritten head reads.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from extractor.checks import CHECKS, check_corpus, check_document, page
from extractor.limits import TookTooLong, deadline, limits
from extractor.model import Facts, Head
from extractor.page_images import folder_of, forget_others, make_images
from extractor.pipeline import extract
from extractor.pool import Ended, in_processes
from extractor.readers import ReadError, read
from extractor.readers.index import Entry, IndexFault, load_index
from extractor.resolve import instruments, reconcile
from extractor.resolve.registry import registry
from extractor.rulebook import load
from extractor.store import Writer, replaceable
from extractor.targets import answers
from extractor.text import printable, slugged, untaken

Progress = Callable[[str, int, int], None]
"""Called with the name of the file just done, how many are done, and how many there are."""
Score = Callable[[Path, Sequence[Facts]], Mapping[str, Any]]
"""Scores of the facts of a corpus against its gold, to be kept with the run."""

INDEX = "index.csv"
_BYTES_A_WORKER = 1_000_000
_OVERRIDES = ("number", "date", "place")


class BuildError(Exception):
    """Nothing could be built. The message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: documents written, failures as (file, message), rows by table, seconds taken."""

    documents: int
    failures: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus: its name as shown, the slug of its page, and its row of the index if it has one."""

    path: Path
    file: str
    slug: str
    entry: Entry | None
    home: Path
    """The folder of all files, links resolved."""


def build(
    corpus: Path,
    database: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    score: Score | None = None,
    page_images: bool = False,
) -> Summary:
    """Build ``database`` from ``corpus``; an old database stays in place until the new one is complete.

    With ``page_images`` the scanned pages are drawn too, into a folder beside the database.
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
    results = _harvest(found, workers or _workers(found), progress)
    for source, result in zip(found, results, strict=True):
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
        writer.add_instruments(instruments(everything, rulebook))
        writer.add_entities(entities)
        for (source, _), facts in zip(done, everything, strict=True):
            writer.add_document(facts, source.slug, _provenance(source) | {"images": images.get(facts.document.id)})
        writer.add_answers(answers(everything, rulebook))
        for facts in everything:
            writer.add_findings(facts.findings)
        writer.add_findings(check_corpus(everything, rulebook))
        writer.add_failures(failures)
        seconds = round(time.monotonic() - began, 3)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        writer.add_run(program_version(), rulebook.version, now, seconds, scores)
        counts = writer.counts()
    if page_images:
        forget_others(folder_of(database), images)
    return Summary(len(done), tuple(failures), counts, seconds)


def sources(corpus: Path) -> tuple[Source, ...]:
    """The files of a corpus by name; hidden files and the index are no documents.

    Raises BuildError when there are none.
    """
    if not corpus.is_dir():
        raise BuildError(f"{corpus}: there is no such folder. Give a folder with documents in it, or in its sources/.")
    home = corpus / "sources" if (corpus / "sources").is_dir() else corpus
    try:
        entries = load_index(corpus / INDEX)
    except IndexFault as fault:
        raise BuildError(str(fault)) from fault
    files = [p for p in sorted(home.rglob("*")) if (p.is_symlink() or not p.is_dir()) and p != corpus / INDEX]
    names = [(p, p.relative_to(home).as_posix()) for p in files]
    names = [(p, name) for p, name in names if not any(part.startswith(".") for part in name.split("/"))]
    if not names:
        raise BuildError(f"{home}: there are no documents. Put the files to be read into it.")
    taken: set[str] = set()
    whole = home.resolve()
    return tuple(Source(p, printable(name), _slug(name, taken), entries.get(name), whole) for p, name in names)


def _workers(found: Sequence[Source]) -> int:
    """How many processes pay: each loads the language models first, which takes as long as reading a megabyte."""
    size = sum(source.path.lstat().st_size for source in found)
    return max(1, min(os.cpu_count() or 1, size // _BYTES_A_WORKER))


def program_version() -> str:
    """The version of this program."""
    try:
        return version("ocop-extractor")
    except PackageNotFoundError:
        return "unknown"


def extract_source(path: Path, entry: Entry | None) -> Facts:
    """The facts of one file with the findings of its own checks; what the index says comes before what was read.

    Raises ReadError when the file cannot be read, IndexFault when it is not the one that the index speaks of.
    """
    rulebook = load()
    document = read(path)
    with deadline(limits().seconds):
        facts = extract(entry.complete(document) if entry else document, rulebook)
        if entry:
            facts = replace(facts, head=_overridden(facts.head, entry))
        return replace(facts, findings=check_document(facts, rulebook))


def _attempt(source: Source) -> Facts | str:
    """The facts of a file, or why there are none; one bad file must not end the build."""
    try:
        if source.home not in Path(os.path.realpath(source.path)).parents:
            return f"{source.file}: this is a link that leads out of the folder. Put a copy of the file in its place."
        return extract_source(source.path, source.entry)
    except (ReadError, IndexFault) as error:
        return str(error).replace(printable(str(source.path)), source.file)  # no folder of this machine
    except TookTooLong as error:
        return f"{source.file}: {error}. Divide it, or leave it out."
    except MemoryError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}. This is a fault of the program: report it with the file."


def _harvest(found: Sequence[Source], workers: int, progress: Progress | None) -> list[Facts | str]:
    """The results in the order of the files."""
    results: dict[int, Facts | str] = {}
    for index, result in in_processes(_attempt, found, min(workers, len(found))):
        file = found[index].file
        if isinstance(result, Ended):
            result = f"{file}: {result.reason}. Try the file alone, or leave it out."
        results[index] = result
        if progress:
            progress(file, len(results), len(found))
    return [results[index] for index in range(len(found))]


def _slug(file: str, taken: set[str]) -> str:
    """The address of a file's page: its name in plain letters, with a number added when two files share it."""
    stem = file.rsplit(".", 1)[0] if "." in file.rsplit("/", 1)[-1] else file
    return untaken(slugged(stem) or hashlib.sha256(os.fsencode(file)).hexdigest()[:12], taken)


def _overridden(head: Head, entry: Entry) -> Head:
    values = {name: value for name in _OVERRIDES if (value := getattr(entry, name))}
    if "/" in values.get("number", ""):
        values["number"], values["symbol"] = values["number"].split("/", 1)
    return replace(head, **values)


def _provenance(source: Source) -> dict[str, Any]:
    entry = source.entry
    if entry is None:
        return {"file": source.file}
    set_by_person = [name for name in _OVERRIDES if getattr(entry, name)]
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
