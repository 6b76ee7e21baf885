"""The act itself, where it is among the documents: it knows its own date better than any that cites it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.wording import act, day
from extractor.model import Citation, Finding
from extractor.text import slugged

_DAY = len("2024-05-31")


class Originals:
    """The documents at hand that bear a number, a symbol and a day."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._own: dict[tuple[str, str], list[Case]] = defaultdict(list)
        for case in cases:
            head = case.facts.head
            if head.number and head.symbol and len(head.date or "") == _DAY:
                self._own[head.number.lstrip("0"), head.symbol].append(case)

    def otherwise(self, citation: Citation, case: Case) -> Case | None:
        """The act that a citation in ``case`` means, where it bears another day of the same year itself."""
        date = citation.date or ""
        key = (citation.number or "").lstrip("0"), citation.symbol or ""
        if len(date) != _DAY:
            return None
        meant = [one for one in self._own.get(key, ()) if _is_meant(citation, one)]
        issued = [one.facts.head.date or "" for one in meant]
        if case in meant or date in issued:
            return None
        return next((one for one, day_ in zip(meant, issued, strict=True) if day_[:4] == date[:4]), None)


def _is_meant(citation: Citation, cited: Case) -> bool:
    """Whether a citation names the place of a document's issuer: numbers begin anew in each."""
    head = cited.facts.head
    place = slugged(head.province or "")
    told = slugged(f"{citation.issuer or ''} {citation.instrument or ''}")
    unit = slugged((head.issuer or "").rpartition(" ")[2])
    return bool(place) and place in told and (head.level == "tỉnh" or unit in told)


def own_dates(cases: Sequence[Case]) -> Iterator[Finding]:
    """C208: a document cites another that is at hand with a date that is not the one that it bears itself."""
    originals = Originals(cases)
    for case in cases:
        for citation in case.cited():
            cited = originals.otherwise(citation, case)
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
