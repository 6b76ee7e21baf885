"""What a line looks like that may be a cell: what kind of thing it holds, which number of a row it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook import Rulebook
from extractor.tables.meanings import held_in

_ORDINAL = re.compile(
    r"\(?(?:(?P<number>[0-9]{1,3}(?:\.[0-9]{1,2}){0,4})|(?P<roman>[IVXLC]{1,6})|(?P<letter>[A-ZĐ]|[a-zđ](?=[.)])))[.)]*$"
)
_FIGURE = re.compile(r"[-+±]?[0-9][0-9.,/ ]*%?$|[0-9][0-9.,]* ?[-–] ?[0-9][0-9.,]*%?$")
_DATE = re.compile(r"[0-9]{1,2}/(?:[0-9]{1,2}/)?(?:19|20)[0-9]{2}$")
"""Stands in a column of times, beside words: "Quý II"."""
_MARKS = frozenset({"x", "X", "-", "–", "+", "v", "V", "✓", "√", "*"})
TEXT = frozenset({"short", "long", "prose"})
"""The kinds of lines that are words."""
_ROMAN_FIGURES = re.compile(r"(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?$")
_LISTED = re.compile(r"[-+•*] ?\S|\(?[0-9a-zđ]{1,2}[.)] ?\S")
"""How an item of a list begins: those of one cell stand on several lines."""
_LONG, _SENTENCE = 28, 50
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_LETTERS = "ABCDĐEFGHIKLMNOPQRSTUVXY"
_REMEMBERED = 8192
"""So many lines are remembered: those of one document come again and again, those of all are too many."""

Ordinal = tuple[str, tuple[int, ...]]
"""A kind ("number", "roman", "letter") and the number on each level: ("number", (3, 1)) for "3.1"."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the words of a line tell, whatever stands around it."""

    kind: str
    """blank, mark, figure, ordinal (II, A), short, long, prose (a sentence)."""
    key: str = ""
    """Under which a profile counts the very words; none for a line that holds no words."""
    ordinals: tuple[Ordinal, ...] = ()
    """The numbers of a row that it may be."""
    means: tuple[str, ...] = ()
    """The meanings of the columns that hold such words."""
    total: bool = False
    """Whether a row that adds up begins so."""
    group: bool = False
    """Whether it reads like the name of a group of rows."""
    apart: bool = False
    """Whether it is hardly a cell of a row: "Nhóm thực phẩm"."""
    small: bool = False
    """Whether words begin with a small letter, and so perhaps go on what stands above."""
    listed: bool = False
    """Whether it begins like an item of a list."""


BLANK = Look("blank")


@lru_cache(maxsize=_REMEMBERED)
def look(words: str, rulebook: Rulebook) -> Look:
    """What a line looks like that holds ``words``."""
    kind = kind_of(words)
    if kind == "blank":
        return BLANK
    return Look(
        kind,
        f"={words}" if kind in TEXT else "",
        ordinals(words),
        means=held_in(words, rulebook) if kind in TEXT else (),
        total=rulebook.compile("(?i){total_row}").match(words) is not None,
        group=rulebook.compile("{group_row}").match(words) is not None,
        apart=rulebook.compile("{group_name}").match(words) is not None,
        small=kind in TEXT and words[0].islower(),
        listed=_LISTED.match(words) is not None,
    )


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
        found.append(("roman", (roman(match["roman"]),)))
    letter = match["letter"] or (match["roman"] if len(match["roman"]) == 1 else None)
    if letter and letter.upper() in _LETTERS:
        found.append(("letter", (_LETTERS.index(letter.upper()) + 1,)))
    return tuple(found)


def roman(figures: str) -> int:
    """The value of a number in Roman figures up to C."""
    values = [_ROMAN[sign] for sign in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
