"""Checks on how acts are cited: symbols and codes, the regime they belong to, titles, dates, signs behind bases."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

TTG = "của Thủ tướng Chính phủ"
FIRST = f"Quyết định số 490/QĐ-TTg ngày 07/5/2018 {TTG}"
FIRST_WHOLE = f"{FIRST} phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2018 - 2020"
OWN_PLAN = "Kế hoạch số 88/KH-UBND ngày 12/3/2016 của Ủy ban nhân dân tỉnh Yên Bái"
OWN_PLAN_WHOLE = f"{OWN_PLAN} về việc thực hiện Chương trình phát triển làng nghề giai đoạn 2016 - 2020"

AMENDING = f"Quyết định số 1489/QĐ-TTg ngày 06/7/2025 {TTG}"
AMENDED = "phân hạng sản phẩm Chương trình mỗi xã một sản phẩm ban hành kèm theo Quyết định số 148/QĐ-TTg"

GIVES = [
    Gives(
        "C404",
        "note",
        headed(f"Căn cứ {AMENDING} sửa đổi Bộ tiêu chí và hồ sơ đánh giá, {AMENDED};", "12/9/2025"),
        [f"{AMENDING} sửa đổi Bộ tiêu chí và hồ sơ đánh giá, {AMENDED}"],
        "Sửa đổi Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
    ),
    Gives(
        "C407",
        "warning",
        headed("Hằng năm tổng kết Đề án một sản phẩm trên địa bàn huyện."),
        ["Đề án một sản phẩm"],
        "Chương trình mỗi xã một sản phẩm",
    ),
    Gives(
        "C407",
        "warning",
        headed("Lồng ghép nguồn vốn Chương trình MTQG xây dựng nông thôn, vốn khuyến công."),
        ["Chương trình MTQG xây dựng nông thôn"],
        "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    ),
    Gives(
        "C303", "note", headed(f"Căn cứ {FIRST_WHOLE};\nCăn cứ Luật Hợp tác xã.", "12/9/2023"), [FIRST], "919/QĐ-TTg"
    ),
    Gives("C303", "note", headed(f"Căn cứ {OWN_PLAN_WHOLE};\nTheo đề nghị của Trưởng phòng.", "12/9/2023"), [OWN_PLAN]),
    Gives(
        "C303",
        "note",
        headed(
            f"Thực hiện {FIRST_WHOLE}, Ủy ban nhân dân huyện báo cáo như sau:",
            "12/12/2025",
            kind="BÁO CÁO",
            title="Tổng kết Chương trình phát triển nông thôn giai đoạn 2021 - 2025",
        ),
        [FIRST],
        "919/QĐ-TTg",
    ),
    Gives(
        "C302",
        "warning",
        headed(
            f"Thực hiện Quyết định số 919/QĐ-TTg ngày 01/8/2022 {TTG} phê duyệt Chương trình; Quyết định số "
            f"1048/QĐ-TTg ngày 21/8/2019 {TTG} ban hành Bộ tiêu chí, Ủy ban nhân dân huyện ban hành Kế hoạch như sau:",
            "12/4/2024",
            title="Phát triển sản phẩm đặc trưng năm 2024",
        ),
        [f"Quyết định số 1048/QĐ-TTg ngày 21/8/2019 {TTG}"],
        "148/QĐ-TTg",
    ),
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
    "C404": {
        "told in short": headed(f"Căn cứ {AMENDING} sửa đổi Quyết định số 148/QĐ-TTg;", "12/9/2025"),
        "told in general words": headed(
            f"Căn cứ {AMENDING} sửa đổi một số nội dung của Quyết định số 148/QĐ-TTg;", "12/9/2025"
        ),
        "told in other words": headed(
            f"Theo {AMENDING} sửa đổi trình tự, thẩm quyền cho chính quyền hai cấp, xã là cấp công nhận.", "12/9/2025"
        ),
        "whole": headed(f"Căn cứ {AMENDING} sửa đổi Bộ tiêu chí và quy trình đánh giá, {AMENDED};", "12/9/2025"),
    },
    "C407": {
        "the whole name": headed("Thực hiện Chương trình mỗi xã một sản phẩm và Chương trình mỗi làng một nghề."),
        "what others call theirs": headed("Học tập Chương trình mỗi làng một sản phẩm của Nhật Bản (Oita)."),
        "a count": headed("Đài phát thanh huyện giới thiệu mỗi chương trình một sản phẩm."),
        "villages": headed("Quy hoạch xây dựng nông thôn, Chương trình MTQG xây dựng nông thôn mới."),
    },
    "C303": {
        "in its time": headed(f"Căn cứ {FIRST_WHOLE};", "12/9/2020"),
        "nothing has followed yet": headed(f"Căn cứ {FIRST_WHOLE};", "12/9/2021"),
        "an act says that it goes on": headed(
            f"Căn cứ {FIRST_WHOLE};\nCăn cứ Văn bản số 51/BNN-VP ngày 12/2/2023 của Bộ Nông nghiệp và Phát triển nông "
            "thôn về việc tiếp tục triển khai Chương trình OCOP;",
            "12/9/2023",
        ),
        "a report on its period": headed(
            f"Căn cứ {FIRST_WHOLE};", "12/9/2022", kind="BÁO CÁO", title="Kết quả giai đoạn 2018 - 2022"
        ),
        "looked back upon": headed(f"Căn cứ {FIRST_WHOLE};", "12/9/2023", title="Phê duyệt quyết toán Chương trình"),
        "told as history": headed(f"I. THỰC TRẠNG\nTừ khi có {FIRST_WHOLE}, huyện đã triển khai.", "12/9/2023"),
        "a plan of the province, soon after": headed(f"Căn cứ {OWN_PLAN_WHOLE};", "12/2/2022"),
    },
    "C302": {
        "a plan of the year before, carried out": headed(
            f"Thực hiện Quyết định số 1048/QĐ-TTg ngày 21/8/2019 {TTG}, Ủy ban nhân dân huyện đề nghị như sau:",
            "12/4/2023",
            title="Rà soát sản phẩm công nhận năm 2022",
        ),
    },
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
