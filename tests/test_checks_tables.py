"""Sums and shares in tables: rows of totals, columns of totals, columns of shares."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook


def table(*rows: str) -> str:
    """A document with a table, its cells parted by bars."""
    return headed("Số liệu cụ thể:\n\n" + "\n".join(f"| {row} |" for row in (rows[0], _rule(rows[0]), *rows[1:])))


def _rule(row: str) -> str:
    return " | ".join("---" for _ in row.split("|"))


COUNTS = ("TT | Huyện | Sản phẩm | Chủ thể", "1 | Lục Yên | 12 | 7", "2 | Văn Yên | 9 | 5", "3 | Trấn Yên | 14 | 11")
BUDGET = "TT | Nội dung | Tổng cộng | Ngân sách | Đối ứng"
ROWS = ("1 | Bao bì | 50 | 30 | 20", "2 | Tem | 75 | 60 | 15", "3 | Hội chợ | 120 | 80 | 40")
SPENT = "TT | Đơn vị | Kế hoạch vốn | Đã giải ngân | Tỷ lệ (%)"
SPENT_ROWS = ("1 | Xã Phúc Lợi | 200 | 150 | 75", "2 | Xã Yên Bình | 400 | 100 | 25", "3 | Xã Lâm Giang | 80 | 60 | 75")

GIVES = [
    Gives("N106", "error", table(*COUNTS, "Tổng cộng | | 35 | 24"), ["24", "7", "5", "11"], "23"),
    Gives(
        "N106",
        "error",
        table(
            "STT | Hạng mục | Năm 2023 (triệu đồng) | Năm 2024 (triệu đồng)",
            "Tổng số | | 1.300 | 950",
            "I | Ngân sách tỉnh | 800 | 600",
            "1 | Tập huấn | 300 | 250",
            "2 | Bao bì | 500 | 350",
            "II | Ngân sách huyện | 500 | 400",
            "1 | Hội chợ | 200 | 150",
            "2 | Tem | 300 | 250",
        ),
        ["950", "600", "400"],
        "1.000",
    ),
    Gives("N107", "error", table(BUDGET, *ROWS, "4 | Tập huấn | 95 | 60 | 25"), ["95", "60", "25"], "85"),
    Gives(
        "N107",
        "error",
        table(
            "TT | Huyện | 5 sao | 4 sao | 3 sao | Tổng",
            "1 | Lục Yên | 1 | 4 | 12 | 17",
            "2 | Văn Yên | 0 | 3 | 9 | 12",
            "3 | Mù Cang Chải | 2 | 5 | 6 | 14",
            "4 | Trạm Tấu | 1 | 1 | 8 | 10",
        ),
        ["14", "2", "5", "6"],
        "13",
    ),
    Gives("N202", "error", table(SPENT, *SPENT_ROWS, "4 | Xã Khánh Hòa | 500 | 300 | 80"), ["300", "80"], "60"),
    Gives(
        "N202",
        "error",
        table(
            "Xã | Số hộ tham gia | Tổng số hộ | Tỷ lệ",
            "Mường Lai | 120 | 480 | 25%",
            "Vĩnh Lạc | 33 | 300 | 11%",
            "Liễu Đô | 84 | 350 | 42%",
            "Minh Chuẩn | 50 | 400 | 12,5%",
        ),
        ["84", "42%"],
        "24",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N106": {
        "right": table(*COUNTS, "Tổng cộng | | 35 | 23"),
        "an average and a price": table(
            "TT | Chủ thể | Sản lượng | Đơn giá | Bình quân/hộ",
            "1 | HTX Quế | 10 | 45 | 12",
            "2 | HTX Chè | 20 | 60 | 15",
            "3 | HTX Mật | 30 | 90 | 18",
            "Cộng | | 60 | 65 | 15",
        ),
        "different things by their units": table(
            "TT | Chỉ tiêu | ĐVT | Kết quả",
            "1 | Sản phẩm | sản phẩm | 12",
            "2 | Chủ thể | chủ thể | 7",
            "3 | Tổng số lớp tập huấn | lớp | 4",
        ),
        "rounded": table(
            "TT | Nguồn vốn | Số tiền (tỷ đồng) | Vay (tỷ đồng)",
            "1 | Tỉnh | 1,3 | 0,3",
            "2 | Huyện | 2,4 | 0,4",
            "3 | Xã | 0,4 | 0,2",
            "Tổng cộng | | 4,2 | 0,9",
        ),
        "rows that tell more of the row above": table(
            "TT | Huyện | Sản phẩm",
            "1 | Lục Yên | 12",
            " | Trong đó: sản phẩm mới | 5",
            "2 | Văn Yên | 9",
            " | Trong đó: sản phẩm mới | 3",
            "3 | Trấn Yên | 14",
            "Tổng cộng | | 35",
        ),
        "the yield of the whole area is no sum": table(
            "TT | Xã | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tạ)",
            "1 | Mường Lai | 10 | 40 | 400",
            "2 | Liễu Đô | 20 | 43 | 860",
            "3 | Vĩnh Lạc | 30 | 44 | 1.320",
            "Tổng cộng | | 60 | 43 | 2.580",
        ),
    },
    "N107": {
        "right": table(BUDGET, *ROWS),
        "a total to date": table(
            "TT | Xã | Tổng số đến nay | Năm 2022 | Năm 2023",
            "1 | Mường Lai | 9 | 2 | 3",
            "2 | Liễu Đô | 12 | 4 | 1",
            "3 | Vĩnh Lạc | 7 | 1 | 1",
        ),
        "some of the parts": table(
            "TT | Xã | Tổng số | 4 sao | 3 sao",
            "1 | Mường Lai | 9 | 2 | 6",
            "2 | Liễu Đô | 12 | 4 | 8",
            "3 | Vĩnh Lạc | 7 | 1 | 3",
        ),
        "a row that has its total alone": table(BUDGET, *ROWS, "4 | Tập huấn | 95 | | "),
        "estimates": table(BUDGET, *ROWS, "4 | Tập huấn | khoảng 95 | 60 | 25"),
    },
    "N202": {
        "right": table(SPENT, *SPENT_ROWS, "4 | Xã Khánh Hòa | 500 | 300 | 60"),
        "rounded either way": table(SPENT, *SPENT_ROWS, "4 | Xã Khánh Hòa | 300 | 200 | 66,6"),
        "not the ratio of these columns": table(
            "TT | Xã | Số hộ | Số lao động | Tỷ lệ nữ (%)",
            "1 | Mường Lai | 120 | 480 | 52",
            "2 | Vĩnh Lạc | 33 | 300 | 48",
            "3 | Liễu Đô | 84 | 350 | 61",
        ),
        "two rows only": table(SPENT, SPENT_ROWS[0], "2 | Xã Khánh Hòa | 500 | 300 | 80"),
        "a blank share": table(SPENT, *SPENT_ROWS, "4 | Xã Khánh Hòa | 500 | 0 | -"),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
