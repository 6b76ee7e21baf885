"""A finding as a note beside the text of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from extractor.model import Evidence, Finding
from extractor.report.marks import text_html
from extractor.report.mended import expected_like_found
from extractor.report.places import place_within, published_label, shortened, unbroken
from extractor.report.values import in_notation
from extractor.review import Report
from extractor.wording import Wording

_QUOTE = 60
AnchorOf = Callable[[Evidence], str | None]
"""The id on the page of the words of evidence, or ``None`` when they are not on it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on the page: the number it has among those of its document, and its id."""

    number: int
    anchor: str
    finding: Finding


def note_html(report: Report, note: Note, anchor_of: AnchorOf, words: Wording) -> Iterator[str]:
    """The note with its number, code, severity and place, what is wrong, and the way to the rest of its evidence."""
    finding, here = note.finding, report.side(note.finding)
    yield f'<article class="note {finding.severity}" id="{note.anchor}">'
    title = f"<b>{note.number}</b> {text_html(finding.code)} · {text_html(words.label(finding.severity))}"
    where = place_within(report, here, words) if here else ""
    yield f"<h4>{title}{' · ' * bool(where)}{_linked(where, anchor_of(here) if here else None)}</h4>"
    yield f"<p>{text_html(finding.message)}</p><dl>"
    found = finding.found and in_notation(finding.found)
    for name, value in (("found", found), ("expected", expected_like_found(finding)), ("remedy", finding.remedy)):
        if value is not None:
            yield f"<div><dt>{text_html(words.label(name))}</dt> <dd>{text_html(value)}</dd></div>"
    yield from _further(report, finding, anchor_of, words)
    yield "</dl></article>"


def _further(report: Report, finding: Finding, anchor_of: AnchorOf, words: Wording) -> Iterator[str]:
    """The evidence besides that at the note, the document's own first: a line for each place, the words as links."""
    here, path = report.side(finding), report.facts.document.path
    sides = sorted((side for side in finding.evidence if side is not here), key=lambda side: side.document != path)
    if not sides:
        return
    yield f"<div><dt>{text_html(words.label('evidence'))}</dt>"
    for where, group in groupby(sides, key=lambda side: _place(report, side, words)):
        quotes = (_linked(f"“{shortened(unbroken(side.quote), _QUOTE)}”", anchor_of(side)) for side in group)
        yield f'<dd class="place">{": ".join(filter(None, (text_html(where), ", ".join(quotes))))}</dd>'
    yield "</div>"


def _place(report: Report, side: Evidence, words: Wording) -> str:
    """The place of ``side``, before it what the other document is called and what it is, when it is another."""
    other = side.document != report.facts.document.path
    name = PurePath(side.document).name + published_label(report, side, words) if other else ""
    return ", ".join(filter(None, (name, place_within(report, side, words))))


def _linked(words: str, anchor: str | None) -> str:
    return f'<a href="#{anchor}">{text_html(words)}</a>' if anchor and words else text_html(words)
