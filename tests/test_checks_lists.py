"""Checks on lists, tables, shares and annexes, each with texts in which it finds something and in which it does not."""

from __future__ import annotations

import pytest
from test_checks import PLAN

from extractor.checks import CHECKS, check_document
from extractor.model import Finding
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.rulebook import Rulebook

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 12/KH-UBND\nLai Châu, ngày 10 tháng 02 năm 2022\n\nKẾ HOẠCH\n"
    "Phát triển sản phẩm OCOP năm 2022\n\n"
)


def given(code: str, text: str, rulebook: Rulebook) -> list[Finding]:
    assert code in CHECKS
    facts = extract(read_bytes((HEAD + text).encode(), "plan.txt"), rulebook)
    assert facts.head.province == PLAN.province
    return [finding for finding in check_document(facts, rulebook) if finding.code == code]


TASK = "Thường xuyên theo dõi, đôn đốc, kiểm tra, đánh giá công tác tổ chức thực hiện Kế hoạch"
GIVES = {
    "N201": [
        ("Đến nay có 34/52 sản phẩm được công nhận (75,4%).", ["34/52 sản phẩm được công nhận (75,4%"]),
        ("Có 47 chủ thể là nữ trên tổng số 119 chủ thể, chiếm 49,5%.", None),
        ("Có 34/52 sản phẩm đạt từ 3 sao trở lên (56,4%).", None),
        ("Tỷ lệ chủ thể là hợp tác xã đạt 68,6% (82/140 chủ thể).", None),
    ],
    "P102": [
        (
            "Các chủ thể: Công ty TNHH Hoa Ban, HTX Mường Lò, DNTN Minh Bé, hợp tác xã Mường Lò.",
            ["HTX Mường Lò", "hợp tác xã Mường Lò"],
        )
    ],
    "P103": [
        (
            "Tổ chức cho 2 đơn vị tham gia trưng bày, gồm: HTX Mường Lò; HTX Mường Vi; HTX Hoa Ban.",
            ["2 đơn vị", "HTX Mường Lò; HTX Mường Vi; HTX Hoa Ban"],
        ),
        (
            "Có 03 sản phẩm được công nhận 4 sao, gồm: Chè dây Khau Mút của HTX Khau Mút; Mật ong Phù Lưu của THT Ong.",
            None,
        ),
    ],
    "P104": [("Biên soạn tài liệu hướng dẫn triển khai chương trình OCOP Sơn La.", ["chương trình OCOP Sơn La"])],
    "S201": [
        ("Phân kỳ kinh phí (chi tiết xem Phụ lục 01 và 02 kèm theo).\n\nPHỤ LỤC 01\nDANH MỤC SẢN PHẨM\n", None),
        ("Danh mục theo Phụ lục III đính kèm.", ["Phụ lục III đính kèm"]),
    ],
    "S202": [
        (
            "Bảng 1: Số sản phẩm theo nhóm\n\nĐồ uống.\n\nBảng 1: Số chủ thể theo loại hình\n\nHợp tác xã.",
            ["Bảng 1: Số sản phẩm theo nhóm", "Bảng 1: Số chủ thể theo loại hình"],
        )
    ],
    "N104": [
        (
            "Có 3 huyện với 40 sản phẩm được công nhận, gồm: huyện Mường Tè có 10 sản phẩm; huyện Phong Thổ có 20 sản "
            "phẩm; huyện Tam Đường có 20 sản phẩm.",
            None,
        ),
        (
            "Ba tỉnh có 50 sản phẩm, trong đó có 20 sản phẩm 4 sao, 30 sản phẩm 3 sao, gồm: tỉnh Sơn La có 10 sản phẩm "
            "(5 sản phẩm 4 sao, 5 sản phẩm 3 sao); tỉnh Lào Cai có 20 sản phẩm (9 sản phẩm 4 sao, 11 sản phẩm 3 sao); "
            "tỉnh Yên Bái có 20 sản phẩm (7 sản phẩm 4 sao, 13 sản phẩm 3 sao).",
            None,
        ),
    ],
    "N105": [
        ("Dân số của tỉnh là 480 nghìn người, trong đó thành thị 90 nghìn người, nông thôn 380 nghìn người.", None)
    ],
    "C403": [("Các tỉnh Đắk Nông, Đắc Lắc, Kon Tum.", ["Đắc Lắc"])],
    "P105": [
        (
            f"1. Sở Công Thương\n\n- {TASK} của các huyện;\n\n- Báo cáo hằng quý.\n\n- {TASK} tại các huyện.\n",
            None,
        )
    ],
    "W101": [("Phát triển các đặc điểm riêng của của địa phương, của từng xã.", ["của của"])],
    "W102": [("Có 99 sản phẩm (34 sản phẩm 4 sao, 65 sản phẩm 3 sao và đã có mặt ở siêu thị.", None)],
    "T103": [
        (
            "I. KẾT QUẢ THỰC HIỆN NĂM 2020\n\nTỉnh đã ban hành Quyết định số 15/QĐ-UBND ngày 11/01/2021 của Ủy ban "
            "nhân dân tỉnh.\n\nII. KẾ HOẠCH NĂM 2022\n\nCông nhận 10 sản phẩm.",
            None,
        )
    ],
    "C501": [
        (
            "Căn cứ Nghị định số 98/2018/NĐ-CP ngày 05/7/2018 về chính sách khuyến khích hợp tác;\n\n"
            "Căn cứ Quyết định số 919/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Chương trình;\n",
            None,
        )
    ],
}
SILENT = {
    "N201": [
        "Đến nay có 34/52 sản phẩm được công nhận (65,4%), 19/22 xã, đạt 86,3%.",
        "Có 47 chủ thể là nữ trên tổng số 119 chủ thể, chiếm gần 40%.",
        "Có 11/13 sản phẩm đạt 3 sao (đạt 137,5% kế hoạch).",
        "Tháng 5/2021 các huyện giải ngân đạt 80%.",
    ],
    "P102": [
        "HTX Mường Lò bán chè cho Công ty TNHH Hoa Ban. HTX Mường Lò, HTX Mường Vi và HTX Hoa Ban dự hội chợ.",
        "Chè của HTX Mường Lò; mật ong của HTX Mường Lò; rượu của HTX Mường Lò.",
    ],
    "P103": [
        "Tổ chức cho 3 đơn vị tham gia, gồm: HTX Mường Lò; HTX Mường Vi; HTX Hoa Ban.",
        "Tổ chức cho 3 đơn vị tham gia: HTX Mường Lò; HTX Mường Vi; Trung tâm Xúc tiến thương mại tỉnh.",
        "Có 03 sản phẩm được công nhận 4 sao, gồm: Chè dây Khau Mút của HTX Khau Mút; Mật ong Lũng Cú, Miến Lũng Cú "
        "của HTX Phù Lưu.",
        "Có 12 chủ thể, tiêu biểu như HTX Mường Lò, HTX Mường Vi.",
    ],
    "P104": [
        "Học tập kinh nghiệm chương trình OCOP Quảng Ninh.",
        "Triển khai chương trình OCOP tỉnh Lai Châu.",
        "Chương trình OCOP Quảng Ninh đi đầu cả nước; Chương trình OCOP Quảng Ninh có 6 nhóm.",
    ],
    "S201": [
        "Chi tiết xem Phụ lục 01 kèm theo.\n\nPHỤ LỤC 01\nDANH MỤC SẢN PHẨM\n",
        "Theo Phụ lục 2 kèm theo Quyết định số 148/QĐ-TTg ngày 24/02/2023.",
    ],
    "S202": ["Bảng 1: Số sản phẩm\n\nNhiều.\n\nBảng 2: Số chủ thể\n\nÍt.\n\nBảng 2: Số chủ thể (tiếp theo)\n\nHết."],
    "N104": [
        "Có 3 huyện với 50 sản phẩm được công nhận, gồm: huyện Mường Tè có 10 sản phẩm; huyện Phong Thổ có 20 sản "
        "phẩm; huyện Tam Đường có 20 sản phẩm.",
        "Toàn tỉnh có 90 sản phẩm, nhiều nhất là: huyện Mường Tè có 10 sản phẩm; huyện Phong Thổ có 20 sản phẩm; huyện "
        "Tam Đường có 20 sản phẩm.",
    ],
    "N105": [
        "Dân số của tỉnh là 480 nghìn người, trong đó thành thị 100 nghìn người, nông thôn 380 nghìn người.",
        "Dân số của tỉnh là 480 nghìn người, trong đó nữ 240 nghìn người, nông thôn 380 nghìn người.",
    ],
    "C403": ["Các tỉnh Đắk Nông, Đắk Lắk; Chương trình mỗi xã một sản phẩm."],
    "P105": [
        f"1. Sở Công Thương\n\n- {TASK} của các huyện;\n\n2. Sở Tài chính\n\n- {TASK} của các huyện.\n",
    ],
    "W101": [
        "Xử lý hành vi vi phạm; các bước tiếp theo theo quy định; Luật Chuyển đổi số số 148/2025/QH15.",
        "Luôn luôn đổi mới, ngày ngày tuyên truyền.",
    ],
    "W102": ["a) Có 99 sản phẩm (34 sản phẩm 4 sao);\n\nb) Có 3 lớp (1) ở tỉnh, (2) ở huyện."],
    "T103": [
        "I. KẾT QUẢ THỰC HIỆN NĂM 2020\n\nTỉnh đã ban hành Quyết định số 815/QĐ-UBND ngày 11/10/2020 của Ủy ban nhân "
        "dân tỉnh; thực hiện Quyết định số 15/QĐ-UBND ngày 11/01/2021 của Ủy ban nhân dân tỉnh.",
    ],
    "C501": [
        "Căn cứ Nghị định số 98/2018/NĐ-CP ngày 05/7/2018 của Chính phủ về chính sách khuyến khích hợp tác;\n\n"
        "Căn cứ Luật Hợp tác xã;\n\nThực hiện Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ phê "
        "duyệt Chương trình mỗi xã một sản phẩm; trong Quyết định số 919/QĐ-TTg có nêu.",
    ],
}


