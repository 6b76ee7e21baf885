"""Rules that name the words they begin with find what they would find everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.facts.products.reading import near
from extractor.rulebook import Rule, load
from extractor.sought import matches, places
from extractor.text import view

BEGINNING = [rule for rules in load().topics.values() for rule in rules if rule.begins]
SOURCES = Path(__file__).resolve().parents[1] / "corpus" / "sources"
TEXTS = [view(file.read_text(encoding="utf-8")).text for file in sorted(SOURCES.glob("*.txt"))]


@pytest.mark.parametrize("rule", BEGINNING, ids=lambda rule: rule.id)
def test_what_is_found_everywhere(rule: Rule) -> None:
    examples = [view(example.text).text for example in rule.examples]
    padded = [f"{'. ' * 400}{text}\n" for text in (*examples, *(text.upper() for text in examples))]
    for text in (*TEXTS, *padded):
        spans = [match.span() for match in rule.pattern.finditer(text)]
        assert [match.span() for match in matches(rule, text)] == spans
        middle = len(text) // 2
        within = [match.span() for match in rule.pattern.finditer(text, middle, len(text) - 10)]
        assert [match.span() for match in matches(rule, text, middle, len(text) - 10)] == within


def test_rules_for_running_text_name_their_beginnings() -> None:
    """A paragraph in which none of these words stands is passed over by the search for products."""
    assert all(all(near(rule)) for rule in load().rules("products") if rule.values["use"] in ("list", "named"))


def test_letters_that_grow_when_made_small() -> None:
    assert list(places("İ" * 3 + "SẢN PHẨM và sản phẩm", ("sản phẩm",))) == [3, 15]
