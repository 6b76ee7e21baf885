"""N, units: in one sentence amounts have their currency, and a share is of what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.pattern import Pattern

_PER = r"(?:năm|tháng|ha|người|hộ|sản phẩm|lượt|ngày|kg|tấn)\b"
_WHOLE = re.compile(rf"(?:tỷ|triệu|nghìn|ngàn) (?:đồng|USD|đô la)(?: ?/ ?{_PER})?", re.IGNORECASE)
_SHORT = Pattern(rf"(?<![\d.,])\d[\d.,]* (?:tỷ|triệu|nghìn|ngàn) ?(?P<sign>đ)? ?/ ?{_PER}", re.IGNORECASE)
_END = re.compile(r"[.;] (?=[^\W\d_]*[A-ZĐÀ-Ỹ])|\n")
_FAR = 600
"""Characters to either side in which the same sentence is looked for."""


def short(case: Case) -> Iterator[Finding]:
    """N403: among amounts with "đồng" or "USD" one has "đ", or no currency."""
    text = case.view.text
    for match in _SHORT.finditer(text):
        low = max(match.start() - _FAR, 0)
        start = max((end.end() for end in _END.finditer(text, low, match.start())), default=low)
        end = next((one.start() for one in _END.finditer(text, match.end())), len(text))
        whole = _WHOLE.search(text, start, min(end, match.end() + _FAR))
        if whole is None:
            continue
        what = "ghi tắt đơn vị tiền" if match["sign"] else "thiếu đơn vị tiền"
        yield Finding(
            "N403",
            "note",
            f"“{match.group()}” {what}, trong khi cùng câu ghi “{whole.group()}”.",
            (case.words(*case.view.span(match.start(), match.end())), case.words(*case.view.span(*whole.span()))),
            found=match.group(),
            remedy="Ghi đơn vị tiền thống nhất trong câu.",
        )


def two_wholes(case: Case) -> Iterator[Finding]:
    """N212: a share is taken of one kind of things from a number of another ("120 đơn vị trên 1.000 sản phẩm")."""
    for match in case.pattern("shares_of_units").finditer(case.view.text):
        if match["unit"].lower() != match["whole"].lower():
            yield Finding(
                "N212",
                "warning",
                f"Tỷ lệ lấy số {match['unit']} chia cho số {match['whole']}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=f"{match['unit']}, {match['whole']}",
                remedy="Ghi số cùng loại với tổng số, hoặc bỏ tỷ lệ.",
            )
