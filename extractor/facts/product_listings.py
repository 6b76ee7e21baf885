"""Lists of products as rows and columns: tables, and lists printed with one cell on each line.

Which heading stands for which column is in ``rules/product_columns.csv``; headings that OCR or a typist wrote otherwise
are tied to the nearest known one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from extractor.model import Cell, Document, Table
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook
from extractor.text import fold

_SIGNS = re.compile(r"[\W_]+")
_ALIKE = 86
_NEEDED = ("producer", "stars", "place", "group", "points", "decision", "stars3", "stars4", "stars5")
_ENDINGS = ("stars", "points", "place", "decision", "producer", "group")
_TITLE = 700
"""How far above a list its title is looked for."""
_CELL = 120
_LABEL = 16
"""Characters in the longest heading of a column of numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One product of a list: its cells by column, and the lines under which it stands ("I. Nhóm thực phẩm")."""

    cells: Mapping[str, Cell]
    under: tuple[str, ...]

    def text(self, column: str) -> str:
        """The text of a cell on one line, "" where there is none."""
        cell = self.cells.get(column)
        return " ".join(cell.text.split()) if cell else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of products at ``start:end`` of the document's text, under ``title``."""

    start: int
    end: int
    title: str
    headings: Mapping[str, str]
    rows: tuple[Row, ...]


def listings(document: Document, outline: Outline, rulebook: Rulebook) -> tuple[Listing, ...]:
    """The lists of products of a document. Without a rule for the column of names there is none."""
    if not any(rule.values.get("use") == "column" for rule in rulebook.rules("products")):
        return ()
    tables = [*document.tables, *_flat(document, outline, rulebook)]
    found = (_listing(document, table, rulebook) for table in tables if not table.failed)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.start))


def plain(text: str) -> str:
    """``text`` without marks, case and signs, for comparison."""
    return _SIGNS.sub(" ", fold(text)).strip()


@cache
def phrase(name: str, rulebook: Rulebook) -> re.Pattern[str]:
    """A pattern of ``rules/product_phrases.csv``."""
    pattern = next(row["pattern"] for row in rulebook.table("product_phrases") if row["name"] == name)
    return rulebook.compile(pattern)


@cache
def _known(rulebook: Rulebook) -> Mapping[str, str]:
    return {
        plain(name): row["column"] for row in rulebook.table("product_columns") for name in row["headings"].split("|")
    }


@cache
def column(heading: str, rulebook: Rulebook) -> str | None:
    """The column for which a heading stands; ``None`` for one that is not known."""
    known = _known(rulebook)
    wanted = plain(re.sub(r"\([^)]*\)", " ", heading))
    if not wanted:
        return None
    if best := process.extractOne(wanted, known.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE):
        return known[best[0]]
    begins = max((name for name in known if wanted.startswith(f"{name} ")), key=len, default=None)
    ends = max((n for n in known if wanted.endswith(f" {n}") and known[n] in _ENDINGS), key=len, default=None)
    if begins and (known[begins] in ("name", "producer", "group", "count", "place") or not ends):
        return known[begins]
    return known[ends] if ends else None


def columns(headings: tuple[str, ...], rulebook: Rulebook) -> Mapping[str, int]:
    """The index of each column by its name; the first of two with the same meaning."""
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        name = column(heading, rulebook)
        if name is not None:
            found.setdefault(name, index)
    return found


def _listing(document: Document, table: Table, rulebook: Rulebook) -> Listing | None:
    heads, rows = table.columns, table.rows
    where = columns(heads, rulebook)
    for number, row in enumerate(table.rows[:4]) if "name" not in where else ():
        heads = tuple(cell.text for cell in row)
        where = columns(heads, rulebook)
        if "name" in where and len(where) > 1:
            rows = table.rows[number + 1 :]
            break
    title = " ".join(filter(None, (document.text[max(table.start - _TITLE, 0) : table.start], table.caption)))
    listed = phrase("listed", rulebook).search(plain(title)[-300:])
    if "name" not in where or not (any(name in where for name in _NEEDED) or (listed and "count" not in where)):
        return None
    headings = {name: heads[index] for name, index in where.items()}
    return Listing(table.start, table.end, title, headings, tuple(_rows(rows, where, phrase("total", rulebook))))


def _rows(rows: tuple[tuple[Cell, ...], ...], where: Mapping[str, int], total: re.Pattern[str]) -> Iterator[Row]:
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
            cells = {**cells, **_shared(cells, last)}
            last = cells
            yield Row(cells, under)


def _shared(cells: Mapping[str, Cell], last: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """What a further product of the same producer takes from the row above: it has a rank or a group, but no number."""
    further = "number" in cells and "producer" in cells and not (cells["number"].text or cells["producer"].text).strip()
    own = any(cells[name].text.strip() for name in ("stars", "group", "points") if name in cells)
    if not (further and own):
        return {}
    return {name: last[name] for name in ("producer", "place") if name in last and not cells[name].text.strip()}


def _flat(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Table]:
    """Lists whose table was lost and that stand with one cell on each line, the rows numbered from 1."""
    blocks = outline.blocks
    index = 0
    while index < len(blocks):
        found = (
            _flat_table(document, outline, index, rulebook) if _is(outline, blocks[index], "number", rulebook) else None
        )
        if found is None:
            index += 1
            continue
        table, index = found
        if not any(other.start < table.end and table.start < other.end for other in document.tables):
            yield table


def _is(outline: Outline, block: Block, wanted: str, rulebook: Rulebook) -> bool:
    return block.end - block.start <= _LABEL and column(outline.text(block), rulebook) == wanted


def _flat_table(document: Document, outline: Outline, first: int, rulebook: Rulebook) -> tuple[Table, int] | None:
    """The table that begins with the heading at block ``first``, and the block behind it."""
    blocks = outline.blocks
    texts = [outline.text(block) for block in blocks[first : first + 16]]
    width = next((i for i, text in enumerate(texts) if text.strip(". ").lstrip("0") == "1"), 0)
    if width < 2 or "name" not in columns(tuple(texts[:width]), rulebook):
        return None
    rows: list[tuple[Cell, ...]] = []
    index = first + width
    while index < len(blocks) and outline.text(blocks[index]).strip(". ").lstrip("0") == str(len(rows) + 1):
        cells = blocks[index : index + width]
        if len(cells) < width or any(len(outline.text(block)) > _CELL for block in cells):
            break
        rows.append(tuple(_cell(document, outline, block) for block in cells))
        index += width
    if not rows:
        return None
    start, end = outline.view.span(blocks[first].start, blocks[index - 1].end)
    return Table(start, end, tuple(rows), tuple(texts[:width])), index


def _cell(document: Document, outline: Outline, block: Block) -> Cell:
    start, end = outline.view.span(block.start, block.end)
    return Cell(document.text[start:end], start, end)
