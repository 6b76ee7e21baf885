"""Number and day that clerks write by hand on a printed page: blank and told, never guessed."""

from __future__ import annotations

import pytest

from extractor.model import Document, Page, Word
from extractor.pipeline import extract

BODY = "KẾ HOẠCH\n\nPhát triển sản phẩm OCOP năm 2024\n\nNăm 2023 có 15 sản phẩm, năm 2022 có 12 sản phẩm, tăng 3.\n"


def scan(*lines: str, unsure: str = "", tall: str = "") -> Document:
    """A scanned page with these lines above a body; the engine is unsure of one word, and another is taller."""
    text = "\n\n".join((*lines, BODY))
    words, at = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, at)
        at = start + len(word)
        high = 13.0 if word == tall else 9.0
        words.append(Word(start, at, 10.0 * number, 50, 10.0 * number + 9, 50 + high, 0.55 if word == unsure else 0.96))
    page = Page(1, 0, len(text), 595, 842, ocr=True, confidence=0.96, words=tuple(words))
    return Document(id="0" * 64, path="quét.pdf", format="pdf", text=text, pages=(page,), copy_kind="scan")


def test_printed_numbers_and_dates_of_a_scan_are_taken() -> None:
    facts = extract(scan("Số: 46/KH-UBND", "Lâm Hà, ngày 11 tháng 5 năm 2024"))
    assert (facts.head.number, facts.head.symbol, facts.head.date) == ("46", "KH-UBND", "2024-05-11")
    assert facts.document.warnings == ()


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("Số: 84 /KH-UBND", {"unsure": "84"}),
        ("Số: 84 /KH-UBND", {"tall": "84"}),
        ("Số: 0 8ˆ /KH-UBND", {}),
        ("Số: Ø1 /KH-UBND", {}),
        ("Số:1 54 /KH-UBND", {"unsure": "54"}),
        ("Số: /KH-UBND", {}),
        ("Số: 84/KH-UBND", {"unsure": "84/KH-UBND"}),
    ],
)
def test_a_number_written_by_hand_is_blank_and_told(line: str, marks: dict[str, str]) -> None:
    facts = extract(scan(line, "Lâm Hà, ngày 11 tháng 5 năm 2024", **marks))
    assert (facts.head.number, facts.head.symbol) == (None, "KH-UBND")
    (warning,) = facts.document.warnings
    assert "number" in warning
    assert f"“{line}” on page 1" in warning


@pytest.mark.parametrize(
    ("line", "marks", "date"),
    [
        ("Lâm Hà, ngày 07 tháng 02 năm 2024", {"tall": "07"}, "2024-02"),
        ("Lâm Hà, ngày 0T tháng 02 năm 2024", {}, "2024-02"),
        ("Lâm Hà, ngày9ổ tháng 4 năm 2024", {}, "2024-04"),
        ("Lâm Hà, ngàW{ tháng 5 năm 2024", {}, "2024-05"),
        ("Lâm Hà, tháng 4 năm 2024", {}, "2024-04"),
        ("Lâm Hà, ngày tháng 0] năm 2024", {}, "2024"),
        ("Lâm Hà, ngày 2 năm 2024", {"unsure": "2"}, "2024"),
    ],
)
def test_a_day_written_by_hand_is_blank_and_told(line: str, marks: dict[str, str], date: str) -> None:
    facts = extract(scan("Số: 46/KH-UBND", line, **marks))
    assert (facts.head.place, facts.head.date) == ("Lâm Hà", date)
    (warning,) = facts.document.warnings
    assert "date" in warning
    assert f"“{line}”" in warning


def test_text_that_is_no_scan_is_believed() -> None:
    text = f"Số: 84 /KH-UBND\n\nLâm Hà, ngày 07 tháng 02 năm 2024\n\n{BODY}"
    facts = extract(Document(id="0" * 64, path="văn-bản.txt", format="text", text=text))
    assert (facts.head.number, facts.head.date) == ("84", "2024-02-07")
    assert facts.document.warnings == ()
