"""Growth and attainment in percent follow from the figures that the sentence names."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

GIVES = [
    Gives(
        "N204",
        "error",
        headed("Năm 2022 công nhận 60 sản phẩm, so với năm 2021 (48 sản phẩm) tăng 20%."),
        ["so với năm 2021 (48 sản phẩm) tăng 20%"],
        "25%",
    ),
    Gives(
        "N204",
        "error",
        headed("Doanh thu đạt 45 tỷ đồng, giảm 12% so với cùng kỳ năm trước (50 tỷ đồng); giá bán ổn định."),
        ["giảm 12% so với cùng kỳ năm trước (50 tỷ đồng)"],
        "10%",
    ),
    Gives(
        "N204",
        "error",
        headed("Năm 2021 có 40 hợp tác xã tham gia; đến nay có 50 hợp tác xã (tăng 20% so với năm 2021)."),
        ["50 hợp tác xã (tăng 20% so với năm 2021"],
        "25%",
    ),
    Gives(
        "N205",
        "error",
        headed("Tỉnh giao 20 sản phẩm mới, thực hiện 25 sản phẩm, đạt 120% kế hoạch."),
        ["giao 20 sản phẩm mới, thực hiện 25 sản phẩm, đạt 120%"],
        "125%",
    ),
    Gives(
        "N205",
        "error",
        headed("- Đã mở 18 lớp tập huấn, bằng 80% so với kế hoạch năm 2022 (24 lớp);"),
        ["18 lớp tập huấn, bằng 80% so với kế hoạch năm 2022 (24 lớp"],
        "75%",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N204": {
        "right": headed("Năm 2022 công nhận 60 sản phẩm, so với năm 2021 (48 sản phẩm) tăng 25%."),
        "rounded": headed(
            "Có 70 lớp, tăng 29,6% so với năm 2021 (54 lớp); 80 lớp, tăng 14,2% so với năm 2022 (70 lớp)."
        ),
        "about": headed("Công nhận 60 sản phẩm, tăng gần 30% so với năm 2021 (48 sản phẩm)."),
        "another thing grew": headed(
            "Năm 2022 có 60 sản phẩm; doanh thu tăng 20% so với năm 2021 (48 sản phẩm tham gia thống kê)."
        ),
        "no figure to compare with": headed("Có 60 sản phẩm, tăng 20% so với năm 2021; có 12 lớp."),
        "attained, not grown": headed("Công nhận 60 sản phẩm, bằng 125% so với năm 2021 (48 sản phẩm)."),
        "the figure of the first half": headed(
            "Cả năm 2021 có 48 sản phẩm, 6 tháng đầu năm 2021 có 20 sản phẩm; 6 tháng đầu năm nay có 25 sản phẩm "
            "(tăng 25% "
            "so với cùng kỳ năm 2021)."
        ),
    },
    "N205": {
        "right": headed("Tỉnh giao 20 sản phẩm mới, thực hiện 25 sản phẩm, đạt 125% kế hoạch."),
        "other things": headed("Kế hoạch 20 sản phẩm, thực hiện 16 chủ thể, đạt 90%."),
        "about": headed("Đã mở 18 lớp, đạt khoảng 70% kế hoạch (24 lớp)."),
        "cut off": headed("Kế hoạch giao 30 sản phẩm, đã công nhận 34 sản phẩm, đạt 113,3%."),
        "the plan of several years": headed(
            "Mục tiêu đến năm 2025 là 90 sản phẩm; năm 2022 đạt 45 sản phẩm, bằng 150% kế hoạch năm."
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
