"""T, time: what is told as done lies before the document, and a plan does not measure itself against its own year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.partial_dates import before
from extractor.checks.wording import day
from extractor.model import Finding
from extractor.numbers import date
from extractor.text import fold, normalise

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AHEAD = re.compile(r"kế hoạch|đăng ký|hướng dẫn|chuẩn bị|dự kiến|phương án|phương hướng|dự toán", re.IGNORECASE)
"""Words that say that a clause looks ahead."""
_COUNTED = re.compile(r"\W*(?:\w{1,2}[.)]\s*)?tính đến", re.IGNORECASE)
"""Words that tell what was counted, whatever the heading says."""
_TARGETS = re.compile(r"mục tiêu|chỉ tiêu|phấn đấu|nhiệm vụ|phương hướng|dự kiến|lộ trình", re.IGNORECASE)
"""Words of a heading below which what there is on a day is what there shall be."""
_CLAUSE_END = re.compile(r"[.;](?:\s|$)|\n")


def own_year(case: Case) -> Iterator[Finding]:
    """T101: a target of a plan, or the result of a report, is compared with the document's own year.

    Of reports only what is measured against "cùng kỳ", which is always of the year before. Silent where the clause
    speaks of a later year, or the heading of what is to come.
    """
    head = case.facts.head
    kind = {"ke hoach": "Kế hoạch", "bao cao": "Báo cáo"}.get(fold(head.doc_type or ""))
    if kind is None or head.period_start is None or head.period_start != head.period_end:
        return
    text = case.view.text
    for rule in case.rulebook.rules("comparisons"):
        for match in rule.pattern.finditer(text):
            if int(match["year"]) != head.period_end or (kind == "Báo cáo" and not _looks_back(case, match)):
                continue
            start = max((end.end() for end in _CLAUSE_END.finditer(text, 0, match.start())), default=0)
            end = next((end.start() for end in _CLAUSE_END.finditer(text, match.end())), len(text))
            if any(int(year) > head.period_end for year in _YEAR.findall(text[start:end])):
                continue
            yield Finding(
                "T101",
                "error",
                f"{kind} năm {head.period_end} so sánh với chính năm {head.period_end}.",
                (case.words(*case.view.span(start, match.end())),),
                found=match.group(),
                remedy="Ghi lại năm được so sánh (thường là năm trước năm của văn bản).",
            )


def _looks_back(case: Case, match: re.Match[str]) -> bool:
    """Whether a result is measured against the same months, and not a target under the heading of a later year."""
    headings = case.headings(case.view.span(match.start(), match.start() + 1)[0])
    later = any(int(year) > int(match["year"]) for year in _YEAR.findall(headings))
    return match["same"] is not None and not later and _AHEAD.search(headings) is None


def told_before_it_was(case: Case) -> Iterator[Finding]:
    """T102: something is told as done on a day after the document's own, outside of what headings set as targets.

    Acts cited are left to C203.
    """
    issued = case.facts.head.date
    if not issued:
        return
    cited = {(citation.section, citation.date) for citation in case.facts.citations}
    for rule in case.rulebook.rules("past_events"):
        for match in rule.pattern.finditer(case.view.text):
            told = date(match["date"])
            words = case.words(*case.view.span(match.start(), match.end()))
            if not told or not before(issued, told) or (case.section_at(words.start), told) in cited:
                continue
            if not _COUNTED.match(words.quote) and _TARGETS.search(case.headings(words.start)):
                continue
            own = case.own_date()
            yield Finding(
                "T102",
                "error",
                f"Việc được kể là đã làm ngày {day(told)}, sau ngày của văn bản ({day(issued)}).",
                (words, own) if own else (words,),
                found=told,
                remedy="Đối chiếu và ghi lại ngày của việc đã làm, hoặc ngày của văn bản.",
            )


def after_the_year(case: Case) -> Iterator[Finding]:
    """T103: below a heading on the results of one year an act is told to have been issued after that year."""
    heading, issued = case.pattern("result_headings"), case.pattern("result_headings", "issued")
    text = case.facts.document.text
    for section in case.facts.sections:
        told = heading.match(f"{section.label or ''}. {section.heading}".lstrip(". "))
        for citation in case.facts.citations if told else ():
            year = int((citation.date or "0")[:4])
            within = section.start < citation.start < section.end
            if not (told and within and year > int(told["year"])):
                continue
            lead = " ".join(normalise(text[case.lead(citation) : citation.start]).split())
            if issued.search(f"{lead} "):
                yield Finding(
                    "T103",
                    "warning",
                    f"Văn bản ban hành năm {year} được kể trong kết quả năm {told['year']}.",
                    (case.dated(citation), case.words(section.start, section.start + len(section.heading) + 12)),
                    found=citation.date,
                    remedy="Chuyển sang phần về năm sau, hoặc ghi rõ mốc thời gian của kết quả.",
                )


def later_year(case: Case) -> Iterator[Finding]:
    """T107: below a heading on the results of one year something is told that was held or done in a later one."""
    heading, done = case.pattern("result_headings"), case.pattern("later_years")
    for section in case.facts.sections:
        told = heading.match(f"{section.label or ''}. {section.heading}".lstrip(". "))
        if told is None:
            continue
        start, end = case.view.find(section.start + len(section.heading)), case.view.find(section.end - 1)
        for match in done.finditer(case.view.text, start, end):
            clause = max(case.view.text.rfind(sign, start, match.start()) for sign in (";", ". ", "\n"))
            ahead = _AHEAD.search(case.view.text, max(clause, start), match.end())
            if int(match["year"]) > int(told["year"]) and not ahead:
                yield Finding(
                    "T107",
                    "warning",
                    f"Việc của năm {match['year']} được kể trong kết quả năm {told['year']}.",
                    (case.words(*case.view.span(match.start(), match.end())),),
                    found=match["year"],
                    remedy="Chuyển sang phần về năm sau, hoặc ghi lại năm.",
                )
