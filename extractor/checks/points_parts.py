"""N1 and V, parts of points: what the parts A, B and C of an evaluation make, and how many points each may give.

How many is in ``rules/ocop_parts.csv``, by the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number

_PARTS = ("a", "b", "c")
_AROUND = 120
"""Characters before the parts and behind them in which their total may stand."""
_ALL = 100
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def sums(case: Case) -> Iterator[Finding]:
    """N113: the points of the parts do not make the total beside them."""
    for match, total in _told(case):
        points = [float(number(match[part]) or 0) for part in _PARTS]
        said = float(number(total["total"]) or 0)
        if abs(sum(points) - said) > 1e-6:
            together = " + ".join(match[part] for part in _PARTS)
            sides = (case.words(*case.view.span(one.start(), one.end())) for one in (total, match))
            yield Finding(
                "N113",
                "error",
                f"Điểm các phần cộng lại là {together} = {written(sum(points))}, không phải {total['total']}.",
                tuple(sides),
                found=total["total"],
                remedy="Đối chiếu phiếu đánh giá hoặc bộ tiêu chí, ghi lại tổng điểm hoặc điểm từng phần.",
            )


def most(case: Case) -> Iterator[Finding]:
    """V113: the parts of the criteria may give other points under the rules of the document's day."""
    rows = [r for r in case.rulebook.table("ocop_parts") if r["valid_from"] <= case.day <= (r["valid_to"] or "9999")]
    for match, total in _told(case) if len(rows) == 1 else ():
        line = case.view.text[case.view.text.rfind("\n", 0, match.start()) + 1 : match.end()]
        other = any(year != case.day[:4] for year in _YEAR.findall(line))
        told, right = [match[part].lstrip("0") for part in _PARTS], [rows[0][part] for part in _PARTS]
        if number(total["total"]) == _ALL and not other and told != right and not any("," in one for one in told):
            yield Finding(
                "V113",
                "warning",
                f"Điểm các phần A, B, C theo quy định là {', '.join(right)}, văn bản ghi {', '.join(told)}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                remedy="Ghi điểm từng phần theo bộ tiêu chí đang áp dụng.",
            )


def _told(case: Case) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The parts that the text tells, each with the total that stands nearest."""
    text = case.view.text
    for match in case.pattern("points", "parts").finditer(text):
        start, end = max(match.start() - _AROUND, 0), match.end() + _AROUND
        totals = list(case.pattern("points", "total").finditer(text, start, end))
        apart = [one for one in totals if one.end() <= match.start() or one.start() >= match.end()]
        if apart:
            yield match, min(apart, key=lambda one: max(match.start() - one.end(), one.start() - match.end()))
