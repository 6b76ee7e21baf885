"""Lists of names: where one ends and the next begins, and which of them name a product."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractor.communes import is_unit
from extractor.facts.organizations.mentions import Mention
from extractor.facts.product_knowledge import generic, heads, openers, phrase
from extractor.language import is_word, words
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook

_PART = re.compile(r"[,;](?= )|[,;]$| và (?=\S)| & |\.{2,}|…|\n")
_SIGNS = ' .,;:-"“”'
_TOLD = re.compile(r"\W*(?:xuất|đạt|được|nâng|giữ|đã|đang|bị)\b")
"""Words of which the name before them is the subject: no producer behind the next name is its own."""
_QUOTES = "\"“”'"
_NAME = re.compile(r"(?<= )[^\W\d_a-zăâđêôơư]")
_LONGEST = 14
"""Syllables in the longest name of a product taken from prose."""


@dataclass(frozen=True, slots=True)
class Item:
    """A candidate at ``start:end`` of the view with what its form says."""

    start: int
    end: int
    text: str
    head: bool
    """Begins with a noun of the list of head nouns."""
    proper: bool
    """Holds a capital after its first letter: a trade name or a place."""
    quoted: bool = False
    producer: Mention | None = None
    tail: str = ""
    """What follows the name up to the next item: "(4 sao)"."""


def items(text: str, start: int, end: int, makers: Sequence[Mention], rulebook: Rulebook) -> list[Item]:
    """The items of the list ``text[start:end]``; a producer behind one or more names belongs to each of them."""
    found: list[Item] = []
    waiting = 0
    for first, last in _parts(text, start, end, makers):
        maker = next((m for m in makers if first <= m.start < last), None)
        if found and phrase("rank alone", rulebook).fullmatch(text[first:last].strip()):
            found[-1] = replace(found[-1], tail=f"{found[-1].tail}, {text[first:last].strip()}")
            continue
        item = _item(text, first, maker.start if maker else last, text[first:last], rulebook)
        if item is not None:
            found.append(item)
        if maker is not None:
            found[waiting:] = [_made(entry, maker) for entry in found[waiting:]]
        told = item is not None and _TOLD.match(item.tail) is not None
        if maker is not None or told or text[last : last + 1] == ";":
            waiting = len(found)
    return found


def named(text: str) -> bool:
    """Whether ``text`` holds a capital behind its first word, or a quotation mark: without, it lists kinds of goods."""
    return bool(_NAME.search(text)) or any(sign in text for sign in _QUOTES)


def _made(item: Item, maker: Mention) -> Item:
    return Item(item.start, item.end, item.text, item.head, item.proper, item.quoted, maker, item.tail)


def _parts(text: str, start: int, end: int, makers: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Cuts at commas and "và" outside brackets, quotation marks and names of producers."""
    first = start
    for cut in _PART.finditer(text, start, end):
        piece = text[first : cut.start()]
        if piece.count("(") > piece.count(")") or piece.count("“") > piece.count("”") or piece.count('"') % 2:
            continue
        if any(m.start < cut.start() < m.end for m in makers):
            continue
        yield first, cut.start()
        first = cut.end()
    if first < end:
        yield first, end


def _item(text: str, start: int, end: int, whole: str, rulebook: Rulebook) -> Item | None:
    """The name in ``text[start:end]`` without the words before and after it, or ``None`` when nothing is left."""
    raw = text[start:end]
    lead = phrase("leader", rulebook).match(raw.lstrip())
    begin = len(raw) - len(raw.lstrip()) + (lead.end() if lead else 0)
    rest = raw[begin:].lstrip()
    begin = len(raw) - len(rest)
    quoted = rest[:1] in _QUOTES and rest[:1] != ""
    if quoted:
        close = next((i for i, c in enumerate(rest[1:], 1) if c in _QUOTES), len(rest))
        begin, rest = begin + 1, rest[1:close]
    else:
        owned = phrase("owned", rulebook).search(raw)
        rest = _trimmed(rest, *(phrase(name, rulebook) for name in (("trail",) if owned else ("trail", "aside"))))
    if len(rest) < 2 or phrase("link alone", rulebook).fullmatch(rest):
        return None
    known = None if _no_name(rest.lower(), rulebook) else heads(rulebook).at_start(rest)
    head = known is not None and not _within_verb(rest, known.end)
    proper = bool(_NAME.search(rest))
    first = start + begin
    return Item(first, first + len(rest), rest, head, proper, quoted, None, whole[begin + len(rest) :])


def _within_verb(text: str, end: int) -> bool:
    """Whether the noun that ends at ``end`` is only the first syllable of a verb: "tiêu" in "tiêu thụ sản phẩm"."""
    pair = " ".join(text.split()[:2])
    return " " not in text[:end] and pair != text[:end] and is_word(pair) and words(pair)[0].tag == "V"


def _trimmed(text: str, *trails: Pattern) -> str:
    before = ""
    while text != before:
        before = text
        for trail in trails:
            text = trail.sub("", text).strip(_SIGNS)
    return text


def possible(item: Item, rulebook: Rulebook) -> bool:
    """Whether an item can name a product at all: not a kind of goods, a task, an organization, a clause."""
    lowered = item.text.lower()
    if _no_name(lowered, rulebook):
        return False
    if is_unit(item.text):
        return False
    if len(item.text.split()) > _LONGEST or item.text[0].isdigit() or item.text.isdigit():
        return False
    if item.head:
        return True
    if phrase("goods", rulebook).search(lowered):
        return False
    return item.quoted or words(item.text)[0].tag not in ("V", "R", "C", "Cc", "E", "M", "L")


def _no_name(lowered: str, rulebook: Rulebook) -> bool:
    """Whether a text in lower case is a place, a kind of goods, or begins with words that begin no name."""
    if lowered in generic(rulebook) or lowered.endswith(" các loại"):
        return True
    return f"{lowered} ".startswith(_no_beginnings(rulebook))


@cache
def _no_beginnings(rulebook: Rulebook) -> tuple[str, ...]:
    """What begins no name, in lower case; provinces too: "Nghệ An" begins like turmeric, "Đồng Nai" like bronze."""
    return (*(row["old_name"].lower() for row in rulebook.table("provinces")), *openers(rulebook))
