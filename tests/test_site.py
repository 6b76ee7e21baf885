"""The pages: what they show, how a reference is found, that nothing from a document is believed."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from site_facts import documents
from test_store import write

from extractor.model import Instrument
from extractor.rulebook import load
from extractor.site import SiteError, application
from extractor.site.guide import html
from extractor.site.instrument import agree, context
from extractor.site.labels import amount, date, figure, number
from extractor.site.marks import Mark, Painter
from extractor.site.query import parse, places
from extractor.site.server import serve
from extractor.store import Writer

Get = Callable[[str], httpx.Response]


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("site") / "ocop.db"
    write(path)
    return asking(path)


def asking(path: Path, feedback: str | None = None, url: str | None = None, **settings: object) -> Get:
    """How to ask the site on the database ``path`` for a page.

    Without threads for SQL, as it is published: readers that tests start later inherit the address space of threads.
    """
    app = application(path, feedback=feedback, url=url, settings={"num_sql_threads": 0} | settings).app()

    async def ask(address: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            return await client.get(address)

    return lambda address: asyncio.run(ask(address))


def without_data(text: str) -> str:
    """A page without its blocks of JSON-LD, which are data: whole JSON, in which no tag can begin or end."""
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        assert json.loads(block)["@type"] == "Legislation"
        assert not re.search("[<>&]", block)
    text = text.replace('<script src="/static/copy.js" defer></script>', "")
    return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)


def visible(response: httpx.Response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", without_data(response.text)))


PAGES = (
    *("/", "/tim-kiem", "/tim-kiem?q=dong+thap", "/van-ban", "/van-ban/plan-one", "/van-ban/bao-cao", "/doi-chieu"),
    *("/vien-dan/qd-ttg-919-2022", "/vien-dan/luat-hop-tac-xa-2012", "/vien-dan", "/kiem-tra", "/kiem-tra/C201"),
    "/gioi-thieu",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole_and_keeps_to_the_rules(get: Get, address: str) -> None:
    page = get(address)
    assert page.status_code == 200
    assert '<html lang="vi">' in page.text
    assert page.text.count("<h1") == 1
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*src=)| style=| on\w+=\"", without_data(page.text)), "inline script or style"
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text), "a foreign host"
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page.text)) <= set(ids)


@pytest.mark.parametrize("address", [*PAGES, "/van-ban/plan", "/ocop/documents"])
def test_links_lead_somewhere(get: Get, address: str) -> None:
    page = get(address)
    ids = set(re.findall(r' id="([^"]+)"', page.text))
    for link in set(re.findall(r'href="([^"]*)"', page.text)):
        target = link.replace("&amp;", "&")
        if target.startswith("#"):
            assert target[1:] in ids, target
        elif target.startswith("/van-ban/") or target.startswith("/vien-dan/") or target.startswith("/kiem-tra/"):
            there = get(target)
            assert there.status_code == 200, target
            if "#" in target:
                assert f'id="{target.partition("#")[2]}"' in there.text, target


@pytest.mark.parametrize(
    "typed",
    ["919 qd ttg", "quyet dinh 919", "919/QĐ-TTg", "QĐ 919", "qd919", "QUYẾT ĐỊNH SỐ 919/QĐ-TTG", "0919/qđ-ttg",
     unicodedata.normalize("NFD", "Quyết định 919"), "919 thủ tướng", "QÐ-TTg 919"],
)  # fmt: skip
def test_a_reference_typed_any_way_leads_to_its_instrument(get: Get, typed: str) -> None:
    page = get(f"/tim-kiem?q={typed}")
    assert page.status_code == 303
    assert page.headers["location"].startswith("/vien-dan/qd-ttg-919-2022?")


def test_an_ambiguous_reference_gives_a_choice(get: Get) -> None:
    page = get("/tim-kiem?q=148/QĐ-TTg")
    assert page.status_code == 200
    assert "/vien-dan/qd-ttg-148-2023" in page.text
    assert "/vien-dan/qd-ttg-148-2025" in page.text
    assert get("/tim-kiem?q=148 qd ttg 2025").headers["location"].startswith("/vien-dan/qd-ttg-148-2025?")


def test_a_law_is_found_by_name_and_a_bare_number_is_only_offered(get: Get) -> None:
    assert "/vien-dan/luat-hop-tac-xa-2012" in get("/tim-kiem?q=luat hop tac xa").text
    page = get("/tim-kiem?q=919")
    assert page.status_code == 200
    assert "/vien-dan/qd-ttg-919-2022" in page.text


def test_words_without_marks_find_words_with_them_and_open_at_the_place(get: Get) -> None:
    page = get("/tim-kiem?q=dong thap")
    assert "<mark>ĐỒNG THÁP</mark>" in page.text
    link = re.search(r'href="(/van-ban/plan-one\?q=dong%20thap#(v\d+))"', page.text)
    assert link
    assert f'<mark id="{link[2]}">ĐỒNG THÁP</mark>' in get(link[1]).text


def test_marks_are_heeded_where_they_are_typed(get: Get) -> None:
    assert "/van-ban/bao-cao" not in get("/tim-kiem?q=năm").text
    assert "/van-ban/bao-cao" in get("/tim-kiem?q=nam").text
    assert "<mark>năm</mark>" in get(f"/tim-kiem?q={unicodedata.normalize('NFD', 'năm')}").text
    assert "<mark>Hòa</mark>" in get("/tim-kiem?q=Hoà").text


@pytest.mark.parametrize("typed", ["muoi hai", "Mười hai"])
def test_products_are_found_by_name(get: Get, typed: str) -> None:
    page = get(f"/tim-kiem?q={typed}")
    assert "Mười hai · 4 sao (được công nhận) Kế hoạch" in visible(page), "a rank says whether it is reached or sought"
    link = re.search(r'href="(/van-ban/plan-one#(v\d+))">Mười hai', page.text)
    assert link
    assert f'id="{link[2]}"' in get(link[1]).text


def test_producers_are_found_by_name(get: Get) -> None:
    page = visible(get("/tim-kiem?q=hop tac xa hoa"))
    assert "Sản phẩm và chủ thể Hợp tác xã &lt;b&gt;Hòa&lt;/b&gt; An · hợp tác xã" in page
    assert "Sản phẩm và chủ thể" not in visible(get("/tim-kiem?q=dong thap"))


def test_the_examples_of_the_first_page_are_in_the_database(get: Get, tmp_path: Path) -> None:
    told = re.search(r"Ví dụ: (.*?)</p>", get("/").text)
    assert told
    examples = dict(re.findall(r'<a href="([^"]+)">([^<]+)</a>', told[1]))
    assert list(examples.values()) == ["919 qd ttg", "dong thap"]
    for address in examples:
        found = get(address)
        assert found.status_code == 303 or "Không tìm thấy" not in visible(found)
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    empty = asking(tmp_path / "ocop.db")("/").text
    assert "Ví dụ" not in empty
    assert "919" not in empty


def test_hits_name_the_page(get: Get) -> None:
    assert "Trang 2 ·" in visible(get("/tim-kiem?q=Lai Vung"))


@pytest.mark.parametrize(
    "typed",
    ['"', "''", "*", "AND", "NOT OR", "NEAR(", "a* OR", "text:", "^x", "(", "-", '"""', "%00", "\u0301", "{a}: b",
     "'; drop", "a " * 200, "%F0%9F%8C%BE", '"đồng', "col : x", "919/"],
)  # fmt: skip
def test_nothing_typed_is_an_error(get: Get, typed: str) -> None:
    assert get(f"/tim-kiem?q={typed}").status_code in (200, 303)
    assert get(f"/van-ban/plan-one?q={typed}").status_code == 200


