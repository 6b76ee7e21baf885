"""Facts, findings and scores in the forms that people and their programs read.

Each form is loaded when it is asked for: a reference is looked up in no time, a page of findings needs much.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.report.built import build_text
    from extractor.report.facts import facts_csv, facts_table
    from extractor.report.findings import findings_json, findings_text
    from extractor.report.html import findings_html
    from extractor.report.reference import check_list, check_page
    from extractor.report.references import acts_text, references_text
    from extractor.report.sarif import findings_sarif
    from extractor.report.scores import changes_text, scores_json, scores_text
    from extractor.report.summary import check_text

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
_PLACES = {
    "acts_text": "references",
    "build_text": "built",
    "changes_text": "scores",
    "check_list": "reference",
    "check_page": "reference",
    "check_text": "summary",
    "facts_csv": "facts",
    "facts_table": "facts",
    "findings_html": "html",
    "findings_json": "findings",
    "findings_sarif": "sarif",
    "findings_text": "findings",
    "references_text": "references",
    "scores_json": "scores",
    "scores_text": "scores",
}
"""The module of each."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
