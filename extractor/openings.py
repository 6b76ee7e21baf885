"""Letters that every match of a pattern begins with, or holds, told from the pattern itself.

Trying a pattern at every character of a text costs more than all else; finding letters costs next to nothing. The
letters are those of the text in small letters (:func:`extractor.text.small`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from extractor.text import small

DIGIT, LINE = "\\d", "^"
"""Stand for any digit, and for the beginning of a line."""
END = "\b"
"""Stands behind a single letter that no other follows: "đ" of "50.000 đ"."""
_MOST = 200
"""More ways to begin than this are not told apart, and more words not looked for."""
_LONG = 10
"""Letters after which no more are needed."""
_EVERYWHERE = 20.0
_RARER = 8
"""By how much what a match holds has to be rarer than what it begins with to be looked for."""
_FEW = 6
"""Letters of a set that are told one by one."""

_LETTER = [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]

_Ways = Mapping[str, bool]
"""How a piece can begin, and whether that is all of it, so that what follows it can be put behind."""
_NOTHING: _Ways = {"": True}
_ANYTHING: _Ways = {"": False}


@dataclass(frozen=True, slots=True, eq=False)
class Openings:
    """What is looked for before a pattern is tried, in small letters; nothing where nothing can be told.

    ``first``: words of which each match begins with one. ``held``: words of which each match holds one, not more than
    ``reach`` characters behind its beginning. ``of_a_line``: no match, nor what it looks at, goes over the end of a
    line, so that it can be sought in the lines that hold a word.
    """

    first: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    reach: int = 0
    of_a_line: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Words of which one stands wherever there is a match."""
        return self.first or self.held

    @property
    def needed(self) -> Sequence[Sequence[str]]:
        """Words in sorts, of each of which one stands wherever there is a match; sorts with signs are left out."""
        return [words for words in (self.first, self.held) if words and not any(map(_is_sign, words))]


def _is_sign(word: str) -> bool:
    return word in (DIGIT, LINE) or word.endswith(END)


