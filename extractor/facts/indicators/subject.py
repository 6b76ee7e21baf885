"""What a figure counts or measures, in the document's words."""

from __future__ import annotations

import re
from bisect import bisect_right

from extractor.facts.setting import Setting

_LONGEST = 200
_ENDS = re.compile(
    r"[;:\n]| ?\((?!OCOP)|\)|\.(?= |$)|, (?=(?:trong đó|gồm|bao gồm|cụ thể|góp phần|ưu tiên|phấn đấu|đạt|tăng|giảm|chiếm|có|"
    r"trong khi|tập trung|đồng thời|qua đó|nhằm|kinh phí|với|tổng|từng bước|đáp ứng|trên cơ sở|thuộc|là|và)(?!\w))"
    r"| (?:\(?trong đó|so với|chiếm|nhằm|tăng|giảm)(?!\w)"
)
_TRAILING = re.compile(
    r"(?:[\s,;:(–-]|(?<!\w)(?:và|với|của|cho|có|là|từ|đạt|bằng|tại|gồm|được|cùng|còn|thêm|đến|lên|xuống|về|ở|trong đó|thực hiện"
    r"|hơn|khoảng|trên|ít nhất|tối thiểu|hoặc|trong|do|bao gồm))+$",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"(?:trở lên|trở xuống|so với|năm \d|xuống|lên|vào|trong|tổng số điểm|và|hoặc|còn|đến|tăng|giảm|trên|tại|kế hoạch đề ra|là|ở|theo)(?!\w)|[^\w\s“\"]",
    re.IGNORECASE,
)
_BEFORE_ENDS = re.compile(
    r"(?:[\s:(,–-]|(?<!\w)(?:là|có|đạt|chiếm|tăng|giảm|còn|được|lên|xuống|từ|đến|với|ước|bình quân|khoảng|tới|chỉ|dưới|trên|"
    r"mới|đã|đang|sẽ|phấn đấu|trung bình|thêm|tỷ lệ|gồm|bằng|mạnh|nhanh|dài|rộng|vào|thì|năm \d{4}|tính đến tháng \d+/\d{4}))+$",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(r"[;,(] ?|: |(?<=\w)\. |(?:^|(?<=\s))(?:và|trong đó|gồm|với) ", re.IGNORECASE)
_LABELLED = re.compile(r"(?::| có| là| \(|(?<=\w) -) ?$")
_OPENERS = re.compile(
    r"^(?:(?:phấn đấu|trong đó|trong|gồm|bao gồm|đến|năm|giai đoạn|cụ thể|kết quả|đến nay|toàn (?:tỉnh|huyện|xã)|hiện(?: nay)?|"
    r"cơ bản|đã|có|đạt|và|còn|với|riêng|tại|\d{4}(?: ?- ?\d{4})?)(?!\w)[\s,:]*|[\s,:)(+-])+",
    re.IGNORECASE,
)
_NEEDLESS = 2


def subject(setting: Setting, match: re.Match[str], measure: bool, stops: list[int]) -> str | None:
    """The subject of the figure ``match``: the words after it, or before it where it ends its clause.

    ``measure``: the unit measures ("%", "ha") and is no part of the subject; ``stops`` are the places of all figures.
    """
    text = setting.outline.view.text
    start, end = match.span()
    clause_start, clause_end = setting.clause(start)
    following = bisect_right(stops, start)
    limit = min(clause_end, stops[following]) if following < len(stops) else clause_end
    if said := match.groupdict().get("subject"):
        return f"{match['unit']}{said}".strip()
    after = text[end:limit]
    cut = _ENDS.search(after)
    after = _TRAILING.sub("", after[: cut.start()] if cut else after)
    before = text[clause_start:start]
    if measure:
        if after and not _NO_SUBJECT.match(after.lstrip()):
            return after.strip()[:_LONGEST]
        return _before(before) or after.strip() or None
    if not after.strip() and _LABELLED.search(before) and (named := _before(before)):
        return named
    return f"{text[match.start('unit') : match.end('unit')]}{after}".strip()[:_LONGEST]


def _before(before: str) -> str | None:
    """The noun phrase at the end of ``before``."""
    words = _BEFORE_ENDS.sub("", before)
    cuts = [m.end() for m in _CLAUSE_BREAK.finditer(words)]
    for cut in [*reversed(cuts), 0]:
        named = _BEFORE_ENDS.sub("", _OPENERS.sub("", words[cut:])).strip()
        if len(named.split()) >= _NEEDLESS:
            return named[-_LONGEST:]
    return None
