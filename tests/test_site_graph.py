"""The graph of citations as lists within lists: who implements what, what changes what, no act below itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_facts import ACTS
from site_figures import HOSTILE, facts, place
from test_site import Get, asking, visible

from extractor.model import Citation, Head, Instrument
from extractor.rulebook import load
from extractor.site.picture import apart, of_act, of_document
from extractor.store import Writer

PLAN = Instrument(
    "kh-ubnd-5-2023", "5/KH-UBND", "Kế hoạch", "5", "KH-UBND", "individual", "Tỉnh", 2023, "2023-02-01"
)  # fmt: skip


def cite(words: str, quote: str, act: Instrument, relation: Any) -> Citation:
    return Citation(
        **place(words, quote), kind=act.kind, number=act.number, symbol=act.symbol, key=act.key, relation=relation,
        instrument=act.slug,
    )  # fmt: skip


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A decision, the plan that implements it, the district's plan that implements that one, and it back again."""
    path = tmp_path_factory.mktemp("graph") / "ocop.db"
    decision = ACTS[0]
    words = "Theo 919, theo 5, thay 148."
    head = Head(number="5", symbol="KH-UBND", date="2023-02-01", title="Kế hoạch tỉnh", province="Sơn La")
    plan = facts(
        "plan",
        words,
        head,
        citations=(cite(words, "919", decision, "implements"), cite(words, "148", ACTS[1], "replaces")),
    )
    other = Head(title=f"Kế hoạch {HOSTILE}", date="2024-01-01", province="Lào Cai")
    local = facts(
        "local", words, other, citations=(cite(words, "5", PLAN, "basis"), cite(words, "919", decision, "mentions"))
    )
    own = Instrument(
        "kh-ubnd-6-2024", "6/KH-UBND", "Kế hoạch", "6", "KH-UBND", "individual", "Tỉnh", 2024, "2024-05-01"
    )
    turn = Head(number="6", symbol="KH-UBND", date="2024-05-01", title="Kế hoạch vòng", province="Sơn La")
    back = facts("back", words, turn, citations=(cite(words, "5", PLAN, "guides"),))
    plan = replace(plan, citations=(*plan.citations, cite(words, "5", own, "basis")))
    with Writer(path, load()) as writer:
        writer.add_instruments([*ACTS, PLAN, own])
        for one in (plan, local, back):
            writer.add_document(one, one.document.path, {"file": f"{one.document.path}.txt"})
        writer.add_own_acts({"plan": PLAN.slug, "back": own.slug})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    return asking(path)


def branch(page: str, slug: str) -> str:
    found = re.search(rf'<article class="branch">\s*<h3><a href="/vien-dan/{slug}">.*?</article>', page, re.DOTALL)
    assert found, slug
    return found.group()


def test_documents_stand_below_the_acts_that_they_implement_and_so_on(get: Get) -> None:
    text = branch(get("/luoc-do").text, "qd-ttg-919-2022")
    first, _, below = text.partition("<details")
    assert re.search(r'Triển khai thực hiện</span> <a href="/van-ban/plan#v\d+">', first)
    assert "/van-ban/local" in below, "what implements the plan stands below the plan"
    assert "/van-ban/local" not in first, "who only mentions the decision does not implement it"
    assert 'href="/vien-dan/kh-ubnd-5-2023">Kế hoạch 5/KH-UBND</a>' in below


