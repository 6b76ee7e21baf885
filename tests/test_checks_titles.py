"""Titles of acts, names of programmes and bodies, and provinces that a text was copied from."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

OCOP = "Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ"
CRITERIA = "Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ"
OWN = "Quyết định số 702/QĐ-UBND ngày 14/4/2022 của Ủy ban nhân dân tỉnh Yên Bái"
RIGHT = "Phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2021-2025"
QUALITY = "Ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm"
NEW_COUNTRYSIDE = "Chương trình mục tiêu quốc gia xây dựng nông thôn mới"

GIVES = [
    Gives(
        "C404",
        "warning",
        headed(f"Căn cứ {OCOP} phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2018 - 2020;\n\nXét đề nghị."),
        [f"{OCOP} phê duyệt Chương trình mỗi xã một sản phẩm giai đoạn 2018 - 2020"],
        RIGHT,
    ),
    Gives(
        "C404",
        "warning",
        headed(f"Thực hiện {CRITERIA} về chính sách tín dụng phục vụ phát triển nông nghiệp."),
        [f"{CRITERIA} về chính sách tín dụng phục vụ phát triển nông nghiệp"],
        QUALITY,
    ),
    Gives(
        "C404",
        "warning",
        headed(
            f"Căn cứ {CRITERIA} ban hành Bộ tiêu chí đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm;"
        ),
        [f"{CRITERIA} ban hành Bộ tiêu chí đánh giá, phân hạng sản phẩm Chương trình mỗi xã một sản phẩm"],
        QUALITY,
    ),
    Gives(
        "C405",
        "warning",
        headed(
            f"Căn cứ {OWN} phê duyệt Đề án phát triển cây quế hữu cơ giai đoạn 2022 - 2025;\n\n"
            f"I. CĂN CỨ\n\n{OWN} phê duyệt Đề án phát triển cây quế hữu cơ giai đoạn 2021 - 2025;"
        ),
        [
            f"{OWN} phê duyệt Đề án phát triển cây quế hữu cơ giai đoạn 2022 - 2025",
            f"{OWN} phê duyệt Đề án phát triển cây quế hữu cơ giai đoạn 2021 - 2025",
        ],
    ),
    Gives(
        "C405",
        "warning",
        headed(
            f"- {OWN} về việc ban hành Quy chế quản lý nhãn hiệu tập thể;\n\n"
            f"- {OWN} về việc ban hành Quy chế sử dụng nhãn hiệu tập thể;"
        ),
        [
            f"{OWN} về việc ban hành Quy chế quản lý nhãn hiệu tập thể",
            f"{OWN} về việc ban hành Quy chế sử dụng nhãn hiệu tập thể",
        ],
    ),
    Gives(
        "C406",
        "warning",
        headed(
            "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Phú Thọ về phát triển làng nghề;\n\n"
            "Xét đề nghị của Sở Công Thương."
        ),
        ["Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Phú Thọ"],
        "Yên Bái",
    ),
    Gives(
        "C406",
        "warning",
        headed(
            "Thực hiện Nghị quyết số 31/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh Hòa Bình về kế hoạch năm 2023, xã ban "
            "hành kế hoạch."
        ),
        ["Nghị quyết số 31/NQ-HĐND ngày 09/12/2022 của HĐND tỉnh Hòa Bình"],
        "Yên Bái",
    ),
    Gives(
        "C406",
        "note",
        headed("Ban Chỉ đạo được kiện toàn tại Quyết định số 88/QĐ-UBND ngày 05/4/2022 của UBND tỉnh Phú Thọ."),
        ["Quyết định số 88/QĐ-UBND ngày 05/4/2022 của UBND tỉnh Phú Thọ"],
        "Yên Bái",
    ),
    Gives(
        "C409",
        "warning",
        headed(
            "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Yên Bái về phát triển làng nghề "
            "tỉnh Phú Thọ năm 2022;\n\nXét đề nghị của Sở Công Thương."
        ),
        [
            "Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Yên Bái về phát triển làng nghề tỉnh "
            "Phú Thọ năm 2022"
        ],
    ),
    Gives(
        "P104",
        "warning",
        headed(
            "QUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt danh sách 12 sản phẩm OCOP tỉnh Phú Thọ đợt 1.",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        ["Điều 1. Phê duyệt danh sách 12 sản phẩm OCOP tỉnh Phú Thọ"],
        "Yên Bái",
    ),
    Gives(
        "P113",
        "warning",
        headed("QUYẾT ĐỊNH:\n\nĐiều 1. A.", title="Về việc công nhận sản phẩm OCOP tỉnh Phú Thọ năm 2022"),
        ["công nhận sản phẩm OCOP tỉnh Phú Thọ năm 2022"],
        "Yên Bái",
    ),
    Gives(
        "C407",
        "warning",
        headed("Ban Chỉ đạo Chương trình mục tiêu quốc gia nông thôn mới xã họp hằng quý."),
        ["Chương trình mục tiêu quốc gia nông thôn mới"],
        NEW_COUNTRYSIDE,
    ),
    Gives(
        "C407",
        "warning",
        headed("Lồng ghép với phong trào xây dựng nông thôn giai đoạn 2021 - 2025."),
        ["xây dựng nông thôn"],
        "xây dựng nông thôn mới",
    ),
    Gives("C407", "warning", headed("Đề án “mỗi xã một sản” của huyện."), ["mỗi xã một sản"], "Mỗi xã một sản phẩm"),
    Gives(
        "C408",
        "note",
        headed("Giao Sở Văn hóa - Thể thao và Du lịch hướng dẫn."),
        ["Sở Văn hóa - Thể thao và Du lịch"],
        "Sở Văn hóa, Thể thao và Du lịch",
    ),
    Gives(
        "C408",
        "note",
        headed("Giao Sở Khoa học Công nghệ hướng dẫn; Vụ Khoa học Công nghệ góp ý."),
        ["Sở Khoa học Công nghệ"],
        "Sở Khoa học và Công nghệ",
    ),
    Gives(
        "C408",
        "note",
        headed("Theo hướng dẫn của Bộ Công thương về điểm bán."),
        ["Bộ Công thương"],
        "Bộ Công Thương",
    ),
    Gives(
        "C402",
        "error",
        headed("Xử lý theo Luật Hình sự số 100/2015/QH13 ngày 27/11/2015."),
        ["Luật Hình sự số 100/2015/QH13 ngày 27/11/2015"],
        "Bộ luật Hình sự",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


def test_a_title_that_is_cut_is_noted_at_most(rulebook: Rulebook) -> None:
    cut = f"Căn cứ {CRITERIA} ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm;"
    assert [one.severity for one in findings("C404", headed(cut), rulebook)] == ["note"]


SILENT = {
    "C404": {
        "another verb, the programme by its initials": headed(
            f"Căn cứ {CRITERIA} về việc ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm Chương "
            f"trình OCOP;"
        ),
        "dashes and years": headed(
            f"Căn cứ {OCOP} về phê duyệt Chương trình mỗi xã một sản phẩm, giai đoạn 2021 – 2025;"
        ),
        "no title": headed(f"Căn cứ {OCOP};\n\nXét đề nghị của Trưởng phòng."),
        "another act of the number": headed(
            "Căn cứ Quyết định số 919/QĐ-UBND ngày 01/8/2022 của Ủy ban nhân dân tỉnh Yên Bái về việc thành lập tổ;"
        ),
        "a title that the table knows from one source": headed(
            "Căn cứ Nghị định số 52/2018/NĐ-CP ngày 12/4/2018 của Chính phủ về phát triển các ngành nghề ở nông thôn;"
        ),
        "written for the name of the programme": headed(
            f"Căn cứ {OCOP} phê duyệt Chương trình OCOP giai đoạn 2021 - 2025;"
        ),
    },
    "C405": {
        "cut the second time": headed(
            f"Căn cứ {OWN} phê duyệt Đề án phát triển cây quế hữu cơ giai đoạn 2022 - 2025; theo {OWN} phê duyệt Đề án "
            "phát triển cây quế hữu cơ."
        ),
        "two acts of two years are taken for one": headed(
            f"Căn cứ {OWN} về việc giao chỉ tiêu trồng rừng năm 2022; Quyết định số 702/QĐ-UBND ngày 05/01/2023 của Ủy "
            "ban nhân dân tỉnh Yên Bái về việc giao chỉ tiêu trồng rừng năm 2023;"
        ),
        "abbreviated": headed(
            f"Căn cứ {OWN} về phát triển hợp tác xã xây dựng nông thôn mới; {OWN} về phát triển HTX xây dựng NTM;"
        ),
        "its list and its annex": headed(
            f"{OWN} về việc giao chỉ tiêu trồng rừng năm 2022; {OWN} (danh mục dự án tại Phụ lục II)."
        ),
    },
    "C409": {
        "its own": headed("Theo Kế hoạch số 88/KH-UBND ngày 05/4/2022 của UBND tỉnh Yên Bái về nghề tỉnh Yên Bái;"),
        "with another": headed(
            "Theo Kế hoạch số 88/KH-UBND ngày 05/4/2022 của UBND tỉnh Yên Bái về phối hợp với tỉnh Phú Thọ;"
        ),
        "joined with it": headed(
            "Theo Kế hoạch số 88/KH-UBND ngày 05/9/2025 của UBND tỉnh Lào Cai về làng nghề tỉnh Yên Bái (cũ);",
            "20/10/2025",
        ),
    },
    "P104": {
        "its own": headed("QUYẾT ĐỊNH:\n\nĐiều 1. Công nhận 12 sản phẩm OCOP tỉnh Yên Bái đợt 1.", kind="QUYẾT ĐỊNH"),
        "a fair elsewhere": headed(
            "QUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt kế hoạch bán hàng tại tỉnh Phú Thọ.", kind="QUYẾT ĐỊNH"
        ),
    },
    "C406": {
        "products recognised elsewhere": headed(
            "Cửa hàng bán sản phẩm được công nhận tại Quyết định số 88/QĐ-UBND ngày 05/4/2022 của UBND tỉnh Phú Thọ."
        ),
        "working together": headed(
            "Ký kết hợp tác theo Kế hoạch số 88/KH-UBND ngày 05/4/2022 của UBND tỉnh Phú Thọ về liên kết vùng."
        ),
        "a province spoken of": headed(
            "Tỉnh Phú Thọ có chính sách tại Nghị quyết số 88/NQ-HĐND ngày 05/4/2022 của HĐND tỉnh Phú Thọ."
        ),
        "learning from it": headed(
            "Tham khảo Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Phú Thọ về phát triển làng nghề."
        ),
        "joined with it": headed(
            "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/4/2024 của Ủy ban nhân dân tỉnh Yên Bái về phát triển làng nghề;",
            "20/8/2025",
            issuer="ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI",
            place="Lào Cai",
        ),
        "its own": headed(
            "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/4/2022 của UBND tỉnh Yên Bái về phát triển làng nghề;"
        ),
        "a district of its own": headed(
            "Căn cứ Kế hoạch số 88/KH-UBND ngày 05/4/2022 của Ủy ban nhân dân huyện Lục Yên về phát triển làng nghề;"
        ),
        "a programme that two provinces signed": headed(
            "Thực hiện Chương trình phối hợp số 02/CTPH-UBND ngày 05/4/2022 của Ủy ban nhân dân tỉnh Phú Thọ và Ủy ban "
            "nhân dân tỉnh Yên Bái về kết nối cung cầu;"
        ),
    },
    "C407": {
        "the whole name": headed(f"{NEW_COUNTRYSIDE} giai đoạn 2021 - 2025; Chương trình Mỗi xã một sản phẩm."),
        "several programmes": headed(
            "Ban Chỉ đạo các chương trình mục tiêu quốc gia xây dựng nông thôn mới, giảm nghèo bền vững."
        ),
        "planning": headed("Quy chuẩn quy hoạch xây dựng nông thôn; vệ sinh môi trường nông thôn."),
        "one product of a commune": headed("Phấn đấu mỗi xã có ít nhất một sản phẩm; mỗi xã một sản phẩm đạt 3 sao."),
        "plans for building in the country": headed(
            "Quy hoạch xây dựng nông thôn trên địa bàn huyện đã được phê duyệt."
        ),
    },
    "C408": {
        "as it is": headed("Sở Văn hóa, Thể thao và Du lịch; Bộ Lao động – Thương binh và Xã hội; Bộ Công Thương."),
        "in capitals": headed("GIÁM ĐỐC SỞ CÔNG THƯƠNG\n\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ"),
        "another body": headed("Sở Du lịch; Sở Giao thông vận tải - Xây dựng; Phòng Văn hóa và Thông tin; Sở Y tế."),
        "broken over two lines": headed("Giao Sở Khoa học và\nCông nghệ chủ trì; Sở Tài chính phối hợp."),
        "named together": headed("Các Sở: Tài chính, Công Thương, Y tế; các Bộ Công Thương, Tài chính."),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
