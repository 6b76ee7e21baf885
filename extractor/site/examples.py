"""What may be typed into the search: an act, a province and a product that this database has."""

from __future__ import annotations

import re

from extractor.site.ranking import Rows
from extractor.text import fold

_ACT = """SELECT key AS words FROM instrument_counts WHERE documents > 0 AND key <> ''
    ORDER BY instr(key, '/') = 0, documents DESC, mentions DESC, slug LIMIT 1"""
_PROVINCE = """SELECT value AS words FROM choices WHERE list = 'documents' AND field = 'province_now'
    ORDER BY count DESC, value LIMIT 1"""
_PRODUCT = """SELECT name AS words FROM entities WHERE kind = 'product'
    ORDER BY length(name) > 40, documents DESC, mentions DESC, slug LIMIT 1"""
"""A name that is not too long to be typed, where there is one."""


async def examples(rows: Rows) -> list[str]:
    """Queries that find something: an act and a province as they are typed in haste, a product by its name."""
    typed = (await rows.kept(_ACT), _typed), (await rows.kept(_PROVINCE), _typed), (await rows.kept(_PRODUCT), str)
    return [write(found[0]["words"]) for found, write in typed if found]


def _typed(words: str) -> str:
    """``words`` without marks, capitals and signs: "919 qd ttg"."""
    return " ".join(re.findall(r"[^\W_]+", fold(words)))
