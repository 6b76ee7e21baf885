"""A page of a PDF: judged, then read from its text layer or by OCR. Runs in a worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractor.readers.engine import EngineMissing
from extractor.readers.letters.of_pdf import mended_texts
from extractor.readers.ocr import read_image
from extractor.readers.pdf_file import PageFacts, PdfFile, open_pdf
from extractor.readers.pdf_things import Box
from extractor.readers.placing import as_scanned
from extractor.readers.quality import garbage
from extractor.readers.sheet import Block, PlacedLine, Sheet, moved
from extractor.readers.text_layer import plain_sheet, text_sheet

_FEW_WORDS = 60
"""A text layer of so few words over an image of some size is a header, a footer or a stamp."""
_DPI = 200
_PICTURE = 0.08
"""An image that covers this share of a page may hold words."""
_SURE, _SENTENCE = 0.75, 8
"""An image whose words are less sure, or fewer, is a picture."""
_GARBAGE = "text layer is garbage"


def read_page(path: str, number: int, command: bool) -> Sheet:
    """The page ``number`` (from 0) of the PDF at ``path``, with the reason for the way it was read in its note.

    Where OCR is needed and there is none, the text layer is given for what it is worth, and ``trouble`` says so.
    """
    pdf = open_pdf(path)
    facts = pdf.facts(number)
    reason = why_not_text(facts)
    if reason is None:
        sheet = plain_sheet(facts) or text_sheet(pdf.plumber_page(number))
        if sheet is not None:
            return _with_pictures(sheet, pdf, number, facts, command)
        sheet = _turned(pdf, number)
        if sheet is not None:
            return sheet
        reason = "text layer runs sideways"
    elif reason.startswith(_GARBAGE) and (sheet := _in_order(pdf.plumber_page(number))) is not None:
        return _with_pictures(sheet, pdf, number, facts, command)
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
            found = as_scanned(read_image(image, dpi, "image", command))
        except EngineMissing as missing:
            return replace(_noted(sheet, "an image on the page is not read"), trouble=str(missing))
        words = sum(len(block.words) for block in found.blocks if isinstance(block, PlacedLine))
        if (found.confidence or 0) >= _SURE and words >= _SENTENCE:
            place = sum(1 for block in blocks if block.top < box[1])
            blocks[place:place] = [moved(block, box[0], box[1]) for block in found.blocks]
            read = True
    with_image = replace(sheet, blocks=tuple(blocks), ocr=read)
    return _noted(with_image, "text layer, with an image read by OCR") if read else sheet


def _covered(blocks: Sequence[Block], box: Box) -> bool:
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
    wrong = garbage(facts.text) and garbage("\n".join(mended_texts(facts.text.split("\n")).texts))
    return f"{_GARBAGE}: {wrong}" if wrong else None


def _in_order(page: Any) -> Sheet | None:  # noqa: ANN401 - pdfplumber is not typed
    """The page when its letters make words in the order in which they stand: those of a second font, for lack of them
    in the first, may be stored after the line."""
    sheet = text_sheet(page)
    return None if sheet is None or garbage("\n".join(_texts(sheet))) else sheet


def _texts(sheet: Sheet) -> Iterator[str]:
    for block in sheet.blocks:
        yield from [block.text] if isinstance(block, PlacedLine) else [slot.content for slot in block.slots]


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
