"""What documents have to say to each other: the facts of one without its text, small enough to keep those of many."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from extractor.model import Facts
from extractor.model.facts import Fact
from extractor.resolve.copies import extent

Kind = TypeVar("Kind", bound=Fact)


def gist(facts: Facts) -> Facts:
    """``facts`` without text, pages, tables, sections, amounts and findings; places in the text stay as they are."""
    document = replace(facts.document, text="", pages=(), tables=())
    return Facts(
        document,
        facts.head,
        citations=_bare(facts.citations),
        indicators=_bare(facts.indicators),
        products=_bare(facts.products),
        organizations=_bare(facts.organizations),
        unresolved=facts.unresolved,
        extent=extent(facts),
    )


def _bare(found: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Facts without their places on the page."""
    return tuple(replace(fact, boxes=()) if fact.boxes else fact for fact in found)


def completed(facts: Facts, tied: Facts) -> Facts:
    """``facts`` with what ``tied``, the gist of the same document, has learnt from other documents."""
    return replace(
        facts,
        citations=tuple(
            replace(own, instrument=other.instrument)
            for own, other in zip(facts.citations, tied.citations, strict=True)
        ),
        products=tuple(
            replace(own, entity=other.entity) for own, other in zip(facts.products, tied.products, strict=True)
        ),
        organizations=tuple(
            replace(own, entity=other.entity)
            for own, other in zip(facts.organizations, tied.organizations, strict=True)
        ),
        unresolved=tied.unresolved,
    )
