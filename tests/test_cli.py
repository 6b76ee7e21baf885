"""The command: its forms, its exit codes, and what it says where."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import sqlite3
import string
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import click
import docx
import pytest

from extractor import apart, building, report, terminal
from extractor.cli import program
from extractor.model import Cell, Document, Evidence, Facts, Finding, Head, Page, Table
from extractor.report.layout import laid_out
from extractor.review import Report
from extractor.rulebook import load
from extractor.terminal import run
from extractor.wording import language, wording

ROOT = Path(__file__).parent.parent
GOOD = """\
ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM
Số: 12/KH-UBND
Bình Lâm, ngày 05 tháng 6 năm 2024
KẾ HOẠCH
Phát triển sản phẩm OCOP năm 2024
Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ phê duyệt Chương trình mỗi xã một sản phẩm;
"""
BAD = GOOD + "Thực hiện Quyết định số 1234/QĐ-TTg ngày 02/3/2021 của Bộ Nông nghiệp và Phát triển nông thôn.\n"

Ocop = Callable[..., int]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.txt"
    path.write_text(BAD, encoding="utf-8")
    return str(path)


@pytest.fixture
def missing(tmp_path: Path) -> str:
    return str(tmp_path / "missing.txt")


def ocop(*arguments: str) -> int:
    return run(program, arguments)


# --- extract


def test_extract_prints_one_object(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good) == 0
    printed = capsys.readouterr()
    facts = json.loads(printed.out)
    assert facts["document"]["number"] == "12"
    assert [citation["key"] for citation in facts["citations"]] == ["919/QĐ-TTg"]
    assert "text" not in facts
    assert printed.err == ""


def test_extract_of_several_files_is_json_lines(good: str, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good, bad, "--text") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["document"]["path"], second["document"]["path"]) == (good, bad)
    assert second["text"] == BAD


def test_extract_runs_the_checks_of_the_document_itself(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("extract", bad, "--only", "findings")
    facts = json.loads(capsys.readouterr().out)
    assert "C101" in {finding["code"] for finding in facts["findings"]}
    assert "citations" not in facts


def test_extract_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert ocop("extract", "-") == 0
    assert json.loads(capsys.readouterr().out)["document"]["path"] == "-"


def test_extract_as_a_table_wraps_but_cuts_nothing(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good, "--format", "table", "--only", "citations") == 0
    out = capsys.readouterr().out
    assert "References (1)" in out
    assert re.search(r"919/QĐ-TTg +2022-08-01 +basis +Thủ tướng Chính phủ", out)
    assert max(map(len, out.splitlines()[1:])) <= 100


def test_extract_as_csv_opens_in_a_spreadsheet(good: str, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good, bad, "--format", "csv", "--only", "citations") == 0
    out = capsys.readouterr().out
    assert out.startswith("\ufeff")
    header, *rows = out.removeprefix("\ufeff").splitlines()
    assert header.startswith("document,kind,number,year,symbol,key,")
    assert [row.split(",")[5] for row in rows] == ["919/QĐ-TTg", "919/QĐ-TTg", "1234/QĐ-TTg"]


@pytest.fixture
def tabled(tmp_path: Path) -> str:
    page = docx.Document()
    for line in GOOD.splitlines():
        page.add_paragraph(line)
    page.add_paragraph("Bảng 1. Phân bổ kinh phí")
    page.add_paragraph("Đơn vị tính: triệu đồng")
    cells = [
        ["TT", "Nội dung", "Kinh phí", "Kinh phí", "Ghi chú"],
        ["TT", "Nội dung", "Năm 2024", "Năm 2025", "Ghi chú"],
        ["I", "Hỗ trợ chủ thể tham gia Chương trình", "", "", ""],
        ["1", "Tập huấn " * 9, "1.250", "-", "=1+1"],
        ["2", "Hội chợ", "800", "90", ""],
    ]
    table = page.add_table(5, 5)
    for row, line in enumerate(cells):
        for column, words in enumerate(line):
            table.cell(row, column).text = words
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column)).text = cells[0][column]
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Kinh phí"
    page.add_paragraph("Ghi chú: Chưa gồm vốn đối ứng.")
    path = tmp_path / "tabled.docx"
    page.save(str(path))
    return str(path)


def test_tables_are_printed_as_people_read_them(
    tabled: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert ocop("extract", tabled, "--only", "tables", "--format", "table", "--lang", "vi") == 0
    printed = capsys.readouterr().out.partition("Bảng 1: ")[2].splitlines()
    assert printed[:3] == ["Bảng 1. Phân bổ kinh phí", "đơn vị tính: triệu đồng", ""]
    assert all(len(line) <= 80 for line in printed)
    head, below, rule, *body = printed[3:]
    assert head.split() == "TT Nội dung Kinh phí Ghi chú".split()
    assert below.split() == "Năm 2024 Năm 2025".split()
    assert [len(part) for part in rule.split()][:1] == [2]
    figure = next(line for line in body if "1.250" in line)
    assert figure.index("1.250") + 5 == below.index("Năm 2024") + 8, "figures stand to the right"
    assert body[-1] == "Ghi chú: Chưa gồm vốn đối ứng."


def test_the_csv_of_tables_has_a_row_for_each_cell(tabled: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", tabled, "--only", "tables", "--format", "csv") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(printed[1:])))
    assert len(rows) == 3 * 5
    found = next(row for row in rows if row["text"] == "800")
    assert (found["table"], found["row"], found["column"], found["heading"]) == ("1", "3", "3", "Kinh phí Năm 2024")
    assert (found["document"], found["meaning"], found["unit"]) == (tabled, "money", "triệu đồng")
    assert {"-", "'=1+1"} <= {row["text"] for row in rows}


def test_a_table_that_could_not_be_read_says_why() -> None:
    failed = Table(0, 1, (), page=3, failed="its rows do not fit its head", certainty=0.0)
    facts = Facts(Document("0", "a.txt", "text", "a", tables=(failed,)), Head())
    printed = click.unstyle(report.facts_table(facts, ("tables",), 80, wording("vi")))
    assert printed.endswith("Bảng 1, trang 3\n  không đọc được: các dòng không khớp với đầu bảng")
    assert report.facts_csv([facts], "tables").splitlines()[1] == "a.txt,1,3,,,,,,,,,its rows do not fit its head"


@pytest.mark.parametrize("width", [26, 60, 100])
def test_a_table_fits_the_terminal_where_that_can_be(width: int) -> None:
    words = "Nâng cấp nghiêng " * 6
    cells = tuple(Cell(words, index * 200, index * 200 + 100) for index in range(3))
    lines = list(laid_out(Table(0, 1, (cells, (*cells[:1] * 2, Cell("x", 900, 901)))), width))
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).count("x") == 1


def test_csv_of_all_kinds_is_refused(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good, "--format", "csv") == 2
    assert "--only" in capsys.readouterr().err


def test_extract_unresolved(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", good, "--unresolved") == 0
    assert json.loads(capsys.readouterr().out).keys() == {"schema", "document", "unresolved"}


# --- exit codes


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n")


def test_nothing_could_be_read(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", missing) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert one_line(printed.err)
    assert missing in printed.err


def test_what_nobody_read_has_no_lack_of_findings(missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("check", missing) == 2
    assert one_line(capsys.readouterr().err)


def test_some_documents_failed(good: str, missing: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", missing, good) == 3
    printed = capsys.readouterr()
    assert json.loads(printed.out)["document"]["path"] == good
    assert missing in printed.err


def test_findings_and_no_findings(good: str, bad: str) -> None:
    assert ocop("check", good) == 0
    assert ocop("check", bad) == 1
    assert ocop("check", bad, "--ignore", "C") == 0


def test_failed_documents_go_before_findings(bad: str, missing: str) -> None:
    assert ocop("check", bad, missing) == 3


def test_our_own_failure_in_one_document_leaves_the_others(
    good: str, bad: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(name: str) -> object:
        if name == bad:
            raise RuntimeError("a\nbug")
        return read(name)

    read = apart.read
    monkeypatch.setattr(apart, "read", broken)
    assert ocop("extract", bad, good) == 3
    assert "RuntimeError: a bug" in capsys.readouterr().err


def test_interrupted(good: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(apart, "in_processes", interrupt)
    assert ocop("extract", good) == 130


@pytest.mark.parametrize(
    ("old", "asked", "told"),
    [
        (True, (), "Interrupted. The old database stays; what was read is kept."),
        (True, ("--no-cache",), "Interrupted. The old database stays."),
        (False, (), "Interrupted. No database was written; what was read is kept."),
        (True, ("--lang", "vi"), "Đã dừng. Cơ sở dữ liệu cũ vẫn còn; phần đã đọc được giữ lại."),
    ],
)
def test_an_interrupted_build_says_what_there_is(
    old: bool,
    asked: tuple[str, ...],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupt(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "_built", interrupt)
    database = tmp_path / "ocop.db"
    if old:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("CREATE TABLE made (word)")
    assert ocop("build", str(tmp_path), "-o", str(database), "--cache", str(tmp_path / "cache"), *asked) == 130
    assert capsys.readouterr().err.strip() == told


@pytest.mark.parametrize(
    "arguments",
    [("frob",), ("extract",), ("check", "x.txt", "--severity", "grave"), ("explain", "Z9"), ("serve", "absent.db")],
    ids=" ".join,
)
def test_wrong_usage_is_told_in_one_line(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop(*arguments) == 2
    printed = capsys.readouterr()
    assert one_line(printed.err)
    assert printed.out == ""


def test_the_bare_command_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop() == 2
    printed = capsys.readouterr()
    assert re.search(r"^ +ocop check draft\.docx$", printed.err, re.MULTILINE)
    assert "Error" not in printed.err
    assert printed.out == ""


def test_an_empty_file_name_is_told_as_such(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("extract", "") == 2
    assert "is empty" in capsys.readouterr().err
    assert ocop("extract", "", good) == 3


def test_a_reader_that_leaves_is_no_error() -> None:
    source = next((ROOT / "corpus" / "sources").glob("thai-binh*.txt"))
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "extract", str(source), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- check


def test_check_prints_like_a_linter(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", bad)
    printed = capsys.readouterr()
    assert f"{bad}:7: C101 error:" in printed.out
    assert "    found: Bộ Nông nghiệp và Phát triển nông thôn" in printed.out
    assert "Documents: 1," in printed.err
    assert "error: 1" in printed.err


def test_a_word_document_has_headings_and_no_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, file = str(tmp_path / "draft.docx"), docx.Document()
    for line in BAD.splitlines():
        if line.startswith("Thực hiện"):
            file.add_paragraph("I. MỤC TIÊU")
        file.add_paragraph(line)
    file.save(path)
    assert ocop("check", path) == 1
    out = capsys.readouterr().out
    assert f"{path}, “I. MỤC TIÊU”: C101 error:" in out
    assert re.search(r"^ +\| .*Quyết định số 1234.*\n +\| +\^~+$", out, re.MULTILINE)
    assert f"{path}:" not in out


def test_findings_of_a_document_with_pages_name_the_page_and_break_no_line() -> None:
    text = "một\nhai\fba\nbốn"
    document = Document("0" * 64, "a.pdf", "pdf", text, (Page(1, 0, 7), Page(2, 8, 14)))
    sides = (Evidence("a.pdf", 8, 14, text[8:14]), Evidence("b.pdf", 3, 4, "x", page=5), Evidence("c.pdf", 3, 4, "y"))
    finding = Finding("C101", "error", "ba\nbốn", sides, found="ba\nbốn", remedy="ghi\nlại")
    printed = report.findings_text(Report(Facts(document, Head()), (finding,)), wording("en"), 80)
    assert click.unstyle(printed).splitlines() == [
        "a.pdf, page 2: C101 error: ba bốn",
        "page 2 | ba",
        "       | ^~",
        "      --> b.pdf, page 5: “x”",
        "      --> c.pdf: “y”",
        "    found: ba bốn",
        "    remedy: ghi lại",
    ]


def test_check_as_json_has_document_and_findings(good: str, bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", good, bad, "--format", "json")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["document"]["path"] == good
    assert first["findings"] == []
    assert second["findings"][0]["evidence"][0]["document"] == bad


def test_a_finding_between_documents_is_listed_under_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for day in ("02/3/2021", "03/3/2021"):
        path = tmp_path / f"{day[:2]}.txt"
        text = f"Thực hiện Quyết định số 4321/QĐ-TTg ngày {day} của Thủ tướng Chính phủ phê duyệt Đề án nông thôn.\n"
        path.write_text(GOOD + text, encoding="utf-8")
        paths.append(str(path))
    ocop("check", *paths, "--select", "C2", "--format", "json", "--severity", "note")
    reports = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    codes = [{finding["code"] for finding in report["findings"]} for report in reports]
    assert codes[0] == codes[1] != set()
    sides = {side["document"] for report in reports for finding in report["findings"] for side in finding["evidence"]}
    assert sides == set(paths)


def test_check_chooses_by_code_and_severity(bad: str) -> None:
    assert ocop("check", bad, "--select", "C1") == 1
    assert ocop("check", bad, "--select", "N,C2") == 0
    assert ocop("check", bad, "--select", "C1", "--ignore", "c101") == 0
    assert ocop("check", bad, "--select", "C101", "--severity", "error") == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_with_which_no_check_begins_is_refused(
    option: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ocop("check", bad, option, "C1,C209") == 2
    printed = capsys.readouterr()
    assert one_line(printed.err)
    assert "C209" in printed.err
    assert "C201" in printed.err
    assert printed.out == ""
    assert ocop("check", bad, option, "XX") == 2
    assert "C, N" in capsys.readouterr().err


def test_check_knows_the_acts_of_a_table_of_the_users_own(
    good: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "acts.csv"
    table.write_text("key,kind,date,certainty\n919/QĐ-TTg,Quyết định,2022-08-09,A\n", encoding="utf-8")
    assert ocop("check", good, "--registry", str(table)) == 1
    assert "09/8/2022" in capsys.readouterr().out
    table.write_text("number\n1\n", encoding="utf-8")
    assert ocop("check", good, "--registry", str(table)) == 2
    assert one_line(capsys.readouterr().err)


def test_check_as_html_escapes_what_documents_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "<img src=x>.txt"
    path.write_text(BAD, encoding="utf-8")
    ocop("check", str(path), "--format", "html")
    page = capsys.readouterr().out
    assert "<img" not in page
    assert "C101" in page
    assert '<html lang="en">' in page


def test_check_as_sarif(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", bad, "--format", "sarif")
    (sarif_run,) = json.loads(capsys.readouterr().out)["runs"]
    result = next(result for result in sarif_run["results"] if result["ruleId"] == "C101")
    region = result["locations"][0]["physicalLocation"]["region"]
    assert BAD[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
    assert {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]} == {r["ruleId"] for r in sarif_run["results"]}


def test_a_draft_takes_date_and_issuer_from_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("KẾ HOẠCH\nPhát triển sản phẩm năm 2024\n", encoding="utf-8")
    ocop("check", str(path), "--date", "2024-06-05", "--issuer", "Ủy ban nhân dân tỉnh Bình Lâm", "--format", "json")
    document = json.loads(capsys.readouterr().out)["document"]
    assert (document["date"], document["issuer"]) == ("2024-06-05", "Ủy ban nhân dân tỉnh Bình Lâm")
    ocop("check", str(path))
    assert "checked as of" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "date", "issuer"),
    [
        (
            "en",
            "No whole date in the head, checked as of 05/3/2026",
            "No issuer in the head, checked as one of Ủy ban A",
        ),
        (
            "vi",
            "chưa ghi đủ ngày, tháng, năm; kiểm tra theo ngày 05/3/2026",
            "chưa ghi cơ quan ban hành, kiểm tra như văn bản của Ủy ban A",
        ),
    ],
)
def test_what_stands_in_for_an_empty_head_is_told(
    lang: str, date: str, issuer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("Hỗ trợ 10 sản phẩm.\n", encoding="utf-8")
    given = ("check", str(path), "--date", "2026-03-05", "--issuer", "Ủy ban A", "--lang", lang)
    ocop(*given)
    err = capsys.readouterr().err
    assert f"{date}: {path}" in err
    assert f"{issuer}: {path}" in err
    ocop(*given, "--format", "html")
    out = capsys.readouterr().out
    assert f"{date}</p>" in out
    assert f"{issuer}</p>" in out
    ocop(*given, "--format", "json")
    assert json.loads(capsys.readouterr().out)["assumed"] == {"date": "2026-03-05", "issuer": "Ủy ban A"}
    ocop(*given, "--format", "sarif")
    (artifact,) = json.loads(capsys.readouterr().out)["runs"][0]["artifacts"]
    assert artifact["properties"] == {"assumedDate": "2026-03-05", "assumedIssuer": "Ủy ban A"}


def test_an_open_day_is_taken_from_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(GOOD.replace("ngày 05 tháng 6 năm 2024", "ngày     tháng     năm 2024"), encoding="utf-8")
    ocop("check", str(path), "--date", "2024-03-05", "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["document"]["date"], told["assumed"]["date"]) == ("2024-03-05", "2024-03-05")
    ocop("check", str(path), "--format", "json")
    told = json.loads(capsys.readouterr().out)
    assert (told["document"]["date"], told.get("assumed", {}).get("date")) == ("2024", None)


def test_a_date_that_the_draft_bears_itself_is_not_replaced(good: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", good, "--date", "2026-03-05", "--format", "json")
    printed = capsys.readouterr()
    assert "date" not in json.loads(printed.out).get("assumed", {})
    assert "checked as of" not in printed.err


# --- explain, cite, build, evaluate


def test_explain_lists_checks_and_prints_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("explain") == 0
    assert "C201" in capsys.readouterr().out
    assert ocop("explain", "c201") == 0
    assert capsys.readouterr().out.startswith("# C201")
    assert ocop("explain", "c2") == 0
    listed = capsys.readouterr().out.splitlines()
    assert len(listed) > 1
    assert all(line.startswith("C2") for line in listed)


def test_cite_tells_what_a_reference_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("cite", "Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ") == 0
    out = capsys.readouterr().out
    assert "date: 2022-08-01" in out
    assert "Known" in out
    assert ocop("cite", "Kế hoạch số 98765/KH-UBND của Ủy ban nhân dân tỉnh Bình Lâm") == 0
    assert "Not in the table" in capsys.readouterr().out
    assert ocop("cite", "xin chào") == 2


def test_cite_remarks_on_a_date_other_than_the_known_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("cite", "QĐ 919/QĐ-TTg ngày 11/8/2022") == 0
    assert "2022-08-11 here, 2022-08-01 known" in capsys.readouterr().out
    ocop("cite", "QĐ 919/QĐ-TTg ngày 01/8/2022")
    assert "here" not in capsys.readouterr().out


def test_cite_lists_the_acts_that_a_number_may_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("cite", "Quyết định số 148/QĐ-TTg") == 0
    out = capsys.readouterr().out
    assert "Which one?" in out
    assert "2023-02-24" in out
    assert "2025-01-16" in out
    assert "Not in the table" not in out


@pytest.mark.parametrize(
    ("typed", "dates"),
    [
        ("919 qd ttg", ["2022-08-01"]),
        ("0919 QĐ", ["2022-08-01"]),
        ("quyết định 148 của thủ tướng", ["2023-02-24", "2025-01-16"]),
        ("148 can gio", ["2025-01-16"]),
        ("148 cần giờ", ["2025-01-16"]),
    ],
)
def test_cite_takes_what_people_type(typed: str, dates: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("cite", typed) == 0
    assert re.findall(r": Thủ tướng Chính phủ, (\S+),", capsys.readouterr().out) == dates


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("luat hop tac xa 2023", "Luật Hợp tác xã 2023"),
        ("luật htx 2012", "Luật Hợp tác xã 2012"),
        ("bo luat dan su", "Bộ luật Dân sự"),
        ("432 kh ubnd", "432/KH-UBND"),
        ("12 2020 tt btc", "12/2020/TT-BTC"),
        ("31 nq tw", "31-NQ/TW"),
        ("nghi dinh 98/2018/nd-cp", "98/2018/NĐ-CP"),
    ],
)
def test_cite_reads_what_is_typed_without_marks_and_signs(
    typed: str, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ocop("cite", typed) == 0
    assert capsys.readouterr().out.startswith(key)


@pytest.mark.parametrize("typed", ["", " ", "148", "148 cằn giờ", "148 trà vinh", "quyết định", "%PDF-1.4"])
def test_cite_of_no_reference_is_told_in_one_line(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("cite", typed) == 2
    printed = capsys.readouterr()
    assert one_line(printed.err)
    assert printed.out == ""


def test_build_reports_failures_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text(GOOD, encoding="utf-8")
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    database = tmp_path / "made" / "ocop.db"
    database.parent.mkdir()
    assert ocop("build", str(corpus), "-o", str(database), "--workers", "1") == 3
    printed = capsys.readouterr()
    assert database.is_file()
    assert "broken.pdf" in printed.err
    assert "Documents 1," in printed.out
    (corpus / "broken.pdf").unlink()
    assert ocop("build", str(corpus), "-o", str(database), "--workers", "1") == 0
    assert capsys.readouterr().err == "", "a progress bar, though nobody looks"


def test_a_build_that_can_read_nothing_keeps_the_old_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "ocop.db"
    corpus.mkdir()
    (corpus / "good.txt").write_text(GOOD, encoding="utf-8")
    assert ocop("build", str(corpus), "-o", str(database)) == 0
    before = database.read_bytes()
    (corpus / "good.txt").rename(corpus / "good.pdf")
    (corpus / "good.pdf").write_bytes(b"%PDF-1.7 broken")
    capsys.readouterr()
    assert ocop("build", str(corpus), "-o", str(database)) == 2
    printed = capsys.readouterr()
    assert database.read_bytes() == before
    assert printed.out == ""
    assert "good.pdf" in printed.err
    assert "Nothing could be read" in printed.err


@pytest.mark.parametrize("kind", ["text", "sqlite"])
def test_build_replaces_nothing_but_its_own_databases(
    kind: str, good: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, other = tmp_path / "corpus", tmp_path / "mine"
    corpus.mkdir()
    Path(good).rename(corpus / "good.txt")
    if kind == "text":
        other.write_text("My notes\n", encoding="utf-8")
    else:
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("CREATE TABLE documents (title)")
    before = other.read_bytes()
    assert ocop("build", str(corpus), "-o", str(other)) == 2
    assert other.read_bytes() == before
    assert "no database of ocop" in capsys.readouterr().err
    other.write_bytes(b"")
    assert ocop("build", str(corpus), "-o", str(other)) == 0


def test_what_cannot_be_written_is_told_before_anything_is_read(
    good: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, database = tmp_path / "corpus", tmp_path / "ocop.db"
    corpus.mkdir()
    Path(good).rename(corpus / "good.txt")
    (tmp_path / "file").write_text("")
    below = str(tmp_path / "file" / "new" / "ocop.db")
    assert ocop("build", str(corpus), "-o", below) == 2
    assert f"{below}: nothing can be written there." in capsys.readouterr().err
    assert ocop("build", str(corpus), "-o", str(database)) == 0
    below = str(tmp_path / "file" / "site")
    assert ocop("publish", below, "--db", str(database)) == 2
    assert f"{below}: nothing can be written there." in capsys.readouterr().err


def test_a_database_behind_a_link_is_replaced_where_it_is(good: str, tmp_path: Path) -> None:
    corpus, database, link = tmp_path / "corpus", tmp_path / "at" / "ocop.db", tmp_path / "ocop.db"
    corpus.mkdir()
    Path(good).rename(corpus / "good.txt")
    link.symlink_to(database)
    assert ocop("build", str(corpus), "-o", str(link)) == 0
    assert link.is_symlink()
    assert database.is_file()
    assert not database.is_symlink()


def test_evaluate_saves_and_compares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "sources" / "plan.txt").write_text(GOOD, encoding="utf-8")
    gold = [
        {"type": "document", "number": "12"},
        {"type": "citation", "quote": "Quyết định số 919/QĐ-TTg", "key": "919/QĐ-TTg"},
        {"type": "citation", "quote": "Quyết định số 7/QĐ-X", "key": "7/QĐ-X"},
    ]
    (tmp_path / "gold" / "plan.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
    saved = str(tmp_path / "run.json")
    assert ocop("evaluate", str(tmp_path), "--save", saved, "--errors") == 0
    out = capsys.readouterr().out
    assert re.search(r"citation +2 +1\.000 +0\.500 +0\.667", out)
    assert "plan.txt: citation: missed: Quyết định số 7/QĐ-X" in out
    (tmp_path / "sources" / "plan.txt").write_text(GOOD.replace("919/QĐ-TTg", "920/QĐ-TTg"), encoding="utf-8")
    assert ocop("evaluate", str(tmp_path), "--against", saved) == 0
    out = capsys.readouterr().out
    assert "- plan.txt: citation: missed: Quyết định số 919/QĐ-TTg" in out
    assert ocop("evaluate", str(tmp_path), "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["citation"]["recall"] == 0.0


# --- languages and looks


def commands() -> Iterator[tuple[str, click.Command]]:
    yield from program.commands.items()


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_help_has_examples_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("--lang", "en", name, "--help") == 0
    english = capsys.readouterr().out
    assert ocop(name, "--lang", "vi", "--help") == 0
    vietnamese = capsys.readouterr().out
    assert re.search(rf"Examples?:\n +ocop {name}", english)
    assert re.search(rf"Ví dụ:\n +ocop {name}", vietnamese)
    for option in program.commands[name].params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.name} has no help"
            assert option.help in wording("vi").messages, f"{name} {option.name} has no Vietnamese help"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_help_names_every_column_of_a_table_of_acts(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", "--help", "--lang", language)
    told = set(re.findall(r"\w+", capsys.readouterr().out))
    assert set(load().table("authorities")[0]) - told == set()


def test_help_documents_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    ocop("--help")
    out = capsys.readouterr().out
    assert all(re.search(rf"^ +{int(code)} ", out, re.MULTILINE) for code in terminal.Exit)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert ocop("--version") == 0
    assert re.fullmatch(r"ocop, version \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_messages_are_in_the_language_asked_for(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    ocop("check", bad, "--lang", "vi")
    assert "mâu thuẫn: 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "vi"], {"LANG": "en_US.UTF-8"}, "vi"),
        (["x", "--lang=en"], {"LANG": "vi_VN.UTF-8"}, "en"),
        ([], {"LANG": "vi_VN.UTF-8"}, "vi"),
        ([], {"LC_ALL": "C", "LANG": "vi_VN"}, "en"),
        (["--lang", "fr"], {"LANG": "vi_VN"}, "en"),
    ],
)
def test_the_language_comes_from_the_option_or_the_locale(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert language(arguments, environment) == expected


def said() -> set[str]:
    """Every message that the code says: the first argument of a call of ``say``, and the help of options."""
    found = set()
    for path in (ROOT / "extractor").rglob("*.py"):
        if "site" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                assert isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}: say a literal"
                found.add(str(node.args[0].value))
    return found


def test_every_message_has_its_vietnamese_and_none_is_left_over() -> None:
    messages = tomllib.loads((ROOT / "rules" / "wording.toml").read_text(encoding="utf-8"))["message"]
    options = {
        option.help
        for command in (program, *program.commands.values())
        for option in command.params
        if isinstance(option, click.Option)
    }
    assert said() - messages.keys() == set(), "no Vietnamese in rules/wording.toml"
    assert messages.keys() - said() - options == set(), "said nowhere"
    for english, vietnamese in messages.items():
        names = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, vietnamese)]
        assert names[0] == names[1], english


def test_colours_only_for_people(bad: str) -> None:
    environment = os.environ | {"NO_COLOR": "1"}
    command = [sys.executable, "-c", "from extractor.cli import main; main()", "check", bad]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout + done.stderr


def test_no_color_is_respected_at_a_terminal(
    bad: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda stream=None, color=None: not (color is None or color))
    ocop("check", bad)
    assert "\x1b[" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    ocop("check", bad)
    assert "\x1b[" not in capsys.readouterr().out
