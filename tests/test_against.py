"""Drafts checked against a database: what is found between them, what is read for it, and what is not the draft's."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.cli import program
from extractor.model import Document, Facts
from extractor.pipeline import extract
from extractor.rulebook import Rulebook
from extractor.store import related
from extractor.store.reading import Published, opened
from extractor.store.related import Beside, beside
from extractor.terminal import run

HEAD = """ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP
Số: {number}/KH-UBND
Đồng Tháp, ngày 05 tháng 6 năm 2024
KẾ HOẠCH
Phát triển sản phẩm OCOP năm 2024
"""
ACT = "Căn cứ Quyết định số 4321/QĐ-TTg ngày {day} của Thủ tướng Chính phủ phê duyệt Đề án phát triển nông thôn;\n"
OTHER = "Căn cứ Quyết định số 8765/QĐ-TTg ngày {day} của Thủ tướng Chính phủ phê duyệt Đề án chợ nông thôn;\n"
LIST = "Danh sách chủ thể: {name}.\n"

Database = Callable[..., str]


def plan(number: int, *, act: str = "", other: str = "", name: str = "") -> str:
    parts = ((ACT.format(day=act), act), (OTHER.format(day=other), other), (LIST.format(name=name), name))
    return HEAD.format(number=number) + "".join(part for part, stated in parts if stated)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Database:
    """Builds a database of texts by file name and gives its path."""

    def made(**texts: str) -> str:
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        for name, text in texts.items():
            (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run(program, ("build", str(corpus), "-o", str(tmp_path / "ocop.db"))) == 0
        capsys.readouterr()
        return str(tmp_path / "ocop.db")

    return made


@pytest.fixture
def draft(tmp_path: Path) -> Callable[..., str]:
    def made(text: str, name: str = "draft.txt") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return made


def found(report: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [finding for finding in report["findings"] if finding["code"] == code]


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    code = run(program, ("check", *arguments, "--format", "json", "--select", "C202,P101"))
    printed = capsys.readouterr()
    decoder, reports, rest = json.JSONDecoder(), [], printed.out.strip()
    while rest:
        report, end = decoder.raw_decode(rest)
        reports.append(report)
        rest = rest[end:].strip()
    return code, reports, printed.err


def test_a_date_that_a_published_document_gives_otherwise(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, db = draft(plan(1, act="12/3/2021")), database(one=plan(2, act="21/3/2021"), two=plan(3, act="12/3/2021"))
    assert checked(capsys, path)[0] == 0, "nothing is wrong with the draft by itself"
    code, [report], err = checked(capsys, path, "--against", db)
    assert code == 1
    [finding] = report["findings"]
    assert "12/3/2021: draft.txt, two.txt; 21/3/2021: one.txt" in finding["message"]
    assert [side["document"] for side in finding["evidence"]] == [path, "two.txt", "one.txt"]
    assert finding["evidence"][2]["quote"].startswith("Quyết định số 4321/QĐ-TTg ngày 21/3/2021")
    assert f"Checked against {db}, documents: 2\n" in err
    assert "Left out" not in err


def test_only_what_touches_a_draft_is_told(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The published documents disagree on one act that the draft does not cite; on the other one all agree with it."""
    one, two = (plan(n, act="12/3/2021", other=day) for n, day in ((2, "01/2/2020"), (3, "02/2/2020")))
    code, [report], _ = checked(capsys, draft(plan(1, act="12/3/2021")), "--against", database(one=one, two=two))
    assert (code, report["findings"]) == (0, [])


