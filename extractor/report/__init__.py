"""Facts, findings and scores in the forms that people and their programs read."""

from __future__ import annotations

from extractor.report.facts import facts_csv, facts_table
from extractor.report.findings import findings_json, findings_text
from extractor.report.html import findings_html
from extractor.report.reference import check_list, check_page
from extractor.report.references import acts_text, references_text
from extractor.report.sarif import findings_sarif
from extractor.report.scores import changes_text, scores_json, scores_text
from extractor.report.summary import build_text, check_text

__all__ = [
    "acts_text",
    "build_text",
    "changes_text",
    "check_list",
    "check_page",
    "check_text",
    "facts_csv",
    "facts_table",
    "findings_html",
    "findings_json",
    "findings_sarif",
    "findings_text",
    "references_text",
    "scores_json",
    "scores_text",
]
