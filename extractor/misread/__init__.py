"""What an engine misreads on scans, put right in the matching view alone: the text stays as it was read.

Figures, symbols and dates by the letters that engines confuse (``rules/ocr_confusions.csv``); names of bodies, laws and
provinces, set words of acts (``rules/act_phrases.csv``) and the words before their numbers by comparison without marks.
One letter takes the place of one letter, so every offset stays; what was changed is told with each fact (``repairs``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.misread.figures import dates, figures, numbers_of_acts
from extractor.misread.leads import leads
from extractor.misread.names import names, phrases, places
from extractor.misread.symbols import symbols
from extractor.model import Document
from extractor.rulebook import Rulebook
from extractor.text import Mend, View

__all__ = ["put_right"]

_STEPS = (symbols, numbers_of_acts, leads, dates, figures, names, phrases, places)
"""Each gives (start, end, what is meant there) for a text, as long as what stands there."""
_READ_BY_ENGINE = ("scan", "ocr_text")
_WORD = re.compile(r"\S+")
_EDGES = " .,;:()“”\"'"


def put_right(matching: View, document: Document, rulebook: Rulebook) -> View:
    """The view with what an engine misread as it is meant; the same view where no engine has read."""
    whole = document.copy_kind in _READ_BY_ENGINE
    if not whole and not any(page.ocr for page in document.pages):
        return matching
    pages = [(page.start, page.end) for page in document.pages if page.ocr or whole]
    text = matching.text
    for step in _STEPS:
        found = list(step(text, rulebook))
        signs = list(text) if found else []
        for start, end, meant in found:
            origin = matching.origin(start)
            if not document.pages or any(first <= origin <= last for first, last in pages):
                signs[start:end] = meant
        text = "".join(signs) if found else text
    return replace(matching, text=text, mends=tuple(sorted(_mends(matching, text))))


def _mends(before: View, after: str) -> Iterator[Mend]:
    """The words that differ, those beside each other together."""
    changed: list[tuple[int, int]] = []
    for word in _WORD.finditer(before.text) if before.text != after else ():
        start, end = word.span()
        if before.text[start:end] == after[start:end]:
            continue
        if changed and changed[-1][1] + 1 == start and before.text[start - 1] == " ":
            start = changed.pop()[0]
        changed.append((start, end))
    for start, end in changed:
        while before.text[end - 1] in _EDGES:
            end -= 1
        while before.text[start] in _EDGES:
            start += 1
        yield Mend(*before.span(start, end), before.text[start:end], after[start:end])
