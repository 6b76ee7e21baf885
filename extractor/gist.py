"""What documents have to say to each other: the facts of one without its text, small enough to keep those of many.

A gist is kept as plain lists, from which it is raised quickly, words that many documents share as one and the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from extractor.model import Citation, Document, Extent, Facts, Head, Indicator, Organization, Product, Unresolved
from extractor.model.facts import Fact
from extractor.resolve.copies import extent
from extractor.resolve.registry import Slugs

Kind = TypeVar("Kind", bound=Fact)
_NOUNS: Sequence[type[Any]] = (Facts, Document, Head, Citation, Indicator, Product, Organization, Unresolved, Extent)
"""What a gist is made of; a noun is kept as its place here and its fields."""
_SETTERS: Sequence[Sequence[Callable[[object, object], None]]] = [
    [getattr(noun, field.name).__set__ for field in fields(noun)] for noun in _NOUNS
]
"""How a field is set of a noun that nobody can change once it is made."""
_PLACE = {noun: place for place, noun in enumerate(_NOUNS)}
_words: dict[str, str] = {}
"""The words that gists share."""


def gist(facts: Facts) -> Facts:
    """``facts`` without text, pages, tables, sections, amounts and findings; places in the text stay as they are."""
    document = replace(facts.document, text="", pages=(), tables=(), warnings=())
    return Facts(
        document,
        facts.head,
        citations=_bare(facts.citations),
        indicators=_bare(facts.indicators, quoted=True),
        products=_bare(facts.products),
        organizations=_bare(facts.organizations),
        unresolved=facts.unresolved,
        extent=extent(facts),
    )


def _bare(found: tuple[Kind, ...], *, quoted: bool = False) -> tuple[Kind, ...]:
    """Facts without what is told of how and where they were found, but for the places of their words."""
    return tuple(
        replace(
            fact,
            quote=fact.quote if quoted else "",
            page=None,
            section=None,
            rule="",
            confidence=None,
            boxes=(),
            repairs=(),
        )
        for fact in found
    )


def lowered(value: object) -> object:
    """A gist as lists, tuples and plain values."""
    if isinstance(value, tuple):
        return tuple(map(lowered, value))
    place = _PLACE.get(type(value))
    if place is None:
        return value
    return [place, *(lowered(getattr(value, field.name)) for field in fields(_NOUNS[place]))]


def raised(value: object) -> Any:  # noqa: ANN401
    """What was :func:`lowered`. Raises IndexError, TypeError or ValueError for anything else."""
    if type(value) is str:
        return _words.setdefault(value, value)
    if type(value) is tuple:
        return tuple([raised(one) for one in value]) if value else ()
    if type(value) is not list:
        return value
    place, *values = value
    made: object = object.__new__(_NOUNS[place])
    for setter, one in zip(_SETTERS[place], values, strict=True):
        setter(made, raised(one) if type(one) in (str, tuple, list) else one)
    return made


@dataclass(frozen=True, slots=True)
class Settled:
    """What the corpus tells of a document: its gist with the acts that it cites, the slugs of its producers and of its
    products in their order, and what a person calls it."""

    gist: Facts
    makers: Slugs
    goods: Slugs
    name: str | None = None
