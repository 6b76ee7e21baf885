"""Nothing from a document, an address or a form is believed; nothing is open that pages do not need."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from site_facts import ACTS, documents
from test_site import Get, asking, without_data
from test_store import write

from extractor.model import Entity, History, Spelling
from extractor.rulebook import load
from extractor.site import SiteError, application
from extractor.spreadsheet import BYTE_ORDER_MARK
from extractor.store import Writer

HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}</title>"""
FORMULA = '=HYPERLINK("http://evil.example","x")'
FORMULAS = (FORMULA, "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "\t=1+1", "\r=1+1")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everything that comes from outside is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "ocop.db"
    plan, report = documents()
    entity = Entity(
        "san-pham-1", "product", HOSTILE, HOSTILE, (Spelling(HOSTILE, 100.0, 1, 1), Spelling(FORMULA, 90.0, 1, 1)),
        1, 1, producer="chu-the-1", history=History(HOSTILE, 4, HOSTILE, HOSTILE, "2023-01-01"),
    )  # fmt: skip
    maker = Entity("chu-the-1", "producer", FORMULA, HOSTILE, (), 1, 1, place=HOSTILE, form=HOSTILE, trade_name=HOSTILE)
    head = replace(
        plan.head, title=HOSTILE, issuer=HOSTILE, signer=HOSTILE, signer_role=HOSTILE, province=HOSTILE, place=HOSTILE,
        doc_type=HOSTILE, number="7", symbol=HOSTILE, repairs=(HOSTILE,),
    )  # fmt: skip
    product = replace(plan.products[0], name=FORMULA, producer=HOSTILE, group=HOSTILE, entity="san-pham-1")
    made = replace(
        plan,
        document=replace(plan.document, path=f"{HOSTILE}.txt", text=HOSTILE + plan.document.text[len(HOSTILE) :]),
        head=head,
        products=(product, *(replace(product, name=formula) for formula in FORMULAS)),
        organizations=(replace(plan.organizations[0], name=HOSTILE, entity="chu-the-1"),),
        citations=(replace(plan.citations[0], title=HOSTILE, issuer=HOSTILE, pinpoint=HOSTILE),),
    )
    act = replace(ACTS[0], title=HOSTILE, issuer=HOSTILE, source=HOSTILE)
    with Writer(path, load()) as writer:
        writer.add_checks([{"code": "C201", "family": "C2", "title": HOSTILE, "severity": "error", "scope": "corpus",
                            "page": f"# x\n\n{HOSTILE} [y](javascript:alert(3))"}])  # fmt: skip
        writer.add_instruments([act, *ACTS[1:]])
        writer.add_entities([maker, entity])
        writer.add_document(made, "xau", {"file": f"{HOSTILE}.txt", "name": HOSTILE, "origin": "javascript:alert(4)",
                                          "licence": HOSTILE})  # fmt: skip
        writer.add_document(report, "bao-cao", {"file": "bao-cao.txt"})
        writer.add_failures([(HOSTILE, HOSTILE)])
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return path


@pytest.fixture(scope="module")
def get(hostile: Path) -> Get:
    return asking(hostile)


PAGES = (
    *(
        "/chi-tieu",
        "/chi-tieu?ten=san",
        "/kinh-phi",
        "/kinh-phi?van-ban=xau",
        "/luoc-do",
        "/luoc-do?goc=qd-ttg-919-2022",
    ),
    *("/chi-tieu?van-ban=xau", "/luoc-do?quan-he=thay-doi"),
    *("/", "/tim-kiem?q=alert", "/tim-kiem?q=san", "/van-ban", "/van-ban/xau", "/van-ban/xau?q=alert", "/vien-dan"),
    *("/vien-dan/qd-ttg-919-2022", "/san-pham", "/san-pham/san-pham-1", "/chu-the", "/chu-the/chu-the-1", "/kiem-tra"),
    *("/kiem-tra/C201", "/doi-chieu", "/gioi-thieu", "/nowhere", "/ocop", "/ocop/documents", "/ocop/documents/xau"),
    *(
        "/api",
        "/moi.atom",
        "/sitemap-1.xml",
        "/robots.txt",
        "/ocop/products",
        "/ocop/failures",
        "/ocop/nowhere",
        "/ocop/documents?_sort=bad",
        "/ocop?sql=select+1",
    ),
)
TYPED = "?q={0}", "?tinh={0}", "?nam={0}", "?loai={0}", "?ten={0}", "?trang={0}", "?quy-tac={0}", "?van-ban={0}"
TYPED += (
    "?don-vi={0}",
    "?nguon={0}",
    "?dia-phuong={0}",
    "?tinh=x&dia-phuong={0}",
    "?quan-he={0}",
    "?goc={0}",
    "?vai-tro={0}",
)


def check_harmless(page: httpx.Response, address: str) -> None:
    assert page.status_code < 500, address
    assert "<script>alert" not in page.text, address
    assert "<img src=x" not in page.text, address
    assert not re.search(r"(?:href|src|action)=[\"']?\s*javascript:", page.text), address
    assert "49</title>" not in page.text, address
    if "/ocop" not in address:
        assert not re.search(r"<script(?![^>]*src=)| style=| on\w+=\"", without_data(page.text)), address
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//(?!site/)", page.text), address


@pytest.mark.parametrize("address", PAGES)
def test_hostile_words_are_escaped_wherever_they_stand(get: Get, address: str) -> None:
    check_harmless(get(address), address)


@pytest.mark.parametrize(
    "path",
    ["/tim-kiem", "/van-ban", "/vien-dan", "/san-pham", "/chu-the", "/doi-chieu", "/chi-tieu", "/kinh-phi", "/luoc-do"],
)
def test_hostile_parameters_are_escaped(get: Get, path: str) -> None:
    for query in TYPED:
        address = path + query.format(str(httpx.QueryParams({"x": HOSTILE}))[2:])
        check_harmless(get(address), address)


@pytest.mark.parametrize("address", [*PAGES, "/static/site.css", "/ocop/products.json", "/ocop/products.csv"])
def test_every_answer_carries_the_safe_headers(get: Get, address: str) -> None:
    headers = get(address).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert not re.search("unsafe|https?:|[*]", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "address",
    ["/-/metadata", "/-/config", "/-/metadata.json", "/-/versions.json", "/-/plugins", "/-/settings",
     "/-/databases.json",
     "/-/threads.json", "/-/actor", "/-/logout", "/-/permissions", "/-/allow-debug", "/-/messages", "/-/auth-token",
     "//-/versions", "/-/./versions", "/%2D/versions"],
)  # fmt: skip
def test_the_tools_of_datasette_are_closed(get: Get, address: str) -> None:
    page = get(address)
    assert page.status_code == 404
    assert "0.65" not in page.text


def test_questions_in_sql_are_refused_unless_a_setting_allows_them(hostile: Path) -> None:
    closed = asking(hostile)
    assert closed("/ocop?sql=select+1").status_code == 403
    assert closed("/ocop.json?sql=select+1").status_code == 403
    assert closed("/ocop/documents?_where=1=1").status_code == 403
    open_ = asking(hostile, default_allow_sql=True, sql_time_limit_ms=50)
    assert open_("/ocop.json?sql=select+7+as+x&_shape=array").json() == [{"x": 7}]
    endless = "with recursive r(n) as (select 1 union all select n+1 from r) select count(*) from r"
    assert open_(f"/ocop.json?sql={endless}").status_code == 400
    assert open_("/ocop.json?sql=delete from documents").status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("address", ["/", "/tim-kiem", "/ocop", "/ocop/documents", "/-/messages", "/nowhere"])
def test_only_reading_is_allowed(hostile: Path, method: str, address: str) -> None:
    app = application(hostile).app()

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            return await client.request(method, address, content=b"q=1")

    page = asyncio.run(ask())
    assert page.status_code == 405
    assert page.headers["allow"] == "GET, HEAD"
    assert '<html lang="vi">' in page.text


@pytest.mark.parametrize(
    "address",
    ["/static/../plugins/ocop_site.py", "/static/..%2fplugins/ocop_site.py", "/static/%2e%2e/metadata.yaml",
     "/static//etc/passwd", "/static/....//schema.sql", "/-/static/../../../app.py", "/van-ban/..%2f..%2fetc%2fpasswd",
     "/van-ban/../../schema.sql", "/van-ban/xau/trang/1.webp", "/van-ban/..%2Fxau/trang/1.webp",
     "/static/%00", "/static/..\\schema.sql"],
)  # fmt: skip
def test_no_address_leads_out_of_the_folders(get: Get, address: str) -> None:
    page = get(address)
    assert page.status_code in (400, 403, 404)
    assert "CREATE TABLE" not in page.text
    assert "hookimpl" not in page.text
    assert "root:" not in page.text


def cells(text: str) -> list[str]:
    assert text.startswith(BYTE_ORDER_MARK)
    return [cell for row in csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")) for cell in row]


@pytest.mark.parametrize(
    "address",
    ["/van-ban.csv", "/vien-dan.csv", "/tim-kiem.csv?q=alert", "/vien-dan/qd-ttg-919-2022.csv",
     "/san-pham.csv", "/chu-the.csv", "/san-pham/san-pham-1.csv", "/chu-the/chu-the-1.csv", "/ocop/products.csv",
     "/ocop/products.csv?_stream=on&_size=max", "/ocop/entities.csv", "/ocop/spellings.csv"],
)  # fmt: skip
def test_no_cell_of_a_csv_is_run_as_a_formula(get: Get, address: str) -> None:
    found = cells(get(address).text)
    assert not [cell for cell in found if re.match(r"[=+\-@\t\r](?![\d.,]*%?$)", cell)]
    if "san-pham" in address or "/ocop/" in address:
        assert [cell for cell in found if cell.startswith("'=")], "the hostile cell is there, harmless"


def test_the_csv_of_a_table_keeps_every_row_and_line_break(get: Get) -> None:
    rows = get("/ocop/passages.json?_shape=array&_size=max").json()
    text = get("/ocop/passages.csv?_stream=on").text.removeprefix(BYTE_ORDER_MARK)
    written = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["id"], row["text"]) for row in written] == [
        (str(row["id"]), row["text"] if row["text"][0] not in "=+-@" else f"'{row['text']}") for row in rows
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://x", "/x", "a b@c"])
def test_a_hostile_feedback_address_is_refused(tmp_path: Path, address: str) -> None:
    write(tmp_path / "ocop.db")
    with pytest.raises(SiteError, match="Write it as in"):
        application(tmp_path / "ocop.db", feedback=address)


def test_where_to_report_what_is_wrong_stands_on_every_page(tmp_path: Path) -> None:
    write(tmp_path / "ocop.db")
    get = asking(tmp_path / "ocop.db", feedback="gop-y@example.vn")
    for address in (*PAGES[:4], "/van-ban/plan-one", "/nowhere", "/ocop/documents", "/gioi-thieu"):
        page = get(address).text
        assert 'href="mailto:gop-y@example.vn">Góp ý, báo sai</a>' in page, address
        assert "Dữ liệu tạo ngày 02/01/2026 · phiên bản 1 ·" in re.sub("<[^>]+>", "", page), address
