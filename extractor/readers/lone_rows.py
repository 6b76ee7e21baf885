"""Rows that a page break parts from their table: a head alone at the foot of a page, a last row at the head of one.

What stands alone in the middle of a page is no table but words in boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.readers.layout import between, lines_of
from extractor.readers.sheet import Block, Grid, PlacedLine, Sheet

_RUNNING = 3
"""Lines that may stand between the edge of a page and a table that goes on."""
_SHORT = 60
"""Characters in the longest of them."""


def with_lone_rows(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """``sheets`` with the tables of one row that go on over the page as tables, all others as lines."""
    before: Sheet | None = None
    waiting: list[Sheet] = []
    for sheet in sheets:
        waiting.append(sheet)
        if len(waiting) == 2:
            yield _settled(before, waiting[0], sheet)
            before = waiting.pop(0)
    for sheet in waiting:
        yield _settled(before, sheet, None)


def _settled(before: Sheet | None, sheet: Sheet, after: Sheet | None) -> Sheet:
    """``sheet`` between its neighbours."""
    lone = [block for block in sheet.blocks if isinstance(block, Grid) and _is_lone(block)]
    if not lone:
        return sheet
    above = _outmost(reversed(before.blocks)) if before else None
    below = _outmost(after.blocks) if after else None
    kept = (_beside(_outmost(sheet.blocks), above), _beside(_outmost(reversed(sheet.blocks)), below))
    gone = [grid for grid in lone if not any(grid is one for one in kept)]
    return _as_lines(sheet, gone) if gone else sheet


def _is_lone(grid: Grid) -> bool:
    return grid.layout == "grid" and {slot.row for slot in grid.slots} == {0}


def _outmost(blocks: Iterable[Block]) -> Grid | None:
    """The first table with rules among ``blocks``, when nothing but running lines stands before it."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            return block if block.layout == "grid" else None
        if number == _RUNNING or len(block.text) > _SHORT:
            return None
    return None


def _beside(grid: Grid | None, other: Grid | None) -> Grid | None:
    """``grid`` when it may be a part of ``other``: it has as many columns."""
    return grid if grid is not None and other is not None and len(grid.edges) == len(other.edges) else None


def _as_lines(sheet: Sheet, gone: Sequence[Grid]) -> Sheet:
    words = [word for block in sheet.blocks if isinstance(block, PlacedLine) for word in block.words]
    words += [word for grid in gone for slot in grid.slots for word in slot.words]
    left = [b for b in sheet.blocks if isinstance(b, Grid) and not any(b is grid for grid in gone)]
    return replace(sheet, blocks=tuple(between(lines_of(words), left)))
