"""The page of one document: its head, its text with every fact marked, its facts and findings, and what it cites."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from extractor.checks.sides import prints_expected
from extractor.site.body import body
from extractor.site.citing import citation, on_page
from extractor.site.done import checks_of, gaps
from extractor.site.elsewhere import answers, elsewhere
from extractor.site.fact_marks import marks_of, scanned
from extractor.site.grids import Grid, grid_of
from extractor.site.linked import document_data
from extractor.site.marks import Mark
from extractor.site.query import parse, places
from extractor.site.ranking import Rows
from extractor.site.scans import Scanned, anchors, scan
from extractor.spreadsheet import csv_text
from extractor.wording import wording

Row = dict[str, Any]
_FACTS = ("citations", "amounts", "indicators", "products", "organizations", "unresolved")
CARDS = {
    **{"citations": "citation", "amounts": "amount", "indicators": "indicator"},
    **{"products": "product", "organizations": "organization"},
}
"""The kind of card of each table of facts."""
MANY = 500
"""Facts of a document; where there are more their cards, which would be most of its page, have pages of their own."""
_OUTLINE_LEVELS = 3
SEVERITY = {"error": 0, "warning": 1, "note": 2}


async def page(rows: Rows, slug: str, typed: str = "") -> Row | None:
    """What the document page shows, words of the query ``typed`` marked; ``None`` without such a document."""
    found = await rows("SELECT * FROM documents WHERE slug = :slug", {"slug": slug})
    if not found:
        return None
    here: Row = {"slug": slug}
    facts = {
        table: await rows(f"SELECT * FROM {table} WHERE document = :slug ORDER BY start", here) for table in _FACTS
    }
    findings = await document_findings(rows, slug)
    tables = [grid_of(row) for row in await rows("SELECT * FROM tables WHERE document = :slug ORDER BY start", here)]
    acts = await _cited(rows, slug, facts["citations"])
    apart = f"/van-ban/{slug}/du-kien" if sum(map(len, facts.values())) > MANY else None
    seen = scanned(facts, apart)
    images = await _images(rows, slug, seen)
    marks = marks_of(facts, findings, slug, apart)
    return {
        "document": found[0],
        "cite": partial(on_page, citation(found[0])),
        "linked": document_data(found[0], acts),
        "facts": facts,
        **({"cards": ()} if apart else await cards(rows, slug, facts, acts)),
        "on_image": anchors(seen) if images else {},
        "counts": {table: len(found) for table, found in facts.items()},
        "findings": findings,
        "cited": acts,
        "cited_by": await _cited_by(rows, found[0]),
        **await _copies(rows, found[0]),
        "warnings": [wording("vi").say_again(told) for told in json.loads(found[0]["warnings"] or "[]")],
        "images": list(images),
        "repairs": json.loads(found[0]["repairs"] or "[]"),
        "tables": tables,
        **await _checked(rows, found[0], facts, findings, acts, tables),
        **await _text(rows, slug, marks, tables, images, typed),
        "typed": typed,
    }


async def cards(rows: Rows, slug: str, facts: Mapping[str, list[Row]], acts: Sequence[Row]) -> Row:
    """What the cards of ``facts`` say; ``acts`` are those that they cite."""
    return {
        "cards": [(kind, row) for table, kind in CARDS.items() for row in facts[table]],
        "acts": {act["slug"]: act for act in acts},
        "elsewhere": {kind: await elsewhere(rows, table, facts[table]) for table, kind in CARDS.items()},
        "answers": await answers(rows, slug),
    }


async def _cited(rows: Rows, slug: str, citations: list[Row]) -> list[Row]:
    """The acts that a document cites, in the order of their first mentions."""
    acts = await rows(
        "SELECT i.*, count(*) AS mentions, min(c.start) AS first FROM citations c"
        " JOIN instruments i ON i.slug = c.instrument WHERE c.document = :slug GROUP BY i.slug ORDER BY first",
        {"slug": slug},
    )
    return [act | _as_cited(act, citations) for act in acts]


async def _images(rows: Rows, slug: str, seen: Sequence[Scanned]) -> dict[int, str]:
    """The images of the pages, each with its marks, as HTML by number."""
    pages = await rows(
        "SELECT number, width, height FROM pages WHERE document = :slug AND image IS NOT NULL ORDER BY number",
        {"slug": slug},
    )
    return {page["number"]: scan(slug, page, seen) for page in pages}


async def _checked(
    rows: Rows, document: Row, facts: Mapping[str, list[Row]], findings: list[Row], cited: list[Row], tables: list[Grid]
) -> Row:
    """Which checks were done, and what could not be checked."""
    checks = await rows.kept("SELECT code, title, scope FROM checks ORDER BY code")
    others = await rows.kept("SELECT count(*) AS count FROM (SELECT 1 FROM documents WHERE copy_of IS NULL LIMIT 2)")
    read = [grid for grid in tables if not grid.table.failed]
    counts = {table: len(found) for table, found in facts.items()} | {"tables": len(read)}
    failed = [grid.name for grid in tables if grid.table.failed]
    alone = "copies" if document["copy_of"] else "documents" if others[0]["count"] < 2 else None
    return {
        "checked": checks_of(checks, findings, counts, alone),
        "gaps": gaps(facts, cited, failed),
    }


async def document_findings(rows: Rows, slug: str) -> list[Row]:
    """The findings that have evidence in the document, gravest first, each with all its evidence.

    One is a note where the document prints what is ``expected`` itself: it is ``right``, and others are to be mended.
    """
    sides = await rows(
        "SELECT v.*, k.title AS check_title, d.name AS document_name FROM finding_evidence v"
        " JOIN checks k ON k.code = v.code JOIN documents d ON d.slug = v.document"
        " WHERE v.id IN (SELECT finding FROM evidence WHERE document = :slug) ORDER BY v.id, v.position",
        {"slug": slug},
    )
    cited = await rows("SELECT start, date FROM citations WHERE document = :slug AND date IS NOT NULL", {"slug": slug})
    own = await rows("SELECT date FROM documents WHERE slug = :slug", {"slug": slug})
    told = [_as_told_to(finding, slug, cited, own[0]["date"] if own else None) for finding in gathered(sides)]
    return sorted(told, key=lambda f: (SEVERITY[f["severity"]], f["code"], f["id"]))


def _as_told_to(finding: Row, slug: str, cited: Sequence[Row], own: str | None) -> Row:
    sides = [(side["start"], side["end"]) for side in finding["sides"] if side["document"] == slug]
    dates = [(row["start"], row["date"]) for row in cited]
    right = len(sides) < len(finding["sides"]) and prints_expected(finding["expected"], sides, dates, own)
    return finding | ({"severity": "note", "right": True} if right else {})


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
        " JOIN documents d ON d.slug = c.document WHERE c.instrument = :act"
        " AND d.copy_of IS NULL AND d.slug NOT IN (:slug, :first) GROUP BY d.slug ORDER BY d.date DESC, d.slug",
        {"act": document["instrument"], "slug": document["slug"], "first": document["copy_of"] or ""},
    )


def _as_cited(act: Row, citations: list[Row]) -> Row:
    """The date and the title of an act, in the words of the document where nothing else is known."""
    own = [row for row in citations if row["instrument"] == act["slug"]]
    return {field: act[field] or next((row[field] for row in own if row[field]), None) for field in ("date", "title")}


async def _copies(rows: Rows, document: Mapping[str, Any]) -> Row:
    """``first``: the file that counts where this one is a copy; its other ``copies``; ``namesakes`` of its number."""
    here = {field: document[field] for field in ("number", "symbol", "issuer", "slug")}
    here["first"] = document["copy_of"] or document["slug"]
    named = "SELECT slug, name, copy_kind, differs FROM documents WHERE"
    first = await rows(f"{named} slug = :copy_of", {"copy_of": document["copy_of"]})
    return {
        "first": first[0] if first else None,
        "copies": await rows(f"{named} copy_of = :first AND slug <> :slug ORDER BY slug LIMIT 12", here),
        "namesakes": await rows(
            f"{named} number = :number AND symbol = :symbol AND issuer IS :issuer AND slug NOT IN (:slug, :first)"
            " AND copy_of IS NULL ORDER BY slug LIMIT 12",
            here,
        ),
    }


async def _text(
    rows: Rows, slug: str, marks: list[Mark], tables: list[Grid], images: Mapping[int, str], typed: str
) -> Row:
    """The text with its marks, and its ``outline``."""
    here = {"slug": slug}
    pieces = await rows("SELECT text FROM passages WHERE document = :slug ORDER BY start", here)
    text = "".join(piece["text"] for piece in pieces)
    sections = await rows("SELECT * FROM sections WHERE document = :slug ORDER BY id", here)
    layout = await rows("SELECT paragraphs FROM layouts WHERE document = :slug", here)
    pages = await rows("SELECT start, number FROM pages WHERE document = :slug ORDER BY number", here)
    if typed:
        marks = [*marks, *(Mark(start, end, "found") for start, end in places(text, parse(typed)))]
    html = body(
        text,
        [tuple(paragraph) for paragraph in json.loads(layout[0]["paragraphs"])],
        marks,
        [(row["start"], row["number"]) for row in pages],
        tables,
        {section["start"]: (index, section["level"]) for index, section in enumerate(sections)},
        images,
    )
    return {"text": html, "outline": list(_outline(sections, tables))}


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
