"""S1, headings: they are numbered in order, and no two of one parent say the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Evidence, Finding, Section
from extractor.tables.looks import roman
from extractor.text import fold

_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that label points, in their order."""
_ROMAN = re.compile(r"[IVX]{1,5}")
_DOTTED = re.compile(r"(?P<prefix>(?:\d{1,2}\.)*)(?P<last>\d{1,2})")
_READ = frozenset({"scan", "ocr_text"})
_FEWEST = 3
_MOST_LOST = 3
_TITLE = 8
"""Letters in a heading that can be said to stand twice."""
_LINE = 160
_AMENDS = re.compile(r"sửa đổi|bổ sung|thay thế", re.IGNORECASE)


def skipped(case: Case) -> Iterator[Finding]:
    """S102: among the headings of one parent a number is left out, or given twice.

    Silent where a line of the text begins with the number that is lacking: the heading was only not known for one.
    """
    for members in _siblings(case):
        if is_normative(case) and _AMENDS.search(case.facts.head.title or ""):
            continue  # what they amend stands among their own
        misread = _misread(case, members)
        for before, after in pairwise(members):
            if before.start in misread or after.start in misread:
                continue
            one, other = _count(before), _count(after)
            if one is None or other is None or one[0] != other[0] or one[1] == 0:
                continue
            gap = range(one[1] + 1, other[1])
            if 0 < len(gap) <= _MOST_LOST and (len(members) >= _FEWEST or "." in one[0]):
                lacking = [f"{'Điều ' * (after.kind == 'article')}{_label(after, number)}" for number in gap]
                if not any(_stands(case, label, before.start, after.start) for label in lacking):
                    severity = "warning" if one[0] != "a" else "note"
                    yield _finding(case, before, after, f"thiếu mục {', '.join(lacking)}", severity)
            elif other[1] == one[1] and not (_is_quoted(case, after) or _is_quoted(case, before)):
                yield _finding(case, before, after, "trùng số", "warning")


def _misread(case: Case, members: Sequence[Section]) -> set[int]:
    """Where headings begin whose number an engine misread: what it read so that just this one is lacking between its
    neighbours (II, II, IV)."""
    if case.facts.document.copy_kind not in _READ:
        return set()
    counts = [_count(section) for section in members]
    return {
        section.start
        for section, one, here, other in zip(members[1:], counts, counts[1:], counts[2:], strict=False)
        if one and here and other and one[0] == other[0] and other[1] - one[1] == 2 and here[1] != one[1] + 1
    }


def twice(case: Case) -> Iterator[Finding]:
    """S103: two headings of one parent have the same words."""
    if is_normative(case):
        return
    for members in _siblings(case):
        seen: dict[str, Section] = {}
        for section in members:
            words = " ".join(fold(section.heading).split()).strip(" .:;")
            # what goes on behind its heading is an item of a list, whose words may well begin alike
            if len(words) < _TITLE or len(words) > _LINE or not _is_heading(case, section):
                continue
            if words in seen:
                yield Finding(
                    "S103",
                    "warning",
                    f"Hai đề mục cùng cấp có cùng tên “{section.heading.strip()}”.",
                    (_heading(case, seen[words]), _heading(case, section)),
                    found=section.heading.strip(),
                    remedy="Gộp hai đề mục, hoặc đặt tên khác cho đúng nội dung.",
                )
            seen.setdefault(words, section)


def _siblings(case: Case) -> Iterator[Sequence[Section]]:
    """The numbered headings below one heading, in the order of the text, those of one kind together."""
    groups: dict[tuple[int | None, str], list[Section]] = defaultdict(list)
    for section in case.facts.sections:
        if section.label and case.facts.document.table_at(section.start) is None:
            groups[section.parent, section.kind].append(section)
    yield from (members for members in groups.values() if len(members) > 1)


def _count(section: Section) -> tuple[str, int] | None:
    """The prefix of a label and its last number: ("1.", 2) for "1.2", ("", 4) for "IV", ("a", 3) for "c"."""
    label = (section.label or "").removeprefix("Điều ").strip(" .)(")
    if len(label) == 1 and label in _LETTERS:
        return "a", _LETTERS.index(label) + 1
    if _ROMAN.fullmatch(label):
        return "I", roman(label)
    if match := _DOTTED.fullmatch(label):
        return match["prefix"], int(match["last"])
    return None


def _label(section: Section, number: int) -> str:
    """The label of a sibling with another number."""
    prefix, _ = _count(section) or ("", 0)
    if prefix == "a":
        return _LETTERS[number - 1]
    if prefix == "I":
        return ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")[
            number
        ]
    return f"{prefix}{number}"


def _stands(case: Case, label: str, start: int, end: int) -> bool:
    """Whether a line between two places begins with a label, or a sentence does."""
    named = rf"[^\w\n]{{0,6}}(?:(?i:điều|mục|phần|phụ lục|bước)\s+)?{re.escape(label)}"
    pattern = re.compile(rf"^{named}[.)/:\s]|[.;:]\s{named}[.)/]\s", re.MULTILINE)
    document = case.facts.document
    return any(document.table_at(match.end() - 1) is None for match in pattern.finditer(document.text, start, end))


def _is_quoted(case: Case, section: Section) -> bool:
    """Whether a heading stands in words that are quoted: those of an act that is amended."""
    before = case.facts.document.text[max(section.start - 4000, 0) : section.start]
    return before.count("“") > before.count("”") or before.rstrip(" ").endswith(('"', "“"))


def _is_heading(case: Case, section: Section) -> bool:
    """Whether its words fill the line: a heading, and not the beginning of an item."""
    line = case.facts.document.text[section.start : section.end].partition("\n")[0]
    return len(line) <= len(section.heading) + len(section.label or "") + 12 and not line.rstrip().endswith((";", ","))


def _finding(case: Case, before: Section, after: Section, what: str, severity: str) -> Finding:
    return Finding(
        "S102",
        "warning" if severity == "warning" else "note",
        f"Sau mục {before.label} là mục {after.label}: {what}.",
        (_heading(case, before), _heading(case, after)),
        found=after.label,
        remedy="Đánh lại số thứ tự đề mục, hoặc bổ sung mục còn thiếu.",
    )


def _heading(case: Case, section: Section) -> Evidence:
    """The line of a heading, as far as it is one."""
    text = case.facts.document.text
    end = text.find("\n", section.start, section.end)
    return case.words(section.start, min(end if end > section.start else section.end, section.start + _LINE))
