"""How things are written: symbols, days, the authority to sign, references of a document to its own articles."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook


def decided(*articles: str, end: str = "Nơi nhận:\n- Như trên;\n- Lưu: VT.", **head: str) -> str:
    """A decision with the ``articles`` and what stands below them."""
    body = "\n\n".join(f"Điều {number}. {text}" for number, text in enumerate(articles, 1))
    return headed(f"QUYẾT ĐỊNH:\n\n{body}\n\n{end}", kind="QUYẾT ĐỊNH", number="61/QĐ-UBND", **head)


GOAL = "Phê duyệt kết quả đánh giá, phân hạng sản phẩm của các chủ thể trên địa bàn tỉnh."
BOUND = "Chánh Văn phòng, Giám đốc các Sở chịu trách nhiệm thi hành Quyết định này./."
CLAUSES = "Mức hỗ trợ\n1. Hỗ trợ bao bì 20 triệu đồng.\n2. Hỗ trợ máy móc 50 triệu đồng.\n3. Thưởng 10 triệu đồng."

GIVES = [
    Gives(
        "C106",
        "warning",
        headed("Thực hiện Quyết định số 919/QĐ-TTG ngày 01/8/2022 của Thủ tướng Chính phủ."),
        ["Quyết định số 919/QĐ-TTG ngày 01/8/2022 của Thủ tướng Chính phủ"],
        "919/QĐ-TTg",
    ),
    Gives(
        "C106",
        "warning",
        headed("Theo Nghị định số 98/2018/NĐ-Cp ngày 05/7/2018 của Chính phủ."),
        ["Nghị định số 98/2018/NĐ-Cp ngày 05/7/2018 của Chính phủ"],
        "98/2018/NĐ-CP",
    ),
    Gives(
        "C106",
        "warning",
        headed("Thực hiện Quyết định số 919/QD-TTg ngày 01/8/2022 của Thủ tướng Chính phủ."),
        ["Quyết định số 919/QD-TTg ngày 01/8/2022 của Thủ tướng Chính phủ"],
        "919/QĐ-TTg",
    ),
    Gives(
        "C102",
        "warning",
        headed("Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 128/TTr- ngày 14 tháng 02 năm 2023."),
        ["128/TTr-"],
    ),
    Gives("T111", "error", headed("Các xã báo cáo trước ngày 31/9/2023."), ["ngày 31/9/2023"]),
    Gives("T111", "error", headed("Hội chợ khai mạc ngày 29 tháng 02 năm 2023."), ["ngày 29 tháng 02 năm 2023"]),
    Gives("T111", "error", headed("Gửi hồ sơ trước ngày 31/11; họp Hội đồng sau đó."), ["ngày 31/11"]),
    Gives("T111", "error", headed("Hoàn thành trước ngày 15/13/2023."), ["ngày 15/13/2023"]),
    Gives("S303", "warning", decided(GOAL, BOUND, end="TM. CHỦ TỊCH\nPHÓ CHỦ TỊCH"), ["TM. CHỦ TỊCH"], "KT."),
    Gives("S303", "warning", decided(GOAL, BOUND, end="KT. ỦY BAN NHÂN DÂN"), ["KT. ỦY BAN NHÂN DÂN"], "TM."),
    Gives(
        "S208",
        "error",
        decided(GOAL, "Các chủ thể nêu tại Điều 7 Quyết định này được hỗ trợ.", BOUND),
        ["Điều 7 Quyết định này"],
    ),
    Gives(
        "S208",
        "error",
        decided(GOAL, CLAUSES, "Sản phẩm cũ được thưởng theo khoản 5 Điều 2 Quyết định này.", BOUND),
        ["khoản 5 Điều 2 Quyết định này"],
    ),
    Gives(
        "T112",
        "warning",
        headed(
            "Kính gửi: Ủy ban nhân dân tỉnh.\n\nSở Công Thương kính trình dự thảo Kế hoạch hỗ trợ làng nghề (OCOP) "
            "trên địa bàn tỉnh giai đoạn 2021 - 2025.",
            title="Kế hoạch hỗ trợ làng nghề trên địa bàn tỉnh giai đoạn 2022 - 2025",
            kind="TỜ TRÌNH",
        ),
        ["giai đoạn 2021 - 2025"],
        "giai đoạn 2022 - 2025",
    ),
    Gives(
        "T112",
        "warning",
        headed(
            "I. KẾT QUẢ\nCó 45 sản phẩm.\n\nTrên đây là kết quả thực hiện chính sách làng nghề 6 tháng đầu năm 2023./.",
            title="Kết quả thực hiện chính sách làng nghề 9 tháng đầu năm 2023",
            kind="BÁO CÁO",
        ),
        ["6 tháng đầu năm 2023"],
        "9 tháng đầu năm 2023",
    ),
    Gives(
        "T114",
        "error",
        headed("Hội nghị khai mạc vào thứ Ba, ngày 27/10/2025 tại tỉnh."),
        ["thứ Ba, ngày 27/10/2025"],
        "thứ Hai",
    ),
    Gives(
        "T114", "error", headed("Họp thứ 6 ngày 16 tháng 3 năm 2023."), ["thứ 6 ngày 16 tháng 3 năm 2023"], "thứ Năm"
    ),
    Gives(
        "T115",
        "warning",
        decided(GOAL, "Quyết định này có hiệu lực kể từ ngày 01/3/2023.", BOUND),
        ["Quyết định này có hiệu lực kể từ ngày 01/3/2023", "ngày 15 tháng 03 năm 2023"],
    ),
    Gives(
        "S303",
        "warning",
        headed(
            "Sở đề nghị các xã thực hiện.\n\nTM. ỦY BAN NHÂN DÂN\nGIÁM ĐỐC", issuer="UBND TỈNH YÊN BÁI\nSỞ CÔNG THƯƠNG"
        ),
        ["TM. ỦY BAN NHÂN DÂN"],
    ),
    Gives(
        "V110",
        "warning",
        headed("Giao Sở Nông nghiệp và Môi trường chủ trì.", "22/3/2024"),
        ["Sở Nông nghiệp và Môi trường"],
    ),
    Gives(
        "V103",
        "warning",
        headed("Nơi nhận:\n- UBND các xã, phường, thị trấn;", "20/9/2025"),
        ["các xã, phường, thị trấn"],
    ),
    Gives(
        "S209",
        "warning",
        decided(GOAL, "Quyết định có hiệu lực từ ngày ký.", BOUND, end="Nơi nhận:\n- Như Điều 2;\n- Lưu: VT."),
        ["- Như Điều 2"],
        "Như Điều 3",
    ),
]

SILENT = {
    "C106": {
        "right": headed("Thực hiện Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ."),
        "in capitals": headed("I. THỰC HIỆN QUYẾT ĐỊNH SỐ 919/QĐ-TTG NGÀY 01/8/2022\nCác xã thực hiện."),
    },
    "C102": {
        "a blank behind the hyphen": headed("Tại Tờ trình số 128/TTr- SCT ngày 14 tháng 02 năm 2023."),
        "blank form": headed("Tại Tờ trình số …/TTr-SCT ngày … tháng 02 năm 2023."),
    },
    "T111": {
        "right": headed("Các xã báo cáo trước ngày 30/9/2023, ngày 31 tháng 10 năm 2023."),
        "leap year": headed("Hội chợ khai mạc ngày 29 tháng 02 năm 2024."),
        "a row of days": headed("Hội chợ từ ngày 28-31/5/2023."),
        "a share": headed("Mỗi ngày 15/20 hộ giao hàng, hằng ngày 31/45 hộ dùng mạng."),
        "a season": headed("Vụ chè từ ngày 15/3 đến ngày 31/5."),
    },
    "S303": {
        "a body": decided(GOAL, BOUND, end="TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        "by order": decided(GOAL, BOUND, end="TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"),
        "a presidium": decided(GOAL, BOUND, end="TM. CHỦ TỊCH ĐOÀN"),
    },
    "S208": {
        "right": decided(GOAL, CLAUSES, "Áp dụng khoản 3 Điều 2 Quyết định này.", BOUND),
        "cut off before its end": decided(GOAL, "Theo Điều 7 Quyết định này.", end=""),
        "quoted in an act that amends": decided(
            "Sửa đổi Điều 2 như sau: “theo khoản 2 Điều 12 Quyết định này”.", title="Sửa đổi, bổ sung quy định hỗ trợ"
        ),
        "of another act": decided(GOAL, "Theo khoản 5 Điều 12 Nghị định số 98/2018/NĐ-CP.", BOUND),
        "articles of an attached document": decided(
            GOAL, BOUND, end="QUY CHẾ\n\nĐiều 1. Phạm vi\n\nĐiều 2. Đối tượng nêu tại Điều 9 Quy chế này."
        ),
        "clauses that are not numbered": decided(GOAL, "Hỗ trợ bao bì; theo khoản 2 Điều 1 Quyết định này.", BOUND),
    },
    "T114": {
        "right": headed("Hội nghị khai mạc vào thứ Hai, ngày 27/10/2025; họp chủ nhật ngày 26/10/2025."),
        "a number of times": headed("Hội nghị lần thứ ba, ngày 27/10 tổ chức tại xã."),
    },
    "T115": {
        "of another act": decided(GOAL, "Nghị định số 12/2020/NĐ-CP có hiệu lực từ ngày 01/3/2020.", BOUND),
        "later": decided(GOAL, "Quyết định này có hiệu lực kể từ ngày 25/3/2023.", BOUND),
    },
    "V110": {
        "a day left blank": headed("Giao Sở Nông nghiệp và Môi trường chủ trì.", "22/3/2025").replace(
            "ngày 22 tháng 03 năm 2025", "ngày ..... tháng ..... năm 2025"
        ),
        "later": headed("Giao Sở Nông nghiệp và Môi trường chủ trì.", "22/3/2025"),
        "still to come": headed("Dự kiến thành lập Sở Nông nghiệp và Môi trường.", "22/1/2025"),
    },
    "V103": {
        "before": headed("UBND các xã, phường, thị trấn thực hiện.", "20/9/2024"),
        "what there was": headed("Trước ngày 01/7/2025, UBND các xã, phường, thị trấn đã rà soát.", "20/9/2025"),
    },
    "T112": {
        "right": headed(
            "I. KẾT QUẢ\nCó 45 sản phẩm.\n\nTrên đây là kết quả thực hiện chính sách làng nghề 9 tháng đầu năm 2023./.",
            title="Kết quả thực hiện chính sách làng nghề 9 tháng đầu năm 2023",
        ),
        "an earlier one": headed(
            "I. KẾT QUẢ\nKết quả thực hiện chính sách làng nghề 6 tháng đầu năm 2023 đã đạt 45 sản phẩm.",
            title="Kết quả thực hiện chính sách làng nghề 9 tháng đầu năm 2023",
        ),
        "an act that is cited": headed(
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2022 về hỗ trợ làng nghề trên địa bàn tỉnh giai đoạn "
            "2021 - 2025.",
            title="Hỗ trợ làng nghề trên địa bàn tỉnh giai đoạn 2022 - 2025",
        ),
    },
    "S209": {
        "right": decided(GOAL, BOUND, end="Nơi nhận:\n- Như Điều 2;\n- Lưu: VT."),
        "nobody named": decided(GOAL, "Quyết định có hiệu lực từ ngày ký.", end="Nơi nhận:\n- Như Điều 2;"),
        "as above": decided(GOAL, BOUND, end="Nơi nhận:\n- Như trên;\n- Lưu: VT."),
    },
}


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
