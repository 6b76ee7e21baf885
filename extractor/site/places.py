"""Places as visitors type them: a province by its name of today or of before 1 July 2025, a commune by either name."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from extractor.facts.geography import Province, today
from extractor.rulebook import table
from extractor.site.ranking import Rows
from extractor.text import fold

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
