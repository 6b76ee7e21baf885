"""An act that a document rests on, or tells to act by, is in force on the document's day."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_texts import Gives, assert_found, findings, headed, silent, words

from extractor.checks.registry import with_registry
from extractor.rulebook import Rulebook

OLD = "Quyết định số 1048/QĐ-TTg ngày 21/8/2019"
AMENDING = "Quyết định số 781/QĐ-TTg ngày 08/6/2020"
NEW = "Quyết định số 148/QĐ-TTg ngày 24/02/2023"
LAST = "Quyết định số 1489/QĐ-TTg ngày 06/7/2025"
TTG = "của Thủ tướng Chính phủ"
CRITERIA = "ban hành Bộ tiêu chí đánh giá, phân hạng sản phẩm"

GIVES = [
    Gives(
        "C301",
        "warning",
        headed(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n\nTheo đề nghị của Trưởng phòng Kinh tế.",
            "05/5/2025",
        ),
        ["Luật Tổ chức chính quyền địa phương ngày 19/6/2015"],
        "65/2025/QH15",
    ),
    Gives(
        "C301",
        "error",
        headed(
            f"Thực hiện {NEW} {TTG};\n\nCăn cứ {AMENDING} {TTG} về sửa đổi Phụ lục; Ủy ban nhân dân xã thông báo.",
            "05/9/2024",
            issuer="ỦY BAN NHÂN DÂN\nXÃ PHÚC LỢI",
            number="18/TB-UBND",
            kind="THÔNG BÁO",
        ),
        [f"{AMENDING} {TTG}"],
        "148/QĐ-TTg",
    ),
    Gives(
        "C301",
        "warning",
        headed(f"Căn cứ {LAST} {TTG} sửa đổi Bộ tiêu chí;\n\nXét tình hình.", "20/8/2026"),
        [f"{LAST} {TTG}"],
        "26/2026/QĐ-TTg",
    ),
    Gives(
        "C302",
        "warning",
        headed(f"- Hội đồng cấp huyện đánh giá sản phẩm theo {OLD} {TTG}.", "10/4/2024"),
        [f"{OLD} {TTG}"],
        "148/QĐ-TTg",
    ),
    Gives(
        "C302",
        "warning",
        headed(
            f"Đề nghị các xã thực hiện đúng quy định tại {AMENDING} {TTG} khi lập hồ sơ.",
            "02/5/2023",
            number="412/UBND-KT",
            kind="CÔNG VĂN",
        ),
        [f"{AMENDING} {TTG}"],
        "148/QĐ-TTg",
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


def test_a_surely_replaced_act_is_an_error(rulebook: Rulebook) -> None:
    (finding,) = findings("C301", headed(f"Căn cứ {OLD} {TTG} {CRITERIA};\n\nXét đề nghị."), rulebook)
    assert finding.severity == "error"


@pytest.mark.parametrize(("certainty", "severity"), [("A", "error"), ("C", "warning")])
def test_an_act_that_ends_by_a_users_table(certainty: str, severity: str, tmp_path: Path, rulebook: Rulebook) -> None:
    own = tmp_path / "acts.csv"
    own.write_text(
        "key,kind,form,issuer,date,effective_to,certainty\n15/2017/NQ-HĐND,Nghị quyết,normative,HĐND tỉnh Yên Bái,"
        f"2017-07-25,2022-12-31,{certainty}\n",
        encoding="utf-8",
    )
    act = "Nghị quyết số 15/2017/NQ-HĐND ngày 25/7/2017 của Hội đồng nhân dân tỉnh Yên Bái"
    rules = with_registry(rulebook, own)
    (finding,) = findings("C301", headed(f"Căn cứ {act} về hỗ trợ sản xuất;\n\nXét đề nghị.", "01/01/2023"), rules)
    assert (finding.severity, words(finding), finding.expected) == (severity, [act], None)
    assert not findings("C301", headed(f"Căn cứ {act} về hỗ trợ sản xuất;\n\nXét đề nghị.", "31/12/2022"), rules)


def test_an_act_that_begins_later_is_noted(rulebook: Rulebook) -> None:
    act = "Nghị định số 52/2018/NĐ-CP ngày 12/4/2018"
    text = headed(f"Căn cứ {act} của Chính phủ về phát triển ngành nghề nông thôn;\n\nXét đề nghị.", "20/4/2018")
    (finding,) = findings("C301", text, rulebook)
    assert (finding.severity, finding.found) == ("note", "2018-06-01")


SILENT = {
    "C301": {
        "on the last day": headed(f"Căn cứ {OLD} {TTG};\n\nXét đề nghị.", "23/02/2023"),
        "in force then": headed(f"Căn cứ {OLD} {TTG}; Căn cứ {AMENDING} {TTG};\n\nXét đề nghị.", "10/02/2021"),
        "the end of a programme is no expiry": headed(
            f"Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 {TTG} phê duyệt Chương trình giai đoạn 2021 - 2025;\n\n"
            "Xét đề nghị.",
            "20/02/2026",
        ),
        "another act of that number": headed(
            "Căn cứ Quyết định số 1048/QĐ-UBND ngày 21/8/2019 của Ủy ban nhân dân tỉnh Yên Bái;\n\nXét đề nghị."
        ),
        "another act of that number, from another year": headed(
            f"Căn cứ Quyết định số 1048/QĐ-TTg ngày 15/7/2014 {TTG} về việc khen thưởng;\n\nXét đề nghị."
        ),
        "repealed by this document": headed(
            f"Điều 2. Quyết định này thay thế {OLD} {TTG}.", number="61/QĐ-TTg", kind="QUYẾT ĐỊNH", place="Hà Nội"
        ),
        "no day": "KẾ HOẠCH\nPhát triển sản phẩm\n\nCăn cứ " + OLD + " " + TTG + ";\n",
    },
    "C302": {
        "what was done by it": headed(f"Các sản phẩm đã được công nhận theo {OLD} {TTG} giữ nguyên hạng."),
        "a year in which it was in force": headed(f"Năm 2021, hội đồng chấm điểm theo {OLD} {TTG}.", "10/4/2024"),
        "below results": headed(
            f"I. KẾT QUẢ THỰC HIỆN\n\nHội đồng đánh giá sản phẩm theo {OLD} {TTG}.\n\nII. NHIỆM VỤ\n\nMở 02 lớp."
        ),
        "told to be no longer used": headed(f"Không áp dụng {OLD} {TTG} đối với hồ sơ nộp từ nay."),
        "a report": headed(f"Đánh giá theo {OLD} {TTG}.", number="61/BC-UBND", kind="BÁO CÁO"),
        "the act of today": headed(f"Hội đồng đánh giá sản phẩm theo {NEW} {TTG}.", "10/4/2024"),
        "the act that it amends": headed(
            f"Thực hiện {NEW} {TTG} {CRITERIA} (thay thế {OLD} và {AMENDING}).", "10/4/2024"
        ),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
