"""The marks of a document's facts and findings, in its text and on the images of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.site import labels
from extractor.site.marks import Mark
from extractor.site.scans import Scanned, boxes_of

Row = dict[str, Any]


def marks_of(
    facts: Mapping[str, Sequence[Row]], findings: Sequence[Row], slug: str, cards: str | None = None
) -> list[Mark]:
    """The marks of a document's text: each fact leads to its card, each finding to what is said of it.

    ``cards`` is the address below which the cards are, where they are not on the page itself.
    """
    return [*_fact_marks(facts, cards), *_finding_marks(findings, slug)]


def scanned(facts: Mapping[str, Sequence[Row]], cards: str | None = None) -> list[Scanned]:
    """The facts that have boxes, for the images of pages; ``cards`` as in :func:`marks_of`."""
    return [
        Scanned(f"o-{kind}-{row['id']}", style, title, _card(kind, row, cards), boxes_of(row["boxes"]))
        for kind, row, style, title in _titled(facts)
        if row["boxes"]
    ]


def _card(kind: str, row: Row, cards: str | None) -> str:
    """Where the card of a fact is."""
    return f"#d-{kind}-{row['id']}" if cards is None else f"{cards}/{row['start']}"


def _fact_marks(facts: Mapping[str, Sequence[Row]], cards: str | None) -> Iterator[Mark]:
    for kind, row, style, title in _titled(facts):
        yield Mark(row["start"], row["end"], style, title, _card(kind, row, cards))
    for row in facts["unresolved"]:
        yield Mark(row["start"], row["end"], "open", f"{labels.label('unresolved', 'mark')}: {row['why']}")


def _titled(facts: Mapping[str, Sequence[Row]]) -> Iterator[tuple[str, Row, str, str]]:
    """Every fact that has a card: its kind, its row, its style, and what it is in a few words."""
    for row in facts["citations"]:
        what = f"{labels.label(row['relation'])}: {row['corrected'] or row['key']}"
        yield "citation", row, "citation" if row["instrument"] else "open", what
    for table, kind, words in (
        ("amounts", "amount", labels.amount),
        ("indicators", "indicator", labels.figure),
        ("products", "product", _named),
        ("organizations", "organization", _named),
    ):
        for row in facts[table]:
            yield kind, row, kind, f"{labels.label(kind, 'mark')}: {words(row)}"


def _finding_marks(findings: Sequence[Row], slug: str) -> Iterator[Mark]:
    for finding in findings:
        for side in finding["sides"]:
            if side["document"] == slug:
                yield Mark(side["start"], side["end"], "finding", finding["message"], f"#phat-hien-{finding['id']}")


def _named(row: Mapping[str, Any]) -> str:
    if "status" not in row:
        return str(row["name"])
    stars = f", {row['stars']} sao" if row["stars"] else ""
    return f"{row['name']}{stars} ({labels.label(row['status']).lower()})"
