"""Writes small PDFs by hand: Vietnamese text through a ToUnicode map without a font file, rules, images."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

from PIL import Image

WIDTH, HEIGHT = 595, 842


@dataclass
class Sheet:
    """A page: ``texts`` as (x, y from above, size, text), ``rules`` and ``shades`` as (x0, y0, x1, y1) from above."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)
    image: Image.Image | None = None
    image_box: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT)
    invisible: bool = False
    sideways: list[tuple[float, float, float, str]] = field(default_factory=list)
    """Texts that run upwards."""
    later: str = ""
    """Letters that are stored after the line they stand on, as those are that a program takes from a second font."""

    def lines(self, text: str, x: float = 70, y: float = 80, size: float = 12, step: float = 18) -> Sheet:
        """Adds the lines of ``text``; every letter is half as wide as ``size``."""
        for number, line in enumerate(text.splitlines()):
            self.texts.append((x, y + number * step, size, line))
        return self


def make_pdf(*sheets: Sheet, locked: bool = False) -> bytes:
    """The PDF of ``sheets``."""
    letters = sorted({letter for sheet in sheets for *_, text in sheet.texts + sheet.sideways for letter in text})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    objects: list[bytes] = [
        b"",
        b"",
        _font(),
        _descendant(),
        _map(codes),
        b"<</Type/FontDescriptor/FontName/X/Flags 4>>",
    ]
    kids = []
    for sheet in sheets:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        image = f"/XObject<</I {number + 2} 0 R>>" if sheet.image else ""
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents {number + 1} 0 R"
            f"/Resources<</Font<</F 3 0 R>>{image}>>>>".encode()
        )
        objects.append(_stream(_drawing(sheet, codes).encode()))
        if sheet.image:
            objects.append(_picture(sheet.image))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(sheets)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, locked)


def _drawing(sheet: Sheet, codes: dict[str, int]) -> str:
    parts = [f"1 1 1 rg {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f 0 0 0 rg" for x0, y0, x1, y1 in sheet.shades]
    if sheet.image:
        x0, y0, x1, y1 = sheet.image_box
        parts.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {HEIGHT - y1} cm /I Do Q")
    parts += [f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S" for x0, y0, x1, y1 in sheet.rules]
    for turn, texts in (("1 0 0 1", sheet.texts), ("0 1 -1 0", sheet.sideways)):
        for x, y, size, text in texts:
            for shown in (set(text) - set(sheet.later), set(text) & set(sheet.later)):
                code = "".join(f"<{codes[letter]:04X}>" if letter in shown else "-500" for letter in text)
                parts.append(
                    f"BT {3 if sheet.invisible else 0} Tr /F {size} Tf {turn} {x} {HEIGHT - y} Tm [{code}] TJ ET"
                )
    return "\n".join(parts)


def _font() -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>"


def _descendant() -> bytes:
    return (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 500"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R>>"
    )


def _map(codes: dict[str, int]) -> bytes:
    pairs = "\n".join(f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for letter, code in codes.items())
    return _stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\n"
        "endcmap end end".encode()
    )


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<</Filter/FlateDecode/Length {len(packed)}{more}>>stream\n".encode() + packed + b"\nendstream"


def _picture(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=90)
    head = f"<</Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    return f"{head}/Filter/DCTDecode/Length {out.tell()}>>stream\n".encode() + out.getvalue() + b"\nendstream"


def _file(objects: list[bytes], locked: bool) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{place:010d} 00000 n \n".encode() for place in places))
    secret = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{'41' * 32}>/U<{'42' * 32}>>>" if locked else ""
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R{secret}>>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()
