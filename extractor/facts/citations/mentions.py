"""From the places where instruments are named to whole mentions: date, issuer, title, pinpoint and relation of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from extractor.facts.citations.anchors import Anchor
from extractor.facts.citations.relations import Standing, amended_by, changes, joined, lists_bases, preamble, standing
from extractor.facts.citations.tails import Tail, read_tail, read_title, subject, title_tail
from extractor.facts.footnotes import called_from
from extractor.model import Relation
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_ALSO = re.compile(r",? (?:và|cùng) [^;.:\n]{1,120} tại $")
"""What one subject approved besides: "… và dự án … tại Quyết định số …"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in the view: ``end`` after number, date and issuer, ``title_end`` after the title too."""

    anchor: Anchor
    end: int
    title_end: int
    date: str | None
    issuer: str | None
    title: str | None
    pinpoint: str | None
    relation: Relation
    by: str | None
    preamble: bool
    nested: bool = False
    """Whether it stands inside the title of another."""
    subject: bool = False
    """Whether the issuer is the subject of the sentence, and so of what is listed after."""


def mentions(outline: Outline, found: list[Anchor], rulebook: Rulebook) -> list[Mention]:
    """The mentions of all anchors, in their order."""
    out: list[Mention] = []
    for block, anchors in groupby(found, key=lambda anchor: outline.block_at(anchor.start)):
        out.extend(_in_block(outline, block, list(anchors), rulebook))
    text = outline.view.text
    return _shared(text, _amended(text, out, rulebook), rulebook)


def _in_block(outline: Outline, block: Block, found: list[Anchor], rulebook: Rulebook) -> list[Mention]:
    """The mentions of one block: only there do citations nest, or share a list."""
    text = outline.view.text
    tails = [read_tail(text, anchor, block.end, rulebook) for anchor in found]
    starts = [block.start, *(tail.end for tail in tails[:-1])]
    standings = [
        _of_note(outline, block, anchor, rulebook) or standing(text, start, anchor.start, rulebook)
        for start, anchor in zip(starts, found, strict=True)
    ]
    bases = any(lists_bases(section.heading, rulebook) for section in outline.headings(block.section))
    out: list[Mention] = []
    for index, (anchor, tail, stands) in enumerate(zip(found, tails, standings, strict=True)):
        following = [(found[i].start, standings[i].nests) for i in range(index + 1, len(found))]
        mention = _mention(text, anchor, tail, block, stands, following, rulebook)
        if mention.relation == "mentions" and bases:
            mention = replace(mention, relation="basis")
        out.append(_related(text, mention, out, block, stands))
    return out


def _of_note(outline: Outline, block: Block, anchor: Anchor, rulebook: Rulebook) -> Standing | None:
    """What the words that call a footnote say of the act that opens it: "thực hiện¹", "¹ Quyết định số …"."""
    if not block.note or not joined(outline.view.text[block.start : anchor.start]):
        return None
    words = called_from(outline, block).rstrip()
    called = standing(f"{words} ", 0, len(words) + 1, rulebook)
    return called if called.relation else None


def _mention(
    text: str,
    anchor: Anchor,
    tail: Tail,
    block: Block,
    stands: Standing,
    following: list[tuple[int, bool]],
    rulebook: Rulebook,
) -> Mention:
    issuer, day = (tail.issuer, None) if tail.issuer else subject(text, block.start, anchor, rulebook)
    title = read_title(text, tail.end, block.end, following, rulebook) if anchor.form != "law" else None
    words = title[0] if title else None
    if words and tail.date is None and day is None:
        words, day, behind = title_tail(words, rulebook)
        issuer = issuer or behind
    return Mention(
        anchor=anchor,
        end=tail.end,
        title_end=title[1] if title else tail.end,
        date=tail.date or day,
        issuer=issuer,
        title=words,
        pinpoint=stands.pinpoint,
        relation=stands.relation or "mentions",
        by=None,
        preamble=False,
        subject=tail.issuer is None and issuer is not None,
    )


def _related(text: str, mention: Mention, earlier: list[Mention], block: Block, stands: Standing) -> Mention:
    """Settle the relation: nested in a title, in the preamble, or in a list with the one before."""
    opening = preamble(block.label) if block.kind == "preamble" and block.section is None else None
    mention = replace(mention, preamble=opening is not None)
    around = next((m for m in reversed(earlier) if m.anchor.start < mention.anchor.start < m.title_end), None)
    if around is not None:
        return replace(mention, nested=True, by=around.anchor.key if stands.nests else None)
    if opening is not None and stands.relation not in ("amends", "replaces", "repeals"):
        return replace(mention, relation=opening)
    before = next((m for m in reversed(earlier) if not m.nested), None)
    if before is not None and stands.relation is None and joined(text[before.title_end : mention.anchor.start]):
        return replace(mention, relation=before.relation, by=before.by)
    return mention


def _amended(text: str, found: list[Mention], rulebook: Rulebook) -> list[Mention]:
    """An act named before the one that changes it stands in that relation, by the other."""
    out = list(found)
    for index, (mention, after) in enumerate(pairwise(found)):
        if mention.relation == "mentions" and amended_by(text[mention.title_end : after.anchor.start], rulebook):
            out[index] = replace(mention, relation="amends", by=after.anchor.key)
    return out


def _shared(text: str, found: list[Mention], rulebook: Rulebook) -> list[Mention]:
    """What is stated once after several acts of one symbol, or the subject before them, belongs to all."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        mention, after = out[index], out[index + 1]
        if mention.issuer is None and after.issuer and mention.anchor.symbol == after.anchor.symbol:
            listed = mention.title is None and joined(text[mention.end : after.anchor.start])
            title = after.title if listed and not changes(after.title or "", rulebook) else mention.title
            if mention.anchor.symbol and (listed or after.by == mention.anchor.key):
                out[index] = replace(mention, issuer=after.issuer, title=title)
    for index in range(1, len(out)):
        before, mention = out[index - 1], out[index]
        between = text[before.title_end : mention.anchor.start]
        if mention.issuer is None and before.subject and (joined(between) or _ALSO.match(between)):
            out[index] = replace(mention, issuer=before.issuer, subject=True)
    return out
