"""What holds for all checks: pages, severity by the kind of copy, the way of mending, a user's own table of acts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from check_texts import told
from test_checks import GIVES, PLAN, SILENT, cite, facts

from extractor.checks import CHECKS, check_corpus, check_document, page
from extractor.checks.registry import RegistryError, with_registry
from extractor.model import Facts, Head
from extractor.rulebook import Rulebook
from extractor.shipped import folder

PARTS = ("Yêu cầu", "Lý do", "Ví dụ cần rà soát", "Ví dụ đạt", "Hướng xử lý")
BLAME = re.compile(r"\b(?:sai|lỗi|nhầm|cẩu thả)\b", re.IGNORECASE)


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert {file.stem for file in (folder("rules") / "checks").glob("*.md")} == set(CHECKS)


@pytest.mark.parametrize("code", CHECKS)
def test_a_page_says_what_must_hold_why_and_how_to_mend(code: str) -> None:
    text = page(code)
    assert text.startswith(f"# {code}: {CHECKS[code].title}\n")
    sections = dict(re.findall(r"^## (.+)\n\n((?:(?!## ).*\n?)+)", text, re.MULTILINE))
    assert tuple(sections) == PARTS
    assert all(len(body.strip()) > 10 for body in sections.values())
    assert sections["Ví dụ cần rà soát"] != sections["Ví dụ đạt"]


def test_a_page_of_an_unknown_code() -> None:
    with pytest.raises(KeyError, match="C101"):
        page("C999")


@pytest.mark.parametrize("code", CHECKS)
def test_codes_and_families_agree(code: str) -> None:
    assert CHECKS[code].code == code
    assert code.startswith(CHECKS[code].family)


def future(copy_kind: str = "original", head: Head = PLAN) -> Facts:
    quote = "Nghị quyết số 45/2023/QH"
    return facts(f"Căn cứ {quote};", cite(quote, "45/2023/QH", date="2023-06-20"), copy_kind=copy_kind, head=head)


def test_what_copying_can_cause_is_a_warning_there(rulebook: Rulebook) -> None:
    severity = {
        kind: {finding.code: finding.severity for finding in told(future(kind), rulebook)}
        for kind in ("original", "web_copy", "ocr_text", "pdf_text", "scan")
    }
    assert severity["original"] == {"C102": "error", "C203": "error"}
    assert severity["web_copy"] == severity["pdf_text"] == {"C102": "warning", "C203": "error"}
    assert severity["scan"] == severity["ocr_text"] == {"C102": "warning", "C203": "warning"}


def test_a_finding_names_the_kind_of_copy(rulebook: Rulebook) -> None:
    assert all("bản quét" in finding.message for finding in check_document(future("scan"), rulebook))


def test_a_finding_blames_nobody(rulebook: Rulebook) -> None:
    for citation in (one for table in (GIVES, SILENT) for citations in table.values() for one in citations):
        for finding in check_document(facts(f"Căn cứ {citation.quote}.", citation), rulebook):
            assert not BLAME.search(finding.message), finding.message


def test_places_that_say_the_same_are_one_finding(rulebook: Rulebook) -> None:
    one = cite("Nghị quyết số 45/2019/QH", "45/2019/QH", date="2019-06-20")
    (finding,) = told(facts(f"{one.quote}; {one.quote}", one, one), rulebook)
    assert [side.start for side in finding.evidence] == [0, len(one.quote) + 2]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (PLAN, "Đính chính bằng công văn"),
        (replace(PLAN, number=None), "Nếu là dự thảo: sửa trước khi ký"),
        (replace(PLAN, doc_type="Nghị định"), "văn bản quy phạm pháp luật"),
        (replace(PLAN, level="huyện"), "cấp huyện kết thúc hoạt động"),
        (replace(PLAN, province="Hà Giang"), "tỉnh Hà Giang sáp nhập vào tỉnh Tuyên Quang"),
        (replace(PLAN, province="Hà Giang", number=None), "không còn"),
        (replace(PLAN, symbol="CTr/TU"), "theo quy định của Đảng"),
    ],
    ids=["issued", "draft", "normative", "district", "absorbed province", "number not read", "party"],
)
def test_the_remedy_follows_the_kind_of_document(head: Head, words: str, rulebook: Rulebook) -> None:
    quote = "Nghị quyết số 45/2019/QH"
    (finding,) = told(facts(quote, cite(quote, "45/2019/QH", date="2019-06-20"), head=head), rulebook)
    assert finding.remedy
    assert words in finding.remedy


def test_that_an_office_is_no_more_is_said_once_at_the_gravest_finding(rulebook: Rulebook) -> None:
    mild = cite("Bộ Luật Dân sự", "Luật Dân sự", kind="Luật")
    quotes = [f"Nghị quyết số {number}/2019/QH" for number in (45, 46, 47)]
    grave = [cite(quote, quote.split()[-1], date="2019-06-20") for quote in quotes]
    text = "; ".join([mild.quote, *quotes])
    found = told(facts(text, mild, *grave, head=replace(PLAN, level="huyện")), rulebook)
    assert len(found) > 2
    (once,) = [finding for finding in found if "không còn" in (finding.remedy or "")]
    assert once == min(found, key=lambda one: (["error", "warning", "note"].index(one.severity), one.evidence[0].start))
    assert all(finding.remedy for finding in found)


def test_findings_stand_in_the_order_of_the_text(rulebook: Rulebook) -> None:
    late = cite("Luật Dân sự", "Luật Dân sự", kind="Luật")
    early = cite("Nghị quyết số 45/2019/QH", "45/2019/QH", date="2019-06-20")
    assert [one.code for one in told(facts(f"{early.quote}; {late.quote}", early, late), rulebook)] == [
        "C102",
        "C402",
    ]


def test_nothing_to_check(rulebook: Rulebook) -> None:
    assert told(facts("Kế hoạch"), rulebook) == ()
    assert check_corpus([], rulebook) == ()


def table(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "acts.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_users_table_joins_the_authorities(tmp_path: Path, rulebook: Rulebook) -> None:
    own = table(tmp_path, "key,issuer,date,title,replaced_by\n77/QĐ-UBND,UBND tỉnh Lào Cai,05/3/2021,Kế hoạch,\n")
    merged = with_registry(rulebook, own)
    (row,) = [row for row in merged.table("authorities") if row["key"] == "77/QĐ-UBND"]
    assert (row["date"], row["certainty"], row["source"]) == ("2021-03-05", "C", "bảng văn bản của người dùng")
    assert len(merged.table("authorities")) == len(rulebook.table("authorities")) + 1
    assert merged.version != rulebook.version


def test_a_users_row_takes_the_place_of_a_shipped_one(tmp_path: Path, rulebook: Rulebook) -> None:
    own = table(tmp_path, "key,date,certainty\n148/QĐ-TTg,2023-02-25,A\n")
    rows = [row for row in with_registry(rulebook, own).table("authorities") if row["key"] == "148/QĐ-TTg"]
    assert sorted(row["date"] for row in rows) == ["2023-02-25", "2025-01-16"], "the act of 2025 is another one"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("number,date\n1,2021\n", "must name the column key"),
        ("key,date\n77/QĐ-UBND,mồng 5\n", "line 2: 'mồng 5' is no date"),
        ("key,date,certainty\n77/QĐ-UBND,2021,Z\n", "certainty must be one of"),
        ("key,date\n,2021\n", "the key is empty"),
        ("key,titel\n77/QĐ-UBND,Kế hoạch\n", "no column 'titel' is known; use key, kind, "),
        ("key,date,title\n77/QĐ-UBND,2021\n", "line 2: the row has fewer cells"),
        ("key,title\n77/QĐ-UBND,Kế hoạch, giai đoạn\n", "line 2: the row has more cells"),
    ],
)
def test_a_users_table_that_cannot_be_used(text: str, message: str, tmp_path: Path, rulebook: Rulebook) -> None:
    with pytest.raises(RegistryError, match=message):
        with_registry(rulebook, table(tmp_path, text))


def test_the_tables_are_well_formed(rulebook: Rulebook) -> None:
    """Certainty is one letter, dates are ISO or empty, and every symbol rule matches its own example."""
    for name in ("authorities", "issuers", "symbol_rules", "symbol_gaps", "doc_types"):
        assert {row["certainty"] for row in rulebook.table(name)} <= set("ABCD"), name
    for row in rulebook.table("authorities"):
        for column in ("date", "effective_from", "effective_to", "period_end", "checked_on"):
            assert re.fullmatch(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?)?", row[column]), row
    for name in ("symbol_rules", "symbol_gaps"):
        for row in rulebook.table(name):
            assert rulebook.compile(row["pattern"]).fullmatch(row["example"]), row
    codes = {row["code"] for row in rulebook.table("issuers")}
    named = {row["issuer_codes"] for row in rulebook.table("symbol_rules")} - {"{code}"}
    assert named <= codes
