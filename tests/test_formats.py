"""Old Word, rich text and OpenDocument; files whose name says another thing than what is in them."""

from __future__ import annotations

import base64
import io
import os
import quopri
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import docx
import openpyxl
import pytest
from legacy_text import in_tcvn3
from PIL import Image, ImageDraw, ImageFont

from extractor.limits import limited
from extractor.readers import ReadError, libreoffice, read, read_bytes, read_whole, workers
from extractor.readers.source import Source, recognise

SENTENCE = "Ủy ban nhân dân tỉnh Lâm Hà ban hành Kế hoạch số 15/KH-UBND."
ROWS = (("STT", "Sản phẩm", "Sao"), ("1", "Gạo nếp", "4"), ("2", "Mật ong", "3"))

needs_libreoffice = pytest.mark.skipif(
    libreoffice.program() is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)


def rich_text(text: str = SENTENCE, font: str = "Times New Roman") -> bytes:
    """An RTF of one paragraph and a table with the cells of ROWS."""
    rows = "".join(
        r"\trowd\trgaph70" + "".join(rf"\cellx{(number + 1) * 3000}" for number in range(len(row)))
        + r"\pard\intbl " + "".join(_signs(cell) + r"\cell " for cell in row) + r"\row "
        for row in ROWS
    )  # fmt: skip
    fonts = rf"{{\fonttbl{{\f0\froman {font};}}{{\f1 Times New Roman;}}}}"
    return rf"{{\rtf1\ansi\ansicpg1252\uc1{fonts}\f0 {_signs(text)}\par\f1 {rows}\pard}}".encode("ascii")


def _signs(text: str) -> str:
    return "".join(sign if sign.isascii() else rf"\u{ord(sign)}?" for sign in text)


@cache
def as_saved_by_libreoffice(form: str) -> bytes:
    """The rich text as ODT, and that as DOC: what LibreOffice itself writes."""
    filters = {"odt": "odt:writer8", "doc": "doc:MS Word 97"}
    given, data = ("rtf", rich_text()) if form == "odt" else ("odt", as_saved_by_libreoffice("odt"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "_WRITES", filters)
        return libreoffice.converted(data, given, form)


@needs_libreoffice
@pytest.mark.parametrize("form", ["rtf", "odt", "doc"])
def test_documents_of_other_programs(form: str) -> None:
    data = rich_text() if form == "rtf" else as_saved_by_libreoffice(form)
    document = read_bytes(data, f"kế hoạch.{form}")
    assert document.text.startswith(SENTENCE)
    (table,) = document.tables
    assert tuple(tuple(cell.text for cell in row) for row in (*table.header, *table.rows)) == ROWS
    assert (document.format, document.copy_kind, document.warnings) == (form, "original", ())
    assert document.id == Source("", data).sha256
    assert all(document.text[c.start : c.end] == c.text for row in table.rows for c in row)


def workbook() -> bytes:
    """An XLSX with the sentence above the cells of ROWS."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ((SENTENCE,), (), *ROWS):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@cache
def sheet_as_saved_by_libreoffice(form: str) -> bytes:
    """The workbook as LibreOffice itself writes it, as ODS or XLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libreoffice, "_WRITES", {"ods": "ods:calc8", "xls": "xls:MS Excel 97"})
        patch.setitem(libreoffice._READS, "xlsx", "Calc MS Excel 2007 XML")
        return libreoffice.converted(workbook(), "xlsx", form)


def is_read_as_the_workbook(data: bytes, form: str) -> None:
    document = read_bytes(data, f"danh sách.{form}")
    assert document.text.startswith(SENTENCE)
    (table,) = document.tables
    assert tuple(tuple(cell.text for cell in row) for row in (*table.header, *table.rows)) == ROWS
    assert (document.format, document.warnings, document.id) == (form, (), Source("", data).sha256)


