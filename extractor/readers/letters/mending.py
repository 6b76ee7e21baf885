"""Finds pieces of a text that are no Unicode and converts them, all others left alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse

from extractor.readers.letters.capitals import with_capitals
from extractor.readers.letters.charsets import TCVN3, Charset, charsets, folded
from extractor.readers.letters.judging import TOKEN, is_doubtful, is_modern, is_odd, score, tokens
from extractor.readers.letters.mojibake import may_be_misread, repaired
from extractor.readers.letters.syllables import is_real

_MIXED = 0.05
"""A text with more words of Unicode than this share of the others is judged stretch by stretch."""
_KNOWN = 10
"""Words of a charset in a document after which a single word of it is believed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one font, with the charset that the font names and whether it shows capitals alone."""

    text: str
    charset: Charset | None = None
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """The pieces as Unicode (NFC), one for one, and how many words were converted by the name of what they were."""

    texts: tuple[str, ...]
    words: Counter[str]

    @property
    def notes(self) -> tuple[str, ...]:
        """A remark for each charset: "converted from TCVN3"."""
        return tuple(f"converted from {name}" for name, _ in self.words.most_common())

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each charset with the number of words."""
        return tuple(_sentence(name, count) for name, count in self.words.most_common())


MOJIBAKE = "UTF-8 read as windows-1252"


def mended(pieces: Sequence[Piece]) -> Mended:
    """``pieces`` with what is of an old font, or UTF-8 read in a wrong way, made Unicode.

    A font that names its charset is believed unless that makes fewer words real; the rest is judged as a whole, and
    where it is mixed, stretch by stretch between words that only Unicode can write.
    """
    texts = [unicodedata.normalize("NFC", piece.text) for piece in pieces]
    words: Counter[str] = Counter()
    for index, text in enumerate(texts):
        texts[index], count = repaired(text)
        words[MOJIBAKE] += count
    if all(piece.charset is None for piece in pieces) and _is_all_known(" ".join(texts)):
        return Mended(tuple(texts), +words)
    unknown = {index for index, piece in enumerate(pieces) if piece.charset is None}
    for charset in charsets():
        of_it = [index for index, piece in enumerate(pieces) if piece.charset is charset]
        if not _believes([texts[index] for index in of_it], charset):
            unknown.update(of_it)
            continue
        for index in of_it:
            words[charset.name] += _words(texts[index])
            texts[index] = _converted(texts[index], charset)
            texts[index] = texts[index].upper() if pieces[index].capitals else texts[index]
    order = sorted(unknown)
    for index, text in zip(order, _judged([texts[index] for index in order], words), strict=True):
        texts[index] = text
    return Mended(tuple(texts), +words)


def is_right(text: str) -> bool:
    """Whether a look at its words shows that nothing in ``text`` (NFC) needs mending, as in nearly all documents."""
    return not may_be_misread(text) and _is_all_known(text)


def _is_all_known(text: str) -> bool:
    """Whether nothing in ``text`` (NFC) can be of an old font, as in nearly all documents."""
    return all(map(_is_known, TOKEN.findall(" ".join(filterfalse(str.isascii, set(text.split()))))))


@lru_cache(maxsize=50_000)
def _is_known(token: str) -> bool:
    return token.isascii() or is_modern(token) or is_real(token)


def _believes(texts: Sequence[str], charset: Charset) -> bool:
    """Whether texts are in the charset that their font names: it is also put over Unicode, for lack of another."""
    counted = tokens(texts)
    found = score(counted, charset)
    return found.after >= found.before and _modern(counted) <= _MIXED * found.words


def _judged(texts: Sequence[str], words: Counter[str]) -> Sequence[str]:
    """Texts whose fonts nobody knows; what is converted is counted in ``words``."""
    counted = tokens(texts)
    if all(map(_is_known, counted)):
        return texts
    scores = {charset: score(counted, charset) for charset in charsets()}
    best = max(scores, key=lambda charset: scores[charset].after)
    if scores[best].is_sure and _modern(counted) <= _MIXED * scores[best].words:
        words[best.name] += sum(map(_words, texts))
        return [_converted(text, best) for text in texts]
    mixed = {index: text for index, text in enumerate(texts) if _is_odd(text)}
    for charset in charsets():
        mixed = dict(zip(mixed, _by_stretches(list(mixed.values()), charset, words), strict=True))
    return [mixed.get(index, text) for index, text in enumerate(texts)]


def _modern(counted: Counter[str]) -> int:
    return sum(count for token, count in counted.items() if is_modern(token))


def _by_stretches(texts: Sequence[str], charset: Charset, words: Counter[str]) -> Sequence[str]:
    """First the stretches with several words of ``charset``; where these are many, those of one word too."""
    for fewest in (3, 1):
        if fewest == 1 and words[charset.name] < _KNOWN:
            break
        texts = [_stretched(text, charset, fewest, words) if _is_odd(text) else text for text in texts]
    return texts


def _is_odd(text: str) -> bool:
    """Whether any word of ``text`` may be of an old font and is not real as it stands."""
    return not text.isascii() and any(map(is_odd, text.split()))


def _stretched(text: str, charset: Charset, fewest: int, words: Counter[str]) -> str:
    out: list[str] = []
    for stretch in _stretches(text):
        plain = stretch.isascii() or is_modern(stretch)
        better = not plain and score(tokens([stretch]), charset).is_better(fewest)
        words[charset.name] += _words(stretch) if better else 0
        out.append(_converted(stretch, charset) if better else stretch)
    return "".join(out)


def _stretches(text: str) -> Iterable[str]:
    """``text`` cut before and behind each word that only Unicode can write."""
    start = 0
    for token in TOKEN.finditer(text):
        if is_modern(token.group()):
            yield text[start : token.start()]
            yield token.group()
            start = token.end()
    yield text[start:]


def _converted(text: str, charset: Charset) -> str:
    def word(found: re.Match[str]) -> str:
        return found.group() if is_modern(found.group()) else charset.convert(found.group())

    text = TOKEN.sub(word, folded(text))
    return with_capitals(text) if charset is TCVN3 else text


def _words(text: str) -> int:
    return sum(1 for token in TOKEN.findall(text) if is_doubtful(token))


def _sentence(name: str, count: int) -> str:
    small = " Capitals that only the font showed may be small letters." if name == TCVN3.name else ""
    return f"The text, or part of it, was converted to Unicode from {name} (words: {count}).{small}"
