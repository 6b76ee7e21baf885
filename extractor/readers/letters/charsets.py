"""The ways in which Vietnamese was stored before Unicode, seen as the Latin letters that their codes stand for.

What is of TCVN3, VNI or windows-1258 is nearly always handed on as windows-1252: "b¶n", "baûn", "baÒn" for "bản".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor.readers.letters.bytes1252 import bytes_of
from extractor.rulebook import table

_SYMBOL_FONT = {0xF000 + code: code for code in range(0xA1, 0x100)}
"""Word keeps the letters of some old fonts in the private area."""
_SUBSET = re.compile(r"[A-Z]{6}\+")
_MARKS = "ùøûõïâáàåãäêéèúüë"
_TURNED = re.compile(rf"([{_MARKS}])([aeiouyôö])", re.I)


@dataclass(frozen=True, slots=True)
class Charset:
    """A way of storing letters: its ``name`` for messages, and what makes a word in it Unicode (NFC)."""

    name: str
    convert: Callable[[str], str]


def charsets() -> tuple[Charset, ...]:
    """All of them, the more usual first."""
    return TCVN3, VNI, WINDOWS


@cache
def of_font(name: str) -> tuple[Charset, bool] | None:
    """The charset of the font ``name``, and whether it shows small letters as capitals; ``None`` for other fonts.

    A PDF's "ABCDEF+.VnTimeH,Bold" is ".VnTimeH,Bold".
    """
    bare = _SUBSET.sub("", name, count=1).strip()
    for row in table("legacy_fonts"):
        if re.match(row["pattern"], bare):
            return next(one for one in charsets() if one.name == row["charset"]), bool(row["capitals"])
    return None


def folded(word: str) -> str:
    """``word`` with the letters of symbol fonts where they belong."""
    return word.translate(_SYMBOL_FONT)


def _tcvn3(word: str) -> str:
    return folded(word).translate(_tcvn3_letters())


@cache
def _tcvn3_letters() -> dict[int, str]:
    return {int(row["code"], 16): row["letter"] for row in table("tcvn3")}


def _vni(word: str) -> str:
    """A mark stands behind its vowel; some programs give them the other way round."""
    word = folded(word)
    pattern, letters = _vni_letters()
    straight = pattern.sub(lambda found: letters[found.group()], word)
    if not any(sign.lower() in _MARKS for sign in pattern.sub("", word)):
        return straight
    return pattern.sub(lambda found: letters[found.group()], _TURNED.sub(r"\2\1", word))


@cache
def _vni_letters() -> tuple[re.Pattern[str], dict[str, str]]:
    letters = {code: letter for row in table("vni") for code, letter in _in_all_cases(row["code"], row["letter"])}
    longest = sorted(letters, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), letters


def _in_all_cases(code: str, letter: str) -> Iterator[tuple[str, str]]:
    """A mark of either size may stand behind a vowel; the vowel says how large the letter is."""
    for sign in {code[1:].lower(), code[1:].upper()}:
        yield code[0].lower() + sign, letter
        yield code[0].upper() + sign, letter.upper()


def _windows(word: str) -> str:
    try:
        return unicodedata.normalize("NFC", bytes_of(word).decode("cp1258"))
    except UnicodeError:
        return word


TCVN3 = Charset("TCVN3", _tcvn3)
VNI = Charset("VNI", _vni)
WINDOWS = Charset("windows-1258", _windows)
