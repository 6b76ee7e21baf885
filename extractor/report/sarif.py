"""Findings as SARIF 2.1.0, which editors and code hosts show beside the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from extractor.model import Evidence, Finding
from extractor.report.places import unbroken
from extractor.review import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_sarif(reports: Sequence[Report], titles: Mapping[str, str], version: str) -> dict[str, Any]:
    """One run over all documents; ``titles`` by check code.

    Regions are offsets in code points of the text as read, which for a PDF is not the file itself.
    """
    results = [_result(report, finding) for report in reports for finding in report.findings]
    rules = [
        {"id": code, "shortDescription": {"text": titles.get(code, code)}}
        for code in sorted({result["ruleId"] for result in results})
    ]
    driver = {"name": "ocop", "version": version, "rules": rules}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _result(report: Report, finding: Finding) -> dict[str, Any]:
    side = report.side(finding)
    here = (
        [_location(side)] if side else [{"physicalLocation": {"artifactLocation": {"uri": report.facts.document.path}}}]
    )
    others = [_location(other) | {"message": {"text": other.quote}} for other in finding.evidence if other is not side]
    return {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": unbroken(finding.message)},
        "locations": here,
        "relatedLocations": [{"id": index} | location for index, location in enumerate(others, start=1)],
        "properties": {"found": finding.found, "expected": finding.expected, "remedy": finding.remedy},
    }


def _location(side: Evidence) -> dict[str, Any]:
    region = {"charOffset": side.start, "charLength": side.end - side.start, "snippet": {"text": side.quote}}
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": side.document}, "region": region}}
    return location if side.page is None else location | {"properties": {"page": side.page}}
