"""Whether the text layer of a page can be trusted."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?$"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_LEAST = 120
"""Letters needed before the letters can be judged."""


def garbage(text: str) -> str | None:
    """Why ``text`` cannot be what the page says, or ``None`` when it can.

    Text in another language passes: its words are no Vietnamese syllables, but its letters are plain.
    """
    odd = sum(1 for c in text if c == "\ufffd" or "\ue000" <= c <= "\uf8ff") + 5 * text.count("(cid:")
    letters = [c for c in text if c.isalpha()]
    if odd > 0.1 * max(len(letters), 1):
        return "its letters have no meaning"
    if len(letters) < _LEAST:
        return None
    marked = sum(1 for c in letters if c in "đĐ" or len(unicodedata.normalize("NFD", c)) > 1)
    words = [word for word in _WORD.findall(text) if not (word.isupper() and len(word) < 6)]
    right = sum(1 for word in words if is_syllable(word)) / max(len(words), 1)
    if marked < 0.12 * len(letters):
        foreign = sum(1 for c in letters if not c.isascii()) - marked
        if right < 0.6 and marked < 0.02 * len(letters) and foreign < 0.02 * len(letters):
            return None
        return "its tone marks are lost"
    return None if right >= 0.75 else "its words are no words"


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is built as a Vietnamese syllable is: onset, vowels, end, at most one tone."""
    plain = unicodedata.normalize("NFD", word.lower())
    tones = sum(1 for c in plain if c in _TONES)
    bare = unicodedata.normalize("NFC", "".join(c for c in plain if c not in _TONES))
    return tones <= 1 and bool(_SYLLABLE.match(bare))
