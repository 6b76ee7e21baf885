"""C2, the number of the document itself: the year beside it is that in which it was issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding

_YEAR = re.compile(r"(?:/| năm | )(?P<year>(?:19|20)\d\d)(?![\d.,/-])")
_NUMBER = re.compile(r"(?<![\w/])(?P<number>[^\s/]+)\s?/\s?$")
_LONG = 24


def other_year(case: Case) -> Iterator[Finding]:
    """C210: another year than that of its date stands right behind the document's own number."""
    head = case.facts.head
    if not (head.number and head.symbol and head.date) or head.year:
        return
    text = case.view.text
    for symbol in re.finditer(re.escape(head.symbol), text):
        number = _NUMBER.search(text, max(symbol.start() - _LONG, 0), symbol.start())
        year = _YEAR.match(text, symbol.end())
        if number and year and number["number"] == head.number and year["year"] != head.date[:4]:
            yield Finding(
                "C210",
                "warning",
                f"Sau số của chính văn bản ghi năm {year['year']}, văn bản ban hành năm {head.date[:4]}.",
                (case.words(*case.view.span(number.start(), year.end())),),
                expected=head.date[:4],
                found=year["year"],
                remedy="Ghi lại năm. Với bản sao: xem bản gốc.",
            )
