"""The page of one document: its head, its text with every fact marked, its facts and findings, and what it cites."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from extractor.site import labels
from extractor.site.body import body
from extractor.site.grids import Grid, grid_of
from extractor.site.marks import Mark
from extractor.site.query import parse, places
from extractor.site.search import Rows
from extractor.spreadsheet import csv_text
from extractor.wording import wording

Row = dict[str, Any]
_FACTS = ("citations", "amounts", "indicators", "products", "organizations", "unresolved")
_OUTLINE_LEVELS = 3
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


async def page(rows: Rows, slug: str, typed: str = "") -> Row | None:
    """What the document page shows, words of the query ``typed`` marked; ``None`` without such a document."""
    found = await rows("SELECT * FROM documents WHERE slug = :slug", {"slug": slug})
    if not found:
        return None
    here: Row = {"slug": slug}
    facts = {
        table: await rows(f"SELECT * FROM {table} WHERE document = :slug ORDER BY start", here) for table in _FACTS
    }
    sections = await rows("SELECT * FROM sections WHERE document = :slug ORDER BY id", here)
    findings = await document_findings(rows, slug)
    tables = [grid_of(row) for row in await rows("SELECT * FROM tables WHERE document = :slug ORDER BY start", here)]
    cited = await rows(
        "SELECT i.*, count(*) AS mentions, min(c.start) AS first FROM citations c"
        " JOIN instruments i ON i.slug = c.instrument WHERE c.document = :slug GROUP BY i.slug ORDER BY first",
        here,
    )
    marks = [*_fact_marks(facts), *_finding_marks(findings, slug)]
    for act in cited:
        act |= _as_cited(act, facts["citations"])
    return {
        "document": found[0],
        "facts": facts,
        "counts": {table: len(found) for table, found in facts.items()},
        "findings": findings,
        "cited": cited,
        "cited_by": await _cited_by(rows, found[0]),
        "copies": await _copies(rows, found[0]),
        "warnings": [wording("vi").say_again(told) for told in json.loads(found[0]["warnings"] or "[]")],
        "images": await rows(
            "SELECT number FROM pages WHERE document = :slug AND image IS NOT NULL ORDER BY number", here
        ),
        "repairs": json.loads(found[0]["repairs"] or "[]"),
        "outline": list(_outline(sections, tables)),
        "tables": tables,
        "text": await _text(rows, slug, marks, sections, tables, typed),
        "typed": typed,
    }


async def document_findings(rows: Rows, slug: str) -> list[Row]:
    """The findings that have evidence in the document, gravest first, each with all its evidence."""
    sides = await rows(
        "SELECT v.*, k.title AS check_title, d.name AS document_name FROM finding_evidence v"
        " JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document"
        " WHERE v.id IN (SELECT finding FROM evidence WHERE document = :slug) ORDER BY v.id, v.position",
        {"slug": slug},
    )
    return sorted(gathered(sides), key=lambda f: (_SEVERITY[f["severity"]], f["code"], f["id"]))


def gathered(sides: list[Row]) -> list[Row]:
    """Rows of finding_evidence as findings, each with its ``sides``."""
    return [
        finding[0] | {"sides": finding}
        for _, group in groupby(sides, key=lambda s: s["id"])
        if (finding := list(group))
    ]


async def _cited_by(rows: Rows, document: Mapping[str, Any]) -> list[Row]:
    if not document["instrument"]:
        return []
    return await rows(
        "SELECT d.slug, d.name, count(*) AS mentions, min(c.start) AS first FROM citations c"
        " JOIN documents d ON d.slug = c.document WHERE c.instrument = :act AND c.document != :slug GROUP BY d.slug"
        " ORDER BY d.date DESC, d.slug",
        {"act": document["instrument"], "slug": document["slug"]},
    )


def _as_cited(act: Row, citations: list[Row]) -> Row:
    """The date and the title of an act, in the words of the document where nothing else is known."""
    own = [row for row in citations if row["instrument"] == act["slug"]]
    return {field: act[field] or next((row[field] for row in own if row[field]), None) for field in ("date", "title")}


async def _copies(rows: Rows, document: Mapping[str, Any]) -> list[Row]:
    """Other documents of the same number, symbol and issuer: copies of one document, or namesakes of other years."""
    return await rows(
        "SELECT slug, name FROM documents WHERE number = :number AND symbol = :symbol AND issuer IS :issuer"
        " AND slug != :slug ORDER BY slug LIMIT 12",
        {field: document[field] for field in ("number", "symbol", "issuer", "slug")},
    )


async def _text(
    rows: Rows, slug: str, marks: list[Mark], sections: list[Row], tables: list[Grid], typed: str
) -> Markup:
    pieces = await rows("SELECT text FROM passages WHERE document = :slug ORDER BY start", {"slug": slug})
    text = "".join(piece["text"] for piece in pieces)
    layout = await rows("SELECT paragraphs FROM layouts WHERE document = :slug", {"slug": slug})
    pages = await rows("SELECT start, number FROM pages WHERE document = :slug ORDER BY number", {"slug": slug})
    if typed:
        marks = [*marks, *(Mark(start, end, "found") for start, end in places(text, parse(typed)))]
    return body(
        text,
        [tuple(paragraph) for paragraph in json.loads(layout[0]["paragraphs"])],
        marks,
        [(row["start"], row["number"]) for row in pages],
        tables,
        {section["start"]: (index, section["level"]) for index, section in enumerate(sections)},
    )


async def table_csv(rows: Rows, slug: str, number: int) -> str | None:
    """One table as CSV: a line of headings, then its body; ``None`` where there is no such table that can be read."""
    found = await rows(
        'SELECT "columns", cells FROM tables WHERE document = :slug AND number = :number AND failed IS NULL',
        {"slug": slug, "number": number},
    )
    if not found:
        return None
    headings = json.loads(found[0]["columns"])
    lines = [[cell[0] for cell in row] for row in json.loads(found[0]["cells"])]
    return csv_text([headings, *lines] if any(headings) else lines)


async def page_image(rows: Rows, slug: str, number: int) -> str | None:
    """Where the image of a page is, within the folder beside the database; ``None`` where there is none."""
    found = await rows(
        "SELECT image FROM pages WHERE document = :slug AND number = :number", {"slug": slug, "number": number}
    )
    return found[0]["image"] if found else None


def _outline(sections: list[Row], tables: list[Grid]) -> Iterator[Row]:
    """The divisions with a heading, those aside that begin in a table that is shown as one."""
    grids = [grid.table for grid in tables if not grid.table.failed]
    for index, section in enumerate(sections):
        within = any(table.start <= section["start"] < table.end for table in grids)
        if section["level"] <= _OUTLINE_LEVELS and section["heading"] and not within:
            yield section | {"index": index}


def _fact_marks(facts: Mapping[str, list[Row]]) -> Iterator[Mark]:
    for row in facts["citations"]:
        what = f"{labels.label(row['relation'])}: {row['corrected'] or row['key']}"
        href = f"/vien-dan/{row['instrument']}" if row["instrument"] else f"#d-citation-{row['id']}"
        yield Mark(row["start"], row["end"], "citation" if row["instrument"] else "open", what, href)
    for table, kind, words in (
        ("amounts", "amount", labels.amount),
        ("indicators", "indicator", labels.figure),
        ("products", "product", _named),
        ("organizations", "organization", _named),
    ):
        for row in facts[table]:
            what = f"{labels.label(kind, 'mark')}: {words(row)}"
            yield Mark(row["start"], row["end"], kind, what, f"#d-{kind}-{row['id']}")
    for row in facts["unresolved"]:
        yield Mark(row["start"], row["end"], "open", f"{labels.label('unresolved', 'mark')}: {row['why']}")


def _finding_marks(findings: list[Row], slug: str) -> Iterator[Mark]:
    for finding in findings:
        for side in finding["sides"]:
            if side["document"] == slug:
                yield Mark(side["start"], side["end"], "finding", finding["message"], f"#phat-hien-{finding['id']}")


def _named(row: Mapping[str, Any]) -> str:
    if "status" not in row:
        return str(row["name"])
    stars = f", {row['stars']} sao" if row["stars"] else ""
    return f"{row['name']}{stars} ({labels.label(row['status']).lower()})"
