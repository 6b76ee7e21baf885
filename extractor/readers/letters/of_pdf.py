"""The letters of the words on a page of a PDF, whose fonts often say how they are stored."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from extractor.readers.letters.charsets import TCVN3, of_font
from extractor.readers.letters.hyphens import with_hyphens_read
from extractor.readers.letters.mending import Mended, Piece, is_right, mended


def names_charset(fonts: Iterable[str]) -> bool:
    """Whether any of the fonts is one from before Unicode."""
    return any(of_font(name) for name in set(fonts))


def mended_words(words: Sequence[Mapping[str, Any]]) -> Mended:
    """The text of each of pdfplumber's ``words``, with their ``chars`` where their fonts matter, as Unicode."""
    parts = [list(_pieces(word)) for word in words]
    found = mended([piece for pieces in parts for piece in pieces])
    texts = iter(found.texts)
    joined = ["".join(next(texts) for _ in pieces) for pieces in parts]
    if found.words[TCVN3.name]:
        joined = [with_hyphens_read(text) for text in joined]
    return Mended(tuple(joined), found.words)


def mended_texts(texts: Sequence[str]) -> Mended:
    """``texts``, the words or lines of a page of which no font is known, as Unicode."""
    whole = " ".join(texts)
    if unicodedata.is_normalized("NFC", whole) and is_right(whole):
        return Mended(tuple(texts), Counter())
    found = mended([Piece(text) for text in texts])
    return Mended(tuple(map(with_hyphens_read, found.texts)), found.words) if found.words[TCVN3.name] else found


def _pieces(word: Mapping[str, Any]) -> Iterable[Piece]:
    if "chars" not in word or not names_charset(char["fontname"] for char in word["chars"]):
        yield Piece(word["text"])
        return
    for known, chars in groupby(word["chars"], key=lambda char: of_font(char["fontname"])):
        charset, capitals = known or (None, False)
        yield Piece("".join(char["text"] for char in chars), charset, capitals)
