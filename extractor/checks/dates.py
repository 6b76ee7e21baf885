"""C2, dates: one act has one date, nothing cited is younger than the document, and what follows comes after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from extractor.checks.case import Case, mention
from extractor.checks.originals import Originals
from extractor.checks.partial_dates import agree, before, conflict
from extractor.checks.wording import SURE, act, authority, day
from extractor.model import Citation, Finding, Instrument, Severity
from extractor.rulebook import Rulebook
from extractor.text import fold, normalise

_CHANGES = frozenset({"amends", "replaces", "repeals", "corrects", "suspends"})
_NAMED, _SHOWN = 3, 20
"""How many documents that print one date a message names, and a finding shows."""
_EARLIEST = 2
"""Years before its period from which on an act that approves a programme comes too early."""


def two_dates(case: Case) -> Iterator[Finding]:
    """C201: a document gives one act two dates."""
    for cited, mentions in _dated(case).items():
        dates = conflict(mention.date or "" for mention in mentions)
        if not dates:
            continue
        known = _authority(case, cited)
        told = "; ".join(f"{day(one)} ({sum(m.date == one for m in mentions)} lần)" for one in dates)
        basis = f" Theo {authority(known)}: {day(known.date or '')}." if known else ""
        yield Finding(
            "C201",
            "error",
            f"{act(mentions[0])} được ghi với nhiều ngày khác nhau: {told}.{basis}",
            tuple(case.dated(mention) for mention in mentions),
            expected=known.date if known else None,
            found=", ".join(dates),
            remedy=f"Thống nhất ngày {_agreed(known)}.",
        )


Act = tuple[str, str]
"""An act by its slug and kind: the National Assembly gives a law and a resolution the same number (55/2010/QH12)."""


def _dated(case: Case) -> Mapping[Act, list[Citation]]:
    """The mentions that print a date, by the act that they are tied to."""
    found: dict[Act, list[Citation]] = defaultdict(list)
    for citation in filter(_is_dated, case.facts.citations):
        found[citation.instrument or "", citation.kind].append(citation)
    return found


def _is_dated(citation: Citation) -> bool:
    """Whether it prints the date of another act that is known."""
    return bool(citation.instrument and citation.date) and citation.relation != "self"


def _authority(case: Case, cited: Act) -> Instrument | None:
    """What the authority table knows of an act, when it knows the date."""
    slug, kind = cited
    known = case.instruments.get(slug)
    return known if known and known.kind == kind and known.certainty and known.date else None


def _agreed(known: Instrument | None) -> str:
    if known is None:
        return "theo bản gốc của văn bản được viện dẫn"
    return f"{day(known.date or '')}" + ("" if known.certainty in SURE else " sau khi đối chiếu bản gốc")


def dates_between_documents(cases: Sequence[Case]) -> Iterator[Finding]:
    """C202: two documents give one act different dates. A majority is no proof: the message says who says what.

    What an authority contradicts is left to C206, and what the act itself contradicts to C208: they say it of each
    document that is wrong.
    """
    mentions: dict[Act, list[_Told]] = defaultdict(list)
    apart = _dated_apart(cases)
    originals = Originals(cases if apart else ())
    first: dict[str, int] = {}
    """Where each document comes first: one that is named twice is one."""
    for number, case in enumerate(cases) if apart else ():
        for place, one in enumerate(case.facts.citations):
            cited = one.instrument or "", one.kind
            if cited in apart and _is_dated(one) and originals.otherwise(one, number) is None:
                same = first.setdefault(case.facts.document.path, number)
                mentions[cited].append(_Told(one.date or "", same, place))
    for cited, everybody in mentions.items():
        known = _authority(cases[0], cited)
        told = [one for one in everybody if known is None or agree(one.date, known.date or "")]
        dates = conflict(one.date for one in told)
        if not dates or not _between(told):
            continue
        sides = _sides(told, dates)
        said = "; ".join(f"{day(one)}: {_named(sides[one], cases)}" for one in dates)
        shown = [side for one in dates for side in sides[one][:_SHOWN]]
        yield Finding(
            "C202",
            "warning",
            f"Các văn bản ghi ngày của {act(mention(cases, told[0].case, told[0].place)[1])} khác nhau. {said}.",
            tuple(case.dated(citation) for case, citation in (mention(cases, side.case, side.place) for side in shown)),
            found=", ".join(dates),
            remedy=f"Ghi ngày {_agreed(None)}.",
        )


class _Told(NamedTuple):
    """A date that is printed of an act, and where: the place of the case and of the citation in it."""

    date: str
    case: int
    place: int


def _dated_apart(cases: Sequence[Case]) -> frozenset[Act]:
    """The acts of which two dates are printed that cannot be the same day: few of all, and only of these it is kept
    who says what."""
    dates: dict[Act, set[str]] = defaultdict(set)
    for case in cases:
        for one in filter(_is_dated, case.facts.citations):
            dates[one.instrument or "", one.kind].add(one.date or "")
    return frozenset(cited for cited, printed in dates.items() if conflict(printed))


def _sides(told: Sequence[_Told], dates: Sequence[str]) -> Mapping[str, list[_Told]]:
    """For each date the first mention in each document that prints it, in the order of the documents."""
    first: dict[tuple[str, int], _Told] = {}
    for one in told:
        first.setdefault((one.date, one.case), one)
    return {one: [side for side in first.values() if side.date == one] for one in dates}


def _named(sides: Sequence[_Told], cases: Sequence[Case]) -> str:
    """The first few of some documents, and how many more there are."""
    more = f" và {len(sides) - _NAMED} văn bản khác" if len(sides) > _NAMED else ""
    return ", ".join(cases[side.case].name for side in sides[:_NAMED]) + more


def _between(told: Sequence[_Told]) -> bool:
    """Whether the conflict stands between two documents, and not within one alone."""
    printing: dict[str, set[int]] = defaultdict(set)
    for one in told:
        printing[one.date].add(one.case)
    return any(
        not agree(one, other) and len(here | there) > 1
        for (one, here), (other, there) in combinations(printing.items(), 2)
    )


def date_against_authority(case: Case) -> Iterator[Finding]:
    """C206: the date of an act is not the one in the authority table. What C201 shows already is left to it."""
    for cited, mentions in _dated(case).items():
        known = _authority(case, cited)
        if known is None or conflict(mention.date or "" for mention in mentions):
            continue
        apart = [mention for mention in mentions if not agree(mention.date or "", known.date or "")]
        if apart:
            yield Finding(
                "C206",
                "error" if known.certainty in SURE else "warning",
                f"{act(apart[0])} được ghi ngày {day(apart[0].date or '')}; "
                f"theo {authority(known)}: {day(known.date or '')}.",
                tuple(case.dated(mention) for mention in apart),
                expected=known.date,
                found=apart[0].date,
                remedy=f"Ghi ngày {_agreed(known)}.",
            )


def cited_future(case: Case) -> Iterator[Finding]:
    """C203: an act is cited that is younger than the document."""
    issued = case.facts.head.date
    if not issued or fold(case.facts.head.doc_type or "") == "van ban hop nhat":
        return
    for citation in case.cited():
        told = citation.date or citation.year
        if not told or not before(issued, told):
            continue
        own = case.own_date()
        yield Finding(
            "C203",
            "error",
            f"{act(citation)} được ghi {_when(told)}, sau ngày của văn bản viện dẫn ({day(issued)}).",
            tuple(side for side in (case.dated(citation), own) if side),
            found=told,
            remedy="Đối chiếu bản gốc và ghi lại số, ngày của văn bản được viện dẫn, hoặc ngày của văn bản này.",
        )


def _when(told: str) -> str:
    return f"ngày {day(told)}" if len(told) == 10 else day(told)


def amended_later(case: Case) -> Iterator[Finding]:
    """C204: an act is said to amend or replace one that is younger than itself."""
    for changed in case.cited():
        if changed.relation not in _CHANGES or not changed.by:
            continue
        changing = _changing(case, changed)
        if changing is None:
            continue
        severity: Severity = "error" if changing.date and changed.date else "warning"
        first, later = _date(case, changing), _date(case, changed)
        if first and later and before(first, later):
            yield Finding(
                "C204",
                severity,
                f"{act(changing)} ({day(first)}) được ghi là sửa đổi, thay thế {act(changed)} ({day(later)}), "
                "văn bản ban hành sau.",
                (case.dated(changing), case.dated(changed)),
                found=f"{first}, {later}",
                remedy="Đối chiếu bản gốc của hai văn bản và ghi lại ngày hoặc số hiệu.",
            )


def _changing(case: Case, changed: Citation) -> Citation | None:
    """The mention next before ``changed`` of the act that changes it; ``None`` when the words between say otherwise."""
    found = [one for one in case.cited() if changed.by in (one.key, one.instrument) and one.end <= changed.start]
    if not found:
        return None
    nearest = max(found, key=lambda one: one.end)
    between = " ".join(normalise(case.facts.document.text[nearest.end : changed.start]).split())
    rules = case.rulebook.rules("changing")
    return nearest if any(rule.pattern.match(between) for rule in rules) else None


def _date(case: Case, citation: Citation) -> str | None:
    """The date as printed, else as known for certain."""
    known = case.known(citation)
    return citation.date or (known.date if known and known.certainty in SURE else None)


def year_against_date(case: Case) -> Iterator[Finding]:
    """C207: the year within the number of a normative act is not the year of its date."""
    for citation in case.cited():
        if not citation.year or not citation.date or citation.date.startswith(citation.year):
            continue
        yield Finding(
            "C207",
            "error",
            f"{act(citation)} có năm {citation.year} trong số hiệu nhưng được ghi {_when(citation.date)}.",
            (case.dated(citation),),
            found=citation.date,
            remedy="Đối chiếu bản gốc và ghi lại số hiệu hoặc ngày ban hành.",
        )


def outside_own_period(case: Case) -> Iterator[Finding]:
    """C205: an act that approves a programme is dated after the programme's end, or years before it begins."""
    for citation in case.cited():
        period = period_of(case, citation.title) if citation.date else None
        if period is None or not citation.date:
            continue
        year, (first, last) = int(citation.date[:4]), period
        if first - _EARLIEST < year <= last:
            continue
        yield Finding(
            "C205",
            "warning" if year == first - _EARLIEST else "error",
            f"{act(citation)} có thời kỳ {first}-{last} trong trích yếu nhưng được ghi ngày {day(citation.date)}.",
            (case.dated(citation),),
            found=citation.date,
            remedy="Đối chiếu bản gốc và ghi lại ngày ban hành hoặc thời kỳ trong trích yếu.",
        )


def period_of(case: Case, title: str | None) -> tuple[int, int] | None:
    """The first and the last year that an act of this title sets itself."""
    return _period(case.rulebook, title) if title else None


@lru_cache(maxsize=4096)
def _period(rulebook: Rulebook, title: str) -> tuple[int, int] | None:
    for rule in rulebook.rules("act_periods"):
        if match := rule.pattern.match(normalise(title)):
            return int(match["first"]), int(match["last"])
    return None
