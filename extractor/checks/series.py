"""Series of figures that part one whole: by years, places, groups of products, sources of money.

"năm 2019 có 02 sản phẩm, năm 2020 có 04 sản phẩm": pieces between commas, semicolons and "và", or lines of a list, with
one exact figure each and labels of one family, whose members do not overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extractor.checks.case import Case
from extractor.checks.counted import BULLET, Block, Counted, blocks
from extractor.kept import kept
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook
from extractor.text import fold

_SIGNS = re.compile(r"[\W_]+")
_BRACKET = re.compile(r"[()]")
_PLACES = re.compile(r"(?i)các (?:huyện|xã|phường|địa phương)[^:\d]{0,30}: ")
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_CLAUSE_END = re.compile(r"[\d.,]+(?: (?!và )(?:[^\W\d]+|\d sao)){0,12}(?: ?\([^()\n]*\))?(?:[.;:)\n]|$)")
"""The words of the last item of a list up to the end of its clause."""
_ONE_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+ ?){1,4}")
"""A name alone, as of a commune: "Hồng Thái"."""
_ALL_KINDS = ("chu the", "don vi", "co so")
"""Units of producers of any kind."""
_FEW_GROUPS = _FEW_ITEMS = 3
_SHORT, _FAR = 24, 90
"""Characters between two figures of a series, beside the label: few words; as many as a long name of a group has."""
_FARTHEST = 12
"""Paragraphs back in which the whole of a series may stand."""
_MOST_BESIDE = 200
"""Figures of a paragraph before and behind a series among which its whole may be."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one family, with those around them that may be their whole."""

    family: str
    members: tuple[Counted, ...]
    wholes: tuple[Counted, ...]
    start: int
    """Where its paragraph or its list begins."""
    goes_on: bool
    """Whether figures with other labels stand beside it in its sentence or list, which may be parts too."""
    lead: str
    """The words before it, from the last full stop or the line before."""
    unit: str
    """What it counts; where its figures name no unit that of the nearest figure before them that has one."""

    def counts_like(self, whole: Counted) -> bool:
        """Whether a figure counts what the series does: its unit may have a word more, or be any producer."""
        if self.family == "kinds":
            return whole.unit in _ALL_KINDS
        return bool(self.unit) and (whole.unit == self.unit or whole.unit.startswith(f"{self.unit} "))

    @property
    def added(self) -> float:
        """What the members make together."""
        return sum(member.value for member in self.members)


@kept
def series(case: Case) -> tuple[Series, ...]:
    """The series of a document's running text, in order."""
    return tuple(_series(case))


def _series(case: Case) -> Iterator[Series]:
    groups = _group_names(case.rulebook)
    stretches = blocks(case)
    for index, block in enumerate(stretches):
        if block.most < _FEWEST or len(block.figures) < _FEWEST:
            continue
        start, here = block.start, block.figures
        starts = [one.start for one in here]
        for layer in _layers(case, start, here):
            for family, first, last in _runs(case, layer, groups):
                members = layer[first:last]
                before, behind = _beside(stretches, index)
                at, behind_it = (bisect_left(starts, edge) for edge in (members[0].start, members[-1].end))
                ahead = [one for one in here[max(at - _MOST_BESIDE, 0) : at] if one.end <= members[0].start]
                rest = here[behind_it : behind_it + _MOST_BESIDE]
                lead = case.view.text[max(start - 200, 0) if not ahead else start : members[0].start]
                next_one = layer[last] if last < len(layer) and _joins(case, members[-1], layer[last], _FAR) else None
                if family == "kinds" and next_one and _closes(case, members[-1], next_one):
                    members, next_one = [*members, next_one], None  # one of a kind that has no rule
                goes_on = next_one is not None and (family == "kinds" or _is_like(next_one, members))
                goes_on = goes_on and not _closes(case, members[-2], members[-1])
                around = (*before, *ahead, *rest, *behind)
                unit = _unit(family, members, (*before, *ahead))
                yield Series(family, tuple(members), around, start, goes_on, lead, unit)


def _beside(stretches: Sequence[Block], index: int) -> tuple[list[Counted], list[Counted]]:
    """The figures of the stretches before one, and the total with which the stretch behind it begins."""
    before = stretches[max(index - _FARTHEST, 0) : index]
    behind = stretches[index + 1 : index + 2]
    return (
        [one for block in before for one in block.figures[-_MOST_BESIDE:]],
        [one for block in behind for one in block.figures[:1] if one.is_total],
    )


def _unit(family: str, members: Sequence[Counted], before: Sequence[Counted]) -> str:
    if family in ("groups", "stars"):
        return "san pham"
    return next((one.unit for one in (*members, *reversed(before)) if one.unit), "")


def _closes(case: Case, one: Counted, last: Counted) -> bool:
    """Whether "và" before a figure and the end of a clause behind it say that it is the last of its list."""
    text = case.view.text
    return text[one.start : last.start].endswith(" và ") and _CLAUSE_END.match(text, last.start) is not None


