"""An invented plan with three tables: one on two pages, one cell to a line of text, one that could not be read."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from site_facts import ACTS

from extractor.model import Amount, Cell, Citation, Column, Document, Facts, Head, Page, Row, Section, Table
from extractor.rulebook import load
from extractor.store import Writer

TEXT = """KẾ HOẠCH

I. KINH PHÍ

Bảng 1. Dự kiến kinh phí <b>hỗ trợ</b>

Đơn vị tính: triệu đồng

TT\tNội dung\tKinh phí\tĐiện thoại

Năm 2024\tNăm 2025

1\tTập huấn <script>alert(1)</script>\t1.250\t-5\t0277 3851 234
\f2\tHội chợ theo Quyết định số 919/QĐ-TTg\t800\t=1+1

@nhà\tTổng số\t2.050\t3

Ghi chú: Chưa gồm vốn đối ứng của Hợp tác xã.

Danh sách sản phẩm

TT

Sản phẩm

1

Gạo

thơm

2

+ Nem

Danh mục xấu

TT

Tên

Hết.
"""
REASON = "its rows do not fit its head"


def facts() -> Facts:
    """The plan. Its first table has two head rows, a cell over two rows, and a row that goes on to the second page."""
    text = unicodedata.normalize("NFC", TEXT)
    cut = text.index("\f")
    pages = (Page(1, 0, cut), Page(2, cut + 1, len(text)))
    tables = (_budget(text), _products(text), _unread(text))
    document = Document("0" * 64, "tables.pdf", "pdf", text, pages, tables, copy_kind="pdf_text")
    label, figure = text.index("Hội chợ"), text.index("800") + 3
    start = text.index("Quyết định số")
    cited = Citation(
        start=start, end=start + 24, quote=text[start : start + 24], page=2, rule="by-hand", kind="Quyết định",
        number="919", symbol="QĐ-TTg", key="919/QĐ-TTg", relation="mentions", instrument=ACTS[0].slug,
    )  # fmt: skip
    spent = Amount(
        start=label, end=figure, quote=text[label:figure], page=2, rule="table-grid", value=800_000_000, role="part",
    )  # fmt: skip
    numbered = (Section(text.index("I. "), len(text), 1, "I", "KINH PHÍ", None, "roman"),)
    inside = Section(text.index("\f2") + 1, cut + 40, 2, "2", "Hội chợ", 0, "number")
    return Facts(document, Head(title="Kế hoạch có bảng"), (*numbered, inside), citations=(cited,), amounts=(spent,))


def write(path: Path) -> None:
    """A database with the plan alone, under the address "bang"."""
    with Writer(path, load()) as writer:
        writer.add_instruments(ACTS)
        writer.add_document(facts(), "bang", {"file": "tables.pdf"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)


def _cell(text: str, words: str, after: int = 0) -> Cell:
    start = text.index(words, after)
    return Cell(words, start, start + len(words))


def _row(text: str, after: int, *words: str) -> Row:
    return tuple(_cell(text, word, after) if word else Cell("") for word in words)


def _budget(text: str) -> Table:
    top = text.index("TT\t")
    number, what, money, phone = _row(text, top, "TT", "Nội dung", "Kinh phí", "Điện thoại")
    header = (
        (number, what, money, money, phone),
        (number, what, *_row(text, top, "Năm 2024", "Năm 2025"), phone),
    )
    first = _row(text, text.index("1\tTập"), "1", "Tập huấn <script>alert(1)</script>", "1.250", "-5", "0277 3851 234")
    second = (*_row(text, text.index("\f"), "2", "Hội chợ theo Quyết định số 919/QĐ-TTg", "800", "=1+1"), first[4])
    third = _row(text, text.index("@nhà"), "@nhà", "Tổng số", "2.050", "3", "")
    headings = ("TT", "Nội dung", "Kinh phí Năm 2024", "Kinh phí Năm 2025", "Điện thoại")
    means = ("number", "task", "money", "money", "phone")
    units = (None, None, "triệu đồng", "triệu đồng", None)
    note = "Ghi chú: Chưa gồm vốn đối ứng của Hợp tác xã."
    return Table(
        top, text.index("2.050\t3") + 7, (first, second, third), header, 1,
        "Bảng 1. Dự kiến kinh phí <b>hỗ trợ</b>", columns=tuple(map(Column, headings, means, units)),
        unit="triệu đồng", notes=(note,),
    )  # fmt: skip


def _products(text: str) -> Table:
    top = text.index("TT\n")
    header = (_row(text, top, "TT", "Sản phẩm"),)
    rice, rest = text.index("Gạo"), text.index("thơm")
    one = (_cell(text, "1", top), Cell("Gạo thơm", rice, rice + 3, ((rest, rest + 4),)))
    two = (_cell(text, "2", rest), _cell(text, "+ Nem", rest))
    columns = (Column("TT", "number"), Column("Sản phẩm", "name"))
    end = two[1].end or 0
    return Table(top, end, (one, two), header, 2, columns=columns, layout="lines", certainty=0.83)


def _unread(text: str) -> Table:
    start = text.index("TT", text.index("Danh mục xấu"))
    return Table(start, text.index("Tên\n") + 3, (), layout="lines", page=2, certainty=0.0, failed=REASON)
