"""What a build tells while it is at work and when it is done: how far it is, what was slow, which findings are new."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from extractor.build import Summary, build
from extractor.cli import program
from extractor.gauge import Gauge
from extractor.report.built import build_text
from extractor.since import New, new_findings, places
from extractor.steps import STAGES, Account, Step, told
from extractor.terminal import Exit, run
from extractor.wording import wording

PLAN = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
Số: {number}/KH-UBND
Bến Tre, ngày 4 tháng 3 năm 2022

KẾ HOẠCH
Phát triển sản phẩm năm 2022

Căn cứ Quyết định số 919/QĐ-TTg ngày {day}/8/2022 của Thủ tướng Chính phủ;
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> list[str]:
    """What stood on the line one after the other, as a person saw it."""
    return [line.strip() for line in re.split(r"[\r\n]", stream.getvalue()) if line.strip()]


def drive(stream: io.StringIO, lang: str = "en", columns: int = 120) -> list[str]:
    """Ten documents in as many minutes, the first two known, the fourth failed; then the other stages."""
    seconds = iter(range(0, 100_000, 60))
    gauge = Gauge(wording(lang), stream, clock=lambda: next(seconds), columns=columns)
    for done in range(1, 11):
        gauge(Step("reading", done, 10, f"{done}.pdf", known=done < 3, failed=done == 4, pages=3))
    gauge(Step("resolving"))
    for done in range(11):
        gauge(Step("writing", done, 10))
    gauge.close()
    return shown(stream)


def test_a_terminal_sees_how_far_each_stage_is() -> None:
    lines = drive(Terminal())
    half = next(line for line in lines if line.startswith("Reading: 5 of 10"))
    assert "15 pages" in half
    assert "1.0 a minute" in half
    assert "5:00 left" in half
    assert "failed: 1" in half
    assert not any("failed" in line for line in lines if line.startswith("Reading: 3 of 10"))
    assert any(line.startswith("Tying together") for line in lines)
    assert any(line.startswith("Writing: 7 of 10 documents") and "3:00 left" in line for line in lines)


def test_it_is_told_in_vietnamese_too() -> None:
    lines = drive(Terminal(), "vi")
    assert any(line.startswith("Đang đọc: 5/10 văn bản, 15 trang") and "còn 5:00" in line for line in lines)
    assert any(line.startswith("Đang ghi: ") for line in lines)


def test_no_line_is_longer_than_the_terminal() -> None:
    assert max(map(len, drive(Terminal(), columns=40))) < 40


def test_steps_in_quick_succession_are_not_all_drawn() -> None:
    stream = Terminal()
    gauge = Gauge(wording("en"), stream, clock=lambda: 0.0)
    for done in range(1, 1001):
        gauge(Step("reading", done, 1000))
    assert len(shown(stream)) <= 2
    assert "1,000 of 1,000" in shown(stream)[-1], "the last is"


def test_nothing_is_told_where_nobody_looks() -> None:
    stream = io.StringIO()
    assert drive(stream) == []


def test_items_are_told_as_they_are_done() -> None:
    steps: list[Step] = []
    assert list(told("ab", "writing", 2, steps.append)) == ["a", "b"]
    assert [(step.stage, step.done, step.total) for step in steps] == [("writing", n, 2) for n in range(3)]
    assert list(told("ab", "writing", 2, None)) == ["a", "b"]


def test_an_account_keeps_the_slowest() -> None:
    account = Account()
    for number, seconds in enumerate((5.0, 1.0, 9.0, 7.0, 2.0, 8.0, 0.0), start=1):
        account(Step("reading", number, 7, f"{number}.txt", known=not seconds, failed=number == 2, seconds=seconds))
    account(Step("writing", 1, 7))
    assert account.slowest == [(9.0, "3.txt"), (8.0, "6.txt"), (7.0, "4.txt"), (5.0, "1.txt"), (2.0, "5.txt")]


def write(home: Path, days: dict[str, int]) -> Path:
    for name, day in days.items():
        (home / name).write_text(PLAN.format(number=len(name), day=day), encoding="utf-8")
    return home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "in"
    home.mkdir()
    return write(home, {"a.txt": 1, "bb.txt": 1})


def test_all_stages_are_told(home: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    build(home, tmp_path / "ocop.db", workers=1, progress=steps.append)
    assert list(dict.fromkeys(step.stage for step in steps)) == list(STAGES)
    assert (steps[-1].done, steps[-1].total) == (2, 2)


def test_findings_are_new_when_their_words_in_their_document_were_in_none_before(home: Path, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    assert places(database) is None, "there is none yet"
    build(home, database, workers=1)
    before = places(database)
    assert before is not None
    assert new_findings(database, before) == New({}, ())
    write(home, {"ccc.txt": 2})
    build(home, database, workers=1)
    new = new_findings(database, before)
    assert sum(new.counts.values()) == len(new.first) > 0
    assert all(document == "ccc" for _, _, document, _ in new.first)
    assert any("919/QĐ-TTg" in quote for *_, quote in new.first)


def test_a_database_of_another_kind_has_no_findings(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database")
    assert places(tmp_path / "a.db") is None


def test_the_end_of_a_build_tells_what_was_slow_known_and_new(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(lang: str) -> str:
        command = ["build", str(home), "-o", str(tmp_path / "ocop.db"), "--cache", str(tmp_path / "c"), "--lang", lang]
        run(program, command)
        return capsys.readouterr().out

    first = said("en")
    assert re.search(r"^Slowest: .*\.txt \d+\.\d s", first, re.MULTILINE)
    assert "ew findings" not in first, "there was no database before"
    write(home, {"ccc.txt": 2})
    second = said("en")
    assert "2 of 3 documents had been read before" in second
    assert re.search(r"^Slowest: ccc\.txt \d+\.\d s$", second, re.MULTILINE)
    assert re.search(r"^New findings since the last build: .*\d", second, re.MULTILINE)
    assert re.search(r"^  \w+ C\d+ ccc “.*919/QĐ-TTg", second, re.MULTILINE)
    assert "Không có gì mới" in said("vi")
    (home / "ccc.txt").unlink()
    last = said("vi")
    assert "Không có phát hiện mới so với lần tạo trước" in last
    assert "Lâu nhất" not in last


def test_failures_are_counted_at_the_end(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "x.pdf").write_bytes(b"%PDF-1.4 nothing more")
    assert run(program, ["build", str(home), "-o", str(tmp_path / "o.db"), "--no-cache", "--lang", "en"]) == Exit.PARTLY
    assert "Failed: 1" in capsys.readouterr().out


def test_many_new_findings_are_not_all_listed() -> None:
    from extractor.build import Summary

    new = New({"error": 3, "note": 9}, (("error", "C201", "a", "x" * 300),) * 3)
    text = build_text(Summary(2, (), {"documents": 2}, 1.0), Path("o.db"), wording("en"), Account(), new)
    assert "error: 3, note: 9" in text
    assert max(map(len, text.splitlines())) < 160


@pytest.mark.parametrize("more", [0, 2])
def test_that_there_are_more_new_findings_than_are_named_is_told(more: int) -> None:
    first = tuple(("note", "C202", "a", f"Quyết định {number}") for number in range(5))
    said = build_text(Summary(1, (), {}, 1.0), Path("a.db"), wording("en"), None, New({"note": 5 + more}, first))
    assert said.endswith("  …") == bool(more)
