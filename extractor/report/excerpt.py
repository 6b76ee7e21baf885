"""Lines of a text with words marked by carets below, as compilers show where they stumbled."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

_CUT = "…"
_ROOM_OF_CUTS = 2 * len(f"{_CUT} ")
_LEAST = 20
"""Columns of the terminal that an excerpt takes, however narrow the room."""
_LINE_ENDS = "\n\f"


class Excerpt(NamedTuple):
    """A line of a text or a part of it: the offset of the first word marked, the words, the carets below them."""

    offset: int
    line: str
    carets: str


class _Mark(NamedTuple):
    """Columns to be marked, and the offset in the text that they stand for."""

    first: int
    last: int
    offset: int


def excerpts(text: str, places: Iterable[tuple[int, int]], room: int) -> Iterator[Excerpt]:
    """The lines of ``text`` in which the ``places`` (offsets, end exclusive) begin, in their order, all marked.

    Lines longer than ``room`` columns are cut at blanks; what is marked far apart in one comes as several excerpts.
    Of a place that goes on over several lines the first is shown. Nothing in a line can steer the terminal.
    """
    spans = sorted(set(places))
    for begin, group in groupby(spans, key=lambda span: _line_start(text, span[0])):
        end = min((at for sign in _LINE_ENDS if (at := text.find(sign, begin)) >= 0), default=len(text))
        line = text[begin:end].rstrip()
        begin, line = begin + len(line) - len(line.lstrip()), line.lstrip()
        letters, columns = _columns(line)
        marks = [_mark(start, stop, begin, columns) for start, stop in group]
        for together in _near(marks, len(letters), max(room, _LEAST)):
            yield _excerpt(letters, together, max(room, _LEAST))


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind(sign, 0, offset) for sign in _LINE_ENDS) + 1


def _columns(line: str) -> tuple[list[str], list[int]]:
    """The letters of ``line`` with their marks, one for each column of the terminal; the column of each code point, and
    that of the end."""
    letters: list[str] = []
    columns = []
    for sign in line:
        category = unicodedata.category(sign)
        if category in ("Mn", "Me", "Cf") and letters:
            letters[-1] += sign if category != "Cf" else ""
        else:
            letters.append(" " if category in ("Cc", "Cf") or sign.isspace() else sign)
        columns.append(len(letters) - 1)
    return letters, [*columns, len(letters)]


def _mark(start: int, end: int, begin: int, columns: Sequence[int]) -> _Mark:
    """A place of the text as columns of the line that begins at ``begin``: one at least, none beyond the line."""
    first, last = (columns[min(max(at - begin, 0), len(columns) - 1)] for at in (start, end))
    return _Mark(first, max(last, first + 1), start)


def _near(marks: Sequence[_Mark], size: int, room: int) -> Iterator[list[_Mark]]:
    """The marks of a line of ``size`` columns, parted where they do not fit in one excerpt."""
    together: list[_Mark] = []
    for mark in marks:
        if together and size > room and mark.last - together[0].first > room - _ROOM_OF_CUTS:
            yield together
            together = []
        together.append(mark)
    yield together


def _excerpt(letters: Sequence[str], marks: Sequence[_Mark], room: int) -> Excerpt:
    start, end = _window(letters, marks, room)
    lead, tail = f"{_CUT} " * (start > 0), f" {_CUT}" * (end < len(letters))
    carets = [" "] * (len(lead) + max(end, marks[-1].first + 1) - start + len(tail))
    for mark in marks:
        first, last = mark.first - start + len(lead), min(mark.last, end) - start + len(lead)
        carets[first:last] = "~" * (last - first)
    for mark in marks:  # where marks overlap, each still shows where it begins
        carets[mark.first - start + len(lead)] = "^"
    return Excerpt(marks[0].offset, f"{lead}{''.join(letters[start:end])}{tail}", "".join(carets).rstrip())


def _window(letters: Sequence[str], marks: Sequence[_Mark], room: int) -> tuple[int, int]:
    """The columns to be shown: the marks with as many whole words around them as there is room for."""
    if len(letters) <= room:
        return 0, len(letters)
    inner = room - _ROOM_OF_CUTS
    first, last = marks[0].first, max(mark.last for mark in marks)
    whole = last - first <= inner
    around = max(inner - (last - first), 0)
    start = max(min(first - around // 2, len(letters) - inner), 0)
    end = min(start + inner, len(letters))
    while 0 < start < first and letters[start - 1] != " ":
        start += 1
    if end < len(letters):
        blanks = [at for at in range(last if whole else first + 1, end + 1) if letters[at] == " "]
        end = blanks[-1] if blanks else (last if whole else end)
    return start, end
