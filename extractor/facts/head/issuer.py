"""Who issues a document: from the letterhead, the sentence that enacts, or the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from extractor.facts.citations.tails import spelled
from extractor.facts.head.page import RULED, head_rules
from extractor.facts.head.shouted import named
from extractor.facts.head.signature import in_capitals, role_of
from extractor.rulebook import Rulebook

_BELOW = ("Kính gửi", "V/v", "Số", "/", "PHỤ LỤC", "DANH SÁCH", "BIỂU")
"""With these begins what stands below a letterhead; lists and annexes that go alone have no number there, and of a
number written by hand an engine may leave only the symbol."""

_CHAIRMAN = re.compile(r"CHỦ TỊCH (?=(?:ỦY BAN|UBND|HỘI ĐỒNG|HĐND) )")
_LOCAL = ("Ủy ban nhân dân ", "Hội đồng nhân dân ")
_RESOLVES = re.compile(r"(?i):|\bquyết (?:nghị|định)\b")
_ENACTING = 6
"""Lines below the title in which a decision names, in capitals, who enacts it."""


def read_issuer(lines: list[str], kinds: list[str], at: int | None, title_end: int, rulebook: Rulebook) -> str | None:
    """The issuer: from the letterhead, else the sentence that enacts, else the signature."""
    letterhead = _letterhead(lines[: at if at is not None else 12], rulebook)
    enacting = _letterhead(lines[title_end : title_end + _ENACTING], rulebook) if at is not None else None
    local = enacting is not None and enacting.startswith(_LOCAL) and not _RESOLVES.search(enacting)
    if letterhead and enacting and local and enacting.startswith(f"{letterhead} "):
        return enacting  # which also says where
    if letterhead:
        return letterhead
    if local:
        return enacting
    for rule in head_rules(rulebook, "enacting"):
        for line, kind in zip(lines[title_end : title_end + 40], kinds[title_end:], strict=False):
            if kind == "text" and (match := rule.pattern.match(line)):
                return spelled(match["issuer"], rulebook)
            if kind in ("roman", "number", "number-2", "article"):
                break
    return _signing_body(lines, rulebook)


def _letterhead(lines: list[str], rulebook: Rulebook) -> str | None:
    """The issuing body above the number: the last name in capitals, with the line that says where."""
    names = takewhile(lambda line: not line.startswith(_BELOW), lines)
    bodies: list[str] = []
    for line in names:
        name = re.sub(r" ?(?:CỘNG H[ÒO]A XÃ HỘI|Độc lập).*", "", line)
        if not name.isupper() or RULED.match(name):
            continue
        name = _CHAIRMAN.sub("", name)  # who acts for the body that issues
        if re.match(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|TP\.?) ", name) and bodies:
            bodies[-1] = f"{bodies[-1]} {name}"
        elif rulebook.compile("(?i:{letterhead})").match(name):
            bodies.append(name)
        elif bodies and not role_of(name, rulebook):  # a long name is set on two lines
            bodies[-1] = f"{bodies[-1]} {name}"
    return spelled(with_capitals(bodies[-1], rulebook), rulebook) if bodies else None


def with_capitals(name: str, rulebook: Rulebook) -> str:
    """A body's name set in capitals as running text writes it: "Ủy ban nhân dân tỉnh Thái Bình", "Sở Y tế"."""
    words = spelled(name, rulebook).lower()
    words = words[:1].upper() + words[1:]
    small = words.lower()
    for known, written in _issuers(rulebook):
        words = written.sub(known, words) if known.lower() in small else words
    unit = re.search(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn) (.+)$", words)
    return words[: unit.start(1)] + named(unit.group(1)) if unit else words


@cache
def _issuers(rulebook: Rulebook) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The names of issuers, the longest first, and how each is found whatever its capitals."""
    names = {row["name_vi"] for row in rulebook.tables.get("issuers", ())}
    return [(name, re.compile(rf"(?i)\b{re.escape(name)}\b")) for name in sorted(names, key=len, reverse=True)]


def _signing_body(lines: list[str], rulebook: Rulebook) -> str | None:
    """The body in whose name, or by whose head, the document is signed."""
    for index, line in in_capitals(lines):
        if (match := re.match(r"TM\. ?(.+)", line)) and line.isupper():
            return with_capitals(match[1], rulebook)
        if (
            role_of(line, rulebook)
            and index + 1 < len(lines)
            and re.match(r"(?:CHI CỤC|SỞ|PHÒNG|CỤC|BAN) ", lines[index + 1])
        ):
            name = with_capitals(lines[index + 1], rulebook)
            return re.sub(r"\b(?:ptnt|qlcl|nn|kt|tc)\b", lambda m: m.group().upper(), name, flags=re.IGNORECASE)
    return None