def test_no_result_offers_the_nearest_names(get: Get) -> None:
    page = get("/tim-kiem?q=bao cao thuu")
    assert "Có phải ông/bà tìm" in page.text
    assert "/van-ban/bao-cao" in page.text


def test_names_that_share_but_a_short_word_with_what_was_typed_are_not_offered(get: Get) -> None:
    page = get("/tim-kiem?q=xyz+bao").text
    assert "Không tìm thấy kết quả" in page
    assert "/van-ban/bao-cao" not in page
    assert "Có phải ông/bà tìm" not in get("/tim-kiem?q=mật+ung").text, "vung is another word, no other spelling"


def test_the_document_page_marks_every_fact(get: Get) -> None:
    page = get("/van-ban/plan-one")
    assert re.search(r'class="m m-citation" id="v\d+"[^>]*href="#d-citation-\d+"', page.text)
    assert re.search(r'class="m m-amount" id="v\d+"[^>]*href="#d-amount-\d+">2\.500 triệu đồng</a>', page.text)
    assert "m-finding" in page.text
    assert "m-open" in page.text
    assert 'href="#muc-0"' in page.text
    assert "2.500.000.000 đồng" in page.text
    assert "Dự kiến" not in page.text
    assert 'id="trang-2"' in get("/van-ban/bao-cao").text