@pytest.mark.parametrize(("code", "text", "quotes"), [(c, *one) for c, texts in GIVES.items() for one in texts])
def test_found(code: str, text: str, quotes: list[str] | None, rulebook: Rulebook) -> None:
    findings = given(code, text, rulebook)
    assert findings
    if quotes:
        assert [" ".join(side.quote.split()) for side in findings[0].evidence] == quotes


@pytest.mark.parametrize(("code", "text"), [(c, text) for c, texts in SILENT.items() for text in texts])
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not given(code, text, rulebook)


SHARES = (
    "TT\tLoại hình\tSố lượng\tTỷ lệ (%)\n1\tHộ\t1.900\t{}\n2\tHTX\t60\t{}\n3\tDoanh nghiệp\t39\t{}\n"
    "4\tTổ hợp tác\t1\t{}\nTổng cộng\t\t2.000\t100\n"
)


@pytest.mark.parametrize(
    ("shares", "count"),
    [(("95", "3", "1,95", "0,05"), 0), (("95", "3", "1,9", "0,5"), 1), (("95", "40", "50", "0,5"), 0)],
    ids=["right", "one wrong", "no shares of these"],
)
def test_shares_in_a_table(shares: tuple[str, ...], count: int, rulebook: Rulebook) -> None:
    findings = given("N202", SHARES.format(*shares), rulebook)
    assert len(findings) == count
    if findings:
        assert (findings[0].expected, findings[0].found) == ("0,05", "0,5")


@pytest.mark.parametrize(("share", "count"), [("86.7", 1), ("86,7", 0)])
def test_dots_of_two_kinds_in_a_table(share: str, count: int, rulebook: Rulebook) -> None:
    text = f"TT\tNhóm\tSố lượng\tTỷ lệ (%)\n1\tThực phẩm\t1.630\t{share}\n2\tĐồ uống\t1.361\t13,3\n3\tKhác\t12\t5\n"
    assert len(given("N401", text, rulebook)) == count
