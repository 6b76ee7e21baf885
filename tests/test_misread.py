"""What engines misread on scans is put right for matching and told; the text stays as it was read."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document

from extractor.encode import facts_json
from extractor.model import Cell, Document, Facts, Page, Table
from extractor.outline import outline
from extractor.pipeline import extract
from extractor.resolve import instruments
from extractor.rulebook import Rulebook
from extractor.store import Writer
from extractor.store.reading import opened
from extractor.text import view


def scan(text: str) -> Document:
    """A text that an engine has read from one page."""
    page = Page(1, 0, len(text), 595, 842, ocr=True, confidence=0.96)
    return replace(make_document(text), format="pdf", pages=(page,), copy_kind="scan")


def meant(text: str, rulebook: Rulebook) -> str:
    """The text as it is matched on."""
    return outline(scan(text), rulebook).view.text.rstrip("\n")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Quyết định số 9l9/QĐ-TTg", "Quyết định số 919/QĐ-TTg"),
        ("Quyết định số I48/OĐ-TTg", "Quyết định số 148/QĐ-TTg"),
        ("Quyết định số 12/QD-UBNĐ", "Quyết định số 12/QĐ-UBND"),
        ("Kế hoạch số 12/KH-ƯBND", "Kế hoạch số 12/KH-UBND"),
        ("Kế hoạch số 12/KH-ỦBNĐ", "Kế hoạch số 12/KH-UBND"),
        ("Thông tư số 5/2020/TT-BCDĐT", "Thông tư số 5/2020/TT-BGDĐT"),
        ("Nghị quyết số 19-NO/TW", "Nghị quyết số 19-NQ/TW"),
        ("Nghị quyết số 19-NQ/1W", "Nghị quyết số 19-NQ/TW"),
        ("Chương trình hành động số 33-CIr/IU", "Chương trình hành động số 33-CTr/TU"),
        ("Chỉ thị số 5 -CI / TW", "Chỉ thị số 5 -CT / TW"),
        ("Nghị định số 98/2O18/NĐ-CP", "Nghị định số 98/2018/NĐ-CP"),
        ("Nghị quyết số O5/NQ-HDND", "Nghị quyết số 05/NQ-HĐND"),
        ("ngày l5 tháng O8 năm 2O22", "ngày 15 tháng 08 năm 2022"),
        ("ngảy 5 thảng 8 nãm 2022", "ngày 5 tháng 8 năm 2022"),
        ("ngày O1/8/2O22", "ngày 01/8/2022"),
        ("kinh phí l5 triệu đồng", "kinh phí 15 triệu đồng"),
        ("kinh phí 2.5OO triệu đồng", "kinh phí 2.500 triệu đồng"),
        ("đạt l00% và 2S0 hộ", "đạt 100% và 250 hộ"),
        ("của Thủ tưởng Chính phú", "của Thủ tướng Chính phủ"),
        ("Luật Tô chức Chính phủ", "Luật Tổ chức Chính phủ"),
        ("ÚY BAN NHÂN DÂN\n\nTINH QUANG NGAI", "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI"),
        ("Quáng Ngãi, ngày 5 tháng 8 năm 2022", "Quảng Ngãi, ngày 5 tháng 8 năm 2022"),
        ("KT. CHÚ TỊCH\n\nPHÓ CHÚ TỊCH", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        ("Luật sửa đồi, bồ Sung một sô điều của Luật Giá", "Luật sửa đổi, bổ sung một số điều của Luật Giá"),
        ("BÃI BỘ Thông tư và bãi bó Quyết định", "BÃI BỎ Thông tư và bãi bỏ Quyết định"),
        ("SỬA ĐỒI, BÔ SUNG MỘT SÔ ĐIỀU", "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU"),
        ("Luật Ngân sách nhà nước sô 83/2015/QH13", "Luật Ngân sách nhà nước số 83/2015/QH13"),
        ("Nghị quyêt sô 32/2016/QH14", "Nghị quyết số 32/2016/QH14"),
        ("theo Kê hoạch 46/KH-UBND và Kết luân só 12-KL/TW", "theo Kế hoạch 46/KH-UBND và Kết luận số 12-KL/TW"),
        ("ngày 15 tháng 0] năm 2022 và ngày 0]/8/2022", "ngày 15 tháng 01 năm 2022 và ngày 01/8/2022"),
        ("ngày Í1 tháng 1Ï năm 2022", "ngày 11 tháng 11 năm 2022"),
        ("HUYEN CHÂU THANH\n\nSản phẩm của Châu Thành", "HUYỆN CHÂU THÀNH\nSản phẩm của Châu Thành"),
    ],
)
def test_what_engines_confuse_is_put_right(read: str, printed: str, rulebook: Rulebook) -> None:
    assert meant(read, rulebook) == printed
    assert view(scan(read).text).text.rstrip("\n") != printed


@pytest.mark.parametrize(
    "text",
    [
        "Chai 5l và can 10l, mẫu S1, phương pháp 5S, khí O3, vitamin B12",
        "I. Mục tiêu\n\nI.1 Nội dung",
        "Hồ sơ tài chính và sổ công thương",
        "Nghị quyết số 26-NQ/TƯ, Công văn số 7/CV-BCĐTƯ",
        "Giấy phép số 12/GP-BVHTTDL, Giấy mời số 5/GM-UBND",
        "Hướng dẫn số 12/HD-SNN, Đề án số 5/DA-LXY, Tờ trình số 7/TTr-KTN",
        "ngảy 5 thảng 14 nãm 2022",
        "năm lOO",
        "diện tích 30/O5 và 1O/HTX",
        "HỒ SƠ TÀI CHÍNH",
        "tuyến 15-LO/IU, tài khoản 20-NO/AB và 12-KH/IT",
        "tỉnh Quảng Nam, tính hàng năm",
        "tăng 5% so 12/2021 và so 15 hộ; 3 sở 12/KH; kế 46/KH-UBND",
        "chú thích [1]2022 và mục 2]",
        "An Bình, ngày tháng 0] năm 2022",
        "sữa và đôi dép, bộ súng, Sửa đổi, Bổ sung",
    ],
)
def test_what_may_be_meant_so_stays(text: str, rulebook: Rulebook) -> None:
    assert meant(text, rulebook) == view(text).text.rstrip("\n")


def test_only_what_an_engine_read_is_put_right(rulebook: Rulebook) -> None:
    text = "Theo Quyết định số 9l9/QĐ-TTg.\fCăn cứ Quyết định số 9l9/QĐ-TTg."
    typed = Page(1, 0, text.index("\f"))
    page = Page(2, text.index("\f") + 1, len(text), ocr=True)
    mends = outline(replace(make_document(text), pages=(typed, page)), rulebook).view.mends
    assert [(mend.read, mend.meant, mend.start > typed.end) for mend in mends] == [("9l9/QĐ-TTg", "919/QĐ-TTg", True)]
    assert outline(make_document(text), rulebook).view.mends == ()


HEAD = (
    "ÚY BAN NHÂN DÂN\n\nTINH QUANG NGAI\n\nSố: 46/KH-UBND\n\nQuáng Ngãi, ngày 11 tháng 5 năm 2023\n\n"
    "KẾ HOẠCH\n\nPhát triển sản phẩm OCOP năm 2023\n\n"
)
BODY = (
    "Căn cứ Quyết định số 9l9/OĐ-TTg ngày O1/8/2022 của Thủ tưởng Chính phủ;\n\n"
    "Kinh phí thực hiện: l5 triệu đồng. Phấn đấu có ít nhất 2O sản phẩm đạt 3 sao.\n"
)


def read(rulebook: Rulebook) -> Facts:
    return extract(scan(HEAD + BODY), rulebook)


def test_facts_are_those_of_what_is_printed_and_say_what_was_read(rulebook: Rulebook) -> None:
    facts = read(rulebook)
    (citation,) = facts.citations
    assert (citation.key, citation.date, citation.issuer) == ("919/QĐ-TTg", "2022-08-01", "Thủ tướng Chính phủ")
    assert citation.repairs == ("9l9/OĐ-TTg → 919/QĐ-TTg", "O1/8/2022 → 01/8/2022", "tưởng → tướng")
    (amount,) = facts.amounts
    assert (amount.value, amount.repairs) == (15_000_000, ("l5 → 15",))
    assert [(one.value, one.repairs) for one in facts.indicators] == [(20, ("2O → 20",))]
    for fact in (citation, amount, *facts.indicators):
        assert facts.document.text[fact.start : fact.end] == fact.quote
    assert facts.document.text == HEAD + BODY


def test_the_head_is_that_of_what_is_printed_and_says_what_was_read(rulebook: Rulebook) -> None:
    head = read(rulebook).head
    assert (head.issuer, head.province, head.level) == ("Ủy ban nhân dân tỉnh Quảng Ngãi", "Quảng Ngãi", "tỉnh")
    assert (head.place, head.date) == ("Quảng Ngãi", "2023-05-11")
    assert head.repairs == ("ÚY → ỦY", "TINH QUANG NGAI → TỈNH QUẢNG NGÃI", "Quáng → Quảng")


def test_a_symbol_left_of_a_number_written_by_hand_is_no_part_of_the_issuer(rulebook: Rulebook) -> None:
    head = extract(scan(HEAD.replace("Số: 46/KH", "/KH")), rulebook).head
    assert (head.number, head.symbol, head.issuer) == (None, "KH-UBND", "Ủy ban nhân dân tỉnh Quảng Ngãi")


def test_a_law_that_amends_is_known_by_its_misread_name(rulebook: Rulebook) -> None:
    text = "Căn cứ Luật sửa đồi, bồ sung một số điều của Luật Đầu tư công ngày 29/11/2024;"
    (law,) = extract(scan(text), rulebook).citations
    assert (law.key, law.date) == ("Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công 2024", "2024-11-29")
    assert law.repairs == ("đồi, bồ → đổi, bổ",)


def test_the_number_of_an_assembly_whose_figures_stand_apart(rulebook: Rulebook) -> None:
    text = "Căn cứ Nghị quyết số 25/2021/QHI 5 của Quốc hội; Luật Đầu tư công số 39/2019/QH1 4."
    found = extract(scan(text), rulebook).citations
    assert [(one.key, one.repairs) for one in found] == [
        ("25/2021/QH15", ("25/2021/QHI 5 → 25/2021/QH15",)),
        ("39/2019/QH14", ("39/2019/QH1 4 → 39/2019/QH14",)),
    ]


@pytest.mark.parametrize("number", ["1 54", "9 4", "·54 "])
def test_the_number_of_the_document_itself_is_none_of_another_when_it_falls_apart(
    number: str, rulebook: Rulebook
) -> None:
    facts = extract(scan(HEAD.replace("Số: 46/KH", f"Số:{number} /KH")), rulebook)
    assert [one.key for one in facts.citations] == []
    assert facts.head.symbol == "KH-UBND"


def test_figures_in_cells_are_put_right(rulebook: Rulebook) -> None:
    text = "STT\nNội dung\nSố sản phẩm\n1\nXã An Bình\nl5\n2\nXã An Hòa\n7\n3\nXã An Phú\n8\n"
    words, at, cells = text.split("\n")[:-1], 0, []
    for word in words:
        cells.append(Cell(word, at, at + len(word)))
        at += len(word) + 1
    rows = tuple(tuple(cells[index : index + 3]) for index in (0, 3, 6, 9))
    document = replace(scan(text), tables=(Table(0, len(text), rows, page=1),))
    found = [(one.value, one.repairs) for one in extract(document, rulebook).indicators]
    assert found == [(15, ("l5 → 15",)), (7, ()), (8, ())]


def test_repairs_are_printed_where_there_are_some(rulebook: Rulebook) -> None:
    printed = facts_json(read(rulebook))
    assert printed["amounts"][0]["repairs"] == ["l5 → 15"]
    assert printed["document"]["repairs"][0] == "ÚY → ỦY"
    plain = facts_json(extract(make_document("Kinh phí: 15 triệu đồng."), rulebook))
    assert "repairs" not in plain["amounts"][0]


def test_repairs_are_kept_in_the_database(tmp_path: Path, rulebook: Rulebook) -> None:
    facts = read(rulebook)
    with Writer(tmp_path / "ocop.db", rulebook) as writer:
        writer.add_instruments(instruments([facts], rulebook))
        writer.add_document(facts, "d", {"file": "a.pdf"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    with opened(tmp_path / "ocop.db") as published:
        kept = published.facts("d")
    assert kept.head.repairs == facts.head.repairs
    for kind in ("citations", "amounts", "indicators"):
        assert [one.repairs for one in getattr(kept, kind)] == [one.repairs for one in getattr(facts, kind)] != [()]


def test_the_table_puts_one_letter_for_one(rulebook: Rulebook) -> None:
    rows = rulebook.table("ocr_confusions")
    assert all(len(unicodedata.normalize("NFC", row[name])) == 1 for row in rows for name in ("read", "printed"))
    assert {row["within"] for row in rows} == {"figure", "symbol"}
    assert {place for row in rows if row["at"] for place in row["at"].split("|")} == {"first", "inner", "last", "date"}
    assert all(bool(row["at"]) == (row["within"] == "figure") for row in rows)
    assert len({tuple(row.values()) for row in rows}) == len(rows)
