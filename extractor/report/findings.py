"""Findings as a linter prints them, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from extractor.encode import document_json, finding_json
from extractor.model import Evidence, Finding
from extractor.review import Report
from extractor.wording import Wording

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_QUOTE = 160
_HEADING = 60


def findings_text(report: Report, words: Wording) -> str:
    """A block for each finding: place, code, severity, message; then what was found and expected, evidence, remedy."""
    return "\n".join(line for finding in report.findings for line in _block(report, finding, words))


def findings_json(report: Report) -> dict[str, Any]:
    """An object with ``document`` and ``findings``."""
    document = document_json(report.facts.document, report.facts.head)
    return {"document": document, "findings": [finding_json(finding) for finding in report.findings]}


def place(report: Report, finding: Finding, words: Wording) -> str:
    """Where a finding stands: "plan.pdf, page 3", "plan.docx, “II. Kinh phí”", or "plan.txt:12" for plain text."""
    side = report.side(finding)
    return report.facts.document.path if side is None else _where(report, side, words)


def sides(report: Report, finding: Finding, words: Wording) -> Iterator[tuple[str, str]]:
    """Each piece of evidence: where it stands, and its words on one line."""
    for side in finding.evidence:
        yield _where(report, side, words), _shortened(unbroken(side.quote), _QUOTE)


def unbroken(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def _where(report: Report, side: Evidence, words: Wording) -> str:
    """The place of ``side``; of another document than the report's only the page is known, if it has pages."""
    document = report.facts.document
    here = side.document == document.path
    page = document.page_at(side.start) if side.page is None and here else side.page
    if page is not None:
        return f"{side.document}, {words.say('page {page}', page=page)}"
    if not here:
        return side.document
    if document.format == "text":
        return f"{side.document}:{report.line(side)}"
    around = [section for section in report.facts.sections if section.start <= side.start < section.end]
    if not around:
        return side.document
    inmost = max(around, key=lambda section: section.start)
    heading = unbroken(". ".join(filter(None, (inmost.label, inmost.heading))))
    return f"{side.document}, “{_shortened(heading, _HEADING)}”"


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _block(report: Report, finding: Finding, words: Wording) -> Sequence[str]:
    severity = click.style(words.label(finding.severity), fg=_COLOURS[finding.severity], bold=True)
    code = click.style(finding.code, bold=True)
    lines = [f"{place(report, finding, words)}: {code} {severity}: {unbroken(finding.message)}"]
    for name, value in (("found", finding.found), ("expected", finding.expected)):
        if value is not None:
            lines.append(f"    {words.label(name)}: {unbroken(value)}")
    lines.extend(f"    {where}: “{quote}”" for where, quote in sides(report, finding, words) if quote)
    if finding.remedy:
        lines.append(f"    {words.label('remedy')}: {unbroken(finding.remedy)}")
    return lines
