"""From the places where instruments are named to whole mentions: date, issuer, title, pinpoint and relation of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.facts.citations.anchors import Anchor
from extractor.facts.citations.pinpoints import pinpoint_after
from extractor.facts.citations.relations import Standing, ended, joined, lists_bases, preamble, standing
from extractor.facts.citations.symbols import LAWS
from extractor.facts.citations.tails import Tail, between, read_tail, subject
from extractor.facts.citations.titles import TITLE_REACH, Next, closed_title, past_name, read_title, title_tail
from extractor.facts.footnotes import called_from
from extractor.model import Relation
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_ITEMS = 40
"""How many items of a list may stand between one and the words that open the list."""
_LINE = re.compile(r"[;.] ?(?P<label>Căn cứ|Thực hiện) (?:các |theo )?$")
_LEAD = 24
"""So many characters at most are the words with which a line of the preamble leads up to what it names first."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention in the view: ``end`` after number, date and issuer, ``title_end`` after the title too.

    It begins with the place within the act that is cited, at ``start``.
    """

    anchor: Anchor
    start: int
    end: int
    title_end: int
    date: str | None
    issuer: str | None
    title: str | None
    pinpoint: str | None
    relation: Relation
    by: str | None
    preamble: bool
    closed: int | None = None
    """Where date and issuer stand that close the title."""
    nested: bool = False
    """Whether it stands inside the title of another."""
    subject: bool = False
    """Whether the issuer is the subject of the sentence, and so of what is listed after."""


def mentions(outline: Outline, found: list[Anchor], rulebook: Rulebook) -> list[Mention]:
    """The mentions of all anchors, in their order."""
    out: list[Mention] = []
    for block, anchors in groupby(found, key=lambda anchor: outline.block_at(anchor.start)):
        out.extend(_in_block(outline, block, list(anchors), rulebook))
    return out


def _in_block(outline: Outline, block: Block, found: list[Anchor], rulebook: Rulebook) -> list[Mention]:
    """The mentions of one block: only there do citations nest, or share a list."""
    text = outline.view.text
    found = [between(text, block.start, anchor, rulebook) for anchor in found]
    tails = [read_tail(text, anchor, block.end, rulebook) for anchor in found]
    places = [pinpoint_after(text, tail.after, block.end, rulebook) for tail in tails]
    ends = [place.end if place else tail.end for tail, place in zip(tails, places, strict=True)]
    starts = [block.start, *ends[:-1]]
    standings = [
        _of_note(outline, block, anchor, rulebook) or standing(text, start, anchor.start, rulebook)
        for start, anchor in zip(starts, found, strict=True)
    ]
    bases = any(lists_bases(section.heading, rulebook) for section in outline.headings(block.section))
    usual: Relation = "basis" if bases else "mentions"
    opens = standings[0].relation is None and found[0].start == block.body
    given = (_of_list(outline, block, rulebook) if opens else None) or usual
    out: list[Mention] = []
    follow = _following(found, standings)
    each = zip(found, tails, places, standings, follow, strict=True)
    for index, (anchor, tail, place, stands, following) in enumerate(each):
        if out and tail.end <= out[-1].title_end and out[-1].closed == anchor.end:
            tail = Tail(anchor.end, anchor.end)  # the date and issuer behind it close the title that it stands in
        mention = _mention(text, anchor, tail, (starts[index], block), stands, given, following, rulebook)
        if place and mention.pinpoint is None:
            mention = replace(mention, pinpoint=place.words, title_end=max(mention.title_end, place.end))
        mention = _related(text, mention, out, block, stands)
        if not (mention.nested and _repeats(text, mention, out[-1])):
            out.append(mention)
        given = usual
    return _ended(text, out, rulebook)


def _following(found: Sequence[Anchor], standings: Sequence[Standing]) -> Iterator[tuple[Next, ...]]:
    """For each citation those that may end its title; each begins with the place within it that is cited."""
    several = [
        Next(stands.start, anchor.end, anchor.kind, anchor.symbol, anchor.year, stands.changes, stands.nests)
        for anchor, stands in zip(found, standings, strict=True)
    ]
    for index, anchor in enumerate(found):
        last = bisect_right(found, anchor.end + 2 * TITLE_REACH, lo=index + 1, key=lambda after: after.start)
        yield tuple(several[index + 1 : last])


def _of_note(outline: Outline, block: Block, anchor: Anchor, rulebook: Rulebook) -> Standing | None:
    """What the words that call a footnote say of the act that opens it: "thực hiện¹", "¹ Quyết định số …"."""
    if not block.note or not joined(outline.view.text, block.start, anchor.start):
        return None
    words = called_from(outline, block).rstrip()
    called = standing(f"{words} ", 0, len(words) + 1, rulebook)
    return replace(called, start=anchor.start) if called.relation else None


def _of_list(outline: Outline, block: Block, rulebook: Rulebook) -> Relation | None:
    """What the words that open a list say of the act that an item begins with: "Bãi bỏ các quyết định sau:"."""
    index = outline.index_of(block)
    for before in reversed(outline.blocks[max(index - _ITEMS, 0) : index]):
        if before.note or before.kind == block.kind:
            continue
        words = outline.text(before)
        if not words.endswith(":"):
            return None
        opens = standing(words, max(len(words) - 80, 0), len(words) - 1, rulebook)
        return opens.relation if opens.changes else None
    return None


def _mention(
    text: str,
    anchor: Anchor,
    tail: Tail,
    around: tuple[int, Block],
    stands: Standing,
    given: Relation,
    following: tuple[Next, ...],
    rulebook: Rulebook,
) -> Mention:
    """What one mention says; ``given`` is its relation where the words before it name none."""
    start, block = around
    issuer, day = (tail.issuer, None) if tail.issuer else subject(text, start, anchor, rulebook)
    agent = text.endswith(("được ", "bị "), start, stands.start)  # "(được Nghị định Y sửa đổi)": the verb has no title
    titled = not anchor.short and not agent and (anchor.form != "law" or anchor.name is None)
    title, end, place = None, tail.end, None
    alone = tail.end == anchor.end and issuer is None
    after = following if titled else ()
    if titled and alone and (closed := closed_title(text, anchor, block.end, after, rulebook)):
        title, end, place, day, issuer = closed.title, closed.end, closed.start, closed.date, closed.issuer
    elif titled:
        whole = block.kind == "preamble" and joined(text, block.body, stands.start)
        dated = tail.end > anchor.end or anchor.issuer is not None
        title, end = read_title(
            text, tail.after, block.end, after, rulebook, dated=dated, whole=whole, capitals=anchor.capitals
        ) or (None, tail.end)
        named = any(one.start < end for one in after)
        if title and tail.date is None and day is None and not named:
            title, day, behind = title_tail(title, rulebook)
            issuer = issuer or behind
    return Mention(
        anchor=anchor,
        start=stands.start,
        end=tail.end,
        title_end=past_name(text, end),
        date=tail.date or day,
        issuer=issuer,
        title=title,
        pinpoint=stands.pinpoint,
        relation=stands.relation or given,
        by=None,
        preamble=_opening(block) is not None,
        closed=place,
        subject=tail.issuer is None and issuer is not None and place is None,
    )


def _related(text: str, mention: Mention, earlier: list[Mention], block: Block, stands: Standing) -> Mention:
    """Settle the relation: nested in a title, in the preamble, or in a list with the one before."""
    opening = _opening(block)
    if said := _opens_anew(text, block, stands):
        return replace(mention, relation=said, preamble=True)
    around = _around(mention, earlier)
    if around is not None:
        last = earlier[-1]
        if stands.relation is None and last.by == around.anchor.key and joined(text, last.end, stands.start):
            return replace(mention, nested=True, relation=last.relation, by=last.by)
        return replace(mention, nested=True, by=around.anchor.key if stands.nests else None)
    before = next((m for m in reversed(earlier) if not m.nested), None)
    follows = before is not None and joined(text, before.title_end, stands.start)
    opens = before is None or follows or opening != "implements"
    if opening is not None and opens and not stands.changes:
        listed = before is not None and follows and before.relation in ("basis", "implements", "mentions")
        return replace(mention, relation=before.relation if before is not None and listed else opening)
    if before is not None and stands.relation is None and follows and mention.relation == "mentions":
        return replace(mention, relation=before.relation, by=before.by)
    return mention


def _opens_anew(text: str, block: Block, stands: Standing) -> Relation | None:
    """What a line of the preamble within a paragraph says of the act it names first: "…; Căn cứ Quyết định số …"."""
    line = _LINE.search(text, max(block.start, stands.start - _LEAD), stands.start) if block.section is None else None
    return preamble(line["label"]) if line else None


def _repeats(text: str, mention: Mention, before: Mention) -> bool:
    """Whether a law's name only goes on with its number: "Luật số 16/2017/QH14 Luật Lâm nghiệp"."""
    return before.anchor.kind in LAWS and mention.anchor.start == before.anchor.end + 1 and not mention.anchor.number


def _opening(block: Block) -> Relation | None:
    """The relation that a line gives which opens the document."""
    return preamble(block.label) if block.kind == "preamble" and block.section is None else None


def _around(mention: Mention, earlier: list[Mention]) -> Mention | None:
    """The mention in whose title this one stands."""
    start = mention.anchor.start
    for one in reversed(earlier):
        if one.anchor.start < start < one.title_end:
            return one
        if start - one.anchor.start > 4 * TITLE_REACH:
            break
    return None


def _ended(text: str, found: list[Mention], rulebook: Rulebook) -> list[Mention]:
    """Acts that end by what the sentence says behind them, those listed before the last of them too."""
    out = list(found)
    after: Mention | None = None
    for index in range(len(found) - 1, -1, -1):
        mention = out[index]
        if mention.relation != "mentions" or mention.nested:
            continue
        given = ended(text, mention.title_end, rulebook)
        if given is None and after is not None and joined(text, mention.title_end, after.anchor.start):
            given = after.relation
        if given is not None:
            after = out[index] = replace(mention, relation=given)
        else:
            after = None
    return out
