"""What surrounds an instrument on its page: whether it applies, what changed it, its roles, when it is cited."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from site_facts import ACTS, documents
from test_site import Get, asking

from extractor.model import Head, Instrument
from extractor.rulebook import load
from extractor.site.around import force, years
from extractor.store import Writer

OLD = replace(
    ACTS[1], slug="qd-ttg-1048-2019", key="1048/QĐ-TTg", number="1048", year=2019, replaced_by="919/QĐ-TTg",
    effective_from="2019-09-01",
)  # fmt: skip
DOUBTED = Instrument(
    "qd-ttg-7-2018", "7/QĐ-TTg", "Quyết định", "7", "QĐ-TTg", "individual", "Thủ tướng", 2018, replaced_by="8/QĐ-TTg?"
)


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("around") / "ocop.db"
    plan, _ = documents()
    with Writer(path, load()) as writer:
        writer.add_instruments([*ACTS, OLD, DOUBTED])
        for name, year, relation in (("a", 2021, "basis"), ("b", 2021, "repeals"), ("c", 2024, "basis")):
            cited = replace(plan.citations[0], instrument=OLD.slug, key=OLD.key, date=None, relation=relation)
            head = Head(title=f"Kế hoạch <i>{name}</i>", date=f"{year}-03-04")
            document = replace(plan.document, path=f"{name}.txt")
            writer.add_document(replace(plan, document=document, head=head, citations=(cited,)), name, {"file": name})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


def test_what_replaced_it_and_what_it_replaced(get: Get) -> None:
    old = get("/vien-dan/qd-ttg-1048-2019").text
    force_of = old.partition("<dt>Hiệu lực</dt>")[2].partition("</dd>")[0]
    assert "Đã có văn bản thay thế" in force_of
    assert '<a href="/vien-dan/qd-ttg-919-2022">Quyết định 919/QĐ-TTg</a>' in force_of
    new = get("/vien-dan/qd-ttg-919-2022").text
    assert re.search(r'Thay thế cho</dt><dd><a href="/vien-dan/qd-ttg-1048-2019">Quyết định 1048/QĐ-TTg</a>', new)
    doubted = get("/vien-dan/qd-ttg-7-2018").text.partition("<dt>Hiệu lực</dt>")[2].partition("</dd>")[0]
    assert "Có thể đã có văn bản thay thế: 8/QĐ-TTg" in doubted
    assert "chưa có trong kho" in doubted, "an act of which nothing is known is named without a link"
    assert "<a " not in doubted


def test_the_documents_that_change_it(get: Get) -> None:
    page = get("/vien-dan/qd-ttg-1048-2019").text
    changed = page.partition("Văn bản trong kho sửa đổi, thay thế, bãi bỏ")[2].partition("</section>")[0]
    assert re.findall(r'href="/van-ban/(\w)#v\d+"', changed) == ["b"]
    assert "Bãi bỏ" in changed
    assert "Văn bản trong kho sửa đổi" not in get("/vien-dan/qd-ttg-919-2022").text


def test_its_roles_lead_to_the_mentions(get: Get) -> None:
    page = get("/vien-dan/qd-ttg-1048-2019").text
    assert re.search(r'href="#vai-basis">Căn cứ ban hành <b>2</b>', page)
    assert 'id="vai-basis"' in page
    assert 'href="/luoc-do?goc=qd-ttg-1048-2019"' in page


def test_citations_over_time_with_their_table(get: Get) -> None:
    page = get("/vien-dan/qd-ttg-1048-2019").text
    drawn = re.search(r'<svg class="columns" role="img".*?</svg>', page, re.DOTALL)
    assert drawn
    assert re.findall(r">(\d+)</text>", drawn.group()) == ["2", "2021", "0", "2022", "0", "2023", "1", "2024"]
    table = page.partition("Bảng số liệu")[2].partition("</table>")[0]
    assert re.findall(r'<th scope="row">(\d+)</th><td class="num">(\d+)</td>', table) == [
        *(("2021", "2"), ("2022", "0"), ("2023", "0"), ("2024", "1"))
    ]
    assert 'class="columns"' not in get("/vien-dan/qd-ttg-919-2022").text, "one year is no course of time"


def test_nothing_from_a_document_is_markup(get: Get) -> None:
    assert "<i>" not in get("/vien-dan/qd-ttg-1048-2019").text


@pytest.mark.parametrize(
    ("until", "since", "successor", "found"),
    [
        ("2025-12-31", None, None, "ended"),
        ("2026-01-01", None, None, "unknown"),
        ("2025", None, "x", "ended"),
        (None, None, "x", "replaced"),
        (None, None, "x?", "perhaps replaced"),
        (None, "2026-02-01", None, "ahead"),
        (None, "2020-02-01", None, "unknown"),
    ],
)
def test_whether_an_act_applies(until: str | None, since: str | None, successor: str | None, found: str) -> None:
    act = {"effective_to": until, "effective_from": since, "replaced_by": successor}
    assert force(act, "2026-01-01") == found


def test_years_in_a_row() -> None:
    assert years([{"year": 2020, "documents": 3}]) == []
    assert years([]) == []
    long = years([{"year": 1960, "documents": 1}, {"year": 2020, "documents": 2}])
    assert (len(long), long[0], long[-1]) == (30, ("1991", 0), ("2020", 2))


def test_an_empty_list(tmp_path: Path) -> None:
    with Writer(tmp_path / "empty.db", load()) as writer:
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    get = asking(tmp_path / "empty.db")
    for address in ("/", "/vien-dan", "/san-pham", "/chu-the", "/van-ban", "/doi-chieu", "/gioi-thieu"):
        page = get(address)
        assert page.status_code == 200, address
        assert page.text.count("<h1") == 1
