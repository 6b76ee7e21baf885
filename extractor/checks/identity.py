"""C1, identity: a symbol is whole, and fits the body that is named with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import cast

from rapidfuzz.distance import OSA

from extractor.checks.case import Case
from extractor.checks.issuers import Bodies, bodies
from extractor.checks.wording import SURE, act, day
from extractor.model import Citation, Finding, Severity
from extractor.rulebook import Rulebook
from extractor.text import normalise

_SIGNED_BY_CODE = "{code}"
_CODE = re.compile(r"(?:QĐ|TT|CT|TB|KH|TTr|NQ|BC|CV)-([A-ZĐ][A-ZĐa-z&]{2,})(?:-|$)|^\d+/(B[A-ZĐ&]{3,})-")
_EVERYWHERE = ("TTg", "UBND", "HĐND", "VPCP")
"""Codes that stand in every document, so that a slip in them is known without the issuer."""
_TERM = re.compile(r"\d+/(?P<year>\d{4})/(?:QH|UBTVQH)(?P<term>\d{2})")
_HEAD = 4000
"""How far from the beginning a document's own symbol is looked for, in code points."""
_LETTERS = 4
"""Letters that a code must have for one of them to tell a slip from another code."""
_COMMUNE = re.compile(r"(?:UBND|Ủy ban nhân dân) (?:các )?(?:xã|phường|thị trấn|đặc khu)")
"""Offices that have no units which could draft."""
_AFTER = 120
"""How far behind a citation the name that explains its symbol may stand, in code points."""


def wrong_issuer(case: Case) -> Iterator[Finding]:
    """C101: the symbol of an act belongs to another body than the one named with it."""
    everyone = bodies(case.rulebook)
    for citation in case.cited():
        row = _rule(citation.key, case.rulebook)
        named = everyone.named(citation.issuer or "") if row else frozenset()
        start = _beside(case, citation, named) if named else None
        if row is None or start is None:
            continue
        by_code = row["issuer_codes"] == _SIGNED_BY_CODE
        code = everyone.codes.get(row["code"] if by_code else row["issuer_codes"])
        if code is None or everyone.may_sign(code, named) or named & everyone.parts:
            continue
        sure = row["certainty"] in SURE and (not by_code or everyone.certainty[code] in SURE)
        yield Finding(
            "C101",
            "error" if sure else "warning",
            f"{act(citation)} được ghi là của {citation.issuer}; "
            f"ký hiệu này là của {everyone.display[code]} ({row['means']}).",
            (case.words(start, citation.end),),
            expected=everyone.display[code],
            found=citation.issuer,
            remedy="Đối chiếu bản gốc: tên cơ quan đúng thì ghi lại ký hiệu, ký hiệu đúng thì ghi lại tên cơ quan.",
        )


def _beside(case: Case, citation: Citation, named: frozenset[str]) -> int | None:
    """Where the words begin that name the issuer beside ``citation`` itself; ``None`` when it is named for others too.

    It stands behind the symbol ("… của Bộ X"), or before the act as the subject ("Bộ X ban hành …"). An issuer named
    once for a list of acts is judged on the act beside it only.
    """
    everyone = bodies(case.rulebook)
    _, symbol, tail = normalise(citation.quote).rpartition(normalise(citation.symbol or "/"))
    if symbol and everyone.named(tail) & named:
        return citation.start
    start = case.lead(citation)
    before = " ".join(normalise(case.facts.document.text[start : citation.start]).split())
    for rule in case.rulebook.rules("issuing"):
        if (match := rule.pattern.search(before)) and everyone.named(match["issuer"]) & named:
            return start
    return None


@lru_cache(maxsize=4096)
def _rule(key: str, rulebook: Rulebook) -> Mapping[str, str] | None:
    """The row of ``rules/symbol_rules.csv`` for ``key``, with the code that stands in it as ``code``."""
    for row in rulebook.table("symbol_rules"):
        if match := rulebook.compile(row["pattern"]).fullmatch(key):
            return {**row, "code": match.groupdict().get("code") or ""}
    return None


def cut_symbol(case: Case) -> Iterator[Finding]:
    """C102: a part that the symbol cannot do without is missing."""
    yield from _cut_off(case)
    everyone = bodies(case.rulebook)
    for citation in case.cited():
        for row in _gaps(citation.key, case.rulebook):
            if row["beside"] and row["beside"] not in everyone.named(_nearby(case, citation)):
                continue
            if row["since"] and citation.date and citation.date < row["since"]:
                continue
            if row["kinds"] and (citation.kind not in row["kinds"].split("|") or _COMMUNE.search(citation.quote)):
                continue
            whole = _whole(case, citation, row)
            yield Finding(
                "C102",
                _gravity(row),
                f"Ký hiệu {citation.key} chưa đầy đủ: thiếu {row['lacks']}.",
                (case.evidence(citation),),
                expected=whole,
                found=citation.key,
                remedy=f"Ghi đủ ký hiệu: {whole or row['form']}.",
            )
            break


@lru_cache(maxsize=4096)
def _gaps(key: str, rulebook: Rulebook) -> tuple[Mapping[str, str], ...]:
    """The rows of ``rules/symbol_gaps.csv`` for ``key``."""
    return tuple(row for row in rulebook.table("symbol_gaps") if rulebook.compile(row["pattern"]).fullmatch(key))


