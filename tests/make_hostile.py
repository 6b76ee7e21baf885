"""Makes files that are broken, or made to break what reads them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

import docx
import openpyxl

WORDS = "Căn cứ Quyết định số 771/QĐ-TTg ngày 12/5/2021 của Thủ tướng Chính phủ;"
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
_FORM = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>>>/Length 12>>stream\n"


def word(text: str = WORDS) -> bytes:
    """A Word document of one paragraph."""
    document = docx.Document()
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(part: str, pieces: Iterable[bytes]) -> bytes:
    """A Word document in which ``part`` is what ``pieces`` make together."""
    return _with(word(), part, pieces)


def workbook_with(pieces: Iterable[bytes]) -> bytes:
    """A workbook whose only sheet is what ``pieces`` make together."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return _with(out.getvalue(), "xl/worksheets/sheet1.xml", pieces)


def _with(package: bytes, part: str, pieces: Iterable[bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry, old.read(entry))
        with new.open(part, "w", force_zip64=True) as stream:
            stream.writelines(pieces)
    return out.getvalue()


def swollen_word(mebibytes: int) -> bytes:
    """A Word document that becomes so large when it is unpacked."""
    return word_with("word/media/image1.png", (bytes(1 << 20) for _ in range(mebibytes)))


def swollen_workbook(mebibytes: int) -> bytes:
    """A workbook with a sheet that becomes so large when it is unpacked."""
    return workbook_with(bytes(1 << 20) for _ in range(mebibytes))


def merged_workbook() -> bytes:
    """A workbook of a few bytes with a cell that covers every cell a sheet can have."""
    cell = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    return workbook_with(
        [_SHEET, cell, b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>']
    )


def flagged(package: bytes) -> bytes:
    """``package`` with its parts said to be encrypted, as packers do it."""
    data = bytearray(package)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def laughing_word(part: str = "word/document.xml") -> bytes:
    """A Word document with entities of entities, which together would be ten billion letters."""
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "hahahahaha">{entities}]>'
    return word_with(part, [f"{head}{_BODY}<w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>".encode()])


def asking_word(address: str) -> bytes:
    """A Word document with an entity that stands for what is at ``address``."""
    head = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "{address}">]>{_BODY}'
    return word_with(
        "word/document.xml", [f"{head}<w:p><w:r><w:t>{WORDS} &a;</w:t></w:r></w:p></w:body></w:document>".encode()]
    )


def spanning_word(columns: str) -> bytes:
    """A Word document with a table whose cells cover so many columns."""
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    return word_with(
        "word/document.xml", [f"{_BODY}<w:tbl>{f'<w:tr>{cell * 2}</w:tr>' * 5}</w:tbl></w:body></w:document>".encode()]
    )


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """The PDF of numbered objects, of which the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = trailer.replace(b"HERE", b"%d" % start)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def _packed(pieces: Iterable[bytes], more: bytes = b"") -> bytes:
    packer = zlib.compressobj()
    data = b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n" % (len(data), more) + data + b"\nendstream"


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def looping_pages() -> bytes:
    """A PDF whose page tree holds itself."""
    return pdf(_CATALOGUE, b"<</Type/Pages/Count 5/Kids[2 0 R 3 0 R]>>", b"<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]>>")


def looping_index() -> bytes:
    """A PDF whose table of objects goes on with itself."""
    return pdf(_CATALOGUE, _PAGES, _PAGE, _packed([b""]), b"<<>>", trailer=b"/Prev HERE")


def looping_form() -> bytes:
    """A PDF with a drawing that draws itself, twice."""
    return pdf(_CATALOGUE, _PAGES, _PAGE, _packed([b"/I Do"]), _FORM + b"/I Do /I Do \nendstream")


def swollen_page(mebibytes: int) -> bytes:
    """A PDF with a page whose drawing becomes so large when it is unpacked."""
    drawing = _packed(b"q 1 0 0 1 0 0 cm ".ljust(32) * (1 << 15) for _ in range(mebibytes))
    return pdf(_CATALOGUE, _PAGES, _PAGE, drawing, b"<<>>")


def swollen_objects(mebibytes: int) -> bytes:
    """A PDF whose pages stand in a stream of objects that becomes so large when it is unpacked."""
    head = b"2 0 3 %d " % len(_PAGES)
    padding = (b" " * (1 << 20) for _ in range(mebibytes))
    stream = _packed([head, _PAGES, _PAGE, *padding], b"/Type/ObjStm/N 2/First %d" % len(head))
    out, places = b"%PDF-1.7\n", {}
    for number, body in ((1, _CATALOGUE), (6, stream), (4, _packed([b""])), (5, b"<<>>")):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    places[7] = len(out)
    rows = [(0, 0, 0), *((2, 6, n - 2) if n in (2, 3) else (1, places[n], 0) for n in range(1, 8))]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([index]) for kind, place, index in rows)
    return (
        out
        + b"7 0 obj\n<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
        + (table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % places[7])
    )


def picture(width: int, height: int) -> bytes:
    """A PNG of zeros, one bit for each pixel."""
    row = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(1)
    data = b"".join([*(packer.compress(row * 100) for _ in range(height // 100)), packer.flush()])
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\1\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
