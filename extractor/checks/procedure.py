"""How what a finding shows is mended: which kind of defect it is, and the way that the law lays down for it.

NĐ 30/2020/NĐ-CP, Điều 18: a defect of content is amended or replaced by an act of equal form, one of form is
corrected by a công văn of the issuer. Normative acts and acts of the Party are outside that decree.
"""

from __future__ import annotations

from typing import Literal

from extractor.checks.case import Case
from extractor.kept import kept
from extractor.text import fold

Nature = Literal["form", "content", "issuer"]
"""What a defect is of: form, content, or for the issuer to decide."""

_NORMATIVE = {"luat", "bo luat", "phap lenh", "nghi dinh", "thong tu", "thong tu lien tich", "hien phap"}
_NO_DISTRICTS_FROM = "2025-07-01"

_FORM = "đính chính bằng công văn của cơ quan ban hành (khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP)"
_CONTENT = "sửa đổi hoặc thay thế bằng văn bản có hình thức tương đương (khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP)"
_EITHER = (
    "cơ quan ban hành xác định: sai sót về nội dung thì sửa đổi, thay thế bằng văn bản có hình thức tương đương; "
    "về thể thức, kỹ thuật trình bày thì đính chính bằng công văn (khoản 3 Điều 18 Nghị định 30/2020/NĐ-CP)"
)
_WAYS: dict[Nature, str] = {"form": _FORM, "content": _CONTENT, "issuer": _EITHER}


def procedure(case: Case, nature: Nature) -> str:
    """A sentence on how the document of ``case`` is mended, by what it is and whether it is issued."""
    head = case.facts.head
    if gone := successor(case):
        return f"Cơ quan đã ban hành văn bản đang rà soát không còn ({gone}): lưu ý khi viện dẫn lại văn bản này."
    if is_normative(case):
        way = "cơ quan ban hành đính chính hoặc sửa đổi theo pháp luật về ban hành văn bản quy phạm pháp luật"
    elif head.symbol and head.symbol.rpartition("/")[2].endswith(("TW", "TU", "HU", "ĐU")):
        way = "cơ quan ban hành xử lý theo quy định của Đảng về công tác văn thư"
    else:
        way = _WAYS[nature]
    if head.number is None or head.date is None:
        return f"Nếu là dự thảo: sửa trước khi ký. Nếu đã ban hành: {way}."
    return way[0].upper() + way[1:] + "."


def is_normative(case: Case) -> bool:
    """Whether the document itself is a normative act: by its kind, or by a year within its number."""
    head = case.facts.head
    return head.year is not None or fold(head.doc_type or "") in _NORMATIVE


@kept
def successor(case: Case) -> str | None:
    """Why the issuer is no more and what came after it, or ``None`` when it is not known to be gone.

    There are no districts since 1 July 2025, and 52 provinces were joined into 23 on that day.
    """
    head = case.facts.head
    if not head.date or head.date >= _NO_DISTRICTS_FROM:
        return None
    if head.level == "huyện":
        return "cấp huyện kết thúc hoạt động từ 01/7/2025"
    if head.level != "tỉnh" or not head.province:
        return None
    place = fold(head.province)
    for row in case.rulebook.table("provinces"):
        if fold(row["old_name"]) == place and row["change"] == "absorbed":
            unit = row["new_full_name_2026"]
            return f"tỉnh {row['old_name']} sáp nhập vào {unit[0].lower()}{unit[1:]} từ 01/7/2025"
    return None
