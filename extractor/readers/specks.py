"""What an engine reads of a scan that is not printed there: specks, and marks cut off their letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractor.readers.engine import Seen

_SEEN, _SIGN_SEEN = 0.30, 0.72
"""Words, and signs alone, that are less sure than this are specks."""
_TINY = 0.25
"""Of the usual height of a page's words: no letter is so low."""
_NEVER = frozenset("‹›^`´¨\\⁄¬¦")
"""Signs that acts do not have: as words of their own they are specks and the dots of other lines."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aeiouy")
_LOW = 0.7
"""Of the height of the word below: a mark is no higher."""

_BREAKS = tuple(
    (re.compile(above, re.IGNORECASE), re.compile(below))
    for above, below in (
        (r"(?:ngày|tháng)[.,]$", r"[0-9]{1,2}(?:/[0-9]{1,2}/[0-9]{4})?[;,)]*$"),
        (r"năm[.,]$", r"(?:19|20)[0-9]{2}[.;,)]*$"),
    )
)
"""The last word of a line and the first of the next where a date stands on both, with a stop that parts it."""


def printed(words: Iterable[Seen]) -> list[Seen]:
    """``words`` without specks, and with marks that are lines of their own over a word on its vowel ("À" over "Trân").

    A mark over a word that has one, or whose vowels leave open where it belongs, is left out.
    """
    seen = list(words)
    usual = median([word.bottom - word.top for word in seen]) if seen else 0.0
    kept = [word for word in seen if not _is_speck(word, usual)]
    lines = {word.line for word in kept if len(word.text) > 1}
    alone = [place for place, word in enumerate(kept) if word.line not in lines and _tone(word.text)]
    found = {place: below for place in alone if (below := _below(kept[place], kept)) is not None}
    for place, below in found.items():
        kept[below] = replace(kept[below], text=_toned(kept[below].text, kept[place].text))
    return _dates_whole([word for place, word in enumerate(kept) if place not in found])


def _dates_whole(words: list[Seen]) -> list[Seen]:
    """``words`` without stops at the end of a line within a date: engines take specks in the margin for stops."""
    out = list(words)
    for place, (last, first) in enumerate(pairwise(words)):
        parted = any(above.match(last.text) and below.match(first.text) for above, below in _BREAKS)
        if last.line != first.line and parted:
            out[place] = replace(last, text=last.text[:-1])
    return out


def _is_speck(word: Seen, usual: float) -> bool:
    if any(sign.isalnum() for sign in word.text):
        return word.confidence < _SEEN or word.bottom - word.top < _TINY * usual
    return word.confidence < _SIGN_SEEN or set(word.text) <= _NEVER


def _below(mark: Seen, words: Sequence[Seen]) -> int | None:
    """The place of the word whose upper edge a lone vowel with a tone overlaps as a mark of it, else ``None``."""
    centre, height = (mark.x0 + mark.x1) / 2, mark.bottom - mark.top
    for place, word in enumerate(words):
        over = word.x0 <= centre <= word.x1 and mark.top < word.top <= mark.bottom
        if over and height < _LOW * (word.bottom - word.top) and word.text.isalpha() and len(word.text) > 1:
            return place
    return None


def _tone(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if sign in _TONES)


def _toned(text: str, mark: str) -> str:
    """``text`` with the tone of ``mark`` on its one vowel, or its one vowel with a mark, where it has no tone yet."""
    letters = [unicodedata.normalize("NFD", letter) for letter in text]
    vowels = [place for place, letter in enumerate(letters) if letter[0].lower() in _VOWELS]
    marked = [place for place in vowels if len(letters[place]) > 1]
    bearers = marked if len(marked) == 1 else vowels
    if _tone(text) or len(bearers) != 1:
        return text
    letters[bearers[0]] += _tone(mark)
    return unicodedata.normalize("NFC", "".join(letters))
