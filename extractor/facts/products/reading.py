"""What the readers of running text share: the text with its producers, and what is said of a product at a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.footnotes import called_from
from extractor.facts.head import find_head
from extractor.facts.organizations.mentions import Mention, mentions
from extractor.facts.product_knowledge import phrase, signs
from extractor.facts.products import context
from extractor.facts.products.context import Context
from extractor.facts.products.names import Item
from extractor.model import Document
from extractor.outline import Block, Outline
from extractor.rulebook import Rule, Rulebook
from extractor.spans import Spans
from extractor.words import words_of

LINK = 60
"""Characters in the longest link between names and their producer."""
BEFORE = 1200
"""How far before a name its status is looked for; sentences are shorter unless something went wrong."""
_OF_GOODS = ("list", "named")
"""The uses of rules that find names by the words for goods before them."""
WINDOW = 240
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
class Sentence:
    """A sentence of the view, its clauses with ";" kept together, and the block in which it stands."""

    start: int
    end: int
    block: Block


def near(rule: Rule) -> Sequence[tuple[str, ...]]:
    """Words in sorts, of each of which one stands in every paragraph in which a rule finds something."""
    told = rule.pattern.openings.words
    return [told] if told else [tuple(words.split("|")) for words in rule.values.get("near", [""])]


class Reading:
    """The view of one document as the rules of products see it."""

    def __init__(self, document: Document, outline: Outline, rulebook: Rulebook) -> None:
        self.document, self.outline, self.rulebook = document, outline, rulebook
        self.text = outline.view.text
        self.makers = mentions(self.text, rulebook)
        self.leads = context.leads(outline, rulebook)
        self.announcers = context.announcers(outline, rulebook) | self.leads
        self.day = find_head(document, outline, rulebook).date
        self._starts = [maker.start for maker in self.makers]
        self._taken = Spans()
        self._above: dict[int, str | None] = {}
        by_use: dict[str, list[Rule]] = {}
        for rule in rulebook.rules("products"):
            by_use.setdefault(str(rule.values["use"]), []).append(rule)
        self.rules = by_use
        self._able: dict[tuple[int, str], list[Rule]] = {}
        for rule in (rule for use in _OF_GOODS for rule in by_use.get(use, ())):
            sorts = [outline.blocks_at(words_of(self.text).any(words)) for words in near(rule)]
            for start in set.intersection(*({block.start for block in blocks} for blocks in sorts)):
                self._able.setdefault((start, str(rule.values["use"])), []).append(rule)

    def take(self, named: Named) -> bool:
        """Whether nothing is found at the place of ``named`` yet; it is now."""
        free = self.is_free(named)
        if free:
            self._taken.add(named.start, named.end)
        return free

    def is_free(self, named: Named | Item) -> bool:
        """Whether nothing was found at a place by a surer rule: there no more needs to be read."""
        return not self._taken.overlap(named.start, named.end)

    def rules_in(self, block: Block, use: str) -> Sequence[Rule]:
        """The rules of a ``use`` that looks for goods which can find something in a block: it holds their words."""
        return self._able.get((block.start, use), ())

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The producers named from ``start`` to ``end``."""
        return self.makers[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def said(self, sentence: Sentence, start: int, end: int, reach: int = WINDOW) -> Context:
        """What is said of names at ``start:end``: before them, so far behind them, in what announces them."""
        after = self.text[end : min(sentence.end, end + reach)]
        return context.read(self.before(sentence, start), after, self.rulebook, self.lead(sentence))

    def before(self, sentence: Sentence, start: int) -> str:
        """The sentence up to ``start``."""
        return self.text[max(sentence.start, start - BEFORE) : start]

    def lead(self, sentence: Sentence) -> str:
        """What announces a sentence: the line above a list, the call of a note; "" where nothing does."""
        lead = self.announcers.get(sentence.block.start)
        if lead is not None:
            return self.outline.text(lead)
        return called_from(self.outline, sentence.block) if sentence.block.note else ""

    def _stars_above(self, offset: int) -> int | None:
        """The rank in the nearest heading over products: "2. Sản phẩm đạt hạng 3 sao (09 sản phẩm)"."""
        for section in self.outline.headings(self.outline.block_at(offset).section):
            heading = section.heading or ""
            if phrase("ranked heading", self.rulebook).match(heading):
                values = {sign.value for sign in signs(heading, "stars", self.rulebook)}
                return int(values.pop()) if len(values) == 1 else None
        return None

    def _labelled(self, end: int) -> Mention | None:
        """The producer behind its label, right after a name: "- Sản phẩm: X", "- Chủ thể: HTX Y"."""
        maker = next(iter(self.between(end, end + LINK)), None)
        between = self.text[end : maker.start].lower() if maker else ""
        return maker if phrase("labelled", self.rulebook).fullmatch(between) else None

    def group(self, sentence: Sentence, near: str = "") -> str | None:
        """The group said in ``near``, in the sentence, or above it."""
        whole = f"{near} {self.text[sentence.start : min(sentence.end, sentence.start + 2 * BEFORE)]}"
        return self.group_of(sentence.block, whole)

    def group_of(self, block: Block, words: str) -> str | None:
        """The group said in ``words``, or above the block."""
        if group := context.group_named(words, self.rulebook, self.day):
            return group
        if block.start not in self._above:
            self._above[block.start] = context.group_above(self.outline, block, self.rulebook, self.day)
        return self._above[block.start]

    def named(self, item: Item, said: Context, group: str | None, rule: Rule) -> Named:
        """The item's own words ("(4 sao)") go before those of its list."""
        own = context.read("", item.tail, self.rulebook)
        status = own.status
        if status is None or (status == "ranked" and said.status):
            status = said.status
        stars = own.stars or said.stars or self._stars_above(item.start)
        said = Context(status, stars, own.recognition or said.recognition)
        return Named(item.start, item.end, item.producer or self._labelled(item.end), said, group, rule.id)
