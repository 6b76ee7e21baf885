"""The names of administrative units below the province, before and since the reform of 2025.

They are in the table with which underthesea converts addresses.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractor.text import normalise

_TABLE = ("address", "data", "mapping.json")
_OF_PROVINCES = re.compile(r"(?:Tỉnh|Thành phố) ")
_LEVELS = ("thành phố ", "thị trấn ", "thị xã ", "đặc khu ", "phường ", "huyện ", "quận ", "xã ")


def is_unit(words: str) -> bool:
    """Whether ``words`` are the name of a commune or district somewhere, without its level, whatever their case."""
    return words.lower() in _names()


def province_of_district(name: str) -> str | None:
    """The province of the district of a ``name`` with its level, as it was called until 30 June 2025.

    "huyện Mộc Châu" is of "Sơn La"; ``None`` where there is none, or where districts of that name were in several
    provinces, whatever their level: this changes with the years.
    """
    found = _provinces().get(_bare(normalise(name).lower()), set())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _names() -> frozenset[str]:
    whole = {normalise(row[kind]).lower() for row in _rows() for kind in ("old_district", "old_ward", "new_ward")}
    return frozenset(_bare(name) for name in whole)


@cache
def _provinces() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _rows():
        province = normalise(row["old_province"])
        found[_bare(normalise(row["old_district"]).lower())].add(_OF_PROVINCES.sub("", province))
    return found


def _rows() -> Sequence[Mapping[str, str]]:
    """Read from its file: importing underthesea for it would take a second."""
    package = find_spec("underthesea")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("The package underthesea is missing. Install the project's dependencies again.")
    file = Path(package.submodule_search_locations[0], *_TABLE)
    rows: Sequence[Mapping[str, str]] = json.loads(file.read_text(encoding="utf-8"))["ward_mapping"]
    return rows


def _bare(name: str) -> str:
    level = next((level for level in _LEVELS if name.startswith(level)), "")
    return name.removeprefix(level)
