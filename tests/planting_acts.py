"""Faults in the acts that a document cites: their dates, numbers, issuers and titles."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from planting_base import (
    DATE,
    Change,
    Span,
    compiled,
    day_of,
    fault,
    issued,
    line_at,
    matches,
    swapped,
)

from extractor.model import Citation, Facts

AUTHORITIES = Path(__file__).parents[1] / "rules" / "authorities.csv"


@cache
def authorities() -> dict[str, dict[str, str]]:
    """The table of acts by key, one of each key: the first."""
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in reversed(list(csv.DictReader(file)))}


def _dated(text: str, facts: Facts) -> Iterator[tuple[Citation, re.Match[str]]]:
    """Citations with the day that stands in them."""
    for citation in facts.citations:
        match = compiled(DATE).search(text, citation.start, citation.end)
        if match and day_of(match):
            yield citation, match


def _whole(text: str, citation: Citation) -> Span:
    """The citation with its title."""
    title = citation.title or ""
    start = text.find(title, citation.start, citation.end + len(title) + 40) if title else -1
    return citation.start, max(citation.end, start + len(title))


def _other_day(match: re.Match[str], rng: Random) -> str:
    """The day as it is written, changed by one digit; within the month."""
    old = int(match["d"])
    days = [day for day in (old - 1, old + 1, old - 10, old + 10, old + 2) if 1 <= day <= 28 and day != old]
    new = rng.choice(days)
    return f"{new:02}" if match["d"].startswith("0") or new < 10 else str(new)


def _own(text: str) -> tuple[str, re.Match[str]] | None:
    """The document's own number and day in its head."""
    number = compiled(r"^Số: (\S+)").search(text)
    day = compiled(rf"ngày {DATE}").search(text, number.end()) if number else None
    return (number[1], day) if number and day else None


