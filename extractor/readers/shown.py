"""The value of a spreadsheet's cell as it is shown there, in the Vietnamese way: "1.250,5", "30/6/2025", "12%"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_SIZES = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours, conditions and blanks as wide as a letter: nothing that is read."""
_FIGURE = re.compile(r"[#0?](?:[#0?,. ]*[#0?,])?")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|"')
_VIETNAMESE = str.maketrans(",.", ".,")
_PRECISE = 10
"""Places after which a figure of no format is rounded: what is behind them comes of reckoning in binary."""


def shown(value: object, pattern: str) -> str:
    """``value`` as a cell of the number format ``pattern`` shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _figure(value, pattern)
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, pattern.lower())
    return str(value)


def _figure(value: float, pattern: str) -> str:
    section = _SIZES.sub("", pattern.split(";")[0])
    bare = _QUOTED.sub(lambda found: "\ue000" * len(found.group()), section)
    found = _FIGURE.search(bare)
    if found is None or "/" in bare or "E+" in bare.upper():
        return _plain(value)
    whole, _, fraction = found.group().partition(".")
    shrunk = len(found.group()) - len(found.group().rstrip(","))
    value = value * (100 if "%" in bare else 1) / 1000**shrunk
    places = sum(fraction.count(sign) for sign in "#0?")
    wide = whole.count("0") + (places + 1 if places else 0)
    text = f"{value:,.{places}f}" if "," in whole.rstrip(",") else f"{value:0{wide}.{places}f}"
    optional = len(fraction) - len(fraction.rstrip("#"))
    if optional and "." in text:
        kept = len(text) - optional
        text = (text[:kept] + text[kept:].rstrip("0")).rstrip(".")
    before, after = (_QUOTED.sub(r"\1\2", part) for part in (section[: found.start()], section[found.end() :]))
    return f"{before}{text.translate(_VIETNAMESE)}{after}".strip()


def _plain(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return format(Decimal(repr(round(value, _PRECISE))).normalize(), "f").replace(".", ",")


def _moment(value: date | time | timedelta, pattern: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    bare = _QUOTED.sub("", _SIZES.sub("", pattern))
    if "d" in bare or "y" not in bare:
        day = f"{value.day:02}/{value.month:02}/{value.year}"
    else:
        day = f"{value.month:02}/{value.year}" if "m" in bare else str(value.year)
    return f"{value:%H:%M} {day}" if isinstance(value, datetime) and "h" in bare else day
