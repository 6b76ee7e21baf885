"""Findings as one page that a browser opens and an office prints; it loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from extractor.model import Finding
from extractor.report.places import full_place, place, unbroken
from extractor.review import Report
from extractor.wording import Wording

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; }
article { border-left: .3rem solid #767676; padding: .1rem 1rem; margin: 1rem 0; }
article.error { border-color: #b3261e; } article.warning { border-color: #8a5a00; }
h3 { font-size: 1rem; margin: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
@media print { article { break-inside: avoid; } }
"""


def findings_html(reports: Sequence[Report], words: Wording) -> str:
    """A whole page: a heading for each document, its findings under it; every word of a document is escaped."""
    title = escape(words.say("Findings"))
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{words.language}"><head><meta charset="utf-8"><title>{title}</title>',
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>',
            f"<h1>{title}</h1>",
            *(line for report in reports for line in _document(report, words)),
            "</body></html>",
        ]
    )


def _document(report: Report, words: Wording) -> Iterator[str]:
    head = report.facts.head
    yield f"<section><h2>{escape(report.facts.document.path)}</h2>"
    if head.title:
        yield f"<p>{escape(' '.join(filter(None, (head.doc_type, head.title))))}</p>"
    if not report.findings:
        yield f"<p>{escape(words.say('No findings.'))}</p>"
    for finding in report.findings:
        yield from _finding(report, finding, words)
    yield "</section>"


def _finding(report: Report, finding: Finding, words: Wording) -> Iterator[str]:
    yield f'<article class="{finding.severity}">'
    yield f"<h3>{escape(finding.code)} · {escape(words.label(finding.severity))}: {escape(finding.message)}</h3>"
    yield f"<p>{escape(place(report, finding, words))}</p><dl>"
    for name, value in (("found", finding.found), ("expected", finding.expected), ("remedy", finding.remedy)):
        if value is not None:
            yield f"<dt>{escape(words.label(name))}</dt><dd>{escape(value)}</dd>"
    yield f"<dt>{escape(words.label('evidence'))}</dt>"
    for side in finding.evidence:
        yield f"<dd>{escape(full_place(report, side, words))}: <q>{escape(unbroken(side.quote))}</q></dd>"
    yield "</dl></article>"
