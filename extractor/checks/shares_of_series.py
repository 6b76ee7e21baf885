"""N1 and N2 for series: the shares of the parts of a whole, and counts that are told beside a fraction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.counted import Counted
from extractor.checks.percentages import is_said
from extractor.checks.series import series
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.pattern import Pattern
from extractor.text import fold

_NEAR = 0.15
"""By which part of it the first number may miss what the counts behind it make, and still be meant for them."""
_FRACTION = Pattern(r"(?<![\w/.,-])(?P<part>\d{1,4})/\d{1,4} (?P<unit>[^\W\d]+)")
_BRACKETS = re.compile(r"\([^()]*\)")
_SENTENCE_END = re.compile(r"[.;](?:\s|$)|\n")
_NAMED_SHARE = Pattern(
    r"(?:^|[.;,] )(?P<name>[^\W\d]+(?: [^\W\d]+){0,5}) chiếm (?P<share>\d{1,3}(?:,\d{1,2})?) ?%(?=[.;,)\n]|$)"
)
_INEXACT = re.compile(r"(?:hơn|gần|khoảng|trên|dưới|ít nhất) $", re.IGNORECASE)
_ASIDE = re.compile(r"còn lại|về (?:doanh|sản|giá)", re.IGNORECASE)
"""Words that say that not all members are counted, or that a share is of something else."""
_PAGES = 3000
"""Characters back in which the number of things may stand of which a share is told."""
_FULL = 100


def fractions(case: Case) -> Iterator[Finding]:
    """N110: of so many units in all some are told to have done something, and the counts behind are of other units.

    "58/63 tỉnh …, có 19 tỉnh …, 32 tỉnh …, 5 tỉnh …": three counts or more in the sentence, near to the first and not
    it. They may overlap, so this warns only.
    """
    text = _BRACKETS.sub(lambda bracket: " " * len(bracket.group()), case.view.text)
    for match in _FRACTION.finditer(text):
        end = _SENTENCE_END.search(text, match.end())
        unit = re.escape(match["unit"])
        parts = list(
            re.finditer(rf"(?<![\w/.,])(\d{{1,4}}) {unit}(?!\w)", text[match.end() : end.start() if end else None])
        )
        added, whole = sum(int(one[1]) for one in parts), int(match["part"])
        if len(parts) > 2 and 0 < abs(added - whole) <= _NEAR * whole:
            yield Finding(
                "N110",
                "warning",
                f"{match.group()}: các số sau cộng lại là {added}, chênh lệch {abs(added - whole)}.",
                (
                    case.words(*case.view.span(match.start(), match.end())),
                    *(case.words(*case.view.span(match.end() + p.start(), match.end() + p.end())) for p in parts),
                ),
                found=match["part"],
                remedy="Đối chiếu và ghi lại từng số; nếu có đơn vị được tính hai lần thì nói rõ.",
            )


def shares(case: Case) -> Iterator[Finding]:
    """N203: the share in brackets behind a part is not the one that it has in the whole."""
    for one in series(case):
        told = [member for member in one.members if member.share]
        wholes = [whole.value for whole in one.wholes if one.counts_like(whole) and whole.exact]
        for total in dict.fromkeys([one.added, *reversed(wholes)]):
            right = [member for member in told if _fits(member, total)]
            proven = total in wholes and total == one.added
            parted = sum(member.value for member in told)
            if all(_fits(member, parted) for member in told):
                break  # they are shares of what they make together
            if told and ((len(told) > 1 and 2 * len(right) > len(told)) or proven):
                yield from (_share(case, member, total) for member in told if member not in right)
                break


def named_shares(case: Case) -> Iterator[Finding]:
    """N208: "hợp tác xã chiếm 70%": the share of a member of the series before is not the one that it has."""
    for one in series(case):
        end = max(one.members[-1].end, one.members[-1].share_end)
        stop = case.view.text.find("\n", end)
        for match in _NAMED_SHARE.finditer(case.view.text, end, stop if stop > 0 else len(case.view.text)):
            name = " ".join(fold(match["name"]).split())
            member = next((m for m in one.members if name in (fold(m.label), fold(m.behind))), None)
            wholes = [one.added, *(whole.value for whole in one.wholes if one.counts_like(whole))]
            aside = _ASIDE.search(case.view.text, end, match.end())
            if member is None or aside or any(_near_share(member.value, w, match["share"]) for w in wholes if w):
                continue
            right = written(_FULL * member.value / one.added, 1)
            yield Finding(
                "N208",
                "error",
                f"{member.printed} trên tổng {written(one.added / member.scale)} là {right}%, "
                f"không phải {match['share']}%.",
                (case.words(*case.view.span(match.start("name"), match.end())), member.words(case)),
                expected=f"{right}%",
                found=f"{match['share']}%",
                remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
            )


def _near_share(part: float, whole: float, share: str) -> bool:
    return bool(whole) and is_said(_FULL * part / whole, share)


def _share(case: Case, member: Counted, total: float) -> Finding:
    right = written(_FULL * member.value / total, 1 if "," in (member.share or "") else 0)
    return Finding(
        "N203",
        "error",
        f"{member.printed} trên tổng {written(total / member.scale)} là {right}%, không phải {member.share}%.",
        (member.words(case),),
        expected=f"{right}%",
        found=f"{member.share}%",
        remedy="Tính lại tỷ lệ, hoặc ghi lại số đã dùng để tính.",
    )


def _fits(member: Counted, total: float) -> bool:
    return _near_share(member.value, total, member.share or "")
