"""How a text and what a conversion makes of it compare: the share of real syllables among words with marks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractor.readers.letters.charsets import Charset, folded
from extractor.readers.letters.syllables import is_real

TOKEN = re.compile(r"(?:[^\W\d_]|[\u00a1-\u00bf\u00d7\u00f7\u0300-\u036f\uf0a1-\uf0ff])+")
"""A word, the signs that old fonts draw as letters being part of it."""
_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u036f]")
_LATIN = re.compile("[A-Za-z]")
_VOWEL = re.compile("[aeiouy]", re.I)
_MANY = 8
"""Words from which a whole text may be judged."""


def is_modern(token: str) -> bool:
    """Whether a word has a letter that only Unicode has: then no part of it is of an old font."""
    return bool(_MODERN.search(token))


def is_doubtful(token: str) -> bool:
    """Whether a word may be of an old font: signs or letters that are not ASCII, and none that only Unicode has."""
    return not token.isascii() and not is_modern(token)


@dataclass(frozen=True, slots=True)
class Score:
    """Of ``words`` that may be of an old font, how many are real syllables before and after it."""

    words: int
    before: int
    after: int

    @property
    def is_sure(self) -> bool:
        """Enough words, hardly any of them real as they stand, nearly all when converted."""
        return self.words >= _MANY and self.after >= 0.8 * self.words and self.before <= 0.5 * self.words

    def is_better(self, fewest: int) -> bool:
        """For a few words, beside which others may stand: at least ``fewest``, nearly all of them become real.

        Where one is enough, the document is known to have many more, and some may be real as they stand.
        """
        odd = self.before <= 0.34 * self.words or (fewest == 1 and self.before < self.words)
        return self.words >= fewest and self.after >= 0.85 * self.words and odd


def tokens(texts: Iterable[str]) -> Counter[str]:
    """The words of ``texts`` with letters that are not ASCII, and how often each stands there."""
    found: Counter[str] = Counter()
    for word, count in Counter(" ".join(texts).split()).items():  # most stand there again and again
        for token in () if word.isascii() else TOKEN.findall(word):
            found[token] += count
    return found


@lru_cache(maxsize=50_000)
def is_odd(word: str) -> bool:
    """Whether a part of what stands between two blanks may be of an old font, and is no real syllable as it stands."""
    return not word.isascii() and any(is_doubtful(token) and not is_real(token) for token in TOKEN.findall(word))


def score(counted: Mapping[str, int], charset: Charset) -> Score:
    """How the doubtful ones among the words ``counted`` fare as words of ``charset``."""
    words = before = after = 0
    for token, count in counted.items():
        weighed = _weighed(token, charset)
        if weighed is not None:
            words += count
            before += count * weighed[0]
            after += count * weighed[1]
    return Score(words, before, after)


@lru_cache(maxsize=100_000)
def _weighed(token: str, charset: Charset) -> tuple[bool, bool] | None:
    """Whether a word is real before and after; ``None`` for one that tells nothing: abbreviations, single signs."""
    if not is_doubtful(token) or not _LATIN.search(token):
        return None
    became = charset.convert(token)
    if not _VOWEL.search(unicodedata.normalize("NFD", became)):
        return None
    return is_real(folded(token)), is_real(became)
