"""The text of a document with notes beside it, what nobody needs to read folded away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extractor.report.blocks import Block, Grid, Paragraph, blocks
from extractor.report.marked_tables import table_html
from extractor.report.marks import Mark, marked, text_html
from extractor.report.notes import AnchorOf, Note, note_html
from extractor.review import Report
from extractor.wording import Wording

_CONTEXT = 1
"""Paragraphs kept before and behind one with evidence."""
_FEWEST = 2
"""Paragraphs worth folding."""
_STRONG = frozenset(("part", "chapter", "roman", "annex"))
"""Kinds of sections that begin with a heading and nothing else."""
_LONGEST_HEADING = 200
"""Code points; what is longer is no heading."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph or a table, whether it is seen at once, and an id that no other has on the page."""

    block: Block
    shown: bool
    id: str


def text_beside_notes(
    report: Report, document_id: str, marks: Sequence[Mark], notes: Sequence[Note], anchor_of: AnchorOf, words: Wording
) -> Iterator[str]:
    """Rows of a paragraph or a table, the notes whose first evidence stands in it, and what follows up to the next.

    ``document_id`` is that of the document on the page.
    """
    seen = _seen(blocks(report.facts, marks), document_id)
    beside = _by_block(report, seen, notes)
    begins = [
        i
        for i, one in enumerate(seen)
        if i in beside or i == 0 or (one.shown and not seen[i - 1].shown)  # what was folded ends a row
    ]
    for first, after in pairwise((*begins, len(seen))):
        yield from _row(report, seen[first:after], beside.get(first, ()), anchor_of, words)


def _seen(all_blocks: Sequence[Block], document_id: str) -> list[_Seen]:
    held = [bool(block.pieces) for block in all_blocks]
    near = [any(held[max(i - _CONTEXT, 0) : i + _CONTEXT + 1]) for i in range(len(held))]
    shown: list[bool] = []
    for needed, group in groupby(near):
        size = len(list(group))
        shown += [needed or size < _FEWEST] * size
    return [_Seen(block, shown[i], f"{document_id}-t{i}") for i, block in enumerate(all_blocks)]


def _by_block(report: Report, seen: Sequence[_Seen], notes: Sequence[Note]) -> Mapping[int, Sequence[Note]]:
    """The notes by the paragraph or the table in which their first evidence in the document begins."""
    first = {piece.mark.start: i for i, one in enumerate(seen) for piece in one.block.pieces if piece.first}
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if side := report.side(note.finding):
            beside[first[side.start]].append(note)
    return beside


def _row(
    report: Report, members: Sequence[_Seen], notes: Sequence[Note], anchor_of: AnchorOf, words: Wording
) -> Iterator[str]:
    head, rest = (members[:1], members[1:]) if members[0].shown else ((), members)
    yield '<div class="row"><div class="first">'
    for one in head:
        yield from _block(report, one, words)
    yield "</div>"
    if notes:
        yield f'<aside aria-label="{text_html(words.say("Findings"))}">'
        for note in notes:
            yield from note_html(report, note, anchor_of, words)
        yield "</aside>"
    yield '<div class="after">'
    for shown, group in groupby(rest, key=lambda one: one.shown):
        following = list(group)
        lines = (line for one in following for line in _block(report, one, words))
        yield from lines if shown else _folded(lines, len(following), words)
    yield "</div></div>"


def _folded(lines: Iterator[str], count: int, words: Wording) -> Iterator[str]:
    told = words.say("… {count} paragraphs without findings", count=count)
    yield f"<details><summary>{text_html(told)}</summary>"
    yield from lines
    yield "</details>"


def _block(report: Report, one: _Seen, words: Wording) -> Iterator[str]:
    text, block = report.facts.document.text, one.block
    if isinstance(block, Grid):
        yield from table_html(text, block, one.id if one.shown else None, words)
    else:
        yield _paragraph(text, block)


def _paragraph(text: str, one: Paragraph) -> str:
    heading = one.kind in _STRONG and one.end - one.start <= _LONGEST_HEADING
    look = ' class="strong"' if heading else ' class="small"' if one.kind == "note" else ""
    return f"<p{look}>{marked(text, one.start, one.end, one.pieces)}</p>"
