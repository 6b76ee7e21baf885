"""Short forms in one document: "Nghị quyết 51", "Nghị định trên", a law's bare name, as the acts they stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace

from extractor.facts.citations.anchors import Anchor, sentence_case
from extractor.facts.citations.mentions import Mention
from extractor.facts.citations.relations import joined
from extractor.facts.citations.symbols import issued_by
from extractor.facts.citations.tails import part_rules
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_OPENING = 40
"""Among how many paragraphs a document names its own kind."""
_BACK = 800
"""How far back "Luật này" looks for another law, in characters."""
_APPROVED = ("Đề án", "Chương trình", "Dự án")
"""What goes by the number of the act that approves it: "Đề án 939" of the Quyết định số 939/QĐ-TTg."""
_DEFINED = 500
"""How far back a law is looked for that is given another name ("sau đây gọi là …")."""


def full_forms(found: Sequence[Mention], outline: Outline, rulebook: Rulebook) -> dict[int, Anchor]:
    """For each short form, by its start, the same anchor with the data of the act it stands for.

    The nearest act before it counts, else the first after it; one that stands for none is left out.
    """
    acts = _Acts(found)
    names = _defined(found, outline.view.text, rulebook)
    out: dict[int, Anchor] = {}
    for index, mention in enumerate(found):
        anchor = mention.anchor
        act: Anchor | None = None
        if anchor.back:
            act = _pointed_at(found, index, acts, outline)
            act = out.get(act.start, None if act.short else act) if act else None
        elif anchor.short:
            act = _numbered(mention, acts, rulebook)
        elif anchor.form == "law" and not anchor.number:
            act = _law(mention, acts, rulebook) or names.get(_letters(anchor))
        if act is not None:
            out[anchor.start] = replace(
                act,
                start=anchor.start,
                end=anchor.end,
                rule=anchor.rule,
                short=True,
                key_at=None,
                worn=None,
            )
    return out


class _Acts:
    """The acts of a document that are named in full, by what a short form says of them."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self.numbered: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        self.laws: dict[str, list[Mention]] = defaultdict(list)
        self.kinds: dict[str, list[Mention]] = defaultdict(list)
        self.approved: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in found:
            anchor = mention.anchor
            if not anchor.back:
                self.kinds[anchor.kind].append(mention)
            if anchor.short:
                continue
            if anchor.number:
                number, title = anchor.number.lstrip("0"), (mention.title or "").casefold()
                self.numbered[anchor.kind, number].append(mention)
                for kind in _APPROVED:
                    if kind.casefold() in title:
                        self.approved[kind, number].append(mention)
            if anchor.name and (anchor.number or anchor.law_year):
                self.laws[_letters(anchor)].append(mention)
        self._meant: dict[Hashable, Sequence[Mention]] = {}

    def meant(self, said: Hashable, find: Callable[[], Sequence[Mention]]) -> Sequence[Mention]:
        """What ``find`` gives, the same for all short forms that say the same."""
        if said not in self._meant:
            self._meant[said] = find()
        return self._meant[said]

    @staticmethod
    def nearest(candidates: Sequence[Mention], start: int) -> Anchor | None:
        """The last of them before ``start``, else the first."""
        if not candidates:
            return None
        before = bisect_left(candidates, start, key=lambda mention: mention.anchor.start)
        return candidates[max(before - 1, 0)].anchor


def _letters(anchor: Anchor) -> str:
    return f"{anchor.kind} {anchor.name}".casefold()


def _law(mention: Mention, acts: _Acts, rulebook: Rulebook) -> Anchor | None:
    """The law of this name that is cited by number or year; for one with its year, only a number of that year.

    Not one of another number where the day of the mention is known to be that of another law of the name.
    """
    anchor = mention.anchor
    said = _letters(anchor), anchor.law_year, mention.date
    return acts.nearest(acts.meant(said, lambda: _laws(mention, acts, rulebook)), anchor.start)


