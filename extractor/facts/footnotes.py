"""From a footnote back to the words that call it: what a note says is said of them."""

from __future__ import annotations

import re

from extractor.outline import Block, Outline

_MARK = re.compile(r"(?P<raised>[¹²³⁰⁴-⁹]+) ?$|\n *(?P<alone>[0-9]{1,2}) *\n *$")
_BEFORE = 16
_BACK = 6000
"""How far back the mark of a footnote is looked for, in characters."""


def called_from(outline: Outline, note: Block) -> str:
    """The sentence in which a footnote is called, up to its mark; without a mark the whole paragraph before."""
    at = _call(outline.view.source, outline.view.span(note.start, note.end)[0])
    if at is not None:
        place = outline.view.find(at)
        start, _ = outline.sentence_at(max(place - 1, 0))
        return outline.view.text[start:place]
    index = outline.index_of(note)
    hosts = [block for block in outline.blocks[:index] if not block.note]
    return outline.text(hosts[-1]) if hosts else ""


def _call(source: str, origin: int) -> int | None:
    """Where the mark that stands before a note at ``origin`` was called: raised behind a word, or alone on a line."""
    mark = _MARK.search(source, max(origin - _BEFORE, 0), origin)
    if mark is None:
        return None
    pattern = rf"(?<=\S){mark['raised']}" if mark["raised"] else rf"(?<=\S)\s*\n *{mark['alone']} *\n"
    calls = list(re.finditer(pattern, source[max(origin - _BACK, 0) : mark.start() + 1]))
    return max(origin - _BACK, 0) + calls[-1].start() if calls else None
