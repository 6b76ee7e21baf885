"""What is said of a table above and below it: its caption, the unit of its figures, its notes.

The wordings are in ``rules/table_lines``: each rule says by ``is`` what a line is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from extractor.model import Document
from extractor.outline import Block, Outline
from extractor.rulebook import Rule, Rulebook

_ABOVE = 5
"""How many paragraphs above a table are looked at."""
_CAPTION = 220
"""Characters in the longest caption."""
_NOTES = 4
_NAMED = re.compile(r"\(\?P<\w+>")
_HEADINGS = frozenset({"division", "roman", "number", "number-2", "number-3", "letter", "letter-capital"})
"""Kinds of paragraphs, by the ids of ``rules/outline``, that may head a table."""
_SHORT_HEADING = 90


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines around a table that belong to it."""

    caption: str | None
    unit: str | None
    notes: tuple[str, ...]


def around(start: int, end: int, document: Document, outline: Outline, rulebook: Rulebook) -> Surroundings:
    """What stands around the table at ``start:end`` of the document's text."""
    caption, unit = _above(start, document, outline, rulebook)
    caption = caption or _heading(start, outline)
    return Surroundings(caption, unit, tuple(_below(end, document, outline, rulebook)))


def unit_in(words: str, rulebook: Rulebook) -> str | None:
    """The unit that a line above a table or its caption states: "(ĐVT: triệu đồng)"."""
    return _said("unit", words, "unit", rulebook)


def _without_unit(words: str, rulebook: Rulebook) -> str:
    """What a line says beside the unit."""
    for rule in _lines_of("unit", rulebook):
        words = rule.pattern.sub("", words).strip()
    return words


def _said(kind: str, words: str, field: str, rulebook: Rulebook) -> str | None:
    for rule in _lines_of(kind, rulebook):
        if match := rule.pattern.search(words):
            return " ".join(match[field].split()).strip(" .;,")
    return None


def is_line(kind: str, words: str, rulebook: Rulebook) -> bool:
    """Whether ``words`` are a "caption", "title", "unit", "aside" or "note"."""
    return _any_of(kind, rulebook).match(words) is not None


@cache
def _any_of(kind: str, rulebook: Rulebook) -> re.Pattern[str]:
    """All rules that say of a line that it is of a kind, in one pattern."""
    ways = (rule.pattern for rule in _lines_of(kind, rulebook))
    return re.compile("|".join(f"(?{'i' * bool(way.flags & re.I)}:{_NAMED.sub('(', way.pattern)})" for way in ways))


@cache
def _lines_of(kind: str, rulebook: Rulebook) -> tuple[Rule, ...]:
    return tuple(rule for rule in rulebook.rules("table_lines") if rule.values["is"] == kind)


def _index(offset: int, outline: Outline) -> int:
    """The index of the first block that begins at ``offset`` of the document's text, or behind it."""
    return bisect_left(outline.blocks, offset, key=lambda block: outline.view.origin(block.start))


def _above(start: int, document: Document, outline: Outline, rulebook: Rulebook) -> tuple[str | None, str | None]:
    index = _index(start, outline)
    unit: str | None = None
    lines: list[str] = []
    for block in reversed(outline.blocks[max(index - _ABOVE, 0) : index]):
        words = outline.text(block).strip()
        if block.note or _inside(block, document, outline):
            break
        if stated := unit_in(words, rulebook):
            unit = unit or stated
            words = _without_unit(words, rulebook)
            if not words:  # the line says nothing else
                continue
        if is_line("aside", words, rulebook):
            continue
        if len(words) > _CAPTION or is_line("caption", words, rulebook):
            lines.insert(0, words)
            break
        if lines and (block.kind != "text" or not (words.isupper() and lines[0] == lines[0].upper())):
            lines.insert(0, "")  # what stands farther up names the table only with a number of its own
        lines.insert(0, words)
    return _caption(lines, rulebook), unit


def _caption(lines: list[str], rulebook: Rulebook) -> str | None:
    """The caption among the lines above a table: numbered, with the title below it, else a title right above."""
    if not lines:
        return None
    if is_line("caption", lines[0], rulebook) and len(lines[0]) <= _CAPTION:
        title = lines[0]
        for line in filter(None, lines[1:]):
            if title != lines[0] and line != line.upper():
                break
            if len(title) + len(line) < _CAPTION and not line.endswith((".", ":", ";")):
                title = f"{title} {line}"
        return title
    last: list[str] = []
    for line in reversed(lines):
        if not line:
            break
        last.insert(0, line)
    joined = " ".join(last)
    return joined if len(joined) <= _CAPTION and last and is_line("title", last[0], rulebook) else None


def _below(end: int, document: Document, outline: Outline, rulebook: Rulebook) -> list[str]:
    notes: list[str] = []
    index = _index(end, outline)
    for block in outline.blocks[index : index + _NOTES]:
        words = outline.text(block).strip()
        if _inside(block, document, outline) or not is_line("note", words, rulebook):
            break
        notes.append(words)
    return notes


def _heading(start: int, outline: Outline) -> str | None:
    """The heading of a section that has nothing but the table: "2. Lịch trình"."""
    index = _index(start, outline)
    above = outline.blocks[index - 1] if index else None
    if above is None or above.kind not in _HEADINGS:
        return None
    words = outline.text(above).strip()
    return words if len(words) <= _SHORT_HEADING and not words.endswith((".", ":", ";")) else None


def _inside(block: Block, document: Document, outline: Outline) -> bool:
    """Whether a paragraph stands in a table."""
    return document.table_at(outline.view.origin(block.start)) is not None
