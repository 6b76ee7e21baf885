"""Which words are Vietnamese syllables: the rimes of ``rules/rimes.csv`` behind an onset, with at most one tone."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from extractor.rulebook import table

_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {""}
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS = frozenset("ckpt")
_CLOSED = frozenset("\u0301\u0323")
"""The tones that a syllable with a stop at its end may have."""


@lru_cache(maxsize=100_000)
def is_real(word: str) -> bool:
    """Whether ``word`` (NFC, any case) is a syllable that Vietnamese may have; "bản" is, "baûn" and "b¶n" are not."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in marked if sign in _TONES]
    bare = unicodedata.normalize("NFC", "".join(sign for sign in marked if sign not in _TONES))
    stopped = bare[-1:] in _STOPS or bare.endswith("ch")
    if len(tones) > 1 or (stopped and tones and tones[0] not in _CLOSED):
        return False
    return any(bare[:cut] in _ONSETS and bare[cut:] in _rimes() for cut in range(min(4, len(bare))))


@cache
def _rimes() -> frozenset[str]:
    return frozenset(row["rime"] for row in table("rimes"))
