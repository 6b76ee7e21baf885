"""The lines of a document's first and last page, and the rules that read them."""

from __future__ import annotations

import re
from functools import cache

from extractor.rulebook import Rule, Rulebook

OPENING = 60
"""How many lines may stand before the body."""
RULED = re.compile(r"[-_=*|. ]*$")
NATION = re.compile(r"(?i)c[ộo]ng h[òo]a x[ãa] h[ộo]i|độc lập ?- ?tự do")


@cache
def head_rules(rulebook: Rulebook, where: str) -> tuple[Rule, ...]:
    """The rules of ``rules/head`` that look in one place ("opening", "closing", …)."""
    return tuple(rule for rule in rulebook.rules("head") if rule.values["where"] == where)
