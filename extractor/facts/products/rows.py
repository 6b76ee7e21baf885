"""Products in the rows of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractor.facts.head import find_head
from extractor.facts.organizations.mentions import address_of, cell_name
from extractor.facts.product_cells import Row, written
from extractor.facts.product_knowledge import phrase, signs, tie_group, told
from extractor.facts.product_listings import Listing, listings
from extractor.model import Cell, Document
from extractor.numbers import date
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.text import normalise

_PIECE = re.compile(r"[^;\n]+(?:\n(?![-+•] )[^;\n]+)*")
_MARKED = re.compile(r"\S")
_GROUP = 80
"""Characters in the longest name of a group; what is longer came into its column by mistake."""
_STARTS = 3000
"""How much of a document's beginning is taken for its title."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A product in a row; ``start:end`` in the document's text."""

    start: int
    end: int
    rest: str
    producer: str | None
    stars: int | None
    group: str | None
    status: str | None
    recognition: str | None
    decision: str | None
    expires: str | None
    place: str | None
    rule: str


def in_rows(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Listed]:
    """The products of all lists, row by row."""
    rule = next((rule for rule in rulebook.rules("products") if rule.values["use"] == "column"), None)
    day = find_head(document, outline, rulebook).date
    for listing in listings(document, outline, rulebook):
        status = _status(document, listing, rulebook)
        for row in listing.rows:
            for name in _names(document, row.cells["name"], rulebook):
                if rule is not None:
                    maker = _maker(document, row, rulebook)
                    said = _said(row, rulebook) or status
                    if status == "candidate" and said == "recognized" and _seeks(row, rulebook):
                        said = status
                    place = row.text("place") or _address(document, row, rulebook)
                    yield _listed(row, listing, name, maker, place, said, rulebook, rule.id, day)


class _Name(NamedTuple):
    """A name at ``start:end`` of the document's text, and the rank in the bracket behind it."""

    start: int
    end: int
    stars: int | None
    rest: str = ""
    """How it goes on where a page break parts its cell: on another page."""


def _names(document: Document, cell: Cell, rulebook: Rulebook) -> Iterator[_Name]:
    """The names in a cell, without their bullets and final signs: parted by semicolons, bullets, or their ranks."""
    if cell.start is None or cell.end is None:
        return
    text = document.text[cell.start : cell.end]
    label, ranked = phrase("label", rulebook), phrase("ranked name", rulebook)
    for match in _PIECE.finditer(text):
        ends = [rank.end() for rank in ranked.finditer(text, match.start(), match.end())]
        for first, last in pairwise((match.start(), *ends, match.end())):
            words = text[first:last].lstrip(" ,")
            rank = ranked.search(words)
            bare = words[: rank.start()] if rank else words
            lead = label.match(bare)
            start = last - len(words) + (lead.end() if lead else 0)
            end = last - len(words) + len(bare.rstrip(" .,\n"))
            if end - start >= 2 and _may_name(text[start:end], rulebook):
                further = " ".join(document.text[a:b] for a, b in cell.rest) if last == match.end() == len(text) else ""
                yield _Name(cell.start + start, cell.start + end, int(rank["stars"]) if rank else None, further)


def _may_name(words: str, rulebook: Rulebook) -> bool:
    """Whether a cell may hold a name: it is no count ("21 sản phẩm") and no rank alone ("4 sao")."""
    return any(c.isalpha() for c in words) and not phrase("count or rank", rulebook).fullmatch(words)


def _listed(
    row: Row,
    listing: Listing,
    name: _Name,
    maker: str | None,
    place: str | None,
    said: str | None,
    rulebook: Rulebook,
    rule: str,
    day: str | None,
) -> Listed:
    stars = name.stars or _stars(row, listing, rulebook)
    again = [
        sign.value
        for text in (row.text("status"), *reversed(row.under), listing.title[-300:])
        for sign in signs(text, "recognition", rulebook)
    ]
    return Listed(
        start=name.start,
        end=name.end,
        rest=name.rest,
        producer=maker,
        stars=stars,
        group=_group(row, rulebook, day),
        status="recognized" if said == "ranked" or (stars and said is None) else said,
        recognition=again[0] if again else None,
        decision=row.text("decision") or None,
        expires=date(row.text("expires")) if row.text("expires") else None,
        place=place,
        rule=rule,
    )


