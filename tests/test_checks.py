"""Each check finds what it is for and stays silent where a careful official would not object."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractor.checks import CHECKS, check_corpus, check_document
from extractor.checks.case import Case
from extractor.model import Citation, Document, Facts, Finding, Head, Instrument
from extractor.rulebook import Rulebook

PLAN = Head(number="12", symbol="KH-UBND", doc_type="Kế hoạch", date="2022-02-10", level="tỉnh", province="Lai Châu")


def cite(quote: str, key: str, **fields: object) -> Citation:
    """A citation whose place is filled in by :func:`facts`; kind, number, year and symbol are read off."""
    number, *rest = key.split("/")
    return Citation(
        start=0,
        end=0,
        quote=quote,
        key=key,
        kind=str(fields.pop("kind", quote.split(" số ")[0])),
        number=number if rest else None,
        year=rest[0] if len(rest) > 1 else None,
        symbol=rest[-1] if rest else None,
        **fields,  # type: ignore[arg-type]
    )


def facts(
    text: str, *citations: Citation, head: Head = PLAN, copy_kind: str = "original", path: str = "plan.txt"
) -> Facts:
    """A document of ``text`` with its citations put where their quotes stand, one after another."""
    placed, at = [], 0
    for citation in citations:
        at = text.index(citation.quote, at)
        placed.append(replace(citation, start=at, end=at + len(citation.quote)))
        at += len(citation.quote)
    document = Document(id="0" * 64, path=path, format="text", text=text, copy_kind=copy_kind)
    return Facts(document=document, head=head, citations=tuple(placed))


def found(code: str, given: Facts, rulebook: Rulebook, *known: Instrument) -> list[Finding]:
    """What the check ``code`` yields for a document, ``known`` being what the authorities say."""
    acts = {act.slug: act for act in known}
    return list(CHECKS[code].function(Case(given, rulebook, acts)))


def known(slug: str, date: str, certainty: str) -> Instrument:
    return Instrument(slug, "321/QĐ-TTg", "Quyết định", "321", "QĐ-TTg", "individual", "Thủ tướng Chính phủ", 2021,
                      date=date, certainty=certainty, source="Công báo")  # fmt: skip


TTG = "Thủ tướng Chính phủ"
GIVES: dict[str, list[Citation]] = {
    "C101": [
        cite(
            "Quyết định số 1234/QĐ-TTg ngày 05/3/2021 của Bộ trưởng Bộ Y tế", "1234/QĐ-TTg", issuer="Bộ trưởng Bộ Y tế"
        ),
        cite("Nghị định số 61/2021/NĐ-CP của Thủ tướng Chính phủ", "61/2021/NĐ-CP", issuer=TTG),
        cite(
            "Nghị quyết số 07/2020/NQ-HĐND của UBND tỉnh Lào Cai",
            "07/2020/NQ-HĐND",
            issuer="Ủy ban nhân dân tỉnh Lào Cai",
        ),
        cite("Quyết định số 87/QĐ-BCT của Bộ Y tế", "87/QĐ-BCT", issuer="Bộ Y tế"),
    ],
    "C102": [
        cite("Nghị quyết số 45/2019/QH của Quốc hội", "45/2019/QH", issuer="Quốc hội"),
        cite("Quyết định số 12/QĐ-BCĐ của Ban Chỉ đạo Trung ương các Chương trình mục tiêu quốc gia", "12/QĐ-BCĐ"),
        cite("Nghị định số 75/NĐ-CP ngày 02/7/2019 của Chính phủ", "75/NĐ-CP", date="2019-07-02"),
        cite("Thông tư số 13/TT-BNNPTNT", "13/TT-BNNPTNT"),
    ],
    "C103": [
        cite("Quyết định số 87/QĐ-BGDDĐT của Bộ Giáo dục và Đào tạo", "87/QĐ-BGDDĐT", issuer="Bộ Giáo dục và Đào tạo"),
        cite("Công văn số 87/BTTTTT-CNTT", "87/BTTTTT-CNTT"),
    ],
    "C104": [cite("Luật số 30/2019/QH12", "30/2019/QH12")],
    "C203": [
        cite("Quyết định số 555/QĐ-UBND ngày 15/3/2022", "555/QĐ-UBND", date="2022-03-15"),
        cite("Nghị quyết số 07/2023/NQ-HĐND", "07/2023/NQ-HĐND"),
    ],
    "C205": [
        cite(
            "Quyết định số 610/QĐ-TTg ngày 20/5/2012",
            "610/QĐ-TTg",
            date="2012-05-20",
            title="phê duyệt Chương trình phát triển làng nghề giai đoạn 2016-2020",
        ),
        cite(
            "Quyết định số 610/QĐ-TTg ngày 20/5/2021",
            "610/QĐ-TTg",
            date="2021-05-20",
            title="phê duyệt Đề án phát triển làng nghề giai đoạn 2016 – 2020",
        ),
    ],
    "C207": [cite("Nghị định số 61/2022/NĐ-CP ngày 12/9/2023", "61/2022/NĐ-CP", date="2023-09-12")],
    "C402": [
        cite("Luật Dân sự năm 2015", "Luật Dân sự 2015", kind="Luật"),
        cite("Luật Lao động", "Luật Lao động", kind="Luật"),
    ],
}
SILENT: dict[str, list[Citation]] = {
    "C101": [
        cite(
            "Quyết định số 1234/QĐ-TTg ngày 05/3/2021 của Phó Thủ tướng Chính phủ",
            "1234/QĐ-TTg",
            issuer="Phó Thủ tướng Chính phủ",
        ),
        cite(
            "Quyết định số 87/QĐ-BNN-VPĐP của Bộ Nông nghiệp và Môi trường",
            "87/QĐ-BNN-VPĐP",
            issuer="Bộ Nông nghiệp và Môi trường",
        ),
        cite("Quyết định số 87/QĐ-BNN-VPĐP của Bộ Nông nghiệp", "87/QĐ-BNN-VPĐP", issuer="Bộ Nông nghiệp"),
        cite(
            "Công văn số 87/BNN-VPĐP của Văn phòng Điều phối nông thôn mới Trung ương",
            "87/BNN-VPĐP",
            issuer="Văn phòng Điều phối nông thôn mới Trung ương",
        ),
        cite(
            "Quyết định số 2/QĐ-UBND của Chủ tịch UBND tỉnh Lào Cai",
            "2/QĐ-UBND",
            issuer="Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",
        ),
        cite("Nghị định số 61/2021/NĐ-CP", "61/2021/NĐ-CP", issuer=TTG),  # named once, for a list of acts
        cite("Quyết định số 9/QĐ-TTg của Cơ quan lạ", "9/QĐ-TTg", issuer="Cơ quan lạ"),
    ],
    "C102": [
        cite("Nghị quyết số 45/2019/QH14 của Quốc hội", "45/2019/QH14"),
        cite("Quyết định số 12/QĐ-BCĐ của Ban Chỉ đạo huyện Tam Đường", "12/QĐ-BCĐ"),
        cite("Nghị định số 64/NĐ-CP ngày 27/9/1993 của Chính phủ", "64/NĐ-CP", date="1993-09-27"),
    ],
    "C103": [
        cite("Quyết định số 87/QĐ-BGDĐT", "87/QĐ-BGDĐT"),
        cite("Quyết định số 87/QĐ-BQLKKT", "87/QĐ-BQLKKT"),
        cite("Quyết định số 87/QĐ-BTCS của Ban Tổ chức sự kiện", "87/QĐ-BTCS", issuer="Sở Công Thương"),
        cite("Công văn số 87/SNNN-VP", "87/SNNN-VP"),
        cite("Quyết định số 87/QĐ-BTGTW", "87/QĐ-BTGTW"),
    ],
    "C104": [
        cite("Luật số 30/2016/QH13", "30/2016/QH13"),
        cite("Luật số 31/2016/QH14", "31/2016/QH14"),
        cite("Luật số 16/1999/QH10", "16/1999/QH10"),
    ],
    "C203": [
        cite("Quyết định số 555/QĐ-UBND ngày 10/02/2022", "555/QĐ-UBND", date="2022-02-10"),
        cite("Quyết định số 555/QĐ-UBND tháng 02/2022", "555/QĐ-UBND", date="2022-02"),
        cite("Kế hoạch số 12/KH-UBND ngày 01/3/2022", "12/KH-UBND", date="2022-03-01", relation="self"),
    ],
    "C205": [
        cite(
            "Quyết định số 610/QĐ-TTg ngày 20/5/2015",
            "610/QĐ-TTg",
            date="2015-05-20",
            title="phê duyệt Chương trình phát triển làng nghề giai đoạn 2016-2020",
        ),
        cite(
            "Quyết định số 610/QĐ-UBND ngày 20/5/2021",
            "610/QĐ-UBND",
            date="2021-05-20",
            title="khen thưởng thành tích thực hiện Chương trình giai đoạn 2016-2020",
        ),
        cite(
            "Chỉ thị số 23/CT-TTg ngày 05/8/2014",
            "23/CT-TTg",
            date="2014-08-05",
            title="về việc lập Kế hoạch đầu tư công trung hạn giai đoạn 2016-2020",
        ),
    ],
    "C207": [
        cite("Nghị định số 61/2022/NĐ-CP ngày 12/9/2022", "61/2022/NĐ-CP", date="2022-09-12"),
        cite("Nghị định số 61/2022/NĐ-CP", "61/2022/NĐ-CP"),
    ],
    "C402": [
        cite("Bộ luật Dân sự năm 2015", "Bộ luật Dân sự 2015", kind="Bộ luật"),
        cite("Luật Hợp tác xã năm 2023", "Luật Hợp tác xã 2023", kind="Luật"),
    ],
}


def examples(table: dict[str, list[Citation]]) -> list[tuple[str, Citation]]:
    return [(code, citation) for code, citations in table.items() for citation in citations]


def name(value: object) -> str:
    return value.quote[:60] if isinstance(value, Citation) else str(value)


@pytest.mark.parametrize(("code", "citation"), examples(GIVES), ids=name)
def test_a_check_finds(code: str, citation: Citation, rulebook: Rulebook) -> None:
    given = facts(f"Căn cứ {citation.quote}.", citation)
    (finding,) = found(code, given, rulebook)
    assert finding.code == code
    side = finding.evidence[0]
    assert given.document.text[side.start : side.end] == side.quote == citation.quote


@pytest.mark.parametrize(("code", "citation"), examples(SILENT), ids=name)
def test_a_check_stays_silent(code: str, citation: Citation, rulebook: Rulebook) -> None:
    assert not found(code, facts(f"Căn cứ {citation.quote}.", citation), rulebook)


def test_c101_judges_the_subject_that_issues(rulebook: Rulebook) -> None:
    quote = "Quyết định số 1234/QĐ-TTg"
    mention = cite(quote, "1234/QĐ-TTg", issuer="Bộ Y tế")
    assert found("C101", facts(f"Ngày 05/3/2021 Bộ Y tế đã ban hành {quote} về mẫu bệnh án.", mention), rulebook)
    assert not found("C101", facts(f"Bộ Y tế tổ chức thực hiện {quote}.", mention), rulebook)
    assert not found("C101", facts(f"Theo đề nghị của Bộ Y tế, Thủ tướng Chính phủ ban hành {quote}.",
                                   replace(mention, issuer=TTG)), rulebook)  # fmt: skip


def test_c101_an_unverified_rule_only_warns(rulebook: Rulebook) -> None:
    quote = "Nghị quyết số 30a/2008/NQ-CP của Quốc hội"
    (finding,) = found("C101", facts(quote, cite(quote, "30a/2008/NQ-CP", issuer="Quốc hội")), rulebook)
    assert finding.severity == "warning"


def test_c102_says_the_whole_symbol_when_it_is_known(rulebook: Rulebook) -> None:
    quote = "Nghị quyết số 45/2019/QH"
    (finding,) = found("C102", facts(quote, cite(quote, "45/2019/QH", date="2019-11-20")), rulebook)
    assert finding.expected == "45/2019/QH14"
    quote = "Nghị quyết số 45/2021/QH"  # two terms in 2021
    (finding,) = found("C102", facts(quote, cite(quote, "45/2021/QH")), rulebook)
    assert finding.expected is None


def test_c103_reads_the_documents_own_symbol(rulebook: Rulebook) -> None:
    head = replace(PLAN, symbol="TT-BGDDĐT", issuer="Bộ Giáo dục và Đào tạo")
    (finding,) = found("C103", facts("Số: 43/2025/TT-BGDDĐT", head=head), rulebook)
    assert (finding.expected, finding.evidence[0].quote) == ("TT-BGDĐT", "TT-BGDDĐT")


def test_c103_keeps_the_spelling_of_the_code(rulebook: Rulebook) -> None:
    quote = "Thông tư số 13/2019/TT-BNNPTNTT"
    (finding,) = found("C103", facts(quote, cite(quote, "13/2019/TT-BNNPTNTT")), rulebook)
    assert finding.expected == "13/2019/TT-BNNPTNT"


FIRST = cite("Quyết định số 321/QĐ-TTg ngày 12/3/2021", "321/QĐ-TTg", date="2021-03-12", instrument="qd-ttg-321-2021")
OTHER = cite("Quyết định số 321/QĐ-TTg ngày 21/3/2021", "321/QĐ-TTg", date="2021-03-21", instrument="qd-ttg-321-2021")


def test_c201_two_dates_of_one_act(rulebook: Rulebook) -> None:
    given = facts(f"Theo {FIRST.quote}; theo {OTHER.quote}.", FIRST, OTHER)
    (finding,) = found("C201", given, rulebook)
    assert [side.quote for side in finding.evidence] == [FIRST.quote, OTHER.quote]
    assert finding.expected is None
    assert finding.found == "2021-03-12, 2021-03-21"
    (finding,) = found("C201", given, rulebook, known("qd-ttg-321-2021", "2021-03-12", "A"))
    assert finding.expected == "2021-03-12"
    assert "Công báo" in finding.message
    assert not found("C206", given, rulebook, known("qd-ttg-321-2021", "2021-03-12", "A")), "C201 says it already"


def test_c201_shows_the_date_before_the_act(rulebook: Rulebook) -> None:
    bare = replace(OTHER, quote="Quyết định số 321/QĐ-TTg")
    (finding,) = found("C201", facts(f"{FIRST.quote}. Ngày 21/3/2021 ban hành {bare.quote}.", FIRST, bare), rulebook)
    assert finding.evidence[1].quote == "21/3/2021 ban hành Quyết định số 321/QĐ-TTg"


@pytest.mark.parametrize(
    "second",
    [
        replace(OTHER, date="2021-03"),
        replace(OTHER, date="2021-03-12"),
        replace(OTHER, instrument="qd-ttg-321-2024"),
        replace(OTHER, instrument=None),
        replace(OTHER, kind="Luật"),
    ],
    ids=["month alone", "same day", "another act of that number", "act unknown", "another kind of that number"],
)
def test_c201_silent(second: Citation, rulebook: Rulebook) -> None:
    assert not found("C201", facts(f"{FIRST.quote}; {OTHER.quote}", FIRST, second), rulebook)


def test_c202_says_who_says_what(rulebook: Rulebook) -> None:
    here = facts(f"Căn cứ {FIRST.quote};", FIRST, path="tinh.txt")
    there = facts(f"Căn cứ {OTHER.quote};", OTHER, path="huyen.txt")
    (finding,) = check_corpus([here, there], rulebook)
    assert finding.code == "C202"
    assert finding.severity == "warning", "nobody knows which is right"
    assert "12/3/2021: tinh.txt; 21/3/2021: huyen.txt" in finding.message
    assert {side.document for side in finding.evidence} == {"tinh.txt", "huyen.txt"}
    assert not check_corpus([here, replace(here, document=replace(here.document, path="other.txt"))], rulebook)


def test_c202_leaves_a_conflict_within_one_document_to_c201(rulebook: Rulebook) -> None:
    both = facts(f"{FIRST.quote}; {OTHER.quote}", FIRST, OTHER)
    assert not check_corpus([both], rulebook)


def test_c203_a_draft_takes_the_day_of_the_check(rulebook: Rulebook) -> None:
    quote = "Quyết định số 555/QĐ-UBND ngày 15/3/2022"
    draft = facts(quote, cite(quote, "555/QĐ-UBND", date="2022-03-15"), head=replace(PLAN, date=None))
    assert "C203" in [one.code for one in check_document(draft, rulebook, date(2022, 3, 1))]
    assert "C203" not in [one.code for one in check_document(draft, rulebook, date(2022, 4, 1))]
    assert "C203" not in [one.code for one in check_document(draft, rulebook)]


def test_c204_an_act_cannot_change_a_younger_one(rulebook: Rulebook) -> None:
    changing = cite("Quyết định số 70/QĐ-UBND ngày 05/01/2020", "70/QĐ-UBND", date="2020-01-05")
    changed = cite("Quyết định số 900/QĐ-UBND ngày 10/6/2020", "900/QĐ-UBND", date="2020-06-10",
                   relation="amends", by="70/QĐ-UBND")  # fmt: skip
    text = f"{changing.quote} về việc sửa đổi {changed.quote}"
    (finding,) = found("C204", facts(text, changing, changed), rulebook)
    assert [side.quote for side in finding.evidence] == [changing.quote, changed.quote]
    earlier = replace(changed, date="2019-06-10")
    assert not found("C204", facts(text, changing, earlier), rulebook)
    passive = f"{changing.quote} (được sửa đổi tại {changed.quote})"
    assert not found("C204", facts(passive, changing, changed), rulebook), "the first act is the one that is changed"


def test_c206_only_what_is_verified_makes_an_error(rulebook: Rulebook) -> None:
    given = facts(f"Căn cứ {OTHER.quote};", OTHER)
    (finding,) = found("C206", given, rulebook, known("qd-ttg-321-2021", "2021-03-12", "B"))
    assert (finding.severity, finding.expected) == ("error", "2021-03-12")
    (finding,) = found("C206", given, rulebook, known("qd-ttg-321-2021", "2021-03-12", "C"))
    assert finding.severity == "warning"
    assert "chưa kiểm chứng" in finding.message
    assert not found("C206", given, rulebook, known("qd-ttg-321-2021", "2021-03", "A"))


def test_c401_a_name_without_a_word(rulebook: Rulebook) -> None:
    (finding,) = found("C401", facts("Quyết định của Uỷ ban nhân tỉnh Lào Cai."), rulebook)
    assert finding.evidence[0].quote == "Uỷ ban nhân tỉnh"
    assert finding.expected == "Ủy ban nhân dân tỉnh"
    assert not found("C401", facts("Ủy ban nhân dân tỉnh và UBND huyện, Ủy ban Dân tộc."), rulebook)


def test_c402_leaves_a_capital_letter_alone(rulebook: Rulebook) -> None:
    law = cite("Luật Dân sự năm 2015", "Luật Dân sự 2015", kind="Luật")
    assert not found("C402", facts(f"Căn cứ Bộ {law.quote};", law), rulebook)
