"""What a careful reader sees without knowing more: names, labels, headings, signs and units that do not agree."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

LIST = "Danh mục phụ lục:\n\nPhụ lục 01: Danh mục sản phẩm\n\nPhụ lục 02: Khung kế hoạch thực hiện Chương trình\n\n"
ANNEXES = (
    "Phụ lục 03: Dự toán kinh phí\n\nPHỤ LỤC 01: DANH MỤC SẢN PHẨM\n\n" + "Quế thanh, quế chi, tinh dầu quế. " * 12
)
TASKS = (
    "IV. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Kinh tế: chủ trì.\n\n2. Phòng Tài chính: cấp vốn.\n\n3. Ủy ban nhân dân các xã"
)
CLOSED = "Trong quá trình thực hiện có vướng mắc, các đơn vị báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định"
SENT = "\n\nNơi nhận:\n- Chi cục Phát triển nông thôn;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Huy An"

GIVES = [
    Gives("C210", "warning", headed("Kế hoạch 61/KH-UBND năm 2022 được gửi các xã."), ["61/KH-UBND năm 2022"], "2023"),
    Gives(
        "C410",
        "note",
        headed(
            "Ban Chỉ đạo các Chương trình MTQG tỉnh họp hằng quý.\n\nCác xã báo cáo Ban Chỉ đạo Chương trình MTQG tỉnh."
        ),
        ["Ban Chỉ đạo các Chương trình MTQG tỉnh", "Ban Chỉ đạo Chương trình MTQG tỉnh"],
    ),
    Gives(
        "C410",
        "note",
        headed("Ban Điều hành OCOP tỉnh họp hằng quý.\n\nCác xã báo cáo Ban Chỉ đạo Chương trình OCOP tỉnh."),
        ["Ban Điều hành OCOP tỉnh", "Ban Chỉ đạo Chương trình OCOP tỉnh"],
    ),
    Gives("C410", "note", headed("Gửi Văn phòng Điều phối tỉnh trước ngày 15."), ["Văn phòng Điều phối tỉnh"]),
    Gives(
        "C401",
        "note",
        headed("Gửi Ngân hàng Nhà nước chi nhánh tỉnh để phối hợp."),
        ["Ngân hàng Nhà nước chi nhánh tỉnh"],
        "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh",
    ),
    Gives(
        "C505",
        "note",
        headed("Lồng ghép Đề án “Hỗ trợ hợp tác xã kiểu mới giai đoạn 2021 - 2025” của Chính phủ với việc trồng quế."),
        ["Đề án “Hỗ trợ hợp tác xã kiểu mới giai đoạn 2021 - 2025” của Chính phủ"],
    ),
    Gives(
        "C505",
        "note",
        headed(
            "Phát triển theo Bộ tiêu chí phân hạng sản phẩm được Thủ tướng Chính phủ phê duyệt theo hướng bền vững."
        ),
        ["Bộ tiêu chí phân hạng sản phẩm được Thủ tướng Chính phủ phê duyệt"],
    ),
    Gives(
        "N212",
        "warning",
        headed("Có 90 hộ đăng ký mã vạch, trên tổng số 600 sản phẩm, chiếm 15% số sản phẩm."),
        ["90 hộ đăng ký mã vạch, trên tổng số 600 sản phẩm, chiếm 15%"],
    ),
    Gives(
        "N403",
        "note",
        headed("Doanh thu của Văn Yên đạt 98 triệu đồng/ha, Lục Yên 112 triệu đồng/ha, Trấn Yên 87 triệu đ/ha."),
        ["87 triệu đ/ha", "triệu đồng/ha"],
    ),
    Gives(
        "N403",
        "note",
        headed("Xuất khẩu quế đạt 90 triệu USD, bình quân 30 triệu/năm."),
        ["30 triệu/năm", "triệu USD"],
    ),
    Gives(
        "P114",
        "note",
        headed("Xây dựng Đề án Làng nghề du lịch Bảo Hà.\n\nVốn của Dự án Làng nghề du lịch Bảo Hà do tỉnh bố trí."),
        ["Đề án Làng nghề du lịch Bảo Hà", "Dự án Làng nghề du lịch Bảo Hà"],
    ),
    Gives(
        "S104",
        "note",
        headed("I. KẾ HOẠCH\n\n1. Giải pháp\n\nTrồng quế.\n\n2. Giải pháp và tổ chức thực hiện\n\nGiao các xã."),
        ["1. Giải pháp", "2. Giải pháp và tổ chức thực hiện"],
    ),
    Gives(
        "S105",
        "note",
        headed("Kết quả:\n\n(1). Tập huấn cho các hộ.\n\n(2). Cấp giống quế.\n\n(3) Mở hội chợ.\n\n(4) Tổng kết."),
        ["(1). Tập huấn cho các hộ.", "(2). Cấp giống quế.", "(3) Mở hội chợ."],
    ),
    Gives(
        "S105",
        "note",
        headed("Kết quả:\n\na) Tập huấn cho các hộ.\n\nb. Cấp giống quế.\n\nc. Mở hội chợ."),
        ["a) Tập huấn cho các hộ.", "b. Cấp giống quế."],
    ),
    Gives(
        "S106",
        "note",
        headed(
            "1. Tập huấn cán bộ cấp tỉnh, huyện\n\nĐối tượng: cán bộ cấp tỉnh, cấp huyện, cấp xã.\n\n2. Hội chợ\n\nMở."
        ),
        ["1. Tập huấn cán bộ cấp tỉnh, huyện", "cấp tỉnh, cấp huyện, cấp xã"],
    ),
    Gives(
        "S202",
        "note",
        headed(
            "Bảng 1: Số sản phẩm theo nhóm\n\nChè.\n\nPHỤ LỤC I\n(Kèm theo Kế hoạch số 61/KH-UBND ngày 15/3/2023)\n\n"
            "Bảng 1: Kinh phí theo năm\n\nTrăm triệu."
        ),
        ["Bảng 1: Số sản phẩm theo nhóm", "Bảng 1: Kinh phí theo năm"],
    ),
    Gives("S211", "note", headed(f"{CLOSED}.{SENT}"), [f"{CLOSED}."]),
    Gives(
        "S212",
        "warning",
        headed(f"{LIST}{ANNEXES}\n\nPHỤ LỤC 02: KHUNG KẾ HOẠCH THỰC HIỆN ĐỀ ÁN\n\nQuý I."),
        ["Phụ lục 02: Khung kế hoạch thực hiện Chương trình", "PHỤ LỤC 02: KHUNG KẾ HOẠCH THỰC HIỆN ĐỀ ÁN"],
        "Khung kế hoạch thực hiện Chương trình",
    ),
    Gives(
        "S212",
        "note",
        headed(
            f"{LIST}Phụ lục 03\n\nDỰ TOÁN KINH PHÍ THỰC HIỆN\n\nPHÂN BỔ VỐN NGÂN SÁCH THEO NĂM\n\n"
            "PHỤ LỤC 01: DANH MỤC SẢN PHẨM\n\n" + "Quế thanh, quế chi. " * 20
        ),
        ["PHÂN BỔ VỐN NGÂN SÁCH THEO NĂM"],
    ),
    Gives("S213", "note", headed("Như dưới.\n\nPHỤ LỤC I: DANH MỤC\n\nQuế."), ["PHỤ LỤC I: DANH MỤC"]),
    Gives(
        "V102",
        "note",
        headed("Toàn tỉnh có nhóm Vải may mặc 12 sản phẩm.", "15/3/2022"),
        ["Vải may mặc"],
        "Vải và may mặc",
    ),
    Gives("W103", "note", headed("Các xã tổng hợp, báo cáo ./."), ["cáo ./."]),
    Gives("W103", "note", headed("Trồng quế,hồi và chè;, nuôi cá."), ["quế,hồi và chè;, nuôi cá.", "chè;, nuôi cá."]),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


@pytest.mark.parametrize(
    ("sent", "lacking"),
    [
        ("- Chi cục Phát triển nông thôn;", "Ủy ban nhân dân các xã; Phòng Tài chính"),
        ("- UBND các xã;", "Phòng Tài chính"),
        ("- Các phòng, ban huyện;\n- UBND các xã;", None),
        ("- Như mục IV;", None),
        ("- Các đơn vị được giao nhiệm vụ;", None),
    ],
)
def test_s303_names_who_is_left_out(sent: str, lacking: str | None, rulebook: Rulebook) -> None:
    text = headed(f"{TASKS}: đôn đốc các hộ./.\n\nNơi nhận:\n{sent}\n- Lưu: VT.\n\nCHỦ TỊCH")
    found = findings("S304", text, rulebook)
    assert [one.found for one in found] == ([lacking] if lacking else [])


SILENT = {
    "C210": {
        "the year of issue": headed("Kế hoạch 61/KH-UBND năm 2023 được gửi các xã."),
        "an act of another office": headed("Kế hoạch 61/KH-SNN năm 2022 của Sở."),
        "a number, no year": headed("Kế hoạch 61/KH-UBND 2020 sản phẩm", "15/3/2020"),
    },
    "C410": {
        "a short name beside the whole one": headed(
            "Ban Chỉ đạo các Chương trình MTQG tỉnh họp.\n\nCác xã báo cáo Ban Chỉ đạo tỉnh, Ban Chỉ đạo phân công."
        ),
        "two levels": headed(
            "Ban Chỉ đạo Chương trình OCOP tỉnh và Ban Chỉ đạo xây dựng nông thôn mới huyện cùng họp."
        ),
        "initials": headed("Ban Chỉ đạo Chương trình MTQG tỉnh; Ban Chỉ đạo Chương trình mục tiêu quốc gia tỉnh."),
        "in the title of an act": headed(
            "Ban Chỉ đạo các Chương trình MTQG tỉnh họp.\n\nCăn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2021 của Ủy ban "
            "nhân dân tỉnh về việc thành lập Ban Chỉ đạo Chương trình OCOP tỉnh;"
        ),
        "the whole name elsewhere": headed(
            "Văn phòng Điều phối nông thôn mới tỉnh tổng hợp. Văn phòng Điều phối tỉnh gửi."
        ),
    },
    "C505": {
        "in its sentence": headed(
            "Theo Quyết định số 1804/QĐ-TTg ngày 13/11/2020, Đề án “Hỗ trợ hợp tác xã kiểu mới” của Chính phủ có vốn."
        ),
        "with its title elsewhere": headed(
            "Căn cứ Quyết định số 1804/QĐ-TTg ngày 13/11/2020 của Thủ tướng Chính phủ phê duyệt Chương trình hỗ trợ "
            "hợp tác xã kiểu mới;\n\nLồng ghép Chương trình “Hỗ trợ hợp tác xã kiểu mới” của Chính phủ."
        ),
        "of the province": headed("Lồng ghép Đề án “Hỗ trợ hợp tác xã kiểu mới” của tỉnh."),
    },
    "N212": {
        "one kind": headed("Có 90 hộ tham gia, trên tổng số 600 hộ, chiếm 15%."),
        "an average": headed("Có 90 sản phẩm trên 30 xã, đạt 3 sản phẩm mỗi xã."),
    },
    "N403": {
        "short throughout": headed("Doanh thu của Văn Yên đạt 98 triệu/ha, Lục Yên 112 triệu/ha."),
        "in another sentence": headed("Vốn là 90 triệu đồng. Thu nhập đạt 45 triệu/người."),
    },
    "P114": {
        "two works": headed("Đề án Làng nghề du lịch Bảo Hà; Dự án Làng nghề du lịch Cao Thắng."),
        "no name": headed("Đề án phát triển sản phẩm và Dự án phát triển sản phẩm."),
    },
    "S104": {
        "the second has other words": headed(
            "I. KẾ HOẠCH\n\n1. Mục tiêu\n\nTrồng quế.\n\n2. Mục tiêu cụ thể và giải pháp\n\nGiao các xã."
        ),
        "below another heading": headed(
            "I. MỤC TIÊU\n\n1. Giải pháp\n\nTrồng.\n\nII. VIỆC\n\n1. Giải pháp và tổ chức thực hiện\n\nGiao."
        ),
    },
    "S105": {
        "a list within an item": headed(
            "1. Trồng:\n\n(1) quế\n\n(2) hồi\n\n2. Chăm sóc:\n\na) bón phân\n\nb) tỉa cành"
        ),
        "two lists": headed("Trồng:\n\n(1) quế\n\n(2) hồi\n\nNuôi:\n\n1) cá\n\n2) lợn"),
        "points within numbers": headed("1. Trồng\n\na) quế\n\nb) hồi\n\n2. Nuôi\n\na) cá\n\nb) lợn\n\n3. Chế biến."),
    },
    "S106": {
        "the same levels": headed(
            "1. Tập huấn cán bộ cấp tỉnh, huyện\n\nCho cán bộ cấp tỉnh, cấp huyện.\n\n2. Hội chợ\n\nMở."
        ),
        "one level": headed("1. Tập huấn cán bộ cấp tỉnh\n\nCho cán bộ cấp tỉnh, cấp huyện.\n\n2. Hội chợ\n\nMở."),
    },
    "S202": {
        "the same table again": headed("Bảng 1: Số sản phẩm\n\nChè.\n\nPHỤ LỤC I\n\nBảng 1: Số sản phẩm\n\nChè."),
        "annexes that begin anew": headed(
            "Như sau.\n\nPHỤ LỤC I\n\nBảng 1: Số sản phẩm\n\nChè.\n\nPHỤ LỤC II\n\nBảng 1: Kinh phí\n\nTrăm triệu."
        ),
    },
    "S211": {
        "closed": headed(f"{CLOSED}./.{SENT}"),
        "closed with blanks": headed(f"{CLOSED}. / .{SENT}"),
        "no recipients": headed(f"{CLOSED}."),
        "a normative act": headed(
            f"{CLOSED}.{SENT}", number="09/2023/TT-BCT", kind="THÔNG TƯ", issuer="BỘ CÔNG THƯƠNG", place="Hà Nội"
        ),
    },
    "S212": {
        "the same in capitals": headed(
            f"{LIST}{ANNEXES}\n\nPHỤ LỤC 02: KHUNG KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH\n\nQuý I."
        ),
        "a longer title": headed(
            f"{LIST}{ANNEXES}\n\nPHỤ LỤC 02: KHUNG KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH NĂM 2023\n\nQuý I."
        ),
        "no list": headed("PHỤ LỤC 01: DANH MỤC SẢN PHẨM\n\nQuế.\n\nPHỤ LỤC 02: DỰ TOÁN\n\nTrăm triệu."),
    },
    "S213": {
        "attached": headed(
            "Như dưới.\n\nPHỤ LỤC I: DANH MỤC\n(Kèm theo Kế hoạch số 61/KH-UBND ngày 15/3/2023)\n\nQuế."
        ),
        "one of two": headed(
            "PHỤ LỤC I: DANH MỤC\n(Kèm theo Kế hoạch số 61/KH-UBND)\n\nQuế.\n\nPHỤ LỤC II: DỰ TOÁN\n\nTrăm triệu."
        ),
    },
    "V102": {
        "with its comma": headed("Toàn tỉnh có nhóm Vải, may mặc 12 sản phẩm.", "15/3/2022"),
        "dashes without blanks": headed("Nhóm lưu niệm-nội thất-trang trí có 12 sản phẩm.", "15/3/2022"),
    },
    "W103": {
        "an ellipsis": headed("Quế, hồi,... và chè… được trồng."),
        "an address": headed("Xem www.yenbai.gov.vn,trang tin của tỉnh."),
        "the number of a footnote": headed("Trồng quế¹ , hồi."),
        "a decimal and a time": headed("Đạt 12,5% vào lúc 8:30."),
    },
}


@pytest.mark.parametrize(("code", "text"), list(silent(SILENT)))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert findings(code, text, rulebook) == ()
