"""S2, annexes: what their heads say of the document is what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from extractor.checks.case import Case
from extractor.checks.joined_places import are_joined
from extractor.checks.wording import day
from extractor.facts.geography import provinces
from extractor.model import Finding
from extractor.numbers import date
from extractor.resolve.names import province_key
from extractor.text import fold, normalise

_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/]| ?[-–])")
_TITLE_LINE = re.compile(r"^[^\n|]{20,200}$", re.MULTILINE)
_RESULTS = re.compile(r"kết quả|tình hình|thực trạng|lũy kế", re.IGNORECASE)
"""Of the annexes of a plan that on last year's results is rightly of another year."""
_AHEAD = re.compile(
    r"(?<!\w)(?:dự toán|đăng ký|phân bổ|kế hoạch|chỉ tiêu|nhu cầu|dự kiến|phân công|tiến độ)(?!\w)", re.IGNORECASE
)
"""Of what is still to be done no annex is rightly of an earlier year."""
_SAME_TITLE = 80


def other_number(case: Case) -> Iterator[Finding]:
    """S203: an annex says that it belongs to a document of another number or date than the one it stands in."""
    head = case.facts.head
    for match in case.pattern("own_annexes").finditer(case.view.text):
        if not head.number or not head.symbol or match["symbol"] != head.symbol or not _is_head(case, match.start()):
            continue
        said = date(" ".join(match["date"].lower().split())) if match["date"] else None
        wrong = []
        if match["number"].lstrip("0") != head.number.lstrip("0"):
            wrong.append((f"{match['number']}/{match['symbol']}", f"{head.number}/{head.symbol}"))
        if said and head.date and len(head.date) == len(said) and said != head.date:
            wrong.append((day(said), day(head.date)))
        if wrong:
            found, expected = (" ngày ".join(told) for told in zip(*wrong, strict=True))
            yield Finding(
                "S203",
                "error" if len(wrong) == 1 else "warning",
                f"Phụ lục ghi kèm theo văn bản {found}, văn bản này là {expected}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=expected,
                found=found,
                remedy="Ghi lại số, ngày của văn bản mà phụ lục kèm theo.",
            )


def other_place(case: Case) -> Iterator[Finding]:
    """S204: an annex says that it belongs to a document of another province."""
    own, known = province_key(case.facts.head.province, case.rulebook), provinces(case.rulebook)
    for match in case.pattern("own_annexes", "place").finditer(case.view.text) if own else ():
        place = known.get(match["place"].casefold())
        if place and place != own and _is_head(case, match.start()) and not are_joined(case, own, place):
            yield Finding(
                "S204",
                "warning",
                f"Phụ lục ghi kèm theo văn bản của {place}, văn bản này của {own}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=own,
                found=match["place"],
                remedy=f"Nếu chép từ văn bản của {place}: ghi lại tên địa phương.",
            )


def other_year(case: Case) -> Iterator[Finding]:
    """S205: an annex bears the document's title with another year, or tells what is to be done in a year gone by."""
    head = case.facts.head
    years = set(_YEAR.findall(head.title or ""))
    if len(years) != 1:
        return
    own = _bare(head.title or "")
    (year,) = years
    for section in case.facts.sections:
        if section.kind != "annex":
            continue
        start = case.view.find(section.start)
        for line in _TITLE_LINE.finditer(case.view.text, start, min(start + 600, len(case.view.text))):
            named = set(_YEAR.findall(line.group()))
            if len(named) != 1 or named == years:
                continue
            left_over = max(named) < year and _AHEAD.search(line.group())
            if left_over or fuzz.token_set_ratio(own, _bare(line.group())) >= _SAME_TITLE:
                results = _RESULTS.search(line.group()) and not _RESULTS.search(head.title or "")
                if line.group().lstrip().startswith("(") or results:
                    continue
                yield Finding(
                    "S205",
                    "warning",
                    f"Tên phụ lục ghi năm {named.pop()}, trích yếu của văn bản ghi năm {year}.",
                    (case.words(*case.view.span(line.start(), line.end())),),
                    expected=year,
                    found=line.group().strip(),
                    remedy="Thống nhất năm trong tên phụ lục và trích yếu.",
                )


def _is_head(case: Case, start: int) -> bool:
    """Whether a place is in the head of an annex: its line begins with it, or a bracket does."""
    line = case.view.text.rfind("\n", 0, start) + 1
    return not normalise(case.view.text[line:start]).strip(" (*_")


def _bare(title: str) -> str:
    return " ".join(word for word in re.sub(r"[\W_]+", " ", fold(title)).split() if not word.isdigit())
