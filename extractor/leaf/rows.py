"""Facts as rows of the tables in db/schema.sql, for one document by itself: its ids count from 0."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from functools import cache
from textwrap import shorten
from typing import Any

from extractor.facts.geography import today
from extractor.facts.head.title import within_sentence
from extractor.leaf.mask import Mask, masked_behind
from extractor.model import Cell, Fact, Facts, Finding
from extractor.text import fold, normalise, year_ranges

Row = dict[str, Any]

_BARE = {"slug", "document", "file", "sha256", "source_key", "rule", "boxes", "instrument", "entity"}
"""Columns that hold no words of a document: never masked."""
_TIED = {"instrument", "entity"}
"""Columns that only the whole corpus can fill."""
_LONGEST_NAME = 240
"""Signs of a name; the whole title is beside it."""
_WORDS_OF_A_TITLE = 3
_TOLD = ("code", "severity", "message", "expected", "found", "remedy")


def document_row(facts: Facts, mask: Mask) -> Row:
    """The row of ``documents``, but for what is known of the file and its place in the corpus."""
    document, head = facts.document, facts.head
    scores = [page.confidence for page in document.pages if page.confidence is not None]
    begins = None if head.title or head.key or head.doc_type else next(_openings(facts), None)
    row = fields_of(head) | {
        "name": called(facts, None, begins),
        "opening": begins,
        "key": head.key,
        "province_now": now.name if (now := today(head.province)) else None,
        "sha256": document.id,
        "format": document.format,
        "copy_kind": document.copy_kind,
        "year": int(head.date[:4]) if head.date and head.date[:4].isdigit() else None,
        "characters": len(document.text),
        "pages": len(document.pages),
        "ocr_pages": sum(page.ocr for page in document.pages),
        "ocr_confidence": round(sum(scores) / len(scores), 3) if scores else None,
        "repairs": json_or_none(head.repairs),
        "warnings": json_or_none(document.warnings),
    }
    return masked(row, mask)


def called(facts: Facts, name: str | None, opening: str | None) -> str:
    """What a document is called: by a person, else by type, key and title, as far as they are known.

    One that has no title is called by its issuer, else by its ``opening`` words; its file has the last word.
    """
    head = facts.head
    known = [part for part in (head.doc_type, head.key) if part]
    if head.title:
        known.append(within_sentence(head.title) if known else head.title)
    elif known and head.issuer:
        known.append(f"của {head.issuer}")
    said = name or " ".join(known) or opening or facts.document.path
    return year_ranges(said if name else shorten(said, _LONGEST_NAME, placeholder="…"))


def _openings(facts: Facts) -> Iterator[str]:
    """The headings of a document, then its lines, those of some words."""
    lines = (*(section.heading for section in facts.sections), *facts.document.text.splitlines())
    return (line.replace("*", "").strip(" |") for line in lines if len(line.split()) >= _WORDS_OF_A_TITLE)


def page_rows(facts: Facts) -> Iterator[Row]:
    """The rows of ``pages``, but for their images."""
    for page in facts.document.pages:
        row = fields_of(page)
        del row["words"]
        yield row


def section_rows(facts: Facts, mask: Mask) -> Iterator[Row]:
    """The rows of ``sections``."""
    for index, section in enumerate(facts.sections):
        yield masked(fields_of(section), mask) | {"id": index}


def fact_rows(found: Sequence[Fact], text: str, mask: Mask) -> Iterator[Row]:
    """The rows of one kind of fact, but for what they are tied to; ``text`` is that of the document, masked."""
    for index, fact in enumerate(found):
        row = fields_of(fact)
        row |= {"id": index, "boxes": json_or_none(fact.boxes), "repairs": json_or_none(fact.repairs)}
        if "period" in row:
            row |= _years(row["period"])
        if row.get("producer") and row.get("place"):
            row["place"] = masked_behind(f"{row['producer']},", row["place"], mask)
        yield masked(row, mask) | {"quote": text[fact.start : fact.end]}


def _years(period: str | None) -> Row:
    """The first and the last year of a period, as numbers that can be compared."""
    years = [int(year) for year in period.split("-")] if period else [None]
    return {"period_start": years[0], "period_end": years[-1]}


def table_rows(facts: Facts, text: str, mask: Mask) -> Iterator[Row]:
    """The rows of ``tables``, read and failed, numbered from 1; ``text`` is that of the document, already masked."""
    for number, table in enumerate(facts.document.tables, start=1):
        header, cells = (
            [[_cell(cell, text, mask) for cell in row] for row in rows] for rows in (table.header, table.rows)
        )
        lists = {
            "header": header,
            "columns": [mask(column.heading) for column in table.columns],
            "meanings": [column.meaning for column in table.columns],
            "units": [column.unit and mask(column.unit) for column in table.columns],
            "cells": cells,
            "notes": [mask(note) for note in table.notes],
        }
        yield {
            "number": number,
            "start": table.start,
            "end": table.end,
            "page": table.page,
            "caption": table.caption and mask(table.caption),
            "unit": table.unit and mask(table.unit),
            **{name: json.dumps(value, ensure_ascii=False) for name, value in lists.items()},
            "layout": table.layout,
            "certainty": table.certainty,
            "failed": table.failed,
        }


def _cell(cell: Cell, text: str, mask: Mask) -> list[Any]:
    """A cell as [text, start, end], with the further places where it stands: [text, start, end, [[start, end], …]].

    Its words are those of the masked ``text`` where they are as long, else masked by themselves.
    """
    pieces = [(cell.start, cell.end), *cell.rest] if cell.start is not None else []
    masked = " ".join(text[start:end] for start, end in pieces)
    words = mask(masked if len(masked) == len(cell.text) else cell.text)
    return [words, cell.start, cell.end, *([[list(piece) for piece in cell.rest]] if cell.rest else [])]


def finding_rows(findings: Sequence[Finding], mask: Mask) -> Iterator[Row]:
    """The rows of ``findings``."""
    for number, finding in enumerate(findings):
        yield masked({name: getattr(finding, name) for name in _TOLD}, mask) | {"id": number}


def evidence_rows(findings: Sequence[Finding], mask: Mask) -> Iterator[Row]:
    """The rows of ``evidence``, but for the documents."""
    for number, finding in enumerate(findings):
        for position, side in enumerate(finding.evidence, start=1):
            yield {
                "finding": number,
                "position": position,
                "start": side.start,
                "end": side.end,
                "quote": mask(side.quote),
                "page": side.page,
            }


def indexed(text: str) -> tuple[str, str]:
    """What the two columns of a full-text index hold for ``text``: as written, and folded."""
    return normalise(text).replace("\0", " "), fold(text)


def masked(row: Row, mask: Mask) -> Row:
    """The row with the words of every column masked."""
    return {name: mask(value) if isinstance(value, str) and name not in _BARE else value for name, value in row.items()}


def json_or_none(value: object) -> str | None:
    """A list as it is written; nothing where it is empty."""
    return json.dumps(value, ensure_ascii=False) if value else None


def fields_of(noun: Any) -> Row:  # noqa: ANN401
    """What stands in a noun by its names, but for what it is tied to; what is in it stays as it is."""
    return {name: getattr(noun, name) for name in _names(noun.__class__)}


@cache
def _names(noun: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(field.name for field in dataclasses.fields(noun) if field.name not in _TIED)
