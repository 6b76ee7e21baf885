"""Findings as a linter prints them, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from extractor.encode import document_json, finding_json
from extractor.model import Finding
from extractor.review import Report
from extractor.wording import Wording

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_QUOTE = 160


def findings_text(report: Report, words: Wording) -> str:
    """A block for each finding: place, code, severity, message; then what was found and expected, evidence, remedy."""
    return "\n".join(line for finding in report.findings for line in _block(report, finding, words))


def findings_json(report: Report) -> dict[str, Any]:
    """An object with ``document`` and ``findings``."""
    document = document_json(report.facts.document, report.facts.head)
    return {"document": document, "findings": [finding_json(finding) for finding in report.findings]}


def place(report: Report, finding: Finding, words: Wording) -> str:
    """Where a finding stands: "plan.pdf, page 3", or "plan.txt:12" for a text without pages."""
    path, side = report.facts.document.path, report.side(finding)
    if side is None:
        return path
    page = report.facts.document.page_at(side.start) if side.page is None else side.page
    return f"{path}:{report.line(side)}" if page is None else f"{path}, {words.say('page {page}', page=page)}"


def sides(report: Report, finding: Finding, words: Wording) -> Iterator[tuple[str, str]]:
    """Each piece of evidence: where it stands, and its words on one line."""
    for side in finding.evidence:
        quote = " ".join(side.quote.split())
        page = "" if side.page is None else f", {words.say('page {page}', page=side.page)}"
        here = side.document == report.facts.document.path
        where = f"{side.document}:{report.line(side)}" if here and not page else f"{side.document}{page}"
        yield where, quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE]}…"


def _block(report: Report, finding: Finding, words: Wording) -> Sequence[str]:
    severity = click.style(words.label(finding.severity), fg=_COLOURS[finding.severity], bold=True)
    lines = [f"{place(report, finding, words)}: {click.style(finding.code, bold=True)} {severity}: {finding.message}"]
    for name, value in (("found", finding.found), ("expected", finding.expected)):
        if value is not None:
            lines.append(f"    {words.label(name)}: {value}")
    lines.extend(f"    {where}: “{quote}”" for where, quote in sides(report, finding, words) if quote)
    if finding.remedy:
        lines.append(f"    {words.label('remedy')}: {finding.remedy}")
    return lines
