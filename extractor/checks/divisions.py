"""S1, divisions beside each other: none holds another, and lists are labelled in one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Evidence, Finding, Section
from extractor.text import fold

_AND = " va "
_HEADING = 120
_SHORTEST = 6
_LABEL = re.compile(r"(?P<open>\()?(?P<value>\d{1,2}|[a-zđ])(?P<close>\))?(?P<sign>[./])?(?=\s+[^\W\d_])")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_LEVELS = re.compile(r"cấp (?:tỉnh|huyện|xã)(?:(?:, | và |, và )(?:cấp )?(?:tỉnh|huyện|xã)\b)+")
_NO_DIVISIONS = ("table", "annex", "recipients", "article")


class _Item(NamedTuple):
    """A labelled line: where it stands in the view, its value, and the signs around it ("(#)", "(#).")."""

    start: int
    end: int
    kind: str
    value: int
    form: str


def within(case: Case) -> Iterator[Finding]:
    """S104: of two headings of one parent one is the whole other and more ("Giải pháp", "Giải pháp và tổ chức")."""
    if is_normative(case):
        return
    for members in _siblings(case):
        names = [(" ".join(fold(one.heading).split()).strip(" .:;"), one) for one in members]
        for name, section in names:
            for other, longer in names:
                told = other.startswith(name + _AND) or other.endswith(_AND + name)
                if told and len(name) >= _SHORTEST and len(other) <= _HEADING:
                    yield Finding(
                        "S104",
                        "note",
                        f"Đề mục “{_words(longer)}” bao gồm cả đề mục cùng cấp “{_words(section)}”.",
                        (_heading(case, section), _heading(case, longer)),
                        found=_words(longer),
                        remedy="Gộp hai đề mục, hoặc đặt tên khác cho đúng nội dung.",
                    )


def labels(case: Case) -> Iterator[Finding]:
    """S105: the items of one list are labelled in two ways, "(1)." and "(2)"."""
    told, seen = set[int](), list[_Item]()
    last_with: dict[tuple[str, int], _Item] = {}
    forms: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    nearest: dict[str, _Item] = {}
    for item in _items(case):
        before = item.kind, item.value - 1
        last = last_with.get(before)
        if last and item.form != last.form and item.form not in forms[before]:
            if nearest[item.kind] is last and last.start not in told:
                yield Finding(
                    "S105",
                    "note",
                    f"Các mục của một danh sách được đánh theo hai cách: “{_label(last)}” và “{_label(item)}”.",
                    tuple(_item(case, one) for one in dict.fromkeys((_first(seen, last), last, item))),
                    found=f"{_label(last)}, {_label(item)}",
                    remedy="Thống nhất cách đánh số, chữ của các mục.",
                )
            told.add(item.start)
        elif last and last.start in told:
            told.add(item.start)  # of a list that was told
        seen.append(item)
        last_with[item.kind, item.value] = nearest[item.kind] = item
        forms[item.kind, item.value].add(item.form)


def _first(seen: Sequence[_Item], last: _Item) -> _Item:
    """The item with which the list of ``last`` begins, as far as it is labelled in one way."""
    for one in reversed(seen):
        if (one.kind, one.form, one.value) == (last.kind, last.form, last.value - 1) and one.start < last.start:
            last = one
    return last


def levels(case: Case) -> Iterator[Finding]:
    """S106: a heading names levels ("cấp tỉnh, huyện"), and its first lines name the same and one more."""
    for section in case.facts.sections:
        if not section.label or section.kind in _NO_DIVISIONS:
            continue
        named = _levels_in(" ".join(section.heading.split()))
        start = case.view.text.find("\n", case.view.find(section.start))
        end = case.view.text.find("\n", start + 1)
        match = max(_LEVELS.finditer(case.view.text, start, end), key=lambda one: len(one.group()), default=None)
        more = _levels_in(match.group()) - named if match and len(named) > 1 else set[str]()
        if match and more and named < _levels_in(match.group()):
            yield Finding(
                "S106",
                "note",
                f"Đề mục {section.label} ghi cấp {', '.join(sorted(named))}; nội dung ghi thêm cấp {', '.join(more)}.",
                (_heading(case, section), case.words(*case.view.span(match.start(), match.end()))),
                found=", ".join(sorted(named)),
                remedy="Thống nhất các cấp trong đề mục và nội dung.",
            )


def _levels_in(words: str) -> set[str]:
    found = max(_LEVELS.findall(words), key=len, default="")
    return {level for level in ("tỉnh", "huyện", "xã") if level in found}


def _items(case: Case) -> Iterator[_Item]:
    text = case.view.text
    for paragraph in case.view.paragraphs:
        match = _LABEL.match(text, paragraph.start, paragraph.end)
        if match and (match["close"] or match["sign"]) and not (match["open"] and not match["close"]):
            value, is_number = match["value"], match["value"].isdigit()
            number = int(value) if is_number else _LETTERS.find(value) + 1
            form = f"{match['open'] or ''}#{match['close'] or ''}{match['sign'] or ''}"
            yield _Item(paragraph.start, paragraph.end, "1" if is_number else "a", number, form)


def _label(item: _Item) -> str:
    value = str(item.value) if item.kind == "1" else _LETTERS[item.value - 1]
    return item.form.replace("#", value)


def _item(case: Case, item: _Item) -> Evidence:
    return case.words(*case.view.span(item.start, min(item.end, item.start + _HEADING // 2)))


def _siblings(case: Case) -> Iterator[Sequence[Section]]:
    groups: dict[tuple[int | None, str], list[Section]] = defaultdict(list)
    for section in case.facts.sections:
        if section.label and section.kind not in _NO_DIVISIONS:
            groups[section.parent, section.kind].append(section)
    yield from groups.values()


def _words(section: Section) -> str:
    return " ".join(section.heading.split()).strip(" .:;")


def _heading(case: Case, section: Section) -> Evidence:
    text = case.facts.document.text
    end = text.find("\n", section.start, section.end)
    return case.words(section.start, min(end if end > 0 else section.end, section.start + _HEADING))
