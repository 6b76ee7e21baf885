"""Faults in sums, shares and growth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from planting_base import Change, Plant, fault, matches
from planting_figures import altered, altered_share, figures_between, sums, value

from extractor.model import Facts


def _total_changed(text: str, rng: Random, *, money: bool, family: str | None = None) -> Iterator[Change]:
    for one in sums(text):
        if one.total.money == money and family in (None, one.family):
            start, end = one.total.span
            yield Change(start, end, altered(text[start:end], rng), near=one.spans)


def _part_changed(text: str, rng: Random, family: str) -> Iterator[Change]:
    for one in sums(text):
        if one.family == family:
            for part in one.parts:
                yield Change(part.start, part.end, altered(text[part.start : part.end], rng), near=one.spans)


@fault("total of money")
def total_of_money(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    yield from _total_changed(text, rng, money=True)


@fault("total by stars")
def total_by_stars(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    yield from _total_changed(text, rng, money=False, family="stars")


@fault("part of money")
def part_of_money(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for family in dict.fromkeys(one.family for one in sums(text) if one.total.money):
        yield from _part_changed(text, rng, family)


def _of(family: str) -> Plant:
    @fault(f"part by {family}")
    def changed(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
        yield from _part_changed(text, rng, family)

    return changed


PARTS = [_of(family) for family in ("stars", "year", "place", "group", "producers", "source")]


@fault("unit of a part")
def thousandfold(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for one in sums(text):
        for part in one.parts if one.total.money else ():
            if text.startswith(" triệu", part.end):
                yield Change(part.end + 1, part.end + 6, "tỷ", near=one.spans)


NUMERALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@fault("words of a sum")
def words_of_a_sum(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for said in matches(r"\((?:Bằng chữ: )?(?P<words>[A-ZĐ][^()\d]{6,90} đồng)\)", text):
        for word in matches(rf"(?i)(?<!\w)(?:{'|'.join(NUMERALS)})(?!\w)", said["words"]):
            start = said.start("words") + word.start()
            other = rng.choice([one for one in NUMERALS if one != word[0].lower()])
            new = other.capitalize() if word[0][0].isupper() else other
            yield Change(start, start + len(word[0]), new, near=(said.span(),))


SHARE = r"(?P<n>\d{1,3}(?:,\d)?)%"


def _rounded(share: float, written: str) -> bool:
    places = len(written.partition(",")[2])
    return abs(share - value(written)) <= 0.5 * 10**-places + 1e-9


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[float, float]]:
    found = [one.value for one in figures_between(text, start, end) if one.value]
    yield from ((one, other) for one in found for other in found)


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether a figure just before is that share of a figure before it."""
    low, start = max(0, match.start() - 600), match.start()
    parts = figures_between(text, start - 60, start)[-1:]
    wholes = figures_between(text, low, start)
    return any(
        _rounded(100 * part.value / whole.value, match["n"])
        for part in parts
        for whole in wholes
        if whole.value > part.value > 0 and whole.money == part.money
    )


@fault("share")
def share(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(rf"(?:\((?:chiếm )?|chiếm ){SHARE}", text):
        if "," in match["n"] and _is_share(text, match):
            yield Change(*match.span("n"), altered_share(match["n"], rng))


@fault("growth share")
def growth_share(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(rf"(?:[Tt]ăng|[Gg]iảm) (?:khoảng )?{SHARE}", text):
        around = _pairs(text, match.start() - 160, match.end() + 160)
        if any(_rounded(abs(100 * (new / old - 1)), match["n"]) for new, old in around if new != old):
            yield Change(*match.span("n"), altered_share(match["n"], rng))


@fault("attainment share")
def attainment_share(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(rf"(?:[Đđ]ạt|[Bb]ằng) {SHARE}", text):
        around = _pairs(text, match.start() - 160, match.end() + 160)
        if any(_rounded(100 * done / plan, match["n"]) for done, plan in around if done != plan):
            yield Change(*match.span("n"), altered_share(match["n"], rng))