def _laws(mention: Mention, acts: _Acts, rulebook: Rulebook) -> Sequence[Mention]:
    anchor = mention.anchor
    named = _letters(anchor)
    laws = acts.laws.get(named, [])
    if anchor.law_year:
        laws = [m for m in laws if m.anchor.number and m.anchor.year == anchor.law_year]
    of_day = {
        row["key"]
        for row in rulebook.tables.get("authorities", ())
        if row["date"] == (mention.date or "-") and f"{row['kind']} {row['title']}".casefold() == named
    }
    if of_day:
        laws = [m for m in laws if not m.anchor.number or m.anchor.key in of_day]
    return laws


def _numbered(mention: Mention, acts: _Acts, rulebook: Rulebook) -> Anchor | None:
    """The act of this kind and number, and of the year, date and issuer where the short form states them."""
    anchor = mention.anchor
    said = anchor.kind, anchor.number, anchor.year, mention.date, mention.issuer
    return acts.nearest(acts.meant(said, lambda: _acts_of_number(mention, acts, rulebook)), anchor.start)


def _acts_of_number(mention: Mention, acts: _Acts, rulebook: Rulebook) -> Sequence[Mention]:
    anchor = mention.anchor
    named = anchor.kind, (anchor.number or "").lstrip("0")
    candidates = acts.numbered.get(named) or acts.approved.get(named, [])
    if anchor.year:
        candidates = [m for m in candidates if anchor.year in (m.anchor.year, (m.date or "")[:4])]
    if mention.date:
        candidates = [m for m in candidates if (m.date or mention.date).startswith(mention.date)]
    if mention.issuer and len({m.anchor.key for m in candidates}) > 1:
        candidates = [m for m in candidates if _issued(m, mention.issuer, rulebook)] or candidates
    return candidates


def _issued(mention: Mention, issuer: str, rulebook: Rulebook) -> bool:
    """Whether an act is of this issuer, by what is printed there or by the letters of its symbol."""
    return issuer in (mention.issuer or "") or bool(issued_by(mention.anchor.symbol or "", issuer, rulebook))


def _pointed_at(found: Sequence[Mention], index: int, acts: _Acts, outline: Outline) -> Anchor | None:
    """The act that "Nghị định trên" or "Luật này" means: the last one of this kind before it.

    For "này" (the document itself, unless that is of another kind) the act stands close before it and is not joined to
    it ("Luật Đầu tư và Luật này").
    """
    anchor = found[index].anchor
    candidates = acts.kinds.get(anchor.kind, [])
    before = bisect_left(candidates, anchor.start, key=lambda mention: mention.anchor.start)
    if not before:
        return None
    last = candidates[before - 1]
    if anchor.this:
        text = outline.view.text
        if anchor.start - last.title_end > _BACK or joined(text, last.title_end, anchor.start):
            return None
        if text.rfind("“", last.title_end, anchor.start) > text.rfind("”", last.title_end, anchor.start):
            return None  # within quoted wording, that of another act
    return last.anchor


def host_kind(outline: Outline, rulebook: Rulebook) -> str | None:
    """The kind that the document names itself to be, alone on a line near its head."""
    known = {row["kind"].casefold() for row in rulebook.table("kinds")} | {"luật", "bộ luật"}
    for block in outline.blocks[:_OPENING]:
        words = outline.text(block).strip(" |*#:").casefold()
        if words in known:
            return sentence_case(words)
    return None


def _defined(found: Sequence[Mention], text: str, rulebook: Rulebook) -> Mapping[str, Anchor]:
    """Laws by the shorter names that the document gives them: "(sau đây gọi là Luật Bầu cử)"."""
    names: dict[str, Anchor] = {}
    laws = [m for m in found if m.anchor.name and not m.anchor.short]
    for rule in part_rules(rulebook, "alias") if laws else ():
        for match in rule.pattern.finditer(text):
            name = match["alias"].casefold()
            last = bisect_left(laws, match.start(), key=lambda mention: mention.anchor.start)
            for mention in reversed(laws[:last]):
                anchor = mention.anchor
                if match.start() - anchor.end > _DEFINED:
                    break
                if set(name.split()) <= set(_letters(anchor).split()) and (anchor.number or anchor.law_year):
                    names[name] = anchor
                    break
    return names
