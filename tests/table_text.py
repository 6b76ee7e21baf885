"""A table in its frame as a web page, and as the text one gets by copying that page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from random import Random

from table_frame import Frame
from table_grid import Cell, Grid

NBSP = "\u00a0"


def flattened_of(rng: Random, grid: Grid, frame: Frame) -> bytes:
    """UTF-8 text: every paragraph and every cell on its own line, a blank cell as a line with U+00A0.

    Blank lines stand between all of them, or only between what is not a cell of the table.
    """
    loose = rng.random() < 0.7
    pairs = [text for row in frame.head for text in row]
    signed = [text for side in (0, 1) for text in (row[side] for row in frame.signature) if text]
    above = [*pairs, *frame.title, *frame.prose, *_given(frame.caption, frame.unit_line)]
    below = [*_given(frame.note), *frame.closing, *signed]
    cells = [line for row in grid.rows() for cell in row for line in _lines(cell, grid.blanks)]
    text = "\n\n".join(line or NBSP for line in above) + "\n\n"
    text += ("\n\n" if loose else "\n").join(cells) + "\n\n" + "\n\n".join(below) + "\n"
    return text.encode()


def _lines(cell: Cell, blanks: bool) -> Iterable[str]:
    return cell.paragraphs or ((NBSP,) if blanks else ())


def _given(*texts: str | None) -> list[str]:
    return [text for text in texts if text]


def html_of(rng: Random, grid: Grid, frame: Frame) -> bytes:
    """A web page; head cells as ``th`` or ``td``, with or without ``thead``, cells with or without ``p``."""
    inner = rng.choice(("{}", "<p>{}</p>", '<p align="center"><span style="font-size:12pt">{}</span></p>'))
    thead = rng.random() < 0.5
    th = rng.random() < 0.5
    parts = [
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch</title></head><body>',
        _pairs(frame.head),
        *(f'<p style="text-align:center"><b>{escape(text)}</b></p>' for text in frame.title),
        *(f"<p>{escape(text)}</p>" for text in frame.prose),
        *(f'<p style="text-align:center"><b>{escape(text)}</b></p>' for text in _given(frame.caption)),
        *(f'<p style="text-align:right"><i>{escape(text)}</i></p>' for text in _given(frame.unit_line)),
        rng.choice(('<table border="1" cellspacing="0">', '<table style="border-collapse:collapse" border="1">')),
    ]
    if thead:
        parts.append("<thead>")
    for number, row in enumerate(grid.rows()):
        if thead and number == grid.heads:
            parts.append("</thead><tbody>")
        tag = "th" if th and number < grid.heads else "td"
        parts.append("<tr>" + "".join(_cell(cell, tag, inner) for cell in row) + "</tr>")
    parts.append(("</tbody>" if thead else "") + "</table>")
    parts += [f"<p>{escape(text)}</p>" for text in [*_given(frame.note), *frame.closing]]
    parts += [_pairs(frame.signature), "</body></html>\n"]
    return "\n".join(parts).encode()


def _cell(cell: Cell, tag: str, inner: str) -> str:
    spans = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    spans += f' colspan="{cell.across}"' if cell.across > 1 else ""
    texts = [escape(text) for text in cell.paragraphs] or ["&nbsp;"]
    if cell.bold:
        texts = [f"<b>{text}</b>" for text in texts]
    return f"<{tag}{spans}>" + "".join(inner.format(text) for text in texts) + f"</{tag}>"


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    """A borderless table of two cells, their lines as paragraphs."""
    sides = ["".join(f"<p>{escape(text)}</p>" for text in side if text) for side in zip(*rows, strict=True)]
    return (
        '<table width="100%" border="0"><tr>'
        + "".join(f'<td width="50%">{side}</td>' for side in sides)
        + "</tr></table>"
    )
