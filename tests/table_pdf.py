"""A table in its frame as a PDF: ruled or not, over pages, on turned pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table, TableStyle
from table_cut import Cutting, DoesNotFit, Sheet, Style, widths_of
from table_frame import Frame
from table_grid import Grid
from table_press import FONTS, Press, set_up

PDF_LAYOUTS = ("ruled", "unruled", "merged", "continued", "split", "landscape", "sideways")
_SEVERAL = ("continued", "split")


@dataclass(frozen=True, slots=True)
class Setting:
    """``ruled`` or not; ``small`` letters and paddings; a ``whole`` table goes on over pages in every layout."""

    ruled: bool
    small: bool
    whole: bool


def pdf_of(rng: Random, layout: str, grid: Grid, frame: Frame, setting: Setting) -> bytes:
    """A PDF in ``layout``; it raises DoesNotFit when the columns or rows of the table are too many."""
    set_up()
    style = _style(rng, layout, grid, setting)
    running = frame.title[-1] if rng.random() < (0.4 if layout in _SEVERAL else 0.1) else None
    press = Press(
        style.font, rng.uniform(48, 56 if setting.small else 72), rng.choice(("", "{}", "- {} -", "Trang {}")), running
    )
    press.turn("portrait")
    press.put(_pairs(frame.head, style.font, press.width, (4, 4)), 14)
    for text in frame.title:
        press.put(_paragraph(text, style.font, 12, 1, bold=True))
    for text in frame.prose:
        press.put(_paragraph(text, style.font, 11, 4))
    kind = {"landscape": rng.choice(("landscape", "rotated")), "sideways": "sideways"}.get(layout, "portrait")
    if kind != "portrait":
        press.turn(kind)
    _table(rng, layout, press, Sheet(grid, style, widths_of(rng, grid, style, press.width)), frame, setting.whole)
    if frame.note:
        press.put(_paragraph(frame.note, style.font, 10, 0))
    if kind != "portrait":
        press.turn("portrait")
    for text in frame.closing:
        press.put(_paragraph(text, style.font, 11, 4))
    press.put(_pairs(frame.signature, style.font, press.width, (0, 4)))
    return press.done()


def _style(rng: Random, layout: str, grid: Grid, setting: Setting) -> Style:
    ruled = setting.ruled
    size = 9 if setting.small else rng.choice((9, 9.5, 10, 10, 11, 12, 13))
    if len(grid.columns) > 6:
        size = min(size, rng.choice((9, 9.5, 10)))
    middle = layout != "split" and rng.random() < (0.5 if ruled else 0.35)
    side, above = rng.uniform(2, 3 if setting.small else 6), rng.uniform(1, 2 if setting.small else 5)
    if not ruled:
        side = size * rng.uniform(0.5, 0.6 if setting.small else 1.1)
        plain = grid.columns[0].key == "tt" and not middle and not {"group", "total"} & set(grid.kinds)
        above = size * rng.uniform(0.1, 0.5) if plain else size * rng.uniform(0.45, 0.8)
    return Style(
        font=rng.choice(FONTS),
        size=size,
        leading=size * rng.uniform(1.17, 1.35),
        side=side,
        above=above,
        ruled=ruled,
        middle=middle,
        rules="dotted" if layout == "ruled" and rng.random() < 0.15 else "full",
        shaded=ruled and rng.random() < 0.25,
        justified=rng.random() < 0.2,
        narrow=rng.random() < 0.3,
    )


def _table(rng: Random, layout: str, press: Press, sheet: Sheet, frame: Frame, whole: bool) -> None:
    """Sets the caption, the unit and the table."""
    font = sheet.style.font
    above: list[Any] = []
    if frame.caption:
        above.append(_paragraph(frame.caption, font, 11, 1, bold=True))
    if frame.unit_line:
        above.append(_paragraph(frame.unit_line, font, 10, 2))
    room = sum(press.height(one) + 6 for one in above)
    height = sheet.height(sheet.grid)
    several = layout in _SEVERAL or (layout == "merged" and rng.random() < 0.5)
    if several:
        share = rng.uniform(0.25, 0.8)
        for text in cycle(frame.prose):
            if press.room - room < max(90, height * share):
                break
            press.put(_paragraph(text, font, 11, 4))
    first = press.room - room
    if (height > first and not several and press.kind == "portrait" and not whole) or first < 90:
        press.turn(press.kind)
        first = press.room - room
    if several and height < first:
        raise DoesNotFit
    cutting = Cutting(
        again=rng.random() < (0.8 if layout == "merged" else 0.6),
        repeated=rng.random() < 0.4,
        split=layout == "split",
    )
    parts = sheet.parts(_rooms(first, press.full), cutting)
    rows = sum(len(part.kinds) - (part.heads if number else 0) for number, part in enumerate(parts))
    if layout == "split" and rows == len(sheet.grid.kinds):
        raise DoesNotFit
    if not 1 + several <= len(parts) <= (4 if several or whole else 1):
        raise DoesNotFit
    for one in above:
        press.put(one)
    for number, part in enumerate(parts):
        if number:
            press.turn(press.kind)
        press.put(_drawn(sheet, part), 10)


def _rooms(first: float, others: float) -> Iterator[float]:
    yield first
    while True:
        yield others


def _drawn(sheet: Sheet, part: Grid) -> Table:
    """A part of the table for platypus."""
    style = sheet.style
    data: list[list[Any]] = [[""] * len(part.columns) for _ in part.kinds]
    commands: list[tuple[Any, ...]] = [
        ("LEFTPADDING", (0, 0), (-1, -1), style.side),
        ("RIGHTPADDING", (0, 0), (-1, -1), style.side),
    ]
    for row, kind in enumerate(part.kinds):
        middle = style.middle or (kind == "head" and style.ruled)
        commands += [
            ("TOPPADDING", (0, row), (-1, row), style.padding(kind)),
            ("BOTTOMPADDING", (0, row), (-1, row), style.padding(kind)),
            ("VALIGN", (0, row), (-1, row), "MIDDLE" if middle else "TOP"),
        ]
        if kind == "head" and style.shaded:
            commands.append(("BACKGROUND", (0, row), (-1, row), colors.HexColor(0xE4E8EE)))
    for cell in part.cells:
        if cell.text:
            data[cell.row][cell.column] = style.paragraph(cell)
        if cell.down > 1 or cell.across > 1:
            end = (cell.column + cell.across - 1, cell.row + cell.down - 1)
            commands.append(("SPAN", (cell.column, cell.row), end))
    if style.ruled and style.rules == "full":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    elif style.ruled:
        last = max(0, part.heads - 1)
        commands += [
            ("GRID", (0, 0), (-1, last), 0.5, colors.black),
            ("LINEBELOW", (0, last + 1), (-1, -2), 0.4, colors.black, "round", (1, 2)),
            ("LINEBEFORE", (0, 0), (-1, -1), 0.5, colors.black),
            ("BOX", (0, 0), (-1, -1), 0.5, colors.black),
        ]
    return Table(data, colWidths=sheet.widths, rowHeights=sheet.heights(part), style=TableStyle(commands))


def _paragraph(text: str, font: str, size: float, align: int, bold: bool = False) -> Paragraph:
    face = f"{font}-Bold" if bold else font
    style = ParagraphStyle("prose", fontName=face, fontSize=size, leading=size * 1.3, alignment=align)
    return Paragraph(escape(text), style)


def _pairs(rows: Sequence[tuple[str, str]], font: str, width: float, sides: tuple[int, int]) -> Table:
    """Rows of two texts without rules, the left at the margin (0) or centred (4)."""
    data = [
        [
            _paragraph(left, font, 9, 1 if sides[0] else 0, bold=bool(sides[0]) and number < 2),
            _paragraph(right, font, 9, 1, bold=number < 2),
        ]
        for number, (left, right) in enumerate(rows)
    ]
    return Table(data, colWidths=(width * 0.42, width * 0.58))
