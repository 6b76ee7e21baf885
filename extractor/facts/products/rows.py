"""Products in the rows of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.organizations.mentions import cell_name
from extractor.facts.product_listings import Listing, Row, listings, phrase
from extractor.facts.products.knowledge import signs, tie_group, told
from extractor.model import Cell, Document
from extractor.numbers import date
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_PIECE = re.compile(r"[^;\n]+(?:\n(?![-+•] )[^;\n]+)*")
_MARKED = re.compile(r"\S")
_STARTS = 3000
"""How much of a document's beginning is taken for its title."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A product in a row; ``start:end`` in the document's text."""

    start: int
    end: int
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
    for listing in listings(document, outline, rulebook):
        status = _status(document, listing, rulebook)
        for row in listing.rows:
            for start, end in _names(document, row.cells["name"], phrase("label", rulebook)):
                if rule is not None:
                    yield _listed(row, listing, start, end, status, rulebook, rule.id)


def _names(document: Document, cell: Cell, label: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The names in a cell, parted by semicolons or bullets; without their bullets and final signs."""
    if cell.start is None or cell.end is None:
        return
    text = document.text[cell.start : cell.end]
    for match in _PIECE.finditer(text):
        words = match.group()
        lead = label.match(words.lstrip())
        start = match.start() + len(words) - len(words.lstrip()) + (lead.end() if lead else 0)
        end = match.start() + len(words.rstrip(" .,\n"))
        if end - start >= 2 and any(c.isalpha() for c in text[start:end]):
            yield cell.start + start, cell.start + end


def _listed(
    row: Row, listing: Listing, start: int, end: int, status: str | None, rulebook: Rulebook, rule: str
) -> Listed:
    stars = _stars(row, listing, rulebook)
    named = cell_name(row.text("producer"), rulebook) if row.text("producer") else None
    if named is None:
        named = next(
            (made for text in reversed(row.under) if (made := cell_name(text, rulebook)) and made.rule != "org-column"),
            None,
        )
    said = next((sign.value for sign in signs(row.text("status"), "status", rulebook)), None) or status
    again = [
        sign.value
        for text in (row.text("status"), *reversed(row.under), listing.title[-300:])
        for sign in signs(text, "recognition", rulebook)
    ]
    return Listed(
        start=start,
        end=end,
        producer=named.name if named else None,
        stars=stars,
        group=_group(row, rulebook),
        status="recognized" if said == "ranked" or (stars and said is None) else said,
        recognition=again[0] if again else None,
        decision=row.text("decision") or None,
        expires=date(row.text("expires")) if row.text("expires") else None,
        place=row.text("place") or None,
        rule=rule,
    )


def _stars(row: Row, listing: Listing, rulebook: Rulebook) -> int | None:
    """The stars in their own column, by a mark in a column for each rank, or in the line or title above the row."""
    for number in (5, 4, 3):
        if _MARKED.search(row.text(f"stars{number}")):
            return number
    text = row.text("stars")
    if digit := phrase("rank", rulebook).match(text):
        return int(digit["stars"])
    for place in (text, *reversed(row.under), _last(listing.title)):
        values = {sign.value for sign in signs(place.lower(), "stars", rulebook)}
        if len(values) == 1:
            return int(values.pop())
    return None


def _last(title: str) -> str:
    """The line of a title nearest to the list."""
    lines = [line for line in title.splitlines() if line.strip()]
    return " ".join(lines[-2:])


def _group(row: Row, rulebook: Rulebook) -> str | None:
    """The group of its own column, under its official name where that is known, or of the line above the row."""
    own = row.text("group")
    if own:
        return tie_group(own, rulebook) or own
    return next((group for text in reversed(row.under) if (group := tie_group(text, rulebook))), None)


def _status(document: Document, listing: Listing, rulebook: Rulebook) -> str | None:
    """What the heading of the stars, the title of the list, or that of the document says of all its products."""
    for text in (listing.headings.get("stars", ""), _last(listing.title), listing.title, document.text[:_STARTS]):
        lines = " ".join(text.split()).lower()
        found = told([sign.value for sign in signs(lines, "status", rulebook)])
        if found and text is not document.text[:_STARTS]:
            return found[-1]
        if found:
            return found[0]
    return None
