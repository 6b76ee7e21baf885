"""Citations in the fixed form of the codification (Pháp điển), against a splitter that knows this form alone.

    (Điều 1 Nghị định số 114/2018/NĐ-CP về … ngày 04/09/2018 của Chính phủ, có hiệu lực thi hành kể từ ngày 04/09/2018)

What a string states of its first act before "có hiệu lực": provision, kind, number, and often title, date, issuer.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from extractor.model import Citation
from extractor.numbers import date
from extractor.pipeline import citations
from extractor.text import normalise

NOTES = Path(os.environ.get("OCOP_NOTES", "../shared/data/phapdien_notes.txt"))

_FORM = re.compile(
    r"\(+\s*(?:(?P<pinpoint>(?:Điều|khoản|điểm|Khoản|Điểm|Mục|Chương|Phần|Phụ lục)\b.*?) )?"
    r"(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư"
    r"|Chỉ thị|Lệnh|Sắc lệnh|Sắc luật|Công văn) số (?P<key>[^\s,]+)(?P<rest>.*)",
    re.DOTALL,
)
_REST = re.compile(r"(?: (?P<title>.+?))?,? ngày (?P<date>[\d/]+) của (?P<issuer>.+)$")


def split(line: str) -> dict[str, str | None] | None:
    """The parts of a line in the fixed form, or ``None`` when it has another."""
    stated, mark, _ = line.partition("có hiệu lực")
    match = _FORM.match(stated) if mark else None
    if match is None:
        return None
    parts = match.groupdict()
    rest = parts.pop("rest").rstrip(" ,(")
    # The date and issuer of the act itself stand last; titles quote dates and issuers of other acts.
    *_, last = [-1, *(m.start() for m in re.finditer(r",? ngày [\d/]+ của ", rest))]
    tail = _REST.match(rest[last:]) if last >= 0 else None
    if rest and tail is None:
        return None
    title = rest[:last].strip(" ,") if tail else ""
    return parts | {
        "title": re.sub(r"(?i)^(?:về việc|v/v|về) ", "", title) or None,
        "date": date(tail["date"]) if tail else None,
        "issuer": tail["issuer"] if tail else None,
    }