@pytest.mark.skipif(libreoffice.program_of_sheets() is None, reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_workbooks_of_other_programs(form: str) -> None:
    is_read_as_the_workbook(sheet_as_saved_by_libreoffice(form), form)


@pytest.mark.skipif(sys.platform == "win32", reason="the program of the test is a shell script")
@pytest.mark.parametrize(("form", "reads"), [("xls", "MS Excel 97"), ("ods", "calc8")])
def test_workbooks_of_other_programs_are_made_xlsx(
    form: str, reads: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where Calc is not installed: a program that answers as it does stands in for it."""
    (tmp_path / "made.xlsx").write_bytes(workbook())
    script = f"""#!/bin/sh
    told="--infilter={reads} --convert-to xlsx:Calc MS Excel 2007 XML --outdir "
    case "$*" in *"$told"*"/document.{form}") ;; *) exit 1 ;; esac
    while [ "$1" != --outdir ]; do shift; done
    mkdir -p "$2" && cp {tmp_path}/made.xlsx "$2/document.xlsx"
    """
    (tmp_path / "soffice").write_text(script)
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    workers.dismiss()
    is_read_as_the_workbook(OLD_SHEETS[form], form)
    workers.dismiss()


PAGE = f"<html><head><title>Trang</title></head><body><p>{SENTENCE}</p></body></html>"


def archive(page: bytes, charset: str | None = "utf-8", how: str = "quoted-printable") -> bytes:
    """A page with a picture, as browsers save it in one file."""
    coded = quopri.encodestring(page) if how == "quoted-printable" else base64.encodebytes(page)
    kind = "text/html" + (f'; charset="{charset}"' if charset else "")
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n").decode()
    lines = (
        "From: <Saved by Blink>", "Snapshot-Content-Location: https://example.org/", "Subject: Trang",
        "MIME-Version: 1.0", 'Content-Type: multipart/related; type="text/html"; boundary="giua"', "", "",
        "--giua", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", picture,
        "--giua", f"Content-Type: {kind}", f"Content-Transfer-Encoding: {how}", "", coded.decode("ascii"),
        "--giua--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize(
    "data",
    [
        archive(PAGE.encode()),
        archive(PAGE.encode(), how="base64"),
        archive(PAGE.encode(), charset=None),
        archive(PAGE.encode("utf-16"), charset="utf-16", how="base64"),
        archive(PAGE.encode(), charset="unknown-9"),
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode(),
    ],
    ids=["quoted", "base64", "no charset", "utf-16", "unknown charset", "one part"],
)  # fmt: skip
def test_a_web_page_saved_in_one_file(data: bytes) -> None:
    document = read_bytes(data, "trang.mhtml")
    assert (document.text.strip(), document.format, document.warnings) == (SENTENCE, "mhtml", ())
    assert document.id == Source("", data).sha256


def test_a_web_archive_without_a_page_is_told() -> None:
    with pytest.raises(ReadError, match="holds no page"):
        read_bytes(
            archive(PAGE.encode()).replace(b"text/html", b"text/none", 2).replace(b"text/none; c", b"text/x; c"),
            "t.mht",
        )


def test_a_letter_in_plain_text_is_no_web_page() -> None:
    assert recognise(Source("x", f"Từ: A\nSubject: B\n\n{SENTENCE}".encode())) == "text"
    assert recognise(Source("x", f"Subject: <p>\n\nMIME-Version: 1.0\n{SENTENCE}".encode())) == "text"


def photograph(form: str) -> bytes:
    image, out = Image.new("L", (600, 160), 255), io.BytesIO()
    ImageDraw.Draw(image).text((20, 40), "QUYET DINH 15", font=ImageFont.load_default(60), fill=0)
    image.save(out, form)
    return out.getvalue()


def test_a_photograph_in_webp_is_read_as_in_png() -> None:
    document = read_bytes(photograph("WEBP"), "ảnh.webp")
    assert document.format == "image"
    assert "15" in document.text
    assert document.text == read_bytes(photograph("PNG"), "ảnh.png").text
    assert not any("ends in" in warning for warning in document.warnings)


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_what_to_do_with_photographs_of_telephones_is_said(brand: bytes) -> None:
    with pytest.raises(ReadError, match=r"HEIC or AVIF.*Save it as JPEG"):
        recognise(Source("x", b"\0\0\0\x24ftyp" + brand + bytes(100)))


@needs_libreoffice
def test_rich_text_of_an_old_font() -> None:
    document = read_bytes(rich_text(in_tcvn3(SENTENCE), ".VnTime"), "kế hoạch.rtf")
    assert document.text.startswith(SENTENCE)
    assert "TCVN3" in document.warnings[0]


@needs_libreoffice
@pytest.mark.parametrize("form", ["rtf", "doc"])
def test_a_broken_document_is_not_taken_for_text(form: str) -> None:
    data = rich_text()[:6] + b"\xff" * 200 if form == "rtf" else broken_word()
    with pytest.raises(ReadError, match=r"LibreOffice cannot open it.*save it as DOCX") as caught:
        read_bytes(data, f"kế hoạch.{form}")
    assert "\n" not in str(caught.value)


def broken_word() -> bytes:
    """What looks like a file of old Word from its first bytes and an entry of its directory."""
    entry = "WordDocument".encode("utf-16-le").ljust(64, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0") + entry + SENTENCE.encode("utf-16-le") * 50


def package(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/"), text)
    return out.getvalue()


ODT = "application/vnd.oasis.opendocument.text"
OLD_SHEETS = {
    "xls": broken_word().replace("WordDocument".encode("utf-16-le"), "Workbook\0\0\0\0".encode("utf-16-le")),
    "ods": package(mimetype=ODT.replace("text", "spreadsheet"), **{"META-INF__manifest.xml": ""}),
}
"""What looks like the files of other spreadsheet programs from outside."""


def open_text(port: int) -> bytes:
    """An ODT with a picture that lies on a server."""
    spaces = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    names = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    picture = f'<draw:image xlink:href="http://127.0.0.1:{port}/a.png" xlink:type="simple"/>'
    frame = f'<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">{picture}</draw:frame>'
    body = f"<office:body><office:text><text:p>{SENTENCE}{frame}</text:p></office:text></office:body>"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    files = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
                    for path, kind in (("/", ODT), ("content.xml", "text/xml")))  # fmt: skip
    return package(**{
        "mimetype": ODT,
        "META-INF__manifest.xml": f'<m:manifest xmlns:m="{space}" m:version="1.2">{files}</m:manifest>',
        "content.xml": f"<office:document-content {names}>{body}</office:document-content>",
    })  # fmt: skip


@needs_libreoffice
def test_links_of_a_document_are_not_followed() -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            assert SENTENCE in read_bytes(open_text(server.server_port), "x.odt").text
        finally:
            server.shutdown()
    assert asked == []


@pytest.mark.parametrize(
    ("data", "what", "form"),
    [
        (rich_text(), "rich text", "DOCX"),
        (broken_word(), "old Word", "DOCX"),
        (OLD_SHEETS["xls"], "old Excel.*LibreOffice Calc", "XLSX"),
        (OLD_SHEETS["ods"], "ODS.*LibreOffice Calc", "XLSX"),
    ],
)
def test_without_libreoffice_it_is_said_what_to_do(
    data: bytes, what: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    with pytest.raises(
        ReadError, match=f"{what}.*not installed.*Install LibreOffice(?: Calc)?, or save the file as {form}"
    ):
        read_whole("kế hoạch.doc", data)


@pytest.mark.skipif(sys.platform == "win32", reason="the program of the test is a shell script")
def test_a_file_over_which_libreoffice_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text(f"#!/bin/sh\nsleep 300 & echo $! > {tmp_path}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    workers.dismiss()  # those that know the other path
    with limited(seconds=8), pytest.raises(ReadError, match="took more than 5 seconds"):
        read_bytes(rich_text(), "x.rtf")
    workers.dismiss()
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 10
    while is_running(child) and time.monotonic() < until:  # who is killed takes a moment to be gone
        time.sleep(0.05)
    assert not is_running(child)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# Names


def word_document() -> bytes:
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph(SENTENCE)
    file.save(out)
    return out.getvalue()


CONTENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "text": (SENTENCE.encode, "plain text"),
    "html": (f"<html><body><p>{SENTENCE}</p></body></html>".encode, "a web page"),
    "docx": (word_document, "a Word document"),
}


@pytest.mark.parametrize("form", CONTENTS)
@pytest.mark.parametrize("name", ["x.doc", "x.PDF", "x.jpg", "x.xls"])
def test_a_file_of_a_wrong_name_is_read_as_what_it_is(tmp_path: Path, form: str, name: str) -> None:
    make, called = CONTENTS[form]
    path = tmp_path / name
    path.write_bytes(make())
    document = read(path)
    assert (document.format, document.text.strip()) == (form, SENTENCE)
    (warning,) = document.warnings
    assert path.suffix.lower() in warning
    assert called in warning


@pytest.mark.parametrize("name", ["x.txt", "-", "x", "Kế hoạch số 15.2025", "x.html", "x.docx", "x.md"])
def test_names_that_are_right_or_say_nothing(name: str) -> None:
    form = {"x.html": "html", "x.docx": "docx"}.get(name, "text")
    assert read_bytes(CONTENTS[form][0](), name).warnings == ()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (package(mimetype=ODT, **{"META-INF__manifest.xml": "<encryption-data>"}), "password"),
        (package(**{"xl__workbook.bin": ""}), "Save it as XLSX"),
        (package(**{"ppt__presentation.xml": ""}), "package without"),
        (broken_word().replace("WordDocument".encode("utf-16-le"), "Pictures\0\0\0\0".encode("utf-16-le")), "DOCX"),
    ],
)
def test_packages_that_are_not_read(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        recognise(Source("x", data))


def test_a_package_that_unpacks_beyond_measure_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        for _ in range(301):
            part.write(bytes(1 << 20))
    with pytest.raises(ReadError, match="OCOP_MAX_UNPACKED"):
        recognise(Source("x.docx", out.getvalue()))
