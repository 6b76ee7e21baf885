"""A database that is carried on says the same as one that is built from nothing, whatever happened to the corpus."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from test_site import asking

from extractor import harvest
from extractor.build import Changes, Summary, build
from extractor.fact_cache import FactCache, cache_at
from extractor.model import Document, Facts
from extractor.pipeline import extract
from extractor.report import build_text
from extractor.rulebook import Rulebook
from extractor.wording import wording

ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = """ỦY BAN NHÂN DÂN TỈNH {province}
Số: {number}/KH-UBND
{place}, ngày {day} tháng 3 năm {year}

KẾ HOẠCH
Phát triển sản phẩm OCOP năm {year}

Căn cứ Quyết định số 771/QĐ-TTg ngày {cited} của Thủ tướng Chính phủ về chương trình;
Căn cứ Kế hoạch số 9/KH-UBND của Ủy ban nhân dân tỉnh;
"""
PLAN = """
I. MỤC TIÊU
Phấn đấu đến năm {year} có ít nhất {target} sản phẩm đạt 3 sao; kinh phí 120 triệu đồng, trong đó: ngân sách tỉnh
100 triệu đồng, vốn khác 30 triệu đồng. Liên hệ: 0912 345 678.
"""
LIST = """
II. DANH SÁCH
Sản phẩm Trà hoa vàng Ba Chẽ của Hợp tác xã {maker} đạt 4 sao.
Năm {year}, toàn tỉnh có {result} sản phẩm đạt 3 sao.
"""
SAMPLE: dict[str, dict[str, Any]] = {
    "mot.txt": {"province": "BẾN TRE", "place": "Bến Tre", "number": 15, "day": 4, "year": 2022, "cited": "12/5/2021"},
    "hai.txt": {"province": "BẾN TRE", "place": "Bến Tre", "number": 16, "day": 9, "year": 2023, "cited": "21/5/2021"},
    "ba.txt": {"province": "LÀO CAI", "place": "Lào Cai", "number": 9, "day": 21, "year": 2022, "cited": "12/5/2021"},
    "bon.txt": {"province": "LÀO CAI", "place": "Lào Cai", "number": 40, "day": 2, "year": 2024, "cited": "12/5/2021"},
}


def text(name: str, **other: object) -> str:
    said = {"target": 20, "result": 18, "maker": "Bản Liền"} | SAMPLE[name] | other
    return (HEAD + PLAN + (LIST if name in ("hai.txt", "bon.txt") else "")).format(**said)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    home = tmp_path / "corpus"
    home.mkdir()
    for name in SAMPLE:
        (home / name).write_text(text(name), encoding="utf-8")
    (home / "hong.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return home


@pytest.fixture
def cache(tmp_path: Path, rulebook: Rulebook) -> FactCache:
    return cache_at(str(tmp_path / "cache"), rulebook)


PLACES = {
    "section": 'SELECT document || " " || start FROM sections WHERE id = {0}',
    "sections.parent": 'SELECT document || " " || start FROM sections WHERE id = {0}',
    "amounts.parent": 'SELECT document || " " || start FROM amounts WHERE id = {0}',
    "indicators.parent": 'SELECT document || " " || start FROM indicators WHERE id = {0}',
    "target": 'SELECT document || " " || start || " " || value FROM indicators WHERE id = {0}',
    "result": 'SELECT document || " " || start || " " || value FROM indicators WHERE id = {0}',
    "finding": "SELECT code || message FROM findings WHERE id = {0}",
}
"""What stands behind ids: they may differ, what they mean may not."""


def said(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a database says, in an order of its own, but when and how fast it was made."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {table: sorted(rows, key=repr) for table, rows in _tables(connection)}


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for table, sql in found:
        if table.startswith("sqlite_") or "_fts_" in table or table == "runs":
            continue
        if "fts5" in sql:
            connection.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab('main', '{table}', 'col')")
            yield table, connection.execute(f"SELECT * FROM temp.{table}_words").fetchall()
            continue
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] != "id"]
        yield (
            table,
            connection.execute(f"SELECT {', '.join(_meant(table, name) for name in columns)} FROM {table}").fetchall(),
        )


def _meant(table: str, column: str) -> str:
    place = PLACES.get(f"{table}.{column}") or PLACES.get(column)
    return f"({place.format(f'{table}.{column}')})" if place else f'"{column}"'


def changed(corpus: Path) -> None:
    (corpus / "hai.txt").write_text(text("hai.txt", cited="12/5/2021", maker="Bản Mới"), encoding="utf-8")


def withdrawn(corpus: Path) -> None:
    (corpus / "mot.txt").unlink()


def added(corpus: Path) -> None:
    (corpus / "nam.txt").write_text(text("ba.txt", number=77, year=2025), encoding="utf-8")


def doubled(corpus: Path) -> None:
    (corpus / "sau.txt").write_text(text("ba.txt"), encoding="utf-8")


def renamed(corpus: Path) -> None:
    (corpus / "bon.txt").rename(corpus / "bay.txt")


def mended(corpus: Path) -> None:
    (corpus / "hong.pdf").unlink()
    (corpus / "hong.txt").write_text(text("bon.txt", number=41, result=19), encoding="utf-8")


def merged(corpus: Path) -> None:
    later = text("hai.txt", province="VĨNH LONG", place="Vĩnh Long", number=5, year=2026)
    (corpus / "tam.txt").write_text(later + LIST.format(year=2026, maker="Bản Liền", result=7), encoding="utf-8")


def nothing(corpus: Path) -> None:
    assert corpus.is_dir()


CHANGES = (changed, withdrawn, added, doubled, renamed, mended, merged)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_database_carried_on_says_what_a_fresh_one_says(
    change: Callable[[Path], None], corpus: Path, cache: FactCache, tmp_path: Path
) -> None:
    carried = tmp_path / "carried.db"
    build(corpus, carried, workers=1, cache=cache)
    before = said(carried)
    change(corpus)
    summary = build(corpus, carried, workers=1, cache=cache)
    build(corpus, tmp_path / "fresh.db", workers=1, cache=cache, fresh=True)
    after, fresh = said(carried), said(tmp_path / "fresh.db")
    assert before != after, "the change must show"
    assert not summary.unchanged
    for table in fresh:
        assert after[table] == fresh[table], table


def test_a_chain_of_changes_and_back_again(corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    carried = tmp_path / "carried.db"
    build(corpus, carried, workers=1, cache=cache)
    first = said(carried)
    for change in (added, changed, doubled, withdrawn):
        change(corpus)
        build(corpus, carried, workers=1, cache=cache)
    for name in SAMPLE:
        (corpus / name).write_text(text(name), encoding="utf-8")
    for name in ("nam.txt", "sau.txt"):
        (corpus / name).unlink()
    build(corpus, carried, workers=1, cache=cache)
    assert said(carried) == first


def test_a_build_tells_what_is_new_changed_and_gone(corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    assert build(corpus, database, workers=1, cache=cache).changes is None
    for change in (added, changed, withdrawn):
        change(corpus)
    summary = build(corpus, database, workers=1, cache=cache)
    assert summary.changes == Changes(("nam.txt",), ("hai.txt",), ("mot.txt",))
    told = build_text(summary, database, wording("en")).splitlines()
    assert told[1:4] == ["New: 1 (nam.txt)", "Changed: 1 (hai.txt)", "Gone: 1 (mot.txt)"]


def test_what_lies_in_an_old_province_moves_with_the_documents_that_say_so(
    corpus: Path, cache: FactCache, tmp_path: Path
) -> None:
    carried = tmp_path / "carried.db"
    merged(corpus)
    provinces = []
    for change in (nothing, changed, withdrawn):
        change(corpus)
        build(corpus, carried, workers=1, cache=cache)
        build(corpus, tmp_path / "fresh.db", workers=1, cache=cache, fresh=True)
        assert said(carried) == said(tmp_path / "fresh.db")
        with closing(sqlite3.connect(carried)) as connection:
            named = "SELECT e.province FROM products p JOIN entities e ON e.slug = p.entity WHERE p.document = 'tam'"
            provinces.append({province for (province,) in connection.execute(named)})
    assert provinces == [{"Bến Tre"}, {"Vĩnh Long"}, {"Vĩnh Long"}]


def test_nothing_is_written_when_nothing_is_new(corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    first = build(corpus, database, workers=1, cache=cache)
    stamp = database.stat()
    second = build(corpus, database, workers=1, cache=cache)
    assert second.unchanged
    assert not first.unchanged
    assert (second.documents, second.failures, second.counts) == (first.documents, first.failures, first.counts)
    assert database.stat() == stamp


@pytest.mark.parametrize("how", ["fresh", "page_images", "score"])
def test_a_database_made_otherwise_is_not_carried_on(how: str, corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1, cache=cache)
    summary: Summary
    if how == "score":
        (corpus / "gold").mkdir()
        (corpus / "gold" / "mot.jsonl").write_text("{}", encoding="utf-8")
        build(corpus, database, workers=1, cache=cache, score=lambda *_: {"seen": 1})
        (corpus / "gold" / "mot.jsonl").write_text("{} ", encoding="utf-8")
        summary = build(corpus, database, workers=1, cache=cache, score=lambda *_: {"seen": 2})
    else:
        summary = build(corpus, database, workers=1, cache=cache, **{how: True})  # type: ignore[arg-type]
    assert not summary.unchanged


def test_a_document_that_cannot_be_read_again_is_told(
    corpus: Path, cache: FactCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1, cache=cache)
    for entry in Path(cache.place).rglob("*.facts"):
        entry.unlink()
    added(corpus)

    def extracted(document: Document, rulebook: Rulebook) -> Facts:
        if document.path == "ba.txt":
            raise ZeroDivisionError
        return extract(document, rulebook)

    monkeypatch.setattr(harvest, "extract", extracted)
    summary = build(corpus, database, workers=1, cache=cache)
    assert [file for file, _ in summary.failures] == ["ba.txt", "hong.pdf"]
    assert said(database)["failures"][0][0] == "ba.txt"


def test_documents_whose_facts_left_the_cache_are_read_again(corpus: Path, cache: FactCache, tmp_path: Path) -> None:
    database = tmp_path / "ocop.db"
    build(corpus, database, workers=1, cache=cache)
    for entry in Path(cache.place).rglob("*.facts"):
        entry.unlink()
    added(corpus)
    build(corpus, database, workers=1, cache=cache)
    build(corpus, tmp_path / "fresh.db", workers=1, fresh=True)
    assert said(database) == said(tmp_path / "fresh.db")


def test_an_untitled_document_that_stays_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("Danh sách sản phẩm của huyện\n\nTrà, mật ong.", encoding="utf-8")
    for number in range(2):
        (tmp_path / "corpus" / f"b{number}.txt").write_text(f"KẾ HOẠCH\n\nPhát triển {number}\n", encoding="utf-8")
        build(tmp_path / "corpus", tmp_path / "ocop.db", workers=1)
        with closing(sqlite3.connect(tmp_path / "ocop.db")) as connection:
            names = dict(connection.execute("SELECT file, name FROM documents"))
        assert names["a.txt"] == "Danh sách sản phẩm của huyện"
        assert len(names) == number + 2


def entries(database: Path) -> dict[str, str]:
    """The entries of the feed: when each was updated, by its id."""
    feed = ElementTree.fromstring(asking(database, url="https://ocop.example.vn")("/moi.atom").text)
    found = [
        (one.findtext(f"{ATOM}id") or "", one.findtext(f"{ATOM}updated") or "") for one in feed.iter(f"{ATOM}entry")
    ]
    assert len(found) == len(dict(found)), "no id twice"
    return dict(found)


@pytest.mark.parametrize("fresh", [False, True])
def test_what_stays_the_same_is_no_news_in_the_feed(
    fresh: bool, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "ocop.db"
    monkeypatch.setattr("extractor.filling.today", lambda: "2026-03-01")
    build(corpus, database, workers=1)
    before = entries(database)
    assert set(before.values()) == {"2026-03-01T00:00:00Z"}
    assert [one for one in before if "doi-chieu" in one], "findings too"
    monkeypatch.setattr("extractor.filling.today", lambda: "2026-04-09")
    (corpus / "hai.txt").write_text(text("hai.txt", result=17), encoding="utf-8")
    added = text("mot.txt", number=77, day=8).replace("BẾN TRE", "CAO BẰNG").replace("Bến Tre", "Cao Bằng")
    (corpus / "nam.txt").write_text(added, encoding="utf-8")
    build(corpus, database, workers=1, fresh=fresh)
    after = entries(database)
    news = {one for one, updated in after.items() if updated == "2026-04-09T00:00:00Z"}
    assert {f"https://ocop.example.vn/van-ban/{name}" for name in ("hai", "nam")} <= news
    for name in ("mot", "ba", "bon"):
        assert after[f"https://ocop.example.vn/van-ban/{name}"] == "2026-03-01T00:00:00Z"
    of_kept = {one: day for one, day in before.items() if "doi-chieu?van-ban=bon#" in one}
    assert of_kept
    assert of_kept.items() <= after.items()
