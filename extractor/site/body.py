"""The text of a document as HTML: paragraphs, headings, pages and tables, each table once, where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from markupsafe import Markup

from extractor.site.grids import Anchors, Grid, table, tools, unread
from extractor.site.labels import label
from extractor.site.marks import Mark, Painter
from extractor.text import fold

_LONGEST_HEADING = 200
"""Code points; a division that begins with a longer paragraph has no heading of its own."""
_ABOVE = 6
"""Paragraphs above a table among which its caption is sought."""
_LONGEST_UNIT = 60
"""Code points of a line above a table that says the unit and little else."""

_LABELLED = frozenset({"amount", "indicator"})
"""Kinds of facts that stretch from the label of a row to its figure."""

Paragraph = tuple[int, int, str]
"""Start, end and kind, as in the database's ``layouts``."""


def body(
    text: str,
    paragraphs: Sequence[Paragraph],
    marks: Sequence[Mark],
    pages: Sequence[tuple[int, int]] = (),
    grids: Sequence[Grid] = (),
    sections: Mapping[int, tuple[int, int]] | None = None,
    beside: Mapping[int, str] | None = None,
) -> Markup:
    """The text as HTML.

    ``pages`` are (start, number), ``sections`` (number, level) by the offset where they begin: a paragraph there gets
    the anchor ``muc-<number>``. Grids stand in the order of the text. ``beside`` is the HTML to stand
    beside each page.
    """
    painter = Painter(text, list(_narrowed(marks, grids)))
    flow = _Flow(painter, paragraphs, pages, sections or {})
    return Markup("\n".join(_spreads(flow, grids, beside) if beside else flow.pieces(grids)))


def _spreads(flow: _Flow, grids: Iterable[Grid], beside: Mapping[int, str]) -> Iterator[str]:
    """The text page by page, each with what stands beside it; a page that begins in a table is of that table's page."""
    spreads: list[tuple[list[int], list[str]]] = [([], [])]
    for piece in flow.pieces(grids):
        if isinstance(piece, _Leaf):
            spreads.append(([], []))
        spreads[-1][0].extend(flow.turned())
        spreads[-1][1].append(piece)
    for numbers, pieces in spreads:
        images = "".join(beside.get(number, "") for number in numbers)
        words = "\n".join(pieces)
        if words or images:
            yield f'<div class="spread"><div class="words">{words}</div><div class="scans">{images}</div></div>'


def _narrowed(marks: Iterable[Mark], grids: Iterable[Grid]) -> Iterator[Mark]:
    """Figures that begin with their label in another cell, marked in their own; where they begin stays a place."""
    cells = sorted(place for grid in grids if not grid.table.failed for place in grid.places())
    ends = [end for _, end in cells]
    begun: set[int] = set()
    for mark in marks:
        first = bisect_right(ends, mark.start)
        last = bisect_left(cells, (mark.end,)) - 1
        if mark.kind not in _LABELLED or first >= last or not cells[first][0] <= mark.start:
            yield mark
            continue
        if mark.start not in begun:
            yield Mark(mark.start, cells[first][1], "place")
            begun.add(mark.start)
        yield replace(mark, start=cells[last][0])


class _Leaf(str):
    """The line above a page that does not begin within a table."""

    __slots__ = ()


