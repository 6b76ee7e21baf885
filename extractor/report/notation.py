"""Dates and figures written in the form in which another is printed, so that one can take the place of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

DATE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<first>\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?P<second>\s*[/.-]\s*|\s+năm\s+)"
    r"(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
FIGURE = re.compile(r"(?<![\d.,])\d(?:[\d.,]*\d)?")
_WAYS = ((".", ","), (",", "."))
"""How figures are grouped and where their decimals begin: as in Vietnamese, as in English."""
_THOUSAND = 1000
_TENTH_DAY = 10
_THIRD_MONTH = 3


def iso(printed: str) -> str | None:
    """A whole date, ISO or as printed ("16 tháng 8 năm 2016"), as an ISO date; ``None`` for anything else."""
    match = _ISO.fullmatch(printed) or DATE.fullmatch(printed.strip())
    return _iso(match) if match else None


def dates(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The whole dates printed in ``text``, each with its ISO form."""
    for match in DATE.finditer(text):
        yield match, _iso(match)


def date_like(printed: re.Match[str], date: str) -> str:
    """The ISO date ``date`` in the form of the one ``printed``.

    Days below 10 and the first two months have a nought, as the rules of form ask; other months as printed.
    """
    year, month, day = date.split("-")
    nought = int(month) < _THIRD_MONTH or int(month) >= _TENTH_DAY or printed["month"].startswith("0")
    return f"{day}{printed['first']}{month if nought else int(month)}{printed['second']}{year}"


def figures(text: str, value: Decimal) -> Iterator[re.Match[str]]:
    """The figures in ``text`` that mean ``value``, whichever way they are grouped."""
    for match in FIGURE.finditer(text):
        if any(_read(match.group(), *way) == value for way in _WAYS):
            yield match


def value(figure: str) -> Decimal | None:
    """The value of a figure as findings write it ("1.860,447", "0.05" as printed), or ``None`` when it is none."""
    read = (_read(figure, *way) for way in _WAYS)
    return next((value for value in read if value is not None), None)


def figure_like(printed: str, told: Decimal, new: Decimal) -> str:
    """``new`` in the form of ``printed``, which means ``told``: its signs, its decimals, its nought in front."""
    grouping, point = next(way for way in _WAYS if _read(printed, *way) == told)
    decimals = len(printed.partition(point)[2])
    plain = f"{new:,.{max(decimals, _decimals(new))}f}"
    if grouping not in printed and told >= _THOUSAND:
        plain = plain.replace(",", "")
    written = plain.translate(str.maketrans(",.", grouping + point))
    noughts = len(printed) if printed.startswith("0") and printed.isdecimal() else 0
    return written.rjust(noughts, "0")


def _iso(match: re.Match[str]) -> str:
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"


def _read(figure: str, grouping: str, point: str) -> Decimal | None:
    whole, _, rest = figure.partition(point)
    groups = whole.split(grouping)
    if grouping in rest or any(len(group) != len("000") for group in groups[1:]):
        return None
    try:
        return Decimal(f"{''.join(groups)}.{rest or 0}")
    except InvalidOperation:
        return None


def _decimals(number: Decimal) -> int:
    return max(-int(number.normalize().as_tuple().exponent), 0)
