"""Files that are broken or hostile: each is read or named with the reason, and the next one is read."""

from __future__ import annotations

import io
import mmap
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import fuzz
import make_hostile as hostile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from make_pdf import Sheet, make_pdf

from extractor import cited, harvest, review
from extractor import limits as limiting
from extractor.build import build
from extractor.cli import program
from extractor.limits import LimitFault, Limits, TookTooLong, deadline, limited, limits
from extractor.model import Document, Facts
from extractor.pipeline import extract
from extractor.readers import ReadError, read, read_bytes, read_whole, workers
from extractor.review import checked
from extractor.rulebook import Rulebook
from extractor.terminal import run
from extractor.wording import retold, wording

ENGLISH = re.compile(r"\b(?:is|was|it|the|not|than|seconds|changes|pixels)\b")
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and pipes in folders are those of Linux")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are met soon."""
    for name, value in {"SECONDS": 5, "UNPACKED": 4, "MEMORY": 2048}.items():
        monkeypatch.setenv(f"OCOP_MAX_{name}", str(value))


# One file


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "empty"),
        (lambda: make_pdf(Sheet().lines(hostile.WORDS), locked=True), "password"),
        (lambda: hostile.flagged(hostile.word()), "password"),
        (lambda: hostile.word()[:9000], "damaged"),
        (lambda: hostile.word_with("word/document.xml", [b"<w:document"]), "damaged"),
        (lambda: hostile.swollen_word(5), "OCOP_MAX_UNPACKED"),
        (lambda: hostile.swollen_workbook(5), "OCOP_MAX_UNPACKED"),
        (lambda: hostile.flagged(hostile.workbook_with([b"<worksheet/>"])), "password"),
        (lambda: hostile.workbook_with([b"<worksheet><sheetData><row>"]), "workbook is damaged"),
        (hostile.laughing_word, "damaged"),
        (lambda: hostile.laughing_word("word/styles.xml"), "damaged"),
        (hostile.looping_pages, "no page could be read"),
        (lambda: hostile.picture(40_000, 40_000), "40000 × 40000 pixels"),
        (lambda: b"<html><body>" + b"<div>" * 100_000 + hostile.WORDS.encode(), "too deep"),
        (lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x", "OCOP_MAX_SECONDS"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(make: Callable[[], bytes], says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(make(), "tệp.pdf")
    said = str(caught.value)
    assert said.startswith("tệp.pdf: ")
    assert "\n" not in said
    told = retold("vi").told(said) or said
    assert not ENGLISH.search(told), told


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "make",
    [
        hostile.looping_index,
        hostile.looping_form,
        lambda: hostile.swollen_page(200),
        lambda: hostile.swollen_objects(300),
    ],
)
def test_a_hostile_pdf_has_an_end(make: Callable[[], bytes]) -> None:
    began = time.monotonic()
    try:
        said = " ".join(read_bytes(make(), "tệp.pdf").warnings)
    except ReadError as error:
        said = str(error)
    assert said, "nothing could be read, and somebody has to be told"
    assert time.monotonic() - began < 60
    assert hostile.WORDS in read_bytes(make_pdf(Sheet().lines(hostile.WORDS)), "tốt.pdf").text


@pytest.mark.parametrize(
    ("make", "name"), [(hostile.word, "sai.pdf"), (lambda: hostile.WORDS.encode(), "sai.docx")], ids=str
)
def test_the_suffix_does_not_matter(make: Callable[[], bytes], name: str) -> None:
    assert read_bytes(make(), name).text.strip() == hostile.WORDS


@pytest.mark.parametrize(
    "sign", ["\x01", "\x0b", "\f", "\x1b", "\x7f", "\x85", "&#1;", "&amp;#1;", "&#xd800;", "&#65535;"]
)
def test_a_sign_that_steers_keeps_no_page_from_being_read(sign: str) -> None:
    text = read_bytes(f"<html><body><p>{hostile.WORDS}</p><p>Sau {sign} dấu<br>{sign} đó</p></body>".encode(), "x").text
    assert text.startswith(hostile.WORDS)
    assert "dấu" in text
    assert not re.search(r"[\x01\x0b\x1b\x7f\x85]", text)


def test_nothing_outside_a_word_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mật", encoding="utf-8")
    text = read_bytes(hostile.asking_word((tmp_path / "secret").as_uri()), "tệp.docx").text
    assert hostile.WORDS in text
    assert "mật" not in text


