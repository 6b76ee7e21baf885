"""Workbooks: sheets as tables, values as they are shown, old fonts, and what is not read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time

import openpyxl
import pytest
from conftest import with_tables
from legacy_text import in_tcvn3
from openpyxl.styles import Font

from extractor.facts import FINDERS
from extractor.facts.head import find_head
from extractor.model import Document, Product
from extractor.outline import outline
from extractor.readers import ReadError, read_bytes
from extractor.readers.shown import shown
from extractor.rulebook import Rulebook

HEAD = ("STT", "Tên sản phẩm", "Chủ thể", "Số sao")
ROWS = (
    (1, "Gạo nếp cái hoa vàng Lâm Hà", "Hợp tác xã Nông nghiệp Lâm Hà", 4),
    (2, "Mật ong rừng Phú Sơn", "Hộ kinh doanh Nguyễn Văn Tâm", 3),
    (3, "Trà túi lọc Tân Hà", "Công ty TNHH Trà Tân Hà", 3),
)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[object], merged: Sequence[str] = (), title: str = "Biểu 1") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return book


def document_of(book: openpyxl.Workbook) -> Document:
    return read_bytes(saved(book), "danh sách.xlsx")


def texts(document: Document, table: int = 0) -> list[list[str]]:
    found = document.tables[table]
    return [[cell.text for cell in row] for row in (*found.header, *found.rows)]


def test_a_sheet_is_a_table_with_lines_above_and_below() -> None:
    document = document_of(workbook(
        ("DANH SÁCH SẢN PHẨM OCOP NĂM 2025",), ("(Kèm theo Quyết định số 15/QĐ-UBND)",), (),
        HEAD, *ROWS, ("", "Cộng", "", 10), (), ("Ghi chú: xếp theo điểm",), merged=("A1:D1", "A2:D2"),
    ))  # fmt: skip
    assert document.text.startswith(
        "DANH SÁCH SẢN PHẨM OCOP NĂM 2025\n(Kèm theo Quyết định số 15/QĐ-UBND)\n\nSTT\tTên sản phẩm"
    )
    assert document.text.rstrip().endswith("Cộng\t10\n\nGhi chú: xếp theo điểm")
    (table,) = document.tables
    assert texts(document) == [[*HEAD], *([str(value) for value in row] for row in ROWS), ["", "Cộng", "", "10"]]
    for row in table.rows:
        for cell in row:
            assert (cell.start is None) == (not cell.text)
            assert cell.start is None or document.text[cell.start : cell.end] == cell.text
    assert (document.format, document.copy_kind, document.warnings) == ("xlsx", "original", ())


def test_the_two_sides_of_a_head_are_read_one_after_the_other(rulebook: Rulebook) -> None:
    document = document_of(workbook(
        ("UBND TỈNH LÂM HÀ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", None, "Độc lập - Tự do - Hạnh phúc"), ("PHỤ LỤC I",), (), HEAD, *ROWS,
    ))  # fmt: skip
    assert document.text.startswith(
        "UBND TỈNH LÂM HÀ\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nPHỤ LỤC I\n\nSTT"
    )
    assert texts(document)[0] == [*HEAD]
    assert find_head(document, outline(document, rulebook), rulebook).issuer == "Sở Nông nghiệp và Môi trường"


def test_products_of_a_workbook_are_found(rulebook: Rulebook) -> None:
    document = with_tables(document_of(workbook(("DANH SÁCH SẢN PHẨM OCOP NĂM 2025",), (), HEAD, *ROWS)))
    found = [one for one in FINDERS["products"](document, outline(document, rulebook), rulebook)
             if isinstance(one, Product)]  # fmt: skip
    assert [(one.producer, one.stars) for one in found] == [(producer, stars) for _, _, producer, stars in ROWS]
    assert all(document.text[one.start : one.end] == one.quote for one in found)


def test_merged_cells_and_blank_rows_and_columns() -> None:
    book = workbook(
        ("STT", "Sản phẩm", None, "Kết quả", None), (None, None, None, "Điểm", "Sao"), (),
        (1, "Gạo", None, 81.5, 4), (2, "Muối", None, 70, 4), (), (3, "Trà", None, 55, 3),
        merged=("A1:A2", "B1:B2", "D1:E1", "E4:E5"),
    )  # fmt: skip
    assert texts(document_of(book)) == [
        ["STT", "Sản phẩm", "Kết quả", "Kết quả"], ["STT", "Sản phẩm", "Điểm", "Sao"],
        ["1", "Gạo", "81,5", "4"], ["2", "Muối", "70", "4"], ["3", "Trà", "55", "3"],
    ]  # fmt: skip


def test_each_sheet_is_a_table_of_its_own() -> None:
    book = workbook(HEAD, *ROWS[:2])
    second = book.create_sheet("Biểu 2")
    for row in (HEAD, *ROWS[1:]):
        second.append(row)
    book.create_sheet("Trống")
    hidden = book.create_sheet("Nháp")
    hidden.append(("không đọc", "x"))
    hidden.sheet_state = "hidden"
    document = document_of(book)
    assert [texts(document, table)[1][1] for table in (0, 1)] == [ROWS[0][1], ROWS[1][1]]
    assert len(document.tables) == 2
    assert document.text.index("Biểu 1") < document.tables[0].start < document.text.index("Biểu 2")
    assert "không đọc" not in document.text
    assert document.warnings == ("Hidden sheets are not read: Nháp.",)


def test_hidden_rows_are_read_and_said() -> None:
    book = workbook(HEAD, *ROWS)
    book.active.row_dimensions[3].hidden = True
    document = document_of(book)
    assert ROWS[1][1] in document.text
    assert document.warnings == ("The sheet Biểu 1 has hidden rows; they are read as the others.",)


def test_text_of_old_fonts_in_a_workbook() -> None:
    book = workbook(
        HEAD, *((number, in_tcvn3(name), in_tcvn3(producer), stars) for number, name, producer, stars in ROWS)
    )
    for row in book.active.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(name=".VnTime")
    book.active["A1"].value, book.active["A1"].font = in_tcvn3("số thứ tự"), Font(name=".VnTimeH")
    document = document_of(book)
    assert texts(document)[1][1:3] == [ROWS[0][1], ROWS[0][2]]
    assert texts(document)[0][0] == "SỐ THỨ TỰ"
    assert "TCVN3" in document.warnings[0]


def test_formulas_without_results_are_said() -> None:
    document = document_of(workbook(HEAD, *ROWS, ("", "Cộng", "", "=SUM(D2:D4)")))
    assert document.warnings == (
        "Results of formulas that were not saved: 1; open the file in Excel and save it again.",
    )
    assert "SUM" not in document.text


def test_a_sheet_without_a_list_is_text() -> None:
    document = document_of(workbook(("ỦY BAN NHÂN DÂN TỈNH LÂM HÀ",), ("Kế hoạch năm 2025",)))
    assert document.text == "ỦY BAN NHÂN DÂN TỈNH LÂM HÀ\nKế hoạch năm 2025\n\n"
    assert not document.tables


def test_workbooks_that_cannot_be_read() -> None:
    with pytest.raises(ReadError, match="no words"):
        document_of(workbook())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook>")
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(out.getvalue(), "x.xlsx")


def test_a_sheet_of_endless_blank_cells_is_said() -> None:
    book = workbook(HEAD, *ROWS)
    book.create_sheet("Dài").cell(1_000_000, 12).font = Font(bold=True)
    assert "The sheet Dài is too large" in document_of(book).warnings[0]


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (2025, "General", "2025"),
        (1250.5, "General", "1250,5"),
        (0.1 + 0.2, "General", "0,3"),
        (1e15, "General", "1000000000000000"),
        (1250000, "#,##0", "1.250.000"),
        (1250.5, "#,##0.00", "1.250,50"),
        (1250.5, "#,##0.##", "1.250,5"),
        (1250.0, "#,##0.##", "1.250"),
        (-1250.0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-', "-1.250"),
        (1250000, "#,##0,", "1.250"),
        (0.125, "0%", "12%"),
        (0.125, "0.0%", "12,5%"),
        (4, '0" sao"', "4 sao"),
        (1250, '#,##0\\ "đồng"', "1.250 đồng"),
        (1250, "[Red]#,##0", "1.250"),
        (7, "00", "07"),
        (7.25, "0.0", "7,2"),
        (0.5, "# ?/?", "0,5"),
        (True, "General", "TRUE"),
        (datetime(2025, 6, 30), "dd/mm/yyyy", "30/06/2025"),
        (datetime(2025, 6, 30, 8, 5), "dd/mm/yyyy hh:mm", "08:05 30/06/2025"),
        (datetime(2025, 6, 1), "mm/yyyy", "06/2025"),
        (date(2025, 6, 1), "yyyy", "2025"),
        (time(7, 30), "h:mm", "07:30"),
        ("=Gạo", "@", "=Gạo"),
    ],
)
def test_values_are_shown_the_vietnamese_way(value: object, pattern: str, text: str) -> None:
    assert shown(value, pattern) == text
