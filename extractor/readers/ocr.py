"""Reads the image of a page: preparation, recognition, ruled tables, lines in order. Runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from extractor.readers.cell_reading import read_cells
from extractor.readers.drawn import Drawn, drawn_tables
from extractor.readers.engine import Engine, Seen, engine
from extractor.readers.gapped import Gapped, gapped_tables
from extractor.readers.layout import between, lines_of, whole
from extractor.readers.prepare import Pixels, Prepared, ink_share, paper_of, prepare
from extractor.readers.quality import hardly_vietnamese
from extractor.readers.ruled import Rectangle, ruled_grid
from extractor.readers.sheet import Block, Grid, PlacedLine, PlacedWord, Sheet
from extractor.readers.specks import printed
from extractor.readers.unruled import Unruled, unruled_tables

_POOR = 0.7
"""Below this mean confidence a page may be lying on its side."""
_JUNK = 0.45
_FOREIGN = 0.75
"""Below this mean confidence a page may be written in another script."""
_TRIED = 6
"""Cells by which a page with a table is known to stand upright."""
ENOUGH_DPI = 180


def read_image(image: Image.Image, dpi: float, reason: str, command: bool = False) -> Sheet:
    """The words of ``image`` with boxes in points and confidences, in lines and tables, on the page made level.

    ``reason`` says why OCR was needed and begins the note. Raises ``EngineMissing``.
    """
    reader = engine(command)
    pixels = pixels_of(image)
    prepared = prepare(pixels)
    size = pixels.shape[1] * 72 / dpi, pixels.shape[0] * 72 / dpi
    if ink_share(prepared.image) < 0.0008:
        return Sheet(*size, ocr=True, note="blank page")
    seen, turn = _tried(reader, prepared, dpi) or _recognised(reader, prepared, dpi), 0
    if seen.confidence < _POOR or seen.upended:
        turn = reader.turn(Image.fromarray(prepared.image))
        again = _recognised(reader, prepare(pixels, turn), dpi) if turn else seen
        seen, turn = (again, turn) if seen.upended or again.confidence > seen.confidence else (seen, 0)
        seen = seen if seen.whole else _recognised(reader, prepared, dpi)
    if seen.confidence < _JUNK:
        return Sheet(*size, ocr=True, note=f"{reason}; blank page or nothing legible")
    note = "; ".join([reason, *_remarks(seen, turn, dpi)])
    blocks, sure = tuple(seen.blocks()), round(seen.confidence, 3)
    return Sheet(*size, blocks, ocr=True, confidence=sure, note=note, lean=seen.prepared.lean(dpi))


def pixels_of(image: Image.Image) -> Pixels:
    """``image`` as grey or RGB pixels of eight bits, what is transparent as white paper."""
    if image.mode.startswith("I"):
        return (np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8)
    if "A" in image.mode or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), clear)
    return np.asarray(image if image.mode in ("L", "RGB") else image.convert("RGB"), dtype=np.uint8)


def _remarks(seen: _Seen, turn: int, dpi: float) -> list[str]:
    remarks = [f"turned by {turn} degrees"] if turn else []
    remarks += [f"scanned at {dpi:.0f} dpi, figures may be wrong"] if dpi < ENOUGH_DPI else []
    if seen.confidence < _FOREIGN and hardly_vietnamese(" ".join(word.text for line in seen.lines for word in line)):
        return [*remarks, "hardly a word is Vietnamese, it may be another script"]
    return remarks + (["poorly legible"] if seen.confidence < 0.8 else [])


def _tried(reader: Engine, prepared: Prepared, dpi: float) -> _Seen | None:
    """A few cells of a page with a table, where they cannot be read: the page may be lying on its side."""
    tables = drawn_tables(prepared.image) if reader.quick else None
    if tables is None or not tables.tables:
        return None
    cells = sorted((cell for table in tables.tables for cell in table), key=lambda cell: _ink(tables.image, cell))
    words = read_cells(reader, tables.image, cells[-_TRIED:], round(dpi))
    seen = _Seen(prepared, tuple((_placed(word, 72 / dpi),) for word in words), [], whole=False)
    return seen if seen.confidence < _POOR or seen.upended else None


def _ink(grey: Pixels, cell: Rectangle) -> int:
    x0, top, x1, bottom = (round(edge) for edge in cell)
    return int((grey[top:bottom, x0:x1] < 160).sum())


def _recognised(reader: Engine, prepared: Prepared, dpi: float) -> _Seen:
    """The lines and tables of the prepared image; boxes in points of that image."""
    drawn = drawn_tables(prepared.image)
    scale = 72 / dpi
    lines: dict[tuple[str, ...], list[PlacedWord]] = {}
    image = _without(drawn, reader.quick)
    gapped = gapped_tables(reader, image, dpi) if reader.quick else Gapped((), image)
    for seen in printed(reader.words(gapped.image, round(dpi))):
        lines.setdefault(seen.line, []).append(_placed(seen, scale))
    for number, table in enumerate(drawn.tables if reader.quick else ()):
        for seen in read_cells(reader, drawn.image, table, round(dpi)):
            lines.setdefault((str(number), *map(str, seen.line), str(seen.top)), []).append(_placed(seen, scale))
    tables = [[(a * scale, b * scale, c * scale, d * scale) for a, b, c, d in table] for table in drawn.tables]
    return _Seen(prepared, tuple(tuple(line) for line in lines.values()), tables, gapped.tables)


def _without(drawn: Drawn, cells: bool) -> Pixels:
    """The page without rules, and, where ``cells`` is set, without what stands in the cells of tables."""
    if not (cells and drawn.tables):
        return drawn.image
    image, paper = drawn.image.copy(), paper_of(drawn.image)
    for x0, top, x1, bottom in (cell for table in drawn.tables for cell in table):
        image[round(top) : round(bottom), round(x0) : round(x1)] = paper
    return image


def _placed(seen: Seen, scale: float) -> PlacedWord:
    x0, top, x1, bottom = (edge * scale for edge in (seen.x0, seen.top, seen.x1, seen.bottom))
    return PlacedWord(seen.text, x0, top, x1, bottom, round(seen.confidence, 3))


@dataclass(frozen=True, slots=True)
class _Seen:
    prepared: Prepared
    lines: tuple[tuple[PlacedWord, ...], ...]
    tables: list[list[Rectangle]]
    gapped: tuple[Unruled, ...] = ()
    whole: bool = True
    """Whether all of the page was read."""

    @property
    def words(self) -> list[PlacedWord]:
        """All words, those of tables without rules last."""
        return [word for words in (*self.lines, *(table.words for table in self.gapped)) for word in words]

    @property
    def confidence(self) -> float:
        """The mean over all words, long ones counting more; 0 without words."""
        words = self.words
        weights = sum(len(word.text) for word in words)
        return sum((word.confidence or 0.0) * len(word.text) for word in words) / weights if weights else 0.0

    @property
    def upended(self) -> bool:
        """Whether the words stand on end: the engine reads lines that run up or down the page as they are."""
        long = [word for word in self.words if len(word.text) >= 3]
        return sum(1 for w in long if w.bottom - w.top > w.x1 - w.x0) > 0.5 * max(len(long), 1)

    def blocks(self) -> list[Block]:
        """Lines in reading order with tables between them."""
        left = list(self.lines)
        grids: list[Grid] = [table.grid for table in self.gapped]
        for boxes in self.tables:
            frame = (
                min(b[0] for b in boxes),
                min(b[1] for b in boxes),
                max(b[2] for b in boxes),
                max(b[3] for b in boxes),
            )
            words = [word for line in left for word in line if _within(word, frame)]
            found = ruled_grid(boxes, words)
            if found is not None:
                outside = {id(word) for word in found[1]}
                gone = {id(word) for word in words} - outside
                left = [kept for line in left if (kept := tuple(word for word in line if id(word) not in gone))]
                grids.append(found[0])
        for unruled in unruled_tables(lines_of(word for line in left for word in line)):
            gone = {id(word) for word in unruled.words}
            left = [kept for line in left if (kept := tuple(word for word in line if id(word) not in gone))]
            grids.append(unruled.grid)
        return between(whole([PlacedLine(line) for line in left]), grids)


def _within(word: PlacedWord, frame: Rectangle) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]
