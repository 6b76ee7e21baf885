"""Documents at hand are cited with their own dates; two laws of one name and year are two."""

from __future__ import annotations

from check_texts import between, findings, headed

from extractor.rulebook import Rulebook

DECISION = headed(
    "Điều 1. Công nhận sản phẩm.",
    "20/5/2022",
    number="245/QĐ-UBND",
    kind="QUYẾT ĐỊNH",
    title="Về việc công nhận sản phẩm",
)


def citing(day: str, place: str = "Yên Bái") -> str:
    return headed(f"Thực hiện Quyết định số 245/QĐ-UBND ngày {day} của Ủy ban nhân dân tỉnh {place} về công nhận.")


def test_a_document_at_hand_is_cited_with_another_date(rulebook: Rulebook) -> None:
    (found,) = between("C208", [DECISION, citing("25/5/2022")], rulebook)
    assert (found.severity, found.expected, found.found) == ("error", "2022-05-20", "2022-05-25")
    assert {side.document for side in found.evidence} == {"a.txt", "b.txt"}


def test_its_own_date_another_place_and_another_year_are_left_alone(rulebook: Rulebook) -> None:
    assert not between("C208", [DECISION, citing("20/5/2022")], rulebook)
    assert not between("C208", [DECISION, citing("25/5/2022", "Lào Cai")], rulebook)
    assert not between("C208", [DECISION, citing("25/5/2021")], rulebook)


def test_two_laws_of_one_name_and_year_are_two(rulebook: Rulebook) -> None:
    both = (
        "Căn cứ Luật Tổ chức chính quyền địa phương số 65/2025/QH15 ngày 19/02/2025;\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025."
    )
    assert not findings("C201", headed(both, "15/9/2025"), rulebook)
    (found,) = findings("C301", headed(both, "15/9/2025"), rulebook)
    assert found.found == "65/2025/QH15"
    assert found.expected == "72/2025/QH15"


def test_the_successor_is_the_one_in_force(rulebook: Rulebook) -> None:
    cited = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015."
    assert [one.expected for one in findings("C301", headed(cited, "15/9/2025"), rulebook)] == ["72/2025/QH15"]
    assert [one.expected for one in findings("C301", headed(cited, "15/4/2025"), rulebook)] == ["65/2025/QH15"]
