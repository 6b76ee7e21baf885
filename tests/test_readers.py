"""Formats, plain text, web pages, Word documents."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import docx
import pytest
from conftest import with_tables
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from extractor.model import Document
from extractor.readers import READERS, ReadError, read, read_bytes
from extractor.readers.source import Source, recognise
from extractor.text import view

SENTENCE = "Ủy ban nhân dân tỉnh Lâm Hà ban hành Kế hoạch."


def assert_cells_stand_in_the_text(document: Document) -> None:
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                assert (cell.start is None) == (not cell.text)
                if cell.start is not None:
                    assert document.text[cell.start : cell.end] == cell.text


# Formats


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (SENTENCE.encode(), "text"),
        (SENTENCE.encode("utf-16"), "text"),
        (b"\n <!DOCTYPE html><html><body>x</body></html>", "html"),
        ("\ufeff<p>Căn cứ</p>".encode(), "html"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"II*\0....", "image"),
        (b"\r\n{\\rtf1 abc}", "rtf"),
    ],
)
def test_a_format_is_known_by_its_content(data: bytes, form: str) -> None:
    assert recognise(Source("tệp.bin", data)) == form
    assert form in READERS


def encrypted_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\f\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (encrypted_word(), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "DOCX"),
        (b"GIF89a" + bytes(20), "PNG"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "HTML"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"),
        ("Народный комитет провинции о плане".encode("cp1251"), "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_in_one_line(
    data: bytes, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        read_bytes(data, "văn bản")
    assert str(caught.value).startswith("văn bản: ")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "không có.txt")
    with pytest.raises(ReadError, match="folder"):
        read(tmp_path)


# Plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_plain_text_is_nfc_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = unicodedata.normalize("NFD", SENTENCE.replace(" ban hành", "\r\nban hành"))
    path = tmp_path / "kế hoạch.txt"
    path.write_bytes((b"\xfe\xff" if encoding == "utf-16-be" else b"") + text.encode(encoding))
    document = read(path)
    assert document.text == SENTENCE.replace(" ban hành", "\nban hành")
    assert (document.format, document.path, document.warnings) == ("text", str(path), ())
    assert len(document.id) == 64


def test_bytes_that_are_not_utf8_are_said() -> None:
    data = ((SENTENCE + "\n") * 9).encode() + b"S\xe1\xbb n\n"
    document = read_bytes(data, "lỗi.txt")
    assert document.text.count("\ufffd") == 1
    (warning,) = document.warnings
    assert "UTF-8" in warning
    assert "line 10" in warning


def test_form_feeds_part_pages() -> None:
    document = read_bytes("Trang một\n\fTrang hai\n".encode(), "hai trang.txt")
    assert [document.text[p.start : p.end].strip() for p in document.pages] == ["Trang một", "Trang hai"]
    assert document.page_at(document.text.index("hai")) == 2
    assert read_bytes(b"abc", "x").pages == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ỦY BAN NHÂN DÂN\n-------\n\nCỘNG HÒA\n---------------\n\n" + SENTENCE, "web_copy"),
        (SENTENCE + "\n\n**TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH**\n", "ocr_text"),
        ((SENTENCE[:-1] + " của tỉnh\n\n") * 12, "pdf_text"),
        (SENTENCE, None),
    ],
)
def test_the_kind_of_copy_is_judged_by_the_layout(text: str, kind: str | None) -> None:
    assert read_bytes(text.encode(), "x.txt").copy_kind == kind


# Web pages

PAGE = """<!doctype html><html><head><title>x</title><meta charset="utf-8"><style>p {}</style></head><body>
<form id="whole"><div><ul><li><a href="/">Trang chủ</a></li><li><a>Văn bản</a></li><li><a>Tin</a></li></ul></div>
<nav>Lối đi</nav><form><label>Tên</label><input name="q"></form><div style="display: none">Ẩn</div>
<div class="wrap"><div class="side"><div><a>Một</a> <a>Hai</a> <a>Ba</a></div></div>
<div class="main"><h1>Kế hoạch</h1>
<table border="0"><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH LÂM HÀ</td><td>CỘNG HÒA XÃ HỘI<br>Độc lập</td></tr>
<tr><td>Số: 15/KH-UBND</td><td>Lâm Hà, ngày 3 tháng 2 năm 2022</td></tr></table>
<p>Căn cứ <a>Luật Ngân sách nhà nước</a> ngày 25/6/2015; <a>Luật Đất đai</a> ngày 29/11/2013;
<a>Luật Nhà ở</a>;</p>
<p>Theo đề nghị của Giám đốc Sở tại Tờ trình số 7/TTr-SNN
   ngày 5/1/2022<sup>1</sup>, diện tích 25 m<sup>2</sup>.</p>