def test_copies_of_one_document_are_told_apart_by_their_files(tmp_path: Path) -> None:
    plan, _ = documents()
    with Writer(tmp_path / "copies.db", load()) as writer:
        for name, title in (("a.pdf", "Kế hoạch"), ("b.docx", "Kế hoạch"), ("c.txt", "kế hoạch năm"), ("d.txt", None)):
            head = replace(plan.head, number="87" if title else "88", symbol="KH-UBND", title=title)
            copy = replace(plan, document=replace(plan.document, path=name), head=head)
            writer.add_document(copy, name[0], {"file": name})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "copies.db")
    for address in ("/", "/van-ban", "/tim-kiem?q=kinh+phi", "/tim-kiem?q=87+KH"):
        page = visible(get(address))
        assert all(f"({name})" in page for name in ("a.pdf", "b.docx", "c.txt")), address
        assert "(d.txt)" not in page
    own = get("/van-ban/a").text
    assert "Cùng số, ký hiệu với:" in own
    assert {"/van-ban/b", "/van-ban/c"} == set(re.findall(r'<a href="(/van-ban/\w)"', own))
    assert "Cùng số, ký hiệu với:" not in get("/van-ban/d").text


def test_what_readers_warn_of_and_what_was_misread_stand_on_the_page(tmp_path: Path) -> None:
    plan, _ = documents()
    warnings = ("Scanned at 96 dpi, figures may be wrong (page 1, 2).", "The page header is left out of the text: <b>")
    head = replace(plan.head, repairs=("TINH QUANG NGAI → TỈNH QUẢNG NGÃI", "Quáng → Quảng"))
    with Writer(tmp_path / "scan.db", load()) as writer:
        writer.add_document(
            replace(plan, document=replace(plan.document, warnings=warnings), head=head), "quet", {"file": "a.pdf"}
        )
        writer.add_document(plan, "ro", {"file": "b.pdf"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "scan.db")
    page = get("/van-ban/quet")
    assert "<li>Bản quét ở 96 dpi, con số có thể sai (trang 1, 2).</li>" in page.text
    assert "<li>Đầu của trang không đưa vào toàn văn: &lt;b&gt;</li>" in page.text
    assert "<dd>TINH QUANG NGAI → TỈNH QUẢNG NGÃI; Quáng → Quảng</dd>" in page.text
    clean = get("/van-ban/ro").text
    assert "Lưu ý về bản này" not in clean
    assert "hiểu là" not in clean


def test_everything_from_a_document_is_escaped(get: Get) -> None:
    for address in (*PAGES, "/van-ban/%3Cscript%3E", "/tim-kiem?q=<b>Hòa</b>"):
        text = without_data(get(address).text)
        assert "<b>Hòa" not in text
        assert "<thử>" not in text
        assert "<bản>" not in text
        assert "<script" not in text
    assert "&lt;b&gt;" in get("/van-ban/plan-one").text


def test_the_instrument_page_says_how_it_is_cited(get: Get) -> None:
    page = visible(get("/vien-dan/qd-ttg-919-2022"))
    assert "Thông tin không thống nhất" in page
    assert "02/08/2022 khác ngày đã xác định" in page
    assert "Đã đối chiếu với nguồn đăng lại: bản gốc các mức chắc chắn" in page
    assert "Văn bản ghi02/08/2022 Thông tin đối chiếu01/08/2022" in page
    assert "Căn cứ ban hành" in page
    assert "Triển khai thực hiện" in page
    assert "Thực hiện Quyết định số 919/QĐ-TTg ngày 02/8/2022 của Thủ tướng" in page
    assert ", trang 1" in page
    assert "Văn bản khác cùng số, ký hiệu" in visible(get("/vien-dan/qd-ttg-148-2025"))


def test_the_list_of_instruments_counts_mentions_and_marks_conflicts(get: Get) -> None:
    page = get("/vien-dan")
    lines = [visible(httpx.Response(200, text=line)) for line in page.text.split("<article")[1:]]
    assert len(lines) == 1, "acts that nobody cites are none of the acts cited"
    assert "1 văn bản, được viện dẫn nhiều nhất" in visible(page)
    assert "919/QĐ-TTg chưa thống nhất hoặc chưa đúng" in lines[0]
    assert "2 lần viện dẫn trong 2 văn bản" in lines[0]
    assert 'href="/vien-dan"' in get("/").text


def test_an_act_known_from_citations_only_shows_what_they_agree_on(tmp_path: Path) -> None:
    plan, _ = documents()
    act = Instrument("qd-ubnd-77-2023", "77/QĐ-UBND", "Quyết định", "77", "QĐ-UBND", "individual", "Tỉnh", 2023)
    with Writer(tmp_path / "cited.db", load()) as writer:
        writer.add_instruments([act, replace(act, slug="qd-ubnd-78-2023", key="78/QĐ-UBND")])
        for name, date, title, other in (
            ("a", "2023-05", "ban hành quy chế", "2023-06-01"),
            ("b", "2023-05-04", "Ban hành Quy chế, thưởng", "2023-06-02"),
        ):
            cite = replace(plan.citations[0], date=date, title=title, issuer="Tỉnh", instrument=act.slug)
            unlike = replace(cite, date=other, title=f"Riêng {name}", issuer=None, instrument="qd-ubnd-78-2023")
            copy = replace(plan, document=replace(plan.document, path=name), citations=(cite, unlike))
            writer.add_document(copy, name, {"file": name})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "cited.db")
    page = visible(get("/vien-dan/qd-ubnd-77-2023"))
    assert "Ban hành Quy chế, thưởng (theo các nơi viện dẫn)" in page
    assert "Ngày ban hành04/05/2023 (theo các nơi viện dẫn)" in page
    assert "Cơ quan ban hànhTỉnh (theo các nơi viện dẫn)" in page
    assert "(theo các nơi viện dẫn)" not in visible(get("/vien-dan/qd-ubnd-78-2023"))
    row = re.search(
        r'qd-ubnd-77-2023">Quyết định 77/QĐ-UBND</a><br>(.*?)</td><td[^>]*>(.*?)</td>', get("/van-ban/a").text
    )
    assert row
    assert row.groups() == ("Ban hành quy chế", '<time datetime="2023-05">05/2023</time>')


