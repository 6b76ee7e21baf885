"""What one document tells twice: a figure with digits turned, a session, a task with two dates."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

COUNTED = "Toàn tỉnh có 586 sản phẩm OCOP. Kiểm tra 586 sản phẩm. {} lên bản đồ số."
MONEY = "Kinh phí là 2.865 triệu đồng. Trong 2.865 triệu đồng, chi một nửa. Quyết toán {} triệu đồng."
SESSION = (
    "HỘI ĐỒNG NHÂN DÂN TỈNH BẾN TRE\nKHÓA X, KỲ HỌP THỨ {}\n\nĐiều 1. Quy định mức hỗ trợ.\n\nNghị quyết này đã được "
    "Hội đồng nhân dân tỉnh Bến Tre khóa X, kỳ họp thứ {} thông qua ngày 14 tháng 7 năm 2023."
)
TASKS = (
    "1. {}\n\nPHỤ LỤC\n\n| TT | Nội dung | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n"
    "| 1 | Rà soát ý tưởng sản phẩm mới | Trưởng các xóm | Trước ngày 20/4/2026 |\n"
    "| 2 | Tổ chức 02 lớp tập huấn | Phòng Kinh tế | Trước ngày 30/4/2026 |"
)
TASK = "Trưởng các xóm rà soát ý tưởng sản phẩm mới, gửi Phòng Kinh tế trước ngày {}."

GIVES = [
    Gives(
        "N502",
        "warning",
        headed(COUNTED.format("Đưa 568 sản phẩm")),
        ["568 sản phẩm lên bản", "586 sản phẩm OCOP"],
        "586",
    ),
    Gives("N502", "warning", headed(MONEY.format("2.685")), ["2.685 triệu đồng", "2.865 triệu đồng"], "2.865"),
    Gives(
        "N502",
        "warning",
        headed(SESSION.format(9, 8), kind="NGHỊ QUYẾT", number="06/2023/NQ-HĐND"),
        [
            "Nghị quyết này đã được Hội đồng nhân dân tỉnh Bến Tre khóa X, kỳ họp thứ 8 thông qua",
            "HỘI ĐỒNG NHÂN DÂN TỈNH BẾN TRE KHÓA X, KỲ HỌP THỨ 9",
        ],
        "9",
    ),
    Gives(
        "T113",
        "warning",
        headed(TASKS.format(TASK.format("20/3/2026")), "06/02/2026"),
        ["Trước ngày 20/4/2026", TASK.format("20/3/2026").rstrip(".")],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0][:20]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N502": {
        "the same": headed(COUNTED.format("Đưa 586 sản phẩm")),
        "of another year": headed(COUNTED.format("Năm 2022 đưa 568 sản phẩm")),
        "twice": headed(COUNTED.format("Đưa 568 sản phẩm (568 sản phẩm)")),
        "of another unit": headed(COUNTED.format("Đưa 568 lượt người")),
        "round": headed("Chi 120 triệu đồng. Chi 120 triệu đồng nữa. Thu 210 triệu đồng."),
        "short": headed("Có 45 sản phẩm. Kiểm tra 45 sản phẩm. Đưa 54 sản phẩm lên bản đồ số."),
        "the session": headed(SESSION.format(9, 9), kind="NGHỊ QUYẾT", number="06/2023/NQ-HĐND"),
    },
    "T113": {
        "the same": headed(TASKS.format(TASK.format("20/4/2026")), "06/02/2026"),
        "another task": headed(TASKS.format("Trưởng các xóm rà soát chủ thể mới trước ngày 20/3/2026."), "06/02/2026"),
        "of others": headed(
            TASKS.format("Các chủ thể rà soát ý tưởng sản phẩm mới trước ngày 20/3/2026."), "06/02/2026"
        ),
        "two dates": headed(TASKS.format(TASK.format("20/3/2026, họp ngày 20/4/2026")), "06/02/2026"),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
