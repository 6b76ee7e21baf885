"""Finding: passages by their words, acts and documents by their names."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from extractor.site.query import Query, places
from extractor.site.ranking import Rows as Rows
from extractor.site.ranking import best, first
from extractor.store.tags import TAGGED, tag
from extractor.text import fold

PAGE = 20
RANKED = 60
"""Passages ranked by the words in them where there are too many to rank them all."""
LONG = 1500
"""Code points of a text that count as its own, so that a short one is not ranked first for being short."""
NAMES = 100
"""Names looked at for a query."""
GOODS = 6
"""Products, and producers, shown for a query."""
CHOICES = 8
"""Values offered of each field by which a search may be narrowed."""
AROUND = 140
"""Code points of a snippet on either side of its first find."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Products (name, producer, stars, status) and producers (name, kind), with the place of one mention each."""

    products: tuple[dict[str, Any], ...]
    producers: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with the best of its passages: a snippet, and where it opens."""

    document: dict[str, Any]
    snippet: Markup
    page: int | None
    start: int
    more: int
    """Further passages of the document that hold the words."""


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of one page; ``total`` counts documents among the candidates, ``capped`` says that there are more.

    ``choices`` are the values of each field by which these documents may be narrowed, with their counts.
    """

    hits: tuple[Hit, ...]
    total: int
    capped: bool
    choices: Mapping[str, Sequence[tuple[Any, int]]]


NOTHING = Results((), 0, False, {})


async def passages(
    rows: Rows, query: Query, page: int = 1, wanted: Mapping[str, str] | None = None, most: int = PAGE
) -> Results:
    """The documents whose passages hold the query, best first; only those that have the ``wanted`` fields."""
    if not query.units:
        return NOTHING
    only = "".join(f' AND (tags : "{tag(field, value)}")' for field, value in (wanted or {}).items())
    tiers = [*([query.together.fts] if query.together else []), query.every]
    order, capped = await best(
        rows, "passages_fts", [f"({tier}){only}" for tier in tiers], query.words, partial(_sorted, rows, query)
    )
    held = await rows(
        "SELECT p.id, p.document, d.province, d.province_now, d.year, d.doc_type, d.level FROM json_each(:ids) j"
        " JOIN passages p ON p.id = j.value JOIN documents d ON d.slug = p.document ORDER BY j.key",
        {"ids": json.dumps(order)},
    )
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in held:
        by_document.setdefault(row["document"], []).append(row)
    shown = list(by_document)[(page - 1) * most : page * most]
    more = {by_document[slug][0]["id"]: len(by_document[slug]) - 1 for slug in shown}
    full = await rows(
        "SELECT p.id, p.page, p.start, p.text, p.document FROM json_each(:ids) j"
        " JOIN passages p ON p.id = j.value ORDER BY j.key",
        {"ids": json.dumps(list(more))},
    )
    documents = {row["slug"]: row for row in await documents_by_slug(rows, shown)}
    hits = tuple(_hit(row, documents[row["document"]], more[row["id"]], query) for row in full)
    return Results(hits, len(by_document), capped, _choices([found[0] for found in by_document.values()]))


async def _sorted(rows: Rows, query: Query, found: Sequence[int]) -> list[int]:
    """``found`` with the first of them in the order of how thickly the words of the query stand in them."""
    texts = await rows(
        "SELECT p.id, p.text FROM json_each(:ids) j JOIN passages p ON p.id = j.value ORDER BY j.key",
        {"ids": json.dumps(found[:RANKED])},
    )
    wanted = [*query.bare.words, " ".join(query.bare.words)]
    weights = {}
    for row in texts:
        bare = fold(row["text"])
        weights[row["id"]] = sum(bare.count(word) for word in wanted) / (len(bare) + LONG)
    return [*sorted(weights, key=lambda number: -weights[number]), *found[RANKED:]]


def _choices(documents: Sequence[Mapping[str, Any]]) -> dict[str, list[tuple[Any, int]]]:
    """For each field the values that divide ``documents``, the most common first, years in their order."""
    counts = {field: Counter(row[field] for row in documents if row[field] is not None) for field in TAGGED}
    chosen = {field: found.most_common(CHOICES) for field, found in counts.items() if len(found) > 1}
    return {field: sorted(found, reverse=True) if field == "year" else found for field, found in chosen.items()}


