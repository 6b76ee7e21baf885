"""How a document is cited in another one: "46/KH-UBND ngày 11/5/2023 của UBND huyện Châu Thành, tr. 2"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extractor.rulebook import table

_PADDED_MONTHS = 2
"""Months up to this one are written with a zero before them, as days below ten are (Nghị định 30/2020/NĐ-CP)."""

_SHORTENED = ("UBND", "HĐND")
"""The abbreviations that offices use in citations; others they spell out."""


def citation(document: Mapping[str, Any], page: int | None = None) -> str:
    """The line that cites a document, or a page of it. What the document does not say of itself is left out."""
    key = "/".join(part for part in (document["number"], document["symbol"]) if part)
    name = key if document["number"] else document["name"]
    issuer = f"của {short(document['issuer'])}" if document["issuer"] else ""
    said = " ".join(part for part in (name, day(document["date"]), issuer) if part)
    return f"{said}, tr. {page}" if page else said


def day(iso: str | None) -> str:
    """A date in words, as far as it is known: "ngày 11/5/2023", "ngày 01/02/2023", "tháng 4/2023", "năm 2023"."""
    if not iso:
        return ""
    year, *rest = iso.split("-")
    if not rest:
        return f"năm {year}"
    month = f"{int(rest[0]):02}" if int(rest[0]) <= _PADDED_MONTHS else str(int(rest[0]))
    return f"tháng {month}/{year}" if len(rest) == 1 else f"ngày {rest[1]}/{month}/{year}"


def short(body: str) -> str:
    """The name of a body with its usual abbreviations: "UBND huyện Châu Thành"."""
    forms = _abbreviations()
    return re.sub("|".join(map(re.escape, forms)), lambda found: forms[found.group()], body)


@cache
def _abbreviations() -> Mapping[str, str]:
    return {row["full"]: row["short"] for row in table("abbreviations") if row["short"] in _SHORTENED}
