"""T1, days of the calendar: those that it does not have, days of the week, and from when on a document is in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.checks.case import Case
from extractor.checks.wording import day
from extractor.model import Finding
from extractor.numbers import date as read_date

_MONTHS = 12
_LEAP_YEAR = 2024
"""The year that is taken where none is named: its February has a day more."""
_WEEK = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NUMBERS = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}


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


def weekday(case: Case) -> Iterator[Finding]:
    """T114: a day is told with another day of the week than the calendar gives it: "thứ Ba, ngày 27/10/2025"."""
    names = {name.casefold(): index for index, name in enumerate(_WEEK)}
    for match in case.pattern("named_days", "week").finditer(case.view.text):
        told = read_date(" ".join(match["date"].lower().split()))
        said = " ".join(match["week"].split()).casefold()
        index = names.get(said, _NUMBERS.get(said[-1:]))
        if not told or len(told) != len("2024-05-31") or index is None:
            continue
        right = date.fromisoformat(told).weekday()
        if right != index:
            yield Finding(
                "T114",
                "error",
                f"Ngày {day(told)} là {_WEEK[right]}, không phải {match['week']}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=_WEEK[right],
                found=match["week"],
                remedy="Đối chiếu lịch và ghi lại thứ hoặc ngày.",
            )


def in_force(case: Case) -> Iterator[Finding]:
    """T115: a document says that it is in force from a day before its own. Law lets few look back, so this warns."""
    issued = case.facts.head.date or ""
    for match in (
        case.pattern("named_days", "force").finditer(case.view.text) if len(issued) == len("2024-05-31") else ()
    ):
        told = read_date(" ".join(match["date"].lower().split()))
        if told and len(told) == len(issued) and told < issued:
            own = case.own_date()
            words = case.words(*case.view.span(match.start(), match.end()))
            yield Finding(
                "T115",
                "warning",
                f"Văn bản có hiệu lực từ ngày {day(told)}, trước ngày ban hành ({day(issued)}).",
                (words, own) if own else (words,),
                found=told,
                remedy="Ghi lại ngày có hiệu lực, hoặc nói rõ căn cứ của việc áp dụng trước ngày ban hành.",
            )