async def documents_by_slug(rows: Rows, slugs: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of documents, in the order asked for."""
    return await rows(
        "SELECT d.* FROM json_each(:slugs) j JOIN documents d ON d.slug = j.value ORDER BY j.key",
        {"slugs": json.dumps(list(slugs))},
    )


async def named(rows: Rows, query: Query, most: int = 12) -> list[dict[str, Any]]:
    """Instruments and documents whose names hold every word of the query, instruments of the very number first.

    A reference with a wrong mark ("quyết dịnh 919") is looked for without marks.
    """
    found = await _named(rows, query)
    if not found and query.numbers():
        found = await _named(rows, query.bare)
    numbers = {number.lstrip("0") for number in query.numbers()}

    def rank(row: Mapping[str, Any]) -> tuple[bool, bool]:
        return (leading(row["number"]) not in numbers, row["kind"] != "instrument")

    return sorted(found, key=rank)[:most]


async def _named(rows: Rows, query: Query) -> list[dict[str, Any]]:
    words = query.names()
    order, _ = await best(rows, "names_fts", [words], query.words) if words else ([], False)
    return await rows(
        "SELECT n.kind, n.slug, n.number, n.label FROM json_each(:ids) j JOIN names n ON n.id = j.value ORDER BY j.key",
        {"ids": json.dumps(order[:NAMES])},
    )


async def goods(rows: Rows, query: Query) -> Goods:
    """The products and producers named by the words of the query, each name once; the shortest names are nearest."""
    if not query.units:
        return Goods((), ())
    products = await rows(
        "SELECT p.name, p.producer, p.stars, p.status, p.entity, p.document, p.start, d.name AS document_name"
        " FROM json_each(:ids) j JOIN products p ON p.id = j.value JOIN documents d ON d.slug = p.document"
        " WHERE d.copy_of IS NULL ORDER BY length(p.name), j.key",
        {"ids": await _first(rows, "products_fts", query)},
    )
    producers = await rows(
        "SELECT o.name, o.kind, o.entity, o.document, o.start, d.name AS document_name FROM json_each(:ids) j"
        " JOIN organizations o ON o.id = j.value JOIN documents d ON d.slug = o.document"
        " WHERE d.copy_of IS NULL ORDER BY length(o.name), j.key",
        {"ids": await _first(rows, "organizations_fts", query)},
    )
    return Goods(_once(products, "name", "producer", "stars", "status"), _once(producers, "name"))


async def _first(rows: Rows, table: str, query: Query) -> str:
    """The first finds of a query as a JSON list: those where its words stand side by side, else any."""
    ids: list[int] = []
    for tier in (query.together.fts if query.together else None, query.every):
        if tier and not ids:
            ids = await first(rows, table, tier, GOODS * 6)
    return json.dumps(ids)


def _once(found: Sequence[dict[str, Any]], *fields: str) -> tuple[dict[str, Any], ...]:
    """The first rows of each value of ``fields``, with the number of other ``documents`` that name it too."""
    places: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in found:
        places.setdefault(tuple(fold(str(row[field])) for field in fields), []).append(row)
    first = list(places.values())[:GOODS]
    return tuple(same[0] | {"others": len({row["document"] for row in same}) - 1} for same in first)


def reference(query: Query, found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of what was found by name, the instruments that the query refers to by number (none for a bare number)."""
    numbers = {number.lstrip("0") for number in query.numbers()}
    if not numbers or all(word.isdigit() for word in query.words):
        return []
    return [row for row in found if row["kind"] == "instrument" and leading(row["number"]) in numbers]


def leading(number: str | None) -> str:
    """A number without leading zeros, for comparison."""
    return (number or "").lstrip("0")


def snippet(text: str, query: Query, around: int = AROUND) -> tuple[Markup, int]:
    """A piece of ``text`` around the first find, finds marked, and the offset of that find (0 without one)."""
    found = places(text, query)
    begin = found[0][0] if found else 0
    start, end = _window(text, begin, around)
    marked = "".join(_marked(text, start, end, found))
    return Markup(f"{'… ' if start else ''}{marked}{' …' if end < len(text) else ''}"), begin


def _hit(row: Mapping[str, Any], document: dict[str, Any], more: int, query: Query) -> Hit:
    words, begin = snippet(row["text"], query)
    return Hit(document, words, row["page"], row["start"] + begin, more)


def _window(text: str, centre: int, around: int) -> tuple[int, int]:
    """Offsets around ``centre``, widened or narrowed to whole words."""
    start, end = max(centre - around, 0), min(centre + around * 2, len(text))
    if start and (blank := text.find(" ", start, centre)) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", centre, end)) > centre:
        end = blank
    return start, end


def _marked(text: str, start: int, end: int, found: Sequence[tuple[int, int]]) -> list[str]:
    pieces: list[str] = []
    at = start
    for begin, stop in found:
        if begin < at or stop > end:
            continue
        pieces += [html.escape(text[at:begin]), "<mark>", html.escape(text[begin:stop]), "</mark>"]
        at = stop
    return [*pieces, html.escape(text[at:end])]
