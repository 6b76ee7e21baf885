"""The table of letters that engines confuse, as the other modules ask it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

from extractor.rulebook import Rulebook

_READINGS = 64
"""So many readings of one word are tried."""


@cache
def figure_of(rulebook: Rulebook) -> Mapping[str, str]:
    """The figure that each letter may stand for."""
    rows = rulebook.table("ocr_confusions")
    return MappingProxyType({row["read"]: row["printed"] for row in rows if row["within"] == "figure"})


@cache
def figure_class(rulebook: Rulebook, at: str = "") -> str:
    """The letters that may stand for a figure as the inside of a class in a pattern; ``at``: only those that may
    stand there in a figure alone ("first", "inner", "last"). Numbers of acts and dates are known by what stands around
    them: there, any may stand ("date": there only)."""
    rows = (row for row in rulebook.table("ocr_confusions") if row["within"] == "figure")
    return "".join(re.escape(row["read"]) for row in rows if not at or at in row["at"].split("|"))


def as_figures(printed: str, rulebook: Rulebook) -> str:
    """``printed`` with each letter as the figure that it may stand for."""
    known = figure_of(rulebook)
    return "".join(known.get(sign, sign) for sign in printed)


@cache
def _letters(rulebook: Rulebook) -> Mapping[str, str]:
    """The letters of symbols for which each may be read, itself first."""
    found: dict[str, str] = {}
    for row in rulebook.table("ocr_confusions"):
        if row["within"] == "symbol":
            found[row["read"]] = found.get(row["read"], row["read"]) + row["printed"]
    return MappingProxyType(found)


def known_reading(printed: str, known: frozenset[str], rulebook: Rulebook) -> str | None:
    """The one code of ``known`` as which ``printed`` may have been misread; itself where it is known."""
    if printed in known:
        return printed
    choices = [_letters(rulebook).get(sign, sign) for sign in printed]
    count = 1
    for choice in choices:
        count *= len(choice)
    if count == 1 or count > _READINGS:
        return None
    found = {"".join(signs) for signs in product(*choices)} & known
    return found.pop() if len(found) == 1 else None


@cache
def without_marks(codes: frozenset[str]) -> Mapping[str, str]:
    """The codes with Đ by their letters with D, where no other code is written so: "QD" is QĐ, "HD" is itself."""
    bare = {code.replace("Đ", "D"): code for code in codes if "Đ" in code}
    return MappingProxyType({letters: code for letters, code in bare.items() if letters not in codes})
