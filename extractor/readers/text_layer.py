"""The lines and tables of a page of a PDF from its text layer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from extractor.readers.layout import between, lines_of
from extractor.readers.letters.of_pdf import mended_texts, mended_words, names_charset
from extractor.readers.pdf_file import PageFacts
from extractor.readers.ruled import open_ends, ruled_grid
from extractor.readers.sheet import Block, Grid, PlacedLine, PlacedWord, Sheet
from extractor.readers.unruled import unruled_tables

_THICKEST = 4.0
"""Points; a filled rectangle that is higher and wider is a shade, no rule."""
_HYPHENS = {
    0xAD: "-",
    0x2010: "-",
    0x2011: "-",
    0xFFFE: "-",
    0xF02D: "-",
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0FC: "✓",
    0: None,
}
_TO_CLEAN = re.compile("[" + "".join(map(re.escape, map(chr, _HYPHENS))) + "]")
_SPACE = re.compile(r"\s+")


def plain_sheet(facts: PageFacts) -> Sheet | None:
    """A plain page, which has no tables with rules; ``None`` for other pages."""
    if facts.words is None:
        return None
    width, height = facts.size
    texts = [word.text for word in facts.words]
    mend = mended_texts(texts)
    words = [word for word in facts.words if word.x0 >= -1 and word.x1 <= width + 1 and -1 <= word.top <= height]
    if list(mend.texts) != texts or _TO_CLEAN.search(facts.text):
        letters = dict(zip(texts, map(_clean, mend.texts), strict=True))
        words = [word._replace(text=letters[word.text]) for word in words if letters[word.text]]
    return _sheet(facts.size, words, lambda: _blocks(words, []), mend.notes)


def text_sheet(page: Any) -> Sheet | None:  # noqa: ANN401 - pdfplumber is not typed
    """A pdfplumber page, which is closed; ``None`` when most words run sideways."""
    try:
        words, sideways, notes = _words(page)
        if sideways > len(words):
            return None
        if sideways:
            notes = (f"{sideways} words run sideways and are left out", *notes)
        return _sheet((float(page.width), float(page.height)), words, lambda: _with_rules(page, words), notes)
    finally:
        page.close()


def _sheet(
    size: tuple[float, float], words: Sequence[PlacedWord], blocks_of: Callable[[], list[Block]], notes: Sequence[str]
) -> Sheet:
    trouble = None
    try:
        blocks = blocks_of()
    except Exception as error:  # whatever a drawing does to the search for tables must not lose the words
        blocks = list(lines_of(words))
        trouble = f"the tables of the page were not read ({type(error).__name__}); their words are in the text"
    note = "; ".join(notes) or (None if blocks else "blank page")
    return Sheet(*size, tuple(blocks), note=note, trouble=trouble)


def _with_rules(page: Any, words: Sequence[PlacedWord]) -> list[Block]:  # noqa: ANN401
    """The tables of a page and the lines between them."""
    grids: list[Grid] = []
    visible = page.filter(_is_visible)
    for table in visible.find_tables({"explicit_horizontal_lines": list(open_ends(visible.edges))}):
        x0, top, x1, bottom = table.bbox
        near = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]
        found = ruled_grid(table.cells, near)
        if found is not None:
            gone = {id(word) for word in near} - {id(word) for word in found[1]}
            words = [word for word in words if id(word) not in gone]
            grids.append(found[0])
    return _blocks(words, grids)


def _blocks(words: Sequence[PlacedWord], ruled: Sequence[Grid]) -> list[Block]:
    """The tables without rules among ``words``, and the lines between these and the tables ``ruled``."""
    grids = list(ruled)
    lines: Sequence[PlacedLine] = lines_of(words)
    gone: set[int] = set()
    for unruled in unruled_tables(lines):
        gone |= {id(word) for word in unruled.words}
        grids.append(unruled.grid)
    if gone:
        lines = lines_of(word for line in lines for word in line.words if id(word) not in gone)
    return list(between(lines, grids))


def _is_visible(thing: Mapping[str, Any]) -> bool:
    """Whether a thing on a page can be a rule: white or shaded rectangles behind text are none."""
    if thing.get("object_type") != "rect" or thing.get("stroke"):
        return True
    colour = thing.get("non_stroking_color")
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    white = not any(parts) if len(parts) == 4 else all(part in (1, 1.0) for part in parts)
    return min(thing["width"], thing["height"]) <= _THICKEST and not white


def _words(page: Any) -> tuple[list[PlacedWord], int, tuple[str, ...]]:  # noqa: ANN401
    """The words of a page less those beyond its edges, how many run sideways, and notes on the letters."""
    found = page.extract_words(
        x_tolerance_ratio=0.2, y_tolerance=1.5, use_text_flow=False, keep_blank_chars=False, extra_attrs=["size"],
        return_chars=names_charset(char["fontname"] for char in page.chars),
    )  # fmt: skip
    mend = mended_words(found)
    words: list[PlacedWord] = []
    sideways = 0
    for word, text in zip(found, map(_clean, mend.texts), strict=True):
        inside = word["x0"] >= -1 and word["x1"] <= page.width + 1 and -1 <= word["top"] <= page.height
        if text and inside and not word["upright"]:
            sideways += 1
        elif text and inside:
            words.append(PlacedWord(text, *_rounded(word)))
    return words, sideways, mend.notes


def _rounded(word: Mapping[str, Any]) -> Iterator[float]:
    return (round(float(word[key]), 2) for key in ("x0", "top", "x1", "bottom"))


def _clean(letters: str) -> str:
    return _SPACE.sub("", letters.translate(_HYPHENS))
