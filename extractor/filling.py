"""The facts of a corpus tied together and written: documents that are new, what all of them say to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.checks import CHECKS, check_corpus, page
from extractor.corpus import Source
from extractor.fact_cache import is_unread
from extractor.gist import Settled
from extractor.harvest import OVERRIDES, Crop
from extractor.model import Document, Facts
from extractor.page_images import forget_others, make_images
from extractor.resolve import instruments, settle, successors
from extractor.resolve.copies import copies, to_compare
from extractor.resolve.registry import registry
from extractor.rulebook import load
from extractor.steps import Progress, Step, told
from extractor.store import Writer
from extractor.store.beside import folder_of
from extractor.store.earlier import Earlier, days_in, images_in, registry_in
from extractor.targets import answers

_NEAR = 16
"""Documents that are kept at hand while documents are checked against each other."""


def fill(
    database: Path,
    crop: Crop,
    gists: Mapping[int, Facts],
    before: Earlier | None,
    *,
    failures: tuple[tuple[str, str], ...],
    page_images: bool,
    progress: Progress | None,
    run: Callable[[], tuple[Any, ...]],
) -> Mapping[str, int]:
    """Writes ``database`` from the documents in ``gists``, by their places in ``crop``; gives the rows of each table.

    Where it carries on what was ``before``, documents that are there as they are now are not written again. ``run``
    tells at the end how the database was made.
    """
    rulebook = load()
    if progress:
        progress(Step("resolving"))
    twice = copies(list(gists.values()), rulebook)
    tied, own = settle(list(gists.values()), rulebook, twice)
    named = registry(tied, rulebook, twice, registry_in(database) if before else None)
    settled = {
        index: Settled(*of_one, _called(crop.files[index]))
        for index, of_one in zip(gists, zip(tied, named.makers, named.goods, strict=True), strict=True)
    }
    firsts = [facts for number, facts in enumerate(tied) if number not in twice]
    between = check_corpus(firsts, rulebook, _whole(crop, settled))
    slugs = [crop.files[index].slug for index in settled]
    old = before.keys if before else {}
    kept = {index for index in settled if old.get(crop.files[index].slug, "") == crop.keys[index]}
    with Writer(database, rulebook, carries_on=before is not None) as writer:
        staying = {crop.files[index].slug: settled[index] for index in kept}
        writer.forget_documents(old.keys() - staying.keys())
        writer.add_checks(_check_rows())
        cited = instruments(tied, rulebook)
        writer.add_instruments([*cited, *successors(cited, rulebook)])
        writer.add_registry(named)
        writer.keep_documents(staying)
        new = {index: one for index, one in settled.items() if index not in kept}
        for facts, slug, source in told(_new(crop, new, page_images, database), "writing", len(new), progress):
            writer.add_document(facts, slug, source)
            writer.add_findings(facts.findings)
        writer.add_copies({slugs[a]: slugs[b] for a, b in twice.items()}, [slugs[a] for a in to_compare(twice, tied)])
        writer.add_own_acts(dict(zip(slugs, own, strict=True)))
        writer.add_answers(answers(firsts, rulebook))
        writer.add_findings(between)
        writer.add_failures(failures)
        writer.add_run(*run())
        counts = writer.counts()
    if page_images:
        forget_others(folder_of(database), images_in(database))
    return counts


def _new(
    crop: Crop, settled: Mapping[int, Settled], page_images: bool, database: Path
) -> Iterator[tuple[Facts, str, dict[str, Any]]]:
    """Documents that are to be written: all their facts, slug and source, the newest first.

    A search that stops early has seen the newest then. What was in the database before, whatever made it, keeps the
    day on which it came in.
    """
    seen = days_in(database)
    for index in sorted(settled, key=lambda i: (settled[i].gist.head.date or "", -i), reverse=True):
        file, facts = crop.files[index], settled[index].complete(crop.whole(index))
        drawn = [(file.path, facts.document)] if page_images else []
        images = make_images(drawn, folder_of(database), load()).get(facts.document.id)
        key = None if is_unread(facts) else crop.keys[index]
        yield (
            facts,
            file.slug,
            _provenance(file)
            | {
                "key": key,
                "images": images,
                "first_seen": seen.get((file.slug, facts.document.id), today()),
            },
        )


def today() -> str:
    """The day, UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def _called(file: Source) -> str | None:
    return file.entry.title if file.entry else None


def _whole(crop: Crop, settled: Mapping[int, Settled]) -> Callable[[Facts], Document]:
    """What fetches the document of a gist."""
    places = {one.gist.document.path: index for index, one in settled.items()}

    @lru_cache(_NEAR)
    def fetched(path: str) -> Document:
        return crop.whole(places[path]).document

    return lambda facts: fetched(facts.document.path)


def _provenance(file: Source) -> dict[str, Any]:
    entry = file.entry
    if entry is None:
        return {"file": file.file}
    set_by_person = [name for name in OVERRIDES if getattr(entry, name)]
    told = {"name": entry.title, "origin": entry.origin, "licence": entry.licence, "overridden": set_by_person}
    return {"file": file.file} | told


def _check_rows() -> Iterator[dict[str, Any]]:
    for check in CHECKS.values():
        yield {
            "code": check.code,
            "family": check.family,
            "title": check.title,
            "severity": check.severity,
            "scope": check.scope,
            "element": check.element,
            "page": page(check.code),
        }
