"""What ``rules/`` knows of products: head nouns, generic goods, the groups of each regime, words of status and rank."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractor.language import Gazetteer
from extractor.openings import openings
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook
from extractor.tables.meanings import plain
from extractor.text import small

_ALIKE = 88
"""How like an official name a group must be written, in percent: typing errors pass, another group does not."""
_REMEMBERED = 4096
"""So many texts are remembered: the products of one list ask about the same again and again."""


@cache
def phrase(name: str, rulebook: Rulebook) -> Pattern:
    """A pattern of ``rules/product_phrases.csv``."""
    pattern = next(row["pattern"] for row in rulebook.table("product_phrases") if row["name"] == name)
    return rulebook.compile(pattern)


@cache
def heads(rulebook: Rulebook) -> Gazetteer:
    """The nouns with which names of products begin, each labelled with the number of its group."""
    phrases: dict[str, list[str]] = {}
    for row in rulebook.table("product_heads"):
        phrases.setdefault(row["group"], []).extend(row["heads"].split("|"))
    return Gazetteer(phrases)


@cache
def generic(rulebook: Rulebook) -> frozenset[str]:
    """Goods and kinds of goods that are no products by themselves, in lower case."""
    rows = rulebook.table("product_generic")[:-1]
    return frozenset(word for row in rows for word in row["words"].split("|"))


@cache
def openers(rulebook: Rulebook) -> tuple[str, ...]:
    """Words with which no name of a product begins."""
    return tuple(f"{word} " for word in rulebook.table("product_generic")[-1]["words"].split("|"))


def _groups(rulebook: Rulebook, day: str) -> dict[str, str]:
    """The groups by what they are called: of other regimes those that the one in force on ``day`` does not know."""
    rows = rulebook.table("ocop_groups")
    return _groups_where(rulebook, tuple(row["valid_from"] <= day <= (row["valid_to"] or "9999") for row in rows))


@cache
def _groups_where(rulebook: Rulebook, in_force: tuple[bool, ...]) -> dict[str, str]:
    rows = zip(rulebook.table("ocop_groups"), in_force, strict=True)
    return {
        plain(name): row["name"]
        for row, _ in sorted(rows, key=lambda one: one[1])
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
    }


@lru_cache(maxsize=_REMEMBERED)
def tie_group(text: str, rulebook: Rulebook, day: str | None = None) -> str | None:
    """The official name of the group that ``text`` writes in its own way ("Nhóm thực phẩm", "thuỷ công mỹ nghệ").

    ``day`` (ISO) says which regime was in force; without it the last one counts.
    """
    wanted = phrase("group word", rulebook).sub("", plain(text))
    if len(wanted) > 80:
        return None
    groups = _groups(rulebook, day or "9998")
    best = process.extractOne(wanted, groups.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return groups[best[0]] if best else None


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that say the status, the rank or the recognition of products, at ``start:end`` of a text.

    The status "ranked" stands for a rank without a verb ("4 sao"): the rank that a product has, or is to have.
    """

    start: int
    end: int
    gives: str
    value: str


def told(values: list[str]) -> list[str]:
    """The values without bare ranks where others say more: "trình tỉnh đánh giá 4 sao" tells of candidates."""
    return [value for value in values if value != "ranked"] or values


@cache
def _contexts(rulebook: Rulebook, gives: str) -> Sequence[tuple[str, re.Pattern[str], Sequence[Sequence[str]]]]:
    """The values with their patterns, and the words, in small letters, of which each match has one of each sort."""
    rows = (row for row in rulebook.table("product_context") if row["gives"] == gives)
    patterns = ((row["value"], re.compile(row["pattern"])) for row in rows)
    return [(value, pattern, openings(pattern).needed) for value, pattern in patterns]


@lru_cache(maxsize=_REMEMBERED)
def signs(text: str, gives: str, rulebook: Rulebook) -> Sequence[Sign]:
    """What ``text`` says of ``gives`` ("status", "stars", "recognition"), in order; earlier rows hide later ones."""
    found: list[Sign] = []
    low = small(text)
    for value, pattern, needed in _contexts(rulebook, gives) if text else ():
        if not all(any(map(low.__contains__, words)) for words in needed):
            continue
        for match in pattern.finditer(text):
            at = bisect_left(found, match.start(), key=lambda sign: sign.start)
            hidden = (at and match.start() < found[at - 1].end) or (at < len(found) and found[at].start < match.end())
            if not hidden:
                found.insert(at, Sign(match.start(), match.end(), gives, value))
    return tuple(found)
