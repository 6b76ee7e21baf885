"""Two small invented documents with their facts, for the tests of the database and of the site."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace

from extractor.model import (
    Amount,
    Citation,
    Document,
    Evidence,
    Facts,
    Finding,
    Head,
    Instrument,
    Organization,
    Page,
    Product,
    Section,
    Unresolved,
)

PLAN = """ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP
KẾ HOẠCH
Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;

I. MỤC TIÊU

Trong năm có 12 sản phẩm. Kinh phí 2.500 triệu đồng cho Hợp tác xã <b>Hòa</b> An.

Liên hệ ông Nguyễn Văn Ví, điện thoại: 0912 345 678.
"""
REPORT = """BÁO CÁO
Thực hiện Quyết định số 919/QĐ-TTg ngày 02/8/2022 của Thủ tướng Chính phủ; Quyết định số 148/QĐ-TTg.
\fNem Lai Vung là sản phẩm của vùng, anh nam giới.
"""

ACTS = (
    Instrument(
        "qd-ttg-919-2022", "919/QĐ-TTg", "Quyết định", "919", "QĐ-TTg", "individual", "Thủ tướng Chính phủ", 2022,
        "2022-08-01", "Phê duyệt Chương trình mỗi xã một sản phẩm", "A", "bản gốc",
    ),
    Instrument("qd-ttg-148-2023", "148/QĐ-TTg", "Quyết định", "148", "QĐ-TTg", "individual", "Thủ tướng", 2023),
    Instrument("qd-ttg-148-2025", "148/QĐ-TTg", "Quyết định", "148", "QĐ-TTg", "individual", "Thủ tướng", 2025),
    Instrument("luat-hop-tac-xa-2012", "Luật Hợp tác xã", "Luật", None, None, "law", "Quốc hội", 2012),
)  # fmt: skip

CHECK = {
    "code": "C201", "family": "C2", "title": "Hai ngày", "severity": "error", "scope": "corpus",
    "page": "# C201\n\nMột văn bản có *một* ngày. <script>alert(1)</script>\n\n- bốn\n- năm\n",
}  # fmt: skip


def documents() -> tuple[Facts, Facts]:
    """The plan (with every kind of fact) and the report (two pages, one act tied, one open)."""
    return _plan(), _report()


def conflict(plan: Facts, report: Facts) -> Finding:
    """A finding with one side in each document."""
    sides = tuple(
        Evidence(facts.document.path, fact.start, fact.end, fact.quote, fact.page)
        for facts in (plan, report)
        for fact in facts.citations[:1]
    )
    return Finding("C201", "error", "919/QĐ-TTg có hai ngày", sides, "2022-08-01", "2022-08-02", "Xem lại <bản> gốc.")


def _plan() -> Facts:
    text = unicodedata.normalize("NFC", PLAN)

    def at(quote: str) -> dict[str, object]:
        start = text.index(quote)
        return {"start": start, "end": start + len(quote), "quote": quote, "section": 0, "rule": "by-hand"}

    cited = Citation(
        **at("Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ") | {"section": None},
        kind="Quyết định", number="919", symbol="QĐ-TTg", key="919/QĐ-TTg", date="2022-08-01",
        issuer="Thủ tướng Chính phủ", relation="basis", preamble=True, instrument="qd-ttg-919-2022",
    )  # fmt: skip
    return Facts(
        document=_document("plan <one>.txt", text, copy_kind="original"),
        head=Head(
            doc_type="Kế hoạch", title="Kế hoạch Đồng Tháp", province="Đồng Tháp", date="2023-04", period_end=2025
        ),
        sections=(Section(text.index("I. "), len(text), 1, "I", "MỤC TIÊU", None, "roman"),),
        citations=(cited,),
        amounts=(
            Amount(**at("2.500 triệu đồng"), value=2_500_000_000, role="total"),
            Amount(**at("12 sản phẩm"), value=None, role="part", parent=0),
        ),
        products=(Product(**at("12 sản phẩm"), name="Mười hai", stars=4, status="recognized"),),
        organizations=(
            Organization(**at("Hợp tác xã <b>Hòa</b> An"), name="Hợp tác xã <b>Hòa</b> An", kind="cooperative"),
        ),
        unresolved=(Unresolved(0, 3, text[:3], "số hiệu không rõ"),),
    )


def _report() -> Facts:
    text = unicodedata.normalize("NFC", REPORT)
    document = _document("bao-cao.txt", text)
    cut = text.index("\f") + 1
    pages = (Page(1, 0, cut - 1), Page(2, cut, len(text), ocr=True, confidence=0.9))

    def cite(quote: str, number: str, date: str | None, act: str | None) -> Citation:
        start = text.index(quote)
        return Citation(
            start=start, end=start + len(quote), quote=quote, page=1, rule="by-hand", kind="Quyết định", number=number,
            symbol="QĐ-TTg", key=f"{number}/QĐ-TTg", date=date, relation="implements", instrument=act,
        )  # fmt: skip

    return Facts(
        document=replace(document, pages=pages, copy_kind="scan"),
        head=Head(doc_type="Báo cáo", title="Báo cáo thường kỳ", date="2024-01-05"),
        citations=(
            cite("Quyết định số 919/QĐ-TTg ngày 02/8/2022", "919", "2022-08-02", "qd-ttg-919-2022"),
            cite("Quyết định số 148/QĐ-TTg", "148", None, None),
        ),
    )


def _document(name: str, text: str, copy_kind: str | None = None) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, "text", text, copy_kind=copy_kind)
