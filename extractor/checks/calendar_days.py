"""T1, days that no calendar has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.checks.case import Case
from extractor.model import Finding

_MONTHS = 12
_LEAP_YEAR = 2024
"""The year that is taken where none is named: its February has a day more."""


def impossible(case: Case) -> Iterator[Finding]:
    """T111: a day that does not exist, as 31 September or the 29th of February in a year of 365 days."""
    for match in case.pattern("named_days").finditer(case.view.text):
        named = {name.rstrip("23"): int(words) for name, words in match.groupdict().items() if words}
        if not _is_real(named["day"], named["month"], named.get("year", _LEAP_YEAR)):
            printed = case.words(*case.view.span(match.start(), match.end()))
            yield Finding(
                "T111",
                "error",
                f"Không có {_told(named)} trong lịch.",
                (printed,),
                found=printed.quote,
                remedy="Đối chiếu và ghi lại ngày, tháng.",
            )


def _told(named: dict[str, int]) -> str:
    if named["month"] > _MONTHS:
        return f"tháng {named['month']}"
    year = f" năm {named['year']}" if "year" in named else ""
    return f"ngày {named['day']} tháng {named['month']}{year}"


def _is_real(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
