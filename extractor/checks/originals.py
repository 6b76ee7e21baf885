"""The act itself, where it is among the documents: it knows its own date better than any that cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.checks.case import Case
from extractor.checks.wording import act, day
from extractor.model import Citation, Finding
from extractor.text import slugged

_DAY = len("2024-05-31")


class _Own(NamedTuple):
    """A document that bears a number, a symbol and a day: its place among the cases, its unit below the province."""

    number: int
    day: str
    unit: str
    """ "" where the province itself is meant."""


class Originals:
    """The documents at hand that bear a number, a symbol and a day."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._cases = cases
        self._own: dict[tuple[str, str], dict[str, list[_Own]]] = defaultdict(lambda: defaultdict(list))
        """By number and symbol, and by province: numbers begin anew in each."""
        for number, case in enumerate(cases):
            head = case.facts.head
            if head.number and head.symbol and len(head.date or "") == _DAY and (place := slugged(head.province or "")):
                unit = "" if head.level == "tỉnh" else slugged((head.issuer or "").rpartition(" ")[2])
                self._own[head.number.lstrip("0"), head.symbol][place].append(_Own(number, head.date or "", unit))

    def otherwise(self, citation: Citation, number: int) -> Case | None:
        """The act that a citation in the case of this ``number`` means, where it bears another day of the same year."""
        date = citation.date or ""
        if len(date) != _DAY:
            return None
        meant = sorted(self._meant(citation))
        if any(one.number == number or one.day == date for one in meant):
            return None
        return next((self._cases[one.number] for one in meant if one.day[:4] == date[:4]), None)

    def _meant(self, citation: Citation) -> Iterator[_Own]:
        """The documents of the number and symbol of a citation that names the place of their issuer."""
        found = self._own.get(((citation.number or "").lstrip("0"), citation.symbol or ""))
        told = slugged(f"{citation.issuer or ''} {citation.instrument or ''}") if found else ""
        for place, documents in found.items() if found else ():
            if place in told:
                yield from (one for one in documents if one.unit in told)


def own_dates(cases: Sequence[Case]) -> Iterator[Finding]:
    """C208: a document cites another that is at hand with a date that is not the one that it bears itself."""
    originals = Originals(cases)
    for number, case in enumerate(cases):
        for citation in case.cited():
            cited = originals.otherwise(citation, number)
            if cited is None:
                continue
            date, issued = citation.date or "", cited.facts.head.date or ""
            yield Finding(
                "C208",
                "error",
                f"Văn bản {case.name} ghi {act(citation)} ngày {day(date)}; "
                f"chính văn bản đó ({cited.name}) ghi ngày {day(issued)}.",
                (case.dated(citation), *filter(None, [cited.own_date()])),
                expected=issued,
                found=date,
                remedy=f"Ghi ngày {day(issued)} trong {case.name} sau khi đối chiếu bản gốc.",
            )
