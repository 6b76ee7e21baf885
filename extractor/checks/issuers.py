"""Which body a name or a code stands for, by ``rules/issuers.csv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from extractor.rulebook import Rulebook
from extractor.text import fold, normalise

_SHORTEST = 6
"""Letters that the beginning of a name must have to stand for it ("Bộ Nông nghiệp")."""


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The bodies that issue acts: their codes (aliases included), names, successors, and the codes of ministries."""

    codes: Mapping[str, str]
    """The code itself by any spelling of it: BNNPTNT → BNN."""
    names: tuple[tuple[str, frozenset[str]], ...]
    """Folded name between blanks and the codes of those who bear or bore it, the longest name first."""
    display: Mapping[str, str]
    successors: Mapping[str, frozenset[str]]
    ministries: frozenset[str]
    """Every spelling of the codes of ministries."""
    parts: frozenset[str]
    """The codes of units within another body: an act of that body may be named as theirs."""
    certainty: Mapping[str, str]

    def named(self, words: str) -> frozenset[str]:
        """The codes of the bodies that ``words`` name; empty when none is recognised.

        A name within a longer one does not count: "Thủ tướng Chính phủ" is not the Government.
        """
        return _named(self, words)

    def may_sign(self, code: str, named: frozenset[str]) -> bool:
        """Whether one of ``named`` is the body of ``code``, or what became of it."""
        own = self.codes.get(code, code)
        return bool(named & ({own} | self.successors.get(own, frozenset())))


@lru_cache(maxsize=4096)
def _named(known: Bodies, words: str) -> frozenset[str]:
    plain = f" {_plain(words)} "
    found: set[str] = set()
    rest = plain
    for name, codes in known.names:
        if name in rest:
            found |= codes
            rest = rest.replace(name, " | ")
    if not found and len(plain.strip()) >= _SHORTEST:
        found = {code for name, codes in known.names for code in codes if name.startswith(plain)}
    return frozenset(found)


@cache
def bodies(rulebook: Rulebook) -> Bodies:
    """The bodies of ``rulebook``."""
    codes: dict[str, str] = {}
    names: dict[str, frozenset[str]] = {}
    display: dict[str, str] = {}
    successors: dict[str, frozenset[str]] = {}
    ministries: set[str] = set()
    parts: set[str] = set()
    certainty: dict[str, str] = {}
    for row in rulebook.table("issuers"):
        code = row["code"]
        spellings = [code, *_items(row["code_aliases"])]
        codes |= dict.fromkeys(spellings, code)
        display[code] = row["name_vi"]
        certainty[code] = row["certainty"]
        successors[code] = frozenset(_items(row["successor_codes"]))
        if row["kind"] == "don_vi_truc_thuoc":
            parts.add(code)
        if row["kind"] == "bo":
            ministries.update(spellings)
        for name in (row["name_vi"], *_items(row["name_aliases"])):
            names[_plain(name)] = names.get(_plain(name), frozenset()) | {code}
    ordered = sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    between_blanks = tuple((f" {name} ", whose) for name, whose in ordered)
    return Bodies(codes, between_blanks, display, successors, frozenset(ministries), frozenset(parts), certainty)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(normalise(words))))


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split("|") if item.strip()]
