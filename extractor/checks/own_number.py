"""C2, the number of the document itself: the year beside it is that in which it was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding

_YEAR = r"(?:/| năm | )(?P<year>(?:19|20)\d\d)(?![\d.,/-])"


def other_year(case: Case) -> Iterator[Finding]:
    """C210: another year than that of its date stands right behind the document's own number."""
    head = case.facts.head
    if not (head.number and head.symbol and head.date) or head.year:
        return
    own = re.compile(rf"(?<![\w/]){re.escape(head.number)}\s?/\s?{re.escape(head.symbol)}{_YEAR}")
    for match in own.finditer(case.view.text):
        if match["year"] != head.date[:4]:
            yield Finding(
                "C210",
                "warning",
                f"Sau số của chính văn bản ghi năm {match['year']}, văn bản ban hành năm {head.date[:4]}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=head.date[:4],
                found=match["year"],
                remedy="Ghi lại năm. Với bản sao: xem bản gốc.",
            )