def test_findings_are_filtered(get: Get) -> None:
    assert "1 nội dung" in visible(get("/doi-chieu?muc-do=error&quy-tac=C201&van-ban=bao-cao"))
    assert "Không có nội dung" in visible(get("/doi-chieu?muc-do=note"))
    assert "Không có nội dung" in visible(get("/doi-chieu?van-ban=' OR 1=1 --"))
    assert "1 nội dung" in visible(get("/doi-chieu?ma=c201"))


@pytest.mark.parametrize("name", ["ma", "quy-tac"])
def test_a_check_that_does_not_exist_is_named_and_the_codes_are_listed(get: Get, name: str) -> None:
    page = get(f"/doi-chieu?{name}=XX")
    assert "Trong kho không có quy tắc “XX”. C201" in visible(page)
    assert f'href="/doi-chieu?{name}=C201"' in page.text
    assert 'class="finding' not in page.text


def test_the_page_about_the_data_is_in_vietnamese(get: Get) -> None:
    page = get("/gioi-thieu")
    names = re.findall(r'<td><a href="/ocop/\w+">([^<]*)</a></td>', page.text)
    assert {"Quy tắc kiểm tra", "Dẫn chứng", "Trang"} <= set(names)
    assert not [name for name in names if name.isascii() and name != "Trang"]
    assert '<li>x.pdf: <span class="meta" lang="en">damaged. Save it again.</span></li>' in page.text
    assert "<li>y.pdf: tệp PDF bị hỏng. Hãy lưu lại sau khi trang đã tải xong</li>" in page.text


def test_the_check_page_is_written_from_its_markdown(get: Get) -> None:
    page = get("/kiem-tra/c201").text
    assert "<em>một</em>" in page
    assert "<li>bốn</li><li>năm</li>" in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [("/van-ban/plan", 404), ("/nowhere", 404), ("/vien-dan/x", 404), ("/kiem-tra/Z9", 404), ("/-/versions", 404),
     ("/-/metadata.json", 404), ("/-/databases.json", 404), ("/ocop?sql=select+1", 403),
     ("/ocop/documents?_sort=bad", 400), ("/tim-kiem?q=dong&trang=x", 200), ("/van-ban?trang=99999999", 404)],
)  # fmt: skip
def test_wrong_addresses_get_a_page_in_vietnamese(get: Get, address: str, status: int) -> None:
    page = get(address)
    assert page.status_code == status
    assert "Traceback" not in page.text
    assert ".db" not in page.text
    if "json" not in address:
        assert '<html lang="vi">' in page.text


