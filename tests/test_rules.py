"""Every rule two ways: its examples are found by it and only by it, its counterexamples are left alone.

A new topic (a folder below ``rules/``) is one line in ``TOPICS``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import pytest
from conftest import make_document, with_tables

from extractor.facts import FINDERS
from extractor.facts.citations.possible import possible_citations
from extractor.facts.head import find_head
from extractor.leaf.mask import mask
from extractor.outline import outline
from extractor.rulebook import Rule, Rulebook, load


@dataclass(frozen=True)
class Found:
    """Something found in a text, and the rule that found it; "" where the result does not say."""

    rule: str
    fields: Mapping[str, Any]

    def has(self, expected: Mapping[str, Any]) -> bool:
        return all(name in self.fields and self.fields[name] == value for name, value in expected.items())


Topic = Callable[[str, Rulebook], list[Found]]


def divisions(text: str, rulebook: Rulebook) -> list[Found]:
    """The blocks of the outline, with the heading of the section that each begins."""
    structure = outline(make_document(text), rulebook)
    headings = {section.start: section.heading for section in structure.sections}
    return [
        Found(
            block.kind,
            {"label": block.label, "heading": headings.get(structure.view.origin(block.start)), "note": block.note},
        )
        for block in structure.blocks
    ]


def head(text: str, rulebook: Rulebook) -> list[Found]:
    """The head, field by field; fields that no rule filled are left out."""
    document = make_document(text)
    return [Found("", asdict(find_head(document, outline(document, rulebook), rulebook)))]


def facts(kind: str) -> Topic:
    """The facts of one finder."""

    def find(text: str, rulebook: Rulebook) -> list[Found]:
        document = with_tables(make_document(text))
        found = FINDERS[kind](document, outline(document, rulebook), rulebook)
        return [Found(fact.rule, asdict(fact)) for fact in found]

    return find


def missed(text: str, rulebook: Rulebook) -> list[Found]:
    """What looks like a citation and is none that was found."""
    document = make_document(text)
    structure = outline(document, rulebook)
    found = tuple(FINDERS["citations"](document, structure, rulebook))
    whys = {rule.values["why"]: rule.id for rule in rulebook.rules("possible_citations")}
    return [
        Found(whys[one.why.split(": ", 1)[1]], asdict(one))
        for one in possible_citations(document, structure, found, rulebook)
    ]


def unnamed(topic: Topic) -> Topic:
    """For rules that shape a fact which another rule finds: a rule is then known by the difference that it makes."""
    return lambda text, rulebook: [Found("", found.fields) for found in topic(text, rulebook)]


def masked(text: str, rulebook: Rulebook) -> list[Found]:
    """The numbers that the database hides."""
    found = []
    for rule in rulebook.rules("privacy"):
        found += [Found(rule.id, match.groupdict()) for match in rule.pattern.finditer(text)]
        text = mask(text, (rule,))
    return found


def matched(topic: str) -> Topic:
    """What the patterns of a topic match: for rules that a check reads."""

    def find(text: str, rulebook: Rulebook) -> list[Found]:
        found = ((rule.id, rule.pattern.search(text)) for rule in rulebook.rules(topic))
        return [Found(name, match.groupdict()) for name, match in found if match]

    return find


TOPICS: Mapping[str, Topic] = {
    "act_periods": matched("act_periods"),
    "amounts": facts("amounts"),
    "annex_references": matched("annex_references"),
    "announced": matched("announced"),
    "applied_acts": matched("applied_acts"),
    "bodies": matched("bodies"),
    "body_names": matched("body_names"),
    "carried_on": matched("carried_on"),
    "certificates": matched("certificates"),
    "changing": matched("changing"),
    "doubled_words": matched("doubled_words"),
    "citation_relations": unnamed(facts("citations")),
    "citation_tails": unnamed(facts("citations")),
    "citations": facts("citations"),
    "comparisons": matched("comparisons"),
    "competences": matched("competences"),
    "counted_lists": matched("counted_lists"),
    "deadlines": matched("deadlines"),
    "form_numbers": matched("form_numbers"),
    "former_levels": matched("former_levels"),
    "growth": matched("growth"),
    "head": head,
    "in_words": matched("in_words"),
    "indicators": facts("indicators"),
    "initials": matched("initials"),
    "issuing": matched("issuing"),
    "later_years": matched("later_years"),
    "listed_places": matched("listed_places"),
    "named_works": matched("named_works"),
    "organizations": facts("organizations"),
    "outline": divisions,
    "own_annexes": matched("own_annexes"),
    "own_articles": matched("own_articles"),
    "own_times": matched("own_times"),
    "cut_symbols": matched("cut_symbols"),
    "named_days": matched("named_days"),
    "signing": matched("signing"),
    "past_events": matched("past_events"),
    "pinpoints": unnamed(facts("citations")),
    "points": matched("points"),
    "possible_citations": missed,
    "privacy": masked,
    "producer_kinds": matched("producer_kinds"),
    "products": facts("products"),
    "product_lists": matched("product_lists"),
    "products_of": matched("products_of"),
    "programme_names": matched("programme_names"),
    "recipients": matched("recipients"),
    "result_headings": matched("result_headings"),
    "series": matched("series"),
    "sessions": matched("sessions"),
    "shares": matched("shares"),
    "shares_of_counts": matched("shares_of_counts"),
    "shares_of_units": matched("shares_of_units"),
    "short_dates": matched("short_dates"),
    "star_classes": matched("star_classes"),
    "sums": matched("sums"),
    "table_cells": matched("table_cells"),
    "table_lines": matched("table_lines"),
    "whole_programmes": matched("whole_programmes"),
    "unnumbered_acts": matched("unnumbered_acts"),
}

RULES = [rule for rules in load().topics.values() for rule in rules]


@cache
def without(rule_id: str) -> Rulebook:
    return load().without(rule_id)


def found_in(text: str, rule: Rule, rulebook: Rulebook) -> list[Found]:
    return TOPICS[rule.topic](text, rulebook)


def named(found: Iterable[Found], rule: Rule) -> list[Found]:
    return [one for one in found if one.rule in ("", rule.id)]


@pytest.mark.parametrize("rule", [one for one in RULES if "line_has" in one.values], ids=lambda rule: rule.id)
def test_what_a_rule_is_said_to_hold_stands_in_a_line_of_each_match(rule: Rule) -> None:
    for example in rule.examples:
        [match, *_] = rule.pattern.finditer(example.text)
        assert "\n" not in match.group()
        assert any(word in match.group().lower() for word in rule.values["line_has"])


@pytest.mark.parametrize("rule", [one for one in RULES if "needs" in one.values], ids=lambda rule: rule.id)
def test_what_a_rule_is_said_to_need_stands_in_each_match(rule: Rule) -> None:
    for example in rule.examples:
        [match, *_] = rule.pattern.finditer(example.text)
        assert re.search(rule.values["needs"], match.group())


def test_no_two_rules_have_one_id() -> None:
    counts = Counter(rule.id for rule in RULES)
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_topic_is_tested() -> None:
    missing = load().topics.keys() - TOPICS.keys()
    assert not missing, f"rules/{', rules/'.join(sorted(missing))}: say in TOPICS how these rules are run"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_are_found_by_their_own_rule(rule: Rule, rulebook: Rulebook) -> None:
    for example in rule.examples:
        found = found_in(example.text, rule, rulebook)
        assert any(one.has(example.expect) for one in named(found, rule)), (
            f"{rule.file}: {rule.id} does not find {dict(example.expect)} in “{example.text}”, but {found}"
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_is_needed(rule: Rule) -> None:
    """Without the rule at least one of its examples is no longer found as expected."""
    lost = [
        example
        for example in rule.examples
        if not any(one.has(example.expect) for one in found_in(example.text, rule, without(rule.id)))
    ]
    assert lost, f"{rule.file}: other rules find every example of {rule.id} as well: is it needed?"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.counterexamples], ids=lambda rule: rule.id)
def test_counterexamples_are_left_alone(rule: Rule, rulebook: Rulebook) -> None:
    for counterexample in rule.counterexamples:
        found = found_in(counterexample.text, rule, rulebook)
        if any(one.rule for one in found):
            made = [one for one in found if one.rule == rule.id]
        else:
            left = found_in(counterexample.text, rule, without(rule.id))
            made = [one for one in found if one not in left]
        assert not made, f"{rule.file}: {rule.id} finds {made} in “{counterexample.text}”: {counterexample.why}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_says_what_it_is_for(rule: Rule) -> None:
    assert rule.purpose.endswith((".", "…")), f"{rule.file}: the purpose of {rule.id} is to be a sentence"
    assert all(counterexample.why for counterexample in rule.counterexamples)
