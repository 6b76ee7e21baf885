"""What the site says of a cited act: whether citations agree, what is known and from where, what took its place."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document
from site_facts import ACTS, documents
from test_site import Get, asking, visible

from extractor.build import build
from extractor.checks import CHECKS
from extractor.model import Citation, Evidence, Facts, Finding, Instrument
from extractor.pipeline import extract
from extractor.resolve import instruments, successors
from extractor.rulebook import Rulebook, load, table
from extractor.site.labels import label
from extractor.store import Writer

ELEMENTS = ("number", "kind", "issuer", "date", "title", "force")
ACT = Instrument("qd-ubnd-7-2023", "7/QĐ-UBND", "Quyết định", "7", "QĐ-UBND", "individual", "Tỉnh", 2023)


def cited(*fields: dict[str, object]) -> list[Facts]:
    """For each of ``fields`` a document whose one citation of the act has them."""
    plan, _ = documents()
    cite = replace(plan.citations[0], instrument=ACT.slug, key=ACT.key, date=None, issuer=None, title=None)
    return [
        replace(
            plan,
            document=replace(plan.document, path=f"{name}.txt"),
            citations=(replace(cite, **said),),  # type: ignore[arg-type]
        )
        for name, said in enumerate(fields)
    ]


def site(path: Path, made: list[Facts], findings: list[tuple[str, str]]) -> Get:
    """The site on documents with ``findings`` (code and severity) at the citations of the act."""
    with Writer(path, load()) as writer:
        writer.add_checks(
            {"code": code, "family": code[:2], "title": code, "severity": "error", "scope": "document", "page": "",
             "element": CHECKS[code].element}
            for code in sorted({code for code, _ in findings})
        )  # fmt: skip
        writer.add_instruments([ACT])
        for number, facts in enumerate(made):
            writer.add_document(facts, f"d{number}", {"file": facts.document.path})
        cite: Citation = made[0].citations[0]
        side = Evidence(made[0].document.path, cite.start, cite.end, cite.quote, None)
        writer.add_findings(Finding(code, severity, f"thấy {code}", (side,)) for code, severity in findings)  # type: ignore[arg-type]
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


@pytest.mark.parametrize(
    ("findings", "verdict", "says"),
    [
        ([], "consistent", "Được viện dẫn thống nhất"),
        ([("N402", "note"), ("C501", "warning")], "consistent", "2 nội dung khác về cách trình bày"),
        ([("N101", "error")], "consistent", "1 nội dung khác"),
        ([("C404", "note")], "consistent", "1 nội dung khác"),
        ([("C404", "warning"), ("N402", "note")], "review", "Trích yếu (1 nội dung)"),
        ([("C301", "error")], "conflict", "Có chỗ viện dẫn chưa đúng. Hiệu lực (1 nội dung)"),
        ([("C206", "error"), ("C101", "warning")], "conflict", "Ngày ban hành (1 nội dung), số, ký hiệu (1 nội dung)"),
    ],
)
def test_only_findings_about_how_an_act_is_cited_make_the_verdict(
    findings: list[tuple[str, str]], verdict: str, says: str, tmp_path: Path
) -> None:
    get = site(tmp_path / "v.db", cited({}, {}), findings)
    page = get(f"/vien-dan/{ACT.slug}")
    assert f'<div class="verdict {verdict}">' in page.text
    assert says in visible(page)
    assert page.text.count('<article class="finding') == len(findings), "all are shown, whatever they count for"
    tag = {"consistent": 0, "review": "cần kiểm tra", "conflict": "chưa thống nhất hoặc chưa đúng"}[verdict]
    assert (tag or "lần viện dẫn") in visible(get("/vien-dan"))
    assert bool(tag) == ('class="tag' in get("/vien-dan").text)


def test_the_rules_say_which_checks_are_about_an_act() -> None:
    rows = {row["code"]: row["element"] for row in table("checks")}
    assert set(rows.values()) == {*ELEMENTS, ""}
    assert {rows[code] for code in ("N402", "C501", "T103", "N101", "W101")} == {""}
    assert (rows["C206"], rows["C301"], rows["C404"], rows["C401"], rows["C102"]) == (
        "date", "force", "title", "issuer", "number",
    )  # fmt: skip
    assert all(label(element, "element").islower() for element in ELEMENTS)


def test_what_citations_agree_on_is_the_same_in_every_list(tmp_path: Path) -> None:
    said = (
        {"date": "2023-05", "title": "ban hành quy chế"},
        {"date": "2023-05-04", "title": "Ban hành Quy chế, thưởng"},
    )
    get = site(tmp_path / "agreed.db", cited(*said), [])
    for address in ("/", "/vien-dan", f"/vien-dan/{ACT.slug}", "/tim-kiem?q=qd+ubnd"):
        page = visible(get(address))
        assert "Ban hành Quy chế, thưởng" in page, address
        assert "04/05/2023" in page, address
    (row,) = csv.DictReader(io.StringIO(get("/vien-dan.csv").text.removeprefix("\ufeff")))
    assert {"2023-05-04", "Ban hành Quy chế, thưởng"} <= set(row.values())
    (row,) = get("/vien-dan.json").json()["rows"]
    assert (row["date"], row["title"]) == ("2023-05-04", "Ban hành Quy chế, thưởng")


def test_where_citations_differ_no_list_takes_a_side(tmp_path: Path) -> None:
    said = ({"date": "2023-05-04", "title": "Quy chế thưởng"}, {"date": "2023-06-04", "title": "Quy chế phạt"})
    get = site(tmp_path / "differ.db", cited(*said), [])
    (row,) = get("/vien-dan.json").json()["rows"]
    assert (row["date"], row["title"]) == (None, None)
    page = get(f"/vien-dan/{ACT.slug}")
    assert '<div class="verdict conflict">' in page.text
    assert "Các lần viện dẫn ghi 2 ngày ban hành" in visible(page)


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    home = tmp_path_factory.mktemp("known")
    (home / "corpus").mkdir()
    (home / "corpus" / "a.txt").write_text(
        "KẾ HOẠCH\n\nPhát triển sản phẩm\n\nCăn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ ban"
        " hành Bộ tiêu chí;\n\nCăn cứ Luật Đầu tư công ngày 18 tháng 6 năm 2014;\n",
        encoding="utf-8",
    )
    build(home / "corpus", home / "ocop.db", workers=1)
    return asking(home / "ocop.db")


def test_the_act_that_took_the_place_of_a_cited_one_has_its_page(get: Get) -> None:
    old = get("/vien-dan/qd-ttg-148-2023").text.partition("<dt>Hiệu lực</dt>")[2].partition("</dd>")[0]
    link = re.search(r'href="(/vien-dan/[^"]+)">Quyết định 26/2026/QĐ-TTg</a>', old)
    assert link
    page = get(link[1])
    assert page.status_code == 200
    words = visible(page)
    assert "Chưa có văn bản nào trong kho viện dẫn" in words
    row = next(row for row in table("authorities") if row["key"] == "26/2026/QĐ-TTg")
    for known in (row["kind"], row["issuer"], row["title"], "22/05/2026"):
        assert known in words
    assert "26/2026/QĐ-TTg" not in get("/vien-dan").text, "it is none of the acts that are cited"
    assert get("/tim-kiem?q=26/2026 qd ttg").headers["location"].startswith(link[1])


def test_who_took_the_place_of_a_successor_is_there_too(get: Get) -> None:
    first = get("/vien-dan/luat-dau-tu-cong-2014").text
    second = re.search(r'href="(/vien-dan/[^"]+)">Luật 39/2019/QH14', first)
    assert second
    assert re.search(r'href="/vien-dan/[^"]+">Luật 58/2024/QH15', get(second[1]).text)


def test_an_uncited_act_has_the_address_that_its_citations_would_give_it(rulebook: Rulebook) -> None:
    tried = 0
    for row in table("authorities"):
        if row["form"] not in ("normative", "individual") or len(row["date"]) < len("2020-01-01"):
            continue
        seed = replace(ACTS[0], slug="x", replaced_by=row["key"])
        found = {act.key: act.slug for act in successors([seed], rulebook)}
        day = "/".join(reversed(row["date"].split("-")))
        text = f"KẾ HOẠCH\n\nCăn cứ {row['kind']} số {row['key']} ngày {day} của {row['issuer']} {row['title']};\n"
        for act in instruments([extract(make_document(text), rulebook)], rulebook):
            if act.key == row["key"] and act.key in found:
                tried += 1
                assert found[act.key] == act.slug
    assert tried > 20


def test_certainty_is_told_in_plain_words_with_its_source(get: Get) -> None:
    page = get("/vien-dan/qd-ttg-148-2023")
    words = visible(page)
    assert "Đã đối chiếu với nguồn đăng lại: thuvienphapluat.vn" in words
    assert 'href="/gioi-thieu#muc-chac-chan"' in page.text
    assert 'id="muc-chac-chan"' in get("/gioi-thieu").text
    assert not re.search(r"TVPL|[Mm]ức [ABCD]\b|xem bản gốc", words)
    told = visible(get("/gioi-thieu"))
    assert all(label(f"certainty {level}") in told for level in "ABCD")


def test_no_source_in_the_rules_is_a_private_abbreviation() -> None:
    for row in table("authorities"):
        for source in row["source"].split(";"):
            assert not re.search(r"\b(?:TVPL|KH \d)|^\s*(?:dãy số|hethongphapluat|baohoabinh)\b(?!\.)", source), row
