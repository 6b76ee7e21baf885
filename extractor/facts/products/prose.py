"""Products named in running text: announced lists, names beside their producer, single names, lines of a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.footnotes import called_from
from extractor.facts.head import find_head
from extractor.facts.organizations.mentions import Mention, mentions
from extractor.facts.product_listings import phrase
from extractor.facts.products import context
from extractor.facts.products.context import Context
from extractor.facts.products.names import Item, items, named, possible
from extractor.model import Document
from extractor.outline import Block, Outline
from extractor.rulebook import Rule, Rulebook
from extractor.sought import matches, places

_LINK = 60
"""Characters in the longest link between names and their producer."""
_BEFORE = 1200
"""How far before a name its status is looked for; sentences are shorter unless something went wrong."""
_WINDOW = 240
"""How far after a list its status is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A product at ``start:end`` of the view, with what the text says of it."""

    start: int
    end: int
    producer: Mention | None
    said: Context
    group: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the view, its clauses with ";" kept together, and the block in which it stands."""

    start: int
    end: int
    block: Block


def in_prose(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Named]:
    """The products of the running text; the same place may be found by several rules, the surest first."""
    reader = _Reader(document, outline, rulebook)
    for block in outline.blocks:
        if reader.relevant(block):
            for start, end in _sentences(outline, block):
                yield from reader.sentence(_Sentence(start, end, block))
        yield from reader.line(block)


def _sentences(outline: Outline, block: Block) -> Iterator[tuple[int, int]]:
    """Sentences whose clauses end with ";" are one: a list goes on behind it."""
    begun: int | None = None
    end = block.start
    for start, end in outline.sentences(block):
        begun = start if begun is None else begun
        if not outline.view.text[start:end].endswith(";"):
            yield begun, end
            begun = None
    if begun is not None:
        yield begun, end


