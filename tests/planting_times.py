"""Faults in times, places and levels: what belongs to another year, another province, another time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random

from planting_base import DATE, Change, body_end, day_of, fault, issued, line_at, matches, sentence_before

from extractor.model import Facts

PLANS = ("Kế hoạch", "Công văn", "Hướng dẫn", "Thông báo")


@fault("period turned round")
def period_turned(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(r"(?P<a>20\d\d)(?P<sign> ?- ?)(?P<b>20\d\d)(?!\d)", text):
        if match["a"] < match["b"]:
            yield Change(*match.span(), f"{match['b']}{match['sign']}{match['a']}")


@fault("deadline before the document")
def deadline_past(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    for match in matches(rf"trước ngày {DATE}", text):
        day = day_of(match)
        if today and day and day > today and facts.head.doc_type in PLANS:
            years = [year for year in (day.year - 1, day.year - 2) if date(year, day.month, day.day) < today]
            yield from (Change(*match.span("y"), str(year)) for year in years[:1])


@fault("result after the document")
def result_later(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """A date up to which results are counted becomes one that lies ahead."""
    today = issued(facts)
    for match in matches(rf"(?:[Đđ]ến|[Tt]ính đến|[Ll]ũy kế đến) ngày {DATE}, ", text):
        day = day_of(match)
        if today and day and day < today:
            later = [year for year in (day.year + 1, day.year + 2) if date(year, day.month, day.day) > today]
            yield from (Change(*match.span("y"), str(year)) for year in later[:1])


@fault("comparison with the own year")
def own_year(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(r"so với (?:cùng kỳ |thực hiện )?năm (?P<y>20\d\d)", text):
        own = int(match["y"]) + 1
        said = sentence_before(text, match.start())
        if f"năm {own}" in said or own == facts.head.period_start == facts.head.period_end:
            yield Change(*match.span("y"), str(own))


PROVINCES = ("Lai Châu", "Yên Bái", "Cà Mau", "Quảng Trị", "Hưng Yên", "Đồng Tháp", "Lâm Đồng")


def _elsewhere(text: str, facts: Facts, pattern: str, rng: Random) -> Iterator[Change]:
    """Another province in the place of that of the document, which ``pattern`` leads up to."""
    name = facts.head.province
    if name:
        others = [one for one in PROVINCES if one != name]
        for match in matches(rf"{pattern}(?P<p>{re.escape(name)})(?!\w)", text):
            yield Change(*match.span("p"), rng.choice(others), near=(match.span(),))


@fault("other province in the programme")
def province_of_programme(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    words = r"(?:sản phẩm|OCOP\)?|Đề án)(?: trên địa bàn)? (?:tỉnh|thành phố) "
    for change in _elsewhere(text, facts, words, rng):
        if text[slice(*line_at(text, change.start))][:1] != "(":
            yield change


@fault("other province in the head of an annex")
def province_of_annex(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    yield from _elsewhere(text, facts, r"^\((?:Ban hành k|K)èm theo .*(?:tỉnh|thành phố) ", rng)


@fault("other province as issuer")
def province_of_issuer(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """The issuer of a plan or a decision of the document's own province is that of another."""
    for citation in facts.citations:
        if citation.issuer and citation.key.endswith(("-UBND", "-HĐND")):
            for change in _elsewhere(text, facts, r"(?:tỉnh|thành phố) ", rng):
                within = citation.start <= change.start < citation.end
                if within and text[slice(*line_at(text, change.start))][:1] != "(":
                    yield change


NOW = {
    "Ủy ban nhân dân các xã, phường": "Ủy ban nhân dân các huyện, thành phố",
    "UBND các xã, phường": "UBND các huyện, thành phố",
    "Hội đồng cấp thành phố": "Hội đồng cấp huyện",
    "cán bộ cấp xã": "cán bộ cấp huyện",
    "Ủy ban nhân dân xã đề nghị": "Ủy ban nhân dân huyện đề nghị",
    "Phòng Kinh tế kiểm tra": "Phòng Nông nghiệp và Phát triển nông thôn huyện kiểm tra",
    "Phòng Kinh tế xã": "Phòng Nông nghiệp huyện",
}
"""Who acts since July 2025, and who did before."""


@fault("office of districts")
def office_of_districts(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    if today and today >= date(2025, 7, 1):
        for now, before in NOW.items():
            for match in matches(re.escape(now), text):
                yield Change(*match.span(), before)


@fault("former ministry or department")
def former_body(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    if today and today >= date(2025, 4, 1):
        for match in matches(r"(?:Bộ|Sở|sở:) Nông nghiệp và (?P<now>Môi trường)", text):
            yield Change(*match.span("now"), "Phát triển nông thôn", near=(match.span(),))


GROUPS = {
    "hàng thủ công mỹ nghệ": ("lưu niệm - nội thất - trang trí", "vải và may mặc"),
    "dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch": ("dịch vụ du lịch nông thôn, bán hàng",),
}


@fault("former group of products")
def former_group(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    today = issued(facts)
    if today and today >= date(2023, 2, 24):
        for now, before in GROUPS.items():
            for match in matches(f"(?i){now}", text):
                new = rng.choice(before)
                yield Change(*match.span(), new.capitalize() if match[0][0].isupper() else new)


@fault("months of a certificate")
def months(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(r"[Gg]iấy chứng nhận có thời hạn (?P<n>36) tháng|thời hạn (?P<o>36) tháng", text):
        yield Change(*match.span("n" if match["n"] else "o"), rng.choice(("24", "12", "48", "60")))


BODY = r"(?:Ủy ban nhân dân|UBND) "


@fault("recognised by the wrong level")
def wrong_level(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """3 stars by the level that does not recognise them; the fifth star by a province."""
    today = issued(facts)
    if not today or today < date(2023, 2, 24):
        return
    districts = today < date(2025, 7, 6)
    old, new = (r"cấp huyện", "tỉnh") if districts else (r"tỉnh", "cấp xã")
    act = r"(?:tổ chức )?(?:đánh giá, )?công nhận[^.;\n]{0,60}3 sao"
    places = rf"{BODY}(?P<b>{old}) {act}|3 sao,? do {BODY}(?P<c>{old}) công nhận"
    for match in matches(places, text[: body_end(text)]):
        if "rước" not in sentence_before(text, match.end()):
            yield Change(*match.span("b" if match["b"] else "c"), new, near=(match.span(),))
    for match in matches(r"(?P<b>Bộ Nông nghiệp và [\w ]+?)(?= (?:đánh giá|công nhận)[^.;\n]{0,40}5 sao)", text):
        yield Change(*match.span("b"), "Ủy ban nhân dân tỉnh", near=(match.span(),))
