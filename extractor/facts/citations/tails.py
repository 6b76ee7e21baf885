"""What surrounds the number of an instrument: date, issuer and title after it, the issuer as subject before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.facts.citations.anchors import Anchor
from extractor.numbers import date
from extractor.rulebook import Rule, Rulebook

_CLAUSE_END = re.compile(r";|\.(?=[\s/)\"”]|$)|\n")
_ABBREVIATED = re.compile(r"\b(?:TP|TX|Tp|Tx|tp|[A-ZĐ])$")
_REACH = 400
_TITLE_REACH = 700
_PAIRS = {")": "(", "]": "[", "”": "“"}


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read after an anchor; ``end`` is where the mention ends in the view."""

    end: int
    date: str | None = None
    issuer: str | None = None


@cache
def part_rules(rulebook: Rulebook, part: str) -> tuple[Rule, ...]:
    """The rules of ``rules/citation_tails`` that read one part."""
    return tuple(rule for rule in rulebook.rules("citation_tails") if rule.values["part"] == part)


def read_tail(text: str, anchor: Anchor, limit: int, rulebook: Rulebook) -> Tail:
    """Date and issuer in either order, directly after ``anchor`` and before ``limit``."""
    values: dict[str, str] = {}
    end = anchor.end
    for part in ("date", "issuer", "date"):
        if part not in values and (found := _part(text, end, limit, part, rulebook)):
            values[part], end = found
    return Tail(end, values.get("date"), values.get("issuer"))


def _part(text: str, start: int, limit: int, part: str, rulebook: Rulebook) -> tuple[str, int] | None:
    for rule in part_rules(rulebook, part):
        if match := rule.pattern.match(text, start, limit):
            value = date(match[part].strip()) if part == "date" else spelled(match[part], rulebook)
            if value:
                return value, match.end(part)
    return None


def subject(text: str, start: int, anchor: Anchor, rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The issuer and date that the sentence names before ``anchor``: "Bộ … đã ban hành Quyết định số …"."""
    for rule in part_rules(rulebook, "subject"):
        if match := rule.pattern.search(text, max(start, anchor.start - _REACH), anchor.start):
            printed = match.groupdict().get("date")
            return spelled(match["issuer"], rulebook), date(printed) if printed else None
    return None, None


def read_title(
    text: str, start: int, limit: int, following: list[tuple[int, bool]], rulebook: Rulebook
) -> tuple[str, int] | None:
    """The title that opens at ``start`` (the end of a mention), and where it ends.

    ``following`` holds the starts of the citations after it with whether each is part of the title; the first that
    is not ends it.
    """
    opening = next((m for rule in part_rules(rulebook, "title") if (m := rule.pattern.match(text, start, limit))), None)
    if opening is None:
        return None
    begin = opening.end()
    end = min(limit, begin + _TITLE_REACH)
    end = min([end, *(_before(text, begin, place) for place, inside in following if not inside and place > begin)])
    for rule in part_rules(rulebook, "title_end"):
        if match := rule.pattern.search(text, begin, end):
            end = match.start()
    end = min(end, _clause_end(text, begin, end), _unbalanced(text, begin, end))
    title = text[begin:end].strip(" ,;.-")
    if title.startswith("“") and title.endswith("”") and title.count("“") == 1:
        title = title[1:-1]
    return (title, end) if title else None


def title_tail(title: str, rulebook: Rulebook) -> tuple[str, str | None, str | None]:
    """A title parted from the date and the issuer that are set behind it: (title, date, issuer)."""
    for rule in part_rules(rulebook, "title_tail"):
        if (match := rule.pattern.search(title)) and match.start() and (day := date(match["date"])):
            return title[: match.start()], day, match["issuer"] and spelled(match["issuer"], rulebook)
    return title, None, None


def _before(text: str, begin: int, place: int) -> int:
    """Where the words end that lead from a title to the next citation: ", " or " và các "."""
    lead = re.search(r"(?:[,;]? và|[,;]|,? theo| và| tại|,? cùng với)?(?: các| những)?[ :]*$", text[begin:place])
    return begin + lead.start() if lead else place


def _clause_end(text: str, begin: int, end: int) -> int:
    for match in _CLAUSE_END.finditer(text, begin, end):
        if not _ABBREVIATED.search(text, begin, match.start()):
            return match.start()
    return end


def _unbalanced(text: str, begin: int, end: int) -> int:
    """Where a bracket closes that was opened before the title."""
    open_: list[str] = []
    for offset in range(begin, end):
        sign = text[offset]
        if sign in _PAIRS.values():
            open_.append(sign)
        elif sign in _PAIRS:
            if _PAIRS[sign] not in open_:
                return offset
            open_.remove(_PAIRS[sign])
    return end


@cache
def _abbreviations(rulebook: Rulebook) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(rulebook.table("abbreviations"), key=lambda row: -len(row["short"]))
    return tuple((re.compile(rf"(?<!\w){re.escape(row['short'])}(?!\w)"), row["full"]) for row in rows)


def spelled(name: str, rulebook: Rulebook) -> str:
    """An issuer's name as printed, its abbreviations spelled out ("UBND tỉnh": "Ủy ban nhân dân tỉnh")."""
    for pattern, full in _abbreviations(rulebook):
        name = pattern.sub(full, name)
    return name.strip()
