"""Rows of cells as lines of a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_GAP = "  "
_WIDEST = 32
_LEAST = 24


def grid(heading: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """The rows under their heading, in at most ``width`` columns where that can be.

    Long cells are wrapped, nothing is cut. The last column takes what room the others leave. Columns without any
    value are left out.
    """
    kept = [i for i in range(len(heading)) if any(row[i] for row in rows)]
    cells = [[line[i] for i in kept] for line in (heading, *rows)]
    if not kept:
        return
    widths = [min(max(len(line[i]) for line in cells), _WIDEST) for i in range(len(kept) - 1)]
    widths.append(max(width - sum(widths) - len(_GAP) * len(widths), _LEAST))
    yield from _lines(cells[0], widths)
    yield _GAP.join("─" * min(size, max(len(line[i]) for line in cells)) for i, size in enumerate(widths))
    for line in cells[1:]:
        yield from _lines(line, widths)


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    for parts in zip_longest(*wrapped, fillvalue=""):
        yield _GAP.join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()
