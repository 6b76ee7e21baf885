"""N2, shares of what was told before: "402 sản phẩm bán trên mạng (62,4%)", "41 sản phẩm, chiếm 87,2% số hồ sơ"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.case import Case
from extractor.checks.percentages import is_said
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number
from extractor.text import fold

_FULL = 100
_NEAR = 0.2
"""By what part of the right share the printed one may miss it and still be a slip."""
_PARAGRAPHS = 3
"""Paragraphs back in which the whole of a share may stand."""
_DIGITS = 3
"""Digits of a share with which one wrong digit is told from another share."""
_FIGURE = re.compile(
    r"(?<![\w.,/])(?P<figure>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d/]|[.,]\d| ?%) "
    r"(?P<unit>[^\W\d]+(?: [^\W\d]+)?)"
)
_INEXACT = re.compile(r"(?i)(?:hơn|gần|khoảng|trên|dưới|ít nhất|thêm|tăng|giảm) $")
_PAGES = 3000
"""Characters back in which the number of things may stand of which a share is told."""
_WORDS = 12
"""Characters before a figure in which a word may say that it is not exact."""
_CLAUSE = re.compile(r"[.;,()\n]")
_CLAUSE_LENGTH = 60
"""Characters around a figure in which its clause says of what it is."""
_STOP = re.compile(r"[.;](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of the text; with the share that it is said to be, or without one."""

    start: int
    end: int
    value: float
    printed: str
    unit: str
    share: str = ""
    planned: bool = False
    """Whether the figure is that of a plan, or the share is one of a plan."""

    def of(self, whole: float) -> float:
        """Its share in ``whole``, in percent."""
        return _FULL * self.value / whole

    def fits(self, whole: float) -> bool:
        """Whether its share as printed is that in ``whole``, rounded or cut off."""
        return is_said(self.of(whole), self.share)


def of_what_was_told(case: Case) -> Iterator[Finding]:
    """N209: the share behind a figure is not the one that it has in the whole that the text gives.

    The whole is the one of which another share of the paragraph is taken (an error), or the only greater figure of its
    unit in the sentence (an error where the share is near to right); elsewhere in the paragraphs before it this warns,
    where the share has one wrong digit. Silent where the share fits any figure told there. A share of a plan has its
    whole among figures that are planned; one against another time has none.
    """
    text = case.view.text
    shares = list(_shares(case))
    figures = [one for one in _figures(case) if one.value] if shares else []
    starts = [one.start for one in figures]
    for one in shares:
        line = text.find("\n", one.end)
        first, behind = (bisect_left(starts, end) for end in (_back(text, one.start), line if line > 0 else len(text)))
        near = [whole for whole in figures[first:behind] if whole.start != one.start]
        if any(one.fits(whole.value) for whole in near) or one.fits(sum(s.value for s in _beside(shares, one, text))):
            continue
        wholes = [whole for whole in near if whole.value > one.value and _is_same(whole.unit, one.unit)]
        wholes = [whole for whole in wholes if whole.planned or not one.planned]
        found, sure = _whole(one, wholes, _beside(shares, one, text), text)
        if found is not None:
            right = f"{written(one.of(found.value), len(one.share.partition(',')[2]))}%"
            yield Finding(
                "N209",
                "error" if sure else "warning",
                f"{one.printed} trên {found.printed} là {right}, không phải {one.share}%.",
                tuple(case.words(*case.view.span(told.start, told.end)) for told in (one, found)),
                expected=right,
                found=f"{one.share}%",
                remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
            )


def of_units(case: Case) -> Iterator[Finding]:
    """N207: "41 sản phẩm …, chiếm 87,2% số hồ sơ": a share of things whose number stands before.

    Silent where any number of them fits, and where several greater ones stand, unless the share is of all of them
    ("số sản phẩm hiện có") and has one wrong digit.
    """
    text = case.view.text
    for match in case.pattern("series", "share").finditer(text):
        part, unit = number(match["part"].rstrip(".")), match["unit"].lower()
        back = text[max(match.start() - _PAGES, 0) : match.start()]
        told = {
            found[1].rstrip(".")
            for found in re.finditer(rf"(?<![\w.,/])(\d[\d.]*) {re.escape(unit)}(?!\w)", back)
            if not _INEXACT.search(back, max(found.start() - _WORDS, 0), found.start())
        }
        values = {float(value) for value in map(number, told) if value is not None}
        one = _Told(match.start(), match.end(), float(part or 0), match["part"], unit, match["share"])
        if not part or not values or any(one.fits(value) for value in values):
            continue
        larger = {value for value in values if value > part}
        of_all = {value for value in larger if match["all"] and _has_one_slip(one, value)}
        wholes = larger if len(larger) == 1 else of_all
        if len(wholes) == 1:
            right = written(one.of(wholes.pop()), 1)
            yield Finding(
                "N207",
                "error",
                f"{match['part']} trên số {unit} đã nêu là {right}%, không phải {match['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=f"{right}%",
                found=f"{match['share']}%",
                remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
            )


