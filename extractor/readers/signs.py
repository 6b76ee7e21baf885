"""Tables in plain text whose cells are parted by tabs, as pasted from a spreadsheet, or by upright strokes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Cell, Row, Table

_LINE = re.compile(r"[^\n\f]*[\n\f]?")
_RULE = re.compile(r"[\s|:+=–-]+$")
"""A line that only draws a rule between rows: "|---|:--:|"."""
_TAB, _STROKE = re.compile(r"\t"), re.compile(r"\|")
_FIGURE = re.compile(r"\(?[0-9][0-9.,/]*[.)%]*$")
_FEWEST = 3
"""Rows, with the head."""
_ALIKE = 0.6
"""The share of the lines that have the width of the table; editors strip the blank cells at the end of others."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    cells: Row
    sign: re.Pattern[str]


def sign_tables(text: str) -> Iterator[Table]:
    """The tables of ``text``, in order, none of them understood yet.

    Lines that follow each other, with a blank line between at most, are one when most have the same number of cells.
    Two columns are a table only when one holds figures or running numbers: heads and signatures are set with tabs too.
    """
    run: list[_Line] = []
    blanks = 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip()
        if bare and _RULE.match(bare) and run:
            blanks = 0
        elif not bare:
            blanks += 1
        else:
            found = _parted(text, match.start(), match.start() + len(line.rstrip("\n\f")))
            if run and (found is None or found.sign is not run[0].sign or blanks > 1):
                yield from _table(run)
                run = []
            if found is not None:
                run.append(found)
            blanks = 0
        if line.endswith("\f"):
            yield from _table(run)
            run = []
    yield from _table(run)


def _parted(text: str, start: int, end: int) -> _Line | None:
    """The cells of a line, or ``None`` when nothing parts it."""
    line = text[start:end]
    whole = start, end
    bare = line.strip()
    framed = len(bare) > 2 and bare[0] == bare[-1] == "|"
    if len(line) > _LONGEST:
        return None
    if framed or line.count(" | ") > 1:
        sign = _STROKE
        if framed:
            start, end = start + line.index("|") + 1, start + line.rindex("|")
    elif "\t" in line:
        sign = _TAB
    else:
        return None
    cuts = [start, *(match.end() for match in sign.finditer(text, start, end)), end + 1]
    return _Line(*whole, tuple(_cell(text, a, b - 1) for a, b in pairwise(cuts)), sign)


def _cell(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Cell(" ".join(words.split()), start, start + len(words)) if words else Cell("")


def _table(run: Sequence[_Line]) -> Iterator[Table]:
    if len(run) < _FEWEST:
        return
    width, alike = Counter(len(line.cells) for line in run).most_common(1)[0]
    if max(len(line.cells) for line in run) > width or alike < _ALIKE * len(run):
        return
    rows = tuple((*line.cells, *(Cell("") for _ in range(width - len(line.cells)))) for line in run)
    columns = [[row[index].text for row in rows if row[index].text] for index in range(width)]
    full = [column for column in columns if len(column) >= _FEWEST - 1]
    figures = any(sum(map(bool, map(_FIGURE.match, column[1:]))) > len(column[1:]) / 2 for column in full)
    if len(full) < 2 or (len(full) == 2 and not figures):
        return
    certainty = 1.0 if alike == len(run) else 0.9
    yield Table(run[0].start, run[-1].end, rows, layout="signs", certainty=certainty)
