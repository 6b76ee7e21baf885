"""Findings as a compiler prints them, and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import click

from extractor.encode import document_json, finding_json
from extractor.model import Evidence, Facts, Finding
from extractor.report.excerpt import excerpts
from extractor.report.mended import corrected, expected_like_found
from extractor.report.places import full_place, line_of, page_of, place, shortened, unbroken
from extractor.report.replaced import OPEN
from extractor.report.values import in_notation
from extractor.review import Report
from extractor.wording import Wording

_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_QUOTE = 160
_INDENT = " " * 4
_MARGIN = 5
"""Columns at least for the number of a line."""
_RULE = " | "
_OTHER_PLACE = "--> "
_NAMING = ("doc_type", "number", "year", "symbol", "date", "issuer", "title")
"""The fields of a head by which people know an act."""


def findings_text(report: Report, words: Wording, width: int) -> str:
    """A block for each finding: place, code, severity, message; the lines of the evidence, marked, in at most ``width``
    columns; then what was found and expected, and the remedy."""
    return "\n\n".join("\n".join(_block(report, finding, words, width)) for finding in report.findings)


def findings_json(report: Report) -> dict[str, Any]:
    """An object with ``document``, ``findings``, and ``assumed``: date and issuer that stood in for an empty head.

    Evidence has ``corrected``, the words that take the place of ``quote`` where they are known, and ``published``, what
    a document of the database of published ones says of itself.
    """
    document = document_json(report.facts.document, report.facts.head)
    assumed = {name: value for name, value in asdict(report.assumed).items() if value}
    findings = [_json(report, finding) for finding in report.findings]
    return {"document": document, **({"assumed": assumed} if assumed else {}), "findings": findings}


def _json(report: Report, finding: Finding) -> dict[str, Any]:
    told, new = finding_json(finding), corrected(report, finding)
    for side, shown in zip(finding.evidence, told["evidence"], strict=True):
        if OPEN not in new.get(side, OPEN):
            shown["corrected"] = new[side]
        facts = report.source(side)
        if facts is not None and report.is_published(side):
            shown["published"] = {name: getattr(facts.head, name) for name in _NAMING}
    return told


def _block(report: Report, finding: Finding, words: Wording, width: int) -> Iterator[str]:
    severity = click.style(words.label(finding.severity), fg=_COLOURS[finding.severity], bold=True)
    code = click.style(finding.code, bold=True)
    yield f"{place(report, finding, words)}: {code} {severity}: {unbroken(finding.message)}"
    yield from _evidence(report, finding, words, width)
    found = finding.found and in_notation(finding.found)
    for name, value in (("found", found), ("expected", expected_like_found(finding))):
        if value is not None:
            yield f"{_INDENT}{words.label(name)}: {unbroken(value)}"
    if finding.remedy:
        yield f"{_INDENT}{words.label('remedy')}: {unbroken(finding.remedy)}"


def _evidence(report: Report, finding: Finding, words: Wording, width: int) -> Iterator[str]:
    """The lines that hold the evidence. A place is told anew where the document changes, or no number tells it."""
    margins = {side: _margin(report, side, words) for side in finding.evidence}
    size = max(_MARGIN, *map(len, margins.values())) if margins else _MARGIN
    document, told = report.facts.document.path, place(report, finding, words)
    colour = _COLOURS[finding.severity]
    for facts, sides in _by_document(report, finding):
        if facts is None:
            for side in sides:
                where, quote = full_place(report, side, words), shortened(unbroken(side.quote), _QUOTE)
                yield f"{' ' * size}{_OTHER_PLACE}{where}: “{quote}”"
            continue
        begins = {side.start: side for side in sides}
        spans = [(side.start, side.end) for side in sides]
        for excerpt in excerpts(facts.document.text, spans, width - size - len(_RULE)):
            side = begins[excerpt.offset]
            where = full_place(report, side, words)
            if side.document != document or (not margins[side] and where != told):
                yield f"{' ' * size}{_OTHER_PLACE}{where}"
            document, told = side.document, where
            yield f"{margins[side].rjust(size)}{_RULE}{excerpt.line}"
            yield f"{' ' * size}{_RULE}{_coloured(excerpt.carets, colour)}"


def _coloured(carets: str, colour: str) -> str:
    blanks = len(carets) - len(carets.lstrip())
    return carets[:blanks] + click.style(carets[blanks:], fg=colour, bold=True)


def _by_document(report: Report, finding: Finding) -> Iterator[tuple[Facts | None, Sequence[Evidence]]]:
    """The evidence in each document, the report's own first; ``None`` for one that was not read in this run."""
    sides: dict[str, list[Evidence]] = defaultdict(list)
    for side in sorted(finding.evidence, key=lambda side: side.document != report.facts.document.path):
        sides[side.document].append(side)
    for found in sides.values():
        yield report.source(found[0]), found


def _margin(report: Report, side: Evidence, words: Wording) -> str:
    """What stands before a line: its number, or its page; nothing in a document that has neither."""
    facts = report.source(side)
    if facts is None:
        return ""
    page = page_of(facts, side)
    if page is not None:
        return words.say("page {page}", page=page)
    return str(line_of(facts, side)) if facts.document.format == "text" else ""
