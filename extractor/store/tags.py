"""What a search may be narrowed by, as words of the full-text index: each field with its value is one word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractor.text import fold

TAGGED = ("province", "province_now", "year", "doc_type", "level")
"""The columns of ``documents`` by which a search may be narrowed."""


def tag(field: str, value: object) -> str:
    """The word that stands for a value of a field: letters and digits alone, and no word of any text ("0province…")."""
    return "0" + "".join(letter for letter in fold(f"{field}{value}") if letter.isalnum())


def tags(row: Mapping[str, Any]) -> str:
    """The words for a row of ``documents``."""
    return " ".join(tag(field, row[field]) for field in TAGGED if row[field] is not None)
