"""Checks on shares of what was counted before, on years that were left over, on what is told twice or miscounted."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

PLACES = "Có 75 sản phẩm: huyện Mộc Châu 33 sản phẩm, huyện Yên Châu 27 sản phẩm, huyện Phù Yên 15 sản phẩm."
SOURCES = "Vốn gồm: ngân sách tỉnh 300 triệu đồng, ngân sách huyện 150 triệu đồng, vốn đối ứng 150 triệu đồng"
KINDS = "Có 80 chủ thể, gồm: 44 hợp tác xã, 24 doanh nghiệp và 12 hộ kinh doanh"
CRAFTS = "Hỗ trợ sản phẩm làng nghề năm 2023"


def closed(sentence: str, title: str = CRAFTS, kind: str = "KẾ HOẠCH") -> str:
    """A document that ends with ``sentence``; a section stands between, lest it be read as part of the title."""
    return headed(f"I. NỘI DUNG\nNâng chất lượng sản phẩm.\n\n{sentence}", title=title, kind=kind)


NAMED_SHARES = [
    Gives(
        "N208",
        "error",
        headed(f"{PLACES} Huyện Yên Châu chiếm 63%."),
        ["Huyện Yên Châu chiếm 63%", "27 sản phẩm"],
        "36%",
    ),
    Gives(
        "N208",
        "error",
        headed(f"{SOURCES}; ngân sách tỉnh chiếm 60%."),
        ["ngân sách tỉnh chiếm 60%", "300 triệu đồng"],
        "50%",
    ),
]

SHARES_BEHIND = [
    Gives(
        "N209",
        "error",
        headed("Vốn giao năm 2024 là 12.500 triệu đồng, đến nay giải ngân 8.000 triệu đồng, đạt 54%."),
        ["8.000 triệu đồng, đạt 54%", "12.500 triệu đồng"],
        "64%",
    ),
    Gives(
        "N209",
        "error",
        headed(
            "Tỉnh có 9 xã. Kế hoạch giao 50 sản phẩm, có 90 sản phẩm dự thi, công nhận 32 sản phẩm, đạt 60% kế hoạch."
        ),
        ["32 sản phẩm, đạt 60%", "50 sản phẩm"],
        "64%",
    ),
    Gives(
        "N209",
        "error",
        headed("Tỉnh có 250 sản phẩm.\nCó 160 sản phẩm bán trên mạng (64%), 90 sản phẩm có mặt tại siêu thị (63%)."),
        ["90 sản phẩm có mặt tại siêu thị (63%)", "250 sản phẩm"],
        "36%",
    ),
    Gives(
        "N209",
        "warning",
        headed("Tỉnh có 250 sản phẩm.\nCó 160 sản phẩm bán trên mạng (65,0%)."),
        ["160 sản phẩm bán trên mạng (65,0%)", "250 sản phẩm"],
        "64%",
    ),
]

GROWN_APART = [
    Gives(
        "N210",
        "error",
        headed(
            "Doanh thu năm 2021 ước đạt 16,0 tỷ đồng.\nII. MỤC TIÊU\n"
            "Doanh thu năm 2022 đạt 20,0 tỷ đồng, tăng 35% so với năm 2021."
        ),
        ["20,0 tỷ đồng, tăng 35% so với năm 2021", "16,0 tỷ đồng"],
        "25%",
    ),
    Gives(
        "N211",
        "error",
        headed("Doanh thu đạt 86,4 triệu đồng, tăng 20,0% so với năm 2019 (72,0 tỷ đồng)."),
        ["86,4 triệu đồng", "tăng 20,0% so với năm 2019 (72,0 tỷ đồng)"],
        "86,4 tỷ đồng",
    ),
]

GIVES = [
    *SHARES_BEHIND,
    *GROWN_APART,
    Gives(
        "N207",
        "error",
        headed("Toàn huyện có 64 hộ tham gia.\nKết quả, 24 hộ được vay vốn ưu đãi, chiếm 47,5% tổng số hộ."),
        ["24 hộ được vay vốn ưu đãi, chiếm 47,5% tổng số hộ"],
        "37,5%",
    ),
    Gives(
        "N207",
        "error",
        headed("Toàn tỉnh có 1.250 hộ trồng chè. Đã có 400 hộ được tập huấn, đạt 36% số hộ."),
        ["400 hộ được tập huấn, đạt 36% số hộ"],
        "32%",
    ),
    *NAMED_SHARES,
    Gives(
        "T109",
        "warning",
        closed("Trên đây là Kế hoạch hỗ trợ sản phẩm làng nghề năm 2022 của huyện."),
        ["Trên đây là Kế hoạch hỗ trợ sản phẩm làng nghề năm 2022"],
        "2023",
    ),
    Gives(
        "T109",
        "warning",
        closed("Trên đây là kết quả 9 tháng năm 2020, Phòng Kinh tế báo cáo.", "Kết quả 9 tháng năm 2021", "BÁO CÁO"),
        ["Trên đây là kết quả 9 tháng năm 2020"],
        "2021",
    ),
    Gives(
        "T110",
        "error",
        headed("Sản lượng chè năm 2022 đạt 820 tấn, tăng 12% so với năm 2022.", kind="BÁO CÁO"),
        ["năm 2022 đạt 820 tấn, tăng 12% so với năm 2022"],
    ),
    Gives(
        "T110",
        "error",
        headed(
            "Số chủ thể năm 2021 là 36, giảm 4 chủ thể so với cùng kỳ năm 2021; số hộ năm 2021 là 90.", kind="BÁO CÁO"
        ),
        ["năm 2021 là 36, giảm 4 chủ thể so với cùng kỳ năm 2021"],
    ),
    Gives(
        "P111",
        "warning",
        headed(
            "Các xã rà soát sản phẩm tiềm năng. Kinh phí do huyện bảo đảm từ ngân sách. "
            "Kinh phí do huyện bảo đảm từ ngân sách. Báo cáo hằng quý."
        ),
        ["Kinh phí do huyện bảo đảm từ ngân sách. Kinh phí do huyện bảo đảm từ ngân sách."],
    ),
    Gives(
        "P111",
        "warning",
        headed("1. Chi 1.500.000 đồng cho mỗi xã dự hội chợ; Chi 1.500.000 đồng cho mỗi xã dự hội chợ; thuê xe."),
        ["Chi 1.500.000 đồng cho mỗi xã dự hội chợ; Chi 1.500.000 đồng cho mỗi xã dự hội chợ;"],
    ),
    Gives(
        "P112",
        "warning",
        headed("Huyện đã ban hành 03 văn bản: Kế hoạch số 12/KH-UBND ngày 05/01/2023; Công văn số 88/UBND-KT."),
        ["ban hành 03 văn bản: Kế hoạch số 12/KH-UBND ngày 05/01/2023; Công văn số 88/UBND-KT"],
        "3",
    ),
    Gives(
        "P112",
        "warning",
        headed("Có 2 quyết định gồm: Quyết định số 11/QĐ-UBND; Quyết định số 15/QĐ-UBND; Quyết định số 19/QĐ-UBND."),
        ["Có 2 quyết định gồm: Quyết định số 11/QĐ-UBND; Quyết định số 15/QĐ-UBND; Quyết định số 19/QĐ-UBND"],
        "2",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N207": {
        "right": headed("Có 64 hộ tham gia. Kết quả, 24 hộ được vay vốn ưu đãi, chiếm 37,5% tổng số hộ."),
        "one of two fits": headed("Có 64 hộ đăng ký, 80 hộ tham gia. Có 24 hộ được vay, chiếm 30% số hộ."),
        "two larger ones": headed("Có 64 hộ đăng ký, 80 hộ tham gia. Có 24 hộ được vay, chiếm 47,5% số hộ."),
        "about": headed("Có 64 hộ tham gia. Có 24 hộ được vay vốn, chiếm gần 40% số hộ."),
        "of another place": headed("Có 64 hộ tham gia. Có 24 hộ được vay vốn, chiếm 60% số hộ của xã Nậm Lúc."),
        "counted behind": headed("Có 24 hộ được vay vốn, chiếm 47,5% số hộ. Năm sau có 64 hộ tham gia."),
        "of some of the units": headed("Có 64 hộ tham gia. Có 24 hộ được vay vốn, chiếm 80% số hộ nghèo."),
        "of those in a place": headed("Tỉnh có 120 xã. Bắc Sơn có 6 xã làm, chiếm 33,3% số xã trong huyện."),
        "more than a number": headed("Có hơn 70 hộ tham gia. Có 24 hộ được vay, chiếm 30% số hộ."),
    },
    "N208": {
        "right": headed(f"{PLACES} Huyện Yên Châu chiếm 36%."),
        "of the whole told before": headed(
            "Có 80 chủ thể, trong đó có 44 hợp tác xã, 24 doanh nghiệp; hợp tác xã chiếm 55%."
        ),
        "no member": headed(f"{SOURCES}; ngân sách xã chiếm 60%."),
        "of another total": headed(f"{SOURCES}; ngân sách tỉnh chiếm 60% tổng chi."),
        "about": headed(f"{PLACES} Huyện Yên Châu chiếm gần 40%."),
        "of something else": headed(f"{KINDS}; hợp tác xã chiếm 65% doanh thu."),
        "the rest has no number": headed(
            "Chủ thể có 44 hợp tác xã, 24 doanh nghiệp, còn lại là hộ kinh doanh; hợp tác xã chiếm 55%."
        ),
    },
    "N210": {
        "right": headed(
            "Doanh thu năm 2021 đạt 16,0 tỷ đồng.\nDoanh thu năm 2022 đạt 20,0 tỷ đồng, tăng 25% so với năm 2021."
        ),
        "two figures of that year": headed(
            "Doanh thu năm 2021 đạt 16,0 tỷ đồng.\nRiêng chè, doanh thu năm 2021 đạt 9,0 tỷ đồng.\n"
            "Doanh thu năm 2022 đạt 20,0 tỷ đồng, tăng 35% so với năm 2021."
        ),
        "of another thing": headed(
            "Kinh phí năm 2021 là 16,0 tỷ đồng.\nDoanh thu năm 2022 đạt 20,0 tỷ đồng, tăng 35% so với năm 2021."
        ),
        "far off": headed(
            "Doanh thu năm 2021 đạt 1,5 tỷ đồng.\nDoanh thu năm 2022 đạt 20,0 tỷ đồng, tăng 35% so với năm 2021."
        ),
    },
    "N211": {
        "right": headed("Doanh thu đạt 86,4 tỷ đồng, tăng 20,0% so với năm 2019 (72,0 tỷ đồng)."),
        "units differ and the share fits": headed("Đạt 1,2 tỷ đồng, tăng 20% so với năm 2019 (1.000 triệu đồng)."),
        "share fits nothing": headed("Hỗ trợ 30 triệu đồng; doanh thu tăng 20,0% so với năm 2019 (72,0 tỷ đồng)."),
    },
    "N209": {
        "right": headed("Tỉnh có 250 sản phẩm.\nCó 160 sản phẩm bán trên mạng (64%), 90 sản phẩm ở siêu thị (36%)."),
        "cut off, not rounded": headed("Tỉnh có 300 sản phẩm, 200 sản phẩm bán trên mạng (66,6%)."),
        "of a number that is not told": headed("Tỉnh có 250 sản phẩm.\nCó 160 sản phẩm bán trên mạng (12,5%)."),
        "of the plan named behind": headed("Có 160 sản phẩm mới, đạt 80% kế hoạch năm (200 sản phẩm), 20 xã làm."),
        "about": headed("Tỉnh có 250 sản phẩm, 160 sản phẩm bán trên mạng, đạt gần 66%."),
        "of what they make together": headed(
            "Tỉnh giao 90 sản phẩm. Có 30 sản phẩm sấy (60%), 20 sản phẩm tươi (40%)."
        ),
        "a growth": headed("Tỉnh có 250 sản phẩm, 160 sản phẩm bán trên mạng, tăng 14%."),
        "of a plan": headed("Có 32 sản phẩm, trong đó 5 sản phẩm đạt 3 sao, 27 sản phẩm đạt 4 sao, đạt 91% kế hoạch."),
        "of a target": headed("Có 32 sản phẩm, trong đó 27 sản phẩm đạt 4 sao, bằng 91% mục tiêu đề ra."),
        "of a budget": headed("Tổng vốn 32 triệu đồng, giải ngân 27 triệu đồng, đạt 91% dự toán được giao."),
        "of the year before": headed("Có 32 sản phẩm, trong đó 27 sản phẩm đạt 4 sao, bằng 91% cùng kỳ năm trước."),
        "of a plan named before": headed("Có 32 sản phẩm, trong đó 27 sản phẩm 4 sao, so với kế hoạch đạt 91%."),
        "of the resolution": headed("Có 32 sản phẩm, trong đó 27 sản phẩm đạt 4 sao, đạt 91% theo Nghị quyết."),
    },
    "T109": {
        "right": closed("Trên đây là Kế hoạch hỗ trợ sản phẩm làng nghề năm 2023 của huyện."),
        "two years in the title": closed(
            "Trên đây là kết quả hỗ trợ năm 2022.", "Kết quả năm 2022, nhiệm vụ năm 2023", "BÁO CÁO"
        ),
        "no year in the title": closed("Trên đây là Kế hoạch hỗ trợ năm 2022 của huyện.", "Hỗ trợ sản phẩm làng nghề"),
        "two years in the sentence": closed("Trên đây là Báo cáo kết quả năm 2022 và nhiệm vụ năm 2023."),
        "a period": closed("Trên đây là Kế hoạch hỗ trợ năm 2022 - 2025 của huyện."),
        "another sentence": closed("Căn cứ Kế hoạch hỗ trợ năm 2022 của huyện."),
        "the day of another act": closed(
            "Trên đây là Kế hoạch thực hiện Nghị quyết số 05/NQ-HĐND ngày 10 tháng 7 năm 2021 của huyện."
        ),
        "up to a year": closed("Trên đây là Kế hoạch thực hiện mục tiêu làng nghề đến năm 2030 của huyện."),
        "a deadline": closed("Trên đây là Kế hoạch, đề nghị báo cáo trước ngày 05 tháng 01 năm 2024."),
        "the year of an act in the title": closed(
            "Trên đây là Kế hoạch hỗ trợ năm 2022 của huyện.", "Thực hiện Nghị quyết số 05/2021/NQ-HĐND"
        ),
    },
    "T110": {
        "right": headed("Sản lượng chè năm 2022 đạt 820 tấn, tăng 12% so với năm 2021.", kind="BÁO CÁO"),
        "the plan of the year": headed(
            "Sản lượng chè năm 2022 đạt 820 tấn, bằng 96% so với kế hoạch năm 2022.", kind="BÁO CÁO"
        ),
        "the next year": headed("Năm 2022 có 40 sản phẩm, năm 2023 tăng 20% so với năm 2022."),
        "another sentence": headed("Năm 2021 có 18 hợp tác xã. Đến nay tăng 7 hợp tác xã so với năm 2021."),
        "the first year of a period": headed("Trong các năm 2021 - 2025 doanh thu tăng 10% so với năm 2021."),
        "since the year": headed("Thu nhập từ năm 2020 đến nay đã tăng 35% so với năm 2020."),
        "the next year without its number": headed(
            "Năm 2022 có 40 sản phẩm, năm tiếp theo dự kiến tăng 20% so với năm 2022."
        ),
        "a part of the year": headed("Sáu tháng đầu năm 2023 doanh thu đạt 3 tỷ đồng, bằng 45% so với năm 2023."),
    },
    "P111": {
        "another end": headed("Các xã rà soát và gửi danh sách về phòng. Các xã rà soát và gửi danh sách về tỉnh."),
        "goes on": headed("Biên bản được đọc lại cho mọi người nghe. Biên bản được đọc lại cho mọi người nghe và ký."),
        "short": headed("Các xã báo cáo. Các xã báo cáo."),
        "another sentence between": headed(
            "Kinh phí do huyện bảo đảm từ ngân sách. Báo cáo hằng quý. Kinh phí do huyện bảo đảm từ ngân sách."
        ),
        "another paragraph": headed("Kinh phí do huyện bảo đảm từ ngân sách.\nKinh phí do huyện bảo đảm từ ngân sách."),
        "two who hold the same post": headed(
            "Phó Trưởng ban: Phó Chủ tịch Ủy ban nhân dân huyện; Phó Chủ tịch Ủy ban nhân dân huyện; Chánh Văn phòng."
        ),
    },
    "P112": {
        "right": headed("Huyện đã ban hành 02 văn bản: Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT."),
        "no semicolons": headed("Huyện đã ban hành 03 văn bản: Kế hoạch số 12/KH-UBND, Công văn số 88/UBND-KT."),
        "one without a number": headed(
            "Huyện có 04 kế hoạch: Kế hoạch số 12/KH-UBND; Kế hoạch số 18/KH-UBND; đề cương."
        ),
        "an act that an act carries out": headed(
            "Có 03 văn bản: Kế hoạch số 12/KH-UBND thực hiện Quyết định số 919/QĐ-TTg; Công văn số 88/UBND-KT."
        ),
        "not listed": headed("Đã ban hành 03 văn bản chỉ đạo. Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT."),
        "some of them": headed("Có 04 văn bản trong đó tiêu biểu: Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT."),
        "breaks off with dots": headed("Có 04 văn bản: Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT;..."),
        "goes on in the next line": headed(
            "Có 03 văn bản: Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT;\nCông văn số 90/UBND-KT."
        ),
        "a full stop that ends no sentence": headed(
            "Có 03 văn bản: Kế hoạch số 12/KH-UBND; Công văn số 88/UBND-KT của TP. Hạ Long; Công văn số 90/UBND-KT."
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
