"""Widths of columns, heights of rows, and how a table is cut into pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph
from table_grid import Cell, Grid

_ALIGN = {"left": 0, "center": 1, "right": 2, "justify": 4}


class DoesNotFit(Exception):
    """The table has too many columns or rows for its layout."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set, in points; ``side`` and ``above`` are the paddings at both sides and above and below."""

    font: str
    size: float
    leading: float
    side: float
    above: float
    ruled: bool
    middle: bool
    rules: str = "full"
    shaded: bool = False
    justified: bool = False
    narrow: bool = False
    """Whether the head of the running numbers may be broken within a word."""

    def face(self, bold: bool) -> str:
        """The name of the font."""
        return f"{self.font}-Bold" if bold else self.font

    def padding(self, kind: str) -> float:
        """The padding above and below a row of a kind; a head without rules keeps its distance."""
        return max(self.above, 0.45 * self.size) if kind == "head" and not self.ruled else self.above

    def paragraph(self, cell: Cell) -> Paragraph:
        """The text of a cell."""
        align = "justify" if self.justified and cell.align == "left" else cell.align
        face = self.face(cell.bold)
        style = ParagraphStyle("cell", fontName=face, fontSize=self.size, leading=self.leading, alignment=_ALIGN[align])
        return Paragraph("<br/>".join(escape(text) for text in cell.paragraphs), style)


@dataclass(frozen=True, slots=True)
class Cutting:
    """How a table goes on: its head ``again``, the text of a cut cell ``repeated``, the last row ``split``."""

    again: bool = True
    repeated: bool = False
    split: bool = False


@dataclass(slots=True)
class Sheet:
    """A table with the ``widths`` of its columns."""

    grid: Grid
    style: Style
    widths: tuple[float, ...]
    _known: dict[tuple[str, bool, int, int], float] = field(default_factory=dict)

    def heights(self, grid: Grid) -> list[float]:
        """The heights of the rows of ``grid``, a part of the table."""
        style = self.style
        heights = [style.leading + 2 * style.padding(kind) for kind in grid.kinds]
        for cell in sorted(grid.cells, key=lambda cell: cell.down):
            need = self._height(cell) + 2 * style.padding(grid.kinds[cell.row])
            last = cell.row + cell.down - 1
            heights[last] += max(0.0, need - sum(heights[cell.row : last + 1]))
        return heights

    def height(self, grid: Grid) -> float:
        """The height of ``grid``, a part of the table."""
        return sum(self.heights(grid))

    def lines(self, cell: Cell) -> list[str]:
        """The lines of a cell."""
        return list(simpleSplit(cell.text, self.style.face(cell.bold), self.style.size, self.inner(cell)))

    def inner(self, cell: Cell) -> float:
        """The width of a cell without its paddings."""
        return sum(self.widths[cell.column : cell.column + cell.across]) - 2 * self.style.side

    def parts(self, rooms: Iterator[float], cutting: Cutting) -> list[Grid]:
        """The table in parts, each at most as high as the next of ``rooms``."""
        grid, first, parts = self.grid, self.grid.heads, list[Grid]()
        while first < len(grid.kinds):
            room, again = next(rooms), cutting.again or not parts
            last = first
            while last < len(grid.kinds) and self.height(cut(grid, first, last + 1, again, cutting.repeated)) <= room:
                last += 1
            if cutting.split and last < len(grid.kinds):
                grid, last = self._split(grid, first, last, room, again)
            if last == first:
                raise DoesNotFit
            parts.append(cut(grid, first, last, again, cutting.repeated))
            first = last
        return parts

    def _split(self, grid: Grid, first: int, last: int, room: float, again: bool) -> tuple[Grid, int]:
        """The grid with one of the last rows in two, and the row that the next page begins with."""
        for row in range(last, max(first, last - 4), -1):
            cells = [cell for cell in grid.cells if cell.row == row and cell.text]
            if grid.kinds[row] != "row" or "\n" in "".join(cell.text for cell in cells):
                continue
            counts = [len(self.lines(cell)) for cell in sorted(cells, key=lambda cell: cell.column)]
            for kept in range(max(counts) - 1, counts[0] - 1, -1):
                longer = self._divided(grid, row, kept)
                if self.height(cut(longer, first, row + 1, again, False)) <= room:
                    return longer, row + 1
        return grid, last

    def _divided(self, grid: Grid, row: int, kept: int) -> Grid:
        """``grid`` with ``row`` as two rows, the first with ``kept`` lines."""
        cells = []
        for cell in grid.cells:
            if cell.row != row:
                cells.append(replace(cell, row=cell.row + (cell.row > row)))
                continue
            lines = self.lines(cell)
            cells.append(replace(cell, text=" ".join(lines[:kept])))
            cells.append(replace(cell, text=" ".join(lines[kept:]), row=row + 1))
        return replace(grid, kinds=(*grid.kinds[: row + 1], *grid.kinds[row:]), cells=tuple(cells))

    def _height(self, cell: Cell) -> float:
        key = (cell.text, cell.bold, cell.column, cell.across)
        if key not in self._known:
            height = self.style.paragraph(cell).wrap(self.inner(cell), 9999)[1] if cell.text else 0
            self._known[key] = float(height)
        return self._known[key]


def cut(grid: Grid, first: int, last: int, again: bool, repeated: bool) -> Grid:
    """Body rows ``first`` to before ``last``, below the head where it stands ``again``.

    A cell from a row above goes on blank, or with its text ``repeated``.
    """
    heads = grid.heads if again else 0
    cells = [cell for cell in grid.cells if cell.row < heads]
    for cell in grid.cells:
        start, end = max(cell.row, first), min(cell.row + cell.down, last)
        if cell.row >= grid.heads and start < end:
            text = cell.text if cell.row >= first or repeated else ""
            cells.append(replace(cell, row=start - first + heads, down=end - start, text=text))
    return replace(grid, kinds=grid.kinds[:heads] + grid.kinds[first:last], cells=tuple(cells))


def widths_of(rng: Random, grid: Grid, style: Style, room: float) -> tuple[float, ...]:
    """Widths that break no word, save the head of the running numbers in a ``narrow`` style; at most ``room``."""
    least, wished = [], []
    most = rng.uniform(70, 190)
    for place, column in enumerate(grid.columns):
        words, texts = [0.0], [0.0]
        for cell in grid.cells:
            if cell.column != place or cell.across > 1 or (style.narrow and column.head in ("TT", "STT") and cell.bold):
                continue
            face = style.face(cell.bold)
            words += [stringWidth(word, face, style.size) for word in cell.text.split()]
            texts.append(stringWidth(cell.text, face, style.size))
        least.append(max(words) + 2 * style.side + 1)
        wished.append(max(least[-1], min(most, max(texts) + 2 * style.side + 2)))
    for cell in grid.cells:
        if cell.across > 1:
            words = [stringWidth(word, style.face(cell.bold), style.size) for word in cell.text.split()]
            lack = max(words, default=0) + 2 * style.side + 1 - sum(least[cell.column : cell.column + cell.across])
            least[cell.column] += max(0.0, lack)
    spare = room - sum(least)
    if spare < 0:
        raise DoesNotFit
    wishes = [max(0.0, wish - width) for wish, width in zip(wished, least, strict=True)]
    if sum(wishes) > spare or rng.random() < 0.6:
        factor = spare * rng.uniform(0.9, 1) / (sum(wishes) or 1)
        wishes = [wish * factor for wish in wishes]
    return tuple(width + wish for width, wish in zip(least, wishes, strict=True))
