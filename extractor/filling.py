"""The facts of a corpus tied together and written: documents that are new, what all of them say to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any

from extractor.checks import CHECKS, check_corpus, page
from extractor.corpus import Source
from extractor.each import Each, EachOf, Held
from extractor.gist import Gist, Settled
from extractor.harvest import OVERRIDES, Crop
from extractor.leaf import Leaf
from extractor.model import Document, Facts, Finding, Instrument
from extractor.page_images import forget_others, make_images
from extractor.resolve import instruments, settle, successors
from extractor.resolve.copies import copies, to_compare
from extractor.resolve.registry import Keep, Registry, registry
from extractor.resolve.tying import Known
from extractor.rulebook import load
from extractor.steps import Progress, Step, told
from extractor.store import Writer
from extractor.store.beside import folder_of
from extractor.store.earlier import Earlier, days_in, images_in
from extractor.targets import Answer, answers

_NEAR = 16
"""Documents that are kept at hand while documents are checked against each other."""
_ROOM = 160 * 2**20
"""Bytes that gists may take, as they are kept and as nouns."""
_GROWTH = 8
"""How many times as much the nouns of a gist take as the gist does as it is kept."""


@dataclass(frozen=True, slots=True)
class _Together:
    """What the documents of a corpus say together, each document named by its place in the crop."""

    settled: Mapping[int, Settled]
    """Made for each document when it is asked for."""
    registry: Registry
    instruments: Sequence[Instrument]
    own: Mapping[int, str | None]
    """The acts that they are themselves."""
    copies: Mapping[int, int]
    compared: Sequence[int]
    """Copies that may state other figures than the first."""
    answers: Sequence[Answer]
    findings: Sequence[Finding]


def fill(
    database: Path,
    crop: Crop,
    gists: Mapping[int, bytes],
    before: Earlier | None,
    known: Known | None,
    *,
    failures: tuple[tuple[str, str], ...],
    page_images: bool,
    progress: Progress | None,
    run: Callable[[], tuple[Any, ...]],
) -> None:
    """Writes ``database`` from the documents in ``gists``, by their places in ``crop``.

    Where it carries on what was ``before``, with the registry that is ``known``, documents that are there as they are
    now are not written again. ``run`` tells at the end how the database was made.
    """
    if progress:
        progress(Step("resolving"))
    slug = {index: crop.files[index].slug for index in gists}
    old = before.keys if before else {}
    staying = {name: index for index, name in slug.items() if old.get(name, "") == crop.keys[index]}
    new = [index for index, name in slug.items() if name not in staying]
    with Writer(database, load(), carries_on=before is not None) as writer:
        said = _together(crop, gists, known, writer.renew_group)
        writer.forget_documents(old.keys() - staying.keys())
        writer.add_checks(_check_rows())
        writer.add_instruments(said.instruments)
        writer.add_registry(said.registry)
        writer.keep_documents(EachOf(staying, lambda name: said.settled[staying[name]]))
        fresh = _new(crop, new, said.settled, page_images, database)
        for leaf, one, name, source in told(fresh, "writing", len(new), progress):
            writer.add_leaf(leaf, one, name, source)
        writer.add_copies({slug[a]: slug[b] for a, b in said.copies.items()}, [slug[a] for a in said.compared])
        writer.add_own_acts({slug[index]: act for index, act in said.own.items()})
        writer.add_answers(said.answers)
        writer.add_findings(said.findings)
        writer.add_failures(failures)
        writer.add_run(*run())
    if page_images:
        forget_others(folder_of(database), images_in(database))


def _together(crop: Crop, gists: Mapping[int, bytes], known: Known | None, keep: Keep) -> _Together:
    """Ties the documents in ``gists`` together; of the registry what is ``known`` already is left as it is, the rest is
    given to ``keep``."""
    rulebook, places = load(), list(gists)
    most = _fitting(gists.values())
    untied = Held(Each(len(places), lambda number: Gist.of(gists[places[number]])), most)
    twice = copies(untied, rulebook)
    settled_facts, cites, own = settle(untied, rulebook, twice)
    tied = Held(settled_facts, most)
    named = registry(tied, rulebook, twice, known, keep)
    at = {index: number for number, index in enumerate(places)}
    counted = [number for number in range(len(places)) if number not in twice]
    firsts = Each(len(counted), lambda place: tied[counted[place]]) if twice else tied
    cited = instruments(tied, rulebook)

    def settled(index: int) -> Settled:
        number = at[index]
        slugs = cites[number], named.makers[number], named.goods[number]
        return Settled(tied[number], *slugs, _called(crop.files[index]))

    return _Together(
        EachOf(at, settled),
        named,
        [*cited, *successors(cited, rulebook)],
        dict(zip(places, own, strict=True)),
        {places[copy]: places[first] for copy, first in twice.items()},
        [places[copy] for copy in to_compare(twice, tied)],
        answers(firsts, rulebook),
        check_corpus(firsts, rulebook, _whole(crop, places), cited),
    )


def _fitting(gists: Collection[bytes]) -> int:
    """Of how many documents the nouns may stay in memory beside all ``gists``, so that they are made but once.

    Of all where these are some thousands, of few where there are many more.
    """
    left = _ROOM - sum(map(len, gists))
    sizes = accumulate(_GROWTH * len(one) for one in gists)
    return sum(1 for _ in takewhile(lambda size: size <= left, sizes))


def _new(
    crop: Crop, new: Sequence[int], settled: Mapping[int, Settled], page_images: bool, database: Path
) -> Iterator[tuple[Leaf, Settled, str, dict[str, Any]]]:
    """The ``new`` documents: the leaf of each, what the corpus tells of it, slug and source, the newest first.

    A search that stops early has seen the newest then. What was in the database before, whatever made it, keeps the
    day on which it came in.
    """
    seen = days_in(database)
    for index in sorted(new, key=lambda i: (settled[i].gist.head.date or "", -i), reverse=True):
        file, one, leaf = crop.files[index], settled[index], crop.leaf(index)
        drawn = [(file.path, crop.whole(index).document)] if page_images else []
        images = make_images(drawn, folder_of(database), load()).get(one.gist.document.id)
        source = {
            "key": None if leaf.unread else crop.keys[index],
            "images": images,
            "first_seen": seen.get((file.slug, one.gist.document.id), today()),
        }
        yield leaf, one, file.slug, _provenance(file) | source


def today() -> str:
    """The day, UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


def _called(file: Source) -> str | None:
    return file.entry.title if file.entry else None


def _whole(crop: Crop, places: Iterable[int]) -> Callable[[Facts], Document]:
    """What fetches the document of a gist; ``places`` are those of all documents in the crop."""
    at = {crop.files[index].file: index for index in places}

    @lru_cache(_NEAR)
    def fetched(path: str) -> Document:
        return crop.whole(at[path]).document

    return lambda facts: fetched(facts.document.path)


def _provenance(file: Source) -> dict[str, Any]:
    entry = file.entry
    if entry is None:
        return {"file": file.file}
    set_by_person = [name for name in OVERRIDES if getattr(entry, name)]
    told = {"origin": entry.origin, "licence": entry.licence, "overridden": set_by_person}
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
