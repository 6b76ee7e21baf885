"""Single products named in running text: in quotation marks, behind the word sản phẩm, before what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.facts.organizations.mentions import Mention
from extractor.facts.products import context
from extractor.facts.products.names import items, named, possible
from extractor.facts.products.reading import BEFORE, Named, Reading, Sentence
from extractor.outline import Block
from extractor.rulebook import Rule


def singles(reading: Reading, sentence: Sentence, rules: Sequence[Rule]) -> Iterator[Named]:
    """The products that ``rules`` for one name find in a sentence."""
    for rule in rules:
        for match in rule.pattern.finditer(reading.text, sentence.start, sentence.end):
            yield from _single(reading, sentence, rule, match)


def _single(reading: Reading, sentence: Sentence, rule: Rule, match: re.Match[str]) -> Iterator[Named]:
    """The name that a rule points at, unless it is a kind of goods."""
    quoted = bool(rule.values.get("quoted"))
    start, end = match.span("name")
    item = next(iter(items(reading.text, start, end, (), reading.rulebook)), None)
    if item is None or not reading.is_free(item):
        return
    if not (item.proper or (item.head and (quoted or item.text[0].isupper()))):
        return
    if rule.values.get("headed") and not (item.head and item.proper):
        return
    if not possible(item, reading.rulebook):
        return
    maker = next(iter(reading.between(end, min(end + 60, sentence.end))), None)
    linked = maker is not None and reading.text[end : maker.start].strip(' "”,') in ("của", "do", "(", "-")
    if not linked:
        maker = _subject(reading, sentence, match.start())
    said = context.read("", reading.text[end : min(sentence.end, end + BEFORE)], reading.rulebook)
    if said.status is None or rule.values.get("led"):  # what leads to the name is said of it: "hoàn thiện hồ sơ X"
        before = context.read(
            f"{reading.before(sentence, start)}{reading.text[start:end]}", "", reading.rulebook
        ).status
        said = replace(said, status=before or said.status or rule.values.get("status"))
    yield reading.named(replace(item, producer=maker), said, reading.group(sentence), rule)


def _subject(reading: Reading, sentence: Sentence, start: int) -> Mention | None:
    """The producer that stands right before ``start``, as the subject of what follows: "HTX X xuất khẩu …"."""
    maker = next(reversed(reading.between(sentence.start, start)), None)
    return maker if maker and reading.text[maker.end : start].strip() in ("", "đã", "hiện", "cũng") else None


def in_line(reading: Reading, block: Block) -> Iterator[Named]:
    """A line of a list under a paragraph that announces products."""
    lead = reading.leads.get(block.start)
    if lead is None:
        return
    for rule in reading.rules.get("item", ()):
        match = rule.pattern.match(reading.text, block.start, block.end)
        if match is None:
            continue
        makers = reading.between(block.start, block.end)
        end = makers[0].start if makers else match.end("name")
        if not makers and not named(match["name"]):
            continue
        found = items(reading.text, match.start("name"), end, (), reading.rulebook)[:1]
        said = context.read(reading.outline.text(lead), "", reading.rulebook)
        own = context.read("", reading.text[end : block.end], reading.rulebook)
        group = reading.group_of(lead, reading.outline.text(lead))
        for item in found:
            if item.head and possible(item, reading.rulebook):
                made = replace(item, producer=makers[0] if makers else None)
                yield reading.named(made, replace(said, stars=own.stars or said.stars), group, rule)