def test_another_year_is_the_same_act_when_its_title_says_so(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    db = database(one=plan(2, act="12/3/2021"))
    _, [report], _ = checked(capsys, draft(plan(1, act="12/3/2022")), "--against", db)
    assert len(found(report, "C202")) == 1


def test_the_draft_itself_is_left_out_and_an_older_one_of_its_name_is_told_apart(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    same, older = plan(1, act="12/3/2021"), plan(2, act="21/3/2021")
    monkeypatch.chdir(Path(draft(same)).parent)
    db = database(copy=same, draft=older)
    _, [report], err = checked(capsys, "draft.txt", "--against", db)
    [finding] = report["findings"]
    assert [side["document"] for side in finding["evidence"]] == ["draft.txt", "draft.txt (ocop.db)"]
    assert f"Checked against {db}, documents: 1\nLeft out as copies of the files given: 1\n" in err


def test_a_producer_under_another_form(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    db = database(one=plan(2, name="Hợp tác xã Sen Hồng Tháp Mười"))
    _, [report], _ = checked(capsys, draft(plan(1, name="Công ty TNHH Sen Hồng Tháp Mười")), "--against", db)
    [finding] = found(report, "P101")
    assert [side["document"] for side in finding["evidence"]][1] == "one.txt"


def test_several_drafts_and_standard_input(
    database: Database,
    draft: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    db = database(one=plan(2, act="21/3/2021", other="01/2/2020"))
    first, second = draft(plan(1, act="12/3/2021"), "a.txt"), draft(plan(3, other="01/2/2020"), "b.txt")
    code, [one, two], _ = checked(capsys, first, second, "--against", db)
    assert (code, len(one["findings"]), two["findings"]) == (1, 1, [])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(plan(1, act="12/3/2021").encode())))
    _, [report], _ = checked(capsys, "-", "--against", db)
    assert {side["document"] for side in report["findings"][0]["evidence"]} == {"-", "one.txt"}


@pytest.mark.parametrize("form", ["text", "html", "sarif"])
def test_every_form_names_the_published_document(
    form: str, database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, db = draft(plan(1, act="12/3/2021")), database(one=plan(2, act="21/3/2021"))
    assert run(program, ("check", path, "--against", db, "--select", "C202", "--format", form, "--lang", "vi")) == 1
    assert "one.txt" in re.sub(r"Các văn bản ghi ngày[^.]*\.[^.]*\.txt; [^.]*\.txt", "", capsys.readouterr().out)


@pytest.mark.parametrize("form", ["text", "html", "sarif"])
@pytest.mark.parametrize(("lang", "label"), [("en", "published"), ("vi", "đã công bố")])
def test_evidence_from_the_database_is_labelled_with_its_number_and_date(
    form: str, lang: str, label: str, database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, db = draft(plan(1, act="12/3/2021")), database(one=plan(2, act="21/3/2021"))
    arguments = ("--against", db, "--select", "C202", "--format", form, "--lang", lang)
    assert run(program, ("check", path, *arguments)) == 1
    out = capsys.readouterr().out
    assert f"({label}: Kế hoạch số 2/KH-UBND, 05/6/2024)" in out
    assert f"({label}: Kế hoạch số 1/KH-UBND" not in out, "the draft is none of them"


def test_programs_are_told_what_the_published_document_is(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    path, db = draft(plan(1, act="12/3/2021")), database(one=plan(2, act="21/3/2021"))
    _, [report], _ = checked(capsys, path, "--against", db)
    own, other = report["findings"][0]["evidence"]
    assert "published" not in own
    assert (other["published"]["number"], other["published"]["date"]) == ("2", "2024-06-05")
    assert other["published"]["issuer"] == "Ủy ban nhân dân tỉnh Đồng Tháp"


def test_what_is_found_is_what_a_build_with_the_draft_finds(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {
        "a": plan(2, act="12/3/2021", other="01/2/2020", name="Hợp tác xã Sen Hồng Tháp Mười"),
        "b": plan(3, act="12/3/2022", other="01/2/2020", name="Hợp tác xã Sen Vàng Tháp Mười"),
        "c": plan(4, other="11/2/2020", name="Công ty TNHH Sen Vàng Tháp Mười"),
        "d": plan(5, act="21/3/2021"),
    }
    own = plan(1, act="12/3/2021", other="02/2/2020", name="Công ty TNHH Sen Hồng Tháp Mười")
    _, [report], _ = checked(capsys, draft(own, "zz.txt"), "--against", database(**texts))
    path = report["document"]["path"]
    told = {
        (one["code"], frozenset((side["document"].replace(path, "zz.txt"), side["quote"]) for side in one["evidence"]))
        for one in report["findings"]
    }
    whole = Path(path).parent / "corpus"
    (whole / "zz.txt").write_text(own, encoding="utf-8")
    run(program, ("build", str(whole), "-o", str(whole.parent / "whole.db")))
    connection = sqlite3.connect(whole.parent / "whole.db")
    sides: dict[tuple[str, int], set[tuple[str, str]]] = {}
    query = (
        "SELECT code, finding, file, quote FROM findings JOIN evidence ON finding = findings.id JOIN documents ON "
        "slug = document WHERE code IN (SELECT code FROM checks WHERE scope = 'corpus')"
    )
    for code, number, file, quote in connection.execute(query):
        sides.setdefault((code, number), set()).add((file, quote))
    connection.close()
    expected = {
        (code, frozenset(side)) for (code, _), side in sides.items() if any(file == "zz.txt" for file, _ in side)
    }
    assert told == expected
    assert {code for code, _ in told} == {"C202", "P101"}


@pytest.mark.parametrize(
    ("content", "english", "vietnamese"),
    [
        (None, "is not there. Make it first", "Chưa có"),
        (b"", "holds no documents", "không chứa văn bản nào"),
        (b"%PDF-1.7 " * 300, "is no database of ocop", "không phải là cơ sở dữ liệu của ocop"),
    ],
)
def test_a_database_of_no_use_ends_the_check(
    content: bytes | None,
    english: str,
    vietnamese: str,
    tmp_path: Path,
    draft: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "ocop.db"
    if content is not None:
        path.write_bytes(content)
    for language, told in (("en", english), ("vi", vietnamese)):
        assert run(program, ("check", draft(plan(1)), "--against", str(path), "--lang", language)) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert told in printed.err
        assert str(path) in printed.err
        assert printed.err.count("\n") == 1


def test_a_database_of_another_schema_or_a_folder(
    database: Database, tmp_path: Path, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    db = database(one=plan(2))
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE runs SET schema = 'older'")
    connection.close()
    assert run(program, ("check", draft(plan(1)), "--against", db)) == 2
    assert "another version of ocop. Build it anew: ocop build corpus -o" in capsys.readouterr().err
    assert run(program, ("check", draft(plan(1)), "--against", str(tmp_path))) == 2
    assert "cannot be read (Is a directory)" in capsys.readouterr().err


# --- what is read


def read_beside(text: str, db: str, rulebook: Rulebook) -> Beside:
    facts = extract(Document("f" * 64, "draft.txt", "text", text), rulebook)
    with opened(Path(db)) as published:
        return beside([facts], published, rulebook)


def paths(all_facts: tuple[Facts, ...]) -> list[str]:
    return [facts.document.path for facts in all_facts]


def test_only_what_may_contradict_is_read(
    database: Database, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "_LATEST", 0)
    db = database(
        alike=plan(2, other="01/2/2020"),
        otherwise=plan(3, act="21/3/2021"),
        stars=HEAD.format(number=4) + "Công nhận sản phẩm OCOP 4 sao: Nem Lai Vung của Cơ sở Nem Giáo Thơ.\n",
        form=plan(5, name="Hợp tác xã Sen Hồng Tháp Mười"),
        nothing=plan(6),
    )
    own = plan(1, act="12/3/2021", other="01/2/2020", name="Công ty TNHH Sen Hồng Tháp Mười")
    assert paths(read_beside(own, db, rulebook).facts) == ["form.txt", "otherwise.txt"]
    ranked = HEAD.format(number=1) + "Công nhận sản phẩm OCOP 3 sao: Nem Lai Vung của Cơ sở Nem Giáo Thơ.\n"
    assert paths(read_beside(ranked, db, rulebook).facts) == ["stars.txt"]
    assert read_beside(ranked, db, rulebook).documents == 5


def test_no_more_than_enough_is_read_of_one_date_or_one_issuer(
    database: Database, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(related, "_MOST", 2)
    monkeypatch.setattr(related, "_LATEST", 1)
    alike = {letter: plan(number, act="12/3/2021") for number, letter in enumerate("abcd", start=2)}
    db = database(**alike, x=plan(9, act="21/3/2021"))
    read = paths(read_beside(plan(1, act="12/3/2021"), db, rulebook).facts)
    assert {"a.txt", "b.txt", "x.txt"} <= set(read)
    assert len(read) <= 4
    assert len(read_beside(plan(1), db, rulebook).facts) == 1


def test_every_query_finds_its_rows_by_an_index(
    database: Database, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents that have nothing to do with the draft cost no time, however many there are."""
    asked: dict[str, tuple[object, ...]] = {}
    rows = Published.rows

    def noted(self: Published, query: str, *values: object) -> list[tuple[Any, ...]]:
        asked[query] = values
        return rows(self, query, *values)

    monkeypatch.setattr(Published, "rows", noted)
    own = plan(1, act="12/3/2021", name="Công ty TNHH Sen Hồng Tháp Mười")
    own += "Công nhận sản phẩm OCOP 3 sao: Nem Lai Vung của Cơ sở Nem Giáo Thơ.\n"
    db = database(one=plan(2, act="21/3/2021"))
    read_beside(own, db, rulebook)
    assert len(asked) >= 15
    with sqlite3.connect(db) as connection:  # which says that there is but one document
        connection.execute("DELETE FROM sqlite_stat1")
    connection.close()
    with opened(Path(db)) as published:
        for query, values in list(asked.items()):
            if "count(*)" not in query:
                steps = [step for *_, step in rows(published, f"EXPLAIN QUERY PLAN {query}", *values)]
                assert not any(step.startswith("SCAN") for step in steps), (query, steps)


def test_of_a_document_in_several_files_one_is_read(
    database: Database, draft: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    other = plan(2, act="12/3/2021")
    db = database(one=other, two=f"{other}\nNơi nhận: Lưu VT.\n")
    _, [report], err = checked(capsys, draft(plan(1, act="21/3/2021")), "--against", db)
    sides = {Path(side["document"]).name for finding in report["findings"] for side in finding["evidence"]}
    assert sides == {"draft.txt", "two.txt"}
    assert f"Checked against {db}, documents: 1\n" in err
    _, [report], err = checked(capsys, draft(other), "--against", db)
    assert "Left out as copies of the files given: 1" in err
    assert report["findings"] == []
