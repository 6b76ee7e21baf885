"""What is concluded from facts: open places, acts that can be cited, findings, and all of one document together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.model.document import Document
from extractor.model.facts import Amount, Citation, Head, Indicator, Organization, Product, Section
from extractor.model.making import tied_to

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A place that looks like a reference or a sum but could not be parsed or tied, and why."""

    start: int
    end: int
    quote: str
    why: str
    of: Literal["citation", "amount"] = "citation"
    """What it looks like."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a finding: the document (its path), the place, the page and the words."""

    document: str
    start: int
    end: int
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a stable ``code``, how grave it is, what is wrong, and every side of the evidence."""

    code: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    expected: str | None = None
    found: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act that can be cited, with what is known of it; ``certainty`` (A to D) as in rules/authorities.csv."""

    slug: str
    key: str
    kind: str
    number: str | None
    symbol: str | None
    form: str
    issuer: str | None
    year: int | None
    date: str | None = None
    title: str | None = None
    certainty: str | None = None
    source: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    """The last day in force."""
    replaced_by: str | None = None
    """The key of the act that took its place."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way in which documents write a name: how alike it is to the name shown (0 to 100), how often, in how many
    documents."""

    name: str
    score: float
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class History:
    """What documents say of a product over time, the last word of each kind."""

    status: str
    """That of the last document that tells; "expired" where it says that the recognition ended."""
    stars: int | None = None
    group: str | None = None
    decision: str | None = None
    """The act that recognised it last."""
    decided: str | None = None
    """The day of that act."""
    expires: str | None = None
    expires_stated: bool = False
    """Whether a document states the day; else it is counted from that of the decision."""
    exported: bool = False
    """Whether a document says that it is sold abroad, which it may be whatever its ``status``."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A producer or a product that documents name, perhaps in several ways."""

    slug: str
    kind: Literal["producer", "product"]
    name: str
    """The fullest of its names."""
    province: str | None
    """As it was called until 30 June 2025; names of different provinces are never one."""
    spellings: tuple[Spelling, ...]
    mentions: int = 0
    documents: int = 0
    """How many name it."""
    place: str | None = None
    """Where the last document that says so has it: "xã Bản Liền, huyện Bắc Hà"."""
    place_now: str | None = None
    """The commune in which a place from before 1 July 2025 lies since, where that is known."""
    form: str | None = None
    """The legal form of a producer."""
    trade_name: str | None = None
    """What a producer is called behind its legal form and its branches of business, in small letters."""
    producer: str | None = None
    """The slug of a product's producer."""
    history: History | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a document was read: ``characters``, a digest of all its ``words`` where there are many of them,
    and how well: 0 a text, 1 what an engine read, 2 a scan."""

    characters: int
    words: str | None
    read: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one document, as lists in the order of the text."""

    document: Document
    head: Head
    sections: tuple[Section, ...] = ()
    citations: tuple[Citation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    products: tuple[Product, ...] = ()
    organizations: tuple[Organization, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    findings: tuple[Finding, ...] = ()
    extent: Extent | None = None
    """How much was read, where the text is left out."""

    def tied(self, acts: Sequence[str | None]) -> Facts:
        """The same with its citations tied to ``acts``, in their order; a place that is tied is open no more."""
        citations = with_acts(self.citations, acts)
        return replace(self, citations=citations, unresolved=left_open(self.unresolved, citations))

    def naming(self) -> bytes:
        """A digest of the document's name, its head, its producers and its products: all that a registry is made of."""
        named = self.document.path, self.document.id, self.head, self.organizations, self.products
        return hashlib.sha256(repr(named).encode(errors="surrogatepass")).digest()


def with_acts(citations: Sequence[Citation], acts: Sequence[str | None]) -> tuple[Citation, ...]:
    """The citations tied to ``acts``."""
    return tuple(one if one.instrument == act else tied_to(one, act) for one, act in zip(citations, acts, strict=True))


def left_open(places: Sequence[Unresolved], citations: Sequence[Citation]) -> tuple[Unresolved, ...]:
    """The open places in which no tied citation stands."""
    closed = {(one.start, one.end) for one in citations if one.instrument is not None} if places else ()
    return tuple(one for one in places if (one.start, one.end) not in closed)
