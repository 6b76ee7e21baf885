"""CSV that a spreadsheet opens as it is meant: in UTF-8, with a byte order mark, and without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from extractor.tables.heads import FIGURE

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STROKES = "-+= "


def csv_text(rows: Iterable[Sequence[object]]) -> str:
    """``rows`` as CSV with a byte order mark; ``None`` is a blank cell."""
    return BYTE_ORDER_MARK + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """``rows`` as a piece of such CSV that is not its beginning."""
    out = io.StringIO()
    csv.writer(out).writerows([plain(value) for value in row] for row in rows)
    return out.getvalue()


def plain(value: object) -> object:
    """``value`` as a cell: a list as one text, and an apostrophe before what a spreadsheet would run as a formula.

    Figures ("-5", "+3,2%"), strokes ("-", in a table: nothing) and the sign "=" alone stay as they are.
    """
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value)
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    return value if FIGURE.match(value) or not value.strip(_STROKES) else f"'{value}"
