"""Finds producers (chủ thể): companies, cooperatives, cooperative groups, households and facilities by name."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.organizations.mentions import mentions
from extractor.facts.place import place
from extractor.model import Document, Organization
from extractor.outline import Outline
from extractor.rulebook import Rulebook


def find_organizations(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Organization]:
    """Every mention of a producer, in the order of the text."""
    for found in mentions(outline.view.text, rulebook):
        where = place(document, outline, found.start, found.end)
        yield Organization(**where, rule=found.rule, name=" ".join(where["quote"].split()), kind=found.kind)
