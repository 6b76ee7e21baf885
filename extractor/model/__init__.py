"""The nouns of the project: what is read, what is found in it, and what is wrong with it.

Every type is a frozen, slotted dataclass; nothing is changed after it is made (``dataclasses.replace``
makes a new one). Offsets count code points of :attr:`Document.text`; ``end`` is exclusive. Dates are ISO
strings, whole ("2023-02-24") or as far as they are stated ("2023-04", "2023").
"""

from extractor.model.document import Box, Cell, Column, Document, Page, Row, Table, Word
from extractor.model.facts import Amount, Citation, Fact, Head, Indicator, Organization, Product, Relation, Section
from extractor.model.findings import (
    Entity,
    Evidence,
    Extent,
    Facts,
    Finding,
    History,
    Instrument,
    Severity,
    Spelling,
    Unresolved,
)

__all__ = [
    "Amount",
    "Box",
    "Cell",
    "Citation",
    "Column",
    "Document",
    "Entity",
    "Evidence",
    "Extent",
    "Fact",
    "Facts",
    "Finding",
    "Head",
    "History",
    "Indicator",
    "Instrument",
    "Organization",
    "Page",
    "Product",
    "Relation",
    "Row",
    "Section",
    "Severity",
    "Spelling",
    "Table",
    "Unresolved",
    "Word",
]
