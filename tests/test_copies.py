"""One document kept twice counts once: which of its files is the first, what counts, and what the other page says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document
from test_site import Get, asking

from extractor.build import build
from extractor.cli import program
from extractor.model import Facts, Head, Page
from extractor.resolve.copies import copies
from extractor.rulebook import load
from extractor.terminal import run

HEAD = Head(
    number="15", symbol="KH-UBND", doc_type="Kế hoạch", title="Phát triển sản phẩm OCOP năm 2022",
    issuer="Ủy ban nhân dân tỉnh Bến Tre", province="Bến Tre", date="2022-03-09",
)  # fmt: skip
PLAN = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
Số: 15/KH-UBND
Bến Tre, ngày 09 tháng 3 năm 2022

KẾ HOẠCH
Phát triển sản phẩm OCOP năm 2022

Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021 của Thủ tướng Chính phủ;

I. MỤC TIÊU NĂM 2022

Phấn đấu có ít nhất 20 sản phẩm được công nhận. Sản phẩm Kẹo dừa Bến Thành của HTX Dừa Bến Thành đạt 3 sao.

II. KINH PHÍ

Tổng kinh phí thực hiện năm 2022: 2.500 triệu đồng, trong đó:
- Ngân sách tỉnh: 1.500 triệu đồng;
- Vốn xã hội hóa: 900 triệu đồng.
"""
"""Its sums do not add up."""


def one(path: str, head: Head = HEAD, text: str = "", *, scan: bool = False, kind: str = "original") -> Facts:
    """A document that is nothing but its head."""
    text = text or f"Văn bản {path}. " * 20
    document = replace(make_document(text, path), id=path, copy_kind="scan" if scan else kind)
    pages = (Page(1, 0, len(text), ocr=True),) if scan else ()
    return Facts(replace(document, pages=pages), head)


def told(*found: Facts) -> dict[str, str]:
    """Of what each copy is one, by their paths."""
    return {found[copy].document.path: found[first].document.path for copy, first in copies(found, load()).items()}


def test_a_text_goes_before_a_scan_and_a_fuller_text_before_a_shorter() -> None:
    scan, short, full = one("a.pdf", scan=True, text="chữ " * 140), one("b.txt", text="chữ " * 100), one("c.txt")
    full = one("c.txt", text="chữ " * 130)
    assert told(scan, short, full) == {"a.pdf": "c.txt", "b.txt": "c.txt"}
    assert told(scan, one("d.txt", kind="ocr_text", text="chữ " * 150)) == {"a.pdf": "d.txt"}


def test_an_excerpt_does_not_go_before_the_whole() -> None:
    assert told(one("a.pdf", scan=True, text="chữ " * 900), one("b.txt", text="chữ " * 100)) == {"b.txt": "a.pdf"}


def test_what_an_engine_read_otherwise_is_the_same() -> None:
    read = replace(HEAD, number="015", issuer="Uỷ ban nhân dân tỉnh Bến Tre", title="Phát triên sản phẩm OCOP năm 2022")
    partly = replace(HEAD, date="2022-03", province=None, doc_type=None)
    assert told(one("a"), one("b", read, text="b " * 90), one("c", partly, text="c " * 80)) == {"b": "a", "c": "a"}


@pytest.mark.parametrize(
    "other",
    [
        {"number": "16"},
        {"symbol": "QĐ-UBND"},
        {"issuer": "Ủy ban nhân dân huyện Ba Tri"},
        {"date": "2023-03-09"},
        {"date": "2022-04-09"},
        {"province": "Trà Vinh"},
        {"doc_type": "Đề án"},
        {"title": "Phòng, chống hạn mặn trong mùa khô"},
        {"number": None},
        {"issuer": None},
        {"date": None},
    ],
)
def test_what_differs_in_its_head_or_does_not_say_it_is_no_copy(other: dict[str, str | None]) -> None:
    assert told(one("a"), one("b", replace(HEAD, **other))) == {}


