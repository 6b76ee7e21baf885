"""What documents of several kinds and levels say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_document

from extractor.facts.head import find_head
from extractor.facts.head.title import as_sentence
from extractor.model import Document, Head, Page, Word
from extractor.outline import outline
from extractor.rulebook import Rulebook


def head(text: str, rulebook: Rulebook) -> Head:
    document = make_document(text)
    return find_head(document, outline(document, rulebook), rulebook)


DISTRICT_PLAN = """ỦY BAN NHÂN DÂN
HUYỆN MỘC CHÂU

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 88/KH-UBND

Mộc Châu, ngày 09 tháng 02 năm 2023

KẾ HOẠCH

Phát triển sản phẩm OCOP huyện Mộc Châu
giai đoạn 2023 - 2025

Căn cứ Kế hoạch số 25/KH-UBND ngày 20/01/2023 của UBND tỉnh Sơn La về phát triển sản phẩm OCOP;

I. MỤC ĐÍCH

1. Nâng cao thu nhập của người dân tỉnh Sơn La.

Nơi nhận:
- UBND tỉnh Sơn La;

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lò Thị Hạnh
"""


def test_a_plan_of_a_district(rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN, rulebook)
    assert found == Head(
        number="88",
        symbol="KH-UBND",
        doc_type="Kế hoạch",
        title="Phát triển sản phẩm OCOP huyện Mộc Châu giai đoạn 2023 - 2025",
        issuer="Ủy ban nhân dân huyện Mộc Châu",
        level="huyện",
        province="Sơn La",
        place="Mộc Châu",
        date="2023-02-09",
        signer="Lò Thị Hạnh",
        signer_role="Phó Chủ tịch",
        period_start=2023,
        period_end=2025,
    )


def test_a_letter_of_a_department_under_its_committee(rulebook: Rulebook) -> None:
    text = (
        "UBND TỈNH KON TUM\nSỞ CÔNG THƯƠNG\n\nSố: 412/SCT-QLTM\nV/v kết nối tiêu thụ sản phẩm OCOP\n\n"
        "Kon Tum, ngày 14 tháng 6 năm 2022\n\nKính gửi: Ủy ban nhân dân các huyện, thành phố.\n\n"
        "Sở Công Thương đề nghị các địa phương rà soát sản phẩm.\n\nGIÁM ĐỐC\n\nY Kim Phượng\n"
    )
    found = head(text, rulebook)
    assert (found.doc_type, found.title) == ("Công văn", "kết nối tiêu thụ sản phẩm OCOP")
    assert found.issuer == "Sở Công Thương"
    assert (found.province, found.level, found.signer) == ("Kon Tum", "tỉnh", "Y Kim Phượng")


def test_a_circular_of_a_ministry_whose_name_takes_two_lines(rulebook: Rulebook) -> None:
    text = (
        "BỘ NÔNG NGHIỆP VÀ\nMÔI TRƯỜNG\n-------\n\nSố: 75/2025/TT-BNNMT\n\nHà Nội, ngày 31 tháng 12 năm 2025\n\n"
        "THÔNG TƯ\n\nQuy định về chỉ dẫn vùng nguyên liệu\n\nCăn cứ Luật Trồng trọt;\n\nĐiều 1. Phạm vi điều chỉnh\n"
    )
    found = head(text, rulebook)
    assert (found.number, found.year, found.symbol) == ("75", "2025", "TT-BNNMT")
    assert (found.issuer, found.level, found.province) == ("Bộ Nông nghiệp và Môi trường", "trung ương", None)


def test_what_the_clerk_left_blank_is_null(rulebook: Rulebook) -> None:
    text = DISTRICT_PLAN.replace("Số: 88/", "Số:      /").replace("ngày 09 tháng 02", "ngày     tháng 02")
    found = head(text, rulebook)
    assert (found.number, found.symbol, found.date) == (None, "KH-UBND", "2023-02")


def test_a_letterhead_lost_in_copying_is_found_in_the_text(rulebook: Rulebook) -> None:
    text = DISTRICT_PLAN.split("Số: 88", 1)[1]
    text = "Số: 88" + text.replace("I. MỤC ĐÍCH", "Ủy ban nhân dân huyện ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH")
    found = head(text, rulebook)
    assert (found.issuer, found.level) == ("Ủy ban nhân dân huyện Mộc Châu", "huyện")


def test_names_and_initials_keep_their_capitals_in_a_title(rulebook: Rulebook) -> None:
    text = (
        "BÁO CÁO\n\nTHỰC TRẠNG CHƯƠNG TRÌNH (OCOP) HUYỆN CHÂU THÀNH, TỈNH TRÀ VINH VÀ TRUNG BÌNH CẢ NƯỚC\n\n"
        "Các xã của Châu Thành tham gia OCOP. So với trung bình, huyện Châu Thành ở mức cao."
    )
    assert as_sentence(text.splitlines()[2], text, rulebook) == (
        "Thực trạng chương trình (OCOP) huyện Châu Thành, tỉnh Trà Vinh và trung bình cả nước"
    )


def test_a_title_in_capitals_reads_as_a_sentence(rulebook: Rulebook) -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH CÀ MAU\n\nSố: 12/QĐ-UBND\n\nCà Mau, ngày 03 tháng 01 năm 2022\n\nQUYẾT ĐỊNH\n\n"
        "VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN PHÁT TRIỂN SẢN PHẨM OCOP TỈNH CÀ MAU ĐẾN NĂM 2025\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CÀ MAU\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\n"
        "Điều 1. Phê duyệt Đề án phát triển sản phẩm OCOP tỉnh Cà Mau đến năm 2025.\n"
    )
    found = head(text, rulebook)
    assert found.title == "Phê duyệt Đề án phát triển sản phẩm OCOP tỉnh Cà Mau đến năm 2025"
    assert (found.period_start, found.period_end) == (None, 2025)


def test_the_province_of_a_town_that_names_its_committee_once(rulebook: Rulebook) -> None:
    text = DISTRICT_PLAN.replace("1. Nâng cao thu nhập của người dân tỉnh Sơn La.", "1. Nâng cao thu nhập.")
    assert head(text.replace("- UBND tỉnh Sơn La;", "- UBND tỉnh;"), rulebook).province == "Sơn La"


def test_a_text_that_is_no_document_has_an_empty_head(rulebook: Rulebook) -> None:
    assert head("Xin chào. Hôm nay trời đẹp.", rulebook) == Head()


def test_marks_lost_in_a_scan_and_a_stamp_among_the_first_lines(rulebook: Rulebook) -> None:
    text = DISTRICT_PLAN.replace("KẾ HOẠCH\n", "KỀ HOẠCH\n").replace(
        "Số: 88/KH-UBND", "Số: 88/KH-UBND\n\nTRUNG TÂM TIN HỌC\n\n09.02.2023 09:27:05"
    )
    found = head(text, rulebook)
    assert (found.doc_type, found.issuer) == ("Kế hoạch", "Ủy ban nhân dân huyện Mộc Châu")


def test_a_kind_that_begins_with_the_name_of_another(rulebook: Rulebook) -> None:
    assert head("NGHỊ ĐỊNH THƯ\n\nVề hợp tác đào tạo\n", rulebook).doc_type is None


@pytest.mark.parametrize("scrawl", ["í", "4\n\nXô\n\nÀ", "—\\LauL——\n\n5N", "(Đã ký)\n\nx 3"])
def test_the_name_stands_under_what_an_engine_makes_of_the_signature(scrawl: str, rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("Lò Thị Hạnh", f"{scrawl}\n\nLò Thị Hạnh"), rulebook)
    assert (found.signer, found.signer_role) == ("Lò Thị Hạnh", "Phó Chủ tịch")


@pytest.mark.parametrize("between", ["Lưu trữ văn bản", "Xã An Bình:", "Kính gửi các phòng"])
def test_words_under_an_office_end_the_signature(between: str, rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("Lò Thị Hạnh", f"{between}\n\nLò Thị Hạnh"), rulebook)
    assert found.signer is None


@pytest.mark.parametrize("behind", ["", "\n\nPHỤ LỤC\n\nDANH SÁCH SẢN PHẨM", "\n\nNơi nhận:\n\n- Như trên;"])
@pytest.mark.parametrize("name", ["PHẠM THỊ THANH HIỀN", "(Đã ký)\n\nNGUYỄN NGỌC PHÚC"])
def test_a_name_in_capitals_stands_under_the_office(name: str, behind: str, rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("Lò Thị Hạnh", name + behind), rulebook)
    assert (found.signer, found.signer_role) == (name.rpartition("\n")[2].title(), "Phó Chủ tịch")


@pytest.mark.parametrize("body", ["NÔNG NGHIỆP MÔI TRƯỜNG", "VĂN PHÒNG ĐIỀU PHỐI", "ĐOÀN KIỂM TRA", "BAN QUẢN LÝ"])
def test_a_body_in_capitals_under_the_office_is_no_name(body: str, rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("Lò Thị Hạnh", f"{body}\n\nNguyễn Văn An"), rulebook)
    assert found.signer == "Nguyễn Văn An"
    assert head(DISTRICT_PLAN.replace("Lò Thị Hạnh", body), rulebook).signer is None


def last_page(*right: str, left: tuple[str, ...] = ("Nơi nhận:", "- Như trên;"), ocr: bool = True) -> Document:
    """The end of a scan: lines on the left of the page, then lines on its right."""
    lines = [*((line, 80.0) for line in left), *((line, 350.0) for line in right)]
    text, words = "", []
    for line, x in lines:
        for word in line.split(" "):
            words.append(Word(len(text), len(text) + len(word), x, 600, x + 30, 610, 0.96))
            text, x = text + word + " ", x + 34
        text = text[:-1] + "\n\n"
    page = Page(1, 0, len(text), 595, 842, ocr=ocr, words=tuple(words))
    return replace(make_document(text), format="pdf", pages=(page,), copy_kind="scan" if ocr else "original")


def signer(document: Document, rulebook: Rulebook) -> str | None:
    return find_head(document, outline(document, rulebook), rulebook).signer


def test_a_name_alone_on_the_right_signs_where_the_office_lies_under_the_seal(rulebook: Rulebook) -> None:
    assert signer(last_page("ỦY Bẳ* DÂ", "Lò Thị Hạnh"), rulebook) == "Lò Thị Hạnh"


@pytest.mark.parametrize(
    "document",
    [
        last_page("ỦY Bẳ* DÂ", "Lò Thị Hạnh", "Bùi Văn Tám"),
        last_page("ỦY Bẳ* DÂ", "Lò Thị Hạnh", left=("1. Thành viên",)),
        last_page("ỦY Bẳ* DÂ", "Lò Thị Hạnh", ocr=False),
        last_page("ỦY Bẳ* DÂ", left=("Nơi nhận:", "Lò Thị Hạnh")),
        last_page("Xã Mường Sang", "LÒ THỊ HẠNH"),
    ],
    ids=["two names", "no recipients", "no scan", "on the left", "no name"],
)
def test_other_names_do_not_sign(document: Document, rulebook: Rulebook) -> None:
    assert signer(document, rulebook) is None


DECISION = "Số: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\n\nVề việc công nhận sản phẩm OCOP\n\n"
BASIS = "Căn cứ Luật Tổ chức chính quyền địa phương;\n\nĐiều 1. Công nhận 5 sản phẩm.\n\nCHỦ TỊCH\n\nNguyễn Văn An\n"


@pytest.mark.parametrize(
    ("letterhead", "enacts"),
    [
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN\n\nTỈNH HẢI DƯƠNG", ""),
        ("ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG"),
        ("ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG"),
        ("", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG"),
    ],
)
def test_the_chairman_issues_for_the_committee_which_keeps_its_place(
    letterhead: str, enacts: str, rulebook: Rulebook
) -> None:
    found = head(f"{letterhead}\n\n{DECISION}{enacts}\n\n{BASIS}".strip(), rulebook)
    assert (found.issuer, found.level, found.province) == ("Ủy ban nhân dân tỉnh Hải Dương", "tỉnh", "Hải Dương")
    assert found.title == "Công nhận sản phẩm OCOP"


def test_a_line_in_capitals_below_the_title_is_no_issuer_beside_another(rulebook: Rulebook) -> None:
    letterhead, enacts = "ỦY BAN NHÂN DÂN\n\nHUYỆN NINH GIANG", "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG"
    found = head(f"{letterhead}\n\n{DECISION}{enacts}\n\n{BASIS}", rulebook)
    assert found.issuer == "Ủy ban nhân dân huyện Ninh Giang"


@pytest.mark.parametrize("sign", ["", ":"])
@pytest.mark.parametrize("body", ["HỘI ĐỒNG NHÂN DÂN TỈNH HẢI DƯƠNG", "QUỐC HỘI"])
def test_what_a_body_resolves_is_none_of_its_name(body: str, sign: str, rulebook: Rulebook) -> None:
    text = f"{body}\n\nNGHỊ QUYẾT\n\nVề phát triển OCOP\n\n{body} QUYẾT NGHỊ{sign}\n\nĐiều 1. Thông qua.\n"
    assert (head(text, rulebook).issuer or "").lower() == body.lower()


@pytest.mark.parametrize("printed", ["NÔNG NGHIỆP VÀ PTNT", "NN VÀ PTNT", "NÔNG NGHIỆP & PTNT", "NN&PTNT"])
def test_an_office_in_capitals_with_initials(printed: str, rulebook: Rulebook) -> None:
    text = DISTRICT_PLAN.replace("HUYỆN MỘC CHÂU\n", f"TỈNH SƠN LA\nSỞ {printed}\n")
    assert head(text, rulebook).issuer == "Sở Nông nghiệp và Phát triển nông thôn"


@pytest.mark.parametrize("columns", [True, False])
def test_a_letterhead_in_capitals_throughout(columns: bool, rulebook: Rulebook) -> None:
    left = ["ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG", "SỐ: 2145/KH-UBND"]
    right = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC", "HÀ GIANG, NGÀY 12 THÁNG 4 NĂM 2024"]
    beside = [f"{one:<30}{other}" for one, other in zip(left, right, strict=True)]
    lines = beside if columns else [*left, *right]
    found = head(
        "\n".join(lines)
        + """

