"""What the heads of annexes say of their document, and annexes that are announced."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

TITLE = {"title": "Giao chỉ tiêu phát triển sản phẩm đặc trưng năm 2023"}

GIVES = [
    Gives(
        "S201",
        "warning",
        headed(
            "Danh mục phụ lục:\n\nPhụ lục 01: Danh mục sản phẩm\n\nPhụ lục 02: Danh mục chủ thể\n\nPhụ lục 03: Dự toán"
            "\n\nPHỤ LỤC 01\nDANH MỤC SẢN PHẨM\n\nChè.\n\nPHỤ LỤC 03\nDỰ TOÁN\n\nTrăm triệu."
        ),
        ["Phụ lục 02"],
    ),
    Gives(
        "S201",
        "warning",
        headed(
            "Hồ sơ gồm:\n\n- Phụ lục I: Phiếu đăng ký\n\n- Phụ lục II: Phương án kinh doanh\n\n- Phụ lục III: Biên "
            "bản\n\n"
            "Phụ lục I\nPHIẾU ĐĂNG KÝ\n\nTên sản phẩm.\n\nPhụ lục II\nPHƯƠNG ÁN\n\nDoanh thu."
        ),
        ["- Phụ lục III"],
    ),
    Gives(
        "S203",
        "error",
        headed(
            "Chi tiết tại Phụ lục.\n\nPHỤ LỤC\nDANH MỤC DỰ ÁN\n(Kèm theo Kế hoạch số 16/KH-UBND ngày 15/3/2023 của "
            "Ủy ban "
            "nhân dân tỉnh Yên Bái)\n\nTrồng quế."
        ),
        ["(Kèm theo Kế hoạch số 16/KH-UBND ngày 15/3/2023"],
        "61/KH-UBND",
    ),
    Gives(
        "S203",
        "error",
        headed(
            "Điều 1. Phân bổ vốn.\n\nPHỤ LỤC I: PHÂN BỔ VỐN\nBan hành kèm theo Quyết định số 420/QĐ-UBND ngày 11 "
            "tháng 3 "
            "năm 2023 của Ủy ban nhân dân tỉnh\n\nHuyện Lục Yên.",
            number="420/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        ["Ban hành kèm theo Quyết định số 420/QĐ-UBND ngày 11 tháng 3 năm 2023"],
        "15/3/2023",
    ),
    Gives(
        "S204",
        "warning",
        headed(
            "Như Phụ lục.\n\nPHỤ LỤC\n(Kèm theo Kế hoạch phát triển làng nghề của Ủy ban nhân dân tỉnh Bắc "
            "Ninh)\n\nTre."
        ),
        ["(Kèm theo Kế hoạch phát triển làng nghề của Ủy ban nhân dân tỉnh Bắc Ninh"],
        "Yên Bái",
    ),
    Gives(
        "S204",
        "warning",
        headed(
            "Phụ lục 02\nDANH SÁCH\n(Ban hành kèm theo Quyết định số /QĐ-UBND ngày /3/2023 của UBND thành phố Hải "
            "Phòng)"
            "\n\nNước mắm."
        ),
        ["(Ban hành kèm theo Quyết định số /QĐ-UBND ngày /3/2023 của UBND thành phố Hải Phòng"],
        "Yên Bái",
    ),
    Gives(
        "S205",
        "warning",
        headed("Nội dung.\n\nPHỤ LỤC\nChỉ tiêu phát triển sản phẩm đặc trưng năm 2022\n\nHuyện Lục Yên: 4.", **TITLE),
        ["Chỉ tiêu phát triển sản phẩm đặc trưng năm 2022"],
        "2023",
    ),
    Gives(
        "S205",
        "warning",
        headed(
            "Nội dung.\n\nPhụ lục số 1\n\nBIỂU GIAO CHỈ TIÊU PHÁT TRIỂN SẢN PHẨM ĐẶC TRƯNG NĂM 2021\n\nXã Phúc Lợi: 1.",
            **TITLE,
        ),
        ["BIỂU GIAO CHỈ TIÊU PHÁT TRIỂN SẢN PHẨM ĐẶC TRƯNG NĂM 2021"],
        "2023",
    ),
    Gives(
        "S205",
        "warning",
        headed("A.\n\nPHỤ LỤC II\nPHÂN CÔNG NHIỆM VỤ CÁC SỞ, NGÀNH NĂM 2022\n\nSở Công Thương: hội chợ.", **TITLE),
        ["PHÂN CÔNG NHIỆM VỤ CÁC SỞ, NGÀNH NĂM 2022"],
        "2023",
    ),
    Gives(
        "S201",
        "warning",
        headed(
            "Hồ sơ theo mẫu tại Phụ lục III.\n\nPHỤ LỤC I\nMẪU ĐƠN\nTên:\nXã:\nNgày:\n\n"
            "PHỤ LỤC II\nMẪU PHIẾU\nTên:\nĐiểm:"
        ),
        ["theo mẫu tại Phụ lục III"],
    ),
    Gives(
        "S201",
        "warning",
        headed(
            "Sản phẩm theo Quyết định số 148/QĐ-TTg của Thủ tướng Chính phủ được xếp nhóm; nhóm nêu tại Phụ lục V.\n\n"
            "PHỤ LỤC I\nMẪU ĐƠN\nTên:\nXã:\n\nPHỤ LỤC II\nMẪU PHIẾU\nĐiểm:\nSao:\n\nPHỤ LỤC III\nDANH SÁCH\n1. Chè.\n"
        ),
        ["tại Phụ lục V"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "S201": {
        "all there": headed(
            "Phụ lục 01: Sản phẩm\n\nPhụ lục 02: Chủ thể\n\nPhụ lục 03: Dự toán\n\nPHỤ LỤC 01\nSẢN PHẨM\n\nChè.\n\n"
            "PHỤ LỤC 02\nCHỦ THỂ\n\nHTX.\n\nPHỤ LỤC 03\nDỰ TOÁN\n\nTrăm triệu."
        ),
        "a list alone, with no annex in the copy": headed("Phụ lục 01: Sản phẩm\n\nPhụ lục 02: Vốn\n\nPhụ lục 03: Đất"),
        "annexes that are one line each": headed(
            "PHỤ LỤC 01\nDANH MỤC SẢN PHẨM\n"
            + "Chè shan tuyết Suối Giàng; " * 12
            + "\n\nPHỤ LỤC 02\nDỰ TOÁN KINH PHÍ\n"
        ),
    },
    "S203": {
        "its own number and day": headed(
            "PHỤ LỤC\n(Kèm theo Kế hoạch số 61/KH-UBND ngày 15 tháng 3 năm 2023 của UBND tỉnh)"
        ),
        "of another kind": headed(
            "PHỤ LỤC\n(Kèm theo Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ)"
        ),
        "within a sentence": headed("Danh mục kèm theo Kế hoạch số 16/KH-UBND ngày 15/3/2023 của huyện vẫn áp dụng."),
        "a nought before the number": headed(
            "PHỤ LỤC\n(Kèm theo Kế hoạch số 061/KH-UBND ngày 15/3/2023 của UBND tỉnh)"
        ),
        "the day left blank": headed("PHỤ LỤC\n(Kèm theo Kế hoạch số 61/KH-UBND ngày    /3/2023 của UBND tỉnh)"),
    },
    "S204": {
        "its own": headed("PHỤ LỤC\n(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Yên Bái)"),
        "joined with it": headed(
            "PHỤ LỤC\n(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Yên Bái năm 2024)",
            "20/8/2025",
            issuer="ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI",
            place="Lào Cai",
        ),
        "a place of the trip": headed("Danh sách tham quan (kèm theo Kế hoạch học tập tại tỉnh Bắc Ninh)."),
        "told of another act": headed(
            "Thực hiện Đề án làng nghề (ban hành kèm theo Quyết định số 12/QĐ-UBND của UBND tỉnh Bắc Ninh) theo mô "
            "hình."
        ),
        "a trip that the annex is about": headed(
            "PHỤ LỤC\nLỊCH TRÌNH\n(Kèm theo Kế hoạch tổ chức đoàn học tập kinh nghiệm tại tỉnh Bắc Ninh)"
        ),
    },
    "S205": {
        "the same year": headed("A.\n\nPHỤ LỤC\nChỉ tiêu phát triển sản phẩm đặc trưng năm 2023\n\nB.", **TITLE),
        "results of the year before": headed("A.\n\nPHỤ LỤC\nKết quả đánh giá các chủ thể năm 2022\n\nB.", **TITLE),
        "two years": headed("A.\n\nPHỤ LỤC\nChỉ tiêu phát triển sản phẩm đặc trưng năm 2022, năm 2023\n\nB.", **TITLE),
        "no annex": headed("1. Chỉ tiêu phát triển sản phẩm đặc trưng năm 2022 đã đạt.", **TITLE),
        "what is to be done in years to come": headed("A.\n\nPHỤ LỤC\nDỰ TOÁN KINH PHÍ NĂM 2024\n\nB.", **TITLE),
        "what was attained the year before": headed(
            "A.\n\nPHỤ LỤC\nKết quả thực hiện chỉ tiêu phát triển sản phẩm đặc trưng năm 2022\n\nB.", **TITLE
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