def openings(pattern: re.Pattern[str]) -> Openings:
    """The openings of ``pattern``."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    flagged = list(_flat(parsed, pattern.flags))
    ways = [_begun(*piece) for piece, _ in flagged]
    first: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    begun = False
    for place, ((code, value), flags) in enumerate(flagged):
        words = _words(_joined(ways[place:]))
        if not begun and not first:
            first = words
        if not begun and not first and code is sre.AT and value is sre.AT_BEGINNING and flags & re.MULTILINE:
            first = (LINE,)
        if words and _commonness(words) < min(_commonness(held), _commonness(first) / _RARER):
            held = words
        begun = begun or code not in (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
    of_a_line = bool(held) and not any(_crosses([piece], flags) for piece, flags in flagged)
    return Openings(first, held, parsed.getwidth()[1], of_a_line)


def _flat(pieces: Iterable[Any], flags: int) -> Iterator[tuple[tuple[Any, Any], int]]:
    """The pieces one after another with the flags that hold for them, those of groups too."""
    for code, value in pieces:
        if code is sre.SUBPATTERN:
            yield from _flat(value[3], (flags | value[1]) & ~value[2])
        elif code is sre.ATOMIC_GROUP:
            yield from _flat(value, flags)
        else:
            yield (code, value), flags


def _in_turn(pieces: Iterable[tuple[Any, Any]]) -> _Ways:
    """How pieces that follow each other can begin."""
    return _joined(_begun(code, value) for code, value in pieces)


def _joined(each: Iterable[_Ways]) -> _Ways:
    """The same, of how each of them can begin."""
    ways: _Ways = _NOTHING
    for following in each:
        ways = _followed(ways, following)
        if not any(whole and len(letters) < _LONG for letters, whole in ways.items()):
            break
    return ways


def _followed(ways: _Ways, following: _Ways) -> _Ways:
    """``ways``, those that are whole with each of ``following`` behind; as they are where that would be too many."""
    if sum(ways.values()) * len(following) + len(ways) > _MOST:
        return dict.fromkeys(ways, False)
    joined: dict[str, bool] = {}
    for letters, whole in ways.items():
        for more, rest in following.items() if whole and len(letters) < _LONG else (("", False),):
            joined[letters + more] = rest and joined.get(letters + more, True)
    return joined


def _begun(code: Any, value: Any) -> _Ways:  # noqa: ANN401
    """How one piece can begin."""
    if code is sre.LITERAL:
        return {small(chr(value)): True}
    if code is sre.IN:
        return _of_set(value)
    if code is sre.SUBPATTERN:
        return _in_turn(value[3])
    if code is sre.ATOMIC_GROUP:
        return _in_turn(value)
    if code is sre.BRANCH:
        return _either(map(_in_turn, value[1]))
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, inner = value
        once = _in_turn(inner)
        again = once if most == 1 else dict.fromkeys(once, False)
        return again if least else _either((again, _NOTHING))
    if code is sre.ASSERT_NOT and value[0] > 0 and list(value[1]) == _LETTER:
        return {END: True}
    return _NOTHING if code in (sre.AT, sre.ASSERT, sre.ASSERT_NOT) else _ANYTHING


def _either(branches: Iterable[_Ways]) -> _Ways:
    ways: dict[str, bool] = {}
    for branch in branches:
        for letters, whole in branch.items():
            ways[letters] = whole and ways.get(letters, True)
    return ways if len(ways) <= _MOST else {_cut(letters): False for letters in ways}


def _cut(letters: str) -> str:
    """The first of some letters; a digit behind them is left out as a whole."""
    return letters if letters == DIGIT else letters.removesuffix(DIGIT)[:4]


def _of_set(items: Sequence[tuple[Any, Any]]) -> _Ways:
    """How a set of letters can begin: each of them where they are few, else a digit, else anything."""
    points: set[str] = set()
    for code, value in items:
        if (code, value) == (sre.CATEGORY, sre.CATEGORY_DIGIT) or (code is sre.RANGE and _of_digits(*value)):
            points.add(DIGIT)
        elif code is sre.LITERAL:
            points.add(small(chr(value)))
        elif code is sre.RANGE and value[1] - value[0] < _FEW:
            points |= {small(chr(point)) for point in range(value[0], value[1] + 1)}
        else:
            return _ANYTHING
    if DIGIT in points:
        points -= set("0123456789")
    return {letter: letter != DIGIT for letter in points} if len(points) <= _FEW else _ANYTHING


def _of_digits(first: int, last: int) -> bool:
    return ord("0") <= first and last <= ord("9")


def _words(ways: _Ways) -> tuple[str, ...]:
    """``ways`` as words to look for: shorter where they are many; none where some way says too little."""
    words = set(map(_ended, ways))
    words = {DIGIT if way[:1].isdigit() and len(way) < len("00") + len(DIGIT) else way for way in words}
    words = {way if way == DIGIT else way.removesuffix(DIGIT) for way in words}
    for length in range(_LONG, 0, -1):
        words = {word if word == DIGIT else word[:length] for word in words}
        words = _shortest(words)
        if len(words) <= _MOST:
            break
    plain = all(len(word) > 1 or (word and not word.isalnum() and word != " ") for word in words)
    return tuple(sorted(words)) if plain and len(words) <= _MOST else ()


def _ended(way: str) -> str:
    """``way`` with its end told only where it is a single letter, which would else say too little."""
    bare = way.replace(END, "")
    return f"{bare}{END}" if len(bare) == 1 and bare.isalnum() and way.endswith(END) else bare


def _shortest(words: Iterable[str]) -> set[str]:
    """Those of ``words`` that begin with no other."""
    kept: list[str] = []
    for word in sorted(words):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return set(kept)


def _commonness(words: Sequence[str]) -> float:
    """How often one of ``words`` stands in a text, in some measure."""
    return sum(20.0 ** -min(1 if word in (DIGIT, LINE) else len(word), 8) for word in words) if words else _EVERYWHERE


def _crosses(pieces: Iterable[tuple[Any, Any]], flags: int) -> bool:
    """Whether what the pieces match or look at may hold the end of a line, or ask whether the text ends there."""
    return any(_holds_break(code, value, flags) for code, value in pieces)


def _holds_break(code: Any, value: Any, flags: int) -> bool:  # noqa: ANN401
    if code is sre.AT:
        return value in (sre.AT_END, sre.AT_END_STRING) and not (flags & re.MULTILINE and value is sre.AT_END)
    if code is sre.LITERAL:
        return bool(value == ord("\n"))
    if code is sre.NOT_LITERAL:
        return bool(value != ord("\n"))
    if code is sre.ANY:
        return bool(flags & re.DOTALL)
    if code is sre.IN:
        return _set_holds_break(value)
    if code is sre.SUBPATTERN:
        return _crosses(value[3], (flags | value[1]) & ~value[2])
    if code is sre.ATOMIC_GROUP:
        return _crosses(value, flags)
    if code is sre.BRANCH:
        return any(_crosses(branch, flags) for branch in value[1])
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _crosses(value[2], flags)
    if code in (sre.ASSERT, sre.ASSERT_NOT):
        return value[0] > 0 and _crosses(value[1], flags)
    return code is not sre.GROUPREF


def _set_holds_break(items: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a set of letters has the end of a line."""
    negated = bool(items) and items[0][0] is sre.NEGATE
    named = any(
        value == ord("\n")
        if code is sre.LITERAL
        else value[0] <= ord("\n") <= value[1]
        if code is sre.RANGE
        else value in (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_DIGIT, sre.CATEGORY_NOT_WORD)
        for code, value in items
        if code is not sre.NEGATE
    )
    return named != negated
