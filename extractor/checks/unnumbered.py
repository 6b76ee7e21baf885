"""C5, completeness: a programme that the government approved is told with the act that did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding
from extractor.spans import Spans
from extractor.text import fold

_END = re.compile(r"[.;] |\n")
_FAR = 240
_SAME = 0.7
"""Share of the words of a programme's name that stand in the title of an act which is cited for it."""
_WORDS = re.compile(r"\w+")


def programmes(case: Case) -> Iterator[Finding]:
    """C505: a scheme "của Chính phủ" has no number of an act, in its sentence or with its title elsewhere."""
    if is_normative(case):
        return
    text = case.view.text
    found = [match for rule in case.rulebook.rules("unnumbered_acts") for match in rule.pattern.finditer(text)]
    if not found:
        return
    titles = [set(_WORDS.findall(fold(one.title))) for one in case.facts.citations if one.title]
    places = (case.view.find(one.start) for one in case.facts.citations if one.number)
    cited = Spans((place, place + 1) for place in places)
    told = set[str]()
    for match in found:
        low = max(match.start() - _FAR, 0)
        start = max((one.end() for one in _END.finditer(text, low, match.start())), default=low)
        end = next((one.start() for one in _END.finditer(text, match.end())), len(text))
        own = set(_WORDS.findall(fold(match["act"])))
        known = any(len(own & title) >= _SAME * len(own) for title in titles)
        if known or fold(match["act"]) in told or cited.overlap(start, end):
            continue
        told.add(fold(match["act"]))
        yield Finding(
            "C505",
            "note",
            f"“{match['act']}” của {match['issuer']} được nhắc mà không có số, ngày của văn bản.",
            (case.words(*case.view.span(match.start(), match.end())),),
            found=match["act"],
            remedy="Ghi số, ngày của văn bản đã phê duyệt, ban hành.",
        )
