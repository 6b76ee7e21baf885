"""Which act a citation is: within a document, and in the light of all documents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_document

from extractor.model import Facts
from extractor.pipeline import extract
from extractor.resolve import instruments, reconcile
from extractor.rulebook import Rulebook

HOST = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN

Số: 118/KH-UBND

Lạng Sơn, ngày 05 tháng 5 năm 2024

KẾ HOẠCH

Phát triển OCOP

"""


def facts(text: str, rulebook: Rulebook, host: str = HOST) -> Facts:
    return extract(make_document(host + text), rulebook)


def slugs(found: Facts) -> list[str | None]:
    return [citation.instrument for citation in found.citations]


def test_a_provincial_act_has_the_province_of_its_issuer_or_of_the_host(rulebook: Rulebook) -> None:
    found = facts(
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 03/01/2022 của UBND tỉnh;\n\n"
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 09/01/2022 của UBND tỉnh Cao Bằng;\n",
        rulebook,
    )
    assert slugs(found) == ["kh-ubnd-lang-son-12-2022", "kh-ubnd-cao-bang-12-2022"]


def test_two_dates_and_one_title_are_one_act(rulebook: Rulebook) -> None:
    found = facts(
        "Căn cứ Quyết định số 2001/QĐ-TTg ngày 16/8/2016 của Thủ tướng Chính phủ phê duyệt Chương trình làng xanh;\n\n"
        "Căn cứ Quyết định số 2001/QĐ-TTg ngày 01/8/2014 của Thủ tướng Chính phủ về Chương trình làng xanh;\n",
        rulebook,
    )
    assert len(set(slugs(found))) == 1
    assert slugs(found)[0] is not None


def test_two_titles_in_two_years_are_two_acts(rulebook: Rulebook) -> None:
    found = facts(
        "Căn cứ Quyết định số 2001/QĐ-TTg ngày 16/8/2016 của Thủ tướng Chính phủ phê duyệt Chương trình làng xanh;\n\n"
        "Căn cứ Quyết định số 2001/QĐ-TTg ngày 01/9/2021 của Thủ tướng Chính phủ về bảo vệ đê biển;\n",
        rulebook,
    )
    assert slugs(found) == ["qd-ttg-2001-2016", "qd-ttg-2001-2021"]


def test_an_undated_mention_stays_open_until_the_corpus_knows_one_act(rulebook: Rulebook) -> None:
    open_ = facts("Việc hỗ trợ theo Quyết định số 2001/QĐ-TTg của Thủ tướng Chính phủ.\n", rulebook)
    assert slugs(open_) == [None]
    assert [u.quote for u in open_.unresolved] == ["Quyết định số 2001/QĐ-TTg của Thủ tướng Chính phủ"]
    full = facts("Căn cứ Quyết định số 2001/QĐ-TTg ngày 16/8/2016 của Thủ tướng Chính phủ;\n", rulebook)
    together = reconcile([open_, full], rulebook)
    assert slugs(together[0]) == ["qd-ttg-2001-2016"]
    assert together[0].unresolved == ()


def test_a_short_form_without_its_act_is_listed_and_no_citation(rulebook: Rulebook) -> None:
    found = facts("Kinh phí theo Nghị quyết 51 được bố trí hằng năm.\n", rulebook)
    assert found.citations == ()
    assert [u.quote for u in found.unresolved] == ["Nghị quyết 51"]


def test_the_document_itself(rulebook: Rulebook) -> None:
    found = facts("(Kèm theo Kế hoạch số 118/KH-UBND ngày 05/5/2024 của UBND tỉnh)\n", rulebook)
    assert [c.relation for c in found.citations] == ["self"]
    assert slugs(found) == ["kh-ubnd-lang-son-118-2024"]


def test_instruments_carry_what_the_authority_table_knows(rulebook: Rulebook) -> None:
    found = facts("Căn cứ Quyết định số 919/QĐ-TTg ngày 02/8/2022 của Thủ tướng Chính phủ;\n", rulebook)
    (act,) = instruments([found], rulebook)
    assert (act.slug, act.date, act.issuer) == ("qd-ttg-919-2022", "2022-08-01", "Thủ tướng Chính phủ")
    assert act.certainty in ("A", "B")
    assert act.year == 2022


def test_the_name_of_a_law_that_was_replaced_stays_open(rulebook: Rulebook) -> None:
    """Which Luật Doanh nghiệp is meant only its year says; of a law that still stands the name is enough."""
    assert slugs(facts("Theo Luật Doanh nghiệp.\n", rulebook)) == [None]
    assert slugs(facts("Theo Luật An toàn thực phẩm.\n", rulebook)) == ["luat-an-toan-thuc-pham-2010"]
    found = facts("Căn cứ Luật Doanh nghiệp ngày 26/11/2014;\n\nTheo Luật Doanh nghiệp.\n", rulebook)
    assert slugs(found) == ["luat-doanh-nghiep-2014", "luat-doanh-nghiep-2014"]