def _maker(document: Document, row: Row, rulebook: Rulebook) -> str | None:
    """The producer in its cell, as written; else the one in a line above the row."""
    cell = row.cells.get("producer")
    if cell is not None and cell.text and (named := cell_name(normalise(written(document, cell)), rulebook)):
        return " ".join(written(document, cell)[named.start : named.end].split())
    above = (cell_name(text, rulebook) for text in reversed(row.under))
    return next((named.name for named in above if named and named.rule != "org-column"), None)


def _address(document: Document, row: Row, rulebook: Rulebook) -> str | None:
    """The address that stands below the producer in its cell."""
    cell = row.cells.get("producer")
    return address_of(normalise(written(document, cell)), rulebook) if cell is not None and cell.text else None


def _seeks(row: Row, rulebook: Rulebook) -> bool:
    """Whether the status of a row says which recognition is sought: "Công nhận mới" in a list of those who apply."""
    return bool(signs(row.text("status"), "recognition", rulebook))


def _said(row: Row, rulebook: Rulebook) -> str | None:
    """The status that the row itself tells, or the nearest line above it that says more than a rank."""
    if own := next((sign.value for sign in signs(row.text("status"), "status", rulebook)), None):
        return own
    if phrase("failed", rulebook).search(row.text("stars")):
        return "candidate"
    for text in reversed(row.under):
        values = [sign.value for sign in signs(text, "status", rulebook) if sign.value != "ranked"]
        if values:
            return values[-1]
    return None


def _stars(row: Row, listing: Listing, rulebook: Rulebook) -> int | None:
    """The stars in their own column, by a mark in a column for each rank, or in the line or title above the row."""
    for number in (5, 4, 3):
        if _MARKED.search(row.text(f"stars{number}")):
            return number
    text = row.text("stars")
    if phrase("failed", rulebook).search(text):
        return None
    if digit := phrase("rank", rulebook).match(text):
        return int(digit["stars"])
    own = any(name.startswith("stars") for name in listing.headings)  # a rank left blank is none
    for place in (text, *reversed(row.under), "" if own else _last(listing.title)):
        values = {sign.value for sign in signs(place.lower(), "stars", rulebook)}
        if len(values) == 1:
            return int(values.pop())
    return None


def _last(title: str) -> str:
    """The lines of a title nearest to the list."""
    return " ".join([line for line in title.splitlines() if line.strip()][-2:])


def _group(row: Row, rulebook: Rulebook, day: str | None) -> str | None:
    """The group of its own column, under its official name where that is known, or of the line above the row."""
    own = row.text("group")
    if own:
        return tie_group(own, rulebook, day) or (own if len(own) <= _GROUP else None)
    return next((group for text in reversed(row.under) if (group := tie_group(text, rulebook, day))), None)


def _status(document: Document, listing: Listing, rulebook: Rulebook) -> str | None:
    """What the heading of the stars, the title of the list, or that of the document says of all its products."""
    near = (listing.headings.get("stars", ""), listing.headings["name"], _last(listing.title))
    if any(sign.value == "withdrawn" for text in near for sign in signs(" ".join(text.split()), "status", rulebook)):
        return "withdrawn"
    begins = [match.start() for match in phrase("annex title", rulebook).finditer(listing.title)]
    title = listing.title[begins[-1] if begins else 0 :]  # what stands before an annex is said of other things too
    for text in (*near, title):
        lines = " ".join(text.split()).lower()
        found = told([sign.value for sign in signs(lines, "status", rulebook)])
        if text not in near or listing.title.rstrip().endswith("."):  # a sentence says it of single products
            found = [value for value in found if value != "exported"]
        elif not found and phrase("results", rulebook).search(lines):
            return "recognized"
        if found:
            return found[-1]
    start = " ".join(document.text[:_STARTS].split()).lower()
    said = told([sign.value for sign in signs(start, "status", rulebook)])
    return next((value for value in said if value != "exported"), None)
