"""S3, the head: a signed document bears its number and its day."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding

_DAY = len("2024-05-31")


def blank(case: Case) -> Iterator[Finding]:
    """S301: the document is signed and its number or its day is left blank. Silent on drafts, which bear no signer."""
    head = case.facts.head
    if not head.signer or not head.symbol:
        return
    blanks = [] if head.number else ["số"]
    blanks += ["ngày"] if head.date and len(head.date) < _DAY else []
    if blanks:
        at = case.facts.document.text.find(head.symbol)
        yield Finding(
            "S301",
            "note",
            f"Văn bản có người ký nhưng để trống {' và '.join(blanks)}.",
            (case.words(max(at, 0), max(at, 0) + len(head.symbol)),),
            found=", ".join(blanks),
            remedy="Ghi số và ngày khi ban hành. Với bản sao: xem bản gốc.",
        )