def test_of_an_act_that_many_cite_the_beginning_is_shown_and_said(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    assert branch(get("/luoc-do").text, "kh-ubnd-5-2023").count('<span class="rel') >= 2
    monkeypatch.setattr("extractor.site.graph.MENTIONS", 1)
    page = get("/luoc-do").text
    assert branch(page, "kh-ubnd-5-2023").partition("<details")[0].count('<span class="rel') == 1
    assert "nhiều nhất 1 lần viện dẫn" in page


def test_of_an_act_alone_more_is_shown_than_among_others(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.site.graph._AMONG_OTHERS", 1)
    among = get("/luoc-do").text
    alone = get("/luoc-do?goc=kh-ubnd-5-2023").text
    assert branch(among, "kh-ubnd-5-2023").partition("<details")[0].count('<span class="rel') == 1
    assert branch(alone, "kh-ubnd-5-2023").count('<span class="rel') >= 2
    assert "nhiều nhất 1 lần viện dẫn" in among
    assert "nhiều nhất 30 lần viện dẫn" in alone


def test_a_circle_ends(get: Get) -> None:
    text = branch(get("/luoc-do").text, "kh-ubnd-5-2023")
    assert text.count("/van-ban/back#") == 1
    assert text.count("/van-ban/plan#") == 1


def test_what_changes_what_is_asked_for_apart(get: Get) -> None:
    page = get("/luoc-do?quan-he=thay-doi").text
    assert re.findall(r'<h3><a href="/vien-dan/([^"]+)">', page) == ["qd-ttg-148-2023"]
    assert '<option value="thay-doi" selected>' in page
    assert "Thay thế</span>" in page
    assert "qd-ttg-148-2023" not in get("/luoc-do").text


def test_one_act_with_what_it_is_based_on(get: Get) -> None:
    page = get("/luoc-do?goc=kh-ubnd-5-2023")
    assert page.text.count('<article class="branch">') == 1
    above = page.text.partition("Căn cứ của văn bản này")[2].partition("</section>")[0]
    assert '/vien-dan/qd-ttg-919-2022">Quyết định 919/QĐ-TTg' in above
    assert get("/luoc-do?goc=khong-co").status_code == 404


def test_the_documents_of_a_province(get: Get) -> None:
    page = get("/luoc-do?tinh=L%C3%A0o%20Cai").text
    assert re.findall(r'<h3><a href="/vien-dan/([^"]+)">', page) == ["kh-ubnd-5-2023"]
    assert "/van-ban/back#" not in page
    assert "Không có quan hệ nào như vậy" in get("/luoc-do?tinh=%27%20OR%201").text


def test_the_picture_says_no_more_than_the_lists_and_is_not_read_aloud(get: Get) -> None:
    page = get("/luoc-do").text
    drawn = re.search(r'<svg class="graph".*?</svg>', page, re.DOTALL)
    assert drawn
    assert 'aria-hidden="true"' in drawn.group()
    assert drawn.group().count("<path") >= 3
    assert drawn.group().count("<a ") == drawn.group().count('tabindex="-1"')
    lists = page.partition("<h2>Danh sách</h2>")[2]
    for address in re.findall(r'href="([^"#]+)"', drawn.group()):
        assert address in lists


def test_what_stands_in_the_picture_reads_apart() -> None:
    plan = {"doc_type": "Kế hoạch", "number": None, "own_key": None, "date": "2023-04", "issuer": None}
    name = "Kế hoạch triển khai thực hiện Chương trình Mỗi xã một sản phẩm năm"
    series = [plan | {"name": f"{name} {year}"} for year in range(2019, 2024)]
    numbered = [
        plan | {"name": name, "number": "46", "own_key": "46/KH-UBND", "issuer": f"Ủy ban nhân dân huyện {place}"}
        for place in ("Châu Thành", "Cầu Kè")
    ]
    same = [plan | {"name": name}] * 3
    rows = [*series, *numbered, *same]
    copies = [*[""] * 7, "Bản quét", "Bản gốc", "Bản gốc"]
    told = apart([of_document(row) for row in rows], copies)
    assert len(set(told)) == len(rows)
    assert all(len(first) <= 52 and len(second) <= 65 for first, second in told)
    assert told[7][1] == "tháng 4/2023 · bản quét"
    assert ("Kế hoạch 46/KH-UBND", "UBND huyện Cầu Kè, tháng 4/2023") in told
    assert told[0][0].endswith("năm 2019")
    acts = [
        {"kind": "Quyết định", "key": "148/QĐ-TTg", "issuer": "Thủ tướng Chính phủ", "date": day}
        for day in ("2023-02-24", "2025-01-16")
    ]
    assert len({of_act(act) for act in acts}) == 2


def test_nothing_from_a_document_is_markup(get: Get) -> None:
    page = get("/luoc-do").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert page.count("<h1") == 1
    assert not re.search(r" style=| on\w+=\"", page)


def test_every_link_leads_somewhere(get: Get) -> None:
    page = get("/luoc-do").text
    for link in set(re.findall(r'href="(/(?:van-ban|vien-dan|luoc-do)[^"]*)"', page)):
        there = get(link.replace("&amp;", "&"))
        assert there.status_code == 200, link
        if "#" in link:
            assert f'id="{link.partition("#")[2]}"' in there.text, link


def test_an_empty_database_has_the_page(tmp_path: Path) -> None:
    with Writer(tmp_path / "empty.db", load()) as writer:
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    assert "Không có quan hệ nào như vậy" in visible(asking(tmp_path / "empty.db")("/luoc-do"))
