"""T, time: a plan for one year does not measure itself against that year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.text import fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSE_END = re.compile(r"[.;](?:\s|$)|\n")


def own_year(case: Case) -> Iterator[Finding]:
    """T101: a target of a plan is compared with the plan's own year. Silent where the clause speaks of a later year."""
    head = case.facts.head
    if fold(head.doc_type or "") != "ke hoach" or head.period_start is None or head.period_start != head.period_end:
        return
    text = case.view.text
    for rule in case.rulebook.rules("comparisons"):
        for match in rule.pattern.finditer(text):
            if int(match["year"]) != head.period_end:
                continue
            start = max((end.end() for end in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
            end = next((end.start() for end in _CLAUSE_END.finditer(text, match.end())), len(text))
            if any(int(year) > head.period_end for year in _YEAR.findall(text[start:end])):
                continue
            yield Finding(
                "T101",
                "error",
                f"Kế hoạch năm {head.period_end} so sánh với chính năm {head.period_end}.",
                (case.words(*case.view.span(start, match.end())),),
                found=match.group(),
                remedy="Ghi lại năm được so sánh (thường là năm trước năm kế hoạch).",
            )
