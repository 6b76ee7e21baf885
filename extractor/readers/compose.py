"""Puts a document's text together piece by piece, and remembers where each page, word and cell stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model import Cell, Page, Table, Word
from extractor.readers.controls import harmless
from extractor.readers.grid import is_too_large, spread, squeezed
from extractor.readers.sheet import Grid, PlacedLine, PlacedWord, Sheet


class Composer:
    """Grows ``text`` (NFC) with its pages and tables. Used once, by one reader, for one document."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._tail = "\n"
        self._words: list[Word] = []
        self.pages: list[Page] = []
        self.tables: list[Table] = []
        self.too_large = 0
        """Tables of which only the words were put."""

    @property
    def text(self) -> str:
        """All that was put, from the start."""
        return "".join(self._pieces)

    def put(self, piece: str) -> tuple[int, int]:
        """Adds ``piece`` in NFC; gives its start and end."""
        return self._length, self._put(harmless(piece))

    def _put(self, piece: str) -> int:
        """Adds ``piece``, which is harmless; gives its end."""
        if piece:
            self._pieces.append(piece)
            self._length += len(piece)
            self._tail = (self._tail + piece)[-2:]
        return self._length

    def feed(self, lines: int = 1) -> None:
        """Makes the text end with at least ``lines`` line breaks, unless a page or the document begins here."""
        if self._length == 0 or self._tail.endswith("\f"):
            return
        there = len(self._tail) - len(self._tail.rstrip("\n"))
        self.put("\n" * max(lines - there, 0))

    def put_words(self, words: Sequence[PlacedWord]) -> tuple[int, int]:
        """Adds ``words`` with one blank between; gives the start and end of the whole."""
        texts = [word.text for word in words]
        if harmless(whole := " ".join(texts)) != whole:
            texts = [harmless(text) for text in texts]
        start = begin = self._length
        for (_, x0, top, x1, bottom, confidence), text in zip(words, texts, strict=True):
            self._words.append(Word(begin, begin + len(text), x0, top, x1, bottom, confidence))
            begin += len(text) + 1
        return start, self._put(" ".join(texts))

    def put_line(self, line: PlacedLine) -> None:
        """Adds ``line`` on a line of its own."""
        self.feed(2 if line.parted else 1)
        self.put_words(line.words)

    def put_grid(self, grid: Grid, page: int | None = None) -> None:
        """Adds a table: a row is a line, cells parted by tabs, rows by blank lines; a merged cell is written once."""
        self.feed(2)
        grid = squeezed(grid)
        start = self._length
        cells: list[Cell] = []
        row = -1
        for slot in grid.slots:
            if slot.row != row:
                self.feed(2)
                row = slot.row
            else:
                self.put("\t")
            begin, end = self.put_words(slot.words) if slot.words else self.put(slot.lines)
            content = harmless(slot.content)
            cells.append(Cell(content, begin, end) if content else Cell(""))
        end = self._length
        self.feed(2)
        if is_too_large(grid):
            self.too_large += 1
            return
        rows = spread(grid, cells)
        table = Table(
            start,
            end,
            rows[grid.headings :],
            rows[: grid.headings],
            page,
            grid.caption,
            grid.edges,
            grid.layout,
        )
        self.tables.append(table)

    def put_sheet(self, number: int, sheet: Sheet) -> None:
        """Adds a page; a form feed parts it from the one before."""
        if self.pages:
            self.feed(1)
            self.put("\f")
        start, self._words = self._length, []
        for block in sheet.blocks:
            if isinstance(block, Grid):
                self.put_grid(block, number)
            else:
                self.put_line(block)
        size = sheet.width or None, sheet.height or None
        words = tuple(self._words)
        self.pages.append(Page(number, start, self._length, *size, sheet.ocr, sheet.confidence, words, sheet.note))


def of_tables(nested: int, composer: Composer) -> Iterator[str]:
    """Warnings when tables stand in cells of others, and when tables are too large to be any."""
    if nested:
        yield f"Tables in cells of other tables: {nested}; each stands below the table that holds it."
    if composer.too_large:
        yield f"Tables with too many cells: {composer.too_large}; their words are read as lines."
