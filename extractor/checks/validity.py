"""C3, validity: an act that a document rests on is in force on the document's day.

The end of a programme's period is no expiry: its acts go on until others take their place. An act mentioned for a
time when it was in force is rightly mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from extractor.checks.case import Case
from extractor.checks.partial_dates import before
from extractor.checks.procedure import is_normative
from extractor.checks.wording import SURE, act, authority, day
from extractor.model import Citation, Finding, Instrument
from extractor.resolve.known import authority_rows
from extractor.text import fold, normalise

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GOES_ON = re.compile(r"[^.;\n]{0,120}(?:tiếp tục có|còn) (?:giá trị|hiệu lực)")
_PLANS = frozenset({"ke hoach", "de an", "huong dan", "cong van", "chuong trinh", "du an", "phuong an"})
"""Documents that say what is to be done."""


class _End(NamedTuple):
    """From which day on an act is no longer in force, how sure that is, and what took its place."""

    since: str
    sure: bool
    by: str | None


def as_basis(case: Case) -> Iterator[Finding]:
    """C301: a document rests on an act that is no longer in force on its day, or not yet."""
    issued = case.facts.head.date
    for citation in case.cited() if issued else ():
        known = case.known(citation)
        if citation.relation != "basis" or known is None or citation.kind != known.kind:
            continue
        end = _end(case, known)
        if end and not before(issued or "", end.since):
            yield _finding(case, "C301", citation, known, end)
        elif known.effective_from and before(issued or "", known.effective_from) and not is_normative(case):
            yield Finding(
                "C301",
                "note",
                f"{act(citation)} có hiệu lực từ ngày {day(known.effective_from)}, sau ngày của văn bản "
                f"({day(issued or '')}); theo {authority(known)}.",
                (case.dated(citation),),
                found=known.effective_from,
                remedy="Căn cứ vào văn bản đang có hiệu lực, hoặc đối chiếu lại số hiệu.",
            )


def as_rule(case: Case) -> Iterator[Finding]:
    """C302: a plan tells to act by an act that is no longer in force on the plan's day.

    Silent below headings on results, and where the sentence speaks of a year in which the act was in force.
    """
    issued, kind = case.facts.head.date, fold(case.facts.head.doc_type or "")
    if not issued or kind not in _PLANS:
        return
    for citation in case.cited():
        known = case.known(citation)
        if citation.relation in ("basis", "amends", "replaces", "repeals") or known is None:
            continue
        end = _end(case, known)
        if citation.kind != known.kind or end is None or before(issued, end.since):
            continue
        if _is_acted_by(case, citation, end) and not _GOES_ON.match(case.facts.document.text, citation.end):
            yield _finding(case, "C302", citation, known, end)


def _is_acted_by(case: Case, citation: Citation, end: _End) -> bool:
    """Whether what is to be done is done by an act: the plan sets out to carry it out, or a task is told to follow it.

    A task of a year in which the act was in force, or of what was done before, is none.
    """
    applied, past = case.pattern("applied_acts"), case.pattern("applied_acts", "past")
    text, first = case.facts.document.text, case.facts.head.period_start
    lead = " ".join(normalise(text[case.lead(citation) : citation.start]).split()) + " "
    if citation.preamble and citation.relation == "implements":
        now = first is None or first >= int(end.since[:4])
        return now and past.search(lead.rpartition(";")[2]) is None
    around = f"{case.headings(citation.start)} {lead}"
    before_then = any(year < end.since[:4] for year in _YEAR.findall(around)) or past.search(around)
    return applied.search(lead) is not None and not before_then


def _end(case: Case, known: Instrument) -> _End | None:
    """When an act lost its force, and by what: as the table states, else when the act began that took its place.

    The successor is the one that is in force on the day of the document.
    """
    by, doubtful = (known.replaced_by or "").rstrip("?") or None, (known.replaced_by or "").endswith("?")
    later = _rows(case, by, known.kind)
    sure = not doubtful and known.certainty in SURE and all(row["certainty"] in SURE for row in later)
    begun = next((_begun(row) for row in later), "")
    while by and later and (further := later[0]["replaced_by"].rstrip("?")):
        latest = _rows(case, further, known.kind)
        if not latest or before(case.day, _begun(latest[0])):
            break
        by, later, sure = further, latest, False
    if known.effective_to:
        return _End((date.fromisoformat(known.effective_to) + timedelta(days=1)).isoformat(), sure, by)
    return _End(begun, sure, by) if len(begun) == len("2020-01-01") else None


def _rows(case: Case, key: str | None, kind: str) -> list[Mapping[str, str]]:
    """What is known of an act, what is known for certain if anything is."""
    rows = [row for row in authority_rows(key, "", case.rulebook) if row["kind"] == kind] if key else []
    return [row for row in rows if row["certainty"] in SURE] or rows


def _begun(row: Mapping[str, str]) -> str:
    return row["effective_from"] or row["date"]


def _finding(case: Case, code: str, citation: Citation, known: Instrument, end: _End) -> Finding:
    instead = f"; văn bản thay thế: {end.by}" if end.by else ""
    gone = "không còn hiệu lực" if end.sure else "có thể không còn hiệu lực"
    basis = f"theo {authority(known)}" if end.sure else "thời điểm hết hiệu lực ghi trong bảng văn bản chưa kiểm chứng"
    return Finding(
        code,
        "error" if end.sure and code == "C301" else "warning",
        f"{act(citation)} {gone} vào ngày của văn bản ({day(case.facts.head.date or '')}){instead}; {basis}.",
        (case.dated(citation),),
        found=citation.key,
        expected=end.by,
        remedy="Đối chiếu và dẫn văn bản đang có hiệu lực; nếu nói về thời gian trước thì ghi rõ thời gian đó.",
    )
