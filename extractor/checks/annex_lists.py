"""S2, annexes and the list of them: titles agree, each entry has its number, and each annex says to what it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding, Section
from extractor.tables.looks import roman
from extractor.text import fold

_NUMBER = re.compile(r"(?P<number>\d{1,2}|[IVX]{1,4})\W*$", re.IGNORECASE)
_ENTRY = 300
"""Characters of an entry in a list of annexes."""
_FEWEST = 3
_ATTACHED = re.compile(r"kèm theo|đính kèm", re.IGNORECASE)
_NEAR = 700
"""Characters from the head of an annex in which it says what it belongs to."""
_TITLE = re.compile(r"^[^\n]{20,}$", re.MULTILINE)
_SHORTEST = 8


def against_list(case: Case) -> Iterator[Finding]:
    """S212: an annex has another title than in the list of annexes, or an entry of the list has no number."""
    listed = _listed(case)
    titles = {_value(one): one for one in listed}
    for annex in _annexes(case):
        entry = titles.get(_value(annex))
        if annex in listed or entry is None or _agree(annex.heading, entry.heading):
            continue
        yield Finding(
            "S212",
            "warning",
            f"{annex.label} có tên khác trong danh mục phụ lục: “{_words(annex)}”, “{_words(entry)}”.",
            (case.words(entry.start, _end(case, entry)), case.words(annex.start, _end(case, annex))),
            expected=_words(entry),
            found=_words(annex),
            remedy="Thống nhất tên phụ lục.",
        )
    if listed:
        yield from _unnumbered(case, listed[-1])


def _unnumbered(case: Case, last: Section) -> Iterator[Finding]:
    """What stands in capitals behind the last entry of a list, whose own title it is not."""
    text = case.facts.document.text
    titles = [match for match in _TITLE.finditer(text, last.start, last.end) if match.group().isupper()]
    more = [one for one in titles if fold(one.group()).strip() not in fold(f"{last.label} {last.heading}")]
    if len(titles) > 1 and len(more) == 1:
        yield Finding(
            "S212",
            "note",
            f"Trong danh mục phụ lục, “{' '.join(more[0].group().split())}” không có số phụ lục.",
            (case.words(more[0].start(), more[0].end()),),
            remedy="Ghi số cho từng phụ lục trong danh mục.",
        )


def unattached(case: Case) -> Iterator[Finding]:
    """S213: the annexes of a document do not say to which document they belong, with its number and date."""
    if is_normative(case) or _listed(case):
        return
    text, annexes = case.facts.document.text, _annexes(case)
    lacking = [one for one in annexes if not _ATTACHED.search(text, one.start, one.start + _NEAR)]
    if annexes and len(lacking) == len(annexes):
        yield Finding(
            "S213",
            "note",
            "Phụ lục không ghi kèm theo văn bản nào (số, ngày, cơ quan ban hành).",
            tuple(case.words(one.start, _end(case, one)) for one in lacking[:_FEWEST]),
            remedy="Ghi “(Kèm theo … số … ngày … của …)” dưới tên phụ lục. Với bản sao: xem bản gốc.",
        )


def _annexes(case: Case) -> Sequence[Section]:
    return [one for one in case.facts.sections if one.kind == "annex" and _value(one)]


def _listed(case: Case) -> Sequence[Section]:
    """The entries of a list of annexes: three or more in their order, short, with titles alone."""
    best: list[Section] = []
    run: list[Section] = []
    for section in _annexes(case):
        if not run or _value(section) != _value(run[-1]) + 1:
            run = []
        run = [*run, section] if section.end - section.start <= _ENTRY else []
        best = max(best, run, key=len)
    again = {_value(one) for one in _annexes(case) if one not in best}
    return best if len(best) >= _FEWEST and (again or not best) else []


def _agree(one: str, other: str) -> bool:
    first, second = (" ".join(re.findall(r"\w+", fold(words))) for words in (one, other))
    if min(len(first), len(second)) < _SHORTEST:
        return True
    return first.startswith(second) or second.startswith(first)


def _value(section: Section) -> int:
    match = _NUMBER.search(section.label or "")
    if match is None:
        return 0
    return int(match["number"]) if match["number"].isdigit() else roman(match["number"].upper())


def _words(section: Section) -> str:
    return " ".join(section.heading.split())


def _end(case: Case, section: Section) -> int:
    """Where the heading of a section ends."""
    found = case.facts.document.text.find(section.heading, section.start, section.end)
    return found + len(section.heading) if found >= 0 and section.heading else min(section.start + 60, section.end)
