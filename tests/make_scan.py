"""Sets the first part of a corpus document as a scan of two pages: turned by a degree, noisy, with a red seal.

``python tests/make_scan.py`` writes ``corpus/sources/chau-thanh-46-kh-ubnd-trang-1-2.pdf``. The fonts are those of the
Debian package fonts-dejavu-core. The tests use the same functions for smaller pages.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 200
WIDTH, HEIGHT = 1654, 2339
MARGIN = 230, 150
FONTS = Path("/usr/share/fonts/truetype/dejavu")
SOURCES = Path(__file__).resolve().parent.parent / "corpus" / "sources"
TARGET = SOURCES / "chau-thanh-46-kh-ubnd-trang-1-2.pdf"

HEAD = (
    ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("HUYỆN CHÂU THÀNH", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 46/KH-UBND", "Châu Thành, ngày 11 tháng 5 năm 2023"),
)
SIGNATURE = (
    ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"),
    ("- Chi cục PTNT tỉnh;", "CHỦ TỊCH"),
    ("- TT HU, HĐND huyện;", ""),
    ("- Lưu: VT.", ""),
    ("", ""),
    ("", "Thạch Thị Sa Thy"),
)


def font(style: str = "", points: float = 11) -> ImageFont.FreeTypeFont:
    """DejaVu Serif in a style ("" or "-Bold") and size."""
    return ImageFont.truetype(FONTS / f"DejaVuSerif{style}.ttf", round(points * DPI / 72))


class Press:
    """A page being set. ``said`` collects the words in reading order."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.draw = ImageDraw.Draw(self.image)
        self.y = MARGIN[1]
        self.said: list[str] = []

    def columns(self, rows: Sequence[tuple[str, str]], style: str = "-Bold") -> None:
        """Rows of two columns, each centred in its half."""
        face = font(style, 10)
        for row in rows:
            for text, middle in zip(row, (WIDTH * 0.27, WIDTH * 0.68), strict=True):
                self.draw.text((middle, self.y), text, "black", face, anchor="mt")
            self.y += 50
        self.said += [row[side] for side in (0, 1) for row in rows if row[side]]
        self.y += 20

    def centred(self, text: str) -> None:
        """A title in bold, over as many lines as it needs."""
        for line in self._lines(text, font("-Bold", 12), 0):
            self.draw.text((WIDTH / 2, self.y), line, "black", font("-Bold", 12), anchor="mt")
            self.y += 56
        self.said.append(text)
        self.y += 20

    def paragraph(self, text: str, style: str = "") -> None:
        """A paragraph with its first line indented."""
        for number, line in enumerate(self._lines(text, font(style), 90)):
            self.draw.text((MARGIN[0] + (0 if number else 90), self.y), line, "black", font(style))
            self.y += 50
        self.said.append(text)
        self.y += 14

    def holds(self, text: str) -> bool:
        """Whether a paragraph of ``text`` still fits."""
        return self.y + 50 * (len(list(self._lines(text, font(), 90))) + 1) < HEIGHT - MARGIN[1]

    def _lines(self, text: str, face: ImageFont.FreeTypeFont, indent: int) -> Iterator[str]:
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if face.getlength(longer) > WIDTH - 2 * MARGIN[0] - indent:
                yield line
                line, indent = word, 0
            else:
                line = longer
        yield line


def scanned(page: Image.Image, degrees: float, seed: int, noise: float = 5.0) -> Image.Image:
    """``page`` as it comes out of a scanner: turned, a little soft and grey, with noise."""
    turned = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")
    pixels = np.asarray(turned, dtype=np.float32) * 0.92 + 12
    grain = np.random.default_rng(seed).normal(0, noise, pixels.shape[:2])
    return Image.fromarray(np.clip(pixels + grain[:, :, None], 0, 255).astype(np.uint8))


def seal(page: Image.Image, middle: tuple[int, int], radius: int = 135) -> None:
    """A round red seal on ``page``, laid over what is printed there."""
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    red = (205, 30, 45, 150)
    for size, width in ((radius, 8), (radius - 34, 4)):
        box = (middle[0] - size, middle[1] - size, middle[0] + size, middle[1] + size)
        draw.ellipse(box, outline=red, width=width)
    for number in range(5):
        angle = 2 * np.pi * number / 5 - np.pi / 2
        tip = (middle[0] + 55 * np.cos(angle), middle[1] + 55 * np.sin(angle))
        draw.line((middle, tip), fill=red, width=22)
    page.paste(layer, (0, 0), layer)


def corpus_pages() -> tuple[list[Image.Image], list[str]]:
    """The two pages, clean, and the paragraphs set on each as one text."""
    source = (SOURCES / "chau-thanh-46-kh-ubnd.txt").read_text("utf-8").replace("tài\n\nnguyên", "tài nguyên")
    paragraphs = [" ".join(part.split()) for part in source.split("\n\n") if part.strip()]
    title = paragraphs.index("KẾ HOẠCH") + 1
    first, second = Press(), Press()
    first.columns(HEAD)
    first.centred("KẾ HOẠCH")
    first.centred(paragraphs[title])
    page = first
    for text in paragraphs[title + 1 : paragraphs.index("III. NỘI DUNG, GIẢI PHÁP THỰC HIỆN")]:
        if page is first and not first.holds(text):
            page = second
        page.paragraph(text, "-Bold" if text[:2] in ("I.", "II") else "")
    second.y += 30
    second.columns(SIGNATURE)
    seal(second.image, (round(WIDTH * 0.60), second.y - 190))
    return [first.image, second.image], ["\n".join(press.said) for press in (first, second)]


def main() -> None:
    """Writes the scan into the corpus."""
    clean, _ = corpus_pages()
    pages = [scanned(page, degrees, seed) for seed, (page, degrees) in enumerate(zip(clean, (0.9, -1.1), strict=True))]
    date = time.gmtime(0)
    pages[0].save(
        TARGET, save_all=True, append_images=pages[1:], resolution=DPI, quality=38, creationDate=date, modDate=date
    )


if __name__ == "__main__":
    main()
