"""Facts as plain JSON values: the form that ``ocop extract`` prints, gold files are written in and programs read.

The names are fixed: fields may be added, none is renamed. Values nobody stated are ``None``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from extractor.model import Cell, Document, Fact, Facts, Finding, Head, Table

SCHEMA = 1
"""Raised when a field changes its meaning."""

KINDS = (
    "sections",
    "citations",
    "amounts",
    "indicators",
    "products",
    "organizations",
    "tables",
    "unresolved",
    "findings",
)
"""The lists of a facts object, in the order in which they are printed."""

Json = dict[str, Any]

_ONLY_WHERE_READ_FROM_AN_IMAGE: Mapping[str, object] = MappingProxyType(
    {"confidence": None, "boxes": (), "repairs": ()}
)


def facts_json(facts: Facts, text: bool = False, only: Collection[str] = KINDS) -> Json:
    """``facts`` as a JSON object: ``schema``, ``document``, the lists named in ``only``, and with ``text`` the text."""
    lists: Json = {
        "sections": [asdict(section) for section in facts.sections],
        "citations": [_fact(fact) for fact in facts.citations],
        "amounts": [_fact(fact) for fact in facts.amounts],
        "indicators": [_fact(fact) for fact in facts.indicators],
        "products": [_fact(fact) for fact in facts.products],
        "organizations": [_fact(fact) for fact in facts.organizations],
        "tables": [_table(table) for table in facts.document.tables],
        "unresolved": [asdict(place) for place in facts.unresolved],
        "findings": [finding_json(finding) for finding in facts.findings],
    }
    whole = {"schema": SCHEMA, "document": document_json(facts.document, facts.head)}
    if text:
        whole["text"] = facts.document.text
    return whole | {kind: lists[kind] for kind in KINDS if kind in only}


def document_json(document: Document, head: Head) -> Json:
    """What is known of the file and what the document says of itself, in one object."""
    scores = [page.confidence for page in document.pages if page.confidence is not None]
    return {
        "id": document.id,
        "path": document.path,
        "format": document.format,
        "pages": len(document.pages),
        "ocr_pages": sum(page.ocr for page in document.pages),
        "ocr_confidence": round(sum(scores) / len(scores), 3) if scores else None,
        "warnings": list(document.warnings),
        "copy_kind": document.copy_kind,
        **asdict(head),
        "repairs": list(head.repairs),
    }


def finding_json(finding: Finding) -> Json:
    """A finding with every side of its evidence."""
    return asdict(finding) | {"evidence": [asdict(side) for side in finding.evidence]}


def _fact(fact: Fact) -> Json:
    """The fact's own fields first, then those that every fact carries."""
    fields = asdict(fact)
    own = list(type(fact).__annotations__)
    common = [
        name
        for name in Fact.__dataclass_fields__
        if name not in own and fields[name] != _ONLY_WHERE_READ_FROM_AN_IMAGE.get(name, ...)
    ]
    return {name: _plain(fields[name]) for name in (*own, *common)}


def _table(table: Table) -> Json:
    """A table: ``rows`` counts those of its body, which are in ``cells``; ``columns`` are the headings."""
    return {
        "page": table.page,
        "rows": len(table.rows),
        "columns": [column.heading for column in table.columns],
        "failed": table.failed,
        "caption": table.caption,
        "unit": table.unit,
        "meanings": [column.meaning for column in table.columns],
        "units": [column.unit for column in table.columns],
        "header": [[cell.text for cell in row] for row in table.header],
        "cells": [[_cell(cell) for cell in row] for row in table.rows],
        "notes": list(table.notes),
        "layout": table.layout,
        "certainty": table.certainty,
        "start": table.start,
        "end": table.end,
    }


def _cell(cell: Cell) -> Json:
    """A cell with its place; ``rest`` where a page break or paragraphs part it."""
    plain: Json = {"text": cell.text, "start": cell.start, "end": cell.end}
    return plain | ({"rest": [list(piece) for piece in cell.rest]} if cell.rest else {})


def _plain(value: object) -> object:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
