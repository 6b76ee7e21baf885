"""Capitals of TCVN3: it has none with tones, so a line in capitals stands there as "CéNG HOµ X· HéI"."""

from __future__ import annotations

import re

from extractor.readers.letters.syllables import is_real

_WORD = re.compile(r"[^\W\d_]+")
_NAMED = re.compile(r"\bủy ban(?= (?:nhân dân|Mặt trận|[Kk]iểm tra|[Dd]ân tộc)\b)")
"""A name of bodies that begins with a letter of which TCVN3 has no capital."""
_SHOUTED = 0.7
"""A line is in capitals when this share of its plain letters is."""


def with_capitals(line: str) -> str:
    """``line`` (Unicode, one line or several) with the marked letters of words in capitals made capitals."""
    return _NAMED.sub("Ủy ban", "\n".join(map(_line, line.split("\n"))))


def _line(line: str) -> str:
    plain = [sign for sign in line if sign.isascii() and sign.isalpha()]
    shouted = sum(1 for sign in plain if sign.isupper()) >= _SHOUTED * len(plain)
    shouted = shouted and any(_is_loud(word) and is_real(word) for word in _WORD.findall(line))

    def word(found: re.Match[str]) -> str:
        one = found.group()
        single = shouted and not any(sign.isascii() and sign.islower() for sign in one)
        return one.upper() if _is_loud(one) or single else one

    return _WORD.sub(word, line) if plain else line


def _is_loud(word: str) -> bool:
    """Whether a word has two plain letters or more, all of them capitals."""
    own = [sign for sign in word if sign.isascii()]
    return len(own) > 1 and all(sign.isupper() for sign in own)
