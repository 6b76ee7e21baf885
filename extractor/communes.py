"""The names of administrative units below the province, before and since the reform of 2025.

They are in the table with which underthesea converts addresses.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from extractor.text import normalise

_TABLE = ("address", "data", "mapping.json")
_LEVELS = ("thành phố ", "thị trấn ", "thị xã ", "đặc khu ", "phường ", "huyện ", "quận ", "xã ")


def is_unit(words: str) -> bool:
    """Whether ``words`` are the name of a commune or district somewhere, without its level, whatever their case."""
    return words.lower() in _names()


@cache
def _names() -> frozenset[str]:
    """Read from its file: importing underthesea for it would take a second."""
    package = find_spec("underthesea")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("The package underthesea is missing. Install the project's dependencies again.")
    file = Path(package.submodule_search_locations[0], *_TABLE)
    rows = json.loads(file.read_text(encoding="utf-8"))["ward_mapping"]
    whole = {normalise(row[kind]).lower() for row in rows for kind in ("old_district", "old_ward", "new_ward")}
    return frozenset(_bare(name) for name in whole)


def _bare(name: str) -> str:
    level = next((level for level in _LEVELS if name.startswith(level)), "")
    return name.removeprefix(level)