def test_the_same_bytes_and_the_same_words_are_copies_whatever_their_heads_say() -> None:
    none = Head()
    twice = one("b", none)
    bytes_ = (replace(twice, document=replace(twice.document, path=path)) for path in ("b", "a"))
    assert told(*bytes_) == {"b": "a"}
    words = "Danh mục sản phẩm của xã, gồm " + ", ".join(f"sản phẩm thứ {n}" for n in range(30))
    assert told(one("x.docx", none, words), one("y.html", none, words.replace(" ", "\n"))) == {"y.html": "x.docx"}
    assert told(one("x", none, "Bìa"), one("y", none, "Bìa")) == {}, "a cover is no document"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("copies")
    (home / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    lines = "".join(f"<p>{line}</p>" for line in PLAN.splitlines() if line.strip())
    (home / "ban-khac.html").write_text(f"<html><body>{lines}</body></html>", encoding="utf-8")
    report = PLAN.replace("Số: 15/KH", "Số: 90/BC").replace("KẾ HOẠCH", "BÁO CÁO").replace("09 tháng 3", "20 tháng 12")
    (home / "bao-cao.txt").write_text(report.replace("12/5/2021", "21/5/2021"), encoding="utf-8")
    (home / "bao-cao-2.txt").write_bytes((home / "bao-cao.txt").read_bytes())
    return home


@pytest.fixture(scope="module")
def database(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("built") / "ocop.db"
    build(corpus, path, workers=1)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def values(database: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return database.execute(query).fetchall()


def test_the_database_says_of_what_each_is_a_copy(database: sqlite3.Connection) -> None:
    found = values(database, "SELECT slug, copy_of FROM documents WHERE copy_of IS NOT NULL ORDER BY slug")
    assert found == [("bao-cao-2", "bao-cao"), ("ke-hoach", "ban-khac")] or found == [
        ("ban-khac", "ke-hoach"),
        ("bao-cao-2", "bao-cao"),
    ]
    assert values(database, "PRAGMA foreign_key_check") == []


def test_counts_and_sums_take_the_first_copy_alone(database: sqlite3.Connection) -> None:
    act = "WHERE slug = 'qd-ttg-771-2021'"
    assert values(database, f"SELECT mentions, documents FROM instrument_counts {act}") == [(2, 2)]
    dates = values(database, "SELECT value, count, documents FROM variants WHERE field = 'date' ORDER BY value")
    assert dates == [("2021-05-12", 1, 1), ("2021-05-21", 1, 1)]
    assert values(database, "SELECT sum, documents FROM funds WHERE value = 'ngân sách tỉnh'") == [(3_000_000_000, 2)]
    assert values(database, "SELECT count FROM choices WHERE list = 'money' AND value = 'xã hội hóa'") == [(2,)]
    assert values(database, "SELECT mentions, documents FROM entities WHERE kind = 'producer'") == [(2, 2)]
    assert values(database, "SELECT count(*) FROM mentions WHERE instrument = 'qd-ttg-771-2021'") == [(2,)]


def test_findings_between_documents_take_the_first_copy_alone(database: sqlite3.Connection) -> None:
    between = "SELECT finding FROM evidence GROUP BY finding HAVING count(DISTINCT document) > 1"
    sides = values(
        database,
        "SELECT DISTINCT d.copy_of FROM evidence e JOIN documents d ON d.slug = e.document"
        f" WHERE e.finding IN ({between})",
    )
    assert sides == [(None,)]
    sums = values(database, "SELECT in_copy, count(*) FROM findings WHERE code LIKE 'N1%' GROUP BY in_copy")
    assert sums == [(0, 2), (1, 2)], "each has a finding of its own; lists take those of the first copies"


def test_a_copy_keeps_its_facts_and_their_names_in_the_registry(database: sqlite3.Connection) -> None:
    own = "SELECT count(*) FROM {} JOIN documents d ON d.slug = document WHERE copy_of IS NOT NULL"
    assert values(database, own.format("amounts"))[0][0] == 6
    tied = "SELECT count(DISTINCT entity), count(*), count(entity) FROM {}"
    assert values(database, tied.format("organizations"))[0] == (1, 4, 4)
    assert values(database, tied.format("products"))[0] == (1, 4, 4)


def test_a_build_counts_what_a_copy_says_once(tmp_path: Path) -> None:
    for folder, files in (("one", ["a.txt"]), ("two", ["a.txt", "b.txt"])):
        (tmp_path / folder).mkdir()
        for name in files:
            (tmp_path / folder / name).write_text(PLAN, encoding="utf-8")
    once, twice = (build(tmp_path / name, tmp_path / f"{name}.db", workers=1).counts for name in ("one", "two"))
    assert once["citations"] > 0
    assert once["findings"] > 0
    assert twice == {**once, "documents": 2}


def test_a_build_says_which_files_are_copies(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--lang", "en", "build", str(corpus), "-o", str(tmp_path / "ocop.db"), "--workers", "1")
    assert run(program, arguments) == 0
    told = capsys.readouterr().out
    assert "Documents 2 in 4 files," in told
    (line,) = [line for line in told.splitlines() if line.startswith("Copies")]
    assert "2" in line
    assert "bao-cao-2.txt (bao-cao.txt)" in line


@pytest.fixture(scope="module")
def get(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("site") / "ocop.db"
    build(corpus, path, workers=1)
    return asking(path)


def page(get: Get, address: str) -> str:
    response = get(address)
    assert response.status_code == 200, address
    return str(response.text)


def test_lists_and_counts_of_the_site_hold_a_document_once(get: Get) -> None:
    for address in ("/", "/van-ban", "/kinh-phi", "/chi-tieu", "/doi-chieu", "/luoc-do", "/moi.atom"):
        assert "van-ban/bao-cao-2" not in page(get, address), address
        assert "van-ban/bao-cao" in page(get, address), address
    act = page(get, "/vien-dan/qd-ttg-771-2021")
    assert "van-ban/bao-cao#" in act
    assert "van-ban/bao-cao-2" not in act
    for kind in ("/van-ban.csv", "/doi-chieu.csv", "/kinh-phi.csv", "/chi-tieu.csv", "/vien-dan/qd-ttg-771-2021.csv"):
        assert "/bao-cao-2" not in page(get, kind), kind
    assert len(page(get, "/van-ban.csv").splitlines()) == 3


def test_the_site_counts_alike_and_says_that_there_are_more_files(get: Get) -> None:
    assert '<dd><a href="/van-ban">2</a> <span class="meta">(4 tệp)</span></dd>' in page(get, "/")
    assert "2 văn bản (4 tệp)" in page(get, "/gioi-thieu")


def test_a_copy_has_a_page_and_is_found(get: Get) -> None:
    copy = page(get, "/van-ban/bao-cao-2")
    assert 'Đây là một bản sao của <a href="/van-ban/bao-cao">' in copy
    assert "Nội dung cần rà soát" in copy, "its own findings stand on its page"
    assert "được làm trên một bản khác của văn bản này" in copy
    first = page(get, "/van-ban/bao-cao")
    assert "Đây là một bản sao" not in first
    assert 'Bản khác của văn bản này: <a href="/van-ban/bao-cao-2">' in first
    assert "/van-ban/bao-cao-2" in page(get, "/tim-kiem?q=Kẹo+dừa+Bến+Thành")
    for address in ("/kinh-phi?van-ban=", "/chi-tieu?van-ban=", "/doi-chieu?van-ban="):
        assert "/van-ban/bao-cao-2#v" in page(get, f"{address}bao-cao-2"), address


def tables_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a database says of documents, counts, sums and findings, whatever the numbers of its rows are."""
    queries = (
        "SELECT slug, copy_of FROM documents ORDER BY slug",
        "SELECT slug, mentions, documents, findings FROM instrument_counts ORDER BY slug",
        "SELECT * FROM funds ORDER BY field, value",
        "SELECT * FROM choices ORDER BY list, field, value",
        "SELECT slug, mentions, documents FROM entities ORDER BY slug",
        "SELECT code, message, in_copy FROM findings ORDER BY code, message, in_copy",
    )
    with closing(sqlite3.connect(path)) as connection:
        return {query: connection.execute(query).fetchall() for query in queries}


def test_a_copy_that_comes_or_goes_later_makes_the_same_database_as_a_fresh_build(tmp_path: Path) -> None:
    home, path, fresh = tmp_path / "corpus", tmp_path / "ocop.db", tmp_path / "fresh.db"
    home.mkdir()
    (home / "ban-dau.txt").write_text(PLAN, encoding="utf-8")
    for name, act in (("ban-day-du.txt", "write"), ("ban-dau.txt", "unlink")):
        build(home, path, workers=1)
        if act == "write":
            (home / name).write_text(f"{PLAN}\nNơi nhận:\n- Như trên;\n- Lưu: VT, NN.\n", encoding="utf-8")
        else:
            (home / name).unlink()
        build(home, path, workers=1)
        build(home, fresh, workers=1, fresh=True)
        assert tables_of(path) == tables_of(fresh), act
    with closing(sqlite3.connect(path)) as connection:
        assert values(connection, "SELECT slug, copy_of FROM documents") == [("ban-day-du", None)]


@pytest.mark.parametrize(
    ("good", "copy"),
    [
        ("quyet-dinh-cong-nhan-dot-1.txt", "sub/Bản sao (1).txt"),
        ("quyet-dinh-cong-nhan-dot-1.txt", "a (1).txt"),
        ("nam/quyet-dinh.txt", "Copy of a.txt"),
        ("quyet-dinh-dot-1.txt", "cu/qd.txt"),
        ("qd.txt", "qd-ban-sao.txt"),
    ],
)
def test_the_name_decides_between_files_that_are_equal(good: str, copy: str) -> None:
    text = "chữ " * 200
    assert told(one(copy, text=text), one(good, text=text)) == {copy: good}
    assert told(one("quyet-dinh.txt", text=text), one("qd.txt", text=text)) == {"quyet-dinh.txt": "qd.txt"}
    changed = one(copy, text=f"{text}18")
    assert told(changed, one(good, text=f"{text}8")) == {copy: good}, "a figure more makes no fuller text"


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("altered")
    (home / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    (home / "ke-hoach (1).txt").write_text(PLAN.replace("900 triệu", "990 triệu"), encoding="utf-8")
    report = PLAN.replace("Số: 15/KH", "Số: 90/BC").replace("KẾ HOẠCH", "BÁO CÁO")
    (home / "bao-cao.txt").write_text(report, encoding="utf-8")
    (home / "bao-cao (1).txt").write_text(report.replace("Tổng kinh phí", "Tổng số kinh phí"), encoding="utf-8")
    return home


def test_a_copy_that_states_another_sum_is_told(
    altered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ocop.db"
    assert run(program, ("--lang", "en", "build", str(altered), "-o", str(path), "--workers", "1")) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Copies with other")]
    assert line.endswith("1: ke-hoach (1).txt (ke-hoach.txt)")
    get = asking(path)
    slugs = dict(sqlite3.connect(path).execute("SELECT file, slug FROM documents").fetchall())
    pages = {file: page(get, f"/van-ban/{slug}") for file, slug in slugs.items()}
    told_of = {file for file, words in pages.items() if "Hai bản của văn bản này ghi khác nhau" in words}
    assert told_of == {"ke-hoach.txt", "ke-hoach (1).txt"}
    (altered / "ke-hoach (1).txt").write_text(PLAN, encoding="utf-8")
    build(altered, path, workers=1)
    with closing(sqlite3.connect(path)) as connection:
        assert values(connection, "SELECT count(copy_of), sum(differs) FROM documents") == [(2, 0)]
