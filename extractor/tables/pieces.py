"""The lines of a text as the cells they may once have been: what kind of thing each holds, which number it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

_LINE = re.compile(r"(?P<words>[^\n\f]*)(?:[\n\f]|$)")
_ORDINAL = re.compile(
    r"\(?(?:(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,4})|(?P<roman>[IVXLC]{1,6})|(?P<letter>[A-ZĐ]|[a-zđ](?=[.)])))[.)]*$"
)
_FIGURE = re.compile(r"[-+±]?[0-9][0-9.,/ ]*%?$|[0-9][0-9.,]* ?[-–] ?[0-9][0-9.,]*%?$")
_DATE = re.compile(r"[0-9]{1,2}/(?:[0-9]{1,2}/)?(?:19|20)[0-9]{2}$")
"""Stands in a column of times, beside words: "Quý II"."""
_MARKS = frozenset({"x", "X", "-", "–", "+", "v", "V", "✓", "√", "*"})
TEXT = frozenset({"short", "long", "prose"})
"""The kinds of pieces that are words."""
_ROMAN_FIGURES = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?$")
_LONG, _SENTENCE = 28, 50
_NO_CELL = 700
"""Characters in a line that is a paragraph and no cell."""
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "ABCDĐEFGHIKLMNOPQRSTUVXY"

Ordinal = tuple[str, tuple[int, ...]]
"""A kind ("number", "roman", "letter") and the number on each level: ("number", (3, 1)) for "3.1"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of the text, or a blank one that stands for a cell. ``soft`` when only a larger gap tells of it."""

    text: str
    start: int
    end: int
    kind: str
    """blank, mark, figure, ordinal (II, A), short, long, prose (a sentence)."""
    soft: bool = False
    means: tuple[str, ...] = ()
    """Of which meanings the columns are that hold such words."""


Means = Callable[[str], tuple[str, ...]]


def pieces(text: str, start: int, end: int, most: int, means: Means = lambda words: ()) -> list[Piece]:
    """Up to ``most`` pieces of ``text[start:end]``; ``means`` says in which columns words stand.

    A line with nothing but a no-break space, or but the upright stroke with which cells may end, is a blank cell.
    """
    found: list[tuple[str, int, int]] = []
    for match in _LINE.finditer(text, start, end):
        line = match["words"]
        if len(line) > _NO_CELL:
            break
        if line.strip(" \t\r") or not line:
            found.append((line, *match.span("words")))
        else:
            found.append(("", *match.span("words")))
        if len(found) >= 3 * most:
            break
    return list(islice(_parted(found, means), most))


def _parted(lines: list[tuple[str, int, int]], means: Means) -> Iterator[Piece]:
    """The lines that hold something; where they stand farther apart than lines do here, soft blanks between."""
    kept = [(number, *line) for number, line in enumerate(lines) if line[0]]
    gaps = Counter(b[0] - a[0] for a, b in pairwise(kept))
    usual = 1 if gaps[1] > gaps[2] else 2
    last = kept[0][0] if kept else 0
    for number, line, start, _ in kept:
        for _ in range(min((number - last - usual) // usual, 3) if number > last else 0):
            yield Piece("", start, start, "blank", soft=True)
        last = number
        bare = line.strip().removesuffix("|").rstrip()
        lead = len(line) - len(line.lstrip())
        kind = kind_of(bare)
        yield Piece(bare, start + lead, start + lead + len(bare), kind, means=means(bare) if kind in TEXT else ())


def kind_of(words: str) -> str:
    """What kind of thing a cell with these words holds."""
    if not words:
        return "blank"
    if words in _MARKS:
        return "mark"
    if _FIGURE.match(words) and not _DATE.match(words):
        return "figure"
    if _ROMAN_FIGURES.match(words):
        return "ordinal"
    if len(words) > _SENTENCE and words.endswith("."):
        return "prose"
    return "short" if len(words) <= _LONG else "long"


def ordinals(words: str) -> tuple[Ordinal, ...]:
    """The numbers of a row that ``words`` may be: "I" is the first in Roman figures and the ninth letter."""
    match = _ORDINAL.match(words)
    if match is None:
        return ()
    if match["number"]:
        return (("number", tuple(int(part) for part in match["number"].split("."))),)
    found: list[Ordinal] = []
    if match["roman"]:
        found.append(("roman", (_roman(match["roman"]),)))
    letter = match["letter"] or (match["roman"] if len(match["roman"]) == 1 else None)
    if letter and letter.upper() in _LETTERS:
        found.append(("letter", (_LETTERS.index(letter.upper()) + 1,)))
    return tuple(found)


def _roman(figures: str) -> int:
    values = [_ROMAN[sign] for sign in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
