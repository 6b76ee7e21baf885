"""Checks on what is left, what stands twice, what is counted in a sentence, and what is out of its row or its year."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

PRICES = "| STT | Nội dung | Số lượng | Đơn giá | Thành tiền |\n|---|---|---|---|---|\n"
ROWS = "| STT | Tên sản phẩm | Chủ thể |\n|---|---|---|\n"

GIVES = [
    Gives(
        "N109",
        "error",
        headed("Kinh phí giao 1.900 triệu đồng, đã giải ngân 1.250 triệu đồng; còn lại 560 triệu đồng."),
        ["1.900 triệu đồng", "1.250 triệu đồng", "còn lại 560 triệu đồng"],
        "650 triệu đồng",
    ),
    Gives(
        "N109",
        "error",
        headed("Tổng vốn 12,4 tỷ đồng; đã phân bổ 9,1 tỷ đồng, còn lại là 3,5 tỷ đồng chờ phân bổ."),
        ["12,4 tỷ đồng", "9,1 tỷ đồng", "còn lại là 3,5 tỷ đồng"],
        "3,3 tỷ đồng",
    ),
    Gives(
        "N110",
        "warning",
        headed("Trong 40/45 xã đã ban hành kế hoạch, có 12 xã làm quý I, 19 xã làm quý II, 8 xã làm quý III."),
        ["40/45 xã", "12 xã", "19 xã", "8 xã"],
    ),
    Gives(
        "N111",
        "error",
        headed("Chi thưởng 95 triệu đồng (3 sản phẩm 4 sao x 15 triệu đồng; 4 sản phẩm 3 sao x 10 triệu đồng)."),
        ["95 triệu đồng (3 sản phẩm 4 sao x 15 triệu đồng; 4 sản phẩm 3 sao x 10 triệu đồng)"],
        "85",
    ),
    Gives(
        "N111",
        "error",
        headed(f"{PRICES}| 1 | Nhãn | 20 | 50.000 | 1.200.000 |\n| 2 | Hộp | 30 | 40.000 | 1.200.000 |\n"),
        ["20", "50.000", "1.200.000"],
        "1.000.000",
    ),
    Gives(
        "N111",
        "error",
        headed("Hỗ trợ 65 sản phẩm, mức 100 triệu đồng/sản phẩm, kinh phí 6.200 triệu đồng."),
        ["65 sản phẩm, mức 100 triệu đồng/sản phẩm, kinh phí 6.200 triệu đồng"],
        "6.500",
    ),
    Gives(
        "N206",
        "error",
        headed("Quý I 20 sản phẩm, quý II 25 sản phẩm. Số sản phẩm quý II tăng 52% so với quý I."),
        ["quý II tăng 52% so với quý I"],
        "25%",
    ),
    Gives(
        "N206",
        "error",
        headed("Năm 2021 có 40 chủ thể, năm 2022 có 34 chủ thể; năm 2022 giảm 51% so với năm 2021."),
        ["năm 2022 giảm 51% so với năm 2021"],
        "15%",
    ),
    Gives(
        "P113",
        "warning",
        headed("I. MỤC TIÊU", title="Phát triển sản phẩm OCOP trên địa bàn tỉnh Điện Biên năm 2024"),
        ["Phát triển sản phẩm OCOP trên địa bàn tỉnh Điện Biên năm 2024"],
        "Yên Bái",
    ),
    Gives(
        "V108",
        "warning",
        headed("Sản phẩm từ 60 điểm đến dưới 90 điểm được xếp hạng 4 sao."),
        ["từ 60 điểm đến dưới 90 điểm được xếp hạng 4 sao"],
        "70",
    ),
    Gives("V108", "warning", headed("Hạng 3 sao: từ 55 đến dưới 70 điểm."), ["3 sao: từ 55 đến dưới 70 điểm"], "50"),
    Gives(
        "V101",
        "warning",
        headed("Phát triển sáu nhóm: (1) thực phẩm; (2) đồ uống; (3) thảo dược; (4) hàng thủ công mỹ nghệ."),
        ["thảo dược"],
        "Dược liệu và sản phẩm từ dược liệu",
    ),
    Gives(
        "C102",
        "error",
        headed("Thực hiện Quyết định số 919/QĐ ngày 01/8/2022 của Thủ tướng Chính phủ về Chương trình."),
        ["Quyết định số 919/QĐ ngày 01/8/2022 của Thủ tướng Chính phủ"],
        "919/QĐ-TTg",
    ),
    Gives(
        "C103",
        "error",
        headed("Thực hiện Quyết định số 919/QĐ-TgT ngày 01/8/2022 của Thủ tướng Chính phủ về Chương trình."),
        ["Quyết định số 919/QĐ-TgT ngày 01/8/2022 của Thủ tướng Chính phủ"],
        "919/QĐ-TTg",
    ),
    Gives(
        "T102",
        "error",
        headed("I. KẾT QUẢ\n1. Đến ngày 31/12/2023, toàn tỉnh có 138 sản phẩm còn thời hạn."),
        ["1. Đến ngày 31/12/2023, toàn tỉnh có 1", "ngày 15 tháng 03 năm 2023"],
    ),
    Gives(
        "N205",
        "error",
        headed("Trong năm có 34 sản phẩm được công nhận. So với kế hoạch 30 sản phẩm, đạt 119,3%."),
        ["So với kế hoạch 30 sản phẩm, đạt 119,3%"],
        "113,3%",
    ),
    Gives(
        "P106",
        "warning",
        headed(
            "Bảng 1. Sản phẩm đánh giá lại (03 sản phẩm)\n"
            f"{ROWS}| 1 | Miến dong | HTX Bản Lằng |\n| 2 | Bột dong | HTX Nà Lẹng |\n"
        ),
        ["Bảng 1. Sản phẩm đánh giá lại (03 sản phẩm)", "| STT | Tên sản phẩm | Chủ thể |"],
        "3",
    ),
    Gives(
        "P109",
        "warning",
        headed(f"{ROWS}| 1 | Miến dong Bản Lằng | HTX Bản Lằng |\n| 2 | Miến dong Bản Lằng | HTX Bản Lằng |\n"),
        ["Miến dong Bản Lằng", "Miến dong Bản Lằng"],
    ),
    Gives(
        "P110",
        "warning",
        headed("Bốn hội chợ ngoài tỉnh gồm: Hà Nội (tháng 3), Hải Phòng và Đà Nẵng (tháng 9)."),
        ["Bốn hội chợ ngoài tỉnh gồm: Hà Nội (tháng 3), Hải Phòng và Đà Nẵng (tháng 9)"],
        "4",
    ),
    Gives(
        "S207",
        "warning",
        headed("Bảng 1. Số sản phẩm theo nhóm\nThực phẩm nhiều nhất.\n\nBảng 3. Kinh phí thực hiện\nDo tỉnh bảo đảm."),
        ["Bảng 1. Số sản phẩm theo nhóm", "Bảng 3. Kinh phí thực hiện"],
        "2",
    ),
    Gives(
        "S207",
        "warning",
        headed("Doanh thu tăng đều.\n\nBảng 2. Doanh thu của các chủ thể\nHợp tác xã cao nhất."),
        ["Bảng 2. Doanh thu của các chủ thể"],
        "1",
    ),
    Gives(
        "T108",
        "warning",
        headed("III. TIẾN ĐỘ\n1. Quý II năm 2023: đánh giá.\n2. Quý IV năm 2022: tổng kết.", title="Kế hoạch năm 2023"),
        ["Quý IV năm 2022:"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N109": {
        "right": headed("Kinh phí giao 1.900 triệu đồng, đã giải ngân 1.250 triệu đồng; còn lại 650 triệu đồng."),
        "of another whole": headed(
            "Giao 1.900 triệu đồng, giải ngân 1.250 triệu đồng; còn lại 30 triệu đồng chưa chi."
        ),
        "products": headed("Có 03 sản phẩm đạt; 05 sản phẩm còn lại được hướng dẫn."),
        "one sum alone": headed("Đã giải ngân 1.250 triệu đồng; còn lại 560 triệu đồng."),
    },
    "N110": {
        "right": headed("Trong 40/45 xã đã có kế hoạch, có 12 xã làm quý I, 20 xã làm quý II, 8 xã làm quý III."),
        "two counts": headed("Có 40/45 xã đã có kế hoạch, 12 xã làm quý I, 30 xã làm quý II."),
        "overlapping by far": headed("Có 40/45 xã tham gia, 30 xã có bảng, 25 xã có tờ rơi, 20 xã có loa."),
        "another sentence": headed("Có 40/45 xã tham gia. Có 12 xã miền núi, 19 xã đồng bằng, 8 xã ven biển."),
    },
    "N111": {
        "right": headed("Chi 85 triệu đồng (3 sản phẩm 4 sao x 15 triệu đồng; 4 sản phẩm 3 sao x 10 triệu đồng)."),
        "in another unit": headed(f"{PRICES}| 1 | Nhãn | 20 | 50.000 | 1.000 |\n| 2 | Hộp | 30 | 40.000 | 1.200 |\n"),
        "a rate": headed("Chi 95 triệu đồng (mức 15 triệu đồng/sản phẩm)."),
        "right at a rate": headed("Hỗ trợ 62 sản phẩm, mức 100 triệu đồng/sản phẩm, kinh phí 6,2 tỷ đồng."),
        "a rate that is the most": headed(
            "Hỗ trợ 65 sản phẩm, mức tối đa 10 triệu đồng/sản phẩm, kinh phí 500 triệu đồng."
        ),
        "no count": headed(f"{PRICES}| 1 | Nhãn | | 50.000 | 1.200.000 |\n"),
    },
    "N206": {
        "right": headed("Quý I 20 sản phẩm, quý II 25 sản phẩm. Số sản phẩm quý II tăng 25% so với quý I."),
        "no figures": headed("Doanh thu quý II tăng 52% so với quý I."),
        "two figures of one time": headed(
            "Quý I 20 sản phẩm; quý I 40 đơn; quý II 25 đơn. Quý II tăng 52% so với quý I."
        ),
    },
    "P113": {
        "its own": headed("Thực hiện.", title="Phát triển sản phẩm OCOP trên địa bàn tỉnh Yên Bái năm 2024"),
        "both": headed("Thực hiện.", title="Kết nối tỉnh Yên Bái và tỉnh Phú Thọ"),
        "with another": headed("Thực hiện.", title="Phối hợp với tỉnh Phú Thọ năm 2024"),
        "at another": headed("Thực hiện.", title="Tham gia hội chợ tại thành phố Hà Nội"),
    },
    "V108": {
        "right": headed("Hạng 3 sao: từ 50 đến dưới 70 điểm; từ 70 đến dưới 90 điểm: 4 sao."),
        "of another year": headed("Năm 2017, thí điểm xếp hạng: từ 60 đến dưới 80 điểm: 4 sao."),
        "points of a product": headed("Sản phẩm đạt 72 điểm, hạng 4 sao."),
    },
    "C102": {
        "whole": headed("Thực hiện Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ."),
        "of old": headed("Thực hiện Quyết định số 327/QĐ ngày 15/9/1992 của Hội đồng Bộ trưởng."),
    },
    "C103": {
        "a code of its own": headed("Theo Quyết định số 12/QĐ-UBDT ngày 01/8/2022 của Ủy ban Dân tộc."),
        "a local code": headed("Theo Kế hoạch số 12/KH-UBMT ngày 01/8/2022 của Ủy ban Mặt trận Tổ quốc."),
    },
    "T102": {
        "a target": headed("Đến ngày 31/12/2025, phấn đấu toàn tỉnh có 200 sản phẩm."),
        "below a heading of targets": headed(
            "I. MỤC TIÊU\n1. Công nhận mới 30 sản phẩm.\n2. Lũy kế đến ngày 31/12/2025, toàn tỉnh có 181 sản phẩm."
        ),
        "before": headed("Đến ngày 31/12/2022, toàn tỉnh có 138 sản phẩm còn thời hạn."),
    },
    "N205": {
        "right": headed("Trong năm có 34 sản phẩm được công nhận. So với kế hoạch 30 sản phẩm, đạt 113,3%."),
        "done stands elsewhere": headed("So với kế hoạch 30 sản phẩm, đạt 113,3%."),
    },
    "P109": {
        "two producers": headed(f"{ROWS}| 1 | Miến dong | HTX Bản Lằng |\n| 2 | Miến dong | HTX Nà Lẹng |\n"),
        "two products": headed(f"{ROWS}| 1 | Miến dong | HTX Bản Lằng |\n| 2 | Bột dong | HTX Bản Lằng |\n"),
        "two tables": headed(
            f"Bảng 1. Mới\n{ROWS}| 1 | Miến dong | HTX Lằng |\n\nBảng 2. Cũ\n{ROWS}| 1 | Miến dong | HTX Lằng |\n"
        ),
    },
    "P110": {
        "right": headed("Ba hội chợ ngoài tỉnh gồm: Hà Nội, Hải Phòng và Đà Nẵng."),
        "no names": headed("Bốn nhiệm vụ gồm: tuyên truyền, tập huấn và hỗ trợ."),
        "things with words between": headed(
            "Hai điểm bán gồm: Điểm bán tại chợ trung tâm, có kho lạnh và Cửa hàng số 1."
        ),
    },
    "S207": {
        "in order": headed("Bảng 1. Số sản phẩm\nNhiều.\n\nBảng 2. Kinh phí\nĐủ."),
        "not from one on": headed("Bảng 4. Số sản phẩm\nNhiều.\n\nBảng 6. Kinh phí\nĐủ."),
        "what an act puts in": headed("Thay thế bảng như sau:\n\n“Bảng 2. Định mức chi phí vận hành”."),
        "an excerpt": "Bảng 2. Số sản phẩm theo nhóm\nThực phẩm nhiều nhất.",
        "spoken of": headed("Bảng 1. Số sản phẩm\nNhiều, xem Bảng 3 của Báo cáo năm trước."),
    },
    "T108": {
        "below results": headed("I. KẾT QUẢ\n1. Quý IV năm 2022: đã tổng kết.", title="Kế hoạch năm 2023"),
        "in its year": headed("1. Quý IV năm 2023: tổng kết.", title="Kế hoạch năm 2023"),
        "a report": headed("1. Quý IV năm 2022: tổng kết.", kind="BÁO CÁO", title="Kết quả năm 2023"),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
