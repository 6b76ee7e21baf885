"""Places on the site: the province at the time of issue and today, communes by their old and their new name."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from site_facts import documents
from site_figures import place, target
from test_site import Get, asking, visible

from extractor.facts.geography import today
from extractor.model import Amount, Entity, Spelling
from extractor.rulebook import load, table
from extractor.site.labels import now_in
from extractor.site.places import province
from extractor.store import Writer

NOW = "phường Trường Long Hòa, tỉnh Vĩnh Long"
MADE = (("a", "Trà Vinh"), ("b", "Thái Bình"), ("c", "Hưng Yên"), ("d", "Cao Bằng"), ("e", None))


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("places") / "ocop.db"
    plan, _ = documents()
    words = plan.document.text
    one = target(words, words[:9], 9, "sản phẩm")
    money = Amount(**place(words, words[10:20]), value=5e9, source="ngân sách tỉnh", period="2025")
    plan = replace(plan, indicators=(one,), amounts=(money,))
    with Writer(path, load()) as writer:
        writer.add_entities([Entity("che", "product", "Chè Bốn", "Thái Bình", (Spelling("Chè Bốn", 100, 1, 1),))])
        writer.add_entities(
            Entity(slug, "producer", name, old, (Spelling(name, 100, 1, 1),), place=there, place_now=now)
            for slug, name, old, there, now in (
                ("nha-may", "Nhà máy Một", "Trà Vinh", "xã Long Hữu, huyện Duyên Hải", NOW),
                ("xuong", "Xưởng Hai", "Cao Bằng", None, None),
            )
        )
        for name, then in MADE:
            head = replace(plan.head, province=then, title=f"Kế hoạch {name}")
            document = replace(plan.document, path=f"{name}.txt")
            writer.add_document(replace(plan, document=document, head=head), name, {"file": f"{name}.txt"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


def listed(page: str) -> set[str]:
    return set(re.findall(r'<h3><a href="/van-ban/(\w)"', page))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("tinh=Tr%C3%A0+Vinh", {"a"}),
        ("tinh-nay=V%C4%A9nh+Long", {"a"}),
        ("tinh=V%C4%A9nh+Long", {"a"}),  # no document bears that name: what lies there now is shown
        ("tinh=H%C6%B0ng+Y%C3%AAn", {"c"}),
        ("tinh-nay=H%C6%B0ng+Y%C3%AAn", {"b", "c"}),
        ("tinh=H%C6%B0ng+Y%C3%AAn&nam=2023", {"c"}),
        ("tinh=V%C4%A9nh+Long&nam=1990", set()),
        ("tinh=%27+OR+1=1", set()),
    ],
)
def test_documents_are_found_by_the_province_of_then_and_of_today(asked: str, found: set[str], get: Get) -> None:
    page = get(f"/van-ban?{asked}")
    assert page.status_code == 200
    assert listed(page.text) == found


def test_the_page_says_what_a_province_of_today_is_made_of(get: Get) -> None:
    page = visible(get("/van-ban?tinh=V%C4%A9nh+Long"))
    assert "Không có văn bản nào mang tên Vĩnh Long khi ban hành" in page
    assert re.search(r'<input id="q-top"[^>]* value="">', get("/van-ban?tinh=V%C4%A9nh+Long").text), (
        "nothing was searched"
    )
    assert "Trà Vinh (nay thuộc tỉnh Vĩnh Long)" in page
    assert "từ ngày 01/7/2025 gồm Bến Tre, Trà Vinh, Vĩnh Long trước đó" in page
    kept = get("/van-ban?tinh=H%C6%B0ng+Y%C3%AAn")
    assert "Hưng Yên (nay thuộc" not in visible(kept), "its name did not change"
    assert 'href="/van-ban?tinh-nay=H%C6%B0ng%20Y%C3%AAn">xem cả 2 văn bản' in kept.text


def test_the_download_is_that_of_the_page(get: Get) -> None:
    page = get("/van-ban?tinh=V%C4%A9nh+Long").text
    link = re.search(r'href="(/van-ban\.csv[^"]*)"', page)
    assert link
    for address in (link[1].replace("&amp;", "&"), "/van-ban.csv?tinh=V%C4%A9nh+Long"):
        rows = list(csv.DictReader(io.StringIO(get(address).text.removeprefix("\ufeff"))))
        assert [(row["Tỉnh, thành phố"], row["Tỉnh, thành phố hiện nay"]) for row in rows] == [
            ("Trà Vinh", "Vĩnh Long")
        ]


@pytest.mark.parametrize("typed", ["Vĩnh Long", "tinh vinh long", "Bến Tre", "tỉnh Trà Vinh"])
def test_the_search_leads_to_the_province_of_today(typed: str, get: Get) -> None:
    page = get(f"/tim-kiem?q={typed}")
    assert re.search(r'href="/van-ban\?tinh-nay=V%C4%A9nh%20Long">1 văn bản nay thuộc tỉnh Vĩnh Long', page.text)


@pytest.mark.parametrize("typed", ["Lai Châu", "vĩnh", "Vĩnh Long 2025", "%"])
def test_the_search_names_no_province_that_has_nothing_or_was_not_typed(typed: str, get: Get) -> None:
    assert "nay thuộc tỉnh" not in visible(get(f"/tim-kiem?q={typed}"))


def test_a_search_is_narrowed_by_the_province_of_today(get: Get) -> None:
    page = get("/tim-kiem?q=san pham").text
    assert "Tỉnh, thành phố hiện nay" in page
    link = re.search(r'href="(/tim-kiem\?[^"]*tinh-nay=H[^"]*)">Hưng Yên <span>2</span>', page)
    assert link
    assert get(link[1].replace("&amp;", "&")).text.count('<article class="hit"') == 2


LISTS = ("/van-ban", "/san-pham", "/chu-the", "/chi-tieu", "/kinh-phi")


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_narrowed_by_the_province_of_today(address: str, get: Get) -> None:
    def provinces(asked: str) -> set[tuple[str, str]]:
        told = get(f"{address}.json?{asked}").json()["rows"]
        return {(row["province"], row["province_now"]) for row in told}

    everything = provinces("so-dong=100")
    nows = {now for _, now in everything if now}
    assert nows
    for now in nows:
        found = {pair for pair in everything if pair[1] == now}
        assert provinces(f"tinh-nay={now}") == found
        sheet = list(csv.DictReader(io.StringIO(get(f"{address}.csv?tinh-nay={now}").text.removeprefix("\ufeff"))))
        assert {row["Tỉnh, thành phố hiện nay"] for row in sheet} == {now}
        page = get(f"{address}?tinh-nay={now}").text
        assert re.search(rf'<select id="tinh-nay".*<option value="{now}" selected>', page, re.DOTALL)
        assert "Không có" not in page.partition("<h1>")[2]
    for then, now in everything:
        if then:
            assert provinces(f"tinh={then}") == {(then, now)}


@pytest.mark.parametrize(
    ("address", "now", "then"),
    [
        ("/chu-the", "Vĩnh Long", "Trà Vinh"),
        ("/san-pham", "Hưng Yên", "Thái Bình"),
        ("/chi-tieu", "Vĩnh Long", "Trà Vinh"),
        ("/kinh-phi", "Vĩnh Long", "Trà Vinh"),
    ],
)
def test_a_name_of_today_stands_for_what_lies_there_now(address: str, now: str, then: str, get: Get) -> None:
    page = visible(get(f"{address}?tinh={now}"))
    assert f"mang tên {now} trước ngày 01/7/2025" in page
    assert "không có giá trị" not in page.lower()
    rows = get(f"{address}.json?tinh={now}").json()["rows"]
    assert {row["province"] for row in rows} == {then}
    assert f'href="{address}?tinh-nay=' in get(f"{address}?tinh={then}").text


def test_sums_are_those_of_the_province_of_today(get: Get) -> None:
    one = get("/kinh-phi?tinh-nay=Vĩnh Long").text.partition("<h2>Theo năm, giai đoạn</h2>")[2].partition("</table>")[0]
    two = get("/kinh-phi?tinh-nay=Hưng Yên").text.partition("<h2>Theo năm, giai đoạn</h2>")[2].partition("</table>")[0]
    sums = [
        [int(found.replace(".", "")) for found in re.findall(r'data-l="Số tiền \(đồng\)">([\d.]+)<', table)]
        for table in (one, two)
    ]
    assert sums[0]
    assert sums[1] == [2 * one for one in sums[0]]


def test_home_offers_both(get: Get) -> None:
    page = get("/").text
    assert re.search(r'href="/van-ban\?tinh-nay=V[^"]*">Vĩnh Long <span>1</span>', page)
    assert re.search(r'href="/van-ban\?tinh=Tr[^"]*">Trà Vinh <span>1</span>', page)
    assert re.search(r'<select id="tinh-toi" name="tinh-nay">', page)
    assert re.search(r'<select id="chi-tieu" name="tinh-nay"><option value="Cao Bằng">', page)


def test_a_name_of_before_is_called_so_only_where_it_changed(get: Get) -> None:
    assert "Trà Vinh (tên trước ngày 01/7/2025; nay thuộc tỉnh Vĩnh Long)" in visible(get("/chu-the/nha-may"))
    unchanged = visible(get("/chu-the/xuong"))
    assert "Cao Bằng" in unchanged
    assert "01/7/2025" not in unchanged


@pytest.mark.parametrize("typed", ["xã Long Hữu", "xa long huu", "phường Trường Long Hòa"])
def test_a_commune_is_found_by_its_old_and_its_new_name(typed: str, get: Get) -> None:
    page = get(f"/tim-kiem?q={typed}")
    assert "1 chủ thể ở" in visible(page)
    link = re.search(r'href="(/chu-the\?ten=[^"]+)">1 chủ thể ở', page.text)
    assert link
    there = visible(get(link[1]))
    assert "Nhà máy Một" in there
    assert "Xưởng Hai" not in there


def test_a_commune_that_nobody_is_at_is_not_named(get: Get) -> None:
    assert "chủ thể ở" not in visible(get("/tim-kiem?q=xã Không Đâu"))


def test_every_province_lies_in_one_of_today() -> None:
    for row in table("provinces"):
        now = today(row["old_name"])
        assert now
        assert row["old_name"] in now.made_of
        assert bool(now_in(row["old_name"])) == (row["change"] == "absorbed"), row
        assert province(f"Tỉnh {row['old_name'].upper()}") == now
    assert today(None) is None
    assert today("Nơi khác") is None
    assert province("thành phố") is None


def test_a_list_of_documents_counts_findings(tmp_path: Path) -> None:
    from test_store import write

    write(tmp_path / "ocop.db")
    get = asking(tmp_path / "ocop.db")
    page = get("/van-ban").text
    assert re.search(r'href="/van-ban/plan-one#ra-soat">1 nội dung cần rà soát</a>', page)
    assert 'id="ra-soat"' in get("/van-ban/plan-one").text
