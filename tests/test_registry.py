"""One producer, one product across documents: what is merged, what is not, and what is known of it in the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from extractor.checks import check_corpus
from extractor.model import Entity, Facts, Head, Product
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.resolve.histories import history
from extractor.resolve.registry import registry
from extractor.rulebook import Rulebook

HEAD = "UBND TỈNH {province}\nSố: {number}/BC-UBND\n{place}, ngày {date}\nBÁO CÁO\nKết quả Chương trình OCOP\n\n"


def report(*lines: str, province: str = "Sơn La", date: str = "05 tháng 12 năm 2023", number: int = 12) -> str:
    head = HEAD.format(province=province.upper(), place=province, number=number, date=date)
    return head + "\n\n".join(lines) + "\n"


def known(rulebook: Rulebook, *texts: str) -> tuple[tuple[Facts, ...], list[Entity]]:
    facts = [extract(read_bytes(text.encode(), f"{index}.txt"), rulebook) for index, text in enumerate(texts)]
    found = registry(facts, rulebook)
    return found.tied(facts), list(found.entities)


def producers(rulebook: Rulebook, *names: str) -> list[set[str]]:
    """The ways of writing of each producer, when each name stands in a report of its own."""
    texts = [report(f"Sản phẩm Chè Tà Xùa của {name} đạt 4 sao.", number=i) for i, name in enumerate(names, start=1)]
    _, entities = known(rulebook, *texts)
    return [{spelling.name for spelling in e.spellings} for e in entities if e.kind == "producer"]


@pytest.mark.parametrize(
    "names",
    [
        ("Cty CP XNK Hoàng Gia", "Công ty Cổ phần Xuất nhập khẩu Hoàng Gia", "Công ty CPXNK Hoàng Gia"),
        ("Công ty TNHH MTV Tây Bắc Xanh", "Công ty TNHH Tây Bắc Xanh", "Cty TNHH một thành viên Tây Bắc Xanh"),
        ("HTX NN Mường Thanh", "Hợp tác xã nông nghiệp Mường Thanh", "HTX Mường Thanh"),
        ("DNTN Minh Bé", "Doanh nghiệp tư nhân Minh Bé"),
        ("Công ty TNHH Minh Khôi Sơn La", "Công ty TNHH Minh Khôi"),
        ("Công ty TNHH SX và TM Thu Hà", "Công ty TNHH Sản xuất & Thương mại Thu Hà", "Công ty TNHH SX-TM Thu Hà"),
    ],
)
def test_ways_of_writing_one_name(names: tuple[str, ...], rulebook: Rulebook) -> None:
    assert producers(rulebook, *names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("Công ty CP XNK Khánh An", "Công ty TNHH MTV SX-TM-DV Khánh An"),
        ("HTX Mường Thanh", "HTX Mường Thanh II"),
        ("HTX Phước Lạc", "HTX Phước Lộc"),
        ("Công ty TNHH Sông Hương", "Công ty TNHH Hương"),
        ("HTX Rau an toàn Mai Dung", "HTX Rau an toàn Mai Dũng"),
        ("HTX chăn nuôi Tân Hòa", "HTX dược liệu Tân Hòa"),
        ("Hộ kinh doanh Nguyễn Văn Hải", "Hộ kinh doanh Nguyễn Văn Hai"),
    ],
)
def test_names_of_two(names: tuple[str, ...], rulebook: Rulebook) -> None:
    assert sorted(map(sorted, producers(rulebook, *names))) == sorted([name] for name in names)


def test_every_merge_says_how_alike_the_names_are(rulebook: Rulebook) -> None:
    text = "Chè Tà Xùa của {} đạt 4 sao."
    _, entities = known(
        rulebook, report(text.format("HTX NN Mường Thanh")), report(text.format("Hợp tác xã Mường Thanh"), number=13)
    )
    (maker,) = [entity for entity in entities if entity.kind == "producer"]
    scores = {spelling.name: spelling.score for spelling in maker.spellings}
    assert maker.name == "Hợp tác xã Mường Thanh"
    assert scores["Hợp tác xã Mường Thanh"] == 100 > scores["HTX NN Mường Thanh"] > 50


def test_namesakes_of_two_provinces_are_two(rulebook: Rulebook) -> None:
    line = "Sản phẩm Chè Shan của HTX Tân Hòa đạt 3 sao."
    _, entities = known(rulebook, report(line), report(line, province="Lào Cai"))
    assert {(e.kind, e.province) for e in entities} == {
        (kind, province) for kind in ("producer", "product") for province in ("Sơn La", "Lào Cai")
    }


def test_one_product_under_several_spellings_and_without_its_producer(rulebook: Rulebook) -> None:
    tied, entities = known(
        rulebook,
        report("Sản phẩm Gạo nếp ST 25 Mường Lò của HTX Mường Lò đạt 3 sao."),
        report("Sản phẩm gạo nếp ST25 của Hợp tác xã Mường Lò đạt 4 sao.", date="05 tháng 12 năm 2024"),
        report("Sản phẩm Gạo nếp ST25 Mường Lò được công nhận 4 sao.", date="05 tháng 12 năm 2025"),
    )
    (product,) = [entity for entity in entities if entity.kind == "product"]
    assert {one.entity for facts in tied for one in facts.products} == {product.slug}
    assert (product.mentions, product.documents) == (3, 3)
    assert product.history is not None
    assert (product.history.status, product.history.stars) == ("recognized", 4)


def test_two_products_of_one_producer(rulebook: Rulebook) -> None:
    _, entities = known(
        rulebook,
        report("Sản phẩm Gạo ST24, Gạo ST25, Trà sen vàng và Trà sen vang của HTX Mường Lò đạt 3 sao."),
        report("Sản phẩm Bánh Tráng Dẻo Tôm và Bánh Tráng Dẻo Tỏi của HTX Bình An đạt 3 sao.", number=13),
    )
    names = [entity.name for entity in entities if entity.kind == "product"]
    assert len(names) == len(set(names))
    assert all(len(entity.spellings) == 1 for entity in entities)
    assert {"Bánh Tráng Dẻo Tôm", "Bánh Tráng Dẻo Tỏi"} <= set(names)


def test_a_misspelt_name(rulebook: Rulebook) -> None:
    text = "Sản phẩm Nước mắm {} của HTX Hải Tân đạt 3 sao."
    _, entities = known(rulebook, report(text.format("Luận Nghiệp")), report(text.format("Luận Nghiêp"), number=13))
    (product,) = [entity for entity in entities if entity.kind == "product"]
    assert len(product.spellings) == 2


DECISION = (
    "UBND TỈNH SƠN LA\nSố: 812/QĐ-UBND\nSơn La, ngày {date}\nQUYẾT ĐỊNH\n"
    "Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP\n\n"
    "Công nhận sản phẩm Chè Tà Xùa của HTX Tà Xùa đạt 4 sao.\n"
)


@pytest.mark.parametrize(
    ("date", "expires"),
    [("15 tháng 6 năm 2023", "2026-06-15"), ("29 tháng 02 năm 2024", "2027-02-28"), ("15 tháng 6 năm 2018", None)],
)
def test_a_certificate_ends_as_many_months_later_as_the_rules_of_its_day_say(
    date: str, expires: str | None, rulebook: Rulebook
) -> None:
    _, entities = known(rulebook, DECISION.format(date=date))
    (told,) = [entity.history for entity in entities if entity.history]
    assert (told.decision, told.stars, told.expires, told.expires_stated) == ("812/QĐ-UBND", 4, expires, False)


def test_a_withdrawal_is_the_last_word_and_a_candidacy_is_not(rulebook: Rulebook) -> None:
    held = report("Sản phẩm Chè Tà Xùa của HTX Tà Xùa đã được công nhận 3 sao.")
    later = "06 tháng 12 năm 2024"
    more = report("Đề nghị đánh giá 4 sao đối với sản phẩm Chè Tà Xùa của HTX Tà Xùa.", date=later)
    gone = report("Thu hồi Giấy chứng nhận của sản phẩm Chè Tà Xùa của HTX Tà Xùa.", date=later)
    over = report("Sản phẩm Chè Tà Xùa của HTX Tà Xùa hết hạn công nhận, chưa đánh giá lại.", date=later)
    for second, status, stars in ((more, "recognized", 3), (gone, "withdrawn", 3), (over, "expired", 3)):
        _, entities = known(rulebook, held, second)
        (told,) = [entity.history for entity in entities if entity.history]
        assert (told.status, told.stars) == (status, stars)


@pytest.mark.parametrize(
    ("statuses", "status", "exported"),
    [
        (("recognized", "exported"), "recognized", True),
        (("exported", "recognized"), "recognized", True),
        (("exported", "withdrawn"), "withdrawn", True),
        (("recognized", "withdrawn"), "withdrawn", False),
        (("candidate",), "candidate", False),
    ],
)
def test_a_product_may_be_exported_whatever_its_status(
    statuses: tuple[str, ...], status: str, exported: bool, rulebook: Rulebook
) -> None:
    mentions = [
        (Head(date=f"202{year}-01-01"), Product(start=0, end=3, quote="Chè", rule="by-hand", name="Chè", status=one))
        for year, one in enumerate(statuses)
    ]
    told = history(mentions, rulebook)
    assert (told.status, told.exported) == (status, exported)


def test_a_person_undoes_a_merge_and_makes_one(rulebook: Rulebook) -> None:
    rows = (
        {"kind": "producer", "name": "HTX NN Mường Thanh", "other": "HTX Mường Thanh", "same": "no", "note": ""},
        {"kind": "producer", "name": "HTX Mai Dung", "other": "HTX Mai Dũng", "same": "yes", "note": ""},
    )
    told = replace(rulebook, tables={**rulebook.tables, "same_names": rows}, altered="told")
    assert len(producers(told, "HTX NN Mường Thanh", "HTX Mường Thanh")) == 2
    assert len(producers(told, "HTX Mai Dung", "HTX Mai Dũng")) == 1


def test_the_names_of_the_corpus(rulebook: Rulebook) -> None:
    """Pairs that a reader of the corpus takes for one, and pairs that look alike and are two."""
    from pathlib import Path

    from extractor.readers import read

    sources = sorted((Path(__file__).resolve().parents[1] / "corpus" / "sources").glob("*.txt"))
    read_ones = [extract(read(source), rulebook) for source in sources]
    tied = registry(read_ones, rulebook).tied(read_ones)
    entity = {one.name: one.entity for facts in tied for one in facts.organizations}
    same = (
        *combinations([name for name in entity if "Nguyên Hậu" in name], 2),
        *combinations([name for name in entity if "Ngọc Phụng" in name], 2),
        *combinations([name for name in entity if "Hòa Hưng" in name], 2),
        *combinations([name for name in entity if "Ba Tre" in name], 2),
        *combinations([name for name in entity if "Nam Huy" in name], 2),
    )
    assert len(same) >= 10
    assert all(entity[a] == entity[b] for a, b in same)
    khanh_thu = [name for name in entity if "Khánh Thu" in name]
    assert len(khanh_thu) == len({entity[name] for name in khanh_thu}) == 2
    assert len(set(entity.values())) == len(entity) - 7  # of all other names each is one


def test_one_trade_name_under_two_legal_forms_is_reported(rulebook: Rulebook) -> None:
    lines = (
        "Chè của Công ty cổ phần Chè Hoàng Su.",
        "Chè của CTCP Chè Hoàng Su.",
        "Chè của Công ty TNHH Chè Hoàng Su.",
    )
    facts = [
        extract(read_bytes(report(line, province=province).encode(), f"{index}-{province}.txt"), rulebook)
        for index, line in enumerate(lines)
        for province in ("Sơn La", "Lào Cai")
        if (index, province) != (2, "Lào Cai")
    ]
    (finding,) = [one for one in check_corpus(facts, rulebook) if one.code == "P101"]
    assert finding.severity == "warning"
    assert sorted(side.quote for side in finding.evidence) == [
        "Công ty TNHH Chè Hoàng Su",
        "Công ty cổ phần Chè Hoàng Su",
    ]


def listed(producer: str, place: str) -> str:
    """A list of products, one cell on each line."""
    rows = [
        ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"),
        ("1", "Chè dây Hoa Ban", producer, place, "4 sao"),
    ]
    rows.append(("2", "Rượu ngô Bản Phố", "HTX Bản Phố", "xã Bắc Hà", "3 sao"))
    return "Danh sách sản phẩm OCOP\n\n" + "\n".join(cell for row in rows for cell in row)


def test_of_a_household_no_more_than_the_commune_is_told(rulebook: Rulebook) -> None:
    text = report(
        listed("Hộ kinh doanh Vàng Seo Phủ", "Số 12, thôn Đội 1, xã Nậm Khánh, H. Bắc Hà"), province="Lào Cai"
    )
    _, entities = known(rulebook, text)
    placed = {entity.place for entity in entities if entity.place_now}
    assert placed == {"xã Nậm Khánh, huyện Bắc Hà"}


@pytest.mark.parametrize(
    ("later", "count"),
    [("xã Bản Liền", 1), ("xã Bảo Nhai", 2), ("xã Bản Liền, huyện Bắc Hà", 1)],
)
def test_a_commune_is_known_under_its_new_name(later: str, count: int, rulebook: Rulebook) -> None:
    before = report(listed("HTX Hoa Ban", "Thôn Đội 1, xã Nậm Khánh, H. Bắc Hà"), province="Lào Cai")
    since = report(listed("HTX Hoa Ban", later), province="Lào Cai", date="10 tháng 3 năm 2026", number=9)
    _, entities = known(rulebook, before, since)
    makers = [entity for entity in entities if entity.name == "HTX Hoa Ban"]
    assert len(makers) == count
    oldest = next(entity for entity in known(rulebook, before)[1] if entity.name == "HTX Hoa Ban")
    assert (oldest.place, oldest.place_now) == (
        "Thôn Đội 1, xã Nậm Khánh, H. Bắc Hà",
        "xã Bản Liền, tỉnh Lào Cai",
    )


def makers(rulebook: Rulebook, *texts: str) -> dict[str, str | None]:
    """The producers by name with their provinces."""
    _, entities = known(rulebook, *texts)
    return {entity.name: entity.province for entity in entities if entity.kind == "producer"}


@pytest.mark.parametrize(
    ("line", "province"),
    [
        ("Chè Tà Xùa của HTX Mường Thanh đạt 4 sao.", "Sơn La"),
        ("Liên kết với HTX Mường Thanh (xã Vân Hòa, huyện Ba Vì, TP Hà Nội) tiêu thụ chè.", "Hà Nội"),
        ("Liên kết với HTX Mường Thanh, huyện Ba Vì, Hà Nội tiêu thụ chè.", "Hà Nội"),
        ("Liên kết với HTX Mường Thanh ở thành phố Hòa Bình, tỉnh Hòa Bình.", "Hòa Bình"),
        ("Liên kết với HTX Mường Thanh của tỉnh Hòa Bình tiêu thụ chè.", "Hòa Bình"),
        ("Liên kết với HTX Mường Thanh, địa chỉ: số 5, đường Láng, TP. Hà Nội.", "Hà Nội"),
        ("Chè của HTX Mường Thanh, xã Tà Xùa, huyện Bắc Yên bán tại thành phố Hà Nội.", "Sơn La"),
        ("Chè Tà Xùa của HTX Mường Thanh, xã Hòa Bình đạt 4 sao.", "Sơn La"),
        ("Chè Tà Xùa của HTX Mường Thanh, bản Mòn, Hòa Bình đạt 4 sao.", "Sơn La"),
        ("Thăm HTX Mường Thanh (Hà Nội) và HTX Mường Thanh (Ba Vì, Hà Nội).", "Hà Nội"),
        ("Chè Tà Xùa của HTX Mường Thanh (Phú Thọ) đạt 4 sao.", "Sơn La"),
        ("HTX Mường Thanh tham gia hội chợ tại tỉnh Hòa Bình.", "Sơn La"),
        ("HTX Mường Thanh, tỉnh Sơn La và các nhà phân phối ở tỉnh Hòa Bình.", "Sơn La"),
    ],
)
def test_a_producer_is_where_its_address_says(line: str, province: str, rulebook: Rulebook) -> None:
    assert makers(rulebook, report(line)) == {"HTX Mường Thanh": province}


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("xã Vân Hòa, huyện Ba Vì, TP Hà Nội", "Hà Nội"),
        ("huyện Ba Vì, Hà Nội", "Hà Nội"),
        ("Tỉnh Hòa Bình", "Hòa Bình"),
        ("Hòa Bình", "Sơn La"),
        ("xã Hòa Bình", "Sơn La"),
        ("xã Hòa Bình, huyện Bắc Yên", "Sơn La"),
    ],
)
def test_an_address_in_a_column_tells_the_province_of_product_and_producer(
    place: str, province: str, rulebook: Rulebook
) -> None:
    cells = f"<tr><td>1</td><td>Sữa chua Ba Vì</td><td>HTX Sữa Ba Vì</td><td>{place}</td></tr>"
    head = "<tr><th>TT</th><th>Tên sản phẩm</th><th>Chủ thể</th><th>Địa chỉ</th></tr>"
    lines = "".join(f"<p>{line}</p>" for line in report().splitlines() if line)
    page = f"<html><body>{lines}<p>DANH MỤC SẢN PHẨM</p><table>{head}{cells}</table></body></html>"
    entities = registry([extract(read_bytes(page.encode(), "a.html"), rulebook)], rulebook).entities
    assert {entity.kind: entity.province for entity in entities} == {"producer": province, "product": province}


def test_a_firm_of_the_whole_country_is_given_no_province(rulebook: Rulebook) -> None:
    lines = ("Phối hợp với Công ty CP Bán lẻ Sen Việt Nam mở 5 điểm bán.", "Chè Tà Xùa của HTX Mường Thanh đạt 4 sao.")
    found = makers(rulebook, report(*lines), report(*lines, province="Hòa Bình", number=9))
    assert found == {"Công ty CP Bán lẻ Sen Việt Nam": None, "HTX Mường Thanh": found["HTX Mường Thanh"]}
    lines = ("Kết nối với Công ty CP Dịch vụ Thương mại Tổng hợp Wincommerce.", lines[1])
    assert None in makers(rulebook, report(*lines)).values()
    own = makers(rulebook, report("Sản phẩm Chè Tà Xùa của Công ty CP Chè Việt Nam đạt 4 sao."))
    assert own == {"Công ty CP Chè Việt Nam": "Sơn La"}, "who makes a product of the programme is of its province"


NOWHERE = "DANH SÁCH SẢN PHẨM\n\nSản phẩm {} của {} đạt 4 sao.\n"


def test_a_file_that_states_no_province_splits_no_product(rulebook: Rulebook) -> None:
    here = report("Sản phẩm Chè Tà Xùa của HTX Mường Thanh đạt 4 sao.")
    there = report("Sản phẩm Chè Tà Xùa của HTX Mường Thanh đạt 4 sao.", province="Hòa Bình", number=9)
    nowhere = NOWHERE.format("Chè Tà Xùa", "HTX Mường Thanh")
    _, entities = known(rulebook, here, nowhere)
    assert [(entity.kind, entity.province, entity.documents) for entity in entities] == [
        ("product", "Sơn La", 2),
        ("producer", "Sơn La", 2),
    ]
    _, entities = known(rulebook, here, there, nowhere)
    assert sorted(str(entity.province) for entity in entities if entity.kind == "product") == [
        "Hòa Bình",
        "None",
        "Sơn La",
    ]
    _, entities = known(rulebook, here, NOWHERE.format("Mật ong Bản Mòn", "HTX Mường Thanh"))
    assert len([entity for entity in entities if entity.kind == "producer"]) == 2, "only the name is the same"


def since_merger(*lines: str, number: int = 30) -> str:
    """A report of a province of today that bears the name of one of those that it was made of."""
    return report(*lines, province="Phú Thọ", date="10 tháng 3 năm 2026", number=number)


def before_merger(*lines: str, province: str = "Hòa Bình", number: int = 12) -> str:
    return report(*lines, province=province, number=number)


def test_what_a_merged_province_withdraws_is_that_of_the_old_one(rulebook: Rulebook) -> None:
    before = before_merger("Sản phẩm Chè Shan Pà Cò của Hộ kinh doanh Khà A Tủa đạt 3 sao.")
    since = since_merger("Thu hồi Giấy chứng nhận sản phẩm Chè Shan Pà Cò của Hộ kinh doanh Khà A Tủa.")
    tied, entities = known(rulebook, before, since)
    assert {(entity.kind, entity.province, entity.documents) for entity in entities} == {
        ("producer", "Hòa Bình", 2),
        ("product", "Hòa Bình", 2),
    }
    product = next(entity for entity in entities if entity.history)
    assert product.history
    assert product.history.status == "withdrawn"
    assert {one.entity for facts in tied for one in facts.products} == {product.slug}
    assert [entity.slug for entity in known(rulebook, before)[1]] == [entity.slug for entity in entities]


SINCE = "Sản phẩm {} của {} đạt 3 sao."


@pytest.mark.parametrize(
    ("maker", "later", "count"),
    [
        ("Hộ kinh doanh Khà A Tủa", SINCE.format("Rượu ngô Pà Cò", "Hộ kinh doanh Khà A Tủa"), 2),
        ("HTX Tân Hòa", SINCE.format("Rượu ngô Pà Cò", "HTX Tân Hòa"), 2),
        ("HTX Tân Hòa", SINCE.format("chè shan Pà Cò", "Hợp tác xã Tân Hòa"), 1),
        ("HTX Tân Hòa", SINCE.format("Chè Shan Pà Cò", "Công ty TNHH Tân Hòa"), 2),
        ("Công ty TNHH Pà Cò Xanh", SINCE.format("Rượu ngô Hang Kia", "Công ty TNHH Pà Cò Xanh"), 1),
        ("Công ty TNHH Pà Cò Xanh", SINCE.format("Rượu ngô Hang Kia", "Công ty TNHH SX-TM Pà Cò Xanh"), 2),
    ],
)
def test_a_name_alone_ties_no_people_of_a_merged_province(
    maker: str, later: str, count: int, rulebook: Rulebook
) -> None:
    before = before_merger(f"Sản phẩm Chè Shan Pà Cò của {maker} đạt 3 sao.")
    assert len(makers_of(rulebook, before, since_merger(later))) == count


def makers_of(rulebook: Rulebook, *texts: str) -> list[Entity]:
    return [entity for entity in known(rulebook, *texts)[1] if entity.kind == "producer"]


def test_a_name_of_two_old_provinces_is_of_neither(rulebook: Rulebook) -> None:
    line = "Sản phẩm Chè Shan Tân Hòa của HTX Tân Hòa đạt 3 sao."
    old = [before_merger(line, province=province) for province in ("Hòa Bình", "Vĩnh Phúc")]
    found = makers_of(rulebook, *old, since_merger(line))
    assert sorted((str(entity.province), entity.documents) for entity in found) == [
        ("Hòa Bình", 1),
        ("Phú Thọ", 1),
        ("Vĩnh Phúc", 1),
    ]


@pytest.mark.parametrize(("later", "count"), [("xã Chí Minh", 1), ("xã Tân Kỳ", 2)])
def test_a_place_of_a_merged_province_speaks_for_or_against(later: str, count: int, rulebook: Rulebook) -> None:
    before = report(listed("HTX Hoa Ban", "xã An Thanh, huyện Tứ Kỳ"), province="Hải Dương")
    other = listed("HTX Hoa Ban", later).replace("Chè dây", "Trà xanh")
    since = report(other, province="Hải Phòng", date="10 tháng 3 năm 2026", number=9)
    found = [entity for entity in makers_of(rulebook, before, since) if entity.name == "HTX Hoa Ban"]
    assert len(found) == count


def test_a_product_without_its_producer_is_that_of_the_old_province(rulebook: Rulebook) -> None:
    before = before_merger("Sản phẩm Chè Shan Pà Cò của HTX Pà Cò đạt 3 sao.")
    since = since_merger("Sản phẩm Chè Shan Pà Cò được công nhận 4 sao.")
    (product,) = [entity for entity in known(rulebook, before, since)[1] if entity.kind == "product"]
    assert product.history
    assert product.history.stars == 4
    other = before_merger("Sản phẩm Chè Shan Pà Cò của HTX Pà Cò đạt 3 sao.", province="Vĩnh Phúc")
    _, entities = known(rulebook, before, other, since)
    assert {e.province: e.history.stars for e in entities if e.history} == {"Hòa Bình": 3, "Vĩnh Phúc": 3, "Phú Thọ": 4}
