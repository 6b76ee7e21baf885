"""Tables without rules that go on over pages: what stands at the head of a page is read by the columns of the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.readers.gaps import Run, runs, segments, strips
from extractor.readers.layout import between, lines_of
from extractor.readers.lone_rows import with_lone_rows
from extractor.readers.placing import as_scanned
from extractor.readers.sheet import Block, Grid, PlacedLine, PlacedWord, Sheet
from extractor.readers.unruled import Unruled, as_grid, laid_by

_ABOVE = 3
"""Lines that may stand above a table that goes on: a running head, the number of the page."""
_BELOW = 2
"""Lines that may stand below it."""
_SHORT = 60
"""Characters in the longest of them."""
_HALF_STRIP = 3.0


def carried_on(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """``sheets`` with the tables at the head of pages read by the columns of those at the foot of the pages before.

    That needs level lines: only then do words go back to where they stand on pages as scanned. A sheet is given as soon
    as the next one is there.
    """
    return map(as_scanned, with_lone_rows(_carried(sheets)))


def _carried(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    head: tuple[str, ...] = ()
    above: Grid | None = None
    for sheet in sheets:
        found = _goes_on(sheet, above, head) if above is not None else None
        sheet = sheet if found is None else _rebuilt(sheet, found)
        above = _at_foot(sheet)
        if above is not None:
            head = _head_of(above) or head
        yield sheet


def _at_foot(sheet: Sheet) -> Grid | None:
    """The table without rules with which a page ends."""
    for below, block in enumerate(reversed(sheet.blocks)):
        if isinstance(block, Grid):
            return block if block.layout == "gaps" else None
        if below == _BELOW or len(block.text) > _SHORT:
            return None
    return None


def _head_of(grid: Grid) -> tuple[str, ...]:
    return tuple("".join(slot.content.split()) for slot in grid.slots if slot.row < grid.headings and slot.content)


def _goes_on(sheet: Sheet, above: Grid, head: tuple[str, ...]) -> Unruled | None:
    """The rest of the table ``above`` at the head of ``sheet``."""
    lines = _loose_lines(sheet)
    run = next(runs(lines, least=1), None)
    if run is None or not run.lines:
        return None
    top = min(word.top for word in run.words)
    if sum(1 for line in lines if line.top < top) > _ABOVE:
        return None
    earlier = [
        tuple(segments(line.words, run.height))
        for line in lines_of(word for slot in above.slots for word in slot.words)
    ]
    columns = strips(Run((*earlier, *run.lines), run.height))
    if len(columns) + 2 != len(above.edges):
        columns = [(edge - _HALF_STRIP, edge + _HALF_STRIP) for edge in above.edges[1:-1]]
    laid = laid_by(run, columns)
    if laid is None:
        return None
    first = {"".join(text.split()) for text in laid.texts(laid.rows[0]) if text}
    if not first & set(head):
        laid = replace(laid, depth=0)
    return as_grid(laid)


def _loose_lines(sheet: Sheet) -> list[PlacedLine]:
    """The lines of a page down to the first table with rules, those of tables without rules too."""
    words: list[PlacedWord] = []
    for block in sheet.blocks:
        if isinstance(block, PlacedLine):
            words += block.words
        elif block.layout == "gaps":
            words += (word for slot in block.slots for word in slot.words)
        else:
            break
    return lines_of(words)


def _rebuilt(sheet: Sheet, found: Unruled) -> Sheet:
    """``sheet`` with the table ``found`` in place of its words; tables that share words with it are taken apart."""
    gone = {_place(word) for word in found.words}
    grids: list[Grid] = [found.grid]
    words: list[PlacedWord] = []
    for block in sheet.blocks:
        own = block.words if isinstance(block, PlacedLine) else [w for slot in block.slots for w in slot.words]
        if isinstance(block, Grid) and not any(_place(word) in gone for word in own):
            grids.append(block)
        else:
            words += (word for word in own if _place(word) not in gone)
    blocks: Sequence[Block] = between(lines_of(words), grids)
    return replace(sheet, blocks=tuple(blocks))


def _place(word: PlacedWord) -> tuple[str, float, float]:
    return word.text, word.x0, word.top