def _layers(case: Case, start: int, found: Sequence[Counted]) -> Iterator[list[Counted]]:
    """The figures outside of brackets, and those of each bracket: "14 doanh nghiệp (09 công ty, 05 …) và 23 hộ"."""
    layers: dict[int, list[Counted]] = {}
    opened: list[int] = []
    for figure in found:
        for sign in _BRACKET.finditer(case.view.text, start, figure.start):
            if sign.group() == "(":
                opened.append(sign.start())
            elif opened:
                opened.pop()
        start = figure.start
        layers.setdefault(opened[-1] if opened else -1, []).append(figure)
    yield from layers.values()


def _is_like(one: Counted, members: Sequence[Counted]) -> bool:
    """Whether a figure beside a series may be one more of it: of its unit, and no total."""
    return not one.is_total and (one.unit in {member.unit for member in members} or not one.unit)


def _runs(case: Case, found: Sequence[Counted], groups: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Family, first and last index of the longest rows of found whose labels are of one family."""
    if not any(_joins(case, one, other, _FAR) for one, other in pairwise(found)):
        return
    families = [_family(case, one, groups) for one in found]
    if "places" in families:
        families = ["places" if family == "names" else family for family in families]
    if len(found) >= _FEW_ITEMS and all(_is_item(case, one) for one in found):
        families = ["items"] * len(found) if None in families else families
    first = 0
    while first < len(found):
        family = families[first]
        words = _FAR if family == "groups" else _SHORT
        last = first + 1
        while last < len(found) and families[last] == family and _joins(case, found[last - 1], found[last], words):
            last += 1
        members = found[first:last]
        fewest = _FEW_GROUPS if family in ("groups", "names") else _FEWEST
        if family and len(members) >= fewest and _are_alike(members, family):
            yield family, first, last
        first = last


def _is_item(case: Case, one: Counted) -> bool:
    """Whether a figure is a sum of money that fills a line of a list with its label."""
    line = case.view.text.rfind("\n", 0, one.start) + 1
    return one.unit == "dong" and not one.is_total and BULLET.match(case.view.text, line) is not None


def _joins(case: Case, one: Counted, other: Counted, words: int = _SHORT) -> bool:
    """Whether nothing but the label of ``other`` stands between two figures, in one sentence or list."""
    between = _BRACKETS.sub("", case.view.text[max(one.end, one.share_end) : other.start].rstrip(" :"))
    between = _PLACES.sub("", between)
    ends, _, begins = between.rpartition("\n")
    if ends or between.startswith("\n"):  # the line of a list, which may end like a sentence
        between = ends.strip(" .;,\n") + (begins[match.end() :] if (match := BULLET.match(begins)) else f". {begins}")
    return len(between) <= len(other.label) + words and not re.search(r"[.:]\s|trong đó|bao gồm", between)


def _are_alike(members: Sequence[Counted], family: str) -> bool:
    units = {one.unit for one in members if one.unit}
    if family in ("kinds", "stars"):
        names = {fold(f"{one.label} {one.behind}") for one in members}
        return len(names) == len(members) and all(one.exact for one in members)
    if family == "years" and len({tuple(_ONE_YEAR.findall(one.label)[-1:]) for one in members}) < len(members):
        return False
    labels = {fold(f"{one.label} {one.behind}" if family == "groups" else one.label) for one in members}
    return len(units) <= 1 and len(labels) == len(members) and all(one.exact for one in members)


def _family(case: Case, one: Counted, groups: frozenset[str]) -> str | None:
    for family, pattern in _families(case.rulebook):
        if pattern.search(one.label) and (family != "sources" or one.unit == "dong"):
            return family
    words = " ".join(_SIGNS.sub(" ", fold(one.label)).split()).removesuffix(" co")
    behind = " ".join(_SIGNS.sub(" ", fold(one.behind)).split()).removeprefix("san pham ")
    behind = behind.removeprefix("thuoc ").removeprefix("nhom ")
    if (
        behind in groups
        or (behind.count(" ") > 1 and any(name.startswith(behind) for name in groups))
        or any(words[place:] in groups for place in _starts_of_words(words))
    ):
        return "groups"
    if case.pattern("series", "stars").match(one.behind):
        return "stars"
    if case.pattern("series", "kinds").search(one.unit or words):
        return "kinds"
    return "names" if _NAME.fullmatch(one.label) else None


@lru_cache(maxsize=8)
def _families(rulebook: Rulebook) -> Sequence[tuple[str, Pattern]]:
    """The families that a label tells, with the patterns of these labels."""
    told = ((str(rule.values.get("family", "")), rule.pattern) for rule in rulebook.rules("series"))
    return tuple((family, pattern) for family, pattern in told if family)


def _starts_of_words(words: str) -> Iterator[int]:
    place = 0
    while place < len(words):
        yield place
        place = words.find(" ", place) + 1 or len(words)


@lru_cache(maxsize=8)
def _group_names(rulebook: Rulebook) -> frozenset[str]:
    """The names of groups of products in plain words, those of all regimes."""
    return frozenset(
        " ".join(_SIGNS.sub(" ", fold(name)).split())
        for row in rulebook.table("ocop_groups")
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    )
