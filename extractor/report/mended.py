"""What a finding would have changed in a document: as much as its evidence quotes, in the document's own notation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.model import Evidence, Finding
from extractor.report.notation import iso
from extractor.report.places import unbroken
from extractor.report.replaced import OPEN, holds, put_right, without_dates
from extractor.report.values import in_notation
from extractor.review import Report

_AND = ", "
_DATED = " ngày "
_OF = " của "
_YEAR = re.compile(r"năm \d{4}")
_COUNTED = "P"
"""Checks of names and lists: a number that they found was counted, so that it stands for no words."""
_LACKING = "C5"
"""Checks of what a reference lacks."""
_ANOTHER_ACT = "C3"
"""Checks that would have another act cited: with its number goes its date."""


def corrected(report: Report, finding: Finding) -> Mapping[Evidence, str]:
    """The places of the document that ``finding`` would have changed, each with the words that take their place.

    As much is replaced as the evidence quotes. "…" stands where, or instead of what, the office has to find out.
    """
    own = [side for side in finding.evidence if side.document == report.facts.document.path]
    pairs = _pairs(finding)
    if pairs:
        return {side: _right(quote, pairs, finding.code) for side in own if _is_wrong(quote := _quote(side), pairs)}
    if finding.code.startswith(_LACKING) and finding.expected and not finding.found:
        return {side: _completed(_quote(side), finding.expected) for side in own}
    return {}


def expected_like_found(finding: Finding) -> str | None:
    """What is expected, as far as it reaches what was found: "85 triệu đồng" for "85" where that is "95 triệu đồng"."""
    found, expected = finding.found, finding.expected
    if expected is None or found is None or _is_counted(finding):
        return expected and in_notation(expected)
    return put_right(in_notation(found), found, expected) or in_notation(expected)


def stays(finding: Finding, own: Sequence[Evidence]) -> bool:
    """Whether the document itself prints what is expected, and what is wrong stands elsewhere."""
    right = (finding.expected or "").split(_AND)
    elsewhere = [side for side in finding.evidence if side not in own]
    return bool(elsewhere) and any(holds(_quote(side), value) for side in own for value in right if value)


def _pairs(finding: Finding) -> list[tuple[str, str | None]]:
    """What was found wrong, each with what it is to be: the whole, else each member of a list ("5.2, 5.3")."""
    found, expected = finding.found or "", finding.expected
    if not found or _is_counted(finding):
        return []
    quotes = [_quote(side) for side in finding.evidence]
    if any(holds(quote, found) for quote in quotes):
        return [(found, expected)]
    for sign in (_AND, _DATED):
        members, right = found.split(sign), (expected or "").split(sign)
        if all(any(holds(quote, member) for quote in quotes) for member in members):
            each = right if len(right) == len(members) else [expected or ""] * len(members)
            pairs = [(member, new or None) for member, new in zip(members, each, strict=True)]
            return [pair for pair in pairs if pair[0] not in right] or pairs
    return []


def _is_counted(finding: Finding) -> bool:
    return finding.code.startswith(_COUNTED) and (finding.found or "").isdecimal()


def _quote(side: Evidence) -> str:
    return unbroken(side.quote)


def _is_wrong(quote: str, pairs: Sequence[tuple[str, str | None]]) -> bool:
    return any(holds(quote, found) for found, _ in pairs)


def _right(quote: str, pairs: Sequence[tuple[str, str | None]], code: str) -> str:
    """The words with all that is wrong in them put right; "…" where that cannot be known."""
    new: str | None = quote
    for found, expected in pairs:
        if new is not None and holds(new, found):
            new = put_right(new, found, expected) if expected else None
    if new is not None and code.startswith(_ANOTHER_ACT):
        new = without_dates(new) if all(_kind(found) == _kind(right or "") for found, right in pairs) else None
    return OPEN if new is None or new == quote else new


def _kind(key: str) -> str:
    """What stands behind the number and the year in the number of an act: "QĐ-TTg"."""
    return key.rpartition("/")[2]


def _completed(quote: str, lacking: str) -> str:
    """A reference with its date and its issuer where they were left out; "…" for a day of which the year is known."""
    told = [part for part in lacking.split(_AND) if part]
    dates = [part for part in told if iso(part) or _YEAR.fullmatch(part)]
    issuer = _AND.join(part for part in told if part not in dates)
    head, of, rest = quote.partition(_OF)
    day = "".join(f"{_DATED}{in_notation(date) if iso(date) else OPEN}" for date in dates)
    return head + day + of + rest + (f"{_OF}{issuer}" if issuer else "")