def test_a_number_that_names_no_kind_is_the_act_that_bears_it(rulebook: Rulebook) -> None:
    assert slugs(facts("Theo 55/2010/QH12.\n", rulebook)) == ["luat-an-toan-thuc-pham-2010"]
    found = facts("Căn cứ Luật số 24/2023/QH15;\n\nTheo 24/2023/QH15.\n", rulebook)
    assert slugs(found) == ["luat-24-2023-qh15", "luat-24-2023-qh15"]
    assert [c.kind for c in found.citations] == ["Luật", "Luật"]
    found = facts("Các Nghị quyết số 1/2020/QH14 ngày 02/3/2020, số 2/2020/QH14.\n", rulebook)
    assert [c.kind for c in found.citations] == ["Nghị quyết", "Nghị quyết"]


def test_the_issuer_is_the_name_that_most_mentions_bear_out(rulebook: Rulebook) -> None:
    cited = "Căn cứ Quyết định số 77/QĐ-UBND ngày 05/3/2023 của {};\n"
    names = ("Ủy ban nhân dân tỉnh", "Ủy ban nhân tỉnh Hà Giang cũ", "Ủy ban nhân dân tỉnh Hà Giang")
    found = facts("".join(cited.format(name) for name in names), rulebook)
    mentions = [replace(c, instrument="x", issuer=name) for c, name in zip(found.citations, names, strict=True)]
    [act] = instruments([replace(found, citations=tuple(mentions))], rulebook)
    assert act.issuer == "Ủy ban nhân dân tỉnh Hà Giang"


def test_normative_acts_have_a_series_of_their_own(rulebook: Rulebook) -> None:
    found = facts(
        "Căn cứ Quyết định số 27/2012/QĐ-TTg ngày 11/6/2012 của Thủ tướng Chính phủ;\n\n"
        "Căn cứ Quyết định số 27/QĐ-TTg ngày 05/01/2012 của Thủ tướng Chính phủ;\n",
        rulebook,
    )
    assert slugs(found) == ["qd-ttg-2012-27", "qd-ttg-27-2012"]


def test_a_day_that_no_calendar_has_is_listed_and_not_lost(rulebook: Rulebook) -> None:
    found = facts("Căn cứ Quyết định số 148/QĐ-TTg ngày 30/02/2023 của Thủ tướng Chính phủ;\n", rulebook)
    assert [c.date for c in found.citations] == [None]
    assert ("ngày 30/02/2023", "ngày không có trong lịch") in [(u.quote, u.why) for u in found.unresolved]


MERGED = HOST.replace("TỈNH LẠNG SƠN", "THÀNH PHỐ HẢI PHÒNG").replace("Lạng Sơn", "Hải Phòng").replace("2024", "2025")
FULL = "Căn cứ Quyết định số 1877/QĐ-UBND ngày 18/7/2024 của Chủ tịch UBND tỉnh Hải Dương công nhận sản phẩm;"


def test_a_bare_mention_is_the_act_that_its_document_names_in_full(rulebook: Rulebook) -> None:
    for bare in ("ngày 18/7/2024", "nêu trên"):
        found = facts(f"{FULL}\n\nĐiều 1. Bãi bỏ Quyết định số 1877/QĐ-UBND {bare}.\n", rulebook, MERGED)
        assert slugs(found) == ["qd-ubnd-hai-duong-1877-2024"] * 2, bare


def test_a_bare_mention_of_another_day_or_of_two_namesakes_is_of_the_host(rulebook: Rulebook) -> None:
    bare = "\n\nĐiều 1. Bãi bỏ Quyết định số 1877/QĐ-UBND ngày {}.\n"
    found = facts(FULL + bare.format("20/8/2024"), rulebook, MERGED)
    assert slugs(found) == ["qd-ubnd-hai-duong-1877-2024", "qd-ubnd-hai-phong-1877-2024"]
    other = FULL.replace("Hải Dương", "Hưng Yên")
    found = facts(f"{FULL}\n\n{other}{bare.format('18/7/2024')}", rulebook, MERGED)
    assert slugs(found)[-1] == "qd-ubnd-hai-phong-1877-2024"


DISTRICT = HOST.replace("TỈNH LẠNG SƠN", "HUYỆN {upper}\nTỈNH {of}").replace("Lạng Sơn", "{name}")
PROPOSED = "Theo đề nghị của {} tại {} ngày 12 tháng 03 năm 2024."


def district(upper: str, name: str, of: str) -> str:
    return DISTRICT.format(upper=upper, name=name, of=of)


