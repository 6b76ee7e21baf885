"""The names of laws: spelled out, and looked up in the table of laws whatever their commas and case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.rulebook import Rulebook

_CAPITALS = re.compile(r"[A-ZĐ][A-ZĐ&]")
_MARKS = re.compile(r"[,\s-]+")


def law_name(printed: str, rulebook: Rulebook) -> str:
    """The name of a law in the case of the table of laws, an abbreviation spelled out ("HTX": "Hợp tác xã").

    Another wording ("Luật Tổ chức tín dụng" for the "Luật Các tổ chức tín dụng") stays as it is printed.
    """
    printed = printed.strip(" ,")
    row = law_row(printed, rulebook)
    if row is None:
        return printed
    return row["name"] if _letters(row["name"]) == _letters(printed) or _CAPITALS.search(printed) else printed


def law_row(name: str, rulebook: Rulebook) -> Mapping[str, str] | None:
    """The row of the table of laws for a name or one of its other spellings; commas, dashes and case do not count."""
    return _rows(rulebook).get(_letters(name))


@cache
def _rows(rulebook: Rulebook) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for row in rulebook.table("laws"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found.setdefault(_letters(name), row)
    return found


def _letters(name: str) -> str:
    return _MARKS.sub(" ", name.casefold())
