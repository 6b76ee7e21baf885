"""Nouns made field by field, where a corpus needs so many that their constructors would take most of the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from extractor.model.facts import Citation, Organization, Product

Tied = TypeVar("Tied", Citation, Product, Organization)


def made(noun: type[Any], values: Sequence[object]) -> Any:  # noqa: ANN401
    """A ``noun`` with the ``values`` of all its fields, in their order."""
    new: object = object.__new__(noun)
    for setter, value in zip(_SETTERS[noun], values, strict=True):
        setter(new, value)
    return new


def values_of(noun: object) -> tuple[Any, ...]:
    """The values of all fields of a noun, in their order."""
    found: tuple[Any, ...] = _GETTERS[type(noun)](noun)
    return found


def tied_to(fact: Tied, slug: str | None) -> Tied:
    """``fact`` tied to the act, or to the entity, of a ``slug``, which is the last of its fields."""
    tied: Tied = made(type(fact), (*values_of(fact)[:-1], slug))
    return tied


class _Getters(dict[type[Any], Callable[[object], tuple[Any, ...]]]):
    def __missing__(self, noun: type[Any]) -> Callable[[object], tuple[Any, ...]]:
        self[noun] = getter = attrgetter(*(field.name for field in fields(noun)))
        return getter


class _Setters(dict[type[Any], Sequence[Callable[[object, object], None]]]):
    def __missing__(self, noun: type[Any]) -> Sequence[Callable[[object, object], None]]:
        self[noun] = setters = [getattr(noun, field.name).__set__ for field in fields(noun)]
        return setters


_GETTERS, _SETTERS = _Getters(), _Setters()
"""How all fields of a noun are read, and how each is set of one that nobody can change once it is made."""
