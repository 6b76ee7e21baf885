"""Communes and districts named in an address, before and since the reform of 1 July 2025.

Since then communes are larger, and there are no districts. Which commune became part of which is in the table of
administrative units that underthesea ships.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from extractor.facts.geography import provinces
from extractor.rulebook import Rulebook
from extractor.text import fold

_REFORM = "2025-07-01"


class Unit(NamedTuple):
    """An administrative unit: its level in small letters ("xã"), and its name as written."""

    level: str
    name: str

    def __str__(self) -> str:
        return f"{self.level} {self.name}"


def is_reformed(day: str | None) -> bool:
    """Whether a document of ``day`` (ISO) names the units that there are since the reform."""
    return (day or "") >= _REFORM


def units(place: str, rulebook: Rulebook) -> Mapping[str, Unit]:
    """The "commune" and the "district" that an address names."""
    pattern, levels = _levels(rulebook)
    found: dict[str, Unit] = {}
    for unit in pattern.finditer(place):
        level, kind = levels[unit["level"].lower()]
        found[kind] = Unit(level, unit["name"].strip())
    return found


@cache
def _levels(rulebook: Rulebook) -> tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]:
    """The pattern of a unit with its level, and level and kind by every way of writing the level, in small letters."""
    ways = {
        way.lower(): (row["level"], row["kind"])
        for row in rulebook.table("unit_levels")
        for way in (row["level"], *filter(None, row["short"].split("|")))
    }
    longest = "|".join(re.escape(way) for way in sorted(ways, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<level>(?i:{longest})) ?(?<=[ .])(?P<name>[^,;()\n-]+)"), ways


def without_house(place: str | None, rulebook: Rulebook) -> str | None:
    """An address down to the commune, what lies below being a home. ``None`` where no unit is named."""
    told = units(place or "", rulebook)
    return ", ".join(str(told[kind]) for kind in ("commune", "district") if kind in told) or None


def clashing(place: str, other: str, rulebook: Rulebook) -> bool:
    """Whether two places of one province, both named before the reform or both since, lie in two units."""
    first, second = units(place, rulebook), units(other, rulebook)
    return any(fold(first[level].name) != fold(second[level].name) for level in first.keys() & second.keys())


def since_reform(place: str, province: str, rulebook: Rulebook) -> str | None:
    """Where a place from before the reform lies since: "xã Bản Liền, tỉnh Lào Cai".

    ``None`` where the commune or its district is not stated or not known, and where the commune was divided.
    """
    told = units(place, rulebook)
    if not ("commune" in told and "district" in told):
        return None
    spellings = (name for name, known in provinces(rulebook).items() if known == province)
    found = (_converted(f"{told['commune']}, {told['district']}, {name}") for name in (province, *spellings))
    return next(filter(None, found), None)


@lru_cache(maxsize=4096)
def _converted(address: str) -> str | None:
    from underthesea import convert_address

    found = convert_address(address)
    if found.mapping_type is None or found.mapping_type.value == "divided" or not found.new.ward:
        return None
    return ", ".join(unit[:1].lower() + unit[1:] for unit in (found.new.ward, found.new.province))
