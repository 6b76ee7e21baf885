"""Bases and heads in the form that is asked for: first mentions, abbreviations, closing signs, parts of the head."""

from __future__ import annotations

import pytest
from check_texts import STATE, Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

CIRCULAR = {
    "number": "09/2023/TT-BCT",
    "kind": "THÔNG TƯ",
    "issuer": "BỘ CÔNG THƯƠNG",
    "place": "Hà Nội",
    "title": "Quy định về điểm bán hàng",
}
DECREE = "Nghị định số 98/2018/NĐ-CP"
FROM_YEN_BAI = "của Ủy ban nhân dân tỉnh Yên Bái"

GIVES = [
    Gives(
        "C501",
        "warning",
        headed("Căn cứ Quyết định số 733/QĐ-UBND về việc phê duyệt dự án trồng quế;\n\nXét đề nghị của Trưởng phòng."),
        ["Quyết định số 733/QĐ-UBND"],
    ),
    Gives(
        "C501",
        "warning",
        headed("Các xã lập dự toán theo Kế hoạch số 204/KH-UBND về trồng quế, gửi Phòng Tài chính."),
        ["Kế hoạch số 204/KH-UBND"],
    ),
    Gives(
        "C501",
        "note",
        headed(f"Các xã lập dự toán theo Kế hoạch số 204/KH-UBND {FROM_YEN_BAI} về trồng quế năm 2023."),
        [f"Kế hoạch số 204/KH-UBND {FROM_YEN_BAI}"],
    ),
    Gives(
        "C501",
        "warning",
        headed(
            "Theo đề nghị của Cục trưởng Cục Thị trường trong nước tại Tờ trình số 77/TTr-TTTN về điểm bán hàng;\n\n"
            "Bộ trưởng ban hành Thông tư.",
            **CIRCULAR,
        ),
        ["Tờ trình số 77/TTr-TTTN"],
    ),
    Gives(
        "C501",
        "note",
        headed(
            f"Căn cứ {DECREE} ngày 05/7/2018 của Chính phủ về liên kết;\n\nCăn cứ Nghị định số 09/2022/NĐ-CP ngày 12 "
            "tháng 01 năm 2022 của Chính phủ;\n\nCăn cứ Nghị định số 96/2022/NĐ-CP của Chính phủ;\n\nBan hành.",
            **CIRCULAR,
        ),
        ["Nghị định số 96/2022/NĐ-CP của Chính phủ"],
    ),
    Gives(
        "C501",
        "note",
        headed("Căn cứ Nghị quyết số 108/2023/QH15 của Quốc hội về giám sát;\n\nXét đề nghị của Trưởng phòng."),
        ["Nghị quyết số 108/2023/QH15 của Quốc hội"],
    ),
    Gives("C503", "note", headed("Giao CQTHDA và các xã rà soát hộ nghèo."), ["CQTHDA"]),
    Gives(
        "C503",
        "note",
        headed("- Vốn vay NHCSXH: 02 tỷ đồng;\n\n- BQLDA huyện quyết toán trước Tết; NHCSXH giải ngân."),
        ["NHCSXH", "BQLDA"],
    ),
    Gives(
        "S206",
        "note",
        headed(
            f"Căn cứ Luật Hợp tác xã ngày 20/6/2023.\n\nCăn cứ {DECREE} ngày 05/7/2018 của Chính phủ;\n\n"
            "Theo đề nghị của Giám đốc Sở Công Thương."
        ),
        ["Căn cứ Luật Hợp tác xã ngày 20/6/2023."],
        ";",
    ),
    Gives(
        "S206",
        "note",
        headed(
            "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2015;\n\nXét đề nghị của Trưởng phòng Kinh tế;\n\n"
            "Ủy ban nhân dân huyện ban hành Kế hoạch."
        ),
        ["Xét đề nghị của Trưởng phòng Kinh tế;"],
        ".",
    ),
    Gives(
        "S206",
        "note",
        headed(
            "Căn cứ Luật Thương mại ngày 14/6/2005;\n\nCăn cứ Luật Giá ngày 19/6/2023.\n\nCăn cứ Luật Quảng cáo ngày "
            "21/6/2012;\n\nTheo đề nghị của Vụ trưởng Vụ Pháp chế;\n\nBộ trưởng ban hành Thông tư.",
            "12/9/2023",
            **CIRCULAR,
        ),
        ["Căn cứ Luật Giá ngày 19/6/2023."],
        ";",
    ),
    Gives(
        "S206",
        "note",
        headed(
            "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2015;\n\nXét đề nghị của Trưởng phòng Kinh tế,\n\nQUYẾT ĐỊNH:\n\n"
            "Điều 1. Giao vốn.",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        ["Xét đề nghị của Trưởng phòng Kinh tế,"],
        ".",
    ),
    Gives(
        "S302",
        "note",
        "ỦY BAN NHÂN DÂN\nXÃ PHÚC LỢI\n\nSố: 61/KH-UBND\nPhúc Lợi, ngày 15 tháng 3 năm 2023\n\nKẾ HOẠCH\nTrồng "
        "quế\n\nA.\n",
        ["ỦY BAN NHÂN DÂN"],
    ),
    Gives(
        "S302",
        "note",
        f"UBND TỈNH YÊN BÁI\n{STATE}\nYên Bái, ngày 15 tháng 3 năm 2023\n\nBÁO CÁO\nKết quả trồng quế\n\nTốt.\n",
        ["UBND TỈNH YÊN BÁI"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.severity} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


@pytest.mark.parametrize(
    ("index", "lacking"), [(-2, "Quốc hiệu"), (-1, "số, ký hiệu")], ids=["the name of the State", "the number"]
)
def test_s302_names_what_is_lacking(index: int, lacking: str, rulebook: Rulebook) -> None:
    (finding,) = findings("S302", GIVES[index].text, rulebook)
    assert finding.found == lacking


SILENT = {
    "C501": {
        "the day told before": headed(
            "Ngày 24 tháng 02 năm 2023, Thủ tướng Chính phủ ban hành Quyết định số 148/QĐ-TTg về Bộ tiêu chí sản phẩm."
        ),
        "the issuer told before": headed(
            "Đề án trồng quế được Ủy ban nhân dân tỉnh phê duyệt tại Quyết định số 733/QĐ-UBND ngày 04/5/2022."
        ),
        "the second mention": headed(
            f"Căn cứ Kế hoạch số 204/KH-UBND ngày 10/02/2023 {FROM_YEN_BAI} về trồng quế;\n\nThực hiện Kế hoạch số "
            "204/KH-UBND, các xã lập dự toán."
        ),
        "a normative act and its bases": headed(
            f"Căn cứ {DECREE} về hợp tác, liên kết;\n\nBộ trưởng ban hành.", **CIRCULAR
        ),
        "a normative act that names no days": headed(
            f"Căn cứ {DECREE} của Chính phủ;\n\nCăn cứ Nghị định số 96/2022/NĐ-CP của Chính phủ;\n\nBan hành Thông tư.",
            **CIRCULAR,
        ),
        "a law by its number": headed("Căn cứ Luật số 17/2023/QH15 về hợp tác xã;\n\nXét đề nghị."),
        "the proposal's day alone": headed(
            "Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 77/TTr-SCT ngày 02/3/2023;\n\nBan hành Kế hoạch."
        ),
        "in a table with columns for it": headed(
            "TT\tVăn bản\tNgày\n1\tQuyết định số 733/QĐ-UBND\t04/5/2022\n2\tQuyết định số 734/QĐ-UBND\t06/5/2022\n"
        ),
    },
    "C503": {
        "explained in brackets": headed("Ngân hàng Chính sách xã hội (NHCSXH) cho vay; NHCSXH giải ngân."),
        "explained later, by a list": headed("Giao BQLDA rà soát.\n\nBQLDA: Ban Quản lý dự án đầu tư xây dựng huyện."),
        "known to all": headed("UBND xã, HĐND xã, HTX Quế; OCOP; ISO 22000; HACCP; QR; TP. Yên Bái; 03 ha."),
        "numerals and symbols": headed("Phần VIII, Kế hoạch số 12/KH-BCĐ; mẫu 02/ĐKSP; Quý IV."),
        "a line of capitals": headed("MỤC TIÊU CHUNG\n\nSẢN PHẨM CHÈ, QUẾ, MẬT ONG."),
        "names of firms": headed("Công ty TNHH MTV THBC Yên Bình; HTX ABC Suối Giàng tham gia hội chợ."),
        "who is to get it": headed("Giao các xã.\n\nNơi nhận:\n- Như Điều 3;\n- TTTU;\n- Lưu: VT, NNTNMT."),
        "a kind of rice": headed("Mở rộng giống lúa ĐS1 và ngô NK7328 trên đất dốc."),
    },
    "S206": {
        "as asked for": headed(
            f"Căn cứ {DECREE} ngày 05/7/2018;\n\nCăn cứ Luật Hợp tác xã;\n\nXét đề nghị của Trưởng phòng."
        ),
        "the last one goes on": headed(
            f"Căn cứ {DECREE} ngày 05/7/2018;\n\nTheo đề nghị của Trưởng phòng Kinh tế,\n\nỦy ban nhân dân huyện "
            f"ban hành."
        ),
        "a comma before NĐ 30": headed(
            "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2015;\n\nXét đề nghị của phòng,\n\nQUYẾT ĐỊNH:\n\nĐiều 1. A.",
            "15/3/2018",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        "a normative act goes on": headed(
            "Căn cứ Luật Giá;\n\nTheo đề nghị của Vụ trưởng Vụ Pháp chế;\n\nBộ trưởng ban hành Thông tư.", **CIRCULAR
        ),
        "one basis": headed(f"Căn cứ {DECREE} ngày 05/7/2018 của Chính phủ, Ủy ban nhân dân huyện ban hành Kế hoạch."),
        "a normative act": headed(f"Căn cứ Luật Thương mại.\n\nCăn cứ {DECREE} ngày 05/7/2018.\n\nA.", **CIRCULAR),
        "within the text": headed("1. Căn cứ Luật Hợp tác xã\n\n2. Căn cứ tình hình thực tế\n\nHuyện có 04 xã."),
    },
    "S302": {
        "whole": headed("Trồng quế."),
        "a piece of a document": "Điều 1. Phân bổ kinh phí trồng quế cho các xã.\n\nĐiều 2. Hiệu lực.\n",
        "attached to a decision": "ĐỀ ÁN\nPhát triển cây quế\n\nI. SỰ CẦN THIẾT\n\nQuế là cây chủ lực.\n",
        "in two columns": (
            "UBND TỈNH YÊN BÁI\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ CÔNG THƯƠNG\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 18/BC-SCT\tYên Bái, ngày 15 tháng 3 năm 2023\n\nBÁO CÁO\nKết quả xúc tiến\n\nTốt.\n"
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
