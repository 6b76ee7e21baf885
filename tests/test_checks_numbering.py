"""Numbers that stand in an order: those of the acts of an office, those of headings; headings that stand twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_texts import Gives, assert_found, between, findings, headed, silent, words
from conftest import make_document

from extractor.checks import check_document
from extractor.pipeline import extract
from extractor.rulebook import Rulebook

PLACES = "của Ủy ban nhân dân tỉnh Yên Bái"


def acts(*told: str) -> str:
    """A document that cites decisions of one office, each with its day: "17 03/01/2022"."""
    lines = (
        f"Quyết định số {number}/QĐ-UBND ngày {day} {PLACES} về việc phân bổ kinh phí;"
        for number, day in (one.split() for one in told)
    )
    return headed("\n\n".join(lines))


@pytest.mark.parametrize(
    ("texts", "found", "shown"),
    [
        ([acts("120 10/02/2022", "480 25/5/2022", "700 30/7/2022", "950 14/3/2022")], "950/QĐ-UBND (14/3/2022)", 3),
        (
            [acts("77 05/4/2021", "20 11/01/2021"), acts("610 20/01/2021", "120 02/5/2021"), acts("140 15/5/2021")],
            "610/QĐ-UBND (20/01/2021)",
            4,
        ),
    ],
    ids=["one document", "told by three documents"],
)
def test_c105_the_one_number_that_others_speak_against(
    texts: list[str], found: str, shown: int, rulebook: Rulebook
) -> None:
    (finding,) = between("C105", texts, rulebook)
    assert (finding.severity, finding.found, len(finding.evidence)) == ("warning", found, shown)
    assert words(finding)[0].startswith(f"Quyết định số {found.partition(' ')[0]} ngày")


@pytest.mark.parametrize(
    "texts",
    [
        [acts("120 10/02/2022", "480 25/5/2022", "950 14/9/2022")],
        [acts("300 20/5/2022", "310 14/5/2022", "305 25/5/2022", "330 19/5/2022")],
        [acts("1900 20/12/2021", "15 08/01/2022", "40 25/01/2022", "1950 28/12/2021")],
        [acts("120 10/5/2022", "480 25/01/2022", "950 14/9/2022")],
        [
            acts("120 10/02/2022", "300 15/6/2022"),
            acts("2100 12/02/2022", "2450 20/3/2022").replace("tỉnh Yên Bái", "tỉnh Sơn La"),
        ],
        [acts("12 10/02/2022", "20 25/5/2022", "45 14/01/2022", "24 30/7/2022").replace("/QĐ-", "/2022/QĐ-")],
        [
            acts("120 10/02/2022", "480 25/5/2022"),
            acts("2 14/9/2022", "1500 20/10/2022").replace(PLACES, "của Ủy ban nhân dân huyện Văn Yên"),
        ],
    ],
    ids=[
        "in order",
        "days near each other",
        "another year",
        "one alone against it",
        "another province",
        "normative acts",
        "an office of another level",
    ],
)
def test_c105_silent(texts: list[str], rulebook: Rulebook) -> None:
    assert not between("C105", texts, rulebook)


GIVES = [
    Gives(
        "S102",
        "warning",
        headed(
            "I. MỤC TIÊU\n\nMở rộng vùng nguyên liệu.\n\nII. NHIỆM VỤ\n\nHỗ trợ bao bì.\n\n"
            "IV. TỔ CHỨC THỰC HIỆN\n\nSở Công Thương chủ trì."
        ),
        ["II. NHIỆM VỤ", "IV. TỔ CHỨC THỰC HIỆN"],
    ),
    Gives(
        "S102",
        "warning",
        headed(
            "1. Tuyên truyền\n\nPhát thanh hằng tuần.\n\n2. Tập huấn\n\nMở 03 lớp.\n\n2. Xúc tiến thương mại\n\n"
            "Dự 02 hội chợ."
        ),
        ["2. Tập huấn", "2. Xúc tiến thương mại"],
    ),
    Gives(
        "S102",
        "warning",
        headed(
            "Điều 1. Giao kinh phí cho các đơn vị.\n\nĐiều 3. Chánh Văn phòng chịu trách nhiệm thi hành.\n\n"
            "Điều 4. Quyết định này có hiệu lực kể từ ngày ký.",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        [
            "Điều 1. Giao kinh phí cho các đơn vị.",
            "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành.",
        ],
    ),
    Gives(
        "S102",
        "warning",
        headed(
            "Điều 1. Giao kinh phí\n\n3. Sở Tài chính cấp phát.\n\nĐiều 2. Trách nhiệm\n\n1. Xã chi đúng.\n\n"
            "2. Huyện kiểm tra.\n\n3. Tỉnh giám sát.\n\nĐiều 4. Quyết định này có hiệu lực kể từ ngày ký.",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        ["Điều 2. Trách nhiệm", "Điều 4. Quyết định này có hiệu lực kể từ ngày ký."],
    ),
    Gives(
        "S102",
        "warning",
        headed(
            "Điều 1. Mức hỗ trợ\n\n1. Bao bì: 30 triệu đồng.\n\n2. Tem: 5 triệu đồng.\n\n2. Hội chợ: 8 triệu đồng.\n\n"
            "Điều 2. Hiệu lực\n\nTừ ngày ký.",
            number="61/2023/NQ-HĐND",
            kind="NGHỊ QUYẾT",
            issuer="HỘI ĐỒNG NHÂN DÂN\nTỈNH YÊN BÁI",
        ),
        ["2. Tem: 5 triệu đồng.", "2. Hội chợ: 8 triệu đồng."],
    ),
    Gives(
        "S102",
        "warning",
        headed(
            "1. Mục đích\n\nMở rộng.\n\n2. Kết quả\n\n| TT | Xã | Số |\n|---|---|---|\n| 1 | Mỏ Vàng | 2 |\n"
            "| 2 | Nà Hẩu | 1 |\n| 3 | Lâm Giang | 4 |\n\n4. Kinh phí\n\nNgân sách huyện."
        ),
        ["2. Kết quả", "4. Kinh phí"],
    ),
    Gives(
        "S103",
        "warning",
        headed(
            "1. Công tác tuyên truyền, vận động\n\nĐã in tờ rơi.\n\n2. Công tác tập huấn\n\nMở 02 lớp.\n\n"
            "3. Công tác tuyên truyền, vận động\n\nĐã phát thanh."
        ),
        ["1. Công tác tuyên truyền, vận động", "3. Công tác tuyên truyền, vận động"],
    ),
    Gives(
        "S103",
        "warning",
        headed(
            "I. ĐÁNH GIÁ CHUNG\n\n1. Thuận lợi\n\nGiao thông tốt.\n\nII. GIẢI PHÁP\n\na) Giải pháp về vốn:\n\nVay "
            "ưu đãi."
            "\n\nb) Giải pháp về đất đai:\n\nDồn điền.\n\nc) Giải pháp về vốn:\n\nHuy động xã hội."
        ),
        ["a) Giải pháp về vốn:", "c) Giải pháp về vốn:"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


def test_s102_says_which_number_is_lacking(rulebook: Rulebook) -> None:
    (finding,) = findings("S102", GIVES[0].text, rulebook)
    assert "thiếu mục III" in finding.message
    assert words(finding)[0].startswith("II.")


SILENT = {
    "S102": {
        "in order": headed("I. MỤC TIÊU\n\nA.\n\nII. NHIỆM VỤ\n\nB.\n\nIII. TỔ CHỨC\n\nC."),
        "begins anew under each heading": headed(
            "I. KẾT QUẢ\n\n1. Về sản phẩm\n\nTốt.\n\n2. Về chủ thể\n\nKhá.\n\nII. NHIỆM VỤ\n\n1. Về sản "
            "phẩm\n\nTăng.\n\n"
            "2. Về chủ thể\n\nThêm."
        ),
        "the number stands in a sentence": headed(
            "1. Mục đích\n\nMở rộng thị trường. 2. Yêu cầu: tiết kiệm, hiệu quả.\n\n3. Nội dung\n\nHỗ trợ.\n\n"
            "4. Kinh phí\n\nNgân sách huyện."
        ),
        "articles of an act that is amended": headed(
            "Điều 1. Sửa đổi Quy chế như sau:\n\n“Điều 1. Phạm vi\n\nÁp dụng trên địa bàn tỉnh.”\n\n"
            "Điều 2. Hiệu lực\n\nTừ ngày ký.",
            number="61/QĐ-UBND",
            kind="QUYẾT ĐỊNH",
        ),
        "what a normative act puts in": headed(
            "Điều 1. Sửa đổi, bổ sung Nghị quyết như sau:\n\n1. Khoản 2 Điều 3: mức 30 triệu đồng.\n\n"
            "2. Khoản 4 Điều 3: mức 10 triệu đồng.\n\n2. Người dân được hỗ trợ.\n\n4. Hội được hỗ trợ.",
            number="61/2023/NQ-HĐND",
            kind="NGHỊ QUYẾT",
            title="Sửa đổi, bổ sung Nghị quyết số 12/2020/NQ-HĐND",
            issuer="HỘI ĐỒNG NHÂN DÂN\nTỈNH YÊN BÁI",
        ),
        "two headings only": headed("1. Mục đích\n\nA.\n\n3. Kinh phí\n\nB."),
        "letters with đ": headed("a) Bao bì\n\nb) Nhãn\n\nc) Tem\n\nd) Mã vạch\n\nđ) Hội chợ\n\ne) Sàn giao dịch"),
    },
    "S103": {
        "under other headings": headed(
            "I. KẾT QUẢ\n\n1. Công tác tuyên truyền\n\nTốt.\n\nII. NHIỆM VỤ\n\n1. Công tác tuyên truyền\n\nTăng cường."
        ),
        "items that begin alike": headed(
            "1. Hỗ trợ chủ thể: in tem, nhãn cho 05 sản phẩm trà;\n\n2. Hỗ trợ chủ thể: thuê gian hàng tại Hà Nội;"
        ),
        "short words": headed("1. Chè\n\nTân Uyên.\n\n2. Mật\n\nMù Cang Chải.\n\n3. Chè\n\nSuối Giàng."),
        "a year apart": headed("1. Kết quả năm 2021\n\nKhá.\n\n2. Kết quả năm 2022\n\nTốt."),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)


def test_a_number_that_an_engine_misread_is_no_fault_of_the_document(rulebook: Rulebook) -> None:
    """What stands between its neighbours has their number left to it; where it is not read so, the fault is told."""
    text = headed(
        "I. MỤC TIÊU\n\nMở rộng vùng nguyên liệu.\n\nII. NHIỆM VỤ\n\nHỗ trợ bao bì.\n\n"
        "II. KINH PHÍ\n\nTừ ngân sách.\n\n"
        "IV. TỔ CHỨC THỰC HIỆN\n\nSở Công Thương chủ trì.\n\nVI. CHẾ ĐỘ BÁO CÁO\n\nBáo cáo hằng quý."
    )
    document = make_document(text)
    found = {
        kind: [
            finding.message
            for finding in check_document(extract(replace(document, copy_kind=kind), rulebook), rulebook)
            if finding.code == "S102"
        ]
        for kind in ("original", "scan")
    }
    assert len(found["original"]) == 3
    assert found["scan"] == ["Sau mục IV là mục VI: thiếu mục V. Thấy trong: bản quét."]
