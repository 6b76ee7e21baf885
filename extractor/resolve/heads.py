"""What the head of a document says of the act that the document itself is, as a mention of it."""

from __future__ import annotations

from extractor.facts.citations.symbols import UNTOLD, canonical, form_of, kind_of
from extractor.model import Citation, Head
from extractor.resolve.identity import HEAD
from extractor.rulebook import Rulebook


def of_head(head: Head, rulebook: Rulebook) -> Citation | None:
    """The document as it would cite itself, ``None`` where its number, symbol or year is not told.

    It has no title: see how acts at hand are told apart.
    """
    if not (head.number and head.symbol and (head.date or head.year)):
        return None
    symbol = canonical(head.symbol, rulebook)
    kind = head.doc_type or kind_of(symbol, rulebook) or UNTOLD
    joint = "-" if "/" in symbol else "/"
    return Citation(
        start=0,
        end=0,
        quote="",
        rule=HEAD,
        kind=kind,
        number=head.number,
        year=head.year,
        symbol=symbol,
        key=joint.join(part for part in (head.number, head.year, symbol) if part),
        date=head.date,
        relation="self",
        form="party" if joint == "-" else form_of(kind, symbol, head.year),
    )