@pytest.mark.parametrize(
    ("by", "paper", "act"),
    [
        ("Giám đốc Sở Nông nghiệp và Phát triển nông thôn", "Tờ trình số 196/TTr-SNN", "ttr-snn-lang-son-196-2024"),
        ("Phó Giám đốc Sở Công Thương", "Báo cáo số 7/BC-SCT", "bc-sct-lang-son-7-2024"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Tờ trình số 196/TTr-SNN", "ttr-snn-lang-son-196-2024"),
        ("Chi cục trưởng Chi cục Phát triển nông thôn", "Tờ trình số 5/TTr-CCPTNT", "ttr-ccptnt-lang-son-5-2024"),
        ("Chánh Văn phòng Điều phối nông thôn mới tỉnh", "Tờ trình số 5/TTr-VPĐP", "ttr-vpdp-lang-son-5-2024"),
        ("Giám đốc Sở Công Thương tỉnh Cao Bằng", "Công văn số 7/SCT-QLTM", "sct-qltm-cao-bang-7-2024"),
        ("Trưởng phòng Nông nghiệp và Phát triển nông thôn", "Tờ trình số 19/TTr-NN", None),
        ("Phó Trưởng phòng Kinh tế huyện Bắc Sơn", "Tờ trình số 9/TTr-KT", "ttr-kt-huyen-bac-son-lang-son-9-2024"),
        ("ông Nguyễn Văn An", "Tờ trình số 9/TTr-KT", None),
        ("Chánh Văn phòng Điều phối nông thôn mới Trung ương", "Tờ trình số 9/TTr-VPĐP", "ttr-vpdp-9-2024"),
    ],
)
def test_an_office_named_by_its_head_is_of_the_place_of_the_host(
    by: str, paper: str, act: str | None, rulebook: Rulebook
) -> None:
    assert slugs(facts(PROPOSED.format(by, paper), rulebook)) == [act]


@pytest.mark.parametrize(
    ("by", "paper", "act"),
    [
        ("Trưởng phòng Nông nghiệp và Phát triển nông thôn", "Tờ trình số 19/TTr-NN", "ttr-nn-{}-19-2024"),
        ("Trưởng Phòng Kinh tế", "Báo cáo số 19/BC-KT", "bc-kt-{}-19-2024"),
        ("Phòng Kinh tế và Hạ tầng", "Báo cáo số 19/BC-KTHT", "bc-ktht-{}-19-2024"),
        ("Trưởng phòng Nông nghiệp và PTNT huyện", "Tờ trình số 19/TTr-PNN", "ttr-pnn-{}-19-2024"),
        ("Chánh Văn phòng HĐND và UBND huyện", "Tờ trình số 19/TTr-VP", "ttr-vp-{}-19-2024"),
        ("Giám đốc Trung tâm Dịch vụ nông nghiệp huyện", "Báo cáo số 19/BC-TTDV", "bc-ttdv-{}-19-2024"),
        ("Chi cục trưởng Chi cục Phát triển nông thôn", "Tờ trình số 19/TTr-CCPTNT", "ttr-ccptnt-{province}-19-2024"),
        ("Văn phòng HĐND và UBND huyện", "Tờ trình số 19/TTr-VP", "ttr-vp-{}-19-2024"),
        ("Trưởng phòng Kinh tế", "Tờ trình số 19/TTr-KT", "ttr-kt-{}-19-2024"),
        ("Giám đốc Sở Công Thương", "Tờ trình số 19/TTr-SCT", "ttr-sct-{province}-19-2024"),
    ],
)
def test_papers_of_two_offices_with_one_number_are_two_acts(by: str, paper: str, act: str, rulebook: Rulebook) -> None:
    text = PROPOSED.format(by, paper)
    hosts = (("DI LINH", "Di Linh", "LÂM ĐỒNG"), ("MỘ ĐỨC", "Mộ Đức", "QUẢNG NGÃI"))
    found = [slugs(facts(text, rulebook, district(*host)))[0] for host in hosts]
    assert found == [
        act.format("huyen-di-linh-lam-dong", province="lam-dong"),
        act.format("huyen-mo-duc-quang-ngai", province="quang-ngai"),
    ]


def test_a_paper_of_an_office_whose_place_nobody_tells_stays_open(rulebook: Rulebook) -> None:
    text = PROPOSED.format("Trưởng phòng Nông nghiệp và Phát triển nông thôn", "Tờ trình số 19/TTr-NN")
    assert slugs(facts(text, rulebook, "TỜ RƠI\n\n")) == [None]
    chamber = "Căn cứ Công văn số 9/PTM-TT ngày 12/3/2024 của Phòng Thương mại và Công nghiệp Việt Nam."
    assert slugs(facts(chamber, rulebook))[0] is not None


def test_a_commune_has_offices_since_the_reform(rulebook: Rulebook) -> None:
    text = PROPOSED.format("Trưởng phòng Kinh tế", "Tờ trình số 19/TTr-KT")
    commune = district("DI LINH", "Di Linh", "LÂM ĐỒNG").replace("HUYỆN", "XÃ")
    assert slugs(facts(text, rulebook, commune)) == [None], "an office of its district, which is not named"
    assert slugs(facts(text, rulebook, commune.replace("5 năm 2024", "9 năm 2025"))) == [
        "ttr-kt-xa-di-linh-lam-dong-19-2024"
    ]


def test_an_office_of_the_city_that_is_the_host(rulebook: Rulebook) -> None:
    text = PROPOSED.format("Trưởng phòng Kinh tế thành phố", "Tờ trình số 19/TTr-PKT")
    city = district("ĐÀ LẠT", "Đà Lạt", "LÂM ĐỒNG").replace("HUYỆN", "THÀNH PHỐ")
    assert slugs(facts(text, rulebook, city)) == ["ttr-pkt-thanh-pho-da-lat-lam-dong-19-2024"]
