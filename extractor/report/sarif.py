"""Findings as SARIF 2.1.0, which editors and code hosts show beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.checks import CHECKS
from extractor.checks.reference import page, requirement, title
from extractor.model import Evidence, Finding
from extractor.report.mended import corrected
from extractor.report.places import place_within, published_label, unbroken
from extractor.report.replaced import OPEN
from extractor.report.sarif_files import CORPUS, Files, uri
from extractor.review import Report
from extractor.wording import Wording

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

Json = dict[str, Any]


def findings_sarif(
    reports: Sequence[Report], words: Wording, version: str, failures: Sequence[tuple[str, str]] = ()
) -> Json:
    """One run over all documents; ``failures`` are the files that could not be read, each with the reason.

    Lines and columns count from 1, columns in code points. They are those of the file when it is a text, else those
    of the text as read, which then stands in ``contents`` of the artifact.
    """
    reports = list({report.facts.document.path: report for report in reports}.values())  # a file may be named twice
    codes = sorted({finding.code for report in reports for finding in report.findings})
    files = Files(reports)
    driver = {
        "name": "ocop",
        "version": version,
        "language": words.language,
        "rules": [_rule(code, words.language) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(failures)],
        "results": [
            _result(report, finding, codes.index(finding.code), files, words)
            for report in reports
            for finding in report.findings
        ],
        "artifacts": files.artifacts(),
    }
    if files.published:
        told = words.say("The folder of documents from which the database of --against was built.")
        run["originalUriBaseIds"] = {CORPUS: {"description": {"text": told}}}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, language: str) -> Json:
    check, text = CHECKS[code], page(code, language)
    return {
        "id": code,
        "shortDescription": {"text": f"{title(code, language)}."},
        "fullDescription": {"text": requirement(code, language)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": check.severity},
        "properties": {"tags": [check.scope, check.nature]},
    }


def _invocation(failures: Sequence[tuple[str, str]]) -> Json:
    told = [
        {
            "level": "error",
            "message": {"text": _literal(reason)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name)}}}] if name else [],
        }
        for name, reason in failures
    ]
    return {"executionSuccessful": not failures, "toolExecutionNotifications": told}


def _result(report: Report, finding: Finding, rule: int, files: Files, words: Wording) -> Json:
    side = report.side(finding)
    here = _location(report, side, files) if side else {"physicalLocation": files.whole(report.facts.document.path)}
    others = [other for other in finding.evidence if other is not side]
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _literal(unbroken(finding.message))},
        "locations": [here],
        "relatedLocations": [
            {"id": number, **_location(report, other, files), "message": {"text": _told(report, other, words)}}
            for number, other in enumerate(others, start=1)
        ],
        "properties": {"found": finding.found, "expected": finding.expected, "remedy": finding.remedy},
        **_fixes(report, finding, files, words),
    }


def _fixes(report: Report, finding: Finding, files: Files, words: Wording) -> Json:
    """The correction, where all of it is known and the file is a text that an editor can change."""
    new = corrected(report, finding)
    if report.facts.document.format != "text" or not new or any(OPEN in one for one in new.values()):
        return {}
    places = [(files.place(side), text) for side, text in new.items()]
    changes = [{"deletedRegion": place["region"], "insertedContent": {"text": text}} for place, text in places]
    change = {"artifactLocation": places[0][0]["artifactLocation"], "replacements": changes}
    return {"fixes": [{"description": {"text": words.say("Corrected to")}, "artifactChanges": [change]}]}


def _location(report: Report, side: Evidence, files: Files) -> Json:
    """The place of ``side``; its page, where there is one, among the properties, since a region has none."""
    facts = report.source(side)
    number = side.page if side.page is not None or facts is None else facts.document.page_at(side.start)
    location: Json = {"physicalLocation": files.place(side)}
    return location if number is None else location | {"properties": {"page": number}}


def _told(report: Report, side: Evidence, words: Wording) -> str:
    """What is said of a further place: where it is, and its words."""
    where = ", ".join(filter(None, (side.document, place_within(report, side, words))))
    where += published_label(report, side, words)
    return _literal(f"{where}: “{unbroken(side.quote)}”")


def _literal(text: str) -> str:
    """``text`` as a plain message: braces doubled, so that they hold no place, and no link begins in it."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
