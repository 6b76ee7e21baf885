"""V, certificates: the last day of each is so many months after the first."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.checks.case import Case
from extractor.checks.wording import day
from extractor.model import Cell, Evidence, Finding, Table
from extractor.numbers import date as read_date

_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)")
_OF_YEAR = 12
_LONGEST = 60
"""Months of the longest term that is looked for."""
_FEWEST, _MOSTLY = 2, 0.6
"""Rows with one term, and their share, before others are said to differ."""


@dataclass(frozen=True, slots=True)
class _Term:
    """The first and the last day of a certificate, and where they stand."""

    first: date
    last: date
    cells: tuple[Cell, ...]

    @property
    def months(self) -> int | None:
        """How long it is in whole months, with the last day or without; ``None`` when it is not."""
        return next((n for n in range(1, _LONGEST + 1) if _is_after(self.first, self.last, n)), None)


def ends(case: Case) -> Iterator[Finding]:
    """V112: a certificate ends on another day than its term gives."""
    for table in case.facts.document.tables:
        terms = _best(case, table)
        told = Counter(one.months for one in terms)
        months, count = told.most_common(1)[0] if told else (None, 0)
        if months is None or count < max(_FEWEST, _MOSTLY * len(terms)):
            continue
        for one in terms:
            if one.months != months:
                earlier = any(_is_day_before(other) for other in terms if other.months == months)
                evidence = tuple(case.words(c.start, c.end) for c in one.cells if c.start is not None and c.end)
                yield _finding(one, months, evidence, whole=not earlier)
    yield from _told(case)


def _told(case: Case) -> Iterator[Finding]:
    """Terms in sentences: "36 tháng kể từ ngày ký Quyết định này, đến hết ngày …"."""
    for match in case.pattern("certificates", "until").finditer(case.view.text):
        first = _iso(match["from"]) if match["from"] else _whole(case.facts.head.date)
        last = _iso(match["until"])
        months = int(match["count"]) * (_OF_YEAR if match["unit"].lower() == "năm" else 1)
        if first and last and not _is_after(first, last, months):
            evidence = (case.words(*case.view.span(match.start(), match.end())),)
            yield _finding(_Term(first, last, ()), months, evidence, whole="hết" not in match.group())


def _best(case: Case, table: Table) -> list[_Term]:
    """The terms of the rows, by the pair of columns that most agree on one."""
    ending, beginning = case.pattern("certificates", "to"), case.pattern("certificates", "from")
    names = [column.heading for column in table.columns]
    lasts = [index for index, name in enumerate(names) if ending.search(name)]
    firsts = [index for index, name in enumerate(names) if beginning.search(name) and index not in lasts]
    pairs = [_terms(table, first, last) for first in firsts for last in lasts]
    return max(
        pairs, key=lambda terms: max(Counter(t.months for t in terms if t.months).values(), default=0), default=[]
    )


def _terms(table: Table, first: int, last: int) -> list[_Term]:
    rows = [row for row in table.rows if max(first, last) < len(row)]
    told = [(row, _in_cell(row[first]), _in_cell(row[last])) for row in rows]
    return [_Term(a, b, (row[first], row[last])) for row, a, b in told if a and b]


def _in_cell(cell: Cell) -> date | None:
    """The one whole date in a cell."""
    found = _DATE.findall(cell.text)
    return _iso(found[0]) if len(found) == 1 else None


def _iso(words: str) -> date | None:
    return _whole(read_date(" ".join(words.lower().split())))


def _whole(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == len("2025-07-01") else None


def _later(first: date, months: int) -> date:
    year, month = divmod(first.month - 1 + months, _OF_YEAR)
    return date(first.year + year, month + 1, min(first.day, monthrange(first.year + year, month + 1)[1]))


def _is_after(first: date, last: date, months: int) -> bool:
    return last in (_later(first, months), _later(first, months) - timedelta(days=1))


def _is_day_before(one: _Term) -> bool:
    return one.months is not None and one.last != _later(one.first, one.months)


def _finding(one: _Term, months: int, evidence: Sequence[Evidence], *, whole: bool) -> Finding:
    """What is said of a term; it ends on the same day of the month, or (not ``whole``) on the day before."""
    right = _later(one.first, months) - timedelta(days=0 if whole else 1)
    return Finding(
        "V112",
        "error",
        f"{months} tháng từ ngày {day(one.first.isoformat())} là đến ngày {day(right.isoformat())}, "
        f"không phải {day(one.last.isoformat())}.",
        tuple(evidence),
        expected=day(right.isoformat()),
        found=day(one.last.isoformat()),
        remedy="Đối chiếu quyết định công nhận và ghi lại ngày hết hạn.",
    )
