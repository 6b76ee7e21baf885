"""What documents have to say to each other: the facts of one without its text, small enough to keep those of many.

A gist is kept as bytes, of which each part, compressed by itself, becomes nouns when somebody asks for it: a step that
looks at the citations of all documents makes no products, and what was made does not stay when it has gone on.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NoReturn, TypeVar

from extractor.model import Citation, Document, Extent, Facts, Head, Indicator, Organization, Product, Unresolved
from extractor.model.facts import Fact
from extractor.model.findings import left_open, with_acts
from extractor.model.making import made, values_of
from extractor.resolve.copies import extent
from extractor.resolve.tying import Slugs

Kind = TypeVar("Kind", bound=Fact)
_NOUNS: Sequence[type[Any]] = (Document, Head, Citation, Indicator, Product, Organization, Unresolved, Extent)
"""What a gist is made of; a noun is kept as its place here and its fields."""
_PLACE = {noun: place for place, noun in enumerate(_NOUNS)}
_PARTS = {field.name: place for place, field in enumerate(fields(Facts))}
"""Where each part stands in a gist; behind them stands the digest of what it names."""

_WORDS: dict[str, object] = {"quote": "", "page": None}
_HOW: dict[str, object] = {"section": None, "rule": "", "confidence": None, "boxes": (), "repairs": ()}
"""What a gist says of facts in the place of what is left out."""


class Gist(Facts):
    """A gist, of which only those parts are nouns that were asked for."""

    __slots__ = ("kept",)
    kept: bytes
    """All of it: what :func:`gist` packed."""

    @classmethod
    def of(cls, kept: bytes) -> Gist:
        """The gist that is ``kept``."""
        found: Gist = object.__new__(cls)
        object.__setattr__(found, "kept", kept)
        return found

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """A part that nobody has asked for yet."""
        if name not in _PARTS:
            raise AttributeError(name)
        part = self._part(name)
        object.__setattr__(self, name, part)
        return part

    def _part(self, name: str) -> Any:  # noqa: ANN401
        return _raised(_plain(zlib.decompress(_plain(self.kept)[_PARTS[name]])))

    def is_whole(self) -> bool:
        """Whether it can be a gist. Raises what unpickling raises where it is none."""
        parts = _plain(self.kept)
        return type(parts) is tuple and [type(part) for part in parts] == [bytes] * (len(_PARTS) + 1)

    def naming(self) -> bytes:
        """The digest of all that a registry is made of, for which no part is opened."""
        digest: bytes = _plain(self.kept)[-1]
        return digest

    def tied(self, acts: Sequence[str | None]) -> Gist:
        """The same in the light of the corpus."""
        return _Tied.made(self, acts)


class _Tied(Gist):
    """A gist whose citations are tied to other acts; what this leaves alone it has from the gist that it is made of."""

    __slots__ = ("_acts", "_bare")
    _acts: Sequence[str | None]
    _bare: Gist

    @classmethod
    def made(cls, bare: Gist, acts: Sequence[str | None]) -> _Tied:
        """A gist tied to ``acts``."""
        found: _Tied = object.__new__(cls)
        for name, value in (("kept", bare.kept), ("_bare", bare), ("_acts", acts)):
            object.__setattr__(found, name, value)
        return found

    def _part(self, name: str) -> Any:  # noqa: ANN401
        part = getattr(self._bare, name)
        if name == "citations":
            return with_acts(part, self._acts)
        return left_open(part, self.citations) if name == "unresolved" and part else part


def gist(facts: Facts) -> Gist:
    """``facts`` without text, pages, tables, sections, amounts and findings; places in the text stay as they are."""
    document = replace(facts.document, text="", pages=(), tables=(), warnings=())
    told = Facts(
        document,
        facts.head,
        citations=_bare(facts.citations),
        indicators=_bare(facts.indicators, quoted=True),
        products=_bare(facts.products, quoted=True),
        organizations=_bare(facts.organizations, quoted=True),
        unresolved=facts.unresolved,
        extent=extent(facts),
    )
    parts = [zlib.compress(_packed(_lowered(getattr(told, part))), 1) for part in _PARTS]
    return Gist.of(_packed((*parts, told.naming())))


def _bare(found: tuple[Kind, ...], *, quoted: bool = False) -> tuple[Kind, ...]:
    """Facts without what tells how they were found; the places of their words stay, and ``quoted`` the words too."""
    if not found:
        return ()
    left_out = _HOW if quoted else _HOW | _WORDS
    kind = type(found[0])
    without = {place: left_out[field.name] for place, field in enumerate(fields(kind)) if field.name in left_out}
    return tuple(made(kind, [without.get(place, value) for place, value in enumerate(values_of(one))]) for one in found)


def _lowered(part: object) -> object:
    """A part of a gist as plain values; the fields of its nouns hold no nouns."""
    if isinstance(part, tuple):
        return tuple(map(_lowered, part))
    place = _PLACE.get(type(part))
    return part if place is None else (place, values_of(part))


def _raised(part: Any) -> Any:  # noqa: ANN401
    """What was lowered."""
    if not part:
        return part
    if type(part[0]) is int:
        return made(_NOUNS[part[0]], part[1])
    return tuple([made(_NOUNS[place], values) for place, values in part])


def _packed(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _plain(data: bytes) -> Any:  # noqa: ANN401
    """What was packed. Raises UnpicklingError for anything but plain values: a pickle may ask for any function."""
    return _Plain(io.BytesIO(data)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the corpus tells of a document: its gist, the slugs of the acts that it cites, of its producers and of its
    products in their order, and what a person calls it."""

    gist: Facts
    acts: Slugs
    makers: Slugs
    goods: Slugs
    name: str | None = None
