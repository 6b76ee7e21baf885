"""The facts of a corpus tied together and written: documents that are new, what all of them say to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.checks import CHECKS, check_corpus, page
from extractor.corpus import Source
from extractor.fact_cache import is_unread
from extractor.gist import completed
from extractor.harvest import OVERRIDES, Crop
from extractor.model import Document, Facts
from extractor.page_images import forget_others, make_images
from extractor.resolve import instruments, reconcile
from extractor.resolve.copies import copies
from extractor.resolve.registry import registry
from extractor.rulebook import load
from extractor.store import Writer
from extractor.store.beside import folder_of
from extractor.store.earlier import Earlier, images_in, registry_in
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
    run: Callable[[], tuple[Any, ...]],
) -> Mapping[str, int]:
    """Writes ``database`` from the documents in ``gists``, by their places in ``crop``; gives the rows of each table.

    Where it carries on what was ``before``, documents that are there as they are now are not written again. ``run``
    tells at the end how the database was made.
    """
    rulebook = load()
    reconciled = reconcile(list(gists.values()), rulebook)
    twice = copies(reconciled)
    named = registry(reconciled, rulebook, twice, registry_in(database) if before else None)
    tied = named.facts
    everything = dict(zip(gists, tied, strict=True))
    firsts = [facts for place, facts in enumerate(tied) if place not in twice]
    between = check_corpus(firsts, rulebook, _whole(crop, everything))
    old = before.keys if before else {}
    kept = {index for index in everything if old.get(crop.files[index].slug, "") == crop.keys[index]}
    folder = folder_of(database)
    with Writer(database, rulebook, carries_on=before is not None) as writer:
        writer.forget_documents(old.keys() - {crop.files[index].slug for index in kept})
        writer.add_checks(_check_rows())
        writer.add_instruments(instruments(tied, rulebook))
        writer.add_registry(named)
        writer.keep_documents(
            {crop.files[index].slug: everything[index] for index in kept},
            {crop.files[index].slug: _provenance(crop, index).get("name") for index in kept},
        )
        # a search that stops early has seen the newest
        for index in sorted(everything.keys() - kept, key=lambda i: (everything[i].head.date or "", -i), reverse=True):
            facts = completed(crop.whole(index), everything[index])
            file = crop.files[index]
            drawn = [(file.path, facts.document)] if page_images else []
            images = make_images(drawn, folder, rulebook).get(facts.document.id)
            told = _provenance(crop, index) | {"images": images}
            writer.add_document(facts, file.slug, told | ({"key": None} if is_unread(facts) else {}))
            writer.add_findings(facts.findings)
        slugs = [crop.files[index].slug for index in everything]
        writer.add_copies({slugs[copy]: slugs[first] for copy, first in twice.items()})
        writer.add_answers(answers(firsts, rulebook))
        writer.add_findings(between)
        writer.add_failures(failures)
        writer.add_run(*run())
        counts = writer.counts()
    if page_images:
        forget_others(folder, images_in(database))
    return counts


def _whole(crop: Crop, everything: Mapping[int, Facts]) -> Callable[[Facts], Document]:
    """What fetches the document of a gist."""
    places = {facts.document.path: index for index, facts in everything.items()}

    @lru_cache(_NEAR)
    def fetched(path: str) -> Document:
        return crop.whole(places[path]).document

    return lambda facts: fetched(facts.document.path)


def _provenance(crop: Crop, index: int) -> dict[str, Any]:
    source: Source = crop.files[index]
    told = {"file": source.file, "key": crop.keys[index]}
    entry = source.entry
    if entry is None:
        return told
    set_by_person = [name for name in OVERRIDES if getattr(entry, name)]
    said = {"name": entry.title, "origin": entry.origin, "licence": entry.licence, "overridden": set_by_person}
    return told | said


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
