"""What the site says of an address that asks for what is not there: parameters, values, pages."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
import site_figures
from test_site import Get, asking, visible
from test_store import write

from extractor.site.labels import label
from extractor.site.lists import LISTS


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("asked") / "ocop.db"
    write(path)
    return asking(path)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("asked") / "ocop.db"
    site_figures.write(path)
    return asking(path)


def notes(page: str) -> list[str]:
    """What is said of the address, without tags."""
    found = re.findall(r'<div class="note-box" role="status">(.*?)</div>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in found]


@pytest.mark.parametrize("name", [*LISTS, "tim-kiem"])
def test_a_parameter_that_a_list_does_not_have_is_named_and_its_own_are_listed(name: str, get: Get) -> None:
    assert notes(get(f"/{name}").text) == []
    page = get(f"/{name}?xyzzy=1&utm_source=zalo")
    assert page.status_code == 200
    (said,) = notes(page.text)
    assert "“xyzzy”" in said
    own = [] if name == "tim-kiem" else [*LISTS[name].filters]
    assert all(parameter in said for parameter in (*own, "trang"))


@pytest.mark.parametrize(
    ("address", "said", "offered"),
    [
        ("/van-ban?tinh=dong+thap", "Trong kho không có tỉnh, thành phố “dong thap”.", "/van-ban?tinh=Đồng Tháp"),
        ("/van-ban?tinh=Dong+Tap&nam=2023", "“Dong Tap”", "/van-ban?tinh=Đồng Tháp&nam=2023"),
        ("/van-ban?nam=1999", "Trong kho không có năm “1999”.", "/van-ban?nam=2024"),
        ("/van-ban?loai=bao+cao", "Trong kho không có loại văn bản “bao cao”.", "/van-ban?loai=Báo cáo"),
        ("/doi-chieu?muc-do=xyz", "Trong kho không có mức độ “xyz”.", "/doi-chieu?muc-do=error"),
        ("/doi-chieu?muc-do=mau+thuan", "mức độ “mau thuan”", "/doi-chieu?muc-do=error"),
        ("/doi-chieu?van-ban=bao-ca", "Trong kho không có văn bản “bao-ca”.", "/doi-chieu?van-ban=bao-cao"),
        ("/tim-kiem?q=dong+thap&tinh=abc", "tỉnh, thành phố “abc”", "/tim-kiem?q=dong+thap&tinh=Đồng Tháp"),
        ("/van-ban?tin=x", "“tin”", "/van-ban?tinh=x"),
    ],
)
def test_a_value_that_there_is_not_is_named_with_the_nearest(address: str, said: str, offered: str, get: Get) -> None:
    page = get(address)
    assert page.status_code == 200
    assert said in notes(page.text)[0]
    linked = "&amp;".join(
        f"{name}={quote_plus(value.replace('+', ' '))}"
        for name, _, value in (one.partition("=") for one in offered.partition("?")[2].split("&"))
    )
    assert f'href="{offered.partition("?")[0]}?{linked}"' in page.text


def test_values_of_figures_and_amounts(figures: Get) -> None:
    assert "địa phương “moc chau”" in notes(figures("/chi-tieu?dia-phuong=moc+chau").text)[0]
    assert "Huyện Mộc Châu" in notes(figures("/chi-tieu?dia-phuong=moc+chau").text)[0]
    assert "Ngân sách tỉnh" in notes(figures("/kinh-phi?nguon=Ngan+sach+tinh").text)[0]
    assert notes(figures("/kinh-phi?nguon=x%C3%A3+h%E1%BB%99i+h%C3%B3a&nam=2024").text) == [], "both values are known"
    assert notes(figures("/chi-tieu?ten=khongco").text) == [], "any words may be looked for"


@pytest.mark.parametrize("typed", ["hai", "0", "-1", "1.5", "²"])
def test_what_is_no_number_of_a_page_is_said(typed: str, get: Get) -> None:
    assert notes(get(f"/van-ban?trang={typed}").text) == [f"“{typed}” không phải là số trang."]


def test_two_values_of_one_parameter_are_not_silently_one(get: Get) -> None:
    assert "chỉ một giá trị được dùng: “2023”" in notes(get("/van-ban?nam=2023&nam=2024").text)[0]


@pytest.mark.parametrize("name", [*LISTS, "tim-kiem"])
def test_a_page_behind_the_last_leads_back_to_it(name: str, get: Get) -> None:
    query = "q=dong+thap&" if name == "tim-kiem" else ""
    page = get(f"/{name}?{query}trang=99")
    assert page.status_code == 404
    assert "Không có trang 99: danh sách này chỉ có 1 trang." in visible(page)
    assert f'href="/{name}{"?q=dong+thap" if query else ""}"' in page.text


def test_the_last_page_of_several_is_named(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.site.documents.LISTED", 1)
    assert get("/van-ban?trang=2").status_code == 200
    page = get("/van-ban?trang=3")
    assert page.status_code == 404
    assert "chỉ có 2 trang" in visible(page)
    assert 'href="/van-ban?trang=2"' in page.text


def test_a_page_with_rows_asks_the_database_nothing_more(monkeypatch: pytest.MonkeyPatch, get: Get) -> None:
    """What there is to choose from is looked up only where there is nothing to show."""

    async def never(*_: object) -> list[object]:
        raise AssertionError

    monkeypatch.setattr("extractor.site.asked.unknown_values", never)
    assert [get(f"/{name}").status_code for name in LISTS] == [200] * len(LISTS)
    assert get("/van-ban?tinh=Đồng+Tháp").status_code == 200
    assert get("/van-ban?tinh=abc").status_code == 500, "where there is nothing to show they are"


def test_what_was_typed_is_escaped(get: Get) -> None:
    for address in ("/van-ban?tinh=%3Cscript%3E", "/van-ban?%3Cscript%3E=1", "/van-ban?trang=%3Cscript%3E"):
        page = get(address).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page


def test_every_parameter_is_named_in_vietnamese() -> None:
    for listing in LISTS.values():
        for one in listing.filters.values():
            assert not re.search(r"[a-z]_[a-z]", label(one.field, "parameter")), one.field


@pytest.mark.parametrize(
    "asked", ["van-ban?nam=abc", "van-ban?tinh=abc", "chi-tieu?don-vi=abc", "kinh-phi?nguon=abc", "san-pham?tinh=abc"]
)
def test_a_value_that_there_is_nowhere_is_none_to_choose(asked: str, figures: Get) -> None:
    page = figures(f"/{asked}").text
    assert "“abc”" in notes(page)[0]
    assert 'value="abc"' not in page.partition('<form class="filters"')[2].partition("</form>")[0]


def test_a_value_that_is_not_among_the_most_frequent_stays_chosen(
    figures: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.site.choices._MOST", 1)
    units = [
        unit
        for unit in ("sản phẩm", "chủ thể")
        if f'value="{unit}" selected' in figures(f"/chi-tieu?don-vi={unit}").text
    ]
    assert units == ["sản phẩm", "chủ thể"]


def test_the_graph_says_what_it_did_not_understand(get: Get) -> None:
    assert notes(get("/luoc-do").text) == []
    (said,) = notes(get("/luoc-do?xyz=1").text)
    assert "“xyz”" in said
    assert "goc, tinh, quan-he, trang" in said
    assert notes(get("/luoc-do?trang=0").text) == ["“0” không phải là số trang."]


@pytest.mark.parametrize("address", ["/van-ban?xyz=1", "/van-ban?trang=0", "/kinh-phi?xyz=1"])
def test_what_was_not_understood_is_said_before_the_list(address: str, get: Get) -> None:
    page = get(address).text
    assert page.index("note-box") < page.index('<form class="filters"')


@pytest.mark.parametrize("address", ["/tim-kiem", "/tim-kiem?q=", "/tim-kiem?q=%20"])
def test_a_search_for_nothing_says_what_to_type(address: str, get: Get) -> None:
    page = get(address)
    assert "Chưa có từ nào để tìm" in visible(page)
    assert '<a href="/tim-kiem?q=919%20qd%20ttg">919 qd ttg</a>' in page.text
    assert "Chưa có từ nào để tìm" not in visible(get("/tim-kiem?q=dong+thap"))
    assert "Chưa có từ nào để tìm" not in visible(get("/tim-kiem?q=khongcogi"))
