"""Names of producers and products as they are compared: abbreviations spelled out, signs and case made one.

What is compared of a producer is its trade name, what stands behind the legal form and the branches of business:
"Cty CP XNK Nguyên Hậu" and "Công ty Cổ phần Xuất nhập khẩu Nguyên Hậu" are both called "nguyên hậu".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.facts.geography import provinces
from extractor.facts.organizations.names import branches
from extractor.rulebook import Rulebook
from extractor.text import normalise

_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*|&")
_PHRASE = 5
_SYLLABLES = str.maketrans({"ỳ": "ì", "ý": "í", "ỷ": "ỉ", "ỹ": "ĩ", "ỵ": "ị"})
"""A final y and i are written for each other: "mỳ" and "mì", "mỹ nghệ" and "mĩ nghệ"."""


@dataclass(frozen=True, slots=True)
class ProducerName:
    """The name of a producer: its words, all in small letters, and which of them are its own."""

    words: tuple[str, ...]
    own: tuple[str, ...]
    """The trade name; all words behind the legal form where each is a branch of business."""
    trade: frozenset[str]
    """The branches of business and qualities: "xuất nhập khẩu", "nông nghiệp"."""

    @property
    def text(self) -> str:
        """The words in one string."""
        return " ".join(self.words)


_REMEMBERED = 1 << 14
"""Names that are not taken apart again: as many as the documents of one province give."""


@lru_cache(_REMEMBERED)
def producer_name(written: str, province: str | None, rulebook: Rulebook) -> ProducerName:
    """The name ``written`` of a producer of ``province``, whose name at the end tells nothing."""
    named = _named(written, rulebook)
    place = _words_of(province) if province else ()
    if place and len(named.own) > len(place) and named.own[-len(place) :] == place:
        return ProducerName(named.words, named.own[: -len(place)], named.trade)
    return named


@lru_cache(_REMEMBERED)
def _named(written: str, rulebook: Rulebook) -> ProducerName:
    """The name of a producer of any place."""
    words = tuple(_spelled_out(normalise(written).replace("\0", ""), rulebook))
    rest = words[_form(words, rulebook) :]
    own, trade = _parted(rest, rulebook)
    return ProducerName(words, own or rest, trade)


@cache
def _words_of(province: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(province.lower()))


@lru_cache(_REMEMBERED)
def product_name(written: str, rulebook: Rulebook) -> str:
    """The name ``written`` of a product, in small letters, without signs and without the word that says it is one."""
    words = [word.translate(_SYLLABLES) for word in _WORD.findall(normalise(written).replace("\0", "").lower())]
    text = " ".join(words)
    for label in ("sản phẩm ", "sp "):
        text = text.removeprefix(label)
    return rulebook.compile(r"(?<=\w) du lịch(?= \w)").sub("", text)


def _spelled_out(written: str, rulebook: Rulebook) -> list[str]:
    """The words in small letters, abbreviations in full: "CPXNK" is "cổ phần xuất nhập khẩu"."""
    full = _abbreviations(rulebook)
    words: list[str] = []
    for match in _JOINT.finditer(written):
        parts = [match.group()] if match.group().casefold() in full else re.split(r"[.-]", match.group())
        for part in parts:
            words += full.get(part.casefold(), part.lower()).split()
    return [sys.intern(word) for word in words if word not in ("và", "&")]


@cache
def _abbreviations(rulebook: Rulebook) -> Mapping[str, str]:
    return {row["short"].casefold(): row["full"].lower() for row in rulebook.table("name_abbreviations")}


def _form(words: tuple[str, ...], rulebook: Rulebook) -> int:
    """How many of the first words are the legal form."""
    text = " ".join(words)
    match = rulebook.compile(r"{legal_form}(?!\w)").match(text)
    return len(match.group().split()) if match else 0


def _parted(words: tuple[str, ...], rulebook: Rulebook) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words that are a name of their own, and the phrases that are branches of business."""
    known = branches(rulebook)
    own: list[str] = []
    trade: set[str] = set()
    index = 0
    while index < len(words):
        for length in range(min(_PHRASE, len(words) - index), 0, -1):
            phrase = " ".join(words[index : index + length])
            if phrase in known and length > 1:  # one syllable is a name too: "Sông Hương" is not "Hương"
                trade.add(phrase)
                index += length
                break
        else:
            own.append(words[index])
            index += 1
    return tuple(own), frozenset(trade)


def province_key(province: str | None, rulebook: Rulebook) -> str:
    """The province under the name that it had until 30 June 2025, "" where none is known."""
    return provinces(rulebook).get((province or "").casefold(), province or "")
