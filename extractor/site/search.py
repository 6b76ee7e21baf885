"""Finding: passages by their words, acts and documents by their names."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from markupsafe import Markup
from rapidfuzz import fuzz, process

from extractor.site.query import Query, parse, places
from extractor.text import fold

CANDIDATES = 400
"""Passages ranked for a query; the rest is not looked at."""
PAGE = 20
GOODS = 6
"""Products, and producers, shown for a query."""
AROUND = 140
"""Code points of a snippet on either side of its first find."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Products (name, producer, stars, status) and producers (name, kind), with the place of one mention each."""

    products: tuple[dict[str, Any], ...]
    producers: tuple[dict[str, Any], ...]


class Rows(Protocol):
    """Runs a query: ``await rows(sql, parameters)`` gives rows as dicts."""

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]: ...


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
    """The hits of one page; ``total`` counts documents among the candidates, ``capped`` says that there are more."""

    hits: tuple[Hit, ...]
    total: int
    capped: bool


async def passages(rows: Rows, query: Query, page: int = 1) -> Results:
    """The documents whose passages hold the query, best first."""
    if not query.units:
        return Results((), 0, False)
    ranked = await rows(
        "SELECT rowid AS id FROM passages_fts WHERE passages_fts MATCH :q ORDER BY rank LIMIT :most",
        {"q": query.fts, "most": CANDIDATES},
    )
    order = [row["id"] for row in ranked]
    held = await rows(
        "SELECT p.id, p.document FROM json_each(:ids) j JOIN passages p ON p.id = j.value ORDER BY j.key",
        {"ids": json.dumps(order)},
    )
    by_document: dict[str, list[int]] = {}
    for row in held:
        by_document.setdefault(row["document"], []).append(row["id"])
    shown = list(by_document)[(page - 1) * PAGE : page * PAGE]
    best = {by_document[slug][0]: len(by_document[slug]) - 1 for slug in shown}
    full = await rows(
        "SELECT p.id, p.page, p.start, p.text, p.document FROM json_each(:ids) j"
        " JOIN passages p ON p.id = j.value ORDER BY j.key",
        {"ids": json.dumps(list(best))},
    )
    documents = {row["slug"]: row for row in await documents_by_slug(rows, shown)}
    hits = tuple(_hit(row, documents[row["document"]], best[row["id"]], query) for row in full)
    return Results(hits, len(by_document), len(order) == CANDIDATES)


async def documents_by_slug(rows: Rows, slugs: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of documents, in the order asked for."""
    return await rows(
        "SELECT d.* FROM json_each(:slugs) j JOIN documents d ON d.slug = j.value ORDER BY j.key",
        {"slugs": json.dumps(list(slugs))},
    )


async def named(rows: Rows, query: Query, most: int = 12) -> list[dict[str, Any]]:
    """Instruments and documents whose names hold every word of the query, instruments of the very number first."""
    words = query.names()
    if not words:
        return []
    found = await rows(
        "SELECT n.kind, n.slug, n.number, n.label FROM names_fts JOIN names n ON n.id = names_fts.rowid"
        " WHERE names_fts MATCH :q ORDER BY rank LIMIT 200",
        {"q": words},
    )
    numbers = {number.lstrip("0") for number in query.numbers()}

    def rank(row: Mapping[str, Any]) -> tuple[bool, bool]:
        return ((row["number"] or "").lstrip("0") not in numbers, row["kind"] != "instrument")

    return sorted(found, key=rank)[:most]


async def goods(rows: Rows, query: Query) -> Goods:
    """The products and producers named by the words of the query, best first, each name once."""
    if not query.units:
        return Goods((), ())
    products = await rows(
        "SELECT p.name, p.producer, p.stars, p.status, p.entity, p.document, p.start, d.name AS document_name"
        " FROM products_fts f JOIN products p ON p.id = f.rowid JOIN documents d ON d.slug = p.document"
        " WHERE products_fts MATCH :q ORDER BY f.rank LIMIT :most",
        {"q": query.fts, "most": CANDIDATES},
    )
    producers = await rows(
        "SELECT o.name, o.kind, o.entity, o.document, o.start, d.name AS document_name FROM organizations_fts f"
        " JOIN organizations o ON o.id = f.rowid JOIN documents d ON d.slug = o.document"
        " WHERE organizations_fts MATCH :q ORDER BY f.rank LIMIT :most",
        {"q": query.fts, "most": CANDIDATES},
    )
    return Goods(_once(products, "name", "producer", "stars", "status"), _once(producers, "name"))


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
    words = [word for unit in query.units for word in unit.words]
    if not numbers or all(word.isdigit() for word in words):
        return []
    return [row for row in found if row["kind"] == "instrument" and leading(row["number"]) in numbers]


def leading(number: str | None) -> str:
    """A number without leading zeros, for comparison."""
    return (number or "").lstrip("0")


async def nearest(rows: Rows, typed: str, most: int = 6) -> list[dict[str, Any]]:
    """The names most like what was typed, for a page that has nothing to show."""
    wanted = fold(parse(typed).text).replace("-", " ")
    if not wanted:
        return []
    names = await rows("SELECT kind, slug, label FROM names LIMIT 50000")
    labels = [fold(f"{row['label']} {row['slug']}").replace("-", " ").replace("/", " ") for row in names]
    scorer: Callable[..., float] = fuzz.token_set_ratio
    close = process.extract(wanted, labels, scorer=scorer, limit=most, score_cutoff=55)
    return [names[index] for _, _, index in close]


def snippet(text: str, query: Query, around: int = AROUND) -> tuple[Markup, int]:
    """A piece of ``text`` around the first find, finds marked, and the offset of that find (0 without one)."""
    found = places(text, query)
    first = found[0][0] if found else 0
    start, end = _window(text, first, around)
    marked = "".join(_marked(text, start, end, found))
    return Markup(f"{'… ' if start else ''}{marked}{' …' if end < len(text) else ''}"), first


def _hit(row: Mapping[str, Any], document: dict[str, Any], more: int, query: Query) -> Hit:
    words, first = snippet(row["text"], query)
    return Hit(document, words, row["page"], row["start"] + first, more)


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
    for first, last in found:
        if first < at or last > end:
            continue
        pieces += [html.escape(text[at:first]), "<mark>", html.escape(text[first:last]), "</mark>"]
        at = last
    return [*pieces, html.escape(text[at:end])]
