"""Where findings and their evidence stand, as people name a place: a line, a page, the heading above."""

from __future__ import annotations

from extractor.checks.wording import day
from extractor.model import Evidence, Facts, Finding, Section
from extractor.review import Report
from extractor.wording import Wording

_HEADING = 60
"""Code points of a heading that are shown."""


def place(report: Report, finding: Finding, words: Wording) -> str:
    """Where a finding stands: "plan.pdf, page 3", "plan.docx, “II. Kinh phí”", or "plan.txt:12" for plain text."""
    side = report.side(finding)
    return report.facts.document.path if side is None else full_place(report, side, words)


def full_place(report: Report, side: Evidence, words: Wording) -> str:
    """The document of ``side`` and the place in it; of a document that was not read in this run the page at most."""
    facts, label = report.source(side), published_label(report, side, words)
    if facts is not None and page_of(facts, side) is None and facts.document.format == "text":
        return f"{side.document}:{line_of(facts, side)}{label}"
    return ", ".join(filter(None, (side.document, place_within(report, side, words)))) + label


def published_label(report: Report, side: Evidence, words: Wording) -> str:
    """What stands behind the place of ``side`` where the document is one of the database of published ones, with its
    number and date as far as known: " (published: Kế hoạch số 2/KH-UBND, 05/6/2024)"; else empty."""
    facts = report.source(side)
    if facts is None or not report.is_published(side):
        return ""
    head = facts.head
    number = "/".join(filter(None, (head.number, head.year, head.symbol)))
    named = " ".join(filter(None, (head.doc_type, f"số {number}" if number else "")))
    told = ", ".join(filter(None, (named, day(head.date) if head.date else "")))
    return f" ({words.say('published')}{': ' * bool(told)}{told})"


def place_within(report: Report, side: Evidence, words: Wording) -> str:
    """The place of ``side`` in its document: "page 3", "line 12", "“II. Kinh phí”", "before “I. Mục
    tiêu”"; empty where none is known."""
    facts = report.source(side)
    page = side.page if facts is None else page_of(facts, side)
    if page is not None:
        return words.say("page {page}", page=page)
    if facts is None:
        return ""
    if facts.document.format == "text":
        return words.say("line {line}", line=line_of(facts, side))
    return _heading_above(facts, side, words)


def page_of(facts: Facts, side: Evidence) -> int | None:
    """The page on which ``side`` begins, or ``None`` in a document without pages."""
    return facts.document.page_at(side.start) if side.page is None else side.page


def line_of(facts: Facts, side: Evidence) -> int:
    """The line of the document's text on which ``side`` begins, from 1."""
    return facts.document.text.count("\n", 0, side.start) + 1


def unbroken(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def shortened(text: str, most: int) -> str:
    """``text`` of at most so many code points, "…" where it was cut."""
    return text if len(text) <= most else f"{text[:most]}…"


def _heading_above(facts: Facts, side: Evidence, words: Wording) -> str:
    """The innermost heading around a place; above the first one that it stands before it."""
    around = [section for section in facts.sections if section.start <= side.start < section.end]
    if around:
        return _named(max(around, key=lambda section: section.start))
    after = [section for section in facts.sections if section.start > side.start]
    return words.say("before {heading}", heading=_named(after[0])) if after else ""


def _named(section: Section) -> str:
    heading = unbroken(". ".join(filter(None, (section.label, section.heading))))
    return f"“{shortened(heading, _HEADING)}”"
