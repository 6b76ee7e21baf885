"""Headings are numbered under the heading they stand in."""

from __future__ import annotations

import pytest
from test_checks import found

from extractor.model import Document, Facts, Finding, Head
from extractor.outline import outline
from extractor.rulebook import Rulebook

TITLES = {
    "4": "Kết quả thực hiện các nội dung",
    "5": "Nhiệm vụ trọng tâm năm tới",
    "1": "Công tác tuyên truyền",
    "2": "Công tác tập huấn",
    "3": "Xúc tiến thương mại",
}


def check(labels: list[str], rulebook: Rulebook) -> list[Finding]:
    """The findings on a document with headings of these numbers."""
    body = (f"{label}. {TITLES[label.rpartition('.')[2]]}\n\nĐã hoàn thành theo kế hoạch.\n" for label in labels)
    document = Document(id="0" * 64, path="report.txt", format="text", text="\n".join(body), copy_kind="original")
    sections = outline(document, rulebook).sections
    return found("S101", Facts(document=document, head=Head(), sections=sections), rulebook)


def test_a_list_that_goes_on_under_another_number(rulebook: Rulebook) -> None:
    (finding,) = check(["4", "4.1", "5.2", "5.3"], rulebook)
    assert finding.expected == "4.2, 4.3"
    assert [side.quote for side in finding.evidence] == ["5.2. Công tác tập huấn", "5.3. Xúc tiến thương mại"]


@pytest.mark.parametrize(
    "labels",
    [["4", "4.1", "4.2", "5", "5.1"], ["4", "4.1", "5.1", "5.2"], ["4", "5.2", "5.3"], ["4", "4.1", "4.2", "4.2"]],
    ids=["in order", "a lost heading", "none of its own", "a number twice"],
)
def test_silent(labels: list[str], rulebook: Rulebook) -> None:
    assert not check(labels, rulebook)