def _cut_off(case: Case) -> Iterator[Finding]:
    """Symbols that end in a hyphen: "128/TTr- ngày 14/5/2024"."""
    for match in case.pattern("cut_symbols").finditer(case.view.text):
        yield Finding(
            "C102",
            "warning",
            f"Ký hiệu {match['cut']} chưa đầy đủ: thiếu chữ viết tắt sau dấu gạch nối.",
            (case.words(*case.view.span(match.start(), match.end())),),
            found=match["cut"],
            remedy="Ghi đủ ký hiệu: tên loại văn bản, cơ quan ban hành (Phụ lục III Nghị định 30/2020/NĐ-CP).",
        )


def _gravity(row: Mapping[str, str]) -> Severity:
    """How grave a gap is: as its row says, else by how surely the rule is known."""
    if row["severity"]:
        return cast(Severity, row["severity"])
    return "error" if row["certainty"] in SURE else "warning"


def _nearby(case: Case, citation: Citation) -> str:
    start = max(citation.start - _AFTER, 0)
    return case.facts.document.text[start : citation.end + _AFTER]


def _whole(case: Case, citation: Citation, row: Mapping[str, str]) -> str | None:
    """The whole symbol where it is known: from the authorities, or from what the date and the rule say."""
    if citation.corrected:
        return citation.corrected
    keys = {known["key"] for known in case.rulebook.table("authorities") if known["key"].startswith(citation.key)}
    if len(keys) == 1:
        return keys.pop()
    issued = citation.date or ""
    parts = {"key": citation.key, "number": citation.number, "symbol": citation.symbol, "year": issued[:4]}
    parts["term"] = _term(case.rulebook, issued or citation.year or "")
    needed = re.findall(r"\{(\w+)\}", row["whole"])
    return (row["whole"].format(**parts) or None) if all(parts[name] for name in needed) else None


def _term(rulebook: Rulebook, date: str) -> str | None:
    """The term of the National Assembly at a date; ``None`` when the date is too vague to tell."""
    held = [term for term, start, end in _terms(rulebook) if start[: len(date)] <= date <= end[: len(date)]]
    return held[0] if date and len(held) == 1 else None


@cache
def _terms(rulebook: Rulebook) -> tuple[tuple[str, str, str], ...]:
    return tuple((row["term"], row["from"], row["to"]) for row in rulebook.table("terms"))


def mistyped_code(case: Case) -> Iterator[Finding]:
    """C103: the code of a ministry is unknown, and one letter away from a known one."""
    everyone = bodies(case.rulebook)
    for symbol, issuer, start, end in _symbols(case):
        match = _CODE.search(symbol)
        code = (match.group(1) or match.group(2)) if match else ""
        if not code or code in everyone.codes:
            continue
        named = everyone.named(issuer)
        known = _nearest(code, named, everyone)
        if known is None:
            continue
        body = everyone.codes[known]
        expected = symbol.replace(code, known)
        yield Finding(
            "C103",
            "error" if body in named and everyone.certainty[body] in SURE else "warning",
            f"Ký hiệu {symbol} có mã cơ quan “{code}” không có trong danh mục; "
            f"gần nhất là {known} ({everyone.display[body]}).",
            (case.words(start, end),),
            expected=expected,
            found=symbol,
            remedy=f"Đối chiếu bản gốc; nếu đúng là văn bản của {everyone.display[body]} thì ghi {expected}.",
        )


def _symbols(case: Case) -> Iterator[tuple[str, str, int, int]]:
    """The document's own symbol and those of the acts that it cites, with the issuers named and the places."""
    head, text = case.facts.head, case.facts.document.text
    if head.symbol and (at := text.find(head.symbol, 0, _HEAD)) >= 0:
        yield head.symbol, head.issuer or "", at, at + len(head.symbol)
    for citation in case.cited():
        yield citation.key, citation.issuer or "", citation.start, citation.end


def _nearest(code: str, named: frozenset[str], everyone: Bodies) -> str | None:
    """The one spelling of a known code that is one slip away, and that fits the issuer named with it.

    Where an issuer is named, its own codes come first; a letter behind the code ("UBNDT") tells a level and is no slip.
    """
    own = [one for one in everyone.codes if everyone.codes[one] in named]
    others = everyone.ministries if code == code.upper() and code.startswith("B") else ()
    for spellings in (own, [one for one in others if len(one) >= _LETTERS], _EVERYWHERE):
        ordered = sorted(spellings, key=lambda one: (everyone.codes[one] != one, one))
        near = [one for one in ordered if _is_slip(code, one)]
        fitting = [one for one in near if not named or everyone.codes[one] in named]
        if fitting:
            return fitting[0] if len({everyone.codes[one] for one in fitting}) == 1 else None
    return None


def _is_slip(code: str, known: str) -> bool:
    """Whether ``code`` is ``known`` with one letter changed, or two letters of a short one that have changed places."""
    if OSA.distance(code, known) != 1 or (code.startswith(known) and not code.startswith("B")):
        return False
    return len(known) >= _LETTERS or known in _EVERYWHERE or sorted(code) == sorted(known)


def wrong_term(case: Case) -> Iterator[Finding]:
    """C104: the term of the National Assembly in a symbol does not fit the year beside it."""
    for citation in case.cited():
        match = _TERM.fullmatch(citation.key)
        if match is None:
            continue
        span = next(((start, end) for term, start, end in _terms(case.rulebook) if term == match["term"]), None)
        if span is None or span[0][:4] <= match["year"] <= span[1][:4]:
            continue
        yield Finding(
            "C104",
            "error",
            f"Số khóa Quốc hội trong {citation.key} không khớp với năm {match['year']} "
            f"(khóa {match['term']}: {day(span[0])} đến {day(span[1])}).",
            (case.evidence(citation),),
            found=citation.key,
            remedy="Đối chiếu bản gốc và ghi lại số khóa hoặc năm ban hành.",
        )
