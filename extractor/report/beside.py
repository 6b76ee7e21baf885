"""The text of a document with notes beside it, what nobody needs to read folded away."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from extractor.model import Document
from extractor.report.marks import Mark, Piece, marked, pieces, text_html
from extractor.report.notes import AnchorOf, Note, note_html
from extractor.review import Report
from extractor.store.passages import layout
from extractor.wording import Wording

_CONTEXT = 1
"""Paragraphs kept before and behind one with evidence."""
_FEWEST = 2
"""Paragraphs worth folding."""
_STRONG = frozenset(("part", "chapter", "roman", "annex"))
"""Kinds of sections that begin with a heading and nothing else."""
_LONGEST_HEADING = 200
"""Code points; what is longer is no heading."""


class _Paragraph(NamedTuple):
    start: int
    end: int
    kind: str
    inside: Sequence[Piece]
    shown: bool


def text_beside_notes(
    report: Report, marks: Sequence[Mark], notes: Sequence[Note], anchor_of: AnchorOf, words: Wording
) -> Iterator[str]:
    """Rows of a paragraph, the notes whose first evidence stands in it, and what follows up to the next of them."""
    paragraphs = _paragraphs(report, marks)
    beside = _by_paragraph(report, paragraphs, notes)
    begins = [
        i
        for i, one in enumerate(paragraphs)
        if i in beside or i == 0 or (one.shown and not paragraphs[i - 1].shown)  # what was folded ends a row
    ]
    for first, after in pairwise((*begins, len(paragraphs))):
        yield from _row(report, paragraphs[first:after], beside.get(first, ()), anchor_of, words)


def _paragraphs(report: Report, marks: Sequence[Mark]) -> list[_Paragraph]:
    text = report.facts.document.text
    placed = _rows_joined(layout(report.facts), report.facts.document) or [(0, len(text), "text")]
    inside = pieces([(start, end) for start, end, _ in placed], marks)
    near = [any(inside[max(i - _CONTEXT, 0) : i + _CONTEXT + 1]) for i in range(len(placed))]
    shown: list[bool] = []
    for needed, group in groupby(near):
        size = len(list(group))
        shown += [needed or size < _FEWEST] * size
    return [_Paragraph(*one, found, seen) for one, found, seen in zip(placed, inside, shown, strict=True)]


def _rows_joined(paragraphs: Sequence[tuple[int, int, str]], document: Document) -> list[tuple[int, int, str]]:
    """The paragraphs, those of one row of a table as one: a figure is read beside what it counts."""
    spans = []
    for row in (row for table in document.tables for row in (*table.header, *table.rows)):
        starts = [cell.start for cell in row if cell.start is not None]
        ends = [cell.end for cell in row if cell.end is not None]
        if starts and ends:
            spans.append((min(starts), max(ends)))
    spans.sort()
    joined: list[tuple[int, int, str]] = []
    last = -1
    for start, end, kind in paragraphs:
        at = bisect_right(spans, (start, len(document.text))) - 1
        inside = at if at >= 0 and end <= spans[at][1] else -1
        if inside >= 0 and inside == last:
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, kind))
        last = inside
    return joined


def _by_paragraph(
    report: Report, paragraphs: Sequence[_Paragraph], notes: Sequence[Note]
) -> Mapping[int, Sequence[Note]]:
    """The notes by the paragraph in which their first evidence in the document begins."""
    first = {piece.mark.start: i for i, one in enumerate(paragraphs) for piece in one.inside if piece.first}
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        if side := report.side(note.finding):
            beside[first[side.start]].append(note)
    return beside


def _row(
    report: Report, members: Sequence[_Paragraph], notes: Sequence[Note], anchor_of: AnchorOf, words: Wording
) -> Iterator[str]:
    head, rest = (members[:1], members[1:]) if members[0].shown else ((), members)
    yield '<div class="row">'
    yield from (_paragraph(report, one) for one in head)
    if notes:
        yield f'<aside aria-label="{text_html(words.say("Findings"))}">'
        for note in notes:
            yield from note_html(report, note, anchor_of, words)
        yield "</aside>"
    yield '<div class="after">'
    for shown, group in groupby(rest, key=lambda one: one.shown):
        following = [_paragraph(report, one) for one in group]
        yield from following if shown else _folded(following, words)
    yield "</div></div>"


def _folded(paragraphs: Sequence[str], words: Wording) -> Iterator[str]:
    told = words.say("… {count} paragraphs without findings", count=len(paragraphs))
    yield f"<details><summary>{text_html(told)}</summary>"
    yield from paragraphs
    yield "</details>"


def _paragraph(report: Report, one: _Paragraph) -> str:
    heading = one.kind in _STRONG and one.end - one.start <= _LONGEST_HEADING
    look = ' class="strong"' if heading else ' class="small"' if one.kind == "note" else ""
    return f"<p{look}>{marked(report.facts.document.text, one.start, one.end, one.inside)}</p>"
