"""A page of a PDF: judged, then read from its text layer or by OCR. Runs in a worker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from extractor.readers.engine import EngineMissing
from extractor.readers.layout import between, lines_of
from extractor.readers.letters.of_pdf import mended_text, mended_words, names_charset
from extractor.readers.ocr import read_image
from extractor.readers.pdf_file import PageFacts, PdfFile, open_pdf
from extractor.readers.quality import garbage
from extractor.readers.ruled import Rectangle, open_ends, ruled_grid
from extractor.readers.sheet import Block, Grid, PlacedLine, PlacedWord, Sheet, moved
from extractor.readers.unruled import unruled_tables

_FEW_WORDS = 60
"""A text layer of so few words over an image of some size is a header, a footer or a stamp."""
_DPI = 200
_THICKEST = 4.0
"""Points; a filled rectangle that is higher and wider is a shade, no rule."""
_PICTURE = 0.08
"""An image that covers this share of a page may hold words."""
_SURE, _SENTENCE = 0.75, 8
"""An image whose words are less sure, or fewer, is a picture."""
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
_SPACE = re.compile(r"\s+")


def read_page(path: str, number: int, command: bool) -> Sheet:
    """The page ``number`` (from 0) of the PDF at ``path``, with the reason for the way it was read in its note.

    Where OCR is needed and there is none, the text layer is given for what it is worth, and ``trouble`` says so.
    """
    pdf = open_pdf(path)
    facts = pdf.facts(number)
    reason = why_not_text(facts)
    if reason is None:
        sheet = text_sheet(pdf.plumber_page(number))
        if sheet is not None:
            return _with_pictures(sheet, pdf, number, facts, command)
        sheet = _turned(pdf, number)
        if sheet is not None:
            return sheet
        reason = "text layer runs sideways"
    image, dpi = pdf.render(number, _DPI)
    try:
        sheet = read_image(image, dpi, reason, command)
    except EngineMissing as missing:
        return _without_engine(pdf.plumber_page(number), facts, reason, str(missing))
    return _mark_coarse(sheet, facts)


def _turned(pdf: PdfFile, number: int) -> Sheet | None:
    """A page whose text runs up or down, turned so that it runs from left to right; places are those when turned."""
    page = pdf.plumber_page(number)
    upwards = Counter(char["matrix"][1] > 0 for char in page.chars if not char["upright"]).most_common(1)
    page.close()
    if not upwards:
        return None
    sheet = text_sheet(pdf.turned_page(number, 90 if upwards[0][0] else 270))
    return None if sheet is None else _noted(sheet, "text layer runs sideways; read turned")


def _noted(sheet: Sheet, note: str) -> Sheet:
    """``sheet`` with a further note before its own."""
    return replace(sheet, note="; ".join(filter(None, (note, sheet.note))))


def _with_pictures(sheet: Sheet, pdf: PdfFile, number: int, facts: PageFacts, command: bool) -> Sheet:
    """``sheet``, read from a text layer, with the words in its larger images put where the images stand."""
    blocks: list[Block] = list(sheet.blocks)
    read = False
    for box in facts.pictures:
        area = (box[2] - box[0]) * (box[3] - box[1])
        if area < _PICTURE * sheet.width * sheet.height or _covered(blocks, box):
            continue
        image, dpi = pdf.render(number, _DPI, box)
        try:
            found = read_image(image, dpi, "image", command)
        except EngineMissing as missing:
            return replace(_noted(sheet, "an image on the page is not read"), trouble=str(missing))
        words = sum(len(block.words) for block in found.blocks if isinstance(block, PlacedLine))
        if (found.confidence or 0) >= _SURE and words >= _SENTENCE:
            place = sum(1 for block in blocks if block.top < box[1])
            blocks[place:place] = [moved(block, box[0], box[1]) for block in found.blocks]
            read = True
    with_image = replace(sheet, blocks=tuple(blocks), ocr=read)
    return _noted(with_image, "text layer, with an image read by OCR") if read else sheet


def _covered(blocks: Sequence[Block], box: Rectangle) -> bool:
    """Whether the text layer already has lines where an image stands: it is a background."""
    return sum(1 for b in blocks if isinstance(b, PlacedLine) and box[1] <= b.top <= box[3] and b.x1 > box[0]) > 3


def why_not_text(facts: PageFacts) -> str | None:
    """Why the text layer of a page is not what is printed on it, or ``None`` when it is."""
    words = len(facts.text.split())
    if not words:
        return "text layer absent"
    if facts.invisible and facts.covered > 0.5:
        return "text layer of an earlier OCR"
    if words < _FEW_WORDS and facts.covered > 0.2:
        return "text layer holds only a header or a stamp"
    wrong = garbage(facts.text) and garbage(mended_text(facts.text))
    return f"text layer is garbage: {wrong}" if wrong else None


def text_sheet(page: Any) -> Sheet | None:  # noqa: ANN401 - pdfplumber is not typed
    """The lines and tables of a pdfplumber page, which is closed; ``None`` when most words run sideways."""
    try:
        words, sideways, notes = _words(page)
        if sideways > len(words):
            return None
        trouble = None
        try:
            blocks = _blocks(page, words)
        except Exception as error:  # whatever a drawing does to the search for tables must not lose the words
            blocks = list(lines_of(words))
            trouble = f"the tables of the page were not read ({type(error).__name__}); their words are in the text"
        if sideways:
            notes = (f"{sideways} words run sideways and are left out", *notes)
        note = "; ".join(notes) or (None if blocks else "blank page")
        return Sheet(float(page.width), float(page.height), tuple(blocks), note=note, trouble=trouble)
    finally:
        page.close()


def _blocks(page: Any, words: Sequence[PlacedWord]) -> list[Block]:  # noqa: ANN401
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
    for unruled in unruled_tables(lines_of(words)):
        gone = {id(word) for word in unruled.words}
        words = [word for word in words if id(word) not in gone]
        grids.append(unruled.grid)
    return list(between(lines_of(words), grids))


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
    for word, letters in zip(found, mend.texts, strict=True):
        text = _SPACE.sub("", letters.translate(_HYPHENS))
        inside = word["x0"] >= -1 and word["x1"] <= page.width + 1 and -1 <= word["top"] <= page.height
        if text and inside and not word["upright"]:
            sideways += 1
        elif text and inside:
            box = (round(float(word[key]), 2) for key in ("x0", "top", "x1", "bottom"))
            words.append(PlacedWord(text, *box))
    return words, sideways, mend.notes


def _without_engine(page: Any, facts: PageFacts, reason: str, missing: str) -> Sheet:  # noqa: ANN401
    size = float(page.width), float(page.height)
    sheet = text_sheet(page) if facts.text.strip() else None
    blocks = sheet.blocks if sheet else ()
    return Sheet(*size, blocks, note=f"{reason}; not read by OCR", trouble=missing)


def _mark_coarse(sheet: Sheet, facts: PageFacts) -> Sheet:
    """Says in the note when the scan itself is coarser than figures need, whatever it was rendered at."""
    if facts.dpi is None or facts.dpi >= 180 or sheet.confidence is None or "dpi" in (sheet.note or ""):
        return sheet
    return replace(sheet, note=f"{sheet.note}; scanned at {facts.dpi:.0f} dpi, figures may be wrong")
