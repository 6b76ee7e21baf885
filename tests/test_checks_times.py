"""Periods run forwards, deadlines lie ahead, results are of their year, days are written in two digits."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

RESOLUTION = {"number": "14/NQ-HĐND", "kind": "NGHỊ QUYẾT", "issuer": "HỘI ĐỒNG NHÂN DÂN\nTỈNH YÊN BÁI"}
REPORT = {"number": "61/BC-UBND", "kind": "BÁO CÁO"}

GIVES = [
    Gives(
        "T104",
        "error",
        headed("Hội chợ tổ chức từ ngày 10/11/2025 đến ngày 06/11/2025."),
        ["từ ngày 10/11/2025 đến ngày 06/11/2025"],
    ),
    Gives(
        "T104",
        "error",
        headed("Thực hiện Đề án làng nghề giai đoạn 2025 - 2021 trên địa bàn."),
        ["giai đoạn 2025 - 2021"],
    ),
    Gives(
        "T104",
        "error",
        headed("Kinh phí từ năm 2024 đến năm 2020 do huyện bố trí; tổng kết vào quý IV."),
        ["từ năm 2024 đến năm 2020"],
    ),
    Gives(
        "T105",
        "warning",
        headed("- Các xã hoàn thiện hồ sơ, nộp về Phòng Kinh tế trước ngày 30/11/2022;"),
        ["hoàn thiện hồ sơ, nộp về Phòng Kinh tế trước ngày 30/11/2022"],
    ),
    Gives(
        "T105",
        "warning",
        headed("Các xã tiếp nhận phiếu đăng ký trước ngày 15/5/2022."),
        ["tiếp nhận phiếu đăng ký trước ngày 15/5/2022"],
    ),
    Gives(
        "T105",
        "warning",
        headed("2. Chuẩn hóa dữ liệu của 64 sản phẩm trên bản đồ số trước ngày 30/9/2022."),
        ["2. Chuẩn hóa dữ liệu của 64 sản phẩm trên bản đồ số trước ngày 30/9/2022"],
    ),
    Gives(
        "T105",
        "warning",
        headed(
            "Đề nghị quý Sở tổng hợp nhu cầu kinh phí, gửi Sở Tài chính chậm nhất là ngày 20 tháng 02 năm 2023.",
            number="412/UBND-KT",
            kind="CÔNG VĂN",
        ),
        ["tổng hợp nhu cầu kinh phí, gửi Sở Tài chính chậm nhất là ngày 20 tháng 02 năm 2023"],
    ),
    Gives(
        "T106",
        "warning",
        headed(
            "Nghị quyết này được Hội đồng nhân dân tỉnh khóa XIX, kỳ họp thứ 9 thông qua ngày 14 tháng 3 năm 2023./.",
            **RESOLUTION,
        ),
        [
            "Nghị quyết này được Hội đồng nhân dân tỉnh khóa XIX, kỳ họp thứ 9 thông qua ngày 14 tháng 3 năm 2023",
            "ngày 15 tháng 03 năm 2023",
        ],
        "2023-03-15",
    ),
    Gives(
        "T106",
        "warning",
        headed(
            "Nghị quyết này đã được HĐND xã Lao Chải khóa III thông qua ngày 15/3/2022 và có hiệu lực kể từ ngày ký.",
            **RESOLUTION,
        ),
        ["Nghị quyết này đã được HĐND xã Lao Chải khóa III thông qua ngày 15/3/2022", "ngày 15 tháng 03 năm 2023"],
        "2023-03-15",
    ),
    Gives(
        "T107",
        "warning",
        headed("I. KẾT QUẢ THỰC HIỆN NĂM 2021\n\n- Hỗ trợ 12 chủ thể in bao bì năm 2022.\n\nII. NHIỆM VỤ\n\nKhác."),
        ["Hỗ trợ 12 chủ thể in bao bì năm 2022"],
    ),
    Gives(
        "T107",
        "warning",
        headed(
            "1. Kết quả công tác năm 2022\n\nHuyện đã tham gia Hội chợ Xuân vùng Tây Bắc năm 2023, bán được 40 triệu "
            "đồng.\n\n2. Tồn tại\n\nCòn ít.",
            **REPORT,
        ),
        ["tham gia Hội chợ Xuân vùng Tây Bắc năm 2023"],
    ),
    Gives(
        "N402",
        "note",
        headed("Thực hiện Công văn số 412/SNN-PTNT ngày 7/11/2022 của Sở Nông nghiệp."),
        ["ngày 7/11/2022"],
    ),
    Gives(
        "N402",
        "note",
        headed("Theo Kế hoạch số 18/KH-UBND ngày 25 tháng 1 năm 2024; họp ngày 26 tháng 12."),
        ["ngày 25 tháng 1 năm 2024"],
    ),
    Gives(
        "N402", "note", headed("Trồng quế.").replace("ngày 15 tháng 03", "ngày 5 tháng 3"), ["ngày 5 tháng 3 năm 2023"]
    ),
    Gives(
        "N402",
        "note",
        headed("Tập huấn từ ngày 03/4/2023 đến ngày 08/4/2023; nộp báo cáo trước ngày 7/5/2023."),
        ["ngày 7/5/2023"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "T101": {
        "what is to come": headed(
            "I. KẾT QUẢ\n\nTốt.\n\nII. PHƯƠNG HƯỚNG NHIỆM VỤ\n\nPhấn đấu tăng 10% so với cùng kỳ năm 2022.",
            title="Kết quả phát triển sản phẩm năm 2022",
            **REPORT,
        ),
    },
    "T104": {
        "days in order": headed("Hội chợ tổ chức từ ngày 30/10/2025 đến hết ngày 06 tháng 11 năm 2025."),
        "forwards": headed("Giai đoạn 2021 - 2025, định hướng đến năm 2030."),
        "one year": headed("Thời kỳ 2021-2021 và giai đoạn 2020 – 2025."),
        "compared, the later first": headed("So sánh năm 2023 - 2022: tăng 04 sản phẩm; năm học 2022 - 2023."),
        "a phone number": headed("Giai đoạn hai; điện thoại 02163 2025 - 2021 855."),
    },
    "T105": {
        "ahead": headed("Các xã nộp hồ sơ trước ngày 30/11/2023."),
        "a rule for what came before": headed("Hồ sơ tiếp nhận trước ngày 24/02/2023 thì đánh giá theo quy định cũ."),
        "who is meant": headed(
            "- Hợp tác xã thành lập trước ngày 01/7/2022;\n- Thay thế tem đã in trước ngày 01/7/2022;"
        ),
        "on the day": headed("Gửi danh sách về Văn phòng trước ngày 15/3/2023."),
        "what was recognised before": headed("Sản phẩm được công nhận trước ngày 24/02/2023 đăng ký đánh giá lại."),
        "below results": headed(
            "I. KẾT QUẢ\n\n- Các xã nộp hồ sơ trước ngày 30/11/2022, đúng hạn.\n\nII. NHIỆM VỤ\n\nA."
        ),
        "a report": headed("Các xã nộp hồ sơ trước ngày 30/11/2022.", **REPORT),
        "whom a task is for is taken for its deadline": headed(
            "Tổ chức đánh giá lại các sản phẩm có quyết định công nhận trước ngày 01/01/2021."
        ),
        "the year of the deadline is named before it": headed(
            "Năm 2022, các xã nộp hồ sơ trước ngày 30/11/2022; năm nay nộp sớm hơn một tháng."
        ),
        "whoever registered before": headed(
            "Hỗ trợ các hộ thành lập trước ngày 01/01/2020; hoàn thành trong quý II năm 2023."
        ),
    },
    "T106": {
        "the same day": headed(
            "Nghị quyết này được Hội đồng nhân dân tỉnh khóa XIX thông qua ngày 15/3/2023.", **RESOLUTION
        ),
        "another resolution": headed(
            "Bãi bỏ Nghị quyết số 03/NQ-HĐND được Hội đồng nhân dân tỉnh thông qua ngày 10/7/2020.", **RESOLUTION
        ),
        "a day of history": headed("Kỷ niệm ngày 3/2/1930; họp ngày 03/4/2023, ngày 08/4/2023, ngày 09/4/2023."),
        "days written so throughout": headed("Họp ngày 3/4/2023, ngày 8/4/2023; nộp trước ngày 09/5/2023."),
        "the day of something else": headed("Hội nghị ngày 7/11/2022 thống nhất chủ trương."),
        "no day": headed("Nghị quyết này được Hội đồng nhân dân tỉnh thông qua.", **RESOLUTION),
        "the day of effect": headed(
            "Nghị quyết này được Hội đồng nhân dân tỉnh thông qua ngày 15 tháng 3 năm 2023 và có hiệu lực từ ngày 25 "
            "tháng 3 năm 2023.",
            **RESOLUTION,
        ),
    },
    "T107": {
        "the year itself": headed("I. KẾT QUẢ NĂM 2022\n\nTổ chức 03 hội chợ trong năm 2022; hỗ trợ 05 hộ năm 2021."),
        "prepared for the year after": headed(
            "I. KẾT QUẢ NĂM 2022\n\nTổ chức hội nghị triển khai kế hoạch năm 2023; đã hỗ trợ các xã đăng ký sản phẩm "
            "năm 2023; ban hành dự toán năm 2023."
        ),
        "until when": headed("I. KẾT QUẢ NĂM 2022\n\nCông nhận 09 sản phẩm, có giá trị đến năm 2025."),
        "the name of a programme": headed(
            "I. KẾT QUẢ NĂM 2022\n\nTriển khai Chương trình mỗi xã một sản phẩm giai đoạn 2021 - 2025."
        ),
        "below another heading": headed(
            "I. KẾT QUẢ NĂM 2022\n\nTốt.\n\nII. NHIỆM VỤ\n\nTổ chức hội chợ Xuân năm 2024."
        ),
        "goods for the new year's feast are sold in the old year": headed(
            "I. KẾT QUẢ NĂM 2022\n\nTổ chức ký kết hợp đồng cung ứng hàng Tết Nguyên đán năm 2023."
        ),
        "goods for the feast of the year to come": headed(
            "I. KẾT QUẢ NĂM 2022\n\nHoàn thành việc lựa chọn sản phẩm phục vụ Tết Nguyên đán năm 2023."
        ),
    },
    "N402": {
        "two digits": headed("Họp ngày 07/11/2022, ngày 25 tháng 01 năm 2024, ngày 12/10/2022."),
        "the day of something else": headed("Hội nghị ngày 7/11/2022 thống nhất chủ trương."),
        "no day": headed("Từ tháng 2 năm 2023; quý 1/2023; ngày 5 hằng tháng."),
        "March": headed("Quyết định số 14/QĐ-UBND ngày 18/3/2022; ngày 30 tháng 4 năm 1975."),
        "a normative act": headed(
            "Nghị định này có hiệu lực từ ngày 5 tháng 11 năm 2022.",
            number="61/2022/NĐ-CP",
            kind="NGHỊ ĐỊNH",
            issuer="CHÍNH PHỦ",
            place="Hà Nội",
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)


@pytest.mark.parametrize(
    ("written", "asked"),
    [("1/8/2022", "01/8/2022"), ("12/2/2021", "12/02/2021"), ("5 tháng 1 năm 2024", "05 tháng 01 năm 2024")],
)
def test_n402_shows_the_date_at_hand_as_the_form_asks_for_it(written: str, asked: str, rulebook: Rulebook) -> None:
    text = headed(f"Căn cứ Quyết định số 919/QĐ-TTg ngày {written} của Thủ tướng Chính phủ;")
    (finding,) = findings("N402", text, rulebook)
    assert (finding.remedy or "").startswith(f"Ghi hai chữ số, như “ngày {asked}”.")
