"""The province that the address right behind a producer's name states."""

from __future__ import annotations

from extractor.communes import is_unit
from extractor.facts.geography import provinces
from extractor.rulebook import Rulebook
from extractor.text import normalise

_BEHIND = 200
"""Characters behind a name in which its address stands."""


def province_behind(text: str, end: int, rulebook: Rulebook) -> str | None:
    """The province in the address behind a name that ends at ``end``, as it was called until 30 June 2025."""
    words = normalise(text[end : end + _BEHIND].partition("\n\n")[0]).replace("\n", " ")
    if address := rulebook.compile("(?i){address_behind}").match(words):
        return provinces(rulebook)[(address["province"] or address["bare"]).casefold()]
    lone = rulebook.compile("{province_in_bracket}").match(words)
    if lone and not is_unit(lone["named"]):  # a commune may be called so too
        return provinces(rulebook)[lone["named"].casefold()]
    return None


def province_in(place: str, rulebook: Rulebook) -> str | None:
    """The province at the end of an address."""
    found = rulebook.compile(r"(?i)(?<!\w){in_province}").search(place)
    return provinces(rulebook)[(found["province"] or found["bare"]).casefold()] if found else None
