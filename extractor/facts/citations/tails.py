"""What surrounds the number of an instrument: date and issuer behind it, the issuer before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractor.facts.citations.anchors import Anchor, kind_named
from extractor.facts.citations.symbols import UNTOLD
from extractor.numbers import date
from extractor.pattern import Pattern
from extractor.rulebook import Rule, Rulebook

_REACH = 400
_BETWEEN = 120
_JOINT = re.compile(r"(?:LT|LN|LB|LS|PH)(?:[-/]|$)")
"""The letters of joint acts: TTLT, NQLT, HDLN, CTPH …"""
_LAST = 60
"""How many characters before an act hold the words with which the rules of a subject end."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read after an anchor: the mention ends at ``end`` of the view, a title may begin at ``after``."""

    end: int
    after: int
    date: str | None = None
    issuer: str | None = None


@cache
def part_rules(rulebook: Rulebook, part: str) -> tuple[Rule, ...]:
    """The rules of ``rules/citation_tails`` that read one part."""
    return tuple(rule for rule in rulebook.rules("citation_tails") if rule.values["part"] == part)


def read_tail(text: str, anchor: Anchor, limit: int, rulebook: Rulebook) -> Tail:
    """Date and issuer in either order, directly after ``anchor`` and before ``limit``."""
    values: dict[str, str] = {"issuer": anchor.issuer} if anchor.issuer else {}
    end = after = anchor.end
    for part in ("date", "issuer", "date"):
        if part not in values and (found := _part(text, after, limit, part, anchor, rulebook)):
            values[part], end, after = found
    return Tail(end, after, values.get("date"), values.get("issuer"))


def _part(
    text: str, start: int, limit: int, part: str, anchor: Anchor, rulebook: Rulebook
) -> tuple[str, int, int] | None:
    """A part that stands at ``start``: its value, where it ends, and where what belongs to it ends."""
    for rule in part_rules(rulebook, part) if start < limit else ():
        if rule.values.get("joint") and not _JOINT.search(anchor.symbol or ""):
            continue
        pattern = in_capitals(rule) if anchor.capitals else rule.pattern
        if match := pattern.match(text, start, limit):
            name = part if match[part] else f"{part}_2"
            value = date(match[name].strip().lower()) if part == "date" else spelled(match[name], rulebook)
            if value:
                end = match.end() if match.group().endswith(")") else match.end(name)
                return value, end, match.end()
    return None


def in_capitals(rule: Rule) -> Pattern:
    """The pattern of a rule for a title in capitals: "QUYẾT ĐỊNH SỐ 12/QĐ-TTg NGÀY 05/01/2022 CỦA THỦ TƯỚNG"."""
    return _without_case(rule.pattern.pattern)


@cache
def _without_case(pattern: str) -> Pattern:
    return Pattern(pattern, re.IGNORECASE)


def is_form(text: str, anchor: Anchor, rulebook: Rulebook) -> bool:
    """Whether a number without a kind is that of a form or a contract."""
    start = max(anchor.start - _LAST, 0)
    return any(rule.pattern.search(text, start, anchor.start) for rule in rulebook.rules("form_numbers"))


def between(text: str, start: int, anchor: Anchor, rulebook: Rulebook) -> Anchor:
    """The anchor with kind and issuer where the issuer stands between kind and number.

    "Quyết định của Thủ tướng Chính phủ số 148/QĐ-TTg", "Nghị quyết HĐND tỉnh số 23/2022/NQ-HĐND".
    """
    begin = max(start, anchor.start - _BETWEEN)
    if not text.startswith("số", max(anchor.start - 4, 0)) and not text[begin : anchor.start].endswith("số "):
        return anchor
    for rule in part_rules(rulebook, "between"):
        if match := rule.pattern.search(text, begin, anchor.start):
            kind = kind_named(match["kind"], rulebook)
            if anchor.kind in (kind, UNTOLD):
                return replace(anchor, start=match.start(), kind=kind, issuer=spelled(match["issuer"], rulebook))
    return anchor


def subject(text: str, start: int, anchor: Anchor, rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The issuer and date that the sentence names before ``anchor``: "Bộ … đã ban hành Quyết định số …".

    Looked for behind the mention before, which ends at ``start``.
    """
    for rule in part_rules(rulebook, "subject"):
        if not rulebook.compile(rule.values["ends"]).search(text, max(start, anchor.start - _LAST), anchor.start):
            continue
        if match := rule.pattern.search(text, max(start, anchor.start - _REACH), anchor.start):
            printed = match.groupdict().get("date")
            return spelled(match["issuer"], rulebook), date(printed) if printed else None
    return None, None


@cache
def _abbreviations(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["short"]: row["full"] for row in rulebook.table("abbreviations")}
    rows |= {short.upper(): full for short, full in rows.items() if " " in short}  # as a letterhead has it
    words = "|".join(re.escape(short) for short in sorted(rows, key=lambda short: -len(short)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), rows


@lru_cache(maxsize=4096)
def spelled(name: str, rulebook: Rulebook) -> str:
    """An issuer's name as printed, its abbreviations spelled out ("UBND tỉnh": "Ủy ban nhân dân tỉnh")."""
    pattern, rows = _abbreviations(rulebook)
    return pattern.sub(lambda match: rows[match.group()], name).strip()
