"""Mentions of legal and administrative instruments, with their data as printed and their relation to the host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.facts.citations.anchors import Anchor, anchors
from extractor.facts.citations.corrections import corrected
from extractor.facts.citations.mentions import Mention, mentions
from extractor.facts.citations.sharing import shared
from extractor.facts.citations.short_forms import full_forms, host_kind
from extractor.facts.citations.tails import is_form
from extractor.facts.place import place
from extractor.model import Citation, Document
from extractor.outline import Outline
from extractor.rulebook import Rulebook

__all__ = ["find_citations"]

_HEAD = 12
"""How many paragraphs may hold the number of a document."""
_HEAD_LINE = 40
"""How many characters may stand before it there."""
_OWN = re.compile(r"(?i)số ?:?[\W\d_]{0,12}$")
"""What stands before it there; the number itself may have fallen apart: "Số: 1 54/KH-UBND"."""


def find_citations(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Citation]:
    """All citations in the order of the text. A short form of no act cited in full keeps its own words as key."""
    host = host_kind(outline, rulebook)
    text = outline.view.text
    named = [
        anchor
        for anchor in anchors(text, rulebook, host)
        if not _own_number(anchor, outline) and not (anchor.bare and is_form(text, anchor, rulebook))
    ]
    found = [_dated(m) for m in shared(outline, mentions(outline, named, rulebook), rulebook)]
    full = full_forms(found, outline, rulebook)
    for mention in found:
        anchor = full.get(mention.anchor.start)
        if anchor is not None:
            mention = replace(mention, anchor=anchor)
        elif mention.anchor.guess:
            continue  # "Nghị định trên" with none before, "TT 5": nothing says that an act is meant
        citation = _citation(mention, document, outline)
        better = corrected(citation, mention.anchor, rulebook)
        yield replace(citation, corrected=better) if better else citation


def _citation(mention: Mention, document: Document, outline: Outline) -> Citation:
    anchor: Anchor = mention.anchor
    law = anchor.form == "law" and anchor.name is not None
    where = place(document, outline, anchor.start, mention.end)
    where["repairs"] = tuple(_repairs(anchor, mention.end, document, outline))
    return Citation(
        **where,
        rule=anchor.rule,
        kind=anchor.kind,
        number=anchor.number,
        year=anchor.year,
        symbol=anchor.symbol,
        key=anchor.key,
        date=mention.date,
        issuer=mention.issuer,
        title=None if law else mention.title,
        relation=mention.relation,
        by=mention.by,
        preamble=mention.preamble,
        pinpoint=mention.pinpoint,
        short=anchor.short,
        form=anchor.form,
    )


def _own_number(anchor: Anchor, outline: Outline) -> bool:
    """Whether it is the number of the document itself in its head: "Số 27-CTr/TU", "Nghị quyết số: 12/2025/QH15"."""
    head = outline.blocks[:_HEAD]
    if not head or anchor.start >= head[-1].end:
        return False
    block = outline.block_at(anchor.start)
    text = outline.view.text
    if anchor.start - block.start > _HEAD_LINE:
        return False
    if _OWN.match(text[block.start : anchor.start].strip(" |*")):
        return True
    whole = text[anchor.start : anchor.end]
    return ":" in whole and text[block.start : min(block.end, anchor.end + _HEAD_LINE)].strip(" |*") == whole


def _repairs(anchor: Anchor, end: int, document: Document, outline: Outline) -> Iterator[str]:
    """What is printed otherwise than it stands in the fields: "QÐ- TTG → QĐ-TTg"; then what else was misread."""
    if anchor.worn:
        yield f"{anchor.worn} → {anchor.kind}"
    view = outline.view
    if anchor.key_at is None:
        yield from view.repairs(*view.span(anchor.start, end))
        return
    first, last = view.span(*anchor.key_at)
    printed = " ".join(document.text[first:last].split())
    if printed != anchor.key:
        yield f"{printed} → {anchor.key}"
    if anchor.start < anchor.key_at[0]:
        yield from view.repairs(view.origin(anchor.start), first)
    if anchor.key_at[1] < end:
        yield from view.repairs(last, view.span(anchor.key_at[1], end)[1])


def _dated(mention: Mention) -> Mention:
    """A law named with its date has the year of that date in its key."""
    anchor = mention.anchor
    if anchor.form != "law" or anchor.number or anchor.law_year or not mention.date:
        return mention
    year = mention.date[:4]
    return replace(mention, anchor=replace(anchor, key=f"{anchor.key} {year}", law_year=year))
