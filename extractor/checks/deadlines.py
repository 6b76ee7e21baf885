"""T, time: periods run forwards, deadlines lie ahead, a resolution is of the day on which it was adopted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.partial_dates import before
from extractor.checks.wording import day
from extractor.model import Finding
from extractor.numbers import date
from extractor.text import fold

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_OWN_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/])")
_OTHER_TIME = re.compile(r"từ năm|năm (?:tiếp|sau|kế|trước)|tháng đầu|tháng cuối|quý|nửa|giữa năm", re.IGNORECASE)
_OF_A_DAY = re.compile(r"(?:tháng \d{1,2}|đến(?: hết)?|trước|từ|kể từ) năm $", re.IGNORECASE)
"""Before a year that is that of a day, or the end of a time."""
_AHEAD = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|giải pháp|tổ chức thực hiện", re.IGNORECASE)
"""Headings, in documents of other kinds, of what is to be done."""
_PLANS = frozenset(
    {"ke hoach", "cong van", "huong dan", "chuong trinh", "phuong an", "cong dien", "chi thi", "thong bao"}
)
"""Documents whose deadlines are for what they tell to do."""


def backwards(case: Case) -> Iterator[Finding]:
    """T104: a period of years, or a time between two days, ends before it begins."""
    for match in case.pattern("deadlines", "period").finditer(case.view.text):
        if int(match["last"]) < int(match["first"]):
            yield Finding(
                "T104",
                "error",
                f"Thời kỳ “{match['period']}” kết thúc trước khi bắt đầu.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=match["period"],
                remedy="Ghi lại năm đầu hoặc năm cuối của thời kỳ.",
            )
    for match in case.pattern("deadlines", "days").finditer(case.view.text):
        first, last = (date(" ".join(match[name].lower().split())) for name in ("first", "last"))
        if first and last and before(last, first):
            yield Finding(
                "T104",
                "error",
                f"Thời kỳ “{match.group()}” kết thúc trước khi bắt đầu.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=match.group(),
                remedy="Ghi lại ngày đầu hoặc ngày cuối.",
            )


def passed(case: Case) -> Iterator[Finding]:
    """T105: what a document tells to do is due before the day of the document."""
    issued = case.facts.head.date
    if not issued:
        return
    plan = fold(case.facts.head.doc_type or "") in _PLANS
    for match in _deadlines(case):
        due = date(" ".join(match["date"].lower().split()))
        line = case.view.text[case.view.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        then = any(year < issued[:4] for year in _YEAR.findall(line))  # "Năm 2022, các xã nộp hồ sơ trước ngày …"
        ahead = plan or _AHEAD.search(case.headings(case.view.span(match.start(), match.start() + 1)[0]))
        if due and ahead and before(due, issued) and not then and not _was(case, match.start()):
            yield Finding(
                "T105",
                "warning",
                f"Thời hạn {day(due)} trước ngày của văn bản ({day(issued)}).",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=due,
                remedy="Ghi lại thời hạn (thường còn lại từ văn bản năm trước).",
            )


def _deadlines(case: Case) -> Iterator[re.Match[str]]:
    """The terms that tasks are set, each once."""
    rules = [rule for rule in case.rulebook.rules("deadlines") if rule.values.get("use") == "deadline"]
    found = (match for rule in rules for match in rule.pattern.finditer(case.view.text))
    yield from {match.end("date"): match for match in found}.values()


def year_before(case: Case) -> Iterator[Finding]:
    """T108: a task of a year's plan is set for a month or quarter of an earlier year."""
    head = case.facts.head
    if fold(head.doc_type or "") != "ke hoach" or not head.period_start:
        return
    for match in case.pattern("deadlines", "task").finditer(case.view.text):
        if int(match["year"]) < head.period_start and not _was(case, match.start("when")):
            yield Finding(
                "T108",
                "warning",
                f"Việc của kế hoạch năm {head.period_start} được đặt vào {match['when']}.",
                (case.words(*case.view.span(match.start("when"), match.end())),),
                found=match["when"],
                remedy="Ghi lại năm (thường còn lại từ kế hoạch năm trước).",
            )


def closing_year(case: Case) -> Iterator[Finding]:
    """T109: the closing sentence names another year than the document's title."""
    head = case.facts.head
    years = set(_OWN_YEAR.findall(head.title or ""))
    for match in case.pattern("deadlines", "closing").finditer(case.view.text):
        dated = _OF_A_DAY.search(case.view.text, match.start(), match.start("year"))
        if len(years) == 1 and match["year"] not in years and not dated:
            yield Finding(
                "T109",
                "warning",
                f"Câu kết ghi năm {match['year']}, trích yếu của văn bản ghi năm {min(years)}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=min(years),
                found=match["year"],
                remedy="Ghi lại năm (thường còn lại từ văn bản năm trước).",
            )


def with_itself(case: Case) -> Iterator[Finding]:
    """T110: the figure of a year is compared with that of the same year."""
    head = case.facts.head
    for match in case.pattern("deadlines", "itself").finditer(case.view.text):
        own = head.period_start == head.period_end == int(match["year"]) and fold(head.doc_type or "") == "ke hoach"
        if own or _OTHER_TIME.search(case.view.text, max(match.start() - 40, 0), match.end()):
            continue  # T101 speaks of the plan's own year
        yield Finding(
            "T110",
            "error",
            f"Số của năm {match['year']} được so sánh với chính năm {match['year']}.",
            (case.words(*case.view.span(match.start(), match.end())),),
            found=match["year"],
            remedy="Ghi lại năm được so sánh.",
        )


def adopted(case: Case) -> Iterator[Finding]:
    """T106: a resolution says that it was adopted on another day than its own."""
    issued = case.facts.head.date
    for match in case.pattern("deadlines", "adopted").finditer(case.view.text) if issued else ():
        said = date(" ".join(match["date"].lower().split()))
        own = case.own_date()
        if said and issued and len(issued) == len(said) and said != issued:
            yield Finding(
                "T106",
                "warning",
                f"Nghị quyết ghi thông qua ngày {day(said)}, ngày ban hành là {day(issued)}.",
                tuple(side for side in (case.words(*case.view.span(match.start(), match.end())), own) if side),
                found=said,
                expected=issued,
                remedy="Đối chiếu biên bản kỳ họp và ghi lại ngày.",
            )


def _was(case: Case, start: int) -> bool:
    """Whether a place stands below a heading on results."""
    headings = case.headings(case.view.span(start, start + 1)[0]).lower()
    return any(word in headings for word in ("kết quả", "tình hình", "thực trạng"))
