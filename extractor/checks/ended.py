"""C3, validity: programmes whose period is over, among the bases of what comes after.

That a period has ended is no expiry, so this is worth a note: often another programme has taken its place, and the
basis was left over from an earlier document.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.act_titles import compared_title
from extractor.checks.case import Case
from extractor.checks.dates import period_of
from extractor.checks.partial_dates import before
from extractor.checks.wording import act
from extractor.model import Citation, Finding
from extractor.text import normalise

_RESTS_ON = frozenset({"basis", "implements"})
_OF_PERIODS = frozenset({"giai", "doan", "nam", "den", "dinh", "huong"})
_LATE = 2
"""Years into its own period that a programme may be approved late, as those of 2021 were in 2022."""
_SAME = 0.6
"""Share of the words of a programme's title that must stand in another that speaks of it."""


def over(case: Case) -> Iterator[Finding]:
    """C303: a basis is a programme for a period that was over before the year that the document is of.

    Silent where the document goes on with the programme or looks back on it, or rests on an act that does; and where
    nothing has followed yet: until then the old one is what there is.
    """
    head, year = case.facts.head, case.day[:4]
    back = head.period_start is None and case.pattern("carried_on", "back").search(head.title or "")
    if not year or back or case.pattern("carried_on").search(head.title or ""):
        return
    own = min(head.period_start or int(year), int(year))
    for citation in case.cited():
        if not citation.preamble or citation.relation not in _RESTS_ON:
            continue
        last = _last_year(case, citation)
        if last is None or last >= own:
            continue
        successor = _successor(case, citation)
        followed = successor if case.known(citation) else last + _LATE < own
        if followed and not _is_carried_on(case, citation):
            yield _finding(case, citation, last, successor)


def _last_year(case: Case, citation: Citation) -> int | None:
    """The last year of the period in an act's own title, as printed there or as known for certain."""
    known = case.known(citation)
    titles = (citation.title, known.title if known and known.kind == citation.kind else None)
    periods = (period_of(case, title) for title in titles)
    return next((period[1] for period in periods if period), None)


def _is_carried_on(case: Case, citation: Citation) -> bool:
    """Whether the clause of the citation, or the title of another act cited, says that the programme goes on."""
    text, carried = case.facts.document.text, case.pattern("carried_on")
    start = max(text.rfind(sign, 0, citation.start) for sign in (";", "\n")) + 1
    end = min((at for sign in (";", "\n") if (at := text.find(sign, citation.end)) >= 0), default=len(text))
    if carried.search(normalise(text[start:end])):
        return True
    own = _programme(case, citation.title)
    titles = [other.title for other in case.cited() if other.title and carried.search(normalise(other.title))]
    return any(len(own & _programme(case, title)) >= _SAME * len(own) for title in titles)


def _programme(case: Case, title: str | None) -> frozenset[str]:
    """The words of a title that tell which programme it is of."""
    compared = compared_title(title, case.rulebook)
    words = compared.words if compared else ()
    return frozenset(word for word in words if word not in _OF_PERIODS and not word.isdecimal())


def _successor(case: Case, citation: Citation) -> str | None:
    """The latest act of the same issuer on the same programme that was there on the day of the document."""
    known = case.known(citation)
    own = _programme(case, known.title if known else None)
    later = [
        (row["date"], row["key"])
        for row in case.rulebook.table("authorities")
        if known and row["issuer"] == known.issuer and own and _programme(case, row["title"]) == own
        if (known.date or "") < row["date"] and not before(case.day, row["date"])
    ]
    return max(later)[1] if later else None


def _finding(case: Case, citation: Citation, last: int, successor: str | None) -> Finding:
    instead = f"; chương trình giai đoạn sau: {successor}" if successor else ""
    return Finding(
        "C303",
        "note",
        f"{act(citation)} là văn bản cho giai đoạn đến năm {last}, đã kết thúc trước thời gian của văn bản{instead}.",
        (case.dated(citation),),
        expected=successor,
        found=str(last),
        remedy="Đối chiếu: căn cứ chương trình của giai đoạn hiện nay, hoặc ghi rõ văn bản cho tiếp tục thực hiện.",
    )
