"""Facts as rows of the tables in db/schema.sql."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from extractor.facts.geography import today
from extractor.facts.head.title import within_sentence
from extractor.model import Cell, Entity, Fact, Facts, History, Instrument
from extractor.store.mask import masked_behind
from extractor.text import fold, normalise, year_ranges

Row = dict[str, Any]
Mask = Callable[[str], str]

_BARE = {"slug", "document", "file", "sha256", "source_key", "rule", "boxes", "instrument", "entity"}
"""Columns that hold no words of a document: never masked."""
_LONGEST_NAME = 240
"""Signs of a name; the whole title is beside it."""
_WORDS_OF_A_TITLE = 3
_JOINING = "số ngày tháng năm của về việc"
_RUN = re.compile(r"\d+|[^\W\d_]+")


def document_row(facts: Facts, slug: str, source: Row, mask: Mask) -> Row:
    """The row of ``documents``; ``source`` gives file, name, origin, licence and what a person set."""
    document, head = facts.document, facts.head
    scores = [page.confidence for page in document.pages if page.confidence is not None]
    begins = None if head.title or head.key or head.doc_type else next(_openings(facts), None)
    row: Row = dataclasses.asdict(head)
    row |= {
        "slug": slug,
        "name": called(facts, source.get("name"), begins),
        "opening": begins,
        "key": head.key,
        "province_now": now.name if (now := today(head.province)) else None,
        "file": source["file"],
        "source_key": source.get("key"),
        "sha256": document.id,
        "first_seen": source.get("first_seen"),
        "format": document.format,
        "copy_kind": document.copy_kind,
        "origin": source.get("origin"),
        "licence": source.get("licence"),
        "year": int(head.date[:4]) if head.date and head.date[:4].isdigit() else None,
        "characters": len(document.text),
        "pages": len(document.pages),
        "ocr_pages": sum(page.ocr for page in document.pages),
        "ocr_confidence": round(sum(scores) / len(scores), 3) if scores else None,
        "repairs": _json(head.repairs),
        "overridden": _json(source.get("overridden")),
        "warnings": _json(document.warnings),
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


def page_rows(facts: Facts, slug: str, images: Mapping[int, str]) -> Iterator[Row]:
    """The rows of ``pages``; ``images`` by number."""
    for page in facts.document.pages:
        row = {f.name: getattr(page, f.name) for f in dataclasses.fields(page) if f.name != "words"}
        yield {"document": slug, "image": images.get(page.number)} | row


def section_rows(facts: Facts, slug: str, first: int, mask: Mask) -> Iterator[Row]:
    """The rows of ``sections``; ``first`` is the id of the first one, and parents become ids."""
    for index, section in enumerate(facts.sections):
        row = dataclasses.asdict(section) | {"id": first + index, "document": slug}
        row["parent"] = None if section.parent is None else first + section.parent
        yield masked(row, mask)


def fact_rows(found: Sequence[Fact], slug: str, text: str, first: int, sections: int, mask: Mask) -> Iterator[Row]:
    """The rows of one kind of fact. ``first`` and ``sections`` are the first ids of each."""
    for index, fact in enumerate(found):
        row = {f.name: getattr(fact, f.name) for f in dataclasses.fields(fact)}
        row |= {"id": first + index, "document": slug, "boxes": _json(fact.boxes), "repairs": _json(fact.repairs)}
        row["section"] = None if fact.section is None else sections + fact.section
        if row.get("parent") is not None:
            row["parent"] += first
        if "period" in row:
            row |= _years(row["period"])
        if row.get("producer") and row.get("place"):
            row["place"] = masked_behind(f"{row['producer']},", row["place"], mask)
        yield masked(row, mask) | {"quote": text[fact.start : fact.end]}


def _years(period: str | None) -> Row:
    """The first and the last year of a period, as numbers that can be compared."""
    years = [int(year) for year in period.split("-")] if period else [None]
    return {"period_start": years[0], "period_end": years[-1]}


def table_rows(facts: Facts, slug: str, text: str, mask: Mask) -> Iterator[Row]:
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
            "document": slug,
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


def instrument_row(instrument: Instrument) -> Row:
    """The row of ``instruments``."""
    return dataclasses.asdict(instrument)


def entity_row(entity: Entity, mask: Mask) -> Row:
    """The row of ``entities``."""
    row = {name: getattr(entity, name) for name in ("slug", "kind", "name", "province", "mentions", "documents")}
    row |= {
        "province_now": now.name if (now := today(entity.province)) else None,
        "place": entity.place,
        "place_now": entity.place_now,
        "form": entity.form,
        "trade_name": entity.trade_name,
        "folded": "",
    }
    told = dataclasses.asdict(entity.history) if entity.history else {}
    row |= {field.name: told.get(field.name) for field in dataclasses.fields(History)}
    row = masked(row, mask) | {"slug": entity.slug, "producer": entity.producer}
    places = " ".join(row[name] for name in ("place", "place_now") if row[name])
    return row | {"folded": fold(row["name"]), "places": fold(places) or None}


def spelling_rows(entity: Entity, mask: Mask) -> Iterator[Row]:
    """The rows of ``spellings``."""
    for spelling in entity.spellings:
        yield masked(dataclasses.asdict(spelling), mask) | {"entity": entity.slug}


def indexed(text: str) -> tuple[str, str]:
    """What the two columns of a full-text index hold for ``text``: as written, and folded."""
    return normalise(text).replace("\0", " "), fold(text)


def name_words(row: Row, kind: str, extra: str = "") -> tuple[str, str]:
    """The words by which an act is looked up (type, key, date, issuer, title), and those that join or abbreviate them.

    Of the joining words each also stands folded; runs of letters and of digits stand apart, so that "15a" and "qd919"
    are found, the letters of the symbol also in one word ("qdttg"), and numbers also without leading zeros.
    """
    key = "/".join(part for part in (row.get("number"), row.get("symbol")) if part)
    date = (row.get("date") or "").split("-")
    stated = (str(row.get(field) or "") for field in ("key", "year", "issuer", "title"))
    words = " ".join(part for part in (kind, key, *date, *stated, extra) if part)
    initials = "".join(word[0] for word in kind.split())
    runs = _RUN.findall(f"{key} {words}")
    zeroless = [run.lstrip("0") for run in runs if run.startswith("0")]
    symbol = "".join(run for run in _RUN.findall(row.get("key") or key) if not run.isdecimal())
    joined = " ".join([_JOINING, initials, symbol, *runs, *zeroless])
    return words, f"{joined} {fold(joined)}".lower()


def leading_number(row: Row) -> str | None:
    """The number of an act or document; of a law the one that its key begins with."""
    of_key = re.match(r"\d+", row.get("key") or "")
    return row["number"] or (of_key.group() if of_key else None)


def masked(row: Row, mask: Mask) -> Row:
    """The row with the words of every column masked."""
    return {name: mask(value) if isinstance(value, str) and name not in _BARE else value for name, value in row.items()}


def _json(value: object) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None
