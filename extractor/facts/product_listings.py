"""The tables that list products, one in each row, with the lines under which each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.facts.product_cells import Row, parted
from extractor.facts.product_knowledge import phrase
from extractor.kept import kept
from extractor.model import Cell, Document, Table
from extractor.outline import Outline
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook
from extractor.tables.meanings import meaning, plain

_NEEDED = ("producer", "stars", "place", "group", "points", "decision", "stars3", "stars4", "stars5")
_COUNTS = ("count", "money", "share", "price", "target", "done")
"""Columns of tables that count products rather than list them."""
_TWO = re.compile(r"[,/]| và | - ")
_TITLE = 700
"""How far above a list its title is looked for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of products at ``start:end`` of the document's text, under ``title``."""

    start: int
    end: int
    title: str
    headings: Mapping[str, str]
    rows: tuple[Row, ...]


@kept
def listings(document: Document, outline: Outline, rulebook: Rulebook) -> tuple[Listing, ...]:
    """The lists of products of a document. Without a rule for the column of names there is none."""
    if not any(rule.values.get("use") == "column" for rule in rulebook.rules("products")):
        return ()
    found = (_listing(document, table, rulebook) for table in document.tables if not table.failed)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.start))


def columns(table: Table, rulebook: Rulebook) -> Mapping[str, int]:
    """The index of each column by what it means: of two the first, of two ranks the one that is sought.

    A heading may name two things that stand in its cells one below the other: "Tên sản phẩm, chủ thể".
    """
    found: dict[str, int] = {}
    for index, column in enumerate(table.columns):
        if column.meaning is not None:
            found.setdefault(column.meaning, index)
        if column.meaning == "stars" and phrase("sought", rulebook).search(column.heading.lower()):
            found["stars"] = index
    for index, column in enumerate(table.columns):
        parts = {meaning(part.strip(), rulebook) for part in _TWO.split(column.heading)}
        for means in ("name", "producer"):
            if means in parts:
                found.setdefault(means, index)
    if not any(name.startswith("stars") for name in found):
        ranked = [index for index in range(len(table.columns)) if _is_ranked(table, index, rulebook)]
        if ranked:  # of the rank that was and the one that is, the last
            found["stars"] = ranked[-1]
    if "note" in found:
        found.setdefault("status", found["note"])
    return found


def _is_ranked(table: Table, index: int, rulebook: Rulebook) -> bool:
    """Whether most cells of a column hold a rank, whatever its heading says: "3 sao, năm 2026"."""
    texts = [row[index].text for row in table.rows if index < len(row) and row[index].text]
    return len(texts) > 1 and 2 * sum(1 for text in texts if phrase("rank first", rulebook).match(text)) > len(texts)


def _listing(document: Document, table: Table, rulebook: Rulebook) -> Listing | None:
    where = columns(table, rulebook)
    title = " ".join(filter(None, (document.text[max(table.start - _TITLE, 0) : table.start], table.caption)))
    listed = phrase("listed", rulebook).search(plain(title)[-300:])
    counts = any(name in where for name in _COUNTS)
    if "name" not in where or not (any(name in where for name in _NEEDED) or (listed and not counts)):
        return None
    headings = {name: table.columns[index].heading for name, index in where.items()}
    rows = _rows(table.rows, where, phrase("total", rulebook), phrase("ditto", rulebook))
    return Listing(table.start, table.end, title, headings, tuple(parted(document, rows, rulebook)))


def _rows(
    rows: tuple[tuple[Cell, ...], ...], where: Mapping[str, int], total: Pattern, ditto: Pattern
) -> Iterator[Row]:
    """The rows that hold a product; a row with one text in it is a heading for those below it."""
    under: tuple[str, ...] = ()
    last: Mapping[str, Cell] = {}
    for row in rows:
        texts = [" ".join(cell.text.split()) for cell in row]
        filled = [
            t
            for i, t in enumerate(texts)
            if t and i != where.get("number") and not re.fullmatch(r"[IVXLC]{1,5}\.?|[A-Z]\.?", t)
        ]
        if not filled or total.match(filled[0]) or all(re.fullmatch(r"\W*\d{0,2}\W*", t) for t in filled):
            continue
        if len(set(filled)) == 1:
            own = where["name"] < len(texts) and texts[where["name"]] and texts.count(filled[0]) == 1
            numbered = "number" in where and texts[where["number"]].strip(".").isdigit()
            if not (own and numbered):
                under = (*under[-2:], filled[0])
                continue
        if where["name"] < len(texts) and texts[where["name"]]:
            cells = {name: row[index] for name, index in where.items() if index < len(row)}
            again = {name: last[name] for name, cell in cells.items() if name in last and ditto.fullmatch(cell.text)}
            cells = {**cells, **again, **_shared(cells, last)}
            last = cells
            yield Row(cells, under)


def _shared(cells: Mapping[str, Cell], last: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """What a further product of the same producer takes from the row above: it has a rank or a group, but no number."""
    further = "number" in cells and "producer" in cells and not (cells["number"].text or cells["producer"].text).strip()
    own = any(cells[name].text.strip() for name in ("stars", "group", "points") if name in cells)
    if not (further and own):
        return {}
    return {name: last[name] for name in ("producer", "place") if name in last and not cells[name].text.strip()}
