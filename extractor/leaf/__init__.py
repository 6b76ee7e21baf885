"""A document's own leaf of the database: its rows, but for what only the whole corpus can tell.

It is made where the facts are found, by many at once, so that the one who writes the database has only to put rows in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from extractor.leaf import rows
from extractor.leaf.mask import masked_text, masking
from extractor.leaf.passages import layout, passages
from extractor.leaf.rows import Row, indexed
from extractor.model import Facts
from extractor.rulebook import Rulebook

KINDS = ("citations", "amounts", "indicators", "products", "organizations")
"""The facts that have a table each."""
NAMED: Mapping[str, Sequence[str]] = {"products": ("name", "producer"), "organizations": ("name",)}
"""Facts that a visitor may look for by the words of these fields."""
_UNREAD = "not read"
"""In the notes of pages on which another try, or an OCR engine, may do better."""

Rows = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""The columns of some rows of one table, and the values of each."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a document brings into the database, masked. Ids, and what points to them, count from 0."""

    document: Row
    """Its row of ``documents``."""
    tables: Mapping[str, Rows]
    """Its rows of the other tables by their names, without the column "document"."""
    words: Mapping[str, list[tuple[str, str]]]
    """What the full-text indexes of the passages and of the facts in NAMED hold, in the order of these."""
    unread: bool
    """Whether a page was not read."""

    @property
    def text(self) -> str:
        """The text of the document, masked."""
        columns, values = self.tables["passages"]
        return "".join(passage[columns.index("text")] for passage in values)


def leaf_of(facts: Facts, rulebook: Rulebook) -> Leaf:
    """The leaf of the document that ``facts`` are of."""
    mask = masking(rulebook)
    text = masked_text(facts.document, mask)
    found = {kind: list(rows.fact_rows(getattr(facts, kind), text, mask)) for kind in KINDS}
    pieces = list(_passage_rows(facts, text))
    tables = {
        "pages": rows.page_rows(facts),
        "sections": rows.section_rows(facts, mask),
        **found,
        "tables": rows.table_rows(facts, text, mask),
        "passages": pieces,
        "layouts": [{"paragraphs": json.dumps(layout(facts), separators=(",", ":"))}],
        "findings": rows.finding_rows(facts.findings, mask),
        "evidence": rows.evidence_rows(facts.findings, mask),
    }
    return Leaf(
        rows.document_row(facts, mask),
        {name: _together(list(each)) for name, each in tables.items()},
        {"passages": [indexed(piece["text"]) for piece in pieces]}
        | {kind: [_words(row, kind) for row in found[kind]] for kind in NAMED},
        is_unread(facts),
    )


def is_unread(facts: Facts) -> bool:
    """Whether a page was not read, so that another try may find more."""
    return any(_UNREAD in (page.note or "") for page in facts.document.pages)


def lowered(leaf: Leaf) -> object:
    """A leaf as plain values."""
    return tuple(getattr(leaf, field.name) for field in fields(leaf))


def raised(value: Any) -> Leaf:  # noqa: ANN401
    """What was :func:`lowered`. Raises TypeError for anything else."""
    return Leaf(*value)


def _words(row: Row, kind: str) -> tuple[str, str]:
    return indexed(" ".join(filter(None, (row[name] for name in NAMED[kind]))))


def _passage_rows(facts: Facts, text: str) -> Iterator[Row]:
    for index, piece in enumerate(passages(facts)):
        yield {
            "id": index,
            "page": piece.page,
            "start": piece.start,
            "end": piece.end,
            "section": piece.section,
            "text": text[piece.start : piece.end],
        }


def _together(found: list[Row]) -> Rows:
    """Rows of the same columns."""
    return (tuple(found[0]) if found else ()), [tuple(row.values()) for row in found]
