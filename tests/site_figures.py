"""A plan, a later report and a district's plan with figures and amounts, for the tests of the pages that show them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from site_facts import ACTS

from extractor.model import Amount, Citation, Document, Evidence, Facts, Finding, Head, Indicator
from extractor.rulebook import load
from extractor.store import Writer
from extractor.targets import Answer

HOSTILE = "<script>alert('x')</script>"


def facts(name: str, words: str, head: Head, **found: Any) -> Facts:
    """A document of ``words`` with what was ``found`` in it."""
    digest = hashlib.sha256((name + words).encode()).hexdigest()
    return Facts(document=Document(digest, name, "text", words), head=head, **found)


def place(words: str, quote: str, **more: Any) -> dict[str, Any]:
    start = words.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote, "rule": "by-hand", **more}


def target(words: str, quote: str, value: float, unit: str, **more: Any) -> Indicator:
    given = {"kind": "target", "comparator": ">=", "subject": f"{unit} mới", "period": "2025"}
    return Indicator(**place(words, quote), value=value, unit=unit, **given | more)


def plan() -> Facts:
    """Two targets; a total of 900 that its parts of 500 and 300 do not make."""
    words = "Đến năm 2025 có 60 sản phẩm, 12 chủ thể. Tổng 900 triệu, gồm 500 triệu và 300 triệu; mức 5 triệu."
    money = {"period": "2025", "stage": "estimate"}
    return facts(
        "plan.txt",
        words,
        Head(doc_type="Kế hoạch", title="Kế hoạch tỉnh", province="Sơn La", level="tỉnh", date="2023-02-01",
             issuer="Ủy ban nhân dân tỉnh Sơn La", number="5", symbol="KH-UBND"),
        indicators=(target(words, "60 sản phẩm", 60, "sản phẩm"), target(words, "12 chủ thể", 12, "chủ thể")),
        amounts=(
            Amount(**place(words, "900 triệu"), value=900e6, role="total", label="Tổng kinh phí", **money),
            Amount(**place(words, "500 triệu"), value=500e6, role="part", parent=0, source="ngân sách tỉnh", **money),
            Amount(**place(words, "300 triệu"), value=300e6, role="part", parent=0, source="xã hội hóa", **money),
            Amount(**place(words, "5 triệu"), value=5e6, role="norm", per="sản phẩm", source="ngân sách tỉnh", **money),
        ),
        citations=(_cite(words, "Đến năm", "basis"),),
    )  # fmt: skip


def report() -> Facts:
    """What came of the first target."""
    words = f"Năm 2025 đạt 45 sản phẩm. {HOSTILE} Đã chi 450 triệu."
    result = target(words, "45 sản phẩm", 45, "sản phẩm", kind="result", comparator="=", subject=f"sản phẩm {HOSTILE}")
    spent = Amount(
        **place(words, "450 triệu"), value=450e6, role="part", stage="spent", source=f"ngân sách {HOSTILE}",
        label=HOSTILE, period="2024",
    )  # fmt: skip
    head = Head(doc_type="Báo cáo", title=f"Báo cáo {HOSTILE}", province="Sơn La", level="tỉnh", date="2026-01-09")
    return facts(
        "report.txt",
        words,
        head,
        indicators=(result,),
        amounts=(spent,),
        citations=(_cite(words, "Năm", "implements"),),
    )


def district() -> Facts:
    """A target of a district in the same province."""
    words = "Huyện có 7 sản phẩm."
    head = Head(doc_type="Kế hoạch", title="Kế hoạch huyện", province="Sơn La", level="huyện",
                issuer="Ủy ban nhân dân huyện Mộc Châu", date="2024-03-03")  # fmt: skip
    return facts("district.txt", words, head, indicators=(target(words, "7 sản phẩm", 7, "sản phẩm", period=None),))


def _cite(words: str, quote: str, relation: Any) -> Citation:
    return Citation(
        **place(words, quote), kind="Quyết định", number="919", symbol="QĐ-TTg", key="919/QĐ-TTg",
        date="2022-08-01", relation=relation, instrument="qd-ttg-919-2022",
    )  # fmt: skip


def write(path: Path) -> None:
    """A database of the three."""
    own, later, local = plan(), report(), district()
    total = own.amounts[0]
    wrong = Finding(
        "N101", "error", "Tổng khác các phần",
        (Evidence(own.document.path, total.start, total.end, total.quote, None),), "800", "900",
    )  # fmt: skip
    with Writer(path, load()) as writer:
        check = {"code": "N101", "family": "N1", "title": "Tổng", "severity": "error", "scope": "document", "page": ""}
        writer.add_checks([check])
        writer.add_instruments(ACTS)
        for name, one in (("plan", own), ("report", later), ("district", local)):
            writer.add_document(one, name, {"file": one.document.path})
        writer.add_findings([wrong])
        writer.add_answers([Answer((own.document.path, 0), (later.document.path, 0), 0.9)])
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