@pytest.mark.parametrize("columns", ["2000000000", "-3", "nhiều"])
def test_a_cell_covers_no_more_columns_than_a_table_can_have(columns: str) -> None:
    assert "a" in read_bytes(hostile.spanning_word(columns), "tệp.docx").text


def page(inside: str) -> bytes:
    return f"<!doctype html><html><body><p>{hostile.WORDS}</p>{inside}</body></html>".encode()


WIDE = '<td colspan="1000000">a</td>'
HIGH = '<td rowspan="1000000">a</td>'


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda: page(f"<table border=1><tr>{WIDE}<td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"), (2, 1001)),
        (lambda: page(f"<table border=1>{f'<tr>{WIDE}<td>b</td></tr>' * 2000}</table>"), (2000, 2)),
        (lambda: page(f"<table border=1><tr>{WIDE * 2000}</tr><tr><td>c</td></tr></table>"), (2, 2000)),
        (lambda: page(f"<table border=1><tr>{HIGH}<td>b</td></tr><tr><td>c</td></tr></table>"), (2, 2)),
        (lambda: page(f"<table border=1><tr>{HIGH * 1000}</tr>{'<tr></tr>' * 20_000}</table>"), (1, 1000)),
        (lambda: hostile.spanning_word("2000000000"), (5, 2)),
        (hostile.merged_workbook, (1, 1)),
    ],
    ids=["wide", "wide rows", "wide cells", "high", "high cells", "wide word", "merged sheet"],
)
def test_spans_that_no_table_has_are_cut_to_the_table(make: Callable[[], bytes], size: tuple[int, int]) -> None:
    began = time.process_time()
    document = read_whole("tệp", make())
    if document.tables:
        rows = [*document.tables[0].header, *document.tables[0].rows]
        assert (len(rows), len(rows[0])) == size
    else:
        assert size == (1, 1)
        assert document.text.strip() == "1"
    assert time.process_time() - began < 5


def test_a_table_with_far_too_many_places_is_read_as_its_words() -> None:
    document = read_whole(
        "tệp", page(f"<table border=1><tr>{'<td>a</td>' * 2000}</tr>{'<tr><td>b</td></tr>' * 2000}</table>")
    )
    assert not document.tables
    assert document.text.count("b") >= 2000
    assert document.warnings == ("Tables with too many cells: 1; their words are read as lines.",)


def test_of_2000_pages_as_many_are_read_as_the_limit_lets() -> None:
    data = make_pdf(*(Sheet().lines(f"Trang {number}") for number in range(1, 2001)))
    with limited(pages=12):
        document = read_bytes(data, "dài.pdf")
    assert len(document.pages) == 12
    assert "only the first 12 (OCOP_MAX_PAGES changes this) of 2000 pages" in document.warnings[0]


def test_ten_megabytes_on_one_line_are_cut_and_said() -> None:
    with limited(characters=60_000):
        document = read_bytes(f"{hostile.WORDS} ".encode() * 110_000, "dài.txt")
        facts = checked(extract(document))
    assert len(document.text) == 60_000
    assert "only the first 60000" in document.warnings[0]
    assert len(facts.citations) > 700


# Workers


def test_a_worker_that_hangs_is_replaced() -> None:
    with limited(seconds=1):
        with pytest.raises(workers.WorkerLate, match="more than 1 seconds"):
            workers.in_worker(time.sleep, 60)
        assert workers.in_worker(len, "còn") == 3


@linux
def test_a_worker_that_takes_too_much_memory_is_replaced() -> None:
    with limited(memory=1000):
        with pytest.raises(workers.WorkerLost, match=r"more memory than 1000 MiB \(OCOP_MAX_MEMORY"):
            workers.in_worker(bytearray, 3 << 30)
        assert workers.in_worker(len, "còn") == 3