class _Reader:
    """Applies the rules of products to one document."""

    def __init__(self, document: Document, outline: Outline, rulebook: Rulebook) -> None:
        self.document, self.outline, self.rulebook = document, outline, rulebook
        self.text = outline.view.text
        self.makers = mentions(self.text, rulebook)
        self._leads = context.leads(outline, rulebook)
        self._announcers = context.announcers(outline, rulebook) | self._leads
        self._day = find_head(document, outline, rulebook).date
        self._starts = [maker.start for maker in self.makers]
        by_use: dict[str, list[Rule]] = {}
        for rule in rulebook.rules("products"):
            by_use.setdefault(str(rule.values["use"]), []).append(rule)
        self.rules = by_use
        words = {word for use in ("list", "named") for rule in by_use.get(use, ()) for word in rule.begins}
        self._goods = places(self.text, tuple(sorted(words)))

    def relevant(self, block: Block) -> bool:
        """Whether a block can name products at all: it speaks of goods, or names a producer."""
        goods = self._goods
        return bool(self.between(block.start, block.end)) or (
            bisect_left(goods, block.start) < bisect_left(goods, block.end)
        )

    def between(self, start: int, end: int) -> Sequence[Mention]:
        return self.makers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence(self, sentence: _Sentence) -> Iterator[Named]:
        listed: list[tuple[int, int]] = []
        for rule, opened, start, end in self._lists(sentence):
            listed.append((start, end))
            yield from self._list(sentence, rule, opened, start, end)
        for rule in self.rules.get("makers", ()):
            for maker in self.between(sentence.start, sentence.end):
                if not any(first <= maker.start < last for first, last in listed):
                    yield from self._made_by(sentence, rule, maker)
        for rule in self.rules.get("goods", ()):
            for maker in self.between(sentence.start, sentence.end):
                yield from self._made_after(sentence, rule, maker)
        for rule in self.rules.get("named", ()):
            for match in matches(rule, self.text, sentence.start, sentence.end):
                yield from self._single(sentence, rule, match)

    def _lists(self, sentence: _Sentence) -> Iterator[tuple[Rule, int, int, int]]:
        """Lists as (rule, where the announcement begins, first and last offset of the names)."""
        found = [
            (match.end(), match.start(), rule)
            for rule in self.rules.get("list", ())
            for match in matches(rule, self.text, sentence.start, sentence.end)
        ]
        found.sort(key=lambda one: one[0])
        for number, (start, opened, rule) in enumerate(found):
            if number and start == found[number - 1][0]:
                continue
            later = next((begin for stop, begin, _ in found[number + 1 :] if begin >= start), sentence.end)
            yield rule, opened, start, self._closed(opened, start, min(later, sentence.end))

    def _closed(self, opened: int, start: int, end: int) -> int:
        """The end of a list that stands in brackets is the bracket that closes it."""
        depth = self.text.count("(", opened, start) - self.text.count(")", opened, start)
        for offset in range(start, end) if depth > 0 else ():
            depth += {"(": 1, ")": -1}.get(self.text[offset], 0)
            if not depth:
                return offset
        return end

    def _list(self, sentence: _Sentence, rule: Rule, opened: int, start: int, end: int) -> Iterator[Named]:
        makers = self.between(start, end)
        counted = bool(phrase("count", self.rulebook).search(self.text, opened, start))
        if not (makers or counted or named(self.text[start:end])):
            return
        found = items(self.text, start, end, makers, self.rulebook)
        said = self._said(sentence, start, end)
        owner = self._owner(sentence, opened, start)
        group = context.group_of(self.outline, sentence.block, self.text[opened:start], self.rulebook, self._day)
        for item in self._products(found, counted and said.status is not None):
            yield self._named(item if item.producer else replace(item, producer=owner), said, group, rule)

    def _owner(self, sentence: _Sentence, opened: int, start: int) -> Mention | None:
        """The producer whose products an announcement counts: "HTX X có 02 sản phẩm …:", "02 sản phẩm của HTX X …:"."""
        makers = self.between(sentence.start, start)
        if len(makers) != 1:
            return None
        has = phrase("has", self.rulebook).match(self.text, makers[0].end, start)
        of = phrase("of", self.rulebook).search(self.text, opened, makers[0].start)
        return makers[0] if has or of else None

    def _products(self, found: list[Item], rated: bool) -> Iterator[Item]:
        """The items that name products: a list must hold one that surely does, then its likely ones count too."""
        clear = [item for item in found if (item.quoted or item.head) and possible(item, self.rulebook)]
        sure = any(item.quoted or item.proper or item.producer is not None for item in clear)
        if not sure and not (rated and sum(item.head for item in clear) * 2 > len(found)):
            return
        able = [item for item in found if possible(item, self.rulebook)]
        named = sum(item.head for item in able) * 2 >= len(able)
        for item in able:
            if item.head or item.quoted or item.producer is not None or (item.proper and named):
                yield item

    def _made_by(self, sentence: _Sentence, rule: Rule, maker: Mention) -> Iterator[Named]:
        """Names between the last edge of a clause and "của" before a producer, from the nearest back."""
        link = next(
            reversed(
                [
                    m
                    for m in rule.pattern.finditer(self.text, max(sentence.start, maker.start - _LINK), maker.start)
                    if m.end() == maker.start
                ]
            ),
            None,
        )
        if link is None or (
            "do" in link.group().split() and not phrase("made", self.rulebook).match(self.text, maker.end)
        ):
            return
        earlier = self.between(max(sentence.start, maker.start - _BEFORE), maker.start)
        floor = earlier[-1].end if earlier else max(sentence.start, maker.start - _BEFORE)
        edges = [edge.end() for edge in phrase("edge", self.rulebook).finditer(self.text, floor, link.start())]
        start = max(edges, default=floor)
        taken: list[Item] = []
        for item in reversed(items(self.text, start, maker.end, (maker,), self.rulebook)):
            if not ((item.head or item.quoted) and possible(item, self.rulebook)):
                break
            taken.insert(0, item)
        said = self._said_of(sentence, start, maker)
        group = self._group(sentence, link.group())
        for item in taken:
            yield self._named(item, said, group, rule)

    def _said_of(self, sentence: _Sentence, start: int, maker: Mention) -> Context:
        """What is said of products whose names begin at ``start``: behind their producer, then before the names."""
        limit = min(sentence.end, maker.end + _WINDOW)
        ahead = next((later.start for later in self.between(maker.end, limit)), limit)
        near = context.read("", self.text[maker.end : ahead], self.rulebook)
        far = context.read(
            self._before(sentence, start), self.text[maker.end : min(sentence.end, maker.end + _BEFORE)], self.rulebook
        )
        clause = re.split(r"[;\n]", self.text[maker.end : ahead], maxsplit=1)[0]
        lead = self._announcers.get(sentence.block.start)
        own = context.own_status(clause, self.outline.text(lead) if lead else "", self.rulebook)
        return Context(own or far.status or near.status, near.stars or far.stars, near.recognition or far.recognition)

    def _made_after(self, sentence: _Sentence, rule: Rule, maker: Mention) -> Iterator[Named]:
        """Names in brackets or behind a colon after their producer."""
        link = rule.pattern.match(self.text, maker.end, sentence.end)
        if link is None:
            return
        close = self.text.find(")", link.end(), sentence.end) if "(" in link.group() else -1
        end = close if close > 0 else next((m.start for m in self.between(maker.end, sentence.end)), sentence.end)
        first = self.between(sentence.start, maker.end)[0]  # what stands behind other producers is said of theirs
        said = context.read(self._before(sentence, first.start), self.text[end : sentence.end], self.rulebook)
        for item in items(self.text, link.end(), end, (), self.rulebook):
            if item.head and possible(item, self.rulebook):
                yield self._named(replace(item, producer=maker), said, self._group(sentence), rule)

    def _single(self, sentence: _Sentence, rule: Rule, match: re.Match[str]) -> Iterator[Named]:
        """The name that a rule points at, unless it is a kind of goods."""
        quoted = bool(rule.values.get("quoted"))
        start, end = match.span("name")
        item = next(iter(items(self.text, start, end, (), self.rulebook)), None)
        if item is None or not (item.proper or (item.head and (quoted or item.text[0].isupper()))):
            return
        if not possible(item, self.rulebook):
            return
        maker = next(iter(self.between(end, min(end + 60, sentence.end))), None)
        linked = maker is not None and self.text[end : maker.start].strip(' "”,') in ("của", "do", "(", "-")
        said = context.read("", self.text[end : sentence.end], self.rulebook)
        if said.status is None:
            said = replace(said, status=context.read(self.text[sentence.start : start], "", self.rulebook).status)
        yield self._named(replace(item, producer=maker if linked else None), said, self._group(sentence), rule)

    def line(self, block: Block) -> Iterator[Named]:
        """A line of a list under a paragraph that announces products."""
        lead = self._leads.get(block.start)
        if lead is None:
            return
        for rule in self.rules.get("item", ()):
            match = rule.pattern.match(self.text, block.start, block.end)
            if match is None:
                continue
            makers = self.between(block.start, block.end)
            end = makers[0].start if makers else match.end("name")
            if not makers and not named(match["name"]):
                continue
            found = items(self.text, match.start("name"), end, (), self.rulebook)[:1]
            said = context.read(self.outline.text(lead), "", self.rulebook)
            own = context.read("", self.text[end : block.end], self.rulebook)
            group = context.group_of(self.outline, lead, self.outline.text(lead), self.rulebook, self._day)
            for item in found:
                if item.head and possible(item, self.rulebook):
                    made = replace(item, producer=makers[0] if makers else None)
                    yield self._named(made, replace(said, stars=own.stars or said.stars), group, rule)

    def _said(self, sentence: _Sentence, start: int, end: int) -> Context:
        after = self.text[end : min(sentence.end, end + _WINDOW)]
        return context.read(self._before(sentence, start), after, self.rulebook)

    def _before(self, sentence: _Sentence, start: int) -> str:
        """The sentence up to ``start``, behind what announces it: the line above a list, the call of a note."""
        before = self.text[max(sentence.start, start - _BEFORE) : start]
        lead = self._announcers.get(sentence.block.start)
        if lead is not None:
            return f"{self.outline.text(lead)} {before}"
        if sentence.block.note:
            return f"{called_from(self.outline, sentence.block)} {before}"
        return before

    def _labelled(self, end: int) -> Mention | None:
        """The producer behind its label, right after a name: "- Sản phẩm: X", "- Chủ thể: HTX Y"."""
        maker = next(iter(self.between(end, end + _LINK)), None)
        between = self.text[end : maker.start].lower() if maker else ""
        return maker if phrase("labelled", self.rulebook).fullmatch(between) else None

    def _group(self, sentence: _Sentence, near: str = "") -> str | None:
        """The group said in ``near``, in the sentence, or above it."""
        whole = f"{near} {self.text[sentence.start : min(sentence.end, sentence.start + 2 * _BEFORE)]}"
        return context.group_of(self.outline, sentence.block, whole, self.rulebook, self._day)

    def _named(self, item: Item, said: Context, group: str | None, rule: Rule) -> Named:
        """The item's own words ("(4 sao)") go before those of its list."""
        own = context.read("", item.tail, self.rulebook)
        status = own.status
        if status is None or (status == "ranked" and said.status in ("withdrawn", "candidate")):
            status = said.status
        said = Context(status, own.stars or said.stars, own.recognition or said.recognition)
        return Named(item.start, item.end, item.producer or self._labelled(item.end), said, group, rule.id)
