"""A document is itself an act: it meets the citations of it, whatever day they print, and says what it is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import make_document
from test_site import asking, visible

from extractor.build import build
from extractor.model import Facts
from extractor.pipeline import extract
from extractor.resolve import reconcile, settle
from extractor.rulebook import Rulebook

PLAN = """ỦY BAN NHÂN DÂN
TỈNH {place}
Số: {number}/KH-UBND
{seat}, {day}

KẾ HOẠCH
Phát triển sản phẩm OCOP năm {year}

I. MỤC TIÊU

{text}
"""


def plan(
    path: str,
    text: str = "Phấn đấu có 12 sản phẩm đạt 3 sao.",
    *,
    day: str = "ngày 09 tháng 3 năm 2022",
    number: str = "15",
    place: str = "LẠNG SƠN",
    year: str = "2022",
) -> str:
    return PLAN.format(number=number, seat=place.title(), day=day, text=f"{text}\nBản {path}.", place=place, year=year)


def facts(path: str, rulebook: Rulebook, *told: str, **head: str) -> Facts:
    return extract(make_document(plan(path, *told, **head), path), rulebook)


def acts(rulebook: Rulebook, *found: Facts) -> tuple[str | None, ...]:
    return settle(found, rulebook, {}).own


CITING = "Thực hiện Kế hoạch số 15/KH-UBND{day} của UBND tỉnh Lạng Sơn."


def test_a_document_is_the_act_that_others_cite_though_they_print_another_day(rulebook: Rulebook) -> None:
    plan_ = facts("a", rulebook)
    for day in (" ngày 09/3/2022", " ngày 19/4/2022", ""):
        citing = facts("b", rulebook, CITING.format(day=day), number="44", day="ngày 5 tháng 5 năm 2023")
        together = settle([plan_, citing], rulebook, {})
        assert together.own == ("kh-ubnd-lang-son-15-2022", "kh-ubnd-lang-son-44-2023")
        assert [one.instrument for one in together.facts[1].citations] == ["kh-ubnd-lang-son-15-2022"], day


def test_namesakes_of_another_place_or_year_are_other_acts(rulebook: Rulebook) -> None:
    found = [
        facts("a", rulebook),
        facts("b", rulebook, place="CAO BẰNG"),
        facts("c", rulebook, day="ngày 10 tháng 3 năm 2023", year="2023"),
    ]
    assert acts(rulebook, *found) == (
        "kh-ubnd-lang-son-15-2022",
        "kh-ubnd-cao-bang-15-2022",
        "kh-ubnd-lang-son-15-2023",
    )


def test_a_document_without_a_date_may_be_any_act(rulebook: Rulebook) -> None:
    assert acts(rulebook, facts("a", rulebook, day="ngày    tháng    năm    ")) == (None,)


def test_a_mention_without_a_date_is_no_act_that_came_after_it(rulebook: Rulebook) -> None:
    citing = facts("b", rulebook, CITING.format(day=""), number="44", day="ngày 5 tháng 5 năm 2021")
    (_, told) = reconcile([facts("a", rulebook), citing], rulebook)
    assert [one.instrument for one in told.citations] == [None]


def test_a_mention_without_a_date_is_the_act_that_its_own_document_dates(rulebook: Rulebook) -> None:
    text = CITING.format(day=" ngày 01/02/2023") + "\n" + CITING.format(day="")
    citing = facts("b", rulebook, text, number="44", day="ngày 5 tháng 5 năm 2023")
    other = facts("c", rulebook, CITING.format(day=" ngày 01/8/2021"), number="45")
    told = reconcile([facts("a", rulebook), citing, other], rulebook)[1]
    assert [one.instrument for one in told.citations] == ["kh-ubnd-lang-son-15-2023"] * 2


def test_a_district_is_one_place_with_and_without_its_province(rulebook: Rulebook) -> None:
    district = plan("a").replace("TỈNH LẠNG SƠN", "HUYỆN CHI LĂNG")
    host = extract(make_document(district, "a"), rulebook)
    host = replace(host, head=replace(host.head, province="Lạng Sơn"))
    citing = facts("b", rulebook, CITING.format(day=" ngày 09/3/2022").replace("tỉnh Lạng Sơn", "huyện Chi Lăng"))
    together = settle([host, citing], rulebook, {})
    assert together.own[0] == together.facts[1].citations[0].instrument == "kh-ubnd-huyen-chi-lang-lang-son-15-2022"


def built(home: Path, **files: str) -> list[dict[str, Any]]:
    (home / "corpus").mkdir()
    for name, text in files.items():
        (home / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(home / "corpus", home / "a.db", workers=1)
    with closing(sqlite3.connect(home / "a.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [
            dict(row)
            for row in connection.execute(
                "SELECT d.slug AS document, i.slug, i.date, i.title, i.issuer, i.certainty FROM documents d"
                " LEFT JOIN instruments i ON i.slug = d.instrument ORDER BY d.slug"
            )
        ]


def test_an_act_that_is_at_hand_is_known_from_its_own_words(tmp_path: Path) -> None:
    citing = plan("b", CITING.format(day=" ngày 19/4/2022"), number="44", day="ngày 5 tháng 5 năm 2023")
    (first, copy, other) = built(tmp_path, a=plan("a"), a_again=plan("a") + "\n ", citing=citing)
    assert first == {
        "document": "a",
        "slug": "kh-ubnd-lang-son-15-2022",
        "date": "2022-03-09",
        "title": "Phát triển sản phẩm OCOP năm 2022",
        "issuer": "Ủy ban nhân dân tỉnh Lạng Sơn",
        "certainty": None,
    }
    assert (copy["document"], copy["slug"]) == ("a-again", first["slug"])
    assert other["slug"] is None, "nobody cites it"
    page = asking(tmp_path / "a.db")(f"/vien-dan/{first['slug']}")
    words = visible(page)
    assert "09/03/2022 (theo chính văn bản trong kho)" in words
    assert "Phát triển sản phẩm OCOP năm 2022 (theo chính văn bản trong kho)" in words
    assert "Chỉ biết qua các lần viện dẫn" not in words
    assert "Chính văn bản trong kho ghi ngày 09/03/2022" in words, "the citation has another day"
    assert 'href="/van-ban/a' in page.text
    own = visible(asking(tmp_path / "a.db")("/van-ban/a"))
    assert "Được viện dẫn tại" in own


def test_the_page_of_the_act_itself_does_not_accuse_it(tmp_path: Path) -> None:
    text = CITING.format(day=" ngày 19/4/2022")
    built(tmp_path, a=plan("a"), citing=plan("b", text, number="44", day="ngày 5 tháng 5 năm 2023"))
    get = asking(tmp_path / "a.db")
    pages = {name: get(f"/van-ban/{name}").text for name in ("a", "citing")}
    card = r'class="finding (\w+)"[^>]*>\s*<h3>(?:(?!</h3>).)*>C208<'
    cards = {name: re.findall(card, page, re.DOTALL) for name, page in pages.items()}
    assert cards == {"a": ["note"], "citing": ["error"]}
    words = "Văn bản này ghi như thông tin đối chiếu"
    assert [words in page for page in pages.values()] == [True, False]
