"""What documents say together is worked out of any number of them: little memory for each, no pair compared in vain."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import make_document

from extractor import targets
from extractor.checks import check_corpus, number_series
from extractor.checks.case import Case
from extractor.contested import contested, witnesses
from extractor.each import Each, EachOf, Held
from extractor.gist import Gist, gist
from extractor.memory import seldom_searched
from extractor.model import Document, Facts, Head, Indicator, Product
from extractor.pipeline import extract
from extractor.resolve import instruments, settle
from extractor.resolve import registry as registries
from extractor.resolve.copies import copies
from extractor.resolve.registry import registry
from extractor.resolve.tying import Known
from extractor.rulebook import Rulebook

TEXT = """ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Số: 15/BC-UBND
Lào Cai, ngày 4 tháng 3 năm 2023

BÁO CÁO
Kết quả Chương trình OCOP năm 2022

Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021 của Thủ tướng Chính phủ về chương trình;
Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ về Chương trình OCOP;
Căn cứ Kế hoạch số 9/KH-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh Lào Cai về phát triển sản phẩm;
Theo Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh.

Năm 2022, toàn tỉnh có 18 sản phẩm đạt 3 sao. Phấn đấu đến năm 2025 có ít nhất 40 sản phẩm đạt 3 sao.

Sản phẩm Chè Tà Xùa của Hợp tác xã Bản Liền đạt 4 sao.
Sản phẩm Mật ong Púng Luông của Hợp tác xã Púng Luông đạt 3 sao.
Sản phẩm Gạo Séng Cù của Công ty TNHH Mường Vi đạt 4 sao.
Sản phẩm Tương ớt Mường Khương của Hợp tác xã Mường Khương đạt 4 sao.
Sản phẩm Rượu Thanh Kim của Hộ kinh doanh Thanh Kim đạt 3 sao.
Sản phẩm Quế Văn Yên của Công ty cổ phần Quế Văn Yên đạt 4 sao.
"""
MOST = 8_000
"""Bytes that a document may take, so that a hundred thousand fit in a gigabyte."""


@pytest.fixture(scope="module")
def facts(rulebook: Rulebook) -> Facts:
    found = extract(make_document(TEXT), rulebook)
    assert len(found.citations) == 4
    assert len(found.products) == len(found.organizations) == 6
    return found


def numbered(facts: Facts, number: int) -> Facts:
    document = replace(facts.document, path=f"{number}.txt", id=f"{number:064}")
    return replace(facts, document=document, head=replace(facts.head, number=f"{number}"))


def test_a_gist_is_made_part_by_part(facts: Facts) -> None:
    found = gist(facts)
    assert [one.key for one in found.citations] == [one.key for one in facts.citations]
    assert (found.head, found.document.text, found.sections) == (facts.head, "", ())
    assert [one.name for one in found.products] == [one.name for one in facts.products]
    again = Gist.of(found.kept)
    assert again == found
    for field in fields(Facts):
        assert getattr(again, field.name) is getattr(again, field.name), f"{field.name} is made twice"
    with pytest.raises(AttributeError):
        again.other  # noqa: B018


def test_a_gist_is_tied_as_facts_are(facts: Facts) -> None:
    acts = ["one", None, "three", None]
    found, whole = gist(facts).tied(acts), gist(facts.tied(acts))
    assert [one.instrument for one in found.citations] == acts
    assert (found.citations, found.unresolved, found.products) == (whole.citations, whole.unresolved, whole.products)


def test_what_a_tie_leaves_alone_is_made_once_for_both(facts: Facts) -> None:
    bare = gist(facts)
    tied = bare.tied([None] * len(facts.citations))
    assert tied.products is bare.products
    assert tied.head is bare.head


def test_words_in_a_gist_are_shown_without_the_document(facts: Facts, rulebook: Rulebook) -> None:
    def fetched(one: Facts) -> Document:
        raise AssertionError(f"{one.document.path} was fetched")

    case = Case(gist(facts), rulebook, {}, fetched)
    for found in (*case.facts.products, *case.facts.organizations, *case.facts.indicators):
        side = case.evidence(found)
        assert facts.document.text[side.start : side.end] == side.quote
        assert side.page == facts.document.page_at(side.start)


def test_a_registry_is_made_of_what_its_digest_tells(facts: Facts) -> None:
    named = facts.products[0]
    others = [
        replace(facts, products=(replace(named, stars=5), *facts.products[1:])),
        replace(facts, organizations=facts.organizations[1:]),
        replace(facts, head=replace(facts.head, date="2020-01-01")),
        numbered(facts, 2),
    ]
    assert gist(facts).naming() == gist(replace(facts, citations=(), indicators=())).naming()
    assert len({gist(one).naming() for one in (facts, *others)}) == len(others) + 1


def test_a_group_that_stays_is_not_looked_at(monkeypatch: pytest.MonkeyPatch, facts: Facts, rulebook: Rulebook) -> None:
    elsewhere = replace(facts, head=replace(facts.head, province="Sơn La"))
    corpus = [numbered(facts, 1), numbered(facts, 2), numbered(elsewhere, 3), numbered(elsewhere, 4)]
    before = registry(corpus, rulebook)
    slugs = {name: [one.slug for one in before.entities if one.province == name] for name in before.digests}
    makers, goods = (
        dict(zip([one.document.path for one in corpus], found, strict=True)) for found in (before.makers, before.goods)
    )
    corpus[3] = numbered(replace(elsewhere, products=elsewhere.products[:3]), 4)
    asked = counted(monkeypatch, registries, "_named")
    now = registry(corpus, rulebook, known=Known(before.digests, slugs, makers, goods))
    assert (asked(), now.renewed) == (1, {"Sơn La"})
    fresh = registry(corpus, rulebook)
    assert [list(one) for one in now.makers] == [list(one) for one in fresh.makers]
    assert [list(one) for one in now.goods] == [list(one) for one in fresh.goods]
    assert now.digests == fresh.digests


def test_a_document_takes_little_memory(facts: Facts, rulebook: Rulebook) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        kept = [gist(numbered(facts, number)).kept for number in range(1, count + 1)]
        untied = Each(count, lambda place: Gist.of(kept[place]))
        twice = copies(untied, rulebook)
        tied, _, _ = settle(untied, rulebook, twice)
        registry(tied, rulebook, twice, keep=lambda name, found: None)
        cited = instruments(tied, rulebook)
        targets.answers(tied, rulebook)
        check_corpus(tied, rulebook, lambda one: facts.document, cited)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    few, many = peak(100), peak(300)
    assert (many - few) / 200 < MOST


def test_members_are_made_when_they_are_asked_for() -> None:
    asked: list[int] = []
    found = Each(4, lambda place: asked.append(place) or place * 2)
    assert not asked
    assert (list(found), found[1], found[-1], found[1:3], len(found)) == ([0, 2, 4, 6], 2, 6, [2, 4], 4)
    assert asked == [0, 1, 2, 3, 1, 3, 1, 2]
    with pytest.raises(IndexError):
        found[4]
    by_name = EachOf({"a", "b"}, str.upper)
    assert (dict(by_name), "c" in by_name, by_name.get("c")) == ({"a": "A", "b": "B"}, False, None)
    with pytest.raises(KeyError):
        by_name["c"]


def test_the_first_members_stay_where_they_fit() -> None:
    asked: list[int] = []
    found = Held(Each(4, lambda place: asked.append(place) or place * 2), 2)
    assert (list(found), list(found), found[-1]) == ([0, 2, 4, 6], [0, 2, 4, 6], 6)
    assert asked == [0, 1, 2, 3, 2, 3, 3]


def test_python_looks_for_cycles_as_before_when_the_work_is_done() -> None:
    before = gc.get_threshold()
    with seldom_searched():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before


def test_what_is_told_in_more_than_one_way() -> None:
    told = [("a", 1), ("b", 1), ("a", 1), ("c", 2), ("b", 3), ("b", 1), ("b", 2)]
    assert contested(told) == {hash("b")}
    assert witnesses((key, value, place) for place, (key, value) in enumerate(told)) == [1, 4, 6]
    assert not contested([])


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Callable[[], int]:
    """How often a function is asked."""
    asked = 0
    function: Callable[..., Any] = getattr(module, name)

    def counting(*arguments: object) -> Any:
        nonlocal asked
        asked += 1
        return function(*arguments)

    monkeypatch.setattr(module, name, counting)
    return lambda: asked


def planned(count: int, kind: str, day: str, periods: Sequence[str]) -> list[Facts]:
    """Documents of one place, each with a figure of one unit."""
    head = Head(issuer="Ủy ban nhân dân tỉnh Yên Bái", province="Yên Bái", date=day)
    found = []
    for number in range(count):
        period = periods[number % len(periods)]
        what = {"kind": kind, "subject": "sản phẩm mới", "unit": "sản phẩm", "period": period, "scope": "year"}
        figure = Indicator(start=0, end=0, quote="", value=number, **what)
        found.append(Facts(replace(make_document(""), path=f"{kind} {day} {number}"), head, indicators=(figure,)))
    return found


def test_results_that_can_be_no_answer_are_not_compared(monkeypatch: pytest.MonkeyPatch, rulebook: Rulebook) -> None:
    asked = counted(monkeypatch, targets, "_certainty")
    years = [str(year) for year in range(1990, 2020)]
    plans = planned(90, "target", "2021-05-01", years)
    early, late = planned(90, "result", "2021-04-30", years), planned(30, "result", "2022-05-01", years)
    found = targets.answers([*early, *plans, *late], rulebook)
    assert len(found) == asked() == 90
    assert {answer.result[0].split()[1] for answer in found} == {"2022-05-01"}


def test_products_of_no_producer_are_compared_with_their_namesakes_alone(
    monkeypatch: pytest.MonkeyPatch, rulebook: Rulebook
) -> None:
    asked = counted(monkeypatch, registries, "one_product")
    head = Head(issuer="Ủy ban nhân dân tỉnh Lào Cai", province="Lào Cai", date="2023-05-01")
    goods = tuple(Product(start=n, end=n, quote="", name=f"Chè Số {n % 50} Bản {n % 50}") for n in range(100))
    found = registry([Facts(make_document(""), head, products=goods)], rulebook)
    assert len(found.entities) == 50
    assert asked() <= 100


def test_contradictions_of_numbers_are_counted_as_if_each_were_compared_with_each() -> None:
    rng = random.Random(7)
    for count in (0, 1, 2, 40, 200):
        days = {number: date(2023, 1, 1) + timedelta(rng.randrange(365)) for number in rng.sample(range(1, 400), count)}
        told = {number: number_series._Told(when) for number, when in days.items()}
        each = {number: len(list(number_series._against(number, told))) for number in days}
        assert number_series._contradictions(days) == each
