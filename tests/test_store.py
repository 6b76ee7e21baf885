"""What is written: every fact with its place, whole keys, both columns of search, no personal numbers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import table_facts
from conftest import make_document
from site_facts import ACTS, CHECK, conflict, documents

from extractor.build import build
from extractor.leaf.mask import mask
from extractor.leaf.passages import MOST, layout, passages, section_at
from extractor.model import Document, Facts, Head, Indicator, Section
from extractor.pipeline import extract
from extractor.rulebook import load
from extractor.store import Writer
from extractor.targets import Answer
from extractor.text import fold


def write(path: Path) -> None:
    plan, report = documents()
    with Writer(path, load()) as writer:
        writer.add_checks([CHECK])
        writer.add_instruments(ACTS)
        writer.add_document(plan, "plan-one", {"file": "plan <one>.txt", "overridden": ["date"]})
        writer.add_document(report, "bao-cao", {"file": "bao-cao.txt", "name": "Báo cáo <thử>"})
        writer.add_findings([conflict(plan, report)])
        writer.add_failures([("x.pdf", "/folder/x.pdf: damaged. Save it again.")])
        known = "y.pdf: the PDF is damaged. Save it again when it has loaded"
        writer.add_failures([("y.pdf", f"/folder/of. that/{known}")])
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, {"citation": {"f1": 1.0}})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    write(tmp_path / "ocop.db")
    connection = sqlite3.connect(tmp_path / "ocop.db")
    yield connection
    connection.close()


def texts(database: sqlite3.Connection) -> dict[str, str]:
    found: dict[str, str] = {}
    for slug, text in database.execute("SELECT document, text FROM passages ORDER BY document, start"):
        found[slug] = found.get(slug, "") + text
    return found


def test_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("table", ["citations", "amounts", "products", "organizations", "unresolved", "evidence"])
def test_every_quote_stands_where_it_says(database: sqlite3.Connection, table: str) -> None:
    whole = texts(database)
    rows = database.execute(f'SELECT document, start, "end", quote FROM {table}').fetchall()
    assert rows
    assert all(whole[slug][start:end] == quote for slug, start, end, quote in rows)


def test_passages_hold_the_whole_text(database: sqlite3.Connection) -> None:
    assert texts(database)["bao-cao"] == documents()[1].document.text
    assert database.execute("SELECT page FROM passages WHERE document = 'bao-cao'").fetchall() == [(1,), (2,)]


def test_indexes_become_ids(database: sqlite3.Connection) -> None:
    parents = database.execute(
        "SELECT p.quote FROM amounts a JOIN amounts p ON p.id = a.parent WHERE a.quote = '12 sản phẩm'"
    ).fetchall()
    assert parents == [("2.500 triệu đồng",)]
    heading = database.execute("SELECT s.heading FROM products p JOIN sections s ON s.id = p.section").fetchone()
    assert heading == ("MỤC TIÊU",)


def test_evidence_names_the_act_cited_there(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT document, instrument FROM evidence ORDER BY position").fetchall() == [
        ("plan-one", "qd-ttg-919-2022"),
        ("bao-cao", "qd-ttg-919-2022"),
    ]


def test_telephone_numbers_are_masked_everywhere(database: sqlite3.Connection) -> None:
    dump = "\n".join(database.iterdump())
    assert "0912 345" not in dump
    assert "điện thoại: •••• ••• •••." in texts(database)["plan-one"]
    found = database.execute("SELECT count(*) FROM passages_fts WHERE passages_fts MATCH '\"0912\"'").fetchone()
    assert found == (0,)


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    table_facts.write(tmp_path / "tables.db")
    connection = sqlite3.connect(tmp_path / "tables.db")
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def test_a_table_is_written_with_all_that_is_known_of_it(tables: sqlite3.Connection) -> None:
    budget, products, unread = tables.execute("SELECT * FROM tables ORDER BY number").fetchall()
    assert (budget["number"], budget["page"], budget["unit"], budget["certainty"]) == (1, 1, "triệu đồng", 1.0)
    header = json.loads(budget["header"])
    assert [cell[0] for cell in header[1]] == ["TT", "Nội dung", "Năm 2024", "Năm 2025", "Điện thoại"]
    assert header[0][0] == header[1][0], "a cell over two rows is repeated"
    assert json.loads(budget["meanings"]) == ["number", "task", "money", "money", "phone"]
    assert json.loads(budget["units"])[2] == "triệu đồng"
    assert json.loads(budget["notes"]) == ["Ghi chú: Chưa gồm vốn đối ứng của Hợp tác xã."]
    text, start, end, rest = json.loads(products["cells"])[0][1]
    assert (text, products["layout"], products["certainty"]) == ("Gạo thơm", "lines", 0.83)
    assert [table_facts.TEXT[a:b] for a, b in ([start, end], *rest)] == ["Gạo", "thơm"]
    assert (unread["number"], unread["failed"], unread["cells"]) == (3, table_facts.REASON, "[]")


def test_the_view_has_a_row_for_each_cell_of_a_body(tables: sqlite3.Connection) -> None:
    cells = [dict(row) for row in tables.execute('SELECT * FROM table_cells ORDER BY "table", "row", "column"')]
    assert len(cells) == 3 * 5 + 2 * 2
    start = table_facts.TEXT.index("800")
    assert cells[7] == {
        **{"document": "bang", "table": 1, "row": 2, "column": 3, "heading": "Kinh phí Năm 2024", "meaning": "money"},
        **{"unit": "triệu đồng", "text": "800", "start": start, "end": start + 3, "page": 2},
    }
    assert (cells[14]["text"], cells[14]["start"], cells[14]["page"]) == ("", None, 1)


def test_cells_are_masked_by_their_headings_in_the_text_too(tables: sqlite3.Connection) -> None:
    assert "3851" not in "\n".join(tables.iterdump())
    assert texts(tables)["bang"].count("•••• •••• •••") == 1
    assert "2.050" in texts(tables)["bang"]


def test_head_caption_and_notes_are_masked(tmp_path: Path) -> None:
    facts = table_facts.facts()
    said = "ĐT: 0912 345 678"
    budget = facts.document.tables[0]
    changed = replace(
        budget, caption=said, notes=(said,), unit=said, header=((replace(budget.header[0][0], text=said),),),
        columns=tuple(replace(column, heading=said) for column in budget.columns),
    )  # fmt: skip
    with Writer(tmp_path / "masked.db", load()) as writer:
        writer.add_document(
            replace(facts, document=replace(facts.document, tables=(changed,)), citations=()), "a", {"file": "a"}
        )
    with closing(sqlite3.connect(tmp_path / "masked.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert "0912" not in dump
    assert dump.count("ĐT: •••• ••• •••") == 4 + len(budget.columns)


def test_masking_keeps_the_length_and_leaves_money_alone() -> None:
    text = "Ông Võ A, CCCD số 087183001234, ĐT 0277.3851.234, vốn 987.654.321 đồng, 0912345678 kg?"
    masked = mask(text, load())
    assert len(masked) == len(text)
    assert "987.654.321 đồng" in masked
    assert not any(number in masked for number in ("0871", "3851", "09123"))


HOMES = """Danh sách chủ thể