<table border="1"><tr><th rowspan="2">Stt</th><th rowspan="2">Tên</th><th colspan="2">Kinh phí</th></tr>
<tr><th>Tỉnh</th><th>Huyện</th></tr><tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td></tr>
<tr><td rowspan="2">1</td><td>Gạo</td><td>10</td><td>20</td></tr>
<tr><td>Mật ong</td><td colspan="2">30</td></tr></table>
<ol><li>Việc thứ nhất</li><li>Việc thứ hai</li></ol></div>
<div class="box"><p>Mời vào <a>đây</a></p><p>Bạn chưa vào</p></div></div>
<footer>Bản quyền</footer></form></body></html>"""


def test_a_web_page_gives_its_document_and_nothing_of_the_site() -> None:
    document = read_bytes(PAGE.encode(), "trang.html")
    assert document.copy_kind == "web_copy"
    for left_out in ("Trang chủ", "Lối đi", "Tên\n", "Ẩn", "Một", "Mời vào", "Bạn chưa", "Bản quyền", "p {}"):
        assert left_out not in document.text
    assert document.text.startswith("Kế hoạch\n\nỦY BAN NHÂN DÂN\nTỈNH LÂM HÀ\n\nCỘNG HÒA XÃ HỘI\nĐộc lập\n\nSố:")
    assert "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2015; Luật Đất đai ngày 29/11/2013; Luật Nhà ở;" in document.text
    assert "7/TTr-SNN ngày 5/1/2022¹, diện tích 25 m²." in document.text
    assert document.text.rstrip().endswith("1. Việc thứ nhất\n\n2. Việc thứ hai")


def test_the_wording_of_a_menu_does_not_matter() -> None:
    english = PAGE.replace("Trang chủ", "Căn cứ").replace("Bạn chưa vào", "Điều 1").replace("Mời vào", "Quyết định")
    assert read_bytes(english.encode(), "x").text == read_bytes(PAGE.encode(), "x").text


def test_a_table_of_a_web_page_is_a_grid() -> None:
    document = read_bytes(PAGE.encode(), "trang.html")
    (table,) = with_tables(document).tables
    assert tuple(column.heading for column in table.columns) == ("Stt", "Tên", "Kinh phí Tỉnh", "Kinh phí Huyện")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "Gạo", "10", "20"],
        ["1", "Mật ong", "30", "30"],
    ]
    assert_cells_stand_in_the_text(document)
    assert "1\tGạo\t10\t20\n" in document.text


def test_a_page_in_several_equal_parts_is_kept_whole() -> None:
    parts = "".join(f'<div class="page"><p>{SENTENCE * 3} Phần {n}.</p></div>' for n in range(1, 5))
    text = read_bytes(f"<html><body><div>{parts}</div></body></html>".encode(), "x").text
    assert [f"Phần {n}." in text for n in range(1, 5)] == [True] * 4


def test_lines_set_by_hand_stay_lines() -> None:
    page = f"<html><body><pre>ỦY BAN NHÂN DÂN\n    TỈNH LÂM HÀ\n\n{SENTENCE}</pre></body></html>"
    assert read_bytes(page.encode(), "x").text.strip() == f"ỦY BAN NHÂN DÂN\n    TỈNH LÂM HÀ\n\n{SENTENCE}"


def test_a_document_in_a_closed_tab_is_found() -> None:
    page = f'<html><body><div>Mục</div><div style="display:none"><p>{SENTENCE * 4}</p></div></body></html>'
    assert SENTENCE in read_bytes(page.encode(), "x").text


def test_a_web_page_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match="no text"):
        read_bytes(b"<html><body><script>load()</script></body></html>", "trang.html")


def test_an_old_encoding_that_the_page_declares_is_used() -> None:
    page = '<html><head><meta charset="windows-1258"></head><body><p>Kê hoach cua tinh Lâm Hà</p></body></html>'
    assert "Kê hoach cua tinh Lâm Hà" in read_bytes(page.encode("cp1258"), "x").text


# Word documents


def word(make: object) -> Document:
    file = docx.Document()
    make(file)  # type: ignore[operator]
    out = io.BytesIO()
    file.save(out)
    return read_bytes(out.getvalue(), "văn bản.docx")


def test_a_word_document_is_read_in_the_order_of_its_flow() -> None:
    def make(file: docx.document.Document) -> None:
        file.add_paragraph("Đoạn một")
        table = file.add_table(3, 3, style="Table Grid")
        for row, line in enumerate([["Stt", "Kinh phí", ""], ["1", "10", "20"], ["", "30", "40"]]):
            for column, text in enumerate(line):
                table.cell(row, column).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))
        file.add_paragraph("Đoạn hai")

    document = word(make)
    assert document.copy_kind == "original"
    assert document.text.startswith("Đoạn một\n\nStt\tKinh phí\n\n1\t10\t20\n\n30\t40\n\nĐoạn hai")
    (table,) = with_tables(document).tables
    assert tuple(column.heading for column in table.columns) == ("Stt", "Kinh phí", "Kinh phí")
    assert [[cell.text for cell in row] for row in table.rows] == [["1", "10", "20"], ["1", "30", "40"]]
    assert_cells_stand_in_the_text(document)


def test_the_head_of_a_word_document_is_no_table() -> None:
    def make(file: docx.document.Document) -> None:
        table = file.add_table(2, 2)
        for row, line in enumerate([["ỦY BAN NHÂN DÂN\nTỈNH LÂM HÀ", "CỘNG HÒA"], ["Số: 15", "Lâm Hà, ngày 3"]]):
            for column, text in enumerate(line):
                table.cell(row, column).text = text

    document = word(make)
    assert document.tables == ()
    assert document.text.split() == "ỦY BAN NHÂN DÂN TỈNH LÂM HÀ CỘNG HÒA Số: 15 Lâm Hà, ngày 3".split()


def test_list_numbers_raised_digits_and_hyphens_of_word() -> None:
    def make(file: docx.document.Document) -> None:
        for text in ("Mục đích", "Yêu cầu"):
            file.add_paragraph(text, style="List Number")
        file.add_paragraph("Một gạch đầu dòng", style="List Bullet")
        paragraph = file.add_paragraph("Nghị quyết 12/2021/NQ")
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>HĐND</w:t></w:r>"))
        paragraph.add_run("1").font.superscript = True
        paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> thêm</w:t></w:r></w:ins>"))

    assert word(make).text.split("\n\n") == [
        "1. Mục đích", "2. Yêu cầu", "- Một gạch đầu dòng", "Nghị quyết 12/2021/NQ-HĐND¹ thêm\n",
    ]  # fmt: skip


def test_footnotes_of_word_stand_behind_their_paragraph() -> None:
    def make(file: docx.document.Document) -> None:
        paragraph = file.add_paragraph("Triển khai thực hiện")
        for number in (2, 3):
            paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="{number}"/></w:r>'))
        file.add_paragraph("Đoạn sau")
        notes = "".join(
            f'<w:footnote w:id="{number}"{kind}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
            for number, kind, text in [
                (0, ' w:type="separator"', "-"),
                (2, "", "Công văn số 5"),
                (3, "", "Tờ trình số 6"),
            ]
        )
        blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, blob, file.part.package)
        file.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")

    assert word(make).text.split("\n\n") == [
        "Triển khai thực hiện¹²", "¹ Công văn số 5", "² Tờ trình số 6", "Đoạn sau\n",
    ]  # fmt: skip


def test_headers_are_not_lost_silently() -> None:
    def make(file: docx.document.Document) -> None:
        file.add_paragraph("Thân văn bản")
        file.sections[0].header.paragraphs[0].text = "CÔNG BÁO số 5"
        file.sections[0].footer.paragraphs[0].text = "2"

    document = word(make)
    assert document.text.strip() == "Thân văn bản"
    (warning,) = document.warnings
    assert "CÔNG BÁO số 5" in warning


def test_pictures_in_a_word_document_are_not_passed_over_in_silence() -> None:
    def make(file: docx.document.Document) -> None:
        file.add_paragraph("Thân văn bản")
        out = io.BytesIO()
        Image.new("L", (40, 40)).save(out, "PNG")
        file.add_picture(io.BytesIO(out.getvalue()))

    (warning,) = word(make).warnings
    assert "1 pictures" in warning


def test_a_damaged_word_document_is_said() -> None:
    out = io.BytesIO()
    file = docx.Document()
    file.add_paragraph("x" * 5000)
    file.save(out)
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(out.getvalue()[: len(out.getvalue()) // 2], "hỏng.docx")


# What comes after


def test_rows_of_a_table_do_not_flow_together() -> None:
    paragraphs = view(read_bytes(PAGE.encode(), "trang.html").text).text.split("\n")
    assert "1 Gạo 10 20" in paragraphs
    assert "Mật ong 30" in paragraphs
