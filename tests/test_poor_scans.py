"""The head of a scan that an engine read badly: what cannot stand there is left out and told, never guessed."""

from __future__ import annotations

import pytest

from extractor.model import Document, Facts, Page
from extractor.pipeline import extract
from extractor.wording import retold

GOOD = (
    "ỦY BAN NHÂN DÂN\n\nTỈNH HẢI DƯƠNG\n\nSố: 12/QĐ-UBND\n\nHải Dương, ngày 03 tháng 4 năm 2024\n\nQUYẾT ĐỊNH\n\n"
    "Về việc công nhận sản phẩm OCOP\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Đầu tư công;\n\n"
    "Điều 1. Công nhận 5 sản phẩm.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\nNguyễn Văn An\n"
)
WARNING = "Poorly read; head not recognised: see page 1."


def read(text: str, *, ocr: bool = True, confidence: float = 0.83) -> Facts:
    page = Page(1, 0, len(text), 595, 842, ocr=ocr, confidence=confidence if ocr else None)
    return extract(Document(id="0" * 64, path="quét.pdf", format="pdf", text=text, pages=(page,), copy_kind="scan"))


def test_a_head_that_is_well_read_stays() -> None:
    facts = read(GOOD)
    head = facts.head
    assert (head.issuer, head.title) == ("Ủy ban nhân dân tỉnh Hải Dương", "Công nhận sản phẩm OCOP")
    assert (head.signer, head.signer_role, head.province) == ("Nguyễn Văn An", "Chủ tịch", "Hải Dương")
    assert WARNING not in facts.document.warnings


@pytest.mark.parametrize(
    ("printed", "seen", "lost"),
    [
        ("ỦY BAN", "IY BAN", {"issuer"}),
        ("TỈNH HẢI", "TỈNH HI", {"issuer"}),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "CHñ TỊCH ỦY BAN NHÂN DÂN TỈNH", {"title"}),
        ("công nhận sản phẩm", "cng nhn sn phẩm", {"title"}),
        ("Nguyễn Văn An", "CHñ Tịch", {"signer"}),
        ("Nguyễn Văn An", "Nguyn Văn An", {"signer"}),
    ],
)
def test_what_no_head_can_say_is_left_out_and_told(printed: str, seen: str, lost: set[str]) -> None:
    facts = read(GOOD.replace(printed, seen))
    good = read(GOOD).head
    for field in ("issuer", "title", "signer", "place"):
        assert getattr(facts.head, field) == (None if field in lost else getattr(good, field)), field
    assert WARNING in facts.document.warnings
    assert retold("vi").told(WARNING) is not None


def test_a_page_of_which_no_head_is_left_is_told() -> None:
    assert WARNING in read("IY BN NHN DN\n\nQUYT ĐNH\n\nV vic công nhn\n\nCn c Lut\n").document.warnings
    assert WARNING not in read("Phụ lục\n\nDanh sách sản phẩm\n", confidence=0.96).document.warnings


def test_a_text_that_no_engine_read_says_what_it_says() -> None:
    facts = read(
        GOOD.replace("ỦY BAN NHÂN DÂN\n\nTỈNH", "ỦY BAN NHÂN DÂN\n\nTỈNH HẢI DƯƠNG\n\nTỔ").replace("An\n", "Añ\n"),
        ocr=False,
    )
    assert facts.head.signer == "Nguyễn Văn Añ"
    assert facts.document.warnings == ()


@pytest.mark.parametrize(
    ("place", "issuer", "title", "signer"),
    [
        ("ĐẮK LẮK", "tỉnh Đắk Lắk", "Công nhận sản phẩm đạt VietGAP tại Krông Pắc", "Phạm Ngọc Nghị"),
        ("KON TUM", "tỉnh Kon Tum", "Hỗ trợ logo cho HTX cà phê Đăk Hà", "Lê Ngọc Tuấn"),
    ],
)
def test_names_that_are_no_vietnamese_stay(place: str, issuer: str, title: str, signer: str) -> None:
    text = GOOD.replace("HẢI DƯƠNG", place).replace("Hải Dương", issuer.removeprefix("tỉnh "))
    text = text.replace("Về việc công nhận sản phẩm OCOP", f"Về việc {title}").replace("Nguyễn Văn An", signer)
    head = read(text, confidence=0.95).head
    assert (head.issuer, head.signer) == (f"Ủy ban nhân dân {issuer}", signer)
    assert (head.title or "").lower() == title.lower()
