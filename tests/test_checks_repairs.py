"""The smallest repair in tables: one figure that several sums share is told once, with what it should be."""

from __future__ import annotations

import pytest
from check_texts import findings, reports, silent, words
from test_checks_tables import table

from extractor.rulebook import Rulebook

HEAD = "TT | Huyện | Ngân sách tỉnh | Ngân sách huyện | Cộng"
PLACES = ("1 | Lục Yên | 120 | 80 | 200", "2 | Văn Yên | 150 | 90 | 240", "3 | Trấn Yên | 130 | 70 | 200")
PRICES = "TT | Tên | Số lượng | Đơn giá | Thành tiền"
TOTAL = "Tổng cộng | | 400 | 240 | 640"
GROUPS = (
    "STT | Hạng mục | Đơn vị | Số lượng | Đơn giá | Thành tiền",
    "I | Vùng nguyên liệu | | | | 500",
    "1 | Trồng chè | ha | 20 | 15 | 300",
    "2 | Tập huấn | lớp | 8 | 25 | 200",
    "II | Chế biến | | | | 300",
    "1 | Máy sao | cái | 5 | 40 | 200",
    "2 | Tủ sấy | cái | 4 | 25 | 100",
    "III | Thương mại | | | | 200",
    "1 | Bao bì | mẫu | 6 | 20 | 120",
    "2 | Điểm bán | điểm | 2 | 40 | 80",
    "IV | Dự phòng (5% của I + II + III) | | | | 50",
    "Tổng cộng | | | | | 1.050",
)


def put(rows: tuple[str, ...], old: str, new: str) -> str:
    text = table(*rows)
    assert text.count(old) == 1
    return text.replace(old, new)


ONE = {
    "a figure of a row and a column": (
        put((HEAD, *PLACES, TOTAL), "| 150 |", "| 250 |"),
        ("N106", "250", "150"),
        ["250", "Văn Yên", "Ngân sách tỉnh", "400", "240"],
    ),
    "the total of a row, which the column of totals adds up": (
        put((HEAD, *PLACES, TOTAL), "| 90 | 240 |", "| 90 | 420 |"),
        ("N106", "420", "240"),
        ["420", "Văn Yên", "Cộng", "640"],
    ),
    "the total of a column": (
        put((HEAD, *PLACES, TOTAL), "| 400 | 240 |", "| 400 | 340 |"),
        ("N106", "340", "240"),
        ["340", "Tổng cộng", "Ngân sách huyện", "640"],
    ),
    "a group that a share of it and the total confirm": (
        put(GROUPS, "| 500 |", "| 510 |"),
        ("N106", "510", "500"),
        ["510", "300", "200"],
    ),
    "a sum of money of its price and its group": (
        put(GROUPS, "| 20 | 15 | 300 |", "| 20 | 15 | 350 |"),
        ("N106", "350", "300"),
        ["350", "Trồng chè", "Thành tiền"],
    ),
    "a share of groups": (put(GROUPS, "| 50 |\n", "| 55 |\n"), ("N106", "55", "50"), ["55"]),
    "the total of groups": (
        put(GROUPS, "| 1.050 |", "| 1.080 |"),
        ("N106", "1.080", "1.050"),
        ["1.080", "500", "300", "200", "50"],
    ),
    "a price whose group holds": (put(GROUPS, "| 8 | 25 |", "| 8 | 35 |"), ("N111", "35", "25"), ["35", "8", "200"]),
}


@pytest.mark.parametrize(("text", "told", "first"), ONE.values(), ids=ONE)
def test_one_figure_is_told(text: str, told: tuple[str, str, str], first: list[str], rulebook: Rulebook) -> None:
    (report,) = reports({"document.txt": text}, rulebook)
    found = [one for one in report.findings if one.code in ("N106", "N107", "N111")]
    assert [(one.code, one.found, one.expected) for one in found] == [told]
    assert words(found[0])[: len(first)] == first


def test_each_change_that_would_do_is_named(rulebook: Rulebook) -> None:
    text = table(PRICES, "1 | Nhãn | 20 | 7 | 120", "2 | Hộp | 30 | 5 | 150")
    (found,) = findings("N111", text, rulebook)
    assert "dòng “Nhãn”, cột “Đơn giá”: 7 thành 6; hoặc dòng “Nhãn”, cột “Thành tiền”: 120 thành 140" in found.message
    assert (found.expected, words(found)) == (None, ["20", "7", "120"])


def test_several_wrong_figures_are_told_each(rulebook: Rulebook) -> None:
    text = put((HEAD, *PLACES, TOTAL), "| 150 | 90 | 240 |", "| 160 | 100 | 240 |")
    assert len(findings("N106", text, rulebook)) == 2
    assert len(findings("N107", text, rulebook)) == 1


def test_a_total_that_the_text_gives_is_right(rulebook: Rulebook) -> None:
    rows = ("TT | Nội dung | Kinh phí", "1 | Tập huấn | 120", "2 | Hội chợ | 80", "3 | Tem | 350", "Tổng cộng | | 500")
    text = table(*rows).replace("Số liệu cụ thể", "Kinh phí 500 triệu đồng")
    (found,) = findings("N106", text, rulebook)
    assert (found.expected, found.found) == (None, "500")
    (found,) = findings("N106", table(*rows).replace("Số liệu cụ thể", "Kinh phí 550 triệu đồng"), rulebook)
    assert (found.expected, found.found) == ("550", "500")


SILENT = {
    "N106": {
        "right": table(*GROUPS),
        "a share rounded": put(GROUPS, "| 50 |\n", "| 50,0 |\n"),
        "a share of rows that are not there": put(GROUPS, "I + II + III", "A + B"),
        "an estimate": put(GROUPS, "| 500 |", "| khoảng 510 |"),
        "a total named for one group that has figures": table(
            "TT | Đơn vị | Vốn | Sản phẩm",
            "I | Cấp tỉnh | 100 | ",
            "II | Địa phương | 300 | 12",
            "III | Năm trước chuyển sang | 50 | ",
            "Tổng cộng (I + II) | | 400 | 12",
        ),
        "points that are no sum": table(
            "TT | Sản phẩm | Điểm", "1 | Chè | 72", "2 | Mật | 81", "3 | Gạo | 75", "Tổng cộng | | 3"
        ),
    },
    "N111": {"right": table(*GROUPS)},
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)


def test_points_that_make_a_hundred(rulebook: Rulebook) -> None:
    text = table(
        "Phần | Nội dung | Điểm tối đa",
        "A | Sức mạnh | 35",
        "B | Tiếp thị | 25",
        "C | Chất lượng | 35",
        "Tổng cộng | | 100",
    )
    (found,) = findings("N106", text, rulebook)
    assert found.expected == "95"


def test_a_total_of_named_rows_in_a_column_with_one_figure(rulebook: Rulebook) -> None:
    text = table(
        "TT | Đơn vị | Vốn | Sản phẩm",
        "I | Cấp tỉnh | 100 | ",
        "II | Địa phương | 300 | 12",
        "III | Năm trước chuyển sang | 50 | ",
        "Tổng cộng (I + II) | | 400 | 10",
    )
    (found,) = findings("N106", text, rulebook)
    assert words(found)[:2] == ["10", "12"]
