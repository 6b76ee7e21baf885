"""Makes documents with one table each: PDF in several layouts, Word, web page, text copied from a web page."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from table_cut import DoesNotFit
from table_docx import docx_of
from table_frame import frame_of
from table_grid import Grid, Shape, Topic, lay
from table_pdf import PDF_LAYOUTS, Setting, pdf_of
from table_text import flattened_of, html_of
from table_topics import topic_of
from table_wish import Wish

LAYOUTS = (*PDF_LAYOUTS, "docx", "html", "flattened")
_EITHER = ("continued", "split", "landscape", "sideways")
"""Layouts with rules in some seeds and none in others."""
_SUFFIX = {"docx": "docx", "html": "html", "flattened": "txt"}


@dataclass(frozen=True, slots=True)
class Made:
    """A file and what its table says."""

    layout: str
    name: str
    """File name with suffix."""
    data: bytes
    header: tuple[tuple[str, ...], ...]
    """Head rows as a full grid: spanning cells stand in each place they cover."""
    rows: tuple[tuple[str, ...], ...]
    """Body rows likewise, with group rows and total rows."""
    caption: str | None
    """As printed above the table, or None."""
    unit: str | None
    """"triệu đồng" where a line like "Đơn vị tính: triệu đồng" stands above."""


def make(layout: str, seed: int, products: Sequence[Sequence[str]] | None = None) -> Made:
    """The document number ``seed`` in ``layout``, always the same.

    ``products`` are rows of number, product, producer, commune, stars and, if told, group; the table then lists all of
    them. Stars "0" become a blank cell.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"no layout {layout!r}")
    ruled = layout != "unruled" and (layout not in _EITHER or Random(f"{layout} {seed}").random() < 0.6)
    for attempt in range(60):
        small = attempt % 4 > 1
        rng = Random(f"{layout} {seed} {attempt // 4 if attempt < 40 else attempt}")
        grid, topic = _table(rng, layout, ruled, attempt // 4, products)
        frame = frame_of(rng, topic)
        rng = Random(f"{layout} {seed} {attempt} setting")
        try:
            if layout == "docx":
                data = docx_of(rng, grid, frame)
            elif layout == "html":
                data = html_of(rng, grid, frame)
            elif layout == "flattened":
                data = flattened_of(rng, grid, frame)
            else:
                data = pdf_of(rng, layout, grid, frame, Setting(ruled, small, products is not None))
        except DoesNotFit:
            continue
        name = f"{layout}-{seed}.{_SUFFIX.get(layout, 'pdf')}"
        header, rows = grid.texts(("head",)), grid.texts(("row", "group", "total"))
        return Made(layout, name, data, header, rows, frame.caption, frame.unit)
    raise AssertionError(f"{layout} {seed} does not fit in any way")


def _table(
    rng: Random, layout: str, ruled: bool, attempt: int, products: Sequence[Sequence[str]] | None
) -> tuple[Grid, Topic]:
    """A grid for ``layout``; later attempts are smaller."""
    long = layout in ("continued", "split", "merged")
    rows = rng.choice((4, 6, 9, 14, 20, 30, 45, 60)) + rng.randint(0, 5)
    if long:
        rows = rng.randint(14, 60)
    if layout in ("landscape", "sideways"):
        rows = min(rows, rng.randint(6, 24))
    rows = max(8 if long else 4, round(min(60, rows) * 0.8**attempt))
    columns = rng.choice((3, 4, 5, 6, 7, 7, 8, 9, 10, 11, 11))
    columns = max(3, columns - attempt // 3)
    runs = layout == "merged" or (layout in ("docx", "html") and rng.random() < 0.4)
    counted = True if layout == "split" else None
    left_out = layout == "flattened" and rng.random() < 0.12
    grouped = not left_out and rng.random() < 0.4
    topic = topic_of(rng, Wish(rows, columns, runs, left_out or counted, grouped), products)
    topic = _nfc(topic)
    shape = _shape(rng, ruled, topic)
    if layout == "flattened" and not left_out and rng.random() < 0.2:
        topic = _two_paragraphs(rng, topic)
    grid = lay(topic, replace(shape, total="") if left_out else shape)
    return replace(grid, blanks=not left_out), topic


def _shape(rng: Random, ruled: bool, topic: Topic) -> Shape:
    group = rng.choice(("wide", "numbered", "cells")) if any(topic.groups) else ""
    total = rng.choice(("", "plain", "merged", "merged")) if topic.summed else ""
    numbers = rng.choice(("", "", "", "({})", "({})", "{}"))
    if not ruled:  # nobody sees how far a short text spans
        group = "cells" if group == "numbered" else group
        total = "plain" if total else ""
    return Shape(group, total, numbers)


def _two_paragraphs(rng: Random, topic: Topic) -> Topic:
    """``topic`` with one of its longer cells parted in two paragraphs."""
    records = [list(record) for record in topic.records]
    long = [(row, place) for row, r in enumerate(records) for place, text in enumerate(r) if text.count(" ") >= 3]
    if long:
        row, place = rng.choice(long)
        parts = records[row][place].split()
        middle = rng.randint(2, len(parts) - 2)
        records[row][place] = " ".join(parts[:middle]) + "\n" + " ".join(parts[middle:])
    return replace(topic, records=tuple(tuple(record) for record in records))


def _nfc(topic: Topic) -> Topic:
    """``topic`` with composed letters and single blanks, which given products may lack."""
    records = tuple(tuple(" ".join(unicodedata.normalize("NFC", t).split()) for t in r) for r in topic.records)
    return replace(topic, records=records)
