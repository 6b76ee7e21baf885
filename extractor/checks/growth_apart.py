"""N2, growth against figures that are told with other words: in another paragraph, or in another unit of money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.case import Case
from extractor.checks.percentages import is_said, read_value
from extractor.checks.wording import written
from extractor.model import Finding

_FULL = 100
_PLAUSIBLE = 0.6
"""By what part of the greater one the share told and the right one may differ and still be of the same two figures."""
_CLAUSE = re.compile(r"[.;](?:\s|$)|\n")
_BEFORE = 160
_UNITS = ("nghìn đồng", "triệu đồng", "tỷ đồng")
_MONEY = re.compile(r"(?<![\w.,/])(?P<sum>\d[\d.]*(?:,\d+)?) (?P<unit>(?:nghìn|triệu|tỷ) đồng)(?![/\w])")


def from_elsewhere(case: Case) -> Iterator[Finding]:
    """N210: growth against a year whose figure, of the same thing, stands in another paragraph.

    Silent unless one figure only is told of that thing and year in the document.
    """
    for match, told in _told(case, "year"):
        thing, now, share = _thing(case, match.start()), read_value(told["now"]), read_value(told["share"])
        figure = re.compile(rf"(?<![\w.,/])(\d[\d.]*(?:,\d+)?) {re.escape(told['unit'])}(?!\w)")
        bases = {
            value: one
            for one in figure.finditer(case.view.text)
            if thing and _is_of_year(case, one, thing, told["year"]) and (value := read_value(one[1]))
        }
        if len(bases) != 1 or now is None or share is None:
            continue
        ((base, where),) = bases.items()
        right = _FULL * (now - base) / base * _sign(told)
        if where.start() < match.start() and not is_said(right, told["share"]) and _is_plausible(right, share):
            way, proper = told["way"].lower(), f"{written(right, 1)}%"
            yield _finding(
                case,
                "N210",
                f"Từ {where[1]} đến {told['now']} là {way} {proper}, không phải {way} {told['share']}%.",
                (match, where),
                (proper, f"{told['share']}%"),
            )


def in_another_unit(case: Case) -> Iterator[Finding]:
    """N211: growth fits the digits of two sums of money, but they are told in different units: "86,4 triệu đồng"."""
    for match, told in _told(case, "base"):
        paragraph = case.view.text.rfind("\n", 0, match.start()) + 1
        last = next(reversed(list(_MONEY.finditer(case.view.text, paragraph, match.start()))), None)
        base = read_value(told["base"])
        if last is None or not base or told["unit"] not in _UNITS or last["unit"] == told["unit"]:
            continue
        if is_said(_FULL * ((read_value(last["sum"]) or 0) - base) / base * _sign(told), told["share"]):
            yield _finding(
                case,
                "N211",
                f"{last.group()} và {told['base']} {told['unit']}: tỷ lệ {told['share']}% chỉ khớp khi cùng đơn vị.",
                (last, match),
                (f"{last['sum']} {told['unit']}", last.group()),
            )


def _sign(told: Mapping[str, str]) -> int:
    return -1 if told["way"].lower() == "giảm" else 1


def _told(case: Case, use: str) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    """The growths of a use, each with the words of its named parts."""
    for rule in case.rulebook.rules("growth"):
        for match in rule.pattern.finditer(case.view.text) if rule.values.get("use") == use else ():
            yield match, {name.rstrip("2"): words for name, words in match.groupdict().items() if words}


def _thing(case: Case, start: int) -> str | None:
    """Of what a figure is told in its clause: "doanh thu"; ``None`` where no such word stands there."""
    clause = _CLAUSE.split(case.view.text[max(start - _BEFORE, 0) : start])[-1]
    found = list(case.pattern("growth", "thing").finditer(clause))
    return found[-1]["thing"].lower() if found else None


def _is_of_year(case: Case, one: re.Match[str], thing: str, year: str) -> bool:
    """Whether a figure is told of the thing for the year, with no other year between."""
    clause = _CLAUSE.split(case.view.text[max(one.start() - _BEFORE, 0) : one.start()])[-1]
    named = re.findall(r"năm (20\d\d)", clause)
    return named[-1:] == [year] and _thing(case, one.start()) == thing


def _is_plausible(right: float, share: float) -> bool:
    return abs(right - share) <= _PLAUSIBLE * max(abs(right), share)


def _finding(case: Case, code: str, message: str, sides: Sequence[re.Match[str]], values: tuple[str, str]) -> Finding:
    return Finding(
        code,
        "error",
        message,
        tuple(case.words(*case.view.span(side.start(), side.end())) for side in sides),
        expected=values[0],
        found=values[1],
        remedy="Đối chiếu số liệu của hai kỳ, ghi lại số, đơn vị hoặc tỷ lệ.",
    )
