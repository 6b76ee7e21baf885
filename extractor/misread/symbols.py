"""Symbols of acts: "OĐ-TTg", "QD-UBND", "NO/TW" as the known symbol with which they may be confused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.misread.confusions import known_reading
from extractor.rulebook import Rulebook

_SYMBOL = re.compile(
    r"(?:(?<=/)|(?<=/ ))(?P<type>[^\W_]{1,6}) ?- ?(?P<rest>[^\W_]{1,8}(?: ?[-.] ?[^\W_]{1,8}){0,4})(?!\w)"
)
_PARTY = re.compile(r"(?<![\w/-])[0-9]{1,5} ?- ?(?P<type>[^\W_]{2,4}) ?/ ?(?P<rest>[^\W_]{2,5})(?!\w)")
"""The party's way: number and type before the slash, the body behind it."""
_GROUP = re.compile(r"[^\W_]+")


def symbols(text: str, rulebook: Rulebook) -> Iterator[tuple[int, int, str]]:
    """Each group of a symbol that is no known code and may be one. At least one of its groups must be known, and all of
    one that is written as the party does."""
    for match in _SYMBOL.finditer(text):
        groups = [(match.start("type"), match["type"], known_types(rulebook))]
        groups += [
            (match.start("rest") + group.start(), group.group(), known_codes(rulebook))
            for group in _GROUP.finditer(match["rest"])
        ]
        meant = [(start, printed, _read(printed, known, rulebook)) for start, printed, known in groups]
        if meant[0][2] is None and not any(printed == code for _, printed, code in meant):
            continue
        for start, printed, code in meant:
            if code not in (None, printed):
                yield start, start + len(printed), str(code)
    for match in _PARTY.finditer(text):
        read = _read(match["type"], _kinds(rulebook), rulebook), _read(match["rest"], _party_bodies(rulebook), rulebook)
        for name, code in zip(("type", "rest"), read, strict=True):
            if None not in read and code != match[name]:
                yield *match.span(name), str(code)


def _read(printed: str, known: frozenset[str], rulebook: Rulebook) -> str | None:
    """The code of ``known`` that is meant; another spelling of a body ("TƯ" for TW) as it is printed."""
    return printed if printed in _spellings(rulebook) else known_reading(printed, known, rulebook)


@cache
def _spellings(rulebook: Rulebook) -> frozenset[str]:
    """Other spellings of the codes of issuers, less those that have only lost the mark of Đ."""
    rows = rulebook.table("issuers")
    named = {name for row in rows for name in row["code_aliases"].split("|") if name}
    return frozenset(named - {row["code"].replace("Đ", "D") for row in rows})


@cache
def _party_bodies(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(row["code"] for row in rulebook.table("issuers") if row["kind"] == "dang")


@cache
def _kinds(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(row["code"] for row in rulebook.table("kinds"))


@cache
def known_types(rulebook: Rulebook) -> frozenset[str]:
    """The letters with which symbols begin: kinds, and bodies whose letters are known ("BNN-VPĐP")."""
    return _kinds(rulebook) | known_codes(rulebook)


@cache
def known_codes(rulebook: Rulebook) -> frozenset[str]:
    """The groups of the codes of issuers."""
    return frozenset(group for row in rulebook.table("issuers") for group in row["code"].split("-"))
