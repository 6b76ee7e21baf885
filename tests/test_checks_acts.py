"""Checks on how acts are cited: symbols and codes, the regime they belong to, titles, dates, signs behind bases."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

GIVES = [
    Gives(
        "C102",
        "note",
        headed("Thực hiện Công văn số 512/BTC ngày 12/01/2023 của Bộ Tài chính về việc quyết toán."),
        ["Công văn số 512/BTC ngày 12/01/2023 của Bộ Tài chính"],
    ),
    Gives(
        "C103",
        "warning",
        headed("Theo Quyết định số 77/QĐ-BTY ngày 12/01/2023 của Bộ Y tế về danh mục."),
        ["Quyết định số 77/QĐ-BTY ngày 12/01/2023 của Bộ Y tế"],
        "77/QĐ-BYT",
    ),
    Gives(
        "C103",
        "warning",
        headed("Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 15/TTr-CST ngày 12/01/2023."),
        ["Tờ trình số 15/TTr-CST ngày 12/01/2023"],
        "15/TTr-SCT",
    ),
    Gives(
        "C103",
        "warning",
        headed("Thực hiện Nghị quyết số 15/NQ-HNĐD ngày 12/01/2023 của Hội đồng nhân dân huyện Văn Yên."),
        ["Nghị quyết số 15/NQ-HNĐD ngày 12/01/2023 của Hội đồng nhân dân huyện Văn Yên"],
        "15/NQ-HĐND",
    ),
    Gives(
        "C101",
        "warning",
        headed("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SYT ngày 12/01/2023."),
        ["Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SYT ngày 12/01/2023"],
        "Sở Y tế",
    ),
]

SILENT = {
    "C102": {
        "a drafting unit": headed("Thực hiện Công văn số 512/BTC-HCSN ngày 12/01/2023 của Bộ Tài chính."),
        "a commune has no units": headed("Theo Công văn số 9/UBND ngày 12/01/2023 của Ủy ban nhân dân xã Mậu A."),
        "before it was asked for": headed("Theo Công văn số 512/UBND ngày 12/01/2004 của Ủy ban nhân dân tỉnh."),
        "a department": headed("Theo Công văn số 51/SCT ngày 12/01/2023 của Sở Công Thương."),
    },
    "C103": {
        "a letter of the level": headed("Theo Kế hoạch số 15/KH-UBNDT ngày 12/01/2023 của Ủy ban nhân dân tỉnh."),
        "an office of a committee": headed(
            "Theo Thông báo số 15/TB-VPUBND ngày 12/01/2023 của Văn phòng Ủy ban nhân dân tỉnh Yên Bái."
        ),
        "a body that is not listed": headed("Theo Quyết định số 15/QĐ-LMHTX ngày 12/01/2023 của Liên minh Hợp tác xã."),
    },
    "C101": {
        "two departments together": headed(
            "Theo đề nghị của Sở Tài chính và Sở Công Thương tại Tờ trình số 15/TTr-STC ngày 12/01/2023."
        ),
        "each its own": headed(
            "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 15/TTr-SNV ngày 12/01/2023; "
            "ý kiến của Sở Tư pháp tại Báo cáo số 16/BC-STP ngày 10/01/2023."
        ),
        "the department before it was joined": headed(
            "Theo Quyết định số 15/QĐ-SNN ngày 12/01/2025 của Sở Nông nghiệp và Môi trường.", "15/4/2025"
        ),
    },
}


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: wanted.code)
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
