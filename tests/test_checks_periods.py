"""A plan for one year does not measure itself against that year."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_checks import PLAN, facts, found

from extractor.model import Head
from extractor.rulebook import Rulebook

YEAR = replace(PLAN, period_start=2022, period_end=2022)


def test_a_plan_against_its_own_year(rulebook: Rulebook) -> None:
    text = "Mục tiêu. Có ít nhất 40% chủ thể là nữ, tăng 6 chủ thể so với năm 2022; đào tạo 5 lớp."
    (finding,) = found("T101", facts(text, head=YEAR), rulebook)
    assert finding.evidence[0].quote == "Có ít nhất 40% chủ thể là nữ, tăng 6 chủ thể so với năm 2022"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Tăng 6 chủ thể so với năm 2021.", YEAR),
        ("Đến năm 2025 tăng 6 chủ thể so với năm 2022.", YEAR),
        ("Tăng 6 chủ thể so với năm 2022.", replace(YEAR, period_end=2025)),
        ("Tăng 6 chủ thể so với năm 2022.", replace(YEAR, doc_type="Báo cáo")),
    ],
    ids=["the year before", "a later year", "a plan for years", "a report"],
)
def test_silent(text: str, head: Head, rulebook: Rulebook) -> None:
    assert not found("T101", facts(text, head=head), rulebook)
