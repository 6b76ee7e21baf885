"""Every list as CSV and JSON with a permanent link; the page that explains it, its examples; robots and feeds."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import table_facts
from site_facts import ACTS, CHECK, conflict, documents
from test_site import Get, asking
from test_store import write

from extractor.build import build
from extractor.rulebook import load
from extractor.site import application
from extractor.site.api import EXAMPLES
from extractor.site.lists import LISTS as LISTS_OF_THE_SITE
from extractor.spreadsheet import BYTE_ORDER_MARK
from extractor.store import Writer

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = (
    *("van-ban", "vien-dan", "doi-chieu", "kiem-tra", "san-pham", "chu-the", "chi-tieu", "kinh-phi"),
    *("tim-kiem", "vien-dan/qd-ttg-919-2022"),
)


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("data") / "ocop.db"
    write(path)
    return asking(path, url="https://ocop.example.vn/")


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_comes_as_csv_and_as_json(get: Get, name: str) -> None:
    query = "?q=dong+thap" if name == "tim-kiem" else ""
    sheet = get(f"/{name}.csv{query}")
    assert sheet.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.search(r'filename="[\w-]+-2026-01-02\.csv"', sheet.headers["content-disposition"])
    page = get(f"/{name}.json{query}")
    assert page.headers["content-type"].startswith("application/json")
    told = page.json()
    assert told["url"] == f"https://ocop.example.vn/{name}.json{query}"
    assert (told["built_at"], told["version"]) == ("2026-01-02T03:04:05+00:00", "1")
    assert told["complete"] is True
    assert len(told["rows"]) == told["total"]
    assert len(table(sheet.text)) == sum(len(row.get("evidence", [row])) for row in told["rows"])
    assert all(one["url"].startswith("https://") for row in told["rows"] for one in row.get("evidence", [row]))
    heads = next(csv.reader(io.StringIO(sheet.text.removeprefix(BYTE_ORDER_MARK))))
    assert heads[-1] == "Địa chỉ trang"
    assert len(set(heads)) == len(heads), "no two columns have one name"
    assert not [head for head in heads if re.fullmatch("[a-z_A-Z]+", head) and head not in ("Trang",)], "all have words"
    shown = get(f"/{name}{query}").text
    for form in ("csv", "json"):
        assert f'href="/{name}.{form}{query}"' in shown, "the list links what it comes as"
    assert f'href="/{name}{query}">Đường dẫn cố định' in shown


def test_a_list_is_narrowed_as_its_page_is(get: Get) -> None:
    assert [row["slug"] for row in get("/van-ban.json?tinh=Đồng+Tháp").json()["rows"]] == ["plan-one"]
    assert get("/van-ban.json?nam=2024").json()["total"] == 1
    assert get("/doi-chieu.json?muc-do=note").json()["rows"] == []
    assert "/van-ban.csv?tinh=%C4%90%E1%BB%93ng+Th%C3%A1p" in get("/van-ban?tinh=Đồng+Tháp").text
    assert get("/tim-kiem.json?q=san+pham&loai=Báo+cáo").json()["total"] == 1


def test_rows_say_where_they_lead_and_what_they_hold(get: Get) -> None:
    act = get("/vien-dan.json").json()["rows"][0]
    assert (act["key"], act["mentions"], act["documents"]) == ("919/QĐ-TTg", 2, 2)
    assert act["url"] == "https://ocop.example.vn/vien-dan/qd-ttg-919-2022"
    hit = get("/tim-kiem.json?q=lai vung").json()["rows"][0]
    assert (hit["slug"], hit["page"]) == ("bao-cao", 2)
    assert "Lai Vung" in hit["snippet"]
    assert "<mark>" not in hit["snippet"]
    mention = get("/vien-dan/qd-ttg-919-2022.json").json()["rows"]
    assert [(row["document"], row["relation"]) for row in mention] == [("plan-one", "basis"), ("bao-cao", "implements")]
    assert get("/vien-dan/none.json").status_code == 404
    heads = table(get("/van-ban.csv").text)[0].keys()
    assert {"Số", "Ký hiệu", "Ngày ban hành", "Mã kiểm tra tệp (SHA-256)"} <= heads


NOTHING = {"van-ban": "tinh=nowhere", "doi-chieu": "muc-do=none", "kinh-phi": "nam=1990", "chu-the": "ten=zzz"}


@pytest.mark.parametrize("name", NOTHING)
def test_a_sheet_without_rows_has_its_heads(get: Get, name: str) -> None:
    some = get(f"/{name}.csv").text.splitlines()[0]
    none = get(f"/{name}.csv?{NOTHING[name]}").text
    assert none.splitlines() == [some]


def test_sheets_are_in_vietnamese_and_json_in_the_words_of_the_program(get: Get) -> None:
    relations = {row["Quan hệ"] for row in table(get("/vien-dan/qd-ttg-919-2022.csv").text)}
    assert relations == {"Căn cứ ban hành", "Triển khai thực hiện"}
    severities = {row["Mức độ"] for row in table(get("/doi-chieu.csv").text)}
    assert severities <= {"Mâu thuẫn", "Cần kiểm tra", "Lưu ý"}
    assert {row["severity"] for row in get("/doi-chieu.json").json()["rows"]} <= {"error", "warning", "note"}
    assert {row["Phạm vi"] for row in table(get("/kiem-tra.csv").text)} <= {"Trong một văn bản", "Giữa các văn bản"}


def test_a_long_list_comes_in_parts(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.site.downloads.MOST", 1)
    first, second = (get(f"/van-ban.json?trang={number}").json() for number in (1, 2))
    assert (first["complete"], second["complete"], first["total"], second["total"]) == (False, True, 2, 2)
    assert first["next"] == "https://ocop.example.vn/van-ban.json?trang=2"
    assert [row["slug"] for part in (first, second) for row in part["rows"]] == ["bao-cao", "plan-one"]
    beyond = get("/van-ban.json?trang=3")
    assert (beyond.status_code, beyond.json()["ok"]) == (404, False)
    assert "chỉ có 2 trang" in beyond.json()["error"]
    sheet = get("/van-ban.csv")
    assert sheet.headers["link"] == '<https://ocop.example.vn/van-ban.csv?trang=2>; rel="next"'
    assert 'filename="van-ban-2026-01-02-phan-1.csv"' in sheet.headers["content-disposition"]
    last = get("/van-ban.csv?trang=2")
    assert "link" not in last.headers
    assert 'filename="van-ban-2026-01-02-phan-2.csv"' in last.headers["content-disposition"]


def test_a_finding_is_one_object_and_each_side_of_it_one_line(get: Get) -> None:
    told = get("/doi-chieu.json").json()
    (finding,) = told["rows"]
    assert (told["total"], finding["code"], finding["check_title"]) == (1, "C201", "Hai ngày")
    assert [side["document"] for side in finding["evidence"]] == ["plan-one", "bao-cao"]
    assert [side["position"] for side in finding["evidence"]] == [1, 2]
    start = documents()[1].citations[0].start
    assert finding["evidence"][1]["url"] == f"https://ocop.example.vn/van-ban/bao-cao#v{start}"
    first, second = table(get("/doi-chieu.csv").text)
    assert (first["Nội dung số"], first["Dẫn chứng số"], first["Số dẫn chứng"]) == (str(finding["id"]), "1", "2")
    assert (second["Nội dung số"], second["Dẫn chứng số"]) == (str(finding["id"]), "2")
    assert "mỗi dẫn chứng một dòng" in get("/doi-chieu").text


def test_a_download_comes_in_pieces_and_others_have_their_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is asked for while a long list is sent is answered before the list is at its end."""
    monkeypatch.setattr("extractor.site.listing.PIECE", 1)
    write(tmp_path / "ocop.db")
    app = application(tmp_path / "ocop.db", settings={"num_sql_threads": 0}).app()
    order: list[str] = []

    async def visit(path: str) -> None:
        async def send(event: dict[str, Any]) -> None:
            if event["type"] == "http.response.body" and event.get("body"):
                order.append(path)

        scope = {
            **{"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""},
            **{"headers": [(b"host", b"site")], "scheme": "http", "http_version": "1.1"},
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        await app(scope, receive, send)

    async def both() -> None:
        await asyncio.gather(visit("/van-ban.csv"), visit("/van-ban.csv"), visit("/robots.txt"))

    asyncio.run(both())
    assert order.count("/van-ban.csv") == 2 * 3, "the heads, and a piece for each row"
    assert order.index("/robots.txt") < len(order) - 2, "before either list is at its end"


def test_wrong_parameters_of_a_download_are_refused_in_words(get: Get) -> None:
    wrong = get("/van-ban.json?tinhh=Đồng+Tháp")
    assert (wrong.status_code, wrong.json()["status"]) == (400, 400)
    assert "“tinhh”" in wrong.json()["error"]
    assert "tinh, tinh-nay, nam, loai, trang" in wrong.json()["error"]
    sheet = get("/van-ban.csv?tinhh=x")
    assert sheet.status_code == 400
    assert 'href="/van-ban.csv?tinh=x"' in sheet.text
    assert get("/van-ban.json?trang=hai").status_code == 400
    none = get("/van-ban.json?tinh=dong+thab").json()
    assert (none["total"], none["rows"]) == (0, [])
    assert none["notes"] == ["Trong kho không có tỉnh, thành phố “dong thab”."]
    assert get("/van-ban.json?utm_source=zalo&fbclid=1").json()["total"] == 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A site on documents with tables too."""
    path = tmp_path_factory.mktemp("whole") / "ocop.db"
    plan, report = documents()
    with Writer(path, load()) as writer:
        writer.add_checks([CHECK])
        writer.add_instruments(ACTS)
        writer.add_document(plan, "plan-one", {"file": "plan.txt"})
        writer.add_document(report, "bao-cao", {"file": "bao-cao.txt"})
        writer.add_document(table_facts.facts(), "bang", {"file": "bang.txt"})
        writer.add_findings([conflict(plan, report)])
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A site on the documents of the corpus that have no scanned pages."""
    home = tmp_path_factory.mktemp("corpus")
    (home / "sources").mkdir()
    for source in (CORPUS / "sources").iterdir():
        if source.suffix != ".pdf":
            shutil.copy(source, home / "sources")
    shutil.copy(CORPUS / "index.csv", home)
    build(home, home / "ocop.db", workers=1)
    return asking(home / "ocop.db")


@pytest.mark.parametrize("site", ["whole", "corpus"])
def test_every_example_gives_rows_and_the_page_shows_them(site: str, request: pytest.FixtureRequest) -> None:
    get: Get = request.getfixturevalue(site)
    page = get("/api").text
    blocks = re.findall(
        r'<h3>([^<]+)</h3>\s*<p><a href="([^"]+)">[^<]*</a></p>\s*<pre[^>]*><code>(.*?)</code>', page, re.DOTALL
    )
    says = {example.says for example in EXAMPLES}
    assert {said for said, _, _ in blocks} <= says
    assert len(blocks) >= len(EXAMPLES) - (3 if site == "whole" else 0), "few lack what they need"
    for said, address, answer in blocks:
        found = get(unescape(address))
        assert found.status_code == 200
        if urlsplit(address).path.endswith(".csv"):
            rows = table(found.text)
            assert answer.startswith(found.text.lstrip(BYTE_ORDER_MARK)[:20].split("\r")[0][:10])
        else:
            told = found.json()
            rows = told["rows"] if isinstance(told, dict) else told
        assert rows, said
        assert len(answer) > 60
    assert 'href="/api"' in page


def test_the_page_about_the_interface_names_every_parameter(get: Get) -> None:
    page = get("/api").text
    assert "https://ocop.example.vn/van-ban.json?so-dong=2" in page
    assert "localhost" not in page
    for one in LISTS_OF_THE_SITE.values():
        row = page.partition(f'<td><a href="{one.path}">')[2].partition("</tr>")[0]
        assert all(f"<code>{name}</code>" in row for name in one.filters)


def test_as_many_rows_come_as_are_asked_for(get: Get) -> None:
    told = get("/van-ban.json?so-dong=1").json()
    assert (len(told["rows"]), told["total"], told["complete"]) == (1, 2, False)
    assert told["next"] == "https://ocop.example.vn/van-ban.json?so-dong=1&trang=2"
    assert get("/van-ban.json?so-dong=1&trang=2").json()["complete"] is True
    assert get("/van-ban.json?so-dong=x").json()["error"] == "“x” không phải là số dòng."
    assert get("/van-ban.json?so-dong=0").status_code == 400
    assert len(get("/tim-kiem.json?q=quyet+dinh&so-dong=1").json()["rows"]) == 1


def test_robots_are_told_where_not_to_go_and_where_the_map_is(get: Get) -> None:
    text = get("/robots.txt").text
    assert "Disallow: /ocop/" in text
    assert "Disallow: /tim-kiem" in text
    assert "Sitemap: https://ocop.example.vn/sitemap.xml" in text


def test_the_map_names_every_document_and_every_instrument(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.site.feeds.MAPPED", 4)
    index = ElementTree.fromstring(get("/sitemap.xml").text)
    parts = [place.text or "" for place in index.iter(f"{MAP}loc")]
    assert parts == ["https://ocop.example.vn/sitemap-1.xml", "https://ocop.example.vn/sitemap-2.xml"]
    pages = [get(urlsplit(part).path) for part in parts]
    assert {page.headers["content-type"] for page in pages} == {"application/xml; charset=utf-8"}
    named = [place.text for page in pages for place in ElementTree.fromstring(page.text).iter(f"{MAP}loc")]
    rooms = [f"van-ban/{slug}" for slug in ("bao-cao", "plan-one")] + [f"vien-dan/{act.slug}" for act in ACTS]
    assert sorted(named) == sorted(f"https://ocop.example.vn/{room}" for room in rooms)
    assert get("/sitemap-3.xml").status_code == 404


def test_the_feed_tells_of_new_documents_and_findings(get: Get) -> None:
    page = get("/moi.atom")
    assert page.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(page.text)
    links = [entry.find(f"{ATOM}link") for entry in feed.iter(f"{ATOM}entry")]
    assert [link.get("href") for link in links if link is not None] == [
        "https://ocop.example.vn/van-ban/bao-cao",
        "https://ocop.example.vn/van-ban/plan-one",
        f"https://ocop.example.vn/van-ban/plan-one#v{documents()[0].citations[0].start}",
    ]
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[2].startswith("Hai ngày: "), "words that people know, not the code of a rule"  # type: ignore[union-attr]
    assert "(C201)" in (list(feed.iter(f"{ATOM}entry"))[2].findtext(f"{ATOM}summary") or "")
    told = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    dates = [f"{documents()[place].head.date}-01"[:10] + "T00:00:00Z" for place in (1, 0, 0)]
    assert told == dates, "without the day on which it came in a document has its own date"
    assert feed.findtext(f"{ATOM}updated") == max(dates)
    assert 'type="application/atom+xml"' in get("/").text


def test_without_a_configured_address_the_one_that_was_asked_for_is_named(tmp_path: Path) -> None:
    write(tmp_path / "ocop.db")
    get = asking(tmp_path / "ocop.db")
    assert get("/van-ban.json").json()["url"] == "http://site/van-ban.json"
    assert "Sitemap: http://site/sitemap.xml" in get("/robots.txt").text
