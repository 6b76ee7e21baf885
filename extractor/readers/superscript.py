"""Raised digits as superscript characters, so that the mark of a footnote is not read as part of a number."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = re.compile(r"[0-9]{1,3}$")


def raise_digits(text: str) -> str:
    """``text`` in superscript characters when it is a number of up to three digits, else unchanged."""
    return text.strip().translate(_RAISED) if _DIGITS.match(text.strip()) else text
