"""Documents at hand are cited with their own dates; two laws of one name and year are two."""

from __future__ import annotations

from check_texts import between, findings, headed, reports

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
    (_, found) = between("C208", [DECISION, citing("25/5/2022")], rulebook)
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


def test_what_the_act_itself_says_is_told_once_and_names_who_is_to_mend(rulebook: Rulebook) -> None:
    texts = [DECISION, citing("25/5/2022"), citing("20/5/2022").replace("61/KH", "62/KH")]
    assert not between("C202", texts, rulebook), "C208 says it with the original"
    (found, _) = between("C208", texts[:2], rulebook)
    assert found.message.startswith(
        "Văn bản b.txt ghi Quyết định 245/QĐ-UBND ngày 25/5/2022; chính văn bản đó (a.txt) ghi"
    )
    assert (found.remedy or "").startswith("Ghi ngày 20/5/2022 trong b.txt sau khi đối chiếu bản gốc.")
    assert between("C202", texts[1:], rulebook), "without the original nobody knows who is right"


def test_the_act_itself_is_not_accused(rulebook: Rulebook) -> None:
    told = reports({"a.txt": DECISION, "b.txt": citing("25/5/2022")}, rulebook, "C208")
    assert [[one.severity for one in report.findings] for report in told] == [["note"], ["error"]]


def test_a_namesake_of_another_place_does_not_hide_the_act(rulebook: Rulebook) -> None:
    namesake = DECISION.replace("YÊN BÁI", "LÀO CAI").replace("Yên Bái", "Lào Cai")
    for texts in ([DECISION, namesake, citing("25/5/2022")], [namesake, DECISION, citing("25/5/2022")]):
        assert between("C208", texts, rulebook)


def test_how_to_mend_is_said_where_it_holds_for_all(rulebook: Rulebook) -> None:
    other = citing("25/5/2022").replace("ỦY BAN NHÂN DÂN\nTỈNH YÊN BÁI", "ỦY BAN NHÂN DÂN\nHUYỆN VĂN YÊN", 1)
    both = [citing("20/5/2022"), citing("25/5/2022")]
    (mixed,) = between("C202", [citing("20/5/2022"), other], rulebook)
    assert "không còn" not in (mixed.remedy or "")
    (alike,) = between("C202", both, rulebook)
    assert len(alike.remedy or "") > len(mixed.remedy or "")
