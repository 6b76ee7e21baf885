"""What a database holds that may contradict drafts, so that not all of it is read to check them.

Read are documents that date an act of the drafts otherwise, and those that date it alike then, since a finding tells
who says what; that name a producer under another legal form, or a product with other stars; and the latest of the same
issuer, whose figures may answer each other. Each of these queries has its index.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.checks.partial_dates import agree
from extractor.model import Facts, Head
from extractor.resolve.names import producer_name, province_key
from extractor.rulebook import Rulebook
from extractor.store.listing import FIRST
from extractor.store.reading import Published
from extractor.text import fold

_MOST = 100
"""How many documents are read that date an act alike, or that say the same of one name."""
_LATEST = 20
"""How many are read of one issuer."""
_FIRST = FIRST.format("document")
"""Of a document in several files only the first is read."""
_YEAR = re.compile(r"-(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Beside:
    """What drafts are checked against: the documents of ``database``, of which those in ``facts`` were read."""

    database: Path
    documents: int
    """How many it holds; the drafts themselves are left out."""
    copies: int
    """How many of its documents are the drafts themselves, byte for byte."""
    facts: tuple[Facts, ...]


def beside(drafts: Sequence[Facts], published: Published, rulebook: Rulebook) -> Beside:
    """The documents that may contradict the drafts; the name of the database stands behind a path that a draft has."""
    copies = {
        slug
        for draft in drafts
        for (slug,) in published.rows(
            "SELECT coalesce(copy_of, slug) FROM documents WHERE sha256 = ?", draft.document.id
        )
    }
    found = set(_dating_otherwise(drafts, published)) | set(_cited_themselves(drafts, published))
    for draft in drafts:
        province = province_key(draft.head.province, rulebook)
        if province:
            found.update(_naming_otherwise(draft, province, published, rulebook))
            found.update(_ranking_otherwise(draft, province, published))
        found.update(_of_issuer(draft.head, published))
    taken = {draft.document.path for draft in drafts}
    [(firsts,)] = published.rows("SELECT count(*) FROM documents WHERE copy_of IS NULL")
    return Beside(
        published.path,
        firsts - len(copies),
        len(copies),
        tuple(_apart(published.facts(slug), taken, published.path) for slug in sorted(found - copies)),
    )


def _apart(facts: Facts, taken: set[str], database: Path) -> Facts:
    """``facts`` under a path that no draft has: checks know documents by their paths."""
    document = facts.document
    if document.path not in taken:
        return facts
    return replace(facts, document=replace(document, path=f"{document.path} ({database.name})"))


def _cited_themselves(drafts: Sequence[Facts], published: Published) -> Iterator[str]:
    """The documents that the drafts cite, at most so many for each number and symbol."""
    cited = {(c.number, c.symbol) for draft in drafts for c in draft.citations if c.number and c.symbol and c.date}
    for number, symbol in sorted(cited, key=str):
        query = "SELECT slug FROM documents WHERE number = ? AND symbol = ? AND copy_of IS NULL ORDER BY slug LIMIT ?"
        yield from (slug for (slug,) in published.rows(query, number, symbol, _MOST))


def _dating_otherwise(drafts: Sequence[Facts], published: Published) -> Iterator[str]:
    """Documents that date an act which the drafts date, when one of them dates it otherwise."""
    told: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        for citation in draft.citations:
            if citation.instrument and citation.date and citation.relation != "self":
                told[_series(citation.instrument)].add(citation.date)
    for series, dates in told.items():
        printed = [
            (act, date)
            for act in _acts(series, published)
            for (date,) in published.rows(
                "SELECT DISTINCT date FROM citations WHERE instrument = ? AND date IS NOT NULL", act
            )
        ]
        if any(not agree(date, own) for _, date in printed for own in dates):
            query = f"SELECT DISTINCT document FROM citations WHERE instrument = ? AND date = ? AND {_FIRST} LIMIT ?"
            for act, date in printed:
                yield from (slug for (slug,) in published.rows(query, act, date, _MOST))


def _series(act: str) -> str:
    """The slug of an act without the year at its end, which is that of the date: one of the dates may be wrong."""
    return _YEAR.sub("", act)


def _acts(series: str, published: Published) -> Iterator[str]:
    """The acts of a series that documents of the database cite."""
    found = published.rows("SELECT slug FROM instruments WHERE slug >= ? AND slug < ?", series, f"{series}.")
    return (slug for (slug,) in found if _series(slug) == series)


def _naming_otherwise(draft: Facts, province: str, published: Published, rulebook: Rulebook) -> Iterator[str]:
    """Documents that name a producer of the draft under another legal form."""
    query = (
        "SELECT DISTINCT document FROM entities JOIN organizations ON entity = slug"
        f" WHERE {_FIRST} AND trade_name = ? AND entities.province = ? AND form <> ? LIMIT ?"
    )
    for name, kind in {(one.name, one.kind) for one in draft.organizations}:
        own = " ".join(producer_name(name, province, rulebook).own)
        yield from (slug for (slug,) in published.rows(query, own, province, kind, _MOST))


def _ranking_otherwise(draft: Facts, province: str, published: Published) -> Iterator[str]:
    """Documents that give a product of the draft other stars."""
    query = (
        "SELECT DISTINCT document FROM entities JOIN products ON entity = slug"
        f" WHERE {_FIRST} AND kind = 'product' AND folded = ? AND province = ? AND products.stars <> ? LIMIT ?"
    )
    for name, stars in {(fold(one.name), one.stars) for one in draft.products if one.stars}:
        yield from (slug for (slug,) in published.rows(query, name, province, stars, _MOST))


def _of_issuer(head: Head, published: Published) -> Iterator[str]:
    """The latest documents of the draft's issuer."""
    query = (
        "SELECT slug FROM documents WHERE issuer = ? AND province IS ? AND copy_of IS NULL ORDER BY date DESC LIMIT ?"
    )
    found = published.rows(query, head.issuer, head.province, _LATEST)
    return (slug for (slug,) in found)
