"""Number and day in the head of a scan, as clerks write them by hand: what the engine made of them is no reading.

A figure counts as written by hand when the engine is unsure of it, when it is no figure, or when it is taller than
the printed figures of its page. It is then taken for blank, as in a form, and a warning says where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractor.model import Document, Page, Word
from extractor.outline import Block, Outline

_SURE = 0.9
"""Below this confidence one figure in three is wrong."""
_SURE_WITH_SYMBOL = 0.6
"""The same for a figure that stands in one word with a symbol, of which engines are less sure."""
_TALL = 1.2
"""Of the height of printed figures."""
_FEW = 3
"""Printed figures from which their height is known."""
_LINES = 20
"""Lines of a first page in which number and date stand."""
_LONGEST = 90
_NUMBER = re.compile(r"(?:Số ?:? ?|(?=/ ?[A-ZĐ]{2,4} ?-))(?P<figure>[^/\n]{0,12}?)(?= ?/| ?-[A-ZĐ]| [A-ZĐ]{2})")
_DATE = re.compile(
    r"(?P<place>[^,0-9]{2,40}?)(?:,|(?= ng[àa]))(?P<by_day> ?ng[àa][^\s\d…]{0,2})?(?P<day>.{0,12}?)"
    r"(?P<by_month>tháng(?P<month>.{0,8}?))?năm ?(?P<year>[0-9]{4})\.?$"
)
_BLANK = "…"


@dataclass(frozen=True, slots=True)
class Blank:
    """A place of the head taken for blank: "number" or "date", the words there, and their page."""

    what: str
    quote: str
    page: int | None


def legible(document: Document, outline: Outline, blocks: Sequence[Block]) -> tuple[list[str], list[Blank]]:
    """The text of each of ``blocks`` with what is written by hand as a blank, and these blanks."""
    lines = [outline.text(block) for block in blocks]
    if not document.pages or not document.pages[0].ocr:
        return lines, []
    blanks: list[Blank] = []
    for index, block in enumerate(blocks[:_LINES]):
        line = _Line(document, outline, block.start, lines[index])
        read = line.number() or line.date()
        if read is not None and read[1] != lines[index]:
            quote = document.text[slice(*outline.view.span(block.start, block.end))]
            blanks.append(Blank(read[0], " ".join(quote.split()), document.pages[0].number))
            lines[index] = read[1]
    return lines, blanks


def warnings(document: Document, outline: Outline) -> Iterator[str]:
    """What a reader must look up in the page itself."""
    blocks = [block for block in outline.blocks[:_LINES] if not block.note]
    told: set[str] = set()
    for blank in legible(document, outline, blocks)[1]:
        if blank.what not in told:
            yield (
                f"The {blank.what} of the document is blank, written by hand or illegible: "
                f"see “{blank.quote}” on page {blank.page}."
            )
        told.add(blank.what)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the head: where it begins in the matching view, and its words."""

    document: Document
    outline: Outline
    start: int
    text: str

    def number(self) -> tuple[str, str] | None:
        """The line with its number as a blank, where it is doubtful."""
        found = _NUMBER.match(self.text) if len(self.text) <= _LONGEST else None
        if found is None or not self._doubtful(*found.span("figure")):
            return None
        return "number", f"Số: {_BLANK}{self.text[found.end('figure') :]}"

    def date(self) -> tuple[str, str] | None:
        """The line with a day and a month that are doubtful as blanks."""
        found = _DATE.match(self.text) if len(self.text) <= _LONGEST else None
        if found is None or not (found["by_day"] or found["by_month"]):
            return None
        day = _BLANK if self._doubtful(*found.span("day")) or not found["by_day"] else found["day"].strip()
        month = _BLANK if not found["by_month"] or self._doubtful(*found.span("month")) else found["month"].strip()
        if _BLANK not in (day, month):
            return None
        return "date", f"{found['place']}, ngày {day} tháng {month} năm {found['year']}"

    def _doubtful(self, start: int, end: int) -> bool:
        """Whether what stands there is no figure that is printed and surely read."""
        if not self.text[start:end].strip():
            return True
        first, last = self.outline.view.span(self.start + start, self.start + end)
        page = self.document.pages[0]
        words = [word for word in page.words if word.end > first and word.start < last]
        figures = self.text[start:end].strip(" .…_")
        return not figures.isdigit() or any(_is_doubtful(word, self.document.text, page) for word in words)


def _is_doubtful(word: Word, text: str, page: Page) -> bool:
    if word.confidence is None:
        return False
    said = text[word.start : word.end]
    if not any(sign in said for sign in "/-") and not said.isdigit():
        return word.confidence < _SURE
    if not said.isdigit():
        return word.confidence < _SURE_WITH_SYMBOL
    printed = _printed_height(page, text)
    return word.confidence < _SURE or (printed is not None and word.bottom - word.top > _TALL * printed)


def _printed_height(page: Page, text: str) -> float | None:
    """How tall the printed figures of a page are, in points."""
    sure = [
        word.bottom - word.top
        for word in page.words
        if text[word.start : word.end].isdigit() and (word.confidence or 0) >= _SURE
    ]
    return median(sure) if len(sure) >= _FEW else None
