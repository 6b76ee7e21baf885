"""Facts as tables in the terminal, and as CSV that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import click

from extractor.encode import KINDS, facts_json
from extractor.model import Facts
from extractor.report.grid import grid
from extractor.wording import Wording

_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sections": ("level", "label", "heading"),
        "citations": ("page", "key", "date", "pinpoint", "relation", "issuer", "title"),
        "amounts": ("page", "value", "currency", "per", "role", "period", "label"),
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
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def facts_table(facts: Facts, only: Collection[str], width: int, words: Wording) -> str:
    """The head and a table for each kind in ``only`` that has facts, at most ``width`` columns wide."""
    return "\n".join(_lines(facts_json(facts, only=only), width, words))


def facts_csv(all_facts: Sequence[Facts], kind: str) -> str:
    """The facts of one ``kind`` in all documents, a row each: the document's path, then every field of the JSON.

    Begins with a byte order mark, without which Excel takes UTF-8 for something else. A text that a spreadsheet would
    run as a formula gets an apostrophe before it.
    """
    rows = [
        {"document": facts.document.path} | {name: _cell(value) for name, value in fact.items()}
        for facts in all_facts
        for fact in facts_json(facts, only=(kind,))[kind]
    ]
    names = dict.fromkeys(name for row in rows for name in row) or {"document": None}
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(names), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


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
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, int | float) and name in ("value", "value_max", "of"):
        figure = f"{value:,}".replace(",", " ")
        return figure.translate(str.maketrans(" .", ".,")) if words.language == "vi" else figure.replace(" ", ",")
    return words.label(str(value)) if name in _LABELLED else " ".join(str(value).split())


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value
