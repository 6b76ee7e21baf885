"""The last day of certificates against their term."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent
from test_checks_tables import table

from extractor.rulebook import Rulebook

HEAD = "TT | Tên sản phẩm | Ngày công nhận | Giấy chứng nhận có giá trị đến"
ROWS = ("1 | Chè | 15/3/2023 | 15/3/2026", "2 | Gạo | 15/3/2023 | 15/3/2026")
BEFORE = ("1 | Chè | 15/3/2023 | 14/3/2026", "2 | Gạo | 01/3/2023 | 28/02/2026")
TERM = "Giấy chứng nhận có giá trị 36 tháng kể từ ngày ký Quyết định này, đến hết ngày {}."

GIVES = [
    Gives(
        "V112", "error", table(HEAD, *ROWS, "3 | Mật | 12/7/2024 | 12/7/2026"), ["12/7/2024", "12/7/2026"], "12/7/2027"
    ),
    Gives(
        "V112",
        "error",
        table(HEAD, *BEFORE, "3 | Mật | 12/7/2024 | 11/8/2027"),
        ["12/7/2024", "11/8/2027"],
        "11/7/2027",
    ),
    Gives(
        "V112",
        "error",
        headed(TERM.format("14 tháng 3 năm 2025")),
        ["36 tháng kể từ ngày ký Quyết định này, đến hết ngày 14 tháng 3 năm 2025"],
        "14/3/2026",
    ),
    Gives(
        "V112",
        "error",
        headed("Giấy chứng nhận có thời hạn 03 năm từ ngày 05/8/2021 đến ngày 05/8/2023."),
        ["03 năm từ ngày 05/8/2021 đến ngày 05/8/2023"],
        "05/8/2024",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[-1]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "V112": {
        "right": table(HEAD, *ROWS, "3 | Mật | 12/7/2024 | 12/7/2027"),
        "right by the day before": table(HEAD, *BEFORE, "3 | Mật | 29/02/2024 | 27/02/2027"),
        "each its own term": table(
            HEAD,
            "1 | Chè | 15/3/2023 | 15/3/2025",
            "2 | Gạo | 15/3/2023 | 15/9/2026",
            "3 | Mật | 15/3/2023 | 15/3/2028",
        ),
        "tasks": table(
            "TT | Nội dung | Ngày bắt đầu | Thời hạn hoàn thành",
            "1 | Rà soát | 15/3/2023 | 15/4/2023",
            "2 | Tập huấn | 15/3/2023 | 15/4/2023",
            "3 | Hội chợ | 15/3/2023 | 30/6/2023",
        ),
        "no whole date": table(HEAD, *ROWS, "3 | Mật | 7/2024 | 12/7/2026"),
        "a sentence that is right": headed(TERM.format("14 tháng 3 năm 2026")),
        "from a day that nobody knows": headed(
            "Giấy chứng nhận có giá trị 36 tháng kể từ ngày cấp, đến ngày 01/5/2025."
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