KẾ HOẠCH
TRIỂN KHAI CHƯƠNG TRÌNH MỖI XÃ MỘT SẢN PHẨM NĂM 2024

CĂN CỨ QUYẾT ĐỊNH SỐ 919/QĐ-TTG NGÀY 01 THÁNG 8 NĂM 2022 CỦA THỦ TƯỚNG CHÍNH PHỦ;
Ủy ban nhân dân tỉnh ban hành kế hoạch.
""",
        rulebook,
    )
    assert (found.number, found.symbol, found.date) == ("2145", "KH-UBND", "2024-04-12")
    assert found.issuer == "Ủy ban nhân dân tỉnh Hà Giang"
    assert (found.place, found.province) == ("Hà Giang", "Hà Giang")
    assert found.title == "Triển khai chương trình mỗi xã một sản phẩm năm 2024"


def test_the_number_of_another_act_stays_in_the_title(rulebook: Rulebook) -> None:
    titled = "Phát triển sản phẩm OCOP huyện Mộc Châu\ngiai đoạn 2023 - 2025"
    found = head(
        DISTRICT_PLAN.replace(titled, "SỬA ĐỔI, BỔ SUNG KẾ HOẠCH\nSỐ 25/KH-UBND NGÀY 20 THÁNG 01 NĂM 2023"), rulebook
    )
    assert found.title == "Sửa đổi, bổ sung kế hoạch số 25/KH-UBND ngày 20 tháng 01 năm 2023"
    assert (found.number, found.symbol, found.date) == ("88", "KH-UBND", "2023-02-09")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Thành phố Hồ Chí Minh, ngày 12 tháng 6 năm 2024", "Thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh, ngày 12 tháng 6 năm 2024", "TP. Hồ Chí Minh"),
        ("Thị trấn Mộc Châu, ngày 12 tháng 6 năm 2024", "Thị trấn Mộc Châu"),
        ("THÀNH PHỐ HỒ CHÍ MINH, NGÀY 12 THÁNG 6 NĂM 2024", "Thành phố Hồ Chí Minh"),
        ("BÀ RỊA - VŨNG TÀU, NGÀY 12 THÁNG 6 NĂM 2024", "Bà Rịa - Vũng Tàu"),
        ("PHAN RANG - THÁP CHÀM, NGÀY 12 THÁNG 6 NĂM 2024", "Phan Rang - Tháp Chàm"),
        ("CƯ M'GAR, NGÀY 12 THÁNG 6 NĂM 2024", "Cư M'gar"),
        ("EA H’LEO, NGÀY 12 THÁNG 6 NĂM 2024", "Ea H'leo"),
    ],
)
def test_the_place_of_a_day_as_offices_write_it(line: str, place: str, rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("Mộc Châu, ngày 09 tháng 02 năm 2023", line), rulebook)
    assert (found.place, found.date) == (place, "2024-06-12")


def test_a_name_with_an_apostrophe_has_one_capital(rulebook: Rulebook) -> None:
    found = head(DISTRICT_PLAN.replace("HUYỆN MỘC CHÂU", "HUYỆN CƯ M'GAR"), rulebook)
    assert found.issuer == "Ủy ban nhân dân huyện Cư M'gar"


@pytest.mark.parametrize(
    ("issuer", "province"),
    [
        ("HUYỆN MỘC CHÂU", "Sơn La"),
        ("HUYỆN CƯ M'GAR", "Đắk Lắk"),
        ("THÀNH PHỐ VINH", "Nghệ An"),
        ("HUYỆN CHÂU THÀNH", None),
        ("HUYỆN KHÔNG CÓ", None),
    ],
)
def test_a_district_tells_the_province_that_nobody_names(issuer: str, province: str | None, rulebook: Rulebook) -> None:
    text = (
        DISTRICT_PLAN.replace("HUYỆN MỘC CHÂU", issuer).replace("tỉnh Sơn La", "tỉnh").replace("Mộc Châu", "Sông Sâu")
    )
    assert head(text, rulebook).province == province
