"""C1, series of numbers: within a year the numbers of an office rise with their dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from extractor.checks.case import Case, mention
from extractor.checks.wording import act, day
from extractor.model import Finding

_APART = timedelta(days=45)
"""Numbers given on days nearer to each other than this may have been signed in another order."""
_WITNESSES = 2
"""Other acts of the series that must speak against a number before it is said to be out of its place."""
_DAY = len("2024-05-31")
_SHOWN = 4


class _Told(NamedTuple):
    """The day that is told of a number, and where: the place of the case and of the citation in it."""

    when: date
    case: int | None = None
    place: int = 0


def out_of_order(cases: Sequence[Case]) -> Iterator[Finding]:
    """C105: the number of an act does not fit its date, as other acts of the same office and year have theirs.

    Numbering is each office's affair, so this warns only, and only where two others or more speak against the one.
    """
    for points in _series(cases).values():
        dated = {number: told for number, told in points.items() if told is not None}
        counts = _contradictions({number: told.when for number, told in dated.items()})
        for number in (number for number, count in counts.items() if count >= _WITNESSES):
            when, of, place = dated[number]
            if of is not None and all(counts[other] == 1 for other in _against(number, dated)):
                near = sorted(_against(number, dated), key=lambda other: abs(other - number))[:_SHOWN]
                told = ", ".join(f"số {other} ngày {day(dated[other].when.isoformat())}" for other in near)
                case, citation = mention(cases, of, place)
                sides = [mention(cases, at, index) for _, at, index in map(dated.__getitem__, near) if at is not None]
                yield Finding(
                    "C105",
                    "warning",
                    f"{act(citation)} ngày {day(when.isoformat())} không theo thứ tự của dãy số cùng năm ({told}).",
                    (case.dated(citation), *(other.dated(cited) for other, cited in sides)),
                    found=f"{citation.key} ({day(when.isoformat())})",
                    remedy="Đối chiếu bản gốc và ghi lại số hoặc ngày của văn bản.",
                )


def _series(cases: Sequence[Case]) -> Mapping[tuple[str, int], Mapping[int, _Told | None]]:
    """For each office and year the first that tells the day of each number, ``None`` where several days are told.

    Those of the authority table are among them.
    """
    found: dict[tuple[str, int], dict[int, _Told | None]] = defaultdict(dict)
    offices: dict[str, str] = {}
    for place, case in enumerate(cases):
        for index, citation in enumerate(case.facts.citations):
            slug = citation.instrument or ""
            number = (citation.number or "").lstrip("0")
            if citation.year or not number.isdigit() or not citation.date or len(citation.date) < _DAY or not slug:
                continue
            office = slug.replace(f"-{citation.number}-", "-").rpartition("-")[0]
            offices[citation.symbol or ""] = office
            when = date.fromisoformat(citation.date)
            _tell(found[office, when.year], int(number), _Told(when, place, index))
    for row in cases[0].rulebook.table("authorities") if cases else ():
        number, _, symbol = row["key"].partition("/")
        central = symbol in offices and not any(word in row["issuer"] for word in ("tỉnh", "huyện", "xã", "thành phố"))
        if central and number.isdigit() and len(row["date"]) == _DAY and row["certainty"] in "AB":
            when = date.fromisoformat(row["date"])
            _tell(found[offices[symbol], when.year], int(number), _Told(when))
    return found


def _tell(points: dict[int, _Told | None], number: int, told: _Told) -> None:
    first = points.setdefault(number, told)
    if first is not None and first.when != told.when:
        points[number] = None


def _contradictions(days: Mapping[int, date]) -> Mapping[int, int]:
    """How many others contradict each number: lower ones much later, higher ones much earlier."""
    counts = dict.fromkeys(days, 0)
    lower: list[date] = []
    higher: list[date] = []
    for number in sorted(days):
        counts[number] += len(lower) - bisect_left(lower, days[number] + _APART)
        insort(lower, days[number])
    for number in sorted(days, reverse=True):
        counts[number] += bisect_right(higher, days[number] - _APART)
        insort(higher, days[number])
    return {number: counts[number] for number in days}


def _against(number: int, dated: Mapping[int, _Told]) -> Iterator[int]:
    """The numbers that contradict one."""
    when = dated[number].when
    for other, (then, *_) in dated.items():
        if (other < number and then - when >= _APART) or (other > number and when - then >= _APART):
            yield other
