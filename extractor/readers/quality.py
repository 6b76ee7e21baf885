"""Whether the text layer of a page can be trusted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?$"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_LEAST = 120
"""Letters needed before the letters can be judged."""
_FEW, _MOSTLY = 10, 0.8
"""Words needed before an engine's words can be judged, and the share of syllables that even a poor scan has."""


def garbage(text: str) -> str | None:
    """Why ``text`` cannot be what the page says, or ``None`` when it can.

    Text in another language passes: its words are no Vietnamese syllables, but its letters are plain.
    """
    signs = Counter(text)  # a page has a hundred different signs, not thousands
    letters = sum(count for sign, count in signs.items() if sign.isalpha())
    odd = sum(count for sign, count in signs.items() if sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff")
    if odd + 5 * text.count("(cid:") > 0.1 * max(letters, 1):
        return "its letters have no meaning"
    if letters < _LEAST:
        return None
    marked = sum(count for sign, count in signs.items() if sign.isalpha() and _is_marked(sign))
    words = [word for word in _WORD.findall(text) if not (word.isupper() and len(word) < 6)]
    right = sum(map(is_syllable, words)) / max(len(words), 1)
    if marked < 0.12 * letters:
        foreign = sum(count for sign, count in signs.items() if sign.isalpha() and not sign.isascii()) - marked
        if right < 0.6 and marked < 0.02 * letters and foreign < 0.02 * letters:
            return None
        return "its tone marks are lost"
    return None if right >= 0.75 else "its words are no words"


def hardly_vietnamese(text: str) -> bool:
    """Whether what an engine read is to a large part no Vietnamese syllables, as it makes them of another script."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    return len(words) >= _FEW and sum(map(is_syllable, words)) < _MOSTLY * len(words)


def _is_marked(letter: str) -> bool:
    return letter in "đĐ" or len(unicodedata.normalize("NFD", letter)) > 1


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is built as a Vietnamese syllable is: onset, vowels, end, at most one tone."""
    plain = unicodedata.normalize("NFD", word.lower())
    tones = sum(1 for c in plain if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in plain if c not in _TONES))
    return tones <= 1 and bool(_SYLLABLE.match(bare))
