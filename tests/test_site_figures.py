"""The pages of figures and of amounts: what they are narrowed by, what answers what, which sums do not add up."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from site_figures import facts, place, target, write
from test_site import Get, asking, visible

from extractor.model import Amount, Head
from extractor.rulebook import load
from extractor.site.charts import bar, columns
from extractor.store import Writer
from extractor.text import alike

LISTS = ("/chi-tieu", "/kinh-phi")


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("figures") / "ocop.db"
    write(path)
    return asking(path)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("empty") / "ocop.db"
    with Writer(path, load()) as writer:
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


def rows(page: str) -> list[str]:
    """The lines of the last table of figures, tags taken out."""
    found = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    lines = re.findall(r"<tr.*?</tr>", found[-1], re.DOTALL) if found else []
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", line)).strip() for line in lines]


@pytest.mark.parametrize(
    ("asked", "quantities"),
    [
        ("", ["45", "ít nhất 7", "ít nhất 60", "ít nhất 12"]),
        ("?loai=result", ["45"]),
        ("?don-vi=ch%E1%BB%A7%20th%E1%BB%83", ["ít nhất 12"]),
        ("?nam=2025&loai=target", ["ít nhất 60", "ít nhất 12"]),
        ("?nam=2024", []),
        ("?cap=huy%E1%BB%87n", ["ít nhất 7"]),
        ("?tinh=S%C6%A1n%20La&dia-phuong=Huy%E1%BB%87n%20M%E1%BB%99c%20Ch%C3%A2u", ["ít nhất 7"]),
        ("?van-ban=plan", ["ít nhất 60", "ít nhất 12"]),
        ("?ten=chu+the+moi", ["ít nhất 12"]),
        ("?ten=%22%27%28*", ["45", "ít nhất 7", "ít nhất 60", "ít nhất 12"]),
        ("?nam=x%27+OR+1", []),
        ("?don-vi=%27+OR+1=1--", []),
    ],
)
def test_figures_are_narrowed(asked: str, quantities: list[str], get: Get) -> None:
    page = get(f"/chi-tieu{asked}")
    assert page.status_code == 200
    table = page.text.partition("<h2>Các số liệu</h2>")[2]
    found = re.findall(r'<td class="num"[^>]*>([^<]*)</td>', table)
    assert found == quantities
    if not quantities:
        assert "Không có số liệu nào như vậy" in table


def test_the_way_from_the_country_to_a_district(get: Get) -> None:
    country = get("/chi-tieu").text
    assert "<strong>Cả nước</strong>" in country
    assert f'href="/chi-tieu?tinh={quote("Sơn La")}">Sơn La <span>4</span>' in country
    province = get(f"/chi-tieu?tinh={quote('Sơn La')}").text
    assert f"dia-phuong={quote('Huyện Mộc Châu')}" in province
    area = get(f"/chi-tieu?tinh={quote('Sơn La')}&dia-phuong={quote('Huyện Mộc Châu')}").text
    assert "<strong>Huyện Mộc Châu</strong>" in area
    assert '<input type="hidden" name="dia-phuong" value="Huyện Mộc Châu">' in area


def test_a_target_stands_beside_its_later_result(get: Get) -> None:
    page = get("/chi-tieu?van-ban=plan")
    chart = page.text.partition("<h2>Chỉ tiêu và kết quả báo cáo</h2>")[2].partition("</table>")[0]
    assert re.search(r'<a href="/van-ban/plan#v\d+"[^>]*>ít nhất 60 sản phẩm</a>', chart)
    assert re.search(r'<a href="/van-ban/report#v\d+"[^>]*>45 sản phẩm</a>', chart)
    assert 'data-l="Địa phương">Sơn La</td>' in chart
    assert re.search(r'Chỉ tiêu: <a href="/van-ban/plan">Kế hoạch[^<]*</a>', chart)
    assert re.search(r'kết quả: <a href="/van-ban/report">Báo cáo[^<]*</a>', chart)
    assert '75%<span class="meta"> chưa đạt</span>' in chart
    assert 'class="fill" width="100.00"' in chart
    assert 'class="fill" width="75.00"' in chart
    assert re.search(r'Kết quả: <a href="/van-ban/report#v\d+"[^>]*>45 sản phẩm</a>', page.text)
    assert "<h2>Chỉ tiêu và kết quả báo cáo</h2>" not in get("/chi-tieu?van-ban=district").text


@pytest.mark.parametrize(
    ("asked", "plans", "total"),
    [
        ("", ["report", "plan"], "5 khoản trong 2 văn bản"),
        ("?nam=2024", ["report"], "1 khoản trong 1 văn bản"),
        ("?nguon=ng%C3%A2n%20s%C3%A1ch%20t%E1%BB%89nh", ["plan"], "2 khoản"),
        ("?van-ban=plan", ["plan"], "4 khoản"),
        ("?tinh-trang=spent", ["report"], "1 khoản"),
        ("?vai-tro=norm", ["plan"], "1 khoản"),
        ("?tinh=%27", [], "0 khoản"),
    ],
)
def test_amounts_are_narrowed_and_stand_by_plan(asked: str, plans: list[str], total: str, get: Get) -> None:
    page = get(f"/kinh-phi{asked}")
    assert re.findall(r'<article class="plan">\s*<h3><a href="/van-ban/(\w+)"', page.text) == plans
    assert total in visible(page)


def test_a_total_shows_its_parts_and_that_they_do_not_add_up(get: Get) -> None:
    lines = rows(get("/kinh-phi?van-ban=plan").text)
    assert lines[0].startswith("Tổng kinh phí không khớp các phần 900.000.000 đồng các phần: 800.000.000 đồng")
    assert lines[1].startswith("trong đó: 500 triệu 500.000.000 đồng")
    assert not [line for line in lines[1:] if "khớp" in line]
    assert re.search(r'href="/van-ban/plan#phat-hien-\d+">không khớp', get("/kinh-phi").text)


def test_what_sources_come_to_counts_each_sum_once(get: Get) -> None:
    chart = get("/kinh-phi?van-ban=plan").text.partition("<h2>Theo nguồn vốn</h2>")[2].partition("</table>")[0]
    sums = dict(re.findall(r'">([^<]+)</a></th><td[^>]*>Dự kiến</td><td class="num"[^>]*>([^<]+)</td>', chart))
    assert sums == {"Ngân sách tỉnh": "500.000.000", "Xã hội hóa": "300.000.000"}, "no norm is added"
    assert re.findall(r'class="fill" width="([^"]+)"', chart) == ["100.00", "60.00"]
    everything = get("/kinh-phi").text.partition("<h2>Theo năm, giai đoạn</h2>")[2].partition("</table>")[0]
    sums = re.findall(r'">([^<]+)</a></th><td[^>]*>([^<]+)</td><td class="num"[^>]*>([^<]+)</td>', everything)
    told = [("2024", "Đã thực hiện", "450.000.000"), ("2025", "Dự kiến", "800.000.000")]
    assert sums == told, "a total is not added to its parts"
    narrowed = get("/kinh-phi?nguon=x%C3%A3%20h%E1%BB%99i%20h%C3%B3a").text
    assert '<td class="num" data-l="Số tiền (đồng)">300.000.000</td>' in narrowed


SPENDING = ("7 tỷ", "5 tỷ", "2 tỷ", "1 tỷ")


@pytest.mark.parametrize(
    "narrowed", ["", "?nam=2025", "?nguon=ng%C3%A2n+s%C3%A1ch+t%E1%BB%89nh", "?van-ban=a", "?nam=2025&tinh=S%C6%A1n+La"]
)
@pytest.mark.parametrize("added", [2_000, 0])
def test_what_is_planned_and_what_was_spent_make_no_sum(
    narrowed: str, added: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.site.funds._ADDED", added)
    words = f"Kinh phí: {'; '.join(SPENDING)}."
    stages: tuple[Any, ...] = ("estimate", "spent", "spent", None)
    found = tuple(
        Amount(**place(words, one), value=float(one[0]) * 1e9, stage=stage, source="ngân sách tỉnh", period="2025")
        for one, stage in zip(SPENDING, stages, strict=True)
    )
    head = Head(title="A", date="2025-01-01", province="Sơn La")
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_document(facts("a.txt", words, head, amounts=found), "a", {"file": "a"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    page = asking(tmp_path / "ocop.db")(f"/kinh-phi{narrowed}").text
    for title, value in (("Theo nguồn vốn", "Ngân sách tỉnh"), ("Theo năm, giai đoạn", "2025")):
        chart = page.partition(f"<h2>{title}</h2>")[2].partition("</table>")[0]
        assert re.findall(r'">([^<]+)</a></th><td[^>]*>([^<]+)</td><td class="num"[^>]*>([^<]+)</td>', chart) == [
            (value, "Dự kiến", "7.000.000.000"),
            (value, "Đã thực hiện", "7.000.000.000"),
            (value, "Không nêu", "1.000.000.000"),
        ]
        assert re.findall(r'class="fill" width="([^"]+)"', chart) == ["100.00", "100.00", "14.29"]


def test_what_was_spent_of_a_budget_leaves_it_whole(tmp_path: Path) -> None:
    words = "Dự toán năm 2025: 9 tỷ, gồm 5 tỷ và 4 tỷ; dự toán năm 2024: 8 tỷ, đã chi 3 tỷ."
    amounts = (
        Amount(**place(words, "9 tỷ"), value=9e9, role="total", stage="budget", period="2025"),
        Amount(**place(words, "5 tỷ"), value=5e9, role="part", parent=0, stage="budget", period="2025"),
        Amount(**place(words, "4 tỷ"), value=4e9, role="part", parent=0, period="2025"),
        Amount(**place(words, "8 tỷ"), value=8e9, role="total", stage="budget", period="2024"),
        Amount(**place(words, "3 tỷ"), value=3e9, role="part", parent=3, stage="spent", period="2024"),
    )
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_document(facts("a.txt", words, Head(title="A"), amounts=amounts), "a", {"file": "a"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    table = asking(tmp_path / "ocop.db")("/ocop/funds.json?_shape=array&field=years").json()
    assert {(row["value"], row["stage"]): row["sum"] for row in table} == {
        ("2024", "budget"): 8e9,
        ("2024", "spent"): 3e9,
        ("2025", "budget"): 5e9,
        ("2025", ""): 4e9,
    }


def test_lists_as_csv_hold_what_is_shown(get: Get) -> None:
    figures = get("/chi-tieu.csv?loai=result")
    assert figures.text.startswith("\ufeffLoại,Đối tượng,So sánh,Giá trị")
    assert len(figures.text.splitlines()) == 2
    money = get("/kinh-phi.csv?van-ban=plan")
    assert len(money.text.splitlines()) == 5
    assert "900000000" in money.text
    assert [row["value"] for row in get("/chi-tieu.json?loai=result").json()["rows"]] == [45]
    assert [row["value"] for row in get("/kinh-phi.json?van-ban=plan").json()["rows"]] == [900e6, 500e6, 300e6, 5e6]
    assert 'href="/kinh-phi.json?van-ban=plan"' in get("/kinh-phi?van-ban=plan").text
    assert 'filename="kinh-phi-2026-01-02.csv"' in money.headers["content-disposition"]
    told = get("/kinh-phi.json?van-ban=plan").json()
    assert (told["total"], told["complete"], told["version"]) == (4, True, "1")
    assert told["rows"][0]["url"].startswith("http://site/van-ban/plan#v")
    assert told["rows"][0]["url"] in money.text


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_database_has_its_pages(address: str, empty: Get) -> None:
    page = empty(address)
    assert page.status_code == 200
    assert "như vậy" in page.text
    assert empty(f"{address}.csv").text.count("\n") == 1


@pytest.mark.parametrize("address", [*LISTS, "/chi-tieu?van-ban=plan", "/van-ban/report", "/van-ban/plan"])
def test_nothing_from_a_document_is_markup(address: str, get: Get) -> None:
    page = get(address).text
    assert "<script>alert" not in page
    assert "alert(&#39;x&#39;)" in page or "alert(&#x27;x&#x27;)" in page or "plan" in address


@pytest.mark.parametrize("address", [*LISTS, "/chi-tieu?van-ban=plan", "/kinh-phi?van-ban=plan"])
def test_pages_are_whole(address: str, get: Get) -> None:
    page = get(address).text
    assert page.count("<h1") == 1
    assert not re.search(r" style=| on\w+=\"", page)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= set(ids)
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    assert all("<caption" in table for table in tables)
    for address, anchor in set(re.findall(r'href="(/van-ban/\w+)#([^"]+)"', page)):
        assert f'id="{anchor}"' in get(address).text, (address, anchor)


def test_a_unit_written_in_several_ways_is_one(tmp_path: Path) -> None:
    words = "Có 3 tổ hòa giải, 4 Tổ  hòa giải, 5 tổ hoà giải, 6 lớp/năm, 7 lớp / năm, 8 năm, 9 hộ, 10 hồ."
    written = ("3 tổ hòa giải", "4 Tổ  hòa giải", "5 tổ hoà giải", "6 lớp/năm", "7 lớp / năm", "8 năm", "9 hộ", "10 hồ")
    found = tuple(target(words, one, float(one.split()[0]), one.split(maxsplit=1)[1]) for one in written)
    head = Head(doc_type="Kế hoạch", title="Kế hoạch", province="Sơn La", date="2024-01-01")
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_document(facts("plan.txt", words, head, indicators=found), "plan", {"file": "plan.txt"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "ocop.db")
    page = get("/chi-tieu").text
    select = page.partition('<select id="don-vi"')[2].partition("</select>")[0]
    offered = re.findall(r'<option value="([^"]+)">[^(<]*\((\d+)\)', select)
    assert sorted((alike(unit), count) for unit, count in offered) == sorted(
        [("tổ hòa giải", "3"), ("lớp/năm", "2"), ("năm", "1"), ("hộ", "1"), ("hồ", "1")]
    )
    for unit in ("tổ hòa giải", "Tổ  hòa giải", "tổ hoà giải"):
        assert get(f"/chi-tieu.json?don-vi={quote(unit)}").json()["total"] == 3
    assert get(f"/chi-tieu.json?don-vi={quote('hộ')}").json()["total"] == 1


def test_counts_stop(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("narrowed", "figures", "funds"):
        monkeypatch.setattr(f"extractor.site.{module}.COUNTED", 2)
    assert "2+ số liệu" in visible(get("/chi-tieu"))
    assert "1 số liệu" in visible(get("/chi-tieu?loai=result"))
    assert "2+ khoản trong 2+ văn bản" in visible(get("/kinh-phi"))
    assert "1 khoản trong 1 văn bản" in visible(get("/kinh-phi?tinh-trang=spent"))


def test_bars_and_columns() -> None:
    assert 'width="50.00"' in bar(1, 2)
    assert 'width="0.00"' in bar(None, 2)
    assert 'width="100.00"' in bar(5, 2)
    drawn = columns([("2023", 1200), ("<b>", 600)], "Số <lần>")
    assert "<title>Số &lt;lần&gt;</title>" in drawn
    assert ">1.200</text>" in drawn
    assert "&lt;b&gt;" in drawn
    assert [float(high) for high in re.findall(r'width="28" height="([^"]+)"', drawn)] == [150, 75]
    assert columns([], "x") == ""


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """One document that names a sum, says it again in words, and tells of turnover and a price."""
    path = tmp_path_factory.mktemp("apart") / "ocop.db"
    words = "Kinh phí 500 triệu (năm trăm triệu). Doanh thu 40 tỷ, giá 90 nghìn, xuất 2 triệu USD."
    sold = Amount(
        **place(words, "40 tỷ"), value=40e9, role="result", label="Doanh thu", stage="estimate", funding=False
    )
    found = (
        Amount(**place(words, "500 triệu"), value=500e6, label="Kinh phí", source="ngân sách xã", period="2025"),
        Amount(
            **place(words, "năm trăm triệu"),
            value=500e6,
            label="Kinh phí",
            source="ngân sách xã",
            words=True,
            again=True,
        ),
        sold,
        Amount(**place(words, "90 nghìn"), value=90e3, label="giá", funding=False),
        Amount(**place(words, "2 triệu USD"), value=2e6, currency="USD", label="xuất", funding=False),
    )
    with Writer(path, load()) as writer:
        writer.add_document(
            facts("a.txt", words, Head(title="A", date="2025-01-01"), amounts=found), "a", {"file": "a"}
        )
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


def test_money_that_is_given_stands_apart_from_other_money(apart: Get) -> None:
    given = apart("/kinh-phi")
    assert [line.split()[0] for line in rows(given.text)] == ["Kinh"]
    assert "1 khoản trong 1 văn bản" in visible(given), "words in brackets are no second sum"
    chart = given.text.partition("<h2>Theo nguồn vốn</h2>")[2].partition("</table>")[0]
    assert '">Ngân sách xã</a>' in chart
    assert '<td class="num" data-l="Số tiền (đồng)">500.000.000</td>' in chart
    assert 'href="/kinh-phi?tien=khac"' in given.text
    other = apart("/kinh-phi?tien=khac")
    assert [line.split()[0] for line in rows(other.text)] == ["Doanh", "Giá", "Xuất"]
    assert "Doanh thu, giá và tiền khác" in visible(other)
    assert "Doanh thu; Dự kiến" in visible(other)
    assert "Đã thực hiện" not in visible(other)
    assert "<h2>Theo nguồn vốn</h2>" not in other.text
    assert len(apart("/kinh-phi.json?tien=khac").json()["rows"]) == 3
    assert len(apart("/kinh-phi.json?van-ban=a").json()["rows"]) == 1
    assert 'href="/kinh-phi?van-ban=a&amp;tien=khac"' in apart("/kinh-phi?van-ban=a").text
    assert len(apart("/kinh-phi.json?vai-tro=result").json()["rows"]) == 1
