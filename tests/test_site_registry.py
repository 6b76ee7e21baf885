"""The pages of the registry: lists, one product's history, one producer's products, and their CSV."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from test_registry import DECISION, report
from test_site import Get, asking, visible

from extractor.build import build
from extractor.model import Entity, History
from extractor.rulebook import load
from extractor.store import Writer

HOSTILE = "HTX <script>alert(1)</script> Hoa Ban"


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    home = tmp_path_factory.mktemp("registry")
    (home / "corpus").mkdir()
    texts = {
        "quyet-dinh": DECISION.format(date="15 tháng 6 năm 2023"),
        "bao-cao": report(
            "Sản phẩm Chè Tà Xùa của Hợp tác xã Tà Xùa đã được công nhận 4 sao.",
            "Sản phẩm Gạo tẻ Mường Lò của Công ty TNHH Tà Xùa đạt 3 sao.",
            f"Sản phẩm Mật ong Hoa Ban của {HOSTILE} đạt 3 sao.",
        ),
        "lao-cai": report("Sản phẩm Gạo Séng Cù của HTX Mường Vi đạt 4 sao.", province="Lào Cai"),
    }
    for name, text in texts.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(home / "corpus", home / "ocop.db", workers=1)
    return asking(home / "ocop.db")


def test_the_first_page_names_a_product_that_there_is(get: Get) -> None:
    told = get("/").text.partition("Ví dụ: ")[2].partition("</p>")[0]
    address, name = re.findall(r'<a href="([^"]+)">([^<]+)</a>', told)[-1]
    assert name in visible(get("/san-pham"))
    assert "Không tìm thấy" not in visible(get(address))
    assert name in visible(get(address)).partition("Sản phẩm và chủ thể")[2]


def test_products_by_name_with_their_producer_and_how_long_they_are_certified(get: Get) -> None:
    page = get("/san-pham")
    assert page.status_code == 200
    words = visible(page)
    assert words.index("Chè Tà Xùa") < words.index("Gạo Séng Cù") < words.index("Gạo tẻ Mường Lò")
    row = words[words.index("Chè Tà Xùa") : words.index("Gạo Séng Cù")]
    assert all(said in row for said in ("Tà Xùa", "4 sao", "Được công nhận", "đến 15/06/2026", "Sơn La"))


@pytest.mark.parametrize(
    ("query", "shown", "left_out"),
    [
        ("?tinh=L%C3%A0o+Cai", "Gạo Séng Cù", "Chè Tà Xùa"),
        ("?sao=3", "Gạo tẻ Mường Lò", "Chè Tà Xùa"),
        ("?ten=che+ta", "Chè Tà Xùa", "Gạo Séng Cù"),
        ("?ten=%25%27%22", "Không có sản phẩm nào như vậy", "Chè Tà Xùa"),
        ("?sao=4&trang=1", "2 sản phẩm", "Gạo tẻ"),
        ("?tinh-trang=%27%20OR%201=1--", "Không có sản phẩm nào như vậy", "Chè Tà Xùa"),
    ],
)
def test_products_are_filtered(query: str, shown: str, left_out: str, get: Get) -> None:
    page = get(f"/san-pham{query}")
    assert page.status_code == 200
    table = visible(page).split("Lọc", 1)[1]
    assert shown in table
    assert left_out not in table


def test_the_history_of_a_product(get: Get) -> None:
    words = visible(get("/san-pham/che-ta-xua-ta-xua-son-la"))
    for said in ("812/QĐ-UBND ngày 15/06/2023", "15/06/2026 (tính từ ngày quyết định công nhận)", "2 lần nêu tên"):
        assert said in words
    lines = get("/san-pham/che-ta-xua-ta-xua-son-la.csv").text.splitlines()
    assert lines[0].startswith("\ufeffVăn bản,Ngày")
    assert len(lines) == 3


def test_a_producer_with_its_products_its_names_and_its_namesake(get: Get) -> None:
    words = visible(get("/chu-the/htx-ta-xua-son-la"))
    for said in ("Hợp tác xã", "Chè Tà Xùa", "Các cách ghi tên", "HTX Tà Xùa", "Cùng tên", "Công ty TNHH Tà Xùa"):
        assert said in words
    csv = get("/chu-the/htx-ta-xua-son-la.csv").text
    assert "Chè Tà Xùa" in csv
    assert "Gạo" not in csv


def test_lists_as_csv_are_those_that_are_shown(get: Get) -> None:
    csv = get("/san-pham.csv?tinh=L%C3%A0o+Cai")
    assert csv.headers["content-type"] == "text/csv; charset=utf-8"
    assert csv.text.startswith("\ufeffSản phẩm,")
    assert len(csv.text.splitlines()) == 2
    assert "HTX Mường Vi" in get("/chu-the.csv").text


@pytest.mark.parametrize("address", ["/san-pham/khong-co", "/chu-the/khong-co.csv", "/san-pham/htx-ta-xua-son-la"])
def test_no_such_entity(address: str, get: Get) -> None:
    assert get(address).status_code == 404


def test_what_is_exported_may_be_recognised_too(tmp_path: Path) -> None:
    entities = [
        Entity(
            *(slug, "product", name, "Sơn La", (), 1, 1, "xã Tà Xùa"),
            history=History(status="recognized", exported=exported),
        )
        for slug, name, exported in (("che", "Chè", True), ("gao", "Gạo", False))
    ]
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_entities(entities)
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "ocop.db")
    assert get("/san-pham.json?tinh-trang=recognized").json()["total"] == 2
    (row,) = get("/san-pham.json?tinh-trang=recognized&xuat-khau=1").json()["rows"]
    assert (row["slug"], row["exported"], row["standing"], row["place"]) == ("che", 1, "open", "xã Tà Xùa")
    heads, chè, gạo = csv.reader(io.StringIO(get("/san-pham.csv").text.removeprefix("\ufeff")))
    assert len(set(heads)) == len(heads), "no two columns have one name"
    assert [dict(zip(heads, line, strict=True))["Đã xuất khẩu"] for line in (chè, gạo)] == ["Có", "Không"]
    assert dict(zip(heads, chè, strict=True))["Nơi sản xuất"] == "xã Tà Xùa"
    page = get("/san-pham").text
    assert '<option value="1">Đã xuất khẩu (1)</option>' in page
    assert page.count("Được công nhận; đã xuất khẩu") == 1
    assert "đã xuất khẩu" in get("/san-pham/che").text


def test_one_thing_is_downloaded_like_a_list(get: Get) -> None:
    mention = get("/san-pham/che-ta-xua-ta-xua-son-la.json").json()
    assert (mention["total"], mention["rows"][0]["status"]) == (2, "recognized")
    assert mention["rows"][0]["url"].startswith("http://site/van-ban/")
    products = get("/chu-the/htx-ta-xua-son-la.json").json()
    assert [row["name"] for row in products["rows"]] == ["Chè Tà Xùa"]
    assert get("/san-pham/khong-co.csv").status_code == get("/san-pham/htx-ta-xua-son-la.json").status_code == 404


def test_names_are_escaped(get: Get) -> None:
    for address in ("/san-pham", "/chu-the", "/van-ban/bao-cao"):
        assert "<script>alert" not in get(address).text


def test_the_search_leads_to_the_registry(get: Get) -> None:
    page = get("/tim-kiem?q=ta+xua").text
    assert 'href="/san-pham/che-ta-xua-ta-xua-son-la"' in page
    assert 'href="/chu-the/htx-ta-xua-son-la"' in page


def test_a_document_leads_to_its_products_and_producers(get: Get) -> None:
    page = get("/van-ban/bao-cao").text
    assert 'href="/san-pham/che-ta-xua-ta-xua-son-la"' in page
    assert 'href="/chu-the/htx-ta-xua-son-la"' in page
