"""Products that the text names again, behind the word sản phẩm, and of which it says something new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.facts.product_knowledge import phrase
from extractor.facts.products import context
from extractor.facts.products.reading import Named
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.text import normalise


def named_again(outline: Outline, rulebook: Rulebook, names: Iterable[str]) -> Iterator[Named]:
    """Where a rule of further mentions is followed by one of ``names``, the longest, and then by a verb."""
    known = tuple(sorted({normalise(name).lower() for name in names if " " in name}, key=len, reverse=True))
    text = outline.view.text
    for rule in rulebook.rules("products") if known else ():
        for match in rule.pattern.finditer(text) if rule.values["use"] == "again" else ():
            start = match.end()
            written = text[start : start + len(known[0])].lower()
            if not written.startswith(known):
                continue
            end = start + next(len(name) for name in known if written.startswith(name))
            clause = text[end : max(outline.sentence_at(start)[1], end)]
            if phrase("verb", rulebook).match(clause):
                yield Named(start, end, None, context.read("", clause, rulebook), None, rule.id)
