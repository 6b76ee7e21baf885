"""Hides the numbers of persons (telephones, identity cards) behind dots, keeping every offset."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.rulebook import Rule, Rulebook

DOT = "•"
_DIGIT = re.compile(r"\d")


def mask(text: str, rules: Rulebook | Sequence[Rule]) -> str:
    """``text`` with the digits of personal numbers replaced by dots; as long as before.

    What is a personal number is in ``rules/privacy``: each pattern names the digits ``masked``.
    """
    for rule in rules.rules("privacy") if isinstance(rules, Rulebook) else rules:
        text = rule.pattern.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    whole, offset = match.group(), match.start()
    start, end = match.span("masked")
    return whole[: start - offset] + _DIGIT.sub(DOT, match["masked"]) + whole[end - offset :]
