"""Figures in running text that part a whole: their sum, their shares; sums said again, lists with other things."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

PLACES = (
    "Yên Bình|Trấn Yên|Lục Yên|Văn Yên|Văn Chấn|Trạm Tấu|Mù Cang Chải|Nghĩa Lộ|Âu Lâu|Tuy Lộc|Bảo Hà|Văn Phú|Hợp Minh"
)
IN_ROWS_AND_COLUMNS = (
    "Phụ lục\nPHÂN BỔ KINH PHÍ THEO ĐƠN VỊ\nĐơn vị tính: Triệu đồng\n"
    "TT\tĐơn vị\tNgân sách trung ương\tNgân sách tỉnh\tTổng cộng\nA\tCác huyện, thị xã\t1.300\t650\t1.950\n"
    + "".join(f"{row}\tHuyện {place}\t100\t50\t150\n" for row, place in enumerate(PLACES.split("|"), 1))
    + "B\tCác sở\t200\t100\t300\n1\tSở Công Thương\t150\t40\t190\n2\tSở Tài chính\t50\t60\t110\n"
    "\tTổng cộng (A+B)\t1.500\t750\t2.250\n"
)

GIVES = [
    Gives(
        "N108",
        "error",
        headed("Toàn tỉnh mở 47 lớp, gồm: năm 2020 mở 12 lớp, năm 2021 mở 15 lớp, năm 2022 mở 18 lớp."),
        ["47 lớp", "12 lớp", "15 lớp", "18 lớp"],
    ),
    Gives(
        "N108",
        "error",
        headed(
            "Tổng vốn huy động 8.400 triệu đồng, phân theo nguồn:\n\n- Ngân sách tỉnh: 3.000 triệu đồng;\n\n"
            "- Ngân sách huyện: 2.500 triệu đồng;\n\n- Vốn của chủ thể: 3.200 triệu đồng."
        ),
        ["8.400 triệu đồng", "3.000 triệu đồng", "2.500 triệu đồng", "3.200 triệu đồng"],
    ),
    Gives(
        "N108",
        "error",
        headed("Có 61 sản phẩm phân bố như sau: huyện Lục Yên 20; huyện Văn Yên 18; thị xã Nghĩa Lộ 24."),
        ["61 sản phẩm phân bố", "20", "18", "24"],
    ),
    Gives(
        "N203",
        "error",
        headed(
            "Trong 100 chủ thể có 47 hợp tác xã (chiếm 47%), 31 hộ kinh doanh (chiếm 34%), 22 doanh nghiệp (chiếm 22%)."
        ),
        ["31 hộ kinh doanh (chiếm 34%)"],
        "31%",
    ),
    Gives(
        "N203",
        "error",
        headed(
            "Toàn tỉnh có 300 sản phẩm, chia theo năm: năm 2020 có 51 sản phẩm (17%), năm 2021 có 72 sản phẩm "
            "(24%), năm "
            "2022 có 177 sản phẩm (56%)."
        ),
        ["177 sản phẩm (56%)"],
        "59%",
    ),
    Gives(
        "N203",
        "error",
        headed("Trong 80 chủ thể có 40 hợp tác xã (50%), 24 hộ kinh doanh (30%), 16 doanh nghiệp (25%)."),
        ["16 doanh nghiệp (25%)"],
        "20%",
    ),
    Gives(
        "N108",
        "error",
        headed("Mở 47 lớp tập huấn, gồm: năm 2020 mở 12 lớp, năm 2021 mở 15 lớp, năm 2022 mở 18 lớp."),
        ["47 lớp tập huấn", "12 lớp", "15 lớp", "18 lớp"],
    ),
    Gives(
        "N108",
        "error",
        headed("Toàn huyện có 37 chủ thể: 18 hợp tác xã, 07 doanh nghiệp, 15 hộ kinh doanh."),
        ["37 chủ thể", "18 hợp tác xã", "07 doanh nghiệp", "15 hộ kinh doanh"],
    ),
    Gives(
        "N108",
        "error",
        headed("Trong 21 sản phẩm có 07 sản phẩm 4 sao và 15 sản phẩm 3 sao."),
        ["21 sản phẩm có", "07 sản phẩm 4 sao", "15 sản phẩm 3 sao"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N108": {
        "adds up": headed("Toàn tỉnh mở 45 lớp, gồm: năm 2020 mở 12 lớp, năm 2021 mở 15 lớp, năm 2022 mở 18 lớp."),
        "some of them": headed("Có 61 sản phẩm, nhiều nhất là huyện Lục Yên 20 sản phẩm, huyện Văn Yên 18 sản phẩm."),
        "lower bounds": headed(
            "Mở 47 lớp, gồm: năm 2020 mở ít nhất 12 lớp, năm 2021 mở trên 15 lớp, năm 2022 mở khoảng 18 lớp."
        ),
        "others are named behind": headed(
            "Có 61 sản phẩm, gồm: huyện Lục Yên 20 sản phẩm, huyện Văn Yên 18 sản phẩm, còn lại là các huyện khác."
        ),
        "to date, not of these years": headed(
            "Đến nay có 60 sản phẩm còn hạn; năm 2020 công nhận 20 sản phẩm, năm 2021 công nhận 22 sản phẩm, năm "
            "2022 công "
            "nhận 24 sản phẩm."
        ),
        "what was withdrawn is told": headed(
            "Toàn tỉnh có 60 sản phẩm, gồm: năm 2020 có 20 sản phẩm, năm 2021 có 18 sản phẩm, năm 2022 có 24 sản "
            "phẩm; đã "
            "thu hồi 02 sản phẩm."
        ),
    },
    "N203": {
        "right": headed("Trong 80 chủ thể có 40 hợp tác xã (50%), 24 hộ kinh doanh (30%), 16 doanh nghiệp (20%)."),
        "cut off, not rounded": headed("Trong 60 chủ thể có 40 hợp tác xã (66,6%), 20 hộ kinh doanh (33,3%)."),
        "of the plan": headed(
            "Năm 2020 có 50 sản phẩm (110%), năm 2021 có 70 sản phẩm (95%), năm 2022 có 80 sản phẩm (102%)."
        ),
        "of another whole": headed(
            "Có 40 hợp tác xã (12% số hợp tác xã của tỉnh), 24 hộ kinh doanh (1%), 16 doanh nghiệp (4%)."
        ),
    },
    "N101": {
        "parts in its row and in its column": headed(IN_ROWS_AND_COLUMNS),
        "the total said again, rounded": headed(
            "Tổng kinh phí 41.318 triệu đồng (làm tròn 41,3 tỷ đồng), gồm: ngân sách tỉnh 30.000 triệu đồng; ngân sách "
            "huyện 11.318 triệu đồng."
        ),
        "the total said again, in other units": headed(
            "Tổng vốn 2.500 triệu đồng (tương đương 2,5 tỷ đồng), gồm: vốn tỉnh 1.500 triệu đồng; vốn xã 1.000 "
            "triệu đồng."
        ),
    },
    "N103": {
        "boards beside the kinds": headed(
            "Toàn tỉnh có 64 chủ thể, gồm: 30 hợp tác xã, 20 hộ kinh doanh, 12 công ty và 02 ban quản lý di tích."
        ),
        "some of them after trong đó": headed(
            "Toàn tỉnh có 64 chủ thể, trong đó 20 hợp tác xã, 10 hộ kinh doanh, 12 công ty, tiêu biểu ở vùng cao."
        ),
        "a farm at the beginning of the list": headed(
            "Có 64 chủ thể gồm 02 trang trại, 30 hợp tác xã, 20 hộ kinh doanh và 12 doanh nghiệp."
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (
            "N101",
            "Tổng kinh phí 41.318 triệu đồng (làm tròn 41,3 tỷ đồng), gồm: ngân sách tỉnh 30.000 triệu đồng; ngân sách "
            "huyện 12.000 triệu đồng.",
        ),
        ("N103", "Toàn tỉnh có 64 chủ thể, gồm: 30 hợp tác xã, 20 hộ kinh doanh, 18 công ty và 02 ban quản lý."),
    ],
    ids=["the total said again", "more than the total, other things left aside"],
)
def test_what_is_passed_over_hides_no_wrong_sum(code: str, text: str, rulebook: Rulebook) -> None:
    assert [finding.severity for finding in findings(code, headed(text), rulebook)] == ["error"]