@pytest.mark.parametrize("value", ["0", "-1", "viele", "1.5", ""])
def test_a_limit_that_is_none_is_told(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCOP_MAX_PAGES", value)
    with pytest.raises(LimitFault, match=r"OCOP_MAX_PAGES is “.*”\. Set it to a whole number above 0"):
        limits()


def test_a_limit_that_is_none_ends_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OCOP_MAX_SECONDS", "lâu")
    assert run(program, ["check", "x.txt", "--lang", "en"]) == 2
    assert "OCOP_MAX_SECONDS is “lâu”" in capsys.readouterr().err
    assert run(program, ["check", "x.txt", "--lang", "vi"]) == 2
    assert "OCOP_MAX_SECONDS đang là “lâu”. Hãy đặt một số nguyên" in capsys.readouterr().err


def test_limits_of_the_command_line_hold_for_its_run_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = limits()
    path = tmp_path / "dài.pdf"
    path.write_bytes(make_pdf(*(Sheet().lines(hostile.WORDS) for _ in range(5))))
    assert run(program, ["extract", str(path), "--max-pages", "2", "--timeout", "100"]) == 0
    assert "only the first 2 (OCOP_MAX_PAGES changes this) of 5 pages" in capsys.readouterr().out
    assert run(program, ["extract", str(path), "--max-pages", "2", "--format", "table", "--lang", "en"]) == 0
    assert "only the first 2 (OCOP_MAX_PAGES changes this) of 5 pages" in capsys.readouterr().err
    assert limits() == before


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_limits_are_told_as_they_are(name: str) -> None:
    told = (Path(__file__).parent.parent / name).read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `OCOP_MAX_([A-Z]+)` \|.*\| ([0-9]+) \|$", told, re.MULTILINE))
    assert rows == {field: str(value) for field, value in ((f.name.upper(), f.default) for f in fields(Limits))}


# Names, links, pipes


@linux
def test_a_build_accounts_for_everything_in_its_folder(tmp_path: Path) -> None:
    home = tmp_path / "in"
    (home / "thư mục.pdf").mkdir(parents=True)
    outside = tmp_path / "ngoài.txt"
    outside.write_text(hostile.WORDS, encoding="utf-8")
    (home / "tốt.txt").write_text(hostile.WORDS, encoding="utf-8")
    (home / "thư mục.pdf" / "xa ..%2f..%2f.txt").write_text(f"{hostile.WORDS} Xa.", encoding="utf-8")
    (home / "<script>alert(1)<\n>.txt").write_text(f"{hostile.WORDS} Dòng.", encoding="utf-8")
    (home / "rỗng.docx").touch()
    (home / "trong").symlink_to("tốt.txt")
    (home / "ra").symlink_to(outside)
    (home / "đứt").symlink_to("không có")
    (home / "vòng").symlink_to("vòng")
    os.mkfifo(home / "ống")
    summary = build(home, tmp_path / "ocop.db", workers=2)
    reasons = {file: message.split(": ", 1)[1] for file, message in summary.failures}
    assert reasons.keys() == {"rỗng.docx", "ra", "đứt", "vòng", "ống"}
    assert "leads out of the folder" in reasons["ra"]
    assert "no such file" in reasons["đứt"]
    assert "cannot be opened" in reasons["vòng"]
    assert "no regular file" in reasons["ống"]
    assert summary.documents == 4
    with sqlite3.connect(tmp_path / "ocop.db") as database:
        files = {file for (file,) in database.execute("SELECT file FROM documents")}
        slugs = [slug for (slug,) in database.execute("SELECT slug FROM documents")]
        assert dict(database.execute("SELECT file, message FROM failures")).keys() == reasons.keys()
    assert not any("\n" in file for file in files)
    assert all(slug.isascii() and slug.replace("-", "").isalnum() for slug in slugs)


def test_names_steer_neither_terminal_nor_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "<script>alert(1)<\x1b[31m\n>.txt"
    try:
        path.write_text("ỦY BAN NHÂN DÂN\n\nCăn cứ Luật Dân sự năm 2015;\n", encoding="utf-8")
    except OSError:
        pytest.skip("no such names here")
    run(program, ["check", str(path), "--format", "html"])
    printed = capsys.readouterr()
    assert "<script>alert(1)" not in printed.out
    assert "\x1b" not in printed.out + printed.err
    run(program, ["check", str(path), str(tmp_path / "\x1b[31m")])
    assert "\x1b" not in "".join(capsys.readouterr())


@linux
def test_what_is_no_file_is_told_and_the_next_one_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, pipe, folder = tmp_path / "tốt.txt", tmp_path / "ống", tmp_path / "x.pdf"
    good.write_text(hostile.WORDS, encoding="utf-8")
    os.mkfifo(pipe)
    folder.mkdir()
    assert run(program, ["extract", str(pipe), str(folder), "/dev/zero", str(good)]) == 3
    printed = capsys.readouterr()
    assert [line.split(": ")[1].split(".")[0] for line in printed.err.splitlines()] == [
        "this is no regular file",
        "this is a folder",
        "this is no regular file",
    ]
    assert "771/QĐ-TTg" in printed.out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kín.txt"
    path.write_text(hostile.WORDS, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(ReadError, match="permissions"):
        read(path)


# Time


def never_back() -> None:
    """Stays in C, where no alarm of Python is heard."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(60)


@linux
@pytest.mark.parametrize("command", [["extract"], ["check"], ["extract", "--format", "table"]], ids=" ".join)
@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        (lambda: bytearray(3 << 30), r"needed more memory than 2048 MiB \(OCOP_MAX_MEMORY changes this\)"),
        (lambda: time.sleep(60), r"took more than 6 seconds \(OCOP_MAX_SECONDS changes this\)"),
        (never_back, r"took too long or ended the process \(exit code 1\)"),
        (lambda: os.kill(os.getpid(), signal.SIGSEGV), r"took too long or ended the process \(exit code -11\)"),
    ],
    ids=["memory", "time", "no way back", "crash"],
)
def test_facts_and_checks_of_a_named_file_are_sought_within_the_limits(
    command: list[str],
    trouble: Callable[[], object],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    original = review.check_document

    def struck(facts: Facts, *more: Any) -> Any:
        if facts.document.path.endswith("xấu.txt"):
            trouble()
        return original(facts, *more)

    review.found_and_checked(Document(id="", path="-", format="text", text=hostile.WORDS), "en")  # all is loaded
    monkeypatch.setattr(review, "check_document", struck)
    monkeypatch.setattr(limiting, "_GRACE", 1)
    paths = [tmp_path / name for name in ("trước.txt", "xấu.txt", "sau.txt")]
    for path in paths:
        path.write_text(f"KẾ HOẠCH\n\n{hostile.WORDS} {path.stem}", encoding="utf-8")
    assert run(program, [*command, *map(str, paths), "--timeout", "6", "--lang", "en"]) == 3
    printed = capsys.readouterr()
    faults = [line for line in printed.err.splitlines() if line.startswith(f"{paths[1]}: ")]
    assert len(faults) == 1
    assert re.search(f"{says}. Divide it, or leave it out.$", faults[0])
    assert not ENGLISH.search(wording("vi").say_again(faults[0]).removeprefix(f"{paths[1]}: "))
    assert "xấu.txt" not in printed.out
    if "extract" in command:
        assert printed.out.count("771/QĐ-TTg") >= 2
    else:
        assert "Documents: 2" in printed.err


@linux
def test_what_is_piped_or_handed_over_is_read_though_another_process_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "vào.txt"
    given.write_text(hostile.WORDS, encoding="utf-8")
    with given.open("rb") as piped, given.open("rb") as handed:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(piped))
        assert run(program, ["extract", "-", f"/dev/fd/{handed.fileno()}"]) == 0
    assert [line.count("771/QĐ-TTg") > 0 for line in capsys.readouterr().out.splitlines()] == [True, True]


def test_the_work_on_a_document_can_be_handed_to_a_process_on_every_platform(tmp_path: Path) -> None:
    """Where processes cannot be forked, what they do is sent to them."""
    path = tmp_path / "x.txt"
    path.write_text(hostile.WORDS, encoding="utf-8")
    said = subprocess.run(
        [
            sys.executable, "-c",
            "import multiprocessing, sys\nfrom extractor.cli import main\n"
            "if __name__ == '__main__':\n    multiprocessing.set_start_method('spawn')\n    main()",
            "extract", str(path), "--only", "citations",
        ],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "771/QĐ-TTg" in said.stdout


@linux
def test_a_document_that_takes_too_long_is_recorded_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    original = harvest.extract

    def slow(document: Document, rulebook: Rulebook) -> Facts:
        if document.path.endswith("chậm.txt"):
            time.sleep(60)
        return original(document, rulebook)

    monkeypatch.setattr(harvest, "extract", slow)
    home = tmp_path / "in"
    home.mkdir()
    for name in ("chậm.txt", "nhanh.txt"):
        (home / name).write_text(f"{hostile.WORDS} {name}", encoding="utf-8")
    assert run(program, ["build", str(home), "-o", str(tmp_path / "ocop.db"), "--timeout", "5"]) == 3
    said = capsys.readouterr().err.strip()
    assert "chậm.txt: it took more than 5 seconds (OCOP_MAX_SECONDS changes this)" in said
    assert "mất hơn 5 giây (thay đổi bằng OCOP_MAX_SECONDS)" in wording("vi").say_again(said)
    with sqlite3.connect(tmp_path / "ocop.db") as database:
        assert database.execute("SELECT file FROM failures").fetchall() == [("chậm.txt",)]


PIECES = (
    "a ", "1", "1.", "1.250 ", "12,5% ", "(", ")", "[", "“", ".", ", ", "; ", "\n", "\t", "|", "- ", "…", "-----\n",
    "trong đó ", "trong đó: 5 triệu đồng, ", "100 triệu đồng; ", "ngày 12/5/2021 ", "Quyết định số 1/QĐ-UBND ",
    "khoản 1, 2, 3 ", "năm 2021 - 2025 ", "sản phẩm Gạo A của HTX B, ", "3 sao, ", "I. ", "a) ", "tăng 5% so với ",
    "Nơi nhận: ", "a\u0301\u0302", "¹", "Ủy ban nhân dân ", "<b>", "&amp;", "\x00", "\ufffd", "𝟙",
)  # fmt: skip


def facts_in_time(text: str) -> Facts | None:
    """The facts of ``text``; ``None`` where it is no document. Raises TookTooLong."""
    with deadline(30):
        try:
            return checked(extract(read_whole("tệp.txt", text.encode("utf-8", "replace"))))
        except ReadError:
            return None


ROWS = "năm 2019 có 2 sản phẩm, năm 2020 có 4 sản phẩm, xã Hồng Thái có 5 sản phẩm, xã Tân Hà có 6 sản phẩm, "


@pytest.mark.parametrize(
    "piece",
    ["(", "“", "1", "1.", "a", "a ", ".", "-", "- ", "trong đó ", "1, ", "Quyết định số "],
)  # fmt: skip
def test_the_same_again_and_again_takes_no_square_of_its_length(piece: str) -> None:
    with deadline(40):
        facts_in_time(piece * (60_000 // len(piece)))


@pytest.mark.parametrize("piece", [ROWS, "12,5% ", "12.000 triệu đồng, ", "- Nguồn vốn: 5 triệu đồng;\n"])
def test_figures_of_one_paragraph_take_no_cube_of_their_number(piece: str) -> None:
    with deadline(40):
        facts_in_time(piece * (10_000 // len(piece)))


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(some.lists(some.tuples(some.sampled_from(PIECES), some.integers(1, 60)), max_size=12))
def test_whatever_is_written_has_facts_with_places(pieces: list[tuple[str, int]]) -> None:
    facts = facts_in_time("".join(piece * times for piece, times in pieces))
    for fact in () if facts is None else (*facts.citations, *facts.amounts, *facts.indicators):
        assert facts is not None
        assert facts.document.text[fact.start : fact.end] == fact.quote


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(
    some.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"<html>", b"\xff\xfe"]), some.binary()
)
def test_whatever_bytes_are_read_or_refused(head: bytes, rest: bytes) -> None:
    try:
        read_bytes(head + rest, "tệp")
    except ReadError as error:
        said = str(error)
        assert said.startswith("tệp: ")


def test_mutated_documents_are_all_accounted_for() -> None:
    tally = fuzz.run(count=400, seconds=20, seed=8)
    assert tally.done > 10
    assert not tally.faults, tally.faults


def test_time_is_up_even_within_one_pattern() -> None:
    with pytest.raises(TookTooLong), deadline(0.2):
        re.fullmatch("(a|a)*b", "a" * 40)


def test_what_is_typed_is_looked_up_in_time_and_else_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cited, "outline", lambda *_: time.sleep(30))
    monkeypatch.setenv("OCOP_MAX_SECONDS", "1")
    assert run(program, ["cite", "Quyết định số 919/QĐ-TTg", "--lang", "en"]) == 2
    assert "more than 1 seconds (OCOP_MAX_SECONDS changes this)" in capsys.readouterr().err
    assert run(program, ["cite", "Quyết định số 919/QĐ-TTg", "--lang", "vi"]) == 2
    assert "việc xử lý mất hơn 1 giây (thay đổi bằng OCOP_MAX_SECONDS)" in capsys.readouterr().err


@linux
def test_checks_between_files_have_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(review, "check_corpus", lambda *_: time.sleep(60))
    path = tmp_path / "x.txt"
    path.write_text(hostile.WORDS, encoding="utf-8")
    assert run(program, ["check", str(path), "--timeout", "20", "--lang", "en"]) == 2
    assert "more than 20 seconds" in capsys.readouterr().err


def test_what_the_caller_has_reserved_takes_nothing_from_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021;", encoding="utf-8")
    with mmap.mmap(-1, 3 << 30):  # as threads and their heaps do, without using it
        summary = build(tmp_path, tmp_path / "build" / "ocop.db", workers=1)
    assert summary.documents == 1, summary.failures
