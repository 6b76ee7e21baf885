"""The title of an instrument: where it begins behind a mention, where it ends, and the date and issuer behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.citations.anchors import Anchor
from extractor.facts.citations.symbols import LAWS, issued_by
from extractor.facts.citations.tails import in_capitals, part_rules, spelled
from extractor.numbers import date
from extractor.pattern import Pattern
from extractor.rulebook import Rule, Rulebook

TITLE_REACH = 700
_CLAUSE_END = re.compile(r";|\.(?=[\s/)\"”]|$)|\n")
_ABBREVIATED = re.compile(r"\b(?:TP|TX|Tp|Tx|tp|[A-ZĐ])$")
_BRACKET = re.compile(r"[][()“”]")
_NAMED = re.compile(r" ?\((?:sau đây |dưới đây )?(?:được )?(?:gọi|viết) [^()\n]{1,80}\)")
_PAIRS = {")": "(", "]": "[", "”": "“"}


@dataclass(frozen=True, slots=True)
class Next:
    """A citation behind a mention, which ends its title unless it is part of it."""

    start: int
    end: int
    kind: str
    symbol: str | None
    year: str | None
    changed: bool
    """Whether it is named as what is amended, replaced or repealed."""
    nests: bool
    """Whether it is so introduced that it may be part of a title."""


def read_title(
    text: str,
    start: int,
    limit: int,
    following: Sequence[Next],
    rulebook: Rulebook,
    *,
    dated: bool,
    whole: bool,
    capitals: bool,
) -> tuple[str, int] | None:
    """The title that opens at ``start`` (the end of a mention), and where it ends.

    ``dated``: whether date or issuer stand before it, so that a verb is the title's and not the sentence's. The first
    of the citations ``following`` that is not part of the title ends it. With ``whole`` (the
    one act of a line of the preamble) it may hold semicolons.
    """
    rules = (rule for rule in part_rules(rulebook, "title") if dated or not rule.values.get("dated"))
    opening = next((m for rule in rules if (m := _pattern(rule, capitals).match(text, start, limit))), None)
    if opening is None:
        return None
    begin = opening.end()
    end = min(limit, begin + TITLE_REACH)
    end = min([end, *_outside(text, begin, following)])
    for rule in part_rules(rulebook, "title_end"):
        if match := rule.pattern.search(text, begin, end):
            end = match.start()
    end = min(
        end,
        _clause_end(text, begin, end, limit if whole and not following else 0, rulebook),
        _unbalanced(text, begin, end),
    )
    title = text[begin:end].strip(" ,;.-")
    if title.startswith("“") and title.endswith("”") and title.count("“") == 1:
        title = title[1:-1]
    return (title, end) if title and not title.endswith(" này") else None


@dataclass(frozen=True, slots=True)
class Closed:
    """A title with the date and the issuer behind it, which stand at ``start:end``."""

    title: str
    start: int
    end: int
    date: str
    issuer: str


def _pattern(rule: Rule, capitals: bool) -> Pattern:
    return in_capitals(rule) if capitals else rule.pattern


def closed_title(text: str, anchor: Anchor, limit: int, following: Sequence[Next], rulebook: Rulebook) -> Closed | None:
    """The title of an act whose number stands alone, told by the date and issuer that close it.

    The date must be of the year in the number and the issuer must fit the symbol, where they tell; so neither is taken
    from an act that the title names, nor from the sentence.
    """
    if anchor.end >= limit:
        return None
    parts = (*part_rules(rulebook, "title"), *part_rules(rulebook, "alone"))
    opening = next((m for rule in parts if (m := rule.pattern.match(text, anchor.end, limit))), None)
    if opening is None:
        return None
    begin = opening.end()
    for rule in part_rules(rulebook, "closing"):
        for match in rule.pattern.finditer(text, begin, min(limit, begin + 2 * TITLE_REACH)):
            day, issuer = date(match["date"]), spelled(match["issuer"] or match["issuer_2"], rulebook)
            inside = [after for after in following if begin < after.start < match.start()]
            if day is None or not _own(anchor, day, issuer, match.start(), inside, rulebook):
                continue
            title = text[begin : match.start()].strip(" ,;.-")
            return Closed(title, match.start(), match.end(), day, issuer) if title else None
    return None


def _own(anchor: Anchor, day: str, issuer: str, place: int, inside: Sequence[Next], rulebook: Rulebook) -> bool:
    """Whether date and issuer at ``place`` are those of ``anchor``, and of no act ``inside`` its title."""
    if anchor.year != day[:4] and (anchor.year or inside):
        return False
    fits = issued_by(anchor.symbol or "", issuer, rulebook)
    if fits is False and anchor.kind not in LAWS:
        return False
    if any(after.symbol == anchor.symbol and after.year == anchor.year and not after.nests for after in inside):
        return False
    last = inside[-1] if inside else None
    if last is None or last.end != place:
        return True
    if last.year is None:  # a law named without its number: its date would not come with an issuer that fits the act
        return last.kind in LAWS and anchor.year is not None and fits is True
    return last.year != day[:4]


def title_tail(title: str, rulebook: Rulebook) -> tuple[str, str | None, str | None]:
    """A title parted from the date and the issuer that are set behind it: (title, date, issuer)."""
    for rule in part_rules(rulebook, "title_tail"):
        if (match := rule.pattern.search(title)) and match.start() and (day := date(match["date"])):
            return title[: match.start()], day, match["issuer"] and spelled(match["issuer"], rulebook)
    return title, None, None


def past_name(text: str, end: int) -> int:
    """Where a mention ends behind the name that it gives to the act: "(sau đây gọi tắt là Quyết định 919)"."""
    named = _NAMED.match(text, end)
    return named.end() if named else end


def _outside(text: str, begin: int, following: Sequence[Next]) -> list[int]:
    """Where the words end that lead from a title to the next citation that is not part of it.

    One joined by "và" to an act of its kind that the title changes is part of it ("sửa đổi Nghị định A và B").
    """
    changed: set[str] = set()
    for after in following:
        if after.start < begin:
            continue
        if after.nests:
            changed |= {after.kind} if after.changed else set()
        elif not (text.endswith(" và ", begin, after.start) and after.kind in changed):
            return [_before(text, begin, after.start)]
    return []


def _before(text: str, begin: int, place: int) -> int:
    """Where the words end that lead from a title to the next citation: ", " or " và các "."""
    lead = re.search(r"(?:[,;]? và|[,;]|,? theo| và| tại|,? cùng với)?(?: các| những)?[ :]*$", text[begin:place])
    return begin + lead.start() if lead else place


def _clause_end(text: str, begin: int, end: int, line: int, rulebook: Rulebook) -> int:
    """Where the clause of a title ends; in a line that names one act and ends at ``line`` it may hold semicolons."""
    for match in _CLAUSE_END.finditer(text, begin, end):
        if match.group() == "." and _ABBREVIATED.search(text, begin, match.start()):
            continue
        if match.group() == ";" and text[match.end() : match.end() + 2].strip().islower() and match.end() + 2 < line:
            continue
        if any(rule.pattern.match(text, match.start(), end) for rule in part_rules(rulebook, "title_goes_on")):
            continue
        return match.start()
    return end


def _unbalanced(text: str, begin: int, end: int) -> int:
    """Where a bracket closes that was opened before the title."""
    open_: list[str] = []
    for match in _BRACKET.finditer(text, begin, end):
        sign = match.group()
        if sign not in _PAIRS:
            open_.append(sign)
        elif _PAIRS[sign] in open_:
            open_.remove(_PAIRS[sign])
        else:
            return match.start()
    return end
