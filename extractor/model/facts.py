"""What is found in a document: its head, its sections, and the facts of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.document import Box

Relation = Literal[
    "basis",
    "proposal",
    "implements",
    "guides",
    "amends",
    "replaces",
    "repeals",
    "corrects",
    "suspends",
    "mentions",
    "self",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled division. ``parent`` is an index into the sections; ``label`` is the number as printed."""

    start: int
    end: int
    level: int
    label: str | None
    heading: str
    parent: int | None = None
    kind: str = "heading"
    """part, chapter, heading, article, annex, table …: the id of the rule in rules/outline that found it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself: its number, title, issuer, date and signer. Unstated values are ``None``."""

    number: str | None = None
    year: str | None = None
    """The year inside the number of a normative act."""
    symbol: str | None = None
    doc_type: str | None = None
    title: str | None = None
    issuer: str | None = None
    level: str | None = None
    """trung ương, tỉnh, huyện or xã."""
    province: str | None = None
    place: str | None = None
    date: str | None = None
    signer: str | None = None
    signer_role: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    repairs: tuple[str, ...] = ()
    """What an engine misread in it, as read and as meant: "TINH QUANG NGAI → TỈNH QUẢNG NGÃI"."""

    @property
    def key(self) -> str | None:
        """Number, year and symbol as offices write them: "210/2018/NQ-HĐND", of the Party "15-KH/HU"."""
        if not (self.number and self.symbol):
            return self.number
        join = "-" if "/" in self.symbol else "/"
        return join.join(part for part in (self.number, self.year, self.symbol) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact carries: where it stands, and which rule found it. ``text[start:end] == quote`` always."""

    start: int
    end: int
    quote: str
    page: int | None = None
    section: int | None = None
    rule: str = ""
    confidence: float | None = None
    boxes: tuple[Box, ...] = ()
    repairs: tuple[str, ...] = ()
    """What an engine misread there, as read and as meant: "l5 → 15". The quote is as read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """A mention of a legal or administrative instrument. ``date``, ``issuer``, ``title`` are what is printed there."""

    kind: str
    number: str | None = None
    year: str | None = None
    symbol: str | None = None
    key: str
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    relation: Relation = "mentions"
    by: str | None = None
    preamble: bool = False
    pinpoint: str | None = None
    short: bool = False
    corrected: str | None = None
    repairs: tuple[str, ...] = ()
    """The same, and where the key is written otherwise than printed: "QÐ- TTG → QĐ-TTg"."""
    form: str | None = None
    """normative, individual, party or law."""
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A sum of money, ``value`` in units of ``currency`` (not triệu); ``parent`` is an index into the amounts."""

    value: int | float
    currency: str = "VND"
    per: str | None = None
    label: str | None = None
    role: str = "other"
    """total, part, norm, result or other."""
    period: str | None = None
    words: bool = False
    comparator: str = "="
    value_max: int | float | None = None
    stage: str | None = None
    """need, estimate, budget or spent."""
    source: str | None = None
    parent: int | None = None
    again: bool = False
    """Whether it says the sum before it again, in words: both are one amount."""
    funding: bool = True
    """Whether it is given, needed or spent; revenue, prices, debts and what firms own are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Fact):
    """A quantified statement about the programme. ``of`` is the whole of a fraction ("34/52": value 34, of 52)."""

    kind: str
    """target, result or context."""
    comparator: str = "="
    """``>=``, ``<=``, ``~`` or ``=``."""
    value: int | float
    value_max: int | float | None = None
    of: int | float | None = None
    unit: str | None = None
    subject: str | None = None
    period: str | None = None
    table: bool = False
    scope: str | None = None
    """year, cumulative or in_force."""
    as_of: str | None = None
    place: str | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Fact):
    """A named product or service. For a candidate, ``stars`` is the level sought."""

    name: str
    producer: str | None = None
    stars: int | None = None
    group: str | None = None
    status: str = "listed"
    """recognized, candidate, withdrawn, exported or listed."""
    recognition: str | None = None
    """new, again or upgraded; expired where it is said to have ended and no new one is told."""
    decision: str | None = None
    expires: str | None = None
    place: str | None = None
    entity: str | None = None
    """The slug of the product in the registry of its corpus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Fact):
    """A producer (chủ thể). ``kind`` as in the guidelines: company_llc, cooperative, household …"""

    name: str
    kind: str = "other"
    province: str | None = None
    """That of the address right behind the name, as it was called until 30 June 2025."""
    entity: str | None = None
    """The slug of the producer in the registry of its corpus."""
