"""Products named in running text: announced lists, names beside their producer, single names, lines of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.facts.organizations.mentions import Mention
from extractor.facts.product_knowledge import phrase
from extractor.facts.products import context
from extractor.facts.products.context import Context
from extractor.facts.products.names import Item, items, named, possible
from extractor.facts.products.reading import BEFORE, LINK, WINDOW, Named, Reading, Sentence
from extractor.facts.products.single import in_line, singles
from extractor.model import Document
from extractor.outline import Block, Outline
from extractor.rulebook import Rule, Rulebook


def in_prose(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Named]:
    """The products of the running text; where several rules find something at a place, by the surest."""
    reading = Reading(document, outline, rulebook)
    yield from filter(reading.take, _found(reading, outline))


def _found(reading: Reading, outline: Outline) -> Iterator[Named]:
    """What the rules find, the surest first; they need not find what was taken at a place that they come to."""
    lists = _Lists(reading)
    for block in outline.blocks:
        listing, naming = reading.rules_in(block, "list"), reading.rules_in(block, "named")
        if listing or naming or reading.between(block.start, block.end):
            for start, end in _sentences(outline, block):
                sentence = Sentence(start, end, block)
                yield from lists.named(sentence, listing)
                yield from singles(reading, sentence, naming)
        yield from in_line(reading, block)


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


class _Lists:
    """Lists of names, and names beside their producer."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def named(self, sentence: Sentence, rules: Sequence[Rule]) -> Iterator[Named]:
        """The products that a sentence lists by one of ``rules``, or names with their producers."""
        listed: list[tuple[int, int]] = []
        for rule, opened, start, end in self._lists(sentence, rules):
            listed.append((start, end))
            yield from self._list(sentence, rule, opened, start, end)
        makers = self.reading.between(sentence.start, sentence.end)
        for rule in self.reading.rules.get("makers", ()) if makers else ():
            for maker in makers:
                if not any(first <= maker.start < last for first, last in listed):
                    yield from self._made_by(sentence, rule, maker)
        for rule in self.reading.rules.get("goods", ()) if makers else ():
            for maker in makers:
                yield from self._made_after(sentence, rule, maker)

    def _lists(self, sentence: Sentence, rules: Sequence[Rule]) -> Iterator[tuple[Rule, int, int, int]]:
        """Lists as (rule, where the announcement begins, first and last offset of the names)."""
        found = [
            (match.end(), match.start(), rule)
            for rule in rules
            for match in rule.pattern.finditer(self.reading.text, sentence.start, sentence.end)
        ]
        found.sort(key=lambda one: one[0])
        for number, (start, opened, rule) in enumerate(found):
            if number and start == found[number - 1][0]:
                continue
            later = next((begin for stop, begin, _ in found[number + 1 :] if begin >= start), sentence.end)
            yield rule, opened, start, self._closed(opened, start, min(later, sentence.end))

    def _closed(self, opened: int, start: int, end: int) -> int:
        """The end of a list that stands in brackets is the bracket that closes it."""
        depth = self.reading.text.count("(", opened, start) - self.reading.text.count(")", opened, start)
        for offset in range(start, end) if depth > 0 else ():
            depth += {"(": 1, ")": -1}.get(self.reading.text[offset], 0)
            if not depth:
                return offset
        return end

    def _list(self, sentence: Sentence, rule: Rule, opened: int, start: int, end: int) -> Iterator[Named]:
        makers = self.reading.between(start, end)
        counted = bool(phrase("count", self.reading.rulebook).search(self.reading.text, opened, start))
        if not (makers or counted or named(self.reading.text[start:end])):
            return
        found = items(self.reading.text, start, end, makers, self.reading.rulebook)
        said = self.reading.said(sentence, start, end)
        owner = self._owner(sentence, opened, start)
        group = self.reading.group_of(sentence.block, self.reading.text[opened:start])
        for item in self._products(found, counted and said.status is not None):
            yield self.reading.named(item if item.producer else replace(item, producer=owner), said, group, rule)

    def _owner(self, sentence: Sentence, opened: int, start: int) -> Mention | None:
        """The producer whose products an announcement counts: "HTX X có 02 sản phẩm …:", "02 sản phẩm của HTX X …:"."""
        makers = self.reading.between(sentence.start, start)
        if len(makers) != 1:
            return None
        has = phrase("has", self.reading.rulebook).match(self.reading.text, makers[0].end, start)
        of = phrase("of", self.reading.rulebook).search(self.reading.text, opened, makers[0].start)
        return makers[0] if has or of else None

    def _products(self, found: list[Item], rated: bool) -> Iterator[Item]:
        """The items that name products: a list must hold one that surely does, then its likely ones count too."""
        clear = [item for item in found if (item.quoted or item.head) and possible(item, self.reading.rulebook)]
        sure = any(item.quoted or item.proper or item.producer is not None for item in clear)
        if not sure and not (rated and sum(item.head for item in clear) * 2 > len(found)):
            return
        able = [item for item in found if possible(item, self.reading.rulebook)]
        named = sum(item.head for item in able) * 2 >= len(able)
        for item in able:
            if item.head or item.quoted or item.producer is not None or (item.proper and named):
                yield item

    def _made_by(self, sentence: Sentence, rule: Rule, maker: Mention) -> Iterator[Named]:
        """Names between the last edge of a clause and "của" before a producer, from the nearest back."""
        link = next(
            reversed(
                [
                    m
                    for m in rule.pattern.finditer(
                        self.reading.text, max(sentence.start, maker.start - LINK), maker.start
                    )
                    if m.end() == maker.start
                ]
            ),
            None,
        )
        if link is None or (
            "do" in link.group().split()
            and not phrase("made", self.reading.rulebook).match(self.reading.text, maker.end)
        ):
            return
        earlier = self.reading.between(max(sentence.start, maker.start - BEFORE), maker.start)
        floor = earlier[-1].end if earlier else max(sentence.start, maker.start - BEFORE)
        edges = [
            edge.end()
            for edge in phrase("edge", self.reading.rulebook).finditer(self.reading.text, floor, link.start())
        ]
        start = max(edges, default=floor)
        taken: list[Item] = []
        for item in reversed(items(self.reading.text, start, maker.end, (maker,), self.reading.rulebook)):
            if not ((item.head or item.quoted) and possible(item, self.reading.rulebook)):
                break
            taken.insert(0, item)
        taken = list(filter(self.reading.is_free, taken))
        if not taken:
            return
        said = self._said_of(sentence, start, maker)
        group = self.reading.group(sentence, link.group())
        for item in taken:
            yield self.reading.named(item, said, group, rule)

    def _said_of(self, sentence: Sentence, start: int, maker: Mention) -> Context:
        """What is said of products whose names begin at ``start``: behind their producer, then before the names."""
        limit = min(sentence.end, maker.end + WINDOW)
        ahead = next((later.start for later in self.reading.between(maker.end, limit)), limit)
        near = context.read("", self.reading.text[maker.end : ahead], self.reading.rulebook)
        far = self.reading.said(sentence, start, maker.end, BEFORE)
        clause = re.split(r"[;\n]", self.reading.text[maker.end : ahead], maxsplit=1)[0]
        lead = self.reading.announcers.get(sentence.block.start)
        own = context.own_status(clause, self.reading.outline.text(lead) if lead else "", self.reading.rulebook)
        return Context(own or far.status or near.status, near.stars or far.stars, near.recognition or far.recognition)

    def _made_after(self, sentence: Sentence, rule: Rule, maker: Mention) -> Iterator[Named]:
        """Names in brackets or behind a colon after their producer."""
        link = rule.pattern.match(self.reading.text, maker.end, sentence.end)
        if link is None:
            return
        close = self.reading.text.find(")", link.end(), sentence.end) if "(" in link.group() else -1
        end = (
            close if close > 0 else next((m.start for m in self.reading.between(maker.end, sentence.end)), sentence.end)
        )
        # what stands behind other producers is said of theirs
        first = self.reading.between(sentence.start, maker.end)[0]
        said = self.reading.said(sentence, first.start, end, BEFORE)
        for item in items(self.reading.text, link.end(), end, (), self.reading.rulebook):
            if item.head and possible(item, self.reading.rulebook):
                yield self.reading.named(replace(item, producer=maker), said, self.reading.group(sentence), rule)
