"""What was found and what was expected, in the notation of documents."""

from __future__ import annotations

import re

from extractor.checks.wording import day

_ISO = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_AND = ", "


def in_notation(value: str) -> str:
    """``value`` of a finding as documents write it: ISO dates as "21/8/2019", everything else as it is.

    Only a value that is nothing but dates is touched; a year that stands alone may be a number.
    """
    parts = value.split(_AND)
    if "-" not in value or not all(_ISO.fullmatch(part) for part in parts):
        return value
    return _AND.join(map(day, parts))
