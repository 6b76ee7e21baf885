"""Places as visitors type them: a province by its name of today or of before 1 July 2025, a commune by either name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from extractor.facts.geography import Province, today
from extractor.rulebook import table
from extractor.site.asked import Asked
from extractor.site.listing import Listing
from extractor.site.ranking import Rows
from extractor.text import fold

_THEN, _NOW = "tinh", "tinh-nay"
"""The parameters for a province as it was called when a document was issued, and for one of today."""
_OF_PROVINCES = re.compile(r"(?:tinh|thanh pho|tp\.?)\s+")


def province(typed: str) -> Province | None:
    """The province of today that was typed, or in which the province typed lies now; ``None`` for other words."""
    words = " ".join(fold(typed).split())
    return _spelt().get(_OF_PROVINCES.sub("", words, count=1) if _OF_PROVINCES.match(words) else words)


@cache
def _spelt() -> dict[str, Province]:
    """The provinces of today by every spelling of every name, without marks."""
    found: dict[str, Province] = {}
    for row in table("provinces"):
        now = today(row["old_name"])
        if now is not None:
            names = (row["old_name"], *row["name_aliases"].split("|"), row["new_name"])
            found |= {fold(name): now for name in names if name}
    return found


async def meant(rows: Rows, listing: Listing, asked: Asked) -> Asked:
    """``asked``, with a province of today for one of then of which there is nothing in the list.

    "Vĩnh Long" stands for what is Vĩnh Long now where no document was issued under that name.
    """
    if _THEN not in asked.values or _NOW in asked.values or _NOW not in asked.filters:
        return asked
    values = {_NOW if name == _THEN else name: value for name, value in asked.values.items()}
    of_today = replace(asked, values=values)
    return asked if await _any(rows, listing, asked) or not await _any(rows, listing, of_today) else of_today


def renamed(typed: Asked, asked: Asked) -> dict[str, Any]:
    """For the page: the province of then that was ``typed``, and that of ``today`` of what is ``asked``."""
    chosen = asked.chosen
    return {
        "province_typed": typed.chosen.get("province"),
        "today": today(chosen.get("province_now") or chosen.get("province")),
    }


async def _any(rows: Rows, listing: Listing, asked: Asked) -> bool:
    return bool(await listing.source.keys(rows, listing.wanted(asked.chosen), 1, 1))


async def in_province(rows: Rows, typed: str) -> dict[str, Any] | None:
    """The ``province`` of today that was typed, and how many ``documents`` are of what lies in it now."""
    found = province(typed)
    if found is None:
        return None
    counts = await rows.kept(
        "SELECT count(*) AS documents FROM documents WHERE copy_of IS NULL AND province_now = :name",
        {"name": found.name},
    )
    return {"province": found} | counts[0] if counts[0]["documents"] else None


async def in_commune(rows: Rows, typed: str) -> dict[str, Any] | None:
    """How many ``producers`` there are at the place typed, which is named by its level: "xã Bản Liền"."""
    words = " ".join(fold(typed).split())
    if not words.startswith(_levels()):
        return None
    counts = await rows.kept(
        "SELECT count(*) AS producers FROM entities WHERE kind = 'producer' AND places LIKE '%' || :words || '%'",
        {"words": words},
    )
    return {"place": typed} | counts[0] if counts[0]["producers"] else None


@cache
def _levels() -> tuple[str, ...]:
    return tuple(f"{fold(row['level'])} " for row in table("unit_levels"))
