"""C5, completeness: abbreviations that not everybody knows are explained where they stand first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.case import Case
from extractor.checks.holding import found
from extractor.checks.procedure import is_normative
from extractor.kept import kept
from extractor.model import Evidence, Finding
from extractor.rulebook import Rulebook
from extractor.spans import Spans
from extractor.text import fold

_ROMAN = re.compile(r"[IVXLC]+")
_ENDS = ("recipients", "signature")
"""Parts of a document with abbreviations of their own: "Lưu: VT, NN"."""
_BEFORE, _BEHIND = re.compile(r"[A-ZÀ-ỸĐ]{2,} $"), re.compile(r" [A-ZÀ-ỸĐ]{2,}(?![a-zà-ỹ])")
_LINE = re.compile(r"[^\n]+")
_VOWEL = re.compile(r"[aeiouy]")
_CAPITALS = 0.5
"""The share of capital letters in a line from which on it is a heading in capitals."""


def unexplained(case: Case) -> Iterator[Finding]:
    """C503: abbreviations stand in the text that are neither in common use nor explained; one finding for all."""
    if is_normative(case):
        return
    text = case.view.text
    explained = {
        name
        for rule in case.rulebook.rules("initials")
        if rule.values.get("use") == "explained"
        for match in found(rule, text)
        for name in match.groupdict().values()
    }
    known = _known(case.rulebook) | explained
    ends = [section for section in case.facts.sections if section.kind in _ENDS]
    facts = case.facts
    named = Spans((one.start, one.end) for one in (*facts.citations, *facts.organizations, *facts.products))
    places: dict[str, Evidence] = {}
    for match in case.pattern("initials").finditer(text):
        name = match["initials"]
        if name.upper() in known or name in places or _ROMAN.fullmatch(name) or _in_capitals(case, match):
            continue
        start = case.view.span(match.start(), match.end())[0]
        if any(section.start <= start < section.end for section in ends):
            continue
        if named.hold(start):
            continue
        places[name] = case.words(*case.view.span(match.start(), match.end()))
    if places:
        names = ", ".join(places)
        yield Finding(
            "C503",
            "note",
            f"Chữ viết tắt chưa được giải thích trong văn bản: {names}.",
            tuple(places.values()),
            found=names,
            remedy="Ghi đủ ở lần dùng đầu tiên, chữ viết tắt đặt trong ngoặc đơn ngay sau.",
        )


@lru_cache(maxsize=8)
def _known(rulebook: Rulebook) -> frozenset[str]:
    """Abbreviations in common use."""
    told = {row["initials"].upper() for row in rulebook.table("known_initials")}
    return frozenset(told | {part for row in rulebook.table("abbreviations") for part in row["short"].split()})


def _in_capitals(case: Case, match: re.Match[str]) -> bool:
    """Whether a word stands in a line of capitals, or beside another in capitals: no abbreviation then."""
    text, start = case.view.text, match.start()
    beside = _BEFORE.search(text, max(start - 12, 0), start) or _BEHIND.match(text, match.end())
    if beside and all(_VOWEL.search(fold(word)) for word in (match["initials"], beside.group())):
        return True  # two syllables of a name: "HÀ NAM"
    return _lines_of_capitals(case).hold(start)


@kept
def _lines_of_capitals(case: Case) -> Spans:
    lines = (line for line in _LINE.finditer(case.view.text) if _is_in_capitals(line.group()))
    return Spans(line.span() for line in lines)


def _is_in_capitals(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > _CAPITALS * len(letters)
