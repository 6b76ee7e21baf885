"""Findings as one page that a browser opens and an office prints; it loads nothing from elsewhere and runs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from extractor.model import Evidence, Finding
from extractor.report.beside import text_beside_notes
from extractor.report.corrections import corrections_html
from extractor.report.marks import Mark, text_html
from extractor.report.notes import AnchorOf, Note, note_html
from extractor.report.style import STYLE
from extractor.report.summary import assumed_date, assumed_issuer
from extractor.review import SEVERITIES, Report
from extractor.wording import Wording

_Place = tuple[int, int]


def findings_html(reports: Sequence[Report], words: Wording) -> str:
    """A whole page: of each document a summary, its text with the evidence marked and the findings beside it, and a
    table of corrections. Every word of a document is escaped."""
    title = text_html(words.say("Findings"))
    reports = list({report.facts.document.path: report for report in reports}.values())  # a file may be named twice
    anchors = _anchors(reports)

    def anchor_of(side: Evidence) -> str | None:
        return anchors.get(side.document, {}).get((side.start, side.end))

    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{words.language}"><head><meta charset="utf-8"><title>{title}</title>',
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head><body>',
            f"<h1>{title}</h1>",
            *_contents(reports, words),
            *(
                line
                for number, report in enumerate(reports, start=1)
                for line in _document(report, number, anchors[report.facts.document.path], anchor_of, words)
            ),
            "</body></html>",
        ]
    )


def _anchors(reports: Sequence[Report]) -> Mapping[str, Mapping[_Place, str]]:
    """The ids of all evidence on the page, by document and place, numbered through in the order of the page."""
    found: dict[str, dict[_Place, str]] = {}
    count = 0
    for report in reports:
        path = report.facts.document.path
        own = {(s.start, s.end) for f in report.findings for s in f.evidence if s.document == path}
        found[path] = {place: f"e{count + number}" for number, place in enumerate(sorted(own), start=1)}
        count += len(own)
    return found


def _contents(reports: Sequence[Report], words: Wording) -> Iterator[str]:
    """Where several documents stand on the page, the way to each."""
    if len(reports) < 2:
        return
    yield '<ol class="contents">'
    for number, report in enumerate(reports, start=1):
        name = text_html(PurePath(report.facts.document.path).name)
        yield f'<li><a href="#d{number}">{name}</a>: {text_html(_counts(report, words))}</li>'
    yield "</ol>"


def _document(
    report: Report, number: int, anchors: Mapping[_Place, str], anchor_of: AnchorOf, words: Wording
) -> Iterator[str]:
    notes = [Note(index, f"f{number}-{index}", finding) for index, finding in enumerate(_ordered(report), start=1)]
    yield f'<section class="document" id="d{number}">'
    yield from _summary(report, words)
    for note in notes:
        if report.side(note.finding) is None:
            yield from note_html(report, note, anchor_of, words)
    yield from text_beside_notes(report, f"d{number}", _marks(report, notes, anchors), notes, anchor_of, words)
    yield from corrections_html(report, notes, words)
    yield "</section>"


def _ordered(report: Report) -> list[Finding]:
    """The findings as they stand on the page: what is missing from the document, then in the order of the text."""
    sides = {finding: report.side(finding) for finding in report.findings}
    return sorted(report.findings, key=lambda finding: side.start if (side := sides[finding]) else -1)


def _summary(report: Report, words: Wording) -> Iterator[str]:
    head, document = report.facts.head, report.facts.document
    name = PurePath(document.path).name
    yield f"<header><h2>{text_html(name)}</h2>"
    if name != document.path:
        yield f'<p class="path">{text_html(document.path)}</p>'
    if head.title:
        yield f"<p>{text_html(' '.join(filter(None, (head.doc_type, head.title))))}</p>"
    counts = Counter(finding.severity for finding in report.findings)
    shown = [
        f'<b class="{severity}">{text_html(words.label(severity))}: {counts[severity]}</b>'
        for severity in SEVERITIES
        if counts[severity]
    ]
    yield f'<p class="counts">{"".join(shown) or text_html(words.say("No findings."))}</p>'
    if document.copy_kind:
        yield f"<p>{text_html(words.label('copy_kind'))}: {text_html(words.label(document.copy_kind))}</p>"
    for warning in document.warnings:
        yield f"<p>{text_html(words.say_again(warning))}</p>"
    if report.assumed.date:
        yield f"<p>{text_html(assumed_date(report.assumed.date, words))}</p>"
    if report.assumed.issuer:
        yield f"<p>{text_html(assumed_issuer(report.assumed.issuer, words))}</p>"
    yield "</header>"


def _counts(report: Report, words: Wording) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    found = ", ".join(f"{words.label(severity)}: {counts[severity]}" for severity in SEVERITIES if counts[severity])
    return found or words.say("no findings")


def _marks(report: Report, notes: Sequence[Note], anchors: Mapping[_Place, str]) -> list[Mark]:
    """The evidence in the text, a mark for each place with all notes that speak of it."""
    path = report.facts.document.path
    marks = []
    for (start, end), anchor in anchors.items():
        told = [
            note
            for note in notes
            if any((side.document, side.start, side.end) == (path, start, end) for side in note.finding.evidence)
        ]
        gravest = min((note.finding.severity for note in told), key=SEVERITIES.index)
        marks.append(Mark(start, end, anchor, gravest, tuple((note.number, note.anchor) for note in told)))
    return marks
