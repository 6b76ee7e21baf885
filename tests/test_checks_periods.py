"""A plan does not measure itself against its own year, and what is told as done lies before the document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_checks import PLAN, cite, facts, found

from extractor.model import Head
from extractor.rulebook import Rulebook

YEAR = replace(PLAN, period_start=2022, period_end=2022)


def test_a_plan_against_its_own_year(rulebook: Rulebook) -> None:
    text = "Mục tiêu. Có ít nhất 40% chủ thể là nữ, tăng 6 chủ thể so với năm 2022; đào tạo 5 lớp."
    (finding,) = found("T101", facts(text, head=YEAR), rulebook)
    assert finding.evidence[0].quote == "Có ít nhất 40% chủ thể là nữ, tăng 6 chủ thể so với năm 2022"


def test_a_report_against_the_same_months_of_its_own_year(rulebook: Rulebook) -> None:
    text = "Tổ chức 14 lớp, tăng 40% so với cùng kỳ năm 2022 (10 lớp)."
    (finding,) = found("T101", facts(text, head=replace(YEAR, doc_type="Báo cáo")), rulebook)
    assert finding.message == "Báo cáo năm 2022 so sánh với chính năm 2022."


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Quý I năm 2023 tăng 4 lớp so với cùng kỳ năm 2022.", replace(YEAR, doc_type="Báo cáo")),
        ("Tăng 6 chủ thể so với năm 2021.", YEAR),
        ("Đến năm 2025 tăng 6 chủ thể so với năm 2022.", YEAR),
        ("Tăng 6 chủ thể so với năm 2022.", replace(YEAR, period_end=2025)),
        ("Tăng 6 chủ thể so với năm 2022.", replace(YEAR, doc_type="Báo cáo")),
    ],
    ids=["the next year's quarter", "the year before", "a later year", "a plan for years", "a report"],
)
def test_silent(text: str, head: Head, rulebook: Rulebook) -> None:
    assert not found("T101", facts(text, head=head), rulebook)


def test_told_before_it_was(rulebook: Rulebook) -> None:
    text = "Hội nghị tại Lào Cai ngày 05/3/2022 đã đánh giá kết quả. Lai Châu, ngày 10 tháng 02 năm 2022"
    (finding,) = found("T102", facts(text), rulebook)
    assert [side.quote for side in finding.evidence] == ["ngày 05/3/2022 đã đánh", "ngày 10 tháng 02 năm 2022"]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị ngày 05/01/2022 đã đánh giá kết quả.",
        "Phấn đấu đến ngày 31/12/2022 đã hoàn thành hồ sơ.",
        "Ngày 05/3/2022 tổ chức hội nghị; các huyện đã đăng ký.",
    ],
    ids=["before", "a time limit", "planned"],
)
def test_told_in_time(text: str, rulebook: Rulebook) -> None:
    assert not found("T102", facts(text), rulebook)


def test_acts_are_left_to_c203(rulebook: Rulebook) -> None:
    act = cite("Quyết định số 555/QĐ-UBND", "555/QĐ-UBND", date="2022-03-15")
    given = facts(f"Ngày 15/3/2022 tỉnh đã ban hành {act.quote}.", act)
    assert not found("T102", given, rulebook)
    assert found("C203", given, rulebook)
