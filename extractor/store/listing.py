"""What the scripts in db/ need of the program: words for the full-text indexes by which lists are narrowed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import lru_cache

from extractor.leaf.rows import indexed
from extractor.text import alike, letters

FIRST = "{} NOT IN (SELECT slug FROM documents WHERE copy_of IS NOT NULL)"
"""The condition that a document is no copy of another."""
_REMEMBERED = 4096
"""Words and values that are kept at hand: in a table the same come again and again."""
_LONGEST_PERIOD = 100
"""Years; of a longer period, which no plan has, no year is a word."""


@lru_cache(_REMEMBERED)
def listed_as(field: str, value: str) -> str:
    """The word that stands for a value of a field in the index of a list: another one for every other value."""
    return f"0{field}{value.encode(errors='replace').hex()}"


def narrowed(fields: Mapping[str, str], words: str = "", without: Mapping[str, str] | None = None) -> str:
    """The full-text query for what has all these ``fields``, matches ``words``, and has no field ``without``."""
    asked = " AND ".join([*map(_tag, fields.items()), *([words] if words else [])])
    left_out = " OR ".join(map(_tag, (without or {}).items()))
    return f"({asked}) NOT ({left_out})" if left_out else asked


def _tag(field: tuple[str, str]) -> str:
    return f'(tags : "{listed_as(*field)}")'


def add_functions(connection: sqlite3.Connection) -> None:
    """The functions that the scripts call."""
    words = lru_cache(_REMEMBERED)(indexed)
    for name, count, function in (
        ("letters", 1, letters),
        ("alike", 1, lru_cache(_REMEMBERED)(alike)),
        ("as_written", 1, lambda text: words(text or "")[0]),
        ("folded", 1, lambda text: words(text or "")[1]),
        ("tagged", -1, _tagged),
        ("tagged_years", 2, _tagged_years),
    ):
        connection.create_function(name, count, function, deterministic=True)


def _tagged(*fields: str | None) -> str:
    """The words for fields with their values, in turn; nothing for a value that is not known."""
    pairs = zip(fields[::2], fields[1::2], strict=True)
    return "".join(f"{listed_as(field, value)} " for field, value in pairs if field and value)


def _tagged_years(first: int | None, last: int | None) -> str:
    """The words for the years of a period."""
    if first is None or last is None or last - first > _LONGEST_PERIOD:
        return ""
    return "".join(f"{listed_as('year', str(year))} " for year in range(first, last + 1))
