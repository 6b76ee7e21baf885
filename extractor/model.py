"""The nouns of the project: what is read, what is found in it, and what is wrong with it.

Every type is a frozen, slotted dataclass; nothing is changed after it is made (``dataclasses.replace``
makes a new one). Offsets count code points of :attr:`Document.text`; ``end`` is exclusive. Dates are ISO
strings, whole ("2023-02-24") or as far as they are stated ("2023-04", "2023").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    "self",
    "mentions",
]
Severity = Literal["error", "warning", "note"]
Box = tuple[int, float, float, float, float]
"""Page number, x0, top, x1, bottom in points, the origin at the upper left."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands on its page: offsets in the text, box in points, OCR confidence from 0 to 1."""

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``number`` from 1, the slice ``start:end`` of the document's text, size in points."""

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    ocr: bool = False
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    note: str | None = None
    """Why the page was read as it was: "text layer absent", "blank page", …"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its text and where it stands in the document's text (``None`` for a blank cell)."""

    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells. A cell that spans rows or columns is repeated in each place it covers."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    """The rows of data, header rows left out."""
    columns: tuple[str, ...] = ()
    """The column headings, header rows joined from top to bottom."""
    page: int | None = None
    caption: str | None = None
    failed: str | None = None
    """Why the table could not be read, or ``None``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read. ``text`` is NFC, pages parted by form feeds; nobody rewrites it."""

    id: str
    """SHA-256 of the file's bytes, in hex."""
    path: str
    format: str
    text: str
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    copy_kind: str | None = None
    """original, scan, web_copy, ocr_text or pdf_text, as the reader judges."""

    def page_at(self, offset: int) -> int | None:
        """The number of the page on which ``offset`` stands, or ``None`` for a document without pages."""
        for page in self.pages:
            if page.start <= offset <= page.end:
                return page.number
        return None


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
    form: str | None = None
    """normative, individual, party or law."""
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A sum of money, ``value`` in units of ``currency`` (not triệu); ``parent`` is an index into the amounts."""

    value: int | float | None
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
    """new, again or upgraded."""
    decision: str | None = None
    expires: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Fact):
    """A producer (chủ thể). ``kind`` as in the guidelines: company_llc, cooperative, household …"""

    name: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A place that looks like a reference but could not be parsed or tied, and why."""

    start: int
    end: int
    quote: str
    why: str


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