def test_a_missing_document_names_the_nearest(get: Get) -> None:
    assert "/van-ban/plan-one" in get("/van-ban/plan-on").text


def test_data_can_be_downloaded(get: Get) -> None:
    assert get("/ocop/citations.csv").text.startswith("\ufeffid,document,start,end,quote")
    assert get("/ocop/citations.json?_shape=array").json()[0]["key"] == "919/QĐ-TTg"
    assert "ocop" not in get("/ocop/passages.json?_search=thap&_shape=array").json()[0]["document"]


def test_a_missing_an_old_and_a_foreign_database_say_what_to_do(tmp_path: Path) -> None:
    for name, content in (("none.db", None), ("foreign.db", b"not a database at all"), ("empty.db", b"")):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(SiteError, match="ocop build corpus -o ") as told:
            application(tmp_path / name)
        assert "\n" not in str(told.value)
    write(tmp_path / "old.db")
    import sqlite3

    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute("UPDATE runs SET schema = 'older'")
    with pytest.raises(SiteError, match="another version"):
        application(tmp_path / "old.db")


def test_a_busy_port_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "ocop.db")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SiteError, match="--port"):
            serve(tmp_path / "ocop.db", port=taken.getsockname()[1])


def test_overlapping_facts_keep_their_marks() -> None:
    marks = [
        Mark(0, 9, "indicator", href="#i"),
        Mark(4, 6, "amount", "Tiền <1>", "#a"),
        Mark(8, 12, "product", href="#p"),
    ]
    written = Painter("ab <12> cd ef", marks).paint(0, 13)
    assert re.sub(r"<[^>]+>", "", written) == "ab &lt;12&gt; cd ef"
    assert '<span class="m m-indicator"><a class="m m-amount" id="v4" title="Tiền &lt;1&gt;" href="#a">' in written
    assert written.count('id="v8"') == 1


def test_places_of_a_query_in_a_text() -> None:
    text = "Đồng Tháp, đồng bằng; THÁP; dong thap"
    assert [text[a:b] for a, b in places(text, parse("dong thap"))] == ["Đồng Tháp", "dong thap"]
    assert [text[a:b] for a, b in places(text, parse("thap bang"))] == ["Tháp", "bằng", "THÁP", "thap"]
    assert [text[a:b] for a, b in places(text, parse("đồng"))] == ["Đồng", "đồng"]
    assert places(text, parse('"')) == []


def test_the_context_of_a_mention_ends_with_its_paragraph() -> None:
    pieces = [{"start": 100, "text": "Một <đoạn>.\n\nCăn cứ Quyết định 1;"}, {"start": 133, "text": "\n\nĐoạn sau."}]
    start = 100 + pieces[0]["text"].index("Quyết")
    assert context(pieces, start, start + 10) == "Căn cứ <mark>Quyết định</mark> 1;"


def test_figures_are_written_as_offices_write_them() -> None:
    assert number(16_630_790_000) == "16.630.790.000"
    assert number(2.5) == "2,5"
    assert date("2023-04") == "04/2023"
    row = {"comparator": ">=", "value": 34, "value_max": None, "of": 52, "unit": "chủ thể", "quote": ""}
    assert figure(row) == "ít nhất 34/52 chủ thể"
    money = {"comparator": "~", "value": 2000, "value_max": 3000, "currency": "VND", "per": "sản phẩm", "quote": ""}
    assert amount(money) == "khoảng 2.000 – 3.000 đồng/sản phẩm"


def test_dates_known_in_part_agree() -> None:
    assert agree("2023", "2023-02-24")
    assert not agree("2023-02-25", "2023-02-24")


def test_markdown() -> None:
    lists = "1. g\n   h\n2. i\n\n```\n*j*\n```\n[k](/kiem-tra/C2)"
    written = html(f"## A\nb `c<d>`\n\n> e\n> f\n\n| x | y |\n|---|---|\n| 1 | **2** |\n\n{lists}")
    assert written == (
        "<h2>A</h2>\n<p>b <code>c&lt;d&gt;</code></p>\n<blockquote><p>e f</p></blockquote>\n"
        '<div class="wide"><table><thead><tr><th scope="col">x</th><th scope="col">y</th></tr></thead>'
        "<tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table></div>\n"
        "<ol><li>g h</li><li>i</li></ol>\n<pre><code>*j*</code></pre>\n"
        '<p><a href="/kiem-tra/C2">k</a></p>'
    )
