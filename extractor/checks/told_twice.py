"""N5 and T1, what one document tells twice: a figure with two digits in each other's place, a task with two dates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from extractor.checks.case import Case
from extractor.checks.counted import Counted, blocks
from extractor.checks.wording import day
from extractor.kept import kept
from extractor.model import Cell, Evidence, Finding, Table
from extractor.numbers import date as read_date
from extractor.text import fold

_SHORTEST = {"dong": 4}
"""Digits of the shortest figure that is compared, by unit: of shorter ones too many are alike."""
_DIGITS = 3
_LONG = re.compile(r"\d(?:[.,]?\d){2}")
"""What has as many digits."""
_OFTEN = 2
"""How often the other figure must be told."""
_TIME = re.compile(r"(?<!\d)20\d\d(?!\d)|\b(?:quý|tháng|đợt|kỳ|năm (?:trước|nay|sau))\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.;\n]*(?:\.\d[^.;\n]*)*")
_DATE = re.compile(r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )\d{4}(?!\d)")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 4
"""Words by which a task is known again."""
_FIGURE = re.compile(r"(?<![\d.,/])\d+(?:[.,/]\d+)*")


def figure_twice(case: Case) -> Iterator[Finding]:
    """N502: a figure is told once with two digits in each other's place; or the session that passed the resolution."""
    long = (block for block in blocks(case) if block.holds(_LONG))
    told = [one for block in long for one in block.figures if one.exact and one.unit]
    of_same_digits: dict[tuple[str, float, str], dict[str, Counted]] = defaultdict(dict)
    for one in told:
        of_same_digits[_kind(one)].setdefault(one.printed, one)
    for one in told:
        other = _turned(case, one, of_same_digits[_kind(one)].values())
        if other is not None:
            yield _differ(one.printed, other.printed, (one.words(case), other.words(case)))
    yield from _sessions(case)


def _kind(one: Counted) -> tuple[str, float, str]:
    """What two figures have in common of which one has two digits turned."""
    return one.unit, one.scale, "".join(sorted(_digits(one.printed)))


def _turned(case: Case, one: Counted, alike: Iterable[Counted]) -> Counted | None:
    """The figure told more often of which ``one``, told once and for no other time or class, has two digits turned."""
    digits = _digits(one.printed)
    turned = [other for other in alike if _is_turned(digits, _digits(other.printed))]
    if not turned or len(digits) < _SHORTEST.get(one.unit, _DIGITS) or _times(case, one.printed) != 1:
        return None
    if "sao" in one.behind or _timed(case, one):
        return None
    return next((other for other in turned if _times(case, other.printed) >= _OFTEN), None)


@lru_cache(maxsize=4096)
def _digits(printed: str) -> str:
    return re.sub(r"\D", "", printed).rstrip("0")


def _is_turned(one: str, other: str) -> bool:
    apart = [index for index in range(min(len(one), len(other))) if one[index] != other[index]]
    beside = len(one) == len(other) and len(apart) == 2 and apart[1] == apart[0] + 1
    return beside and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]


def _times(case: Case, printed: str) -> int:
    """How often a figure stands in the text, tables too."""
    if _FIGURE.fullmatch(printed):
        return _figures_of(case)[printed]
    return len(re.findall(rf"(?<![\d.,/]){re.escape(printed)}(?!\d|[.,/]\d)", case.facts.document.text))


@kept
def _figures_of(case: Case) -> Counter[str]:
    return Counter(_FIGURE.findall(case.facts.document.text))


def _timed(case: Case, one: Counted) -> bool:
    """Whether the sentence names a time before the figure, so that another may be meant than elsewhere."""
    text = case.view.text
    line = text.rfind("\n", 0, one.start) + 1
    start = max(text.rfind(sign, line, one.start) + 1 for sign in (". ", ";"))
    return _TIME.search(text, max(line, start), one.start) is not None


def _sessions(case: Case) -> Iterator[Finding]:
    """The session at the head of a resolution against that which its last words say passed it."""
    passed = next(case.pattern("sessions", "passed").finditer(case.view.text), None)
    own = next(case.pattern("sessions", "own").finditer(case.view.text), None) if passed else None
    if own and passed and int(own["session"]) != int(passed["session"]):
        sides = (passed, own)
        yield _differ(
            passed["session"], own["session"], [case.words(*case.view.span(s.start(), s.end())) for s in sides]
        )


def _differ(one: str, other: str, evidence: Sequence[Evidence]) -> Finding:
    return Finding(
        "N502",
        "warning",
        f"Văn bản ghi {one} ở một chỗ và {other} ở chỗ khác cho cùng một nội dung.",
        tuple(evidence),
        expected=other,
        found=one,
        remedy="Đối chiếu số liệu gốc và ghi thống nhất.",
    )


def task_twice(case: Case) -> Iterator[Finding]:
    """T113: a table gives a task another date than the text does."""
    for table in case.facts.document.tables:
        places = _places(table)
        for row in table.rows if places else ():
            cells = {name: row[index] for name, index in places.items() if index < len(row)}
            if len(cells) == len(places):
                yield from _dated(case, cells)


def _dated(case: Case, cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """What the text says of the task of a row: one date in the sentence with all words of the task and who leads it."""
    time = cells["time"]
    dates = _DATE.findall(time.text)
    wanted = _WORD.findall(fold(" ".join(cell.text for name, cell in cells.items() if name != "time")))
    if len(dates) != 1 or len(wanted) < _FEWEST_WORDS or time.start is None or time.end is None:
        return
    found = []
    for match in _SENTENCE.finditer(case.view.text):
        own = _DATE.findall(match.group())
        if len(own) == 1 and set(wanted) <= set(_WORD.findall(fold(match.group()))):
            first, last = case.view.span(match.start(), match.end())
            if case.facts.document.table_at(first) is None:
                found.append((_iso(own[0]), case.words(first, last)))
    told = _iso(dates[0])
    if found and told and all(one and one != told for one, _ in found):
        other, words = found[0]
        yield Finding(
            "T113",
            "warning",
            f"Một việc được ghi hai thời hạn: {day(told)} trong bảng, {day(other or told)} trong văn bản.",
            (case.words(time.start, time.end), words),
            found=day(told),
            remedy="Ghi thống nhất thời hạn của việc.",
        )


def _places(table: Table) -> dict[str, int]:
    """The columns of the task, of its time and of who leads it; nothing without the first two, each once."""
    found = {name: [i for i, c in enumerate(table.columns) if c.meaning == name] for name in ("task", "time", "lead")}
    places = {name: indices[0] for name, indices in found.items() if len(indices) == 1}
    return places if {"task", "time"} <= places.keys() else {}


def _iso(words: str) -> str | None:
    return read_date(" ".join(words.lower().split()))
