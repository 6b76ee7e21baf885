"""The table of corrections that an office fills in and sends out: what is printed where, and what it is to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model import Finding
from extractor.report.marks import text_html
from extractor.report.mended import corrected, stays
from extractor.report.notes import Note
from extractor.report.places import place_within, unbroken
from extractor.report.replaced import OPEN
from extractor.review import Report
from extractor.wording import Wording


@dataclass(frozen=True, slots=True)
class Correction:
    """A row: the places, the words as printed there, and for each of these what takes its place.

    ``becomes`` is "…" where nobody knows, alone when that holds for all; it is told once when the words stay.
    """

    places: tuple[str, ...]
    printed: tuple[str, ...]
    becomes: tuple[str, ...]


def correction(report: Report, finding: Finding, words: Wording) -> Correction:
    """What ``finding`` would have changed in the document of ``report``.

    Where this document prints what is expected, and another does not, it stays as it is.
    """
    own = [side for side in finding.evidence if side.document == report.facts.document.path]
    wrong = corrected(report, finding)
    shown = wrong or dict.fromkeys(own, OPEN)
    rows = dict.fromkeys(
        (f"“{unbroken(side.quote)}”", f"“{new}”" if new != OPEN else OPEN) for side, new in shown.items()
    )
    rows = {row: None for row in rows if row[0] != "“”"}
    becomes = tuple(new for _, new in rows)
    if not wrong and stays(finding, own):
        becomes = (words.say("(as it stands)"),)
    elif set(becomes) <= {OPEN}:
        becomes = (OPEN,)
    places = dict.fromkeys(filter(None, (place_within(report, side, words) for side in shown)))
    return Correction(tuple(places), tuple(printed for printed, _ in rows), becomes)


def corrections_html(report: Report, notes: Sequence[Note], words: Wording) -> Iterator[str]:
    """The table, a row for each finding that is an error or a warning; nothing when there is none."""
    graver = [note for note in notes if note.finding.severity != "note"]
    if not graver:
        return
    heads = (
        *(words.say("No."), words.say("Place"), words.say("As printed"), words.say("Corrected to")),
        *(words.say("Reason"), words.say("Code")),
    )
    yield f'<section class="corrections"><h3>{text_html(words.say("Table of corrections"))}</h3><table>'
    yield f"<thead><tr>{''.join(f'<th>{text_html(head)}</th>' for head in heads)}</tr></thead><tbody>"
    for number, note in enumerate(graver, start=1):
        row = correction(report, note.finding, words)
        told = ("; ".join(row.places), "; ".join(row.printed) or OPEN, "; ".join(row.becomes))
        texts = map(text_html, (str(number), *told, unbroken(note.finding.message)))
        cells = (*texts, f'<a href="#{note.anchor}">{text_html(note.finding.code)}</a>')
        columns = zip(map(text_html, heads), cells, strict=True)
        yield "".join(("<tr>", *(f'<td data-head="{head}">{cell}</td>' for head, cell in columns), "</tr>"))
    yield "</tbody></table></section>"