Rượu nếp của hộ ông Lò Văn Pánh, bản Mòn, xã Chiềng Pằn đạt 3 sao.

Hộ kinh doanh Nguyễn Thị Hạnh (địa chỉ: số 128/37, ấp Phú Lợi, xã Tân Hòa), Công ty TNHH Sen, ấp Bình An, xã Tân Hòa.
"""
LIST = """<table><tr><th>TT</th><th>Tên sản phẩm</th><th>Chủ thể</th><th>Địa chỉ</th><th>Hạng sao</th></tr>
<tr><td>1</td><td>Mật ong Hoa Ban</td><td>Hộ kinh doanh Võ Văn Bé</td>
<td>Ấp Long Hưng, xã Phú Hữu</td><td>3 sao</td></tr>
<tr><td>2</td><td>Gạo thơm Sông Hậu</td><td>HTX Sông Hậu</td>
<td>Ấp Mỹ Lợi, xã Phú Hữu</td><td>4 sao</td></tr></table>"""


def test_homes_of_households_are_hidden_everywhere_down_to_the_commune(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "chu-the.txt").write_text(HOMES, encoding="utf-8")
    (corpus / "danh-muc.html").write_text(f"<html><body><h1>DANH MỤC</h1>{LIST}</body></html>", encoding="utf-8")
    build(corpus, tmp_path / "ocop.db", workers=1)
    with closing(sqlite3.connect(tmp_path / "ocop.db")) as connection:
        dump = "\n".join(connection.iterdump())
        found = connection.execute(
            "SELECT count(*) FROM passages_fts WHERE passages_fts MATCH 'folded : \"long hung\"'"
        )
        assert found.fetchone() == (0,)
        stated = connection.execute("SELECT producer, place FROM products WHERE name LIKE 'Mật ong%'").fetchall()
    for home in ("Mòn", "128/37", "Phú Lợi", "Long Hưng"):
        assert home not in dump, home
    for public in ("xã Chiềng Pằn", "xã Tân Hòa", "Bình An", "xã Phú Hữu", "Mỹ Lợi", "Võ Văn Bé"):
        assert public in dump, public
    assert stated == [("Hộ kinh doanh Võ Văn Bé", "•• •••• ••••, xã Phú Hữu")]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ('folded : "dong thap"', {"plan-one"}),
        ('text : "đồng tháp"', {"plan-one"}),
        ('text : "đong thap"', set()),
        ('folded : "nam"', {"plan-one", "bao-cao"}),
        ('text : "năm"', {"plan-one"}),
    ],
)
def test_search_has_words_as_written_and_without_marks(
    database: sqlite3.Connection, query: str, slugs: set[str]
) -> None:
    sql = "SELECT p.document FROM passages_fts f JOIN passages p ON p.id = f.rowid WHERE passages_fts MATCH ?"
    assert {slug for (slug,) in database.execute(sql, [query])} == slugs


def test_the_fold_keeps_every_offset() -> None:
    text = documents()[0].document.text
    assert len(fold(text)) == len(text)


def test_provenance_and_run(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT slug, name, overridden, ocr_pages FROM documents ORDER BY slug").fetchall()
    assert rows == [("bao-cao", "Báo cáo <thử>", None, 1), ("plan-one", "Kế hoạch Kế hoạch Đồng Tháp", '["date"]', 0)]
    (scores,) = database.execute("SELECT scores FROM runs").fetchone()
    assert json.loads(scores) == {"citation": {"f1": 1.0}}


def test_a_failed_build_keeps_the_old_database(tmp_path: Path) -> None:
    path = tmp_path / "ocop.db"
    path.write_bytes(b"old")
    finding = conflict(*documents())
    with pytest.raises(KeyError), Writer(path, load()) as writer:
        writer.add_findings([finding])  # of documents that are not there
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_long_sections_are_cut_at_line_breaks() -> None:
    plan, _ = documents()
    text = "Câu chữ.\n" * 1000
    facts = Facts(document=plan.document.__class__("0", "a", "text", text), head=plan.head)
    cut = list(passages(facts))
    assert [piece.start for piece in cut] == [0, *(piece.end for piece in cut[:-1])]
    assert cut[-1].end == len(text)
    assert all(piece.end - piece.start <= MOST and text[piece.end - 1] == "\n" for piece in cut)


def test_the_innermost_section_is_found() -> None:
    sections = (Section(0, 90, 1, "I", "a"), Section(10, 50, 2, "1", "b", 0), Section(20, 30, 3, None, "c", 1))
    assert [section_at(sections, offset) for offset in (5, 15, 25, 35, 60, 95)] == [0, 1, 2, 1, 0, None]


def test_a_footnote_inside_a_sentence_is_laid_out_with_its_number(document: Callable[..., Document]) -> None:
    before = [
        "Trong quá trình thực hiện, Ủy ban nhân dân các xã thường xuyên kiểm tra, đôn",
        "đốc, báo cáo kết quả về cơ quan thường trực của Chương trình theo quy định",
        "của tỉnh, kịp thời tháo gỡ khó khăn, vướng mắc cho các chủ thể theo văn bản",
    ]
    page_end = ["1", "của Sở Nông nghiệp và Phát triển nông thôn và hướng dẫn của cơ quan chuyên", " " * 30]
    note = ["1", "Ban hành kèm theo Công văn số 55/SNN-PTNT."]
    after = "môn cấp trên."
    facts = Facts(document("\n".join([*before * 2, *page_end, *note, f"\f{after}"])), Head())
    laid = [(facts.document.text[start:end].strip(), kind) for start, end, kind in layout(facts)]
    assert laid[-2:] == [("\n".join(note), "note"), (after, "more")]


def test_figures_that_ran_together_end_no_build(tmp_path: Path) -> None:
    """Digits by the thousand, and more than a database can hold, are no numbers."""
    runs = ("9" * 6000, "123456789012345678901234", "1" * 19, "999999999999999999")
    said = " ".join(f"Kinh phí {run} đồng và {run} tỷ đồng; có {run} sản phẩm, {run}%, {run}/{run} xã." for run in runs)
    document = make_document(f"KẾ HOẠCH\n\n{said}\n")
    facts = extract(document)
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_document(facts, "runs", {"file": "runs.txt"})
    with closing(sqlite3.connect(tmp_path / "ocop.db")) as database:
        assert database.execute("SELECT count(value) FROM indicators").fetchone()[0] == 2
        assert max(value or 0 for (value,) in database.execute("SELECT value FROM amounts")) == 999999999999999999


def test_targets_stand_beside_their_results(tmp_path: Path) -> None:
    plan, report = documents()
    said = {"start": 0, "end": 0, "quote": "", "unit": "sản phẩm", "period": "2021-2025", "subject": "sản phẩm mới"}
    planned = Indicator(kind="target", value=40, comparator=">=", **said)  # type: ignore[arg-type]
    reached = Indicator(kind="result", value=30, **(said | {"period": "2023"}))  # type: ignore[arg-type]
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_instruments(ACTS)
        writer.add_document(replace(plan, indicators=(reached, planned)), "plan-one", {"file": "plan.txt"})
        writer.add_document(replace(report, indicators=(reached,)), "bao-cao", {"file": "bao-cao.txt"})
        writer.add_answers([Answer((plan.document.path, 1), (report.document.path, 0), 0.8)])
    with closing(sqlite3.connect(tmp_path / "ocop.db")) as database:
        database.row_factory = sqlite3.Row
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        (row,) = database.execute("SELECT * FROM targets_and_results")
        assert (row["target_document"], row["result_document"]) == ("plan-one", "bao-cao")
        assert (row["comparator"], row["target"], row["result"], row["share"], row["certainty"]) == (
            ">=",
            40,
            30,
            75,
            0.8,
        )
        years = database.execute("SELECT period, period_start, period_end FROM indicators ORDER BY id").fetchall()
        assert [tuple(year) for year in years[:2]] == [("2023", 2023, 2023), ("2021-2025", 2021, 2025)]


@pytest.mark.parametrize(
    ("head", "text", "name"),
    [
        (Head(doc_type="Kế hoạch", number="46", symbol="KH-UBND", title="Thực hiện Đề án 2021 - 2025"), "x",
         "Kế hoạch 46/KH-UBND thực hiện Đề án 2021–2025"),
        (Head(doc_type="Nghị quyết", number="3", year="2021", symbol="NQ-HĐND", title="Chính sách"), "x",
         "Nghị quyết 3/2021/NQ-HĐND chính sách"),
        (Head(doc_type="Kế hoạch", symbol="KH-UBND", title="Triển khai OCOP"), "x", "Kế hoạch triển khai OCOP"),
        (Head(title="Thực trạng"), "x", "Thực trạng"),
        (Head(doc_type="Kế hoạch", issuer="Sở Y tế"), "x", "Kế hoạch của Sở Y tế"),
        (Head(), "**Danh sách sản phẩm**\n\n1. Trà", "Danh sách sản phẩm"),
        (Head(), "x\n\ny", "a.txt"),
    ],
)  # fmt: skip
def test_a_document_is_called_by_the_best_title_that_it_gives(head: Head, text: str, name: str, tmp_path: Path) -> None:
    facts = Facts(document=make_document(text, "a.txt"), head=head)
    with Writer(tmp_path / "names.db", load()) as writer:
        writer.add_document(facts, "a", {"file": "a.txt"})
    with closing(sqlite3.connect(tmp_path / "names.db")) as connection:
        assert connection.execute("SELECT name FROM documents").fetchone() == (name,)


def test_a_long_title_is_cut_in_the_name_alone(tmp_path: Path) -> None:
    title = "Sửa đổi " + ", ".join(f"Thông tư số {number}" for number in range(60))
    with Writer(tmp_path / "long.db", load()) as writer:
        writer.add_document(Facts(document=make_document("x"), head=Head(title=title)), "a", {"file": "a.txt"})
    with closing(sqlite3.connect(tmp_path / "long.db")) as connection:
        name, whole = connection.execute("SELECT name, title FROM documents").fetchone()
    assert whole == title
    assert len(name) <= 240
    assert name.endswith("…")


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (Head(number="46", symbol="KH-UBND"), "46/KH-UBND"),
        (Head(number="210", year="2018", symbol="NQ-HĐND"), "210/2018/NQ-HĐND"),
        (Head(number="15", symbol="KH/HU"), "15-KH/HU"),
        (Head(symbol="KH-UBND"), None),
    ],
)
def test_the_key_of_a_document_is_written_as_offices_write_it(head: Head, key: str | None) -> None:
    assert head.key == key
