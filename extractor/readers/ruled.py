"""Ruled tables: boxes between rules, and the words in them, as a grid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.readers.broken import words_of
from extractor.readers.layout import lines_of
from extractor.readers.sheet import Grid, PlacedWord, Slot

Rectangle = tuple[float, float, float, float]
"""x0, top, x1, bottom."""
_SIDE_BY_SIDE = 3
"""Upright rules that end beside each other, at least."""
_NEAR = 3.0
"""Rules closer than this (points) are one rule drawn twice."""


def open_ends(edges: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    """Where upright rules end side by side, and level ones close not all of the cells between them: there a page break
    parts a row, or merged cells.

    ``edges`` are those of a pdfplumber page; the places are in points from the top.
    """
    level = [edge for edge in edges if edge["orientation"] == "h"]
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for side in ("top", "bottom"):
        for ending in _side_by_side(upright, side):
            place = ending[0][side]
            closing = [edge for edge in level if abs(edge["top"] - place) <= 2 * _NEAR]
            if not closing or (_is_outmost(ending, upright, side) and not _close(closing, ending)):
                yield place


def _side_by_side(upright: Sequence[Mapping[str, Any]], side: str) -> Iterator[list[Mapping[str, Any]]]:
    """The upright rules that end at one place, where there are several."""
    ending: list[Mapping[str, Any]] = []
    for edge in sorted(upright, key=lambda edge: edge[side]):
        if ending and edge[side] - ending[-1][side] > _NEAR:
            if len(ending) >= _SIDE_BY_SIDE:
                yield ending
            ending = []
        ending.append(edge)
    if len(ending) >= _SIDE_BY_SIDE:
        yield ending


def _is_outmost(ending: Sequence[Mapping[str, Any]], upright: Sequence[Mapping[str, Any]], side: str) -> bool:
    """Whether no upright rule goes on where these end."""
    place, left, right = ending[0][side], min(edge["x0"] for edge in ending), max(edge["x1"] for edge in ending)
    beyond = (edge for edge in upright if left - _NEAR <= edge["x0"] <= right + _NEAR)
    if side == "bottom":
        return all(edge["bottom"] <= place + 2 * _NEAR for edge in beyond)
    return all(edge["top"] >= place - 2 * _NEAR for edge in beyond)


def _close(level: Sequence[Mapping[str, Any]], ending: Sequence[Mapping[str, Any]]) -> bool:
    """Whether level rules go from the first to the last of the upright ones."""
    reached, right = min(edge["x0"] for edge in ending), max(edge["x1"] for edge in ending)
    for edge in sorted(level, key=lambda edge: edge["x0"]):
        if edge["x0"] > reached + 2 * _NEAR:
            return False
        reached = max(reached, edge["x1"])
    return bool(reached >= right - 2 * _NEAR)


def ruled_grid(boxes: Sequence[Rectangle], words: Sequence[PlacedWord]) -> tuple[Grid, list[PlacedWord]] | None:
    """The cells ``boxes`` with the words in them, and the words that stand in none.

    ``None`` when it is no table: fewer than two columns, hardly a word in it, or one row that is none of a table that
    goes on over pages, having less than three columns.
    """
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    if len(columns) < 3 or len(rows) < 2 or (len(rows) == 2 and len(columns) < 4):
        return None
    inside: list[list[PlacedWord]] = [[] for _ in boxes]
    outside: list[PlacedWord] = []
    for word in words:
        middle = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        home = next(
            (i for i, (x0, top, x1, low) in enumerate(boxes) if x0 <= middle[0] < x1 and top <= middle[1] < low), None
        )
        (outside if home is None else inside[home]).append(word)
    if sum(1 for cell in inside if cell) < 3:
        return None
    slots = [_slot(box, columns, rows, cell) for box, cell in zip(boxes, inside, strict=True)]
    kept = sorted((slot for slot in slots if slot is not None), key=lambda slot: (slot.row, slot.column))
    return Grid(tuple(kept), top=rows[0], edges=tuple(columns)), outside


def _edges(places: list[float]) -> list[float]:
    """The different rules among ``places``, in order."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _slot(box: Rectangle, columns: list[float], rows: list[float], words: list[PlacedWord]) -> Slot | None:
    left, right = bisect_right(columns, box[0] + _NEAR) - 1, bisect_right(columns, box[2] + _NEAR) - 1
    top, low = bisect_right(rows, box[1] + _NEAR) - 1, bisect_right(rows, box[3] + _NEAR) - 1
    if right <= left or low <= top:
        return None
    return Slot(top, left, low - top, right - left, words=words_of(lines_of(words)))
