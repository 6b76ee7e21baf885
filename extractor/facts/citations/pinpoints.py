"""The place within an act that a citation points to: "điểm a khoản 2 Điều 5", "Điều 3, 5 và từ Điều 7 đến Điều 9"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.pattern import Pattern
from extractor.rulebook import Rulebook

_REACHES = (60, 200, 700)
_EDGE = 20
"""How near to where the reading began a run of tokens begins that may go on before it."""
_LEAD = 60
"""How far before an act the words are looked for that tie a place to it."""
_NEAR = 250
_UNIT = re.compile(r"(?:iểm|hoản|iều|ục|hương|hần|iết|ẫu|iểu|ảng|oạn|tự|lục) ")
"""The ends of the words for divisions: where none stands near, there is no place to read."""
_LAST = re.compile(r"(?:(?<!\w)[0-9a-zđA-ZĐ.]{1,9}\)?|\)|ụ lục)$")
"""How a place ends: a figure, a letter, a bracket. Where the words before an act do not, no place is looked for."""
_CLOSED = re.compile(r"[.;)\n]|$|,? (?!của |tại |ban hành |kèm )(?=[^\W\d_])(?=\S)(?![A-ZĐĂÂÊÔƠƯÁÀẢÃẠÚÙỦŨỤÍÌỈĨỊ])")
"""What follows a place behind an act: the end of the clause, or its going on in small letters."""


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place as printed, and where it stands in the view."""

    words: str
    start: int
    end: int


def pinpoint_before(text: str, start: int, begin: int, rulebook: Rulebook) -> Pinpoint | None:
    """The place named in ``text[start:begin]``, just before the act that is named at ``begin``."""
    if not _UNIT.search(text, max(start, begin - _NEAR), begin):
        return None
    start = max(start, begin - _REACHES[-1])
    lead = _part("lead", rulebook)
    found = lead.search(text, max(start, begin - _LEAD), begin) if lead else None
    if found is None or not _LAST.search(text, max(start, found.start() - 10), found.start()):
        return None
    run: list[tuple[str, int, int]] = []
    for reach in _REACHES:  # most places are short: tokens are read from far back only where they go on so far
        begun = max(start, found.start() - reach)
        run = _run(text, begun, found.start(), rulebook)
        if begun == start or not run or run[0][1] > begun + _EDGE:
            break
    alone = len(run) == 1 and text[run[0][1] : run[0][2]].endswith("lục")  # an annex without a number
    while not alone and run and [part for part, _, _ in run[:2]] != ["unit", "item"]:
        run.pop(0)
    if not run:
        return None
    words = text[run[0][1] : run[-1][2]].removeprefix("các ").removeprefix("những ")
    return Pinpoint(words if ")" not in words or "(" in words else words.rstrip(")"), run[0][1], run[-1][2])


def _run(text: str, start: int, end: int, rulebook: Rulebook) -> list[tuple[str, int, int]]:
    """The tokens of ``text[start:end]`` that follow one another without a gap up to ``end``."""
    run: list[tuple[str, int, int]] = []
    for token in _tokens(rulebook).finditer(text, start, end):
        if run and run[-1][2] != token.start():
            run = []
        run.append((token.lastgroup or "", token.start(), token.end()))
    return run if run and run[-1][2] == end else []


def pinpoint_after(text: str, end: int, limit: int, rulebook: Rulebook) -> Pinpoint | None:
    """The place behind a mention that ends at ``end``: in brackets, or at the end of a clause."""
    after = _part("after", rulebook)
    lead = after.match(text, end, limit) if after else None
    if lead is None:
        return None
    run: list[tuple[str, int]] = []
    place, bracket = lead.end(), lead.group().endswith("(")
    while (token := _tokens(rulebook).match(text, place, limit)) and not token.group().startswith(";"):
        closing = token.group().endswith(")") and "(" not in text[lead.end() : place]
        if closing and token.group() == ")":
            break
        run.append((token.lastgroup or "", token.end()))
        place = token.end()
        if closing:
            break
    while run and run[-1][0] != "item":
        run.pop()
    if [part for part, _ in run[:2]] != ["unit", "item"]:
        return None
    end = run[-1][1]
    words = text[lead.end() : end]
    if bracket:
        closed = words.endswith(")") or text.startswith(")", end)
        end += text.startswith(")", end)
    else:
        closed = _CLOSED.match(text, end, limit) is not None
    return Pinpoint(words.removesuffix(")") if "(" not in words else words, lead.end(), end) if closed else None


@cache
def _part(part: str, rulebook: Rulebook) -> Pattern | None:
    return next((rule.pattern for rule in rulebook.rules("pinpoints") if rule.values["part"] == part), None)


@cache
def _tokens(rulebook: Rulebook) -> re.Pattern[str]:
    """Units, items and links as one pattern, to be read one after the other."""
    parts = [(part, _part(part, rulebook)) for part in ("unit", "item", "link")]
    return re.compile("|".join(f"(?P<{part}>{pattern.pattern})" for part, pattern in parts if pattern) or r"(?!)")
