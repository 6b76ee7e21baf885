"""The numbers that Word prints before list items without writing them into the text."""

from __future__ import annotations

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_LOW = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Counts the items of every list while the paragraphs are read in order."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        self._abstract: dict[str, _Element] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            self._load(part.element)

    def _load(self, root: _Element) -> None:
        for abstract in root.iterchildren(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"), "")] = abstract
        for entry in root.iterchildren(qn("w:num")):
            number = entry.get(qn("w:numId"), "")
            self._lists[number] = _value(entry.find(qn("w:abstractNumId"))) or ""
            for override in entry.iterchildren(qn("w:lvlOverride")):
                start = _value(override.find(qn("w:startOverride")))
                if start:
                    self._starts[number, int(override.get(qn("w:ilvl"), "0"))] = int(start)

    def prefix(self, paragraph: _Element) -> str:
        """What Word prints before ``paragraph``, with a blank behind it; empty for one that is no list item."""
        number, depth = self._membership(paragraph)
        abstract = self._lists.get(number, "")
        levels = self._levels(abstract)
        if number == "0" or depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [])
        override = self._starts.pop((number, depth), None)
        if override is not None:
            del counts[depth:]
        while len(counts) <= depth:
            start = override if override is not None and len(counts) == depth else _start(levels.get(len(counts)))
            counts.append(start - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        del counts[depth + 1 :]
        return self._print(levels, counts, depth)

    def _membership(self, paragraph: _Element) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or those of its style."""
        properties = paragraph.find(qn("w:pPr"))
        style = None if properties is None else _value(properties.find(qn("w:pStyle")))
        for _ in range(10):
            found = None if properties is None else properties.find(qn("w:numPr"))
            if found is not None and _value(found.find(qn("w:numId"))) is not None:
                depth = _value(found.find(qn("w:ilvl"))) or "0"
                return _value(found.find(qn("w:numId"))) or "0", int(depth)
            if style is None or style not in self._styles:
                break
            properties = self._styles[style].find(qn("w:pPr"))
            style = _value(self._styles[style].find(qn("w:basedOn")))
        return "0", 0

    def _levels(self, abstract: str) -> dict[int, _Element]:
        root = self._abstract.get(abstract)
        if root is None:
            return {}
        return {int(level.get(qn("w:ilvl"), "0")): level for level in root.iterchildren(qn("w:lvl"))}

    def _print(self, levels: dict[int, _Element], counts: list[int], depth: int) -> str:
        if _value(levels[depth].find(qn("w:numFmt"))) == "bullet":
            return "- "
        pattern = _value(levels[depth].find(qn("w:lvlText"))) or ""

        def number(place: re.Match[str]) -> str:
            level = int(place.group(1)) - 1
            form = _value(levels[level].find(qn("w:numFmt"))) if level in levels else "decimal"
            return _form(counts[level] if level < len(counts) else 1, form or "decimal")

        text = _PLACE.sub(number, pattern).strip()
        return f"{text} " if text else ""


def _value(element: _Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def _start(level: _Element | None) -> int:
    return int(_value(level.find(qn("w:start"))) or "1") if level is not None else 1


def _form(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, sign in _ROMAN + _ROMAN_LOW:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman.lower() if form == "lowerRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
