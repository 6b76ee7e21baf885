"""Facts as tables in the terminal, and as CSV that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click

from extractor.encode import KINDS, facts_json
from extractor.model import Facts
from extractor.report.grid import grid
from extractor.report.tables import table_text, tables_csv
from extractor.spreadsheet import csv_text
from extractor.wording import Wording

_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sections": ("level", "label", "heading"),
        "citations": ("page", "key", "date", "pinpoint", "relation", "issuer", "title"),
        "amounts": (
            *("page", "comparator", "value", "value_max", "currency", "per"),
            *("role", "period", "source", "label"),
        ),
        "indicators": ("page", "kind", "comparator", "value", "value_max", "of", "unit", "period", "subject"),
        "products": ("page", "name", "stars", "status", "group", "producer"),
        "organizations": ("page", "kind", "name"),
        "tables": ("page", "rows", "failed", "columns"),
        "unresolved": ("quote", "why"),
        "findings": ("code", "severity", "message"),
    }
)
"""What a reader at a terminal wants to see of each kind; CSV and JSON hold the rest."""
_LABELLED = {"relation", "role", "kind", "status", "severity"}


def facts_table(facts: Facts, only: Collection[str], width: int, words: Wording) -> str:
    """The head and a table for each kind in ``only`` that has facts, at most ``width`` columns wide.

    The document's own tables are listed; they are printed whole where they are asked for by name.
    """
    whole = "tables" in only and len(only) < len(KINDS)
    listed = [kind for kind in only if kind != "tables" or not whole]
    lines = list(_lines(facts_json(facts, only=listed), width, words))
    if whole:
        for number, table in enumerate(facts.document.tables, start=1):
            lines += ["", *table_text(table, number, width, words)]
    return "\n".join(lines)


def facts_csv(all_facts: Sequence[Facts], kind: str) -> str:
    """The facts of one ``kind`` in all documents, a row each: the document's path, then every field of the JSON.

    Of the tables of documents it is a row for each cell. See :mod:`extractor.spreadsheet`.
    """
    if kind == "tables":
        return tables_csv(all_facts)
    rows = [
        {"document": facts.document.path} | fact
        for facts in all_facts
        for fact in facts_json(facts, only=(kind,))[kind]
    ]
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["document"]
    return csv_text([names, *([row.get(name) for name in names] for row in rows)])


def _lines(facts: Mapping[str, Any], width: int, words: Wording) -> Iterator[str]:
    document = facts["document"]
    yield click.style(document["path"], bold=True)
    head = {
        name: value for name, value in document.items() if name not in ("id", "path") and value not in (None, [], 0)
    }
    size = max(len(words.label(name)) for name in head)
    for name, value in head.items():
        shown = "; ".join(value) if isinstance(value, list) else str(value)
        yield f"  {words.label(name).ljust(size)}  {shown}"
    for kind in KINDS:
        if not facts.get(kind):
            continue
        columns = _COLUMNS[kind]
        rows = [[_shown(name, fact[name], words) for name in columns] for fact in facts[kind]]
        yield ""
        yield click.style(f"{words.label(kind)} ({len(rows)})", bold=True)
        yield from grid([words.label(name) for name in columns], rows, width)


def _shown(name: str, value: object, words: Wording) -> str:
    if value is None or value == [] or (name == "comparator" and value == "="):
        return ""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, int | float) and name in ("value", "value_max", "of"):
        figure = f"{value:,}".replace(",", " ")
        return figure.translate(str.maketrans(" .", ".,")) if words.language == "vi" else figure.replace(" ", ",")
    return words.label(str(value)) if name in _LABELLED else " ".join(str(value).split())