class _Flow:
    """Takes the paragraphs one after the other, and writes each once."""

    def __init__(
        self,
        painter: Painter,
        paragraphs: Sequence[Paragraph],
        pages: Sequence[tuple[int, int]],
        sections: Mapping[int, tuple[int, int]],
    ) -> None:
        self._painter = painter
        self._ahead = deque(paragraphs)
        self._pages = deque(pages)
        self._sections = sections
        self._turned: list[int] = []

    def turned(self) -> list[int]:
        """The pages that have begun since this was asked last."""
        turned, self._turned = self._turned, []
        return turned

    def pieces(self, grids: Iterable[Grid]) -> Iterator[str]:
        """The whole text."""
        for grid in grids:
            before = self._until(grid.table.start)
            own = len(before) if grid.table.failed else self._caption(before, grid)
            yield from self._written(before[:own])
            yield from self._leaves(grid.table.start + 1)
            yield unread(grid) if grid.table.failed else self._figure(grid, before[own:])
        yield from self._written(list(self._ahead))

    def _until(self, offset: int) -> list[Paragraph]:
        """The paragraphs before ``offset``; one that goes on behind it is parted there."""
        taken = []
        while self._ahead and self._ahead[0][0] < offset:
            start, end, kind = self._ahead.popleft()
            taken.append((start, min(end, offset), kind))
            if end > offset:
                self._ahead.appendleft((offset, end, "text"))
        return taken

    def _caption(self, before: Sequence[Paragraph], grid: Grid) -> int:
        """The index from which on the paragraphs above a table are its caption and its unit."""
        caption = _letters(grid.table.caption or "")
        first = len(before)
        for index in range(len(before) - 1, max(len(before) - _ABOVE, 0) - 1, -1):
            line = self._words([before[index]])
            words = _letters(line)
            if caption and words and caption.startswith(words):
                return index
            if len(line) <= _LONGEST_UNIT and _says(line, grid.table.unit):
                first = index
        return first

    def _figure(self, grid: Grid, own: Sequence[Paragraph]) -> str:
        above = "".join(self._written(own))
        said = [grid.name, *(self._words([paragraph]) for paragraph in own)]
        unit = None if any(_says(line, grid.table.unit) for line in said) else grid.table.unit
        if not grid.table.caption or _letters(grid.table.caption) not in _letters(self._words(own)):
            above = self._title(grid) + above
        inside = self._until(grid.table.end)
        notes = self._notes(grid)
        anchors = self._anchors(grid)
        written = table(self._painter, grid, anchors)
        unreached = "".join(html for _, html in anchors)
        below = _letters(self._words(notes))
        unsaid = (f'<p class="note">{escape(note)}</p>' for note in grid.table.notes if _letters(note) not in below)
        rest = "".join((*self._left_over(grid, inside), *self._written(notes), *unsaid))
        return (
            f'<figure class="grid" id="bang-{grid.number}">\n<figcaption>{above}</figcaption>\n{tools(grid, unit)}'
            f"{written}\n{unreached}{rest}</figure>"
        )

    def _title(self, grid: Grid) -> str:
        """The caption that no paragraph above the table holds: from its first row, else as it is known."""
        words = escape(grid.name)
        if grid.table.caption:
            first = min((start for start, _ in grid.places()), default=grid.table.start)
            place = self._painter.text.find(grid.table.caption, grid.table.start, first)
            words = words if place < 0 else self._painter.paint(place, place + len(grid.table.caption))
        return f'<p class="title">{words}</p>'

    def _notes(self, grid: Grid) -> list[Paragraph]:
        """The paragraphs below a table that are its notes."""
        wanted = [_letters(note) for note in grid.table.notes]
        found: list[Paragraph] = []
        while self._ahead and wanted and _letters(self._words([self._ahead[0]])) in wanted:
            start, end, _ = self._ahead.popleft()
            found.append((start, end, "note"))
        return found

    def _anchors(self, grid: Grid) -> Anchors:
        """What can be reached within a table: pages that begin there, and divisions."""
        anchors = [
            (start, f'<span id="muc-{number}"></span>')
            for start, (number, _) in self._sections.items()
            if grid.table.start <= start < grid.table.end
        ]
        while self._pages and self._pages[0][0] < grid.table.end:
            start, number = self._pages.popleft()
            self._turned.append(number)
            anchors.append((start, f'<span class="leaf" id="trang-{number}">{label("page", "grid")} {number}</span> '))
        return deque(sorted(anchors))

    def _left_over(self, grid: Grid, inside: Iterable[Paragraph]) -> Iterator[str]:
        """What stands in a table's stretch of the text but in no cell: footnotes, and where facts begin."""
        places = sorted(grid.places())
        for start, end, kind in inside:
            edges = [start, *(edge for place in places if start < place[1] and place[0] < end for edge in place), end]
            for a, b in zip(edges[::2], edges[1::2], strict=True):
                note = kind == "note" and a < b and not self._painter.text[a:b].isspace()
                if note or any(self._painter.unplaced(a, b)):
                    yield f'<p class="note" role="note">{self._painter.paint(a, b)}</p>'

    def _words(self, paragraphs: Iterable[Paragraph]) -> str:
        return " ".join(self._painter.text[start:end] for start, end, _ in paragraphs)

    def _leaves(self, until: int) -> Iterator[str]:
        """The pages that begin before an offset."""
        while self._pages and self._pages[0][0] < until:
            number = self._pages.popleft()[1]
            self._turned.append(number)
            yield _Leaf(f'<p class="page" id="trang-{number}"><a href="#trang-{number}">Trang {number}</a></p>')

    def _written(self, paragraphs: Iterable[Paragraph]) -> Iterator[str]:
        for start, end, kind in paragraphs:
            yield from self._leaves(start + 1)
            yield self._paragraph(start, end, kind)

    def _paragraph(self, start: int, end: int, kind: str) -> str:
        html = self._painter.paint(start, end)
        section = self._sections.get(start)
        anchor = f' id="muc-{section[0]}"' if section else ""
        if section and end - start <= _LONGEST_HEADING:
            return f'<h3{anchor} class="l{min(section[1], 4)}">{html}</h3>'
        if kind == "note":
            return f'<p class="note" role="note"{anchor}>{html}</p>'
        return f"<p{anchor}>{html}</p>"


def _says(line: str, unit: str | None) -> bool:
    """Whether a line ends with the unit behind a colon or in brackets: "ĐVT: triệu đồng", "(triệu đồng)"."""
    return bool(unit) and re.search(rf"[:;(\[][^:;()]{{0,12}}{re.escape(fold(unit or ''))}\W*$", fold(line)) is not None


def _letters(words: str) -> str:
    """Letters and digits without marks, for comparison."""
    return "".join(sign for sign in fold(words) if sign.isalnum())