def _whole(one: _Told, wholes: Sequence[_Told], beside: Sequence[_Told], text: str) -> tuple[_Told | None, bool]:
    """The whole that is meant, and whether that is sure; ``None`` where it is not known."""
    others = Counter(whole for other in beside for whole in wholes if other != one and other.fits(whole.value))
    if others:
        return others.most_common(1)[0][0], True
    line = max(text.rfind("\n", 0, one.start), 0)
    sentence = max((stop.end() for stop in _STOP.finditer(text, line, one.start)), default=0)
    here = [whole for whole in wholes if sentence <= whole.start < one.start]
    if len({whole.value for whole in here}) == 1 and _is_slip(one, here[0].value):
        return here[0], True
    slips = [whole for whole in wholes if whole.start < one.start and _has_one_slip(one, whole.value)]
    return (slips[-1], False) if slips else (None, False)


def _is_slip(one: _Told, whole: float) -> bool:
    return abs(one.of(whole) - float(number(one.share) or 0)) <= _NEAR * one.of(whole)


def _has_one_slip(one: _Told, whole: float) -> bool:
    """Whether one digit of the share is wrong, or two that stand together changed places."""
    decimals = len(one.share.partition(",")[2])
    right, told = f"{one.of(whole):.{decimals}f}".replace(".", ""), one.share.replace(",", "")
    if len(right) != len(told) or len(told) < _DIGITS:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(right, told, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return right[wrong[0]] == told[wrong[1]] and right[wrong[1]] == told[wrong[0]]
    return len(wrong) == 1


def _shares(case: Case) -> Iterator[_Told]:
    for match in case.found("shares_of_counts"):
        value = number(match["part"].rstrip("."))
        said = match.group() + _clause_behind(case.view.text, match.end())
        if not value or case.rulebook.compile("{of_another_time}").search(said):
            continue
        if not _INEXACT.search(case.view.text, max(match.start() - _WORDS, 0), match.start()):
            share = match["share"] or match["share2"]
            planned = case.rulebook.compile("{of_a_plan}").search(said) is not None
            yield _Told(match.start(), match.end(), float(value), match["part"], match["unit"], share, planned)


def _figures(case: Case) -> Iterator[_Told]:
    for match in _FIGURE.finditer(case.view.text):
        value = number(match["figure"])
        if value is not None and not _INEXACT.search(case.view.text, max(match.start() - _WORDS, 0), match.start()):
            before = _CLAUSE.split(case.view.text[max(match.start() - _CLAUSE_LENGTH, 0) : match.start()])[-1]
            said = before + match["unit"] + _clause_behind(case.view.text, match.end())
            planned = case.rulebook.compile("{of_a_plan}").search(said) is not None
            yield _Told(match.start(), match.end(), float(value), match["figure"], match["unit"], planned=planned)


def _clause_behind(text: str, place: int) -> str:
    """The words behind ``place``, up to the next sign."""
    return _CLAUSE.split(text[place : place + _CLAUSE_LENGTH])[0]


def _beside(shares: Sequence[_Told], one: _Told, text: str) -> list[_Told]:
    """The shares of its unit in its paragraph, itself with them."""
    return [
        s
        for s in shares
        if _is_same(s.unit, one.unit) and "\n" not in text[min(s.start, one.start) : max(s.start, one.start)]
    ]


def _back(text: str, place: int) -> int:
    """Where the paragraphs begin in which the whole of a share may stand."""
    for _ in range(_PARAGRAPHS + 1):
        place = text.rfind("\n", 0, max(place, 0))
        if place < 0:
            return 0
    return place


def _is_same(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    return first == second or first.startswith(f"{second} ") or second.startswith(f"{first} ")
