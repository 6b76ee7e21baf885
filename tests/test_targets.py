"""Which reported results answer which targets, and which never do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_document

from extractor.model import Facts, Head, Indicator
from extractor.rulebook import load
from extractor.targets import Answer, answers

PLAN = Head(issuer="Ủy ban nhân dân tỉnh Yên Bái", province="Yên Bái", date="2023-02-10")
REPORT = replace(PLAN, date="2023-12-20")


def _target(subject: str, value: float = 30, **more: object) -> Indicator:
    whole = {"unit": "sản phẩm", "period": "2023", "scope": "year"} | more
    return Indicator(start=0, end=0, quote=f"{value}", kind="target", value=value, subject=subject, **whole)  # type: ignore[arg-type]


def _result(subject: str, value: float = 28, **more: object) -> Indicator:
    return replace(_target(subject, value, **more), kind="result")


def _facts(path: str, head: Head, *found: Indicator) -> Facts:
    document = replace(make_document(""), path=path)
    return Facts(document=document, head=head, indicators=found)


def _pairs(plan: Facts, *reports: Facts) -> list[Answer]:
    return answers([*reports, plan], load())


def test_the_same_thing_reported_later() -> None:
    plan = _facts("plan", PLAN, _target("sản phẩm OCOP mới được công nhận"), _target("sản phẩm đạt 4 sao", 6))
    report = _facts("report", REPORT, _result("sản phẩm 4 sao", 5), _result("sản phẩm mới"))
    assert _pairs(plan, report) == [
        Answer(("plan", 0), ("report", 1), 1.0),
        Answer(("plan", 1), ("report", 0), 1.0),
    ]


@pytest.mark.parametrize(
    "result",
    [
        _result("sản phẩm OCOP mới", unit="chủ thể"),
        _result("sản phẩm OCOP mới", period="2022"),
        _result("sản phẩm OCOP mới", scope="cumulative"),
        _result("sản phẩm OCOP mới", place="huyện Văn Yên"),
        _result("sản phẩm OCOP đánh giá lại"),
        _result("sản phẩm OCOP mới", period=None),
        replace(_result("sản phẩm OCOP mới"), kind="context"),
        replace(_result("sản phẩm OCOP mới"), quote="từ 28 sản phẩm"),
    ],
    ids=["unit", "year", "scope", "place", "deed", "no year", "context", "what was before"],
)
def test_what_is_of_something_else(result: Indicator) -> None:
    assert _pairs(_facts("plan", PLAN, _target("sản phẩm OCOP mới")), _facts("report", REPORT, result)) == []


def test_stars_are_not_mixed() -> None:
    plan = _facts("plan", PLAN, _target("sản phẩm đạt 3 sao"))
    assert _pairs(plan, _facts("report", REPORT, _result("sản phẩm đạt 4 sao"))) == []


def test_a_report_before_the_plan_answers_nothing() -> None:
    plan = _facts("plan", PLAN, _target("sản phẩm mới"))
    assert _pairs(plan, _facts("report", replace(REPORT, date="2023-01-05"), _result("sản phẩm mới"))) == []
    assert _pairs(plan, _facts("report", replace(REPORT, date=None), _result("sản phẩm mới"))) == []


def test_what_counts_up_to_a_day_answers_what_is_to_be_there_then() -> None:
    plan = _facts("plan", PLAN, _target("sản phẩm được công nhận", scope="cumulative"))
    report = _facts("report", REPORT, _result("sản phẩm", scope="cumulative", period=None, as_of="2023-12-31"))
    (answer,) = _pairs(plan, report)
    assert answer.certainty >= 0.6


def test_a_year_of_a_span_is_less_sure() -> None:
    plan = _facts("plan", PLAN, _target("hợp tác xã thành lập mới", period="2021-2025", scope=None, unit="hợp tác xã"))
    report = _facts("report", REPORT, _result("hợp tác xã thành lập mới", unit="hợp tác xã"))
    (answer,) = _pairs(plan, report)
    assert 0.6 <= answer.certainty < 0.9


def test_each_has_one_answer_in_a_document() -> None:
    plan = _facts("plan", PLAN, _target("lớp tập huấn cho chủ thể", unit="lớp"), _target("lớp tập huấn", unit="lớp"))
    later = replace(REPORT, date="2024-01-05")
    reports = [
        _facts("one", REPORT, _result("lớp tập huấn", unit="lớp"), _result("lớp tập huấn cho các chủ thể", unit="lớp")),
        _facts("two", later, _result("lớp tập huấn", unit="lớp")),
    ]
    pairs = {(answer.target, answer.result) for answer in _pairs(plan, *reports)}
    assert pairs == {(("plan", 0), ("one", 1)), (("plan", 1), ("one", 0)), (("plan", 1), ("two", 0))}


def test_a_row_of_a_table_that_plans_and_reports() -> None:
    row = [replace(one("Số lớp tập huấn", unit="lớp"), table=True) for one in (_target, _result)]
    (answer,) = answers([_facts("report", REPORT, *row)], load())
    assert answer.certainty == 1.0
    prose = [replace(one, table=False) for one in row]
    assert answers([_facts("report", REPORT, *prose)], load()) == []
