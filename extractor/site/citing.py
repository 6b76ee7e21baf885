"""How a document is cited in another one, as offices do it.

"Kế hoạch số 46/KH-UBND ngày 11/5/2023 của UBND huyện Châu Thành về thực hiện Chương trình mỗi xã một sản phẩm, tr. 2".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from extractor.facts.head.title import within_sentence
from extractor.rulebook import table
from extractor.text import year_ranges

_PADDED_MONTHS = 2
"""Months up to this one are written with a zero before them, as days below ten are (Nghị định 30/2020/NĐ-CP)."""

_SHORTENED = ("UBND", "HĐND")
"""The abbreviations that offices use in citations; others they spell out."""

_ABOUT = re.compile(r"(?i)(?:v/v:?|về việc|về)\s+")


def citation(document: Mapping[str, Any], page: int | None = None) -> str:
    """The line that cites a document, or a page of it. What the document does not say of itself is left out."""
    kind, title = document["doc_type"], year_ranges(document["title"] or "")
    key = document["key"] if document["number"] else None
    issuer = f"của {short(document['issuer'])}" if document["issuer"] else ""
    named = kind in _laws() and bool(title) and bool(key)
    if not (key or title):
        called = document["name"]
    else:
        called = " ".join(part for part in (kind or "Văn bản", title if named else "", key and f"số {key}") if part)
    parts = (called, day(document["date"]), issuer, about(title) if title and not named else "")
    return on_page(" ".join(part for part in parts if part), page)


def on_page(said: str, page: int | None = None) -> str:
    """The line that cites a document, with the page where one is meant."""
    return f"{said}, tr. {page}" if page else said


def about(title: str) -> str:
    """What a title says an act is about, behind the issuer: "về thực hiện Chương trình mỗi xã một sản phẩm"."""
    return f"về {within_sentence(_ABOUT.sub('', title, count=1))}"


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


@cache
def _laws() -> frozenset[str]:
    """The kinds of acts that are known by their names: "Luật Hợp tác xã"."""
    return frozenset(row["kind"] for row in table("authorities") if row["form"] == "law")
