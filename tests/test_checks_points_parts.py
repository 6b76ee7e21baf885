"""The parts of points: what they make, and how many each may give."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

PARTS = "Tổng điểm tối đa là 100 điểm, gồm: Phần A (sản phẩm) {} điểm; Phần B (tiếp thị) {} điểm; Phần C {} điểm."
LISTED = "Tổng điểm là 100 điểm, gồm:\na) Phần A - Sản phẩm: {} điểm;\nb) Phần B: {} điểm;\nc) Phần C: {} điểm."
SCORED = "Điểm phần A là {}, phần B là {}, phần C là 27,0 điểm thì tổng điểm là {} điểm."

GIVES = [
    Gives(
        "N113",
        "error",
        headed(PARTS.format(40, 25, 40)),
        ["Tổng điểm tối đa là 100 điểm", "Phần A (sản phẩm) 40 điểm; Phần B (tiếp thị) 25 điểm; Phần C 40 điểm"],
    ),
    Gives(
        "N113",
        "error",
        headed(SCORED.format("31,5 điểm", "18,0 điểm", "67,5")),
        ["tổng điểm là 67,5 điểm", "phần A là 31,5 điểm, phần B là 18,0 điểm, phần C là 27,0 điểm"],
    ),
    Gives(
        "V113",
        "warning",
        headed(LISTED.format(35, 25, 40), "10/4/2024"),
        ["Phần A - Sản phẩm: 35 điểm; b) Phần B: 25 điểm; c) Phần C: 40 điểm"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "N113": {
        "right": headed(PARTS.format(40, 25, 35)),
        "right for a product": headed(SCORED.format("31,5 điểm", "18,0 điểm", "76,5")),
        "no total": headed("Phần A 40 điểm; Phần B 25 điểm; Phần C 40 điểm."),
    },
    "V113": {
        "right": headed(LISTED.format(40, 25, 35), "10/4/2024"),
        "right before": headed(LISTED.format(35, 25, 40), "10/4/2021"),
        "of another year": headed("Năm 2021: " + PARTS.format(35, 25, 40), "10/4/2024"),
        "of a product": headed(SCORED.format("31,5 điểm", "41,5 điểm", "100"), "10/4/2024"),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