@fault("date of one of two mentions")
def date_of_one_mention(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    mentions = [((one.key, day_of(match)), match) for one, match in _dated(text, facts)]
    mentions += [((own[0], day_of(own[1])), own[1])] if (own := _own(text)) else []
    for act, match in mentions:
        others = [other.span() for name, other in mentions if name == act and other.start() != match.start()]
        if others and match.start() > min(low for low, _ in others):
            yield Change(*match.span("d"), _other_day(match, rng), near=tuple(others))


@fault("date of a known act")
def date_of_known_act(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for citation, match in _dated(text, facts):
        row = authorities().get(citation.key)
        if row and row["date"] == citation.date:
            yield Change(*match.span("d"), _other_day(match, rng))


@fault("act after the document")
def act_after_document(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    for citation, match in _dated(text, facts) if today else ():
        day = day_of(match)
        if citation.preamble and day and today and day < today:
            year = today.year if (day.month, day.day) > (today.month, today.day) else today.year + 1
            yield Change(*match.span("y"), str(year))


@fault("issuer of a decision of the Prime Minister")
def issuer_changed(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    ministries = ("Bộ Công Thương", "Bộ Tài chính", "Bộ Khoa học và Công nghệ")
    for citation in facts.citations:
        match = compiled("Thủ tướng Chính phủ").search(text, citation.start, citation.end)
        if match and citation.key.endswith("/QĐ-TTg"):
            yield Change(*match.span(), rng.choice(ministries), near=((citation.start, citation.end),))


def _numbers(text: str, facts: Facts) -> Iterator[tuple[Citation, re.Match[str]]]:
    for citation in facts.citations:
        match = compiled(r"\d+(?:/(?P<year>\d{4}))?/(?P<symbol>[A-ZĐ][\w&Đ-]+)").search(
            text, citation.start, citation.end
        )
        if match:
            yield citation, match


@fault("symbol cut")
def symbol_cut(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """What stands behind the last stroke is gone, as are the digits of a National Assembly."""
    for _, match in _numbers(text, facts):
        cut = re.sub(r"(?<=^QH)\d+$|-[^-]+$", "", match["symbol"])
        if cut != match["symbol"]:
            yield Change(*match.span("symbol"), cut, near=(match.span(),))


CODES = r"(?<![\w])(?:UBND|HĐND|TTg|BNN|BTC|BCT|SNNMT|STC|SCT|VPUBND|VPĐP|BKTNS)(?!\w)"


@fault("code mistyped")
def code_mistyped(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for _, match in _numbers(text, facts):
        code = compiled(CODES).search(text, *match.span("symbol"))
        places = [at for at in range(len(code[0]) - 1) if code[0][at] != code[0][at + 1]] if code else []
        if code and places:
            yield Change(*code.span(), swapped(code[0], rng.choice(places)), near=(match.span(),))


@fault("year in a number")
def year_in_a_number(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for citation, match in _numbers(text, facts):
        if match["year"] and citation.date:
            start, end = match.span("year")
            new = str(int(match["year"]) + rng.choice((-1, 1)))
            yield Change(start, end, new, near=((citation.start, citation.end),))


OLDER: dict[str, tuple[str, str]] = {
    "919/QĐ-TTg": (
        "490/QĐ-TTg ngày 07 tháng 5 năm 2018 của Thủ tướng Chính phủ phê duyệt Chương trình mỗi xã một sản phẩm "
        "giai đoạn 2018 - 2020",
        "2021-01-01",
    ),
    "148/QĐ-TTg": (
        "1048/QĐ-TTg ngày 21 tháng 8 năm 2019 của Thủ tướng Chính phủ về việc ban hành Bộ Tiêu chí đánh giá, phân "
        "hạng sản phẩm Chương trình mỗi xã một sản phẩm",
        "2023-02-25",
    ),
    "26/2026/QĐ-TTg": (
        "148/QĐ-TTg ngày 24 tháng 02 năm 2023 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, "
        "phân hạng sản phẩm Chương trình mỗi xã một sản phẩm",
        "2026-05-23",
    ),
    "263/QĐ-TTg": (
        "1600/QĐ-TTg ngày 16 tháng 8 năm 2016 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia xây "
        "dựng nông thôn mới giai đoạn 2016 - 2020",
        "2021-01-01",
    ),
}
"""By the key of an act: what went before it, and since when that cannot be a basis."""


@fault("basis replaced by its predecessor")
def predecessor(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    for citation in facts.citations:
        before, since = OLDER.get(citation.key, ("", ""))
        basis = citation.preamble and compiled(r"(?:Căn cứ|Thực hiện)").match(text, line_at(text, citation.start)[0])
        whole = citation.date and citation.title
        if basis and whole and before and today and today.isoformat() >= since:
            start = text.find(citation.key, citation.start, citation.end)
            yield Change(start, _whole(text, citation)[1], before, near=((citation.start, citation.end),))


@fault("law replaced by its predecessor")
def law_before(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    rows = authorities().values()
    for citation, match in _dated(text, facts):
        old = [row for row in rows if row["kind"] == "Luật" and citation.date and row["replaced_by"]]
        name = text[citation.start : match.start()]
        for row in old:
            successor = authorities()[row["replaced_by"]]
            same = f"Luật {row['title']} ngày " == name and citation.preamble
            if same and row["date"] < (citation.date or "") and successor["effective_from"] <= (facts.head.date or ""):
                year, month, day = row["date"].split("-")
                new = f"{day} tháng {int(month):02}" if int(month) < 3 else f"{day} tháng {int(month)}"
                yield Change(*match.span(), f"{new} năm {year}", near=((citation.start, citation.end),))


WORDS = {
    "đánh giá": ("thẩm định", "kiểm tra"),
    "phân hạng": ("xếp loại", "phân loại"),
    "Bộ tiêu chí": ("Danh mục", "Hệ thống chỉ tiêu"),
    "Bộ Tiêu chí": ("Danh mục", "Hệ thống chỉ tiêu"),
    "quy trình": ("trình tự", "hướng dẫn"),
    "tiêu chí điểm": ("danh mục điểm",),
    "mỗi xã một sản phẩm": ("mỗi làng một sản phẩm", "mỗi xã phường một nghề"),
    "2021 - 2025": ("2021 - 2030",),
    "2021-2025": ("2021-2030",),
    "2018 - 2020": ("2018 - 2025",),
    "2018-2020": ("2018-2025",),
    "Phụ lục": ("Danh mục",),
}


@fault("title words")
def title_words(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for citation in facts.citations:
        row = authorities().get(citation.key, {})
        if row.get("certainty") in ("A", "B") and citation.title and row.get("date") == citation.date:
            whole = _whole(text, citation)
            found = [(word, text.find(word, citation.end - 5, whole[1])) for word in WORDS]
            for word, start in (one for one in found if one[1] >= 0):
                yield Change(start, start + len(word), rng.choice(WORDS[word]), near=(whole,))


@fault("date of a basis removed")
def date_removed(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for citation, match in _dated(text, facts):
        start = match.start() - len(" ngày ")
        if citation.preamble and "/" in citation.key and text[start : match.start()] == " ngày ":
            yield Change(start, match.end(), "", near=((citation.start, citation.end),))


@fault("sign at the end of a basis")
def sign_of_a_basis(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    lines = list(matches(r"^(?:Căn cứ|Theo đề nghị|Xét).*(?P<sign>[;.])$", text))
    for line in lines:
        last = line is lines[-1]
        joins = not compiled(r"\s*QUYẾT ").match(text, line.end())  # "…, Ủy ban nhân dân huyện ban hành Kế hoạch"
        new = rng.choice((";",) if joins else (";", ",")) if last else rng.choice((".", ",", ""))
        yield Change(*line.span("sign"), new, near=(line.span(),))
