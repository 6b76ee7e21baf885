"""The lines of a text as the cells they may once have been."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise, takewhile

from extractor.rulebook import Rulebook
from extractor.tables.looks import Look, kind_of, look

_LINE = re.compile(r"(?P<words>[^\n\f]*)(?:[\n\f]|$)")
_NO_CELL = 700
"""Characters in a line that is a paragraph and no cell."""
_USUAL = 400
"""So many lines tell how far apart lines usually stand."""


@dataclass(frozen=True)
class Piece:
    """A line of the text, or a blank one that stands for a cell. ``soft`` when only a larger gap tells of it."""

    text: str
    start: int
    end: int
    rulebook: Rulebook = field(repr=False, compare=False)
    soft: bool = False

    @cached_property
    def kind(self) -> str:
        """What kind of thing the line holds."""
        return kind_of(self.text)

    @cached_property
    def look(self) -> Look:
        """What else its words tell, which is asked of few lines outside tables."""
        return look(self.text, self.rulebook)


def pieces(text: str, start: int, end: int, most: int, rulebook: Rulebook) -> list[Piece]:
    """Up to ``most`` pieces of ``text[start:end]``.

    A line with nothing but a no-break space, or but the upright stroke with which cells may end, is a blank cell.
    """
    found: list[tuple[str, int]] = []
    for match in _LINE.finditer(text, start, end):
        line = match["words"]
        if len(line) > _NO_CELL:
            break
        found.append((line if line.strip(" \t\r") else "", match.start()))
        if len(found) >= 3 * most:
            break
    return list(islice(_parted(found, rulebook), most))


def words_in_lines(text: str, start: int, end: int) -> Iterator[str]:
    """The words of those pieces of ``text[start:end]`` that hold any."""
    lines = (match["words"] for match in _LINE.finditer(text, start, end))
    for line in takewhile(lambda line: len(line) <= _NO_CELL, lines):
        if line.strip(" \t\r"):
            yield _bare(line)


def _bare(line: str) -> str:
    """A line without the stroke with which cells may end."""
    return line.strip().removesuffix("|").rstrip()


def _parted(lines: list[tuple[str, int]], rulebook: Rulebook) -> Iterator[Piece]:
    """The lines that hold something; where they stand farther apart than lines do here, soft blanks between."""
    kept = [(number, *line) for number, line in enumerate(lines) if line[0]]
    gaps = Counter(b[0] - a[0] for a, b in pairwise(kept[:_USUAL]))
    usual = 1 if gaps[1] > gaps[2] else 2
    last = kept[0][0] if kept else 0
    for number, line, start in kept:
        for _ in range(min((number - last - usual) // usual, 3) if number > last else 0):
            yield Piece("", start, start, rulebook, soft=True)
        last = number
        bare = _bare(line)
        begin = start + len(line) - len(line.lstrip())
        yield Piece(bare, begin, begin + len(bare), rulebook)
