"""C1, how a symbol is written: with its own letters."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.text import fold

_MADE_OF = " → "


def other_case(case: Case) -> Iterator[Finding]:
    """C106: a symbol in other capitals than its own ("QĐ-TTG"), or with a D for its Đ ("QD-TTg").

    Silent where all around it is in capitals.
    """
    for citation in case.cited():
        for repair in citation.repairs:
            printed, _, known = repair.partition(_MADE_OF)
            if printed != known and fold(printed) == fold(known) and not citation.quote.isupper():
                yield Finding(
                    "C106",
                    "warning",
                    f"Ký hiệu {printed} viết chưa đúng chữ.",
                    (case.evidence(citation),),
                    expected=known,
                    found=printed,
                    remedy=f"Ghi đúng ký hiệu: {known}.",
                )
