"""A folder becomes a database: everything readable is in it, what is not is recorded, the index has its say."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from extractor import harvest
from extractor.build import build
from extractor.corpus import BuildError, sources
from extractor.model import Document, Facts
from extractor.rulebook import Rulebook
from extractor.steps import Step

HEADER = "file,sha256,title,copy_kind,origin,licence,number,date,place\n"
ONE = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
Số: /KH-UBND
Bến Tre, ngày tháng 3 năm 2022

KẾ HOẠCH
Phát triển sản phẩm năm 2022

Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021 của Thủ tướng Chính phủ;
"""
TWO = ONE.replace("12/5/2021", "21/5/2021").replace("Số: /KH", "Số: 15/KH")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    home = tmp_path / "corpus"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "Kế hoạch Một.txt").write_text(ONE, encoding="utf-8")
    (home / "sources" / "hai.txt").write_text(TWO, encoding="utf-8")
    (home / "sources" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (home / "sources" / ".hidden.txt").write_text("hidden", encoding="utf-8")
    sha = hashlib.sha256(ONE.encode()).hexdigest()
    row = f"Kế hoạch Một.txt,{sha},Kế hoạch Một,scan,kho lưu trữ,,46/KH-UBND,2022-03-09,Mỏ Cày\n"
    (home / "index.csv").write_text(HEADER + row, encoding="utf-8")
    return home


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_everything_readable_is_in_it(corpus: Path, tmp_path: Path) -> None:
    told: list[Step] = []
    database = tmp_path / "build" / "ocop.db"
    summary = build(corpus, database, workers=1, progress=told.append)
    assert summary.documents == 2
    assert [file for file, _ in summary.failures] == ["broken.pdf"]
    assert rows(database, "SELECT file FROM failures") == [("broken.pdf",)]
    assert not any(str(tmp_path) in message for _, message in summary.failures), "the database goes out to the public"
    read = [step for step in told if step.stage == "reading"]
    assert sorted(step.what for step in read) == ["Kế hoạch Một.txt", "broken.pdf", "hai.txt"]
    assert [(step.done, step.total) for step in read] == [(1, 3), (2, 3), (3, 3)]
    assert [step.what for step in read if step.failed] == ["broken.pdf"]
    assert all(step.seconds > 0 for step in read)
    assert rows(database, "SELECT slug FROM documents ORDER BY slug") == [("hai",), ("ke-hoach-mot",)]
    assert rows(database, "SELECT count(*) FROM citations WHERE key = '771/QĐ-TTg' AND instrument IS NOT NULL") == [
        (2,)
    ]
    assert summary.counts["documents"] == 2


def test_the_index_comes_before_what_was_read(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1)
    fields = "name, copy_kind, origin, number, symbol, date, place, overridden"
    assert rows(database, f"SELECT {fields} FROM documents WHERE slug = 'ke-hoach-mot'") == [
        ("Kế hoạch Một", "scan", "kho lưu trữ", "46", "KH-UBND", "2022-03-09", "Mỏ Cày", '["number", "date", "place"]')
    ]


def test_two_documents_that_disagree_on_a_date_give_a_finding(corpus: Path, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1)
    found = rows(database, "SELECT count(DISTINCT document) AS n FROM evidence GROUP BY finding HAVING n = 2")
    assert found, "no finding between the two documents"


def test_a_file_other_than_the_indexed_one_is_a_failure(corpus: Path, tmp_path: Path) -> None:
    (corpus / "sources" / "Kế hoạch Một.txt").write_text(ONE + "thêm", encoding="utf-8")
    summary = build(corpus, tmp_path / "ocop.db", workers=1)
    assert "has changed" in dict(summary.failures)["Kế hoạch Một.txt"]


def test_workers_give_the_same_database(corpus: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    build(corpus, one, workers=1)
    build(corpus, two, workers=2)
    tables = [
        name for (name,) in rows(one, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%fts%'")
    ]
    assert "citations" in tables
    for table in tables:
        if table not in ("runs", "sqlite_stat1"):
            assert rows(one, f"SELECT * FROM {table}") == rows(two, f"SELECT * FROM {table}"), table


def test_a_fault_of_ours_is_recorded_with_the_file(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(harvest, "extract", fail)
    summary = build(corpus, tmp_path / "ocop.db", workers=1)
    assert summary.documents == 0
    assert "ZeroDivisionError: boom" in dict(summary.failures)["hai.txt"]


def test_scores_are_kept_when_there_is_gold(corpus: Path, tmp_path: Path) -> None:
    (corpus / "gold").mkdir()
    (corpus / "gold" / "hai.jsonl").write_text("{}", encoding="utf-8")
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1, score=lambda folder, facts: {folder.name: [one.document.path for one in facts]})
    assert rows(database, "SELECT scores FROM runs") == [('{"corpus": ["hai.txt"]}',)]


def test_a_plain_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "a.txt").write_text(TWO, encoding="utf-8")
    assert [(source.file, source.slug) for source in sources(tmp_path)] == [("a.txt", "a"), ("b/a.txt", "b-a")]


def test_what_office_programs_leave_behind_is_no_document(tmp_path: Path) -> None:
    for name in ("a.txt", "~$a.docx", "Thumbs.db", "below/desktop.ini", "below/DESKTOP.INI", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Kế hoạch", encoding="utf-8")
    assert [one.file for one in sources(tmp_path)] == ["a.txt"]


def test_names_that_fold_to_one_get_two_addresses(tmp_path: Path) -> None:
    for name in ("Bến Tre.txt", "ben-tre.txt", "文.txt"):
        (tmp_path / name).write_text(ONE, encoding="utf-8")
    slugs = [source.slug for source in sources(tmp_path)]
    assert len(set(slugs)) == 3
    assert {"ben-tre", "ben-tre-2"} <= set(slugs)
    assert all(slug and slug.isascii() for slug in slugs)


@pytest.mark.parametrize("make", [True, False])
def test_nothing_to_build_from_says_what_to_do(tmp_path: Path, make: bool) -> None:
    home = tmp_path / "corpus"
    if make:
        home.mkdir()
    with pytest.raises(BuildError, match=r"Put the files|Give a folder"):
        build(home, tmp_path / "ocop.db")
    assert not (tmp_path / "ocop.db").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the worker inherits the fault only where it is forked")
def test_a_file_that_kills_its_worker_is_recorded_and_the_rest_goes_on(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = harvest.extract

    def die(document: Document, rulebook: Rulebook) -> Facts:
        if document.path.endswith("hai.txt"):
            os._exit(9)
        return extract(document, rulebook)

    monkeypatch.setattr(harvest, "extract", die)
    summary = build(corpus, tmp_path / "ocop.db", workers=2)
    assert summary.documents == 1
    assert "ended the process" in dict(summary.failures)["hai.txt"]
