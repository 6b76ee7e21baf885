"""A document's text as HTML: paragraphs, headings, pages and tables, with every fact marked where it stands.

Everything that comes from a document is escaped here. Facts may overlap: each stretch of text carries the marks of all
facts around it, and the innermost one is a link.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Any

from markupsafe import Markup

_LONGEST_HEADING = 200
"""Code points; a division that begins with a longer paragraph has no heading of its own."""

Cells = Sequence[Sequence[tuple[str, int | None, int | None]]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to be marked: ``kind`` names its style, ``title`` says what it is, ``href`` where it leads."""

    start: int
    end: int
    kind: str
    title: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the document: where it stands, its headings and its cells (text, start, end)."""

    start: int
    end: int
    columns: Sequence[str]
    cells: Cells
    caption: str | None = None


@dataclass
class Painter:
    """Writes stretches of ``text`` with their marks; each place gets its anchor ``v<offset>`` once."""

    text: str
    marks: Sequence[Mark]
    _starts: list[int] = field(init=False)
    _reach: list[int] = field(init=False)
    _anchored: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.marks = sorted(self.marks, key=lambda m: (m.start, -m.end))
        self._starts = [mark.start for mark in self.marks]
        self._reach = []
        for mark in self.marks:
            self._reach.append(max(mark.end, self._reach[-1] if self._reach else 0))

    def paint(self, start: int, end: int) -> str:
        """``text[start:end]`` as HTML."""
        here = self._around(start, end)
        if not here:
            return escape(self.text[start:end])
        cuts = sorted({start, end, *(p for m in here for p in (m.start, m.end) if start < p < end)})
        return "".join(self._stretch(a, b, [m for m in here if m.start < b and m.end > a]) for a, b in pairwise(cuts))

    def _around(self, start: int, end: int) -> list[Mark]:
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return [mark for mark in self.marks[low:high] if mark.end > start]

    def _stretch(self, start: int, end: int, marks: list[Mark]) -> str:
        html = escape(self.text[start:end])
        for depth, mark in enumerate(sorted(marks, key=lambda m: m.end - m.start)):
            anchor = ""
            if mark.start == start and start not in self._anchored:
                self._anchored.add(start)
                anchor = f' id="v{start}"'
            title = f' title="{escape(mark.title)}"' if mark.title else ""
            if mark.kind == "found":
                html = f"<mark{anchor}>{html}</mark>"
            elif mark.href and not depth:
                html = f'<a class="m m-{mark.kind}"{anchor}{title} href="{escape(mark.href)}">{html}</a>'
            else:
                html = f'<span class="m m-{mark.kind}"{anchor}{title}>{html}</span>'
        return html


def body(
    text: str,
    paragraphs: Sequence[tuple[int, int, str]],
    marks: Sequence[Mark],
    pages: Sequence[tuple[int, int]] = (),
    grids: Sequence[Grid] = (),
    sections: Mapping[int, tuple[int, int]] | None = None,
) -> Markup:
    """The text as HTML.

    ``paragraphs`` are (start, end, kind), ``pages`` (start, number), ``sections`` (number, level) by the offset where
    they begin: a paragraph there gets the anchor ``muc-<number>``.
    """
    painter = Painter(text, marks)
    return Markup("\n".join(_pieces(painter, paragraphs, list(pages), list(grids), sections or {})))


def _pieces(
    painter: Painter,
    paragraphs: Sequence[tuple[int, int, str]],
    pages: list[tuple[int, int]],
    grids: list[Grid],
    sections: Mapping[int, tuple[int, int]],
) -> Iterator[str]:
    shown_until = 0
    for start, end, kind in paragraphs:
        while pages and pages[0][0] <= start:
            number = pages.pop(0)[1]
            yield f'<p class="page" id="trang-{number}"><a href="#trang-{number}">Trang {number}</a></p>'
        if grids and end > grids[0].start:
            grid = grids.pop(0)
            if start < grid.start:
                yield _paragraph(painter, start, grid.start, kind, sections.get(start))
            yield table(painter, grid)
            shown_until = grid.end
        if end > shown_until:
            yield _paragraph(painter, max(start, shown_until), end, kind, sections.get(start))


def _paragraph(painter: Painter, start: int, end: int, kind: str, section: tuple[int, int] | None) -> str:
    html = painter.paint(start, end)
    anchor = f' id="muc-{section[0]}"' if section else ""
    if section and end - start <= _LONGEST_HEADING:
        return f'<h3{anchor} class="l{min(section[1], 4)}">{html}</h3>'
    if kind == "note":
        return f'<p class="note" role="note"{anchor}>{html}</p>'
    return f"<p{anchor}>{html}</p>"


def table(painter: Painter, grid: Grid) -> str:
    """A table; a cell that covers several places is written once, with its spans."""
    label = escape(grid.caption or "Bảng trong văn bản")
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in grid.columns)
    rows = "".join(f"<tr>{''.join(_cells(painter, grid.cells, index))}</tr>" for index in range(len(grid.cells)))
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{label}"><table><caption>{label}</caption>'
        f"{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{rows}</tbody></table></div>"
    )


def _cells(painter: Painter, cells: Cells, row: int) -> Iterator[str]:
    for column, cell in enumerate(cells[row]):
        words, start, end = cell
        if _same(cells, row, column, row - 1, column) or _same(cells, row, column, row, column - 1):
            continue
        down, across = 1, 1
        while _same(cells, row, column, row + down, column):
            down += 1
        while _same(cells, row, column, row, column + across):
            across += 1
        spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
        inside = painter.paint(start, end) if start is not None and end is not None else escape(words)
        yield f"<td{spans}>{inside}</td>"


def _same(cells: Cells, row: int, column: int, other_row: int, other_column: int) -> bool:
    """Whether two places of a table hold one cell: the same words at the same offsets."""
    if not (0 <= other_row < len(cells) and 0 <= other_column < len(cells[other_row])):
        return False
    one: tuple[Any, ...] = tuple(cells[row][column])
    return one[1] is not None and one == tuple(cells[other_row][other_column])
