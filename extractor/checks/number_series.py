"""C1, series of numbers: within a year the numbers of an office rise with their dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from extractor.checks.case import Case
from extractor.checks.wording import act, day
from extractor.model import Citation, Finding

_APART = timedelta(days=45)
"""Numbers given on days nearer to each other than this may have been signed in another order."""
_WITNESSES = 2
"""Other acts of the series that must speak against a number before it is said to be out of its place."""
_DAY = len("2024-05-31")
_SHOWN = 4

Point = tuple[int, date]


def out_of_order(cases: Sequence[Case]) -> Iterator[Finding]:
    """C105: the number of an act does not fit its date, as other acts of the same office and year have theirs.

    Numbering is each office's affair, so this warns only, and only where two others or more speak against the one.
    """
    for points in _series(cases).values():
        dated = {number: told[0] for number, told in points.items() if len({when for when, _, _ in told}) == 1}
        against = {number: _against(number, dated) for number in dated}
        for number, others in against.items():
            alone = all(against[other] == {number} for other in others)
            when, case, citation = dated[number]
            if len(others) >= _WITNESSES and alone and case is not None and citation is not None:
                near = sorted(others, key=lambda other: abs(other - number))[:_SHOWN]
                told = ", ".join(f"số {other} ngày {day(dated[other][0].isoformat())}" for other in near)
                sides = [(dated[other][1], dated[other][2]) for other in near]
                yield Finding(
                    "C105",
                    "warning",
                    f"{act(citation)} ngày {day(when.isoformat())} không theo thứ tự của dãy số cùng năm ({told}).",
                    (case.dated(citation), *(c.dated(m) for c, m in sides if c is not None and m is not None)),
                    found=f"{citation.key} ({day(when.isoformat())})",
                    remedy="Đối chiếu bản gốc và ghi lại số hoặc ngày của văn bản.",
                )


Told = tuple[date, Case | None, Citation | None]


def _series(cases: Sequence[Case]) -> Mapping[tuple[str, int], Mapping[int, list[Told]]]:
    """For each office and year the dates that are told of each number, those of the authority table too."""
    found: dict[tuple[str, int], dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    offices: dict[str, str] = {}
    for case in cases:
        for citation in case.facts.citations:
            slug = citation.instrument or ""
            number = (citation.number or "").lstrip("0")
            if citation.year or not number.isdigit() or not citation.date or len(citation.date) < _DAY or not slug:
                continue
            office = slug.replace(f"-{citation.number}-", "-").rpartition("-")[0]
            offices[citation.symbol or ""] = office
            when = date.fromisoformat(citation.date)
            found[office, when.year][int(number)].append((when, case, citation))
    for row in cases[0].rulebook.table("authorities") if cases else ():
        number, _, symbol = row["key"].partition("/")
        central = symbol in offices and not any(word in row["issuer"] for word in ("tỉnh", "huyện", "xã", "thành phố"))
        if central and number.isdigit() and len(row["date"]) == _DAY and row["certainty"] in "AB":
            when = date.fromisoformat(row["date"])
            found[offices[symbol], when.year][int(number)].append((when, None, None))
    return found


def _against(number: int, dated: Mapping[int, Told]) -> set[int]:
    """The numbers whose dates contradict that of ``number``: lower ones much later, higher ones much earlier."""
    when = dated[number][0]
    return {
        other
        for other, (then, _, _) in dated.items()
        if (other < number and then - when >= _APART) or (other > number and when - then >= _APART)
    }
