"""Symbols of acts: "OĐ-TTg", "QD-UBND", "CI-UBND" as the known symbol with which they may be confused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.misread.confusions import known_reading
from extractor.rulebook import Rulebook

_SYMBOL = re.compile(
    r"(?:(?<=/)|(?<=/ ))(?P<type>[^\W_]{1,6}) ?- ?(?P<rest>[^\W_]{1,8}(?: ?[-.] ?[^\W_]{1,8}){0,4})(?!\w)"
)
_GROUP = re.compile(r"[^\W_]+")


def symbols(text: str, rulebook: Rulebook) -> Iterator[tuple[int, int, str]]:
    """Each group of a symbol that is no known code and may be one. At least one of its groups must be known."""
    for match in _SYMBOL.finditer(text):
        groups = [(match.start("type"), match["type"], known_types(rulebook))]
        groups += [
            (match.start("rest") + group.start(), group.group(), known_codes(rulebook))
            for group in _GROUP.finditer(match["rest"])
        ]
        meant = [(start, printed, known_reading(printed, known, rulebook)) for start, printed, known in groups]
        if meant[0][2] is None and not any(printed == code for _, printed, code in meant):
            continue
        for start, printed, code in meant:
            if code not in (None, printed):
                yield start, start + len(printed), str(code)


@cache
def known_types(rulebook: Rulebook) -> frozenset[str]:
    """The letters with which symbols begin: kinds, and bodies whose letters are known ("BNN-VPĐP")."""
    return frozenset(row["code"] for row in rulebook.table("kinds")) | known_codes(rulebook)


@cache
def known_codes(rulebook: Rulebook) -> frozenset[str]:
    """The groups of the codes of issuers."""
    return frozenset(group for row in rulebook.table("issuers") for group in row["code"].split("-"))
