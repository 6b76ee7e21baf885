"""S3, the head: a document bears what NĐ 30/2020 asks for at its head."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.text import fold

_HEAD = 3000
"""Letters from the beginning in which the head stands."""
_ATTACHED = frozenset({"de an", "du an", "phuong an", "quy che", "quy dinh", "bao cao chuyen de", "chuong trinh"})
"""Kinds of documents that are attached to another, whose head serves them."""
_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
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


def incomplete(case: Case) -> Iterator[Finding]:
    """S302: parts of the head are lacking: the name of the State, the issuer, number and symbol, place and date.

    Silent where nothing looks like a head (a text that is a piece of a document), and on what has none of its own.
    """
    head = case.facts.head
    if head.doc_type is None or fold(head.doc_type) in _ATTACHED:
        return
    begun = " ".join(case.view.text[:_HEAD].split())
    lacking = [] if _STATE in begun or fold(_STATE) in fold(begun) else ["Quốc hiệu"]
    lacking += [] if head.issuer else ["cơ quan ban hành"]
    lacking += [] if head.symbol else ["số, ký hiệu"]
    lacking += [] if head.date else ["ngày ban hành"]
    if lacking and "dang cong san viet nam" not in fold(case.view.text[:_HEAD]):
        end = case.view.text.find("\n")
        yield Finding(
            "S302",
            "note",
            f"Phần đầu văn bản thiếu {', '.join(lacking)}.",
            (case.words(*case.view.span(0, end if end > 0 else len(case.view.text))),),
            found=", ".join(lacking),
            remedy="Ghi đủ các thành phần thể thức (Điều 8 Nghị định 30/2020/NĐ-CP). Với bản sao: xem bản gốc.",
        )
