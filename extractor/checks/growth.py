"""N2, growth and attainment: a percentage follows from the figures that the sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.holding import found
from extractor.checks.percentages import is_said, read_value
from extractor.checks.wording import written
from extractor.model import Evidence, Finding

_CHANGED = re.compile(r"(?:tăng|giảm|thêm|hơn) $", re.IGNORECASE)
_FULL = 100
_ATTAINED = 0.2
"""The same for a share of a plan, whose figure may stand elsewhere."""
_DOUBTFUL = 0.5
"""A share that is off by more than this part of the right one was taken from other figures than those at hand."""
_MISTYPED = 0.25
"""By what part of it a sum that is left may miss the difference that it is meant to be."""
_FIGURE = re.compile(r"(?<![\w.,/])(?P<figure>\d[\d.]*(?:,\d+)?) (?P<unit>[^\W\d]+(?: [^\W\d]+)?)")


def growths(case: Case) -> Iterator[Finding]:
    """N204: by how much something grew does not follow from the two figures.

    The figure of the year itself is one of the same paragraph with the same unit; silent where any of them fits.
    """
    yield from _pairs(case)
    text = case.view.text
    for rule in case.rulebook.rules("growth"):
        use = rule.values.get("use")
        for match in rule.pattern.finditer(text) if use in ("base", "year") else ():
            told = {name.rstrip("2"): words for name, words in match.groupdict().items() if words}
            paragraph = text.rfind("\n", 0, match.start()) + 1
            near = list(_alike(text, paragraph, match.start(), told["unit"]))
            if use == "base":
                base, nows = read_value(told["base"]), [read_value(one["figure"]) for one in near]
                pairs = [(base, now) for now in nows]
            else:
                of_year = [one for one in near if f"ăm {told['year']}" in text[paragraph : one.start()]]
                bases = [read_value(one["figure"]) for one in of_year or ()]
                now = read_value(told["now"])
                pairs = [(base, now) for base in bases[:1]]
                if any(_grown(base, now, told) for base in bases):
                    continue
            known = [(base, now) for base, now in pairs if base and now is not None]
            if not known or any(_grown(base, now, told) for base, now in known):
                continue
            base, now = min(known, key=lambda pair: abs(_growth(*pair) - _signed(told)))
            right = abs(_growth(base, now))
            if len(known) > 1 and abs(right - abs(_signed(told))) > _DOUBTFUL * max(right, 1):
                continue
            yield _finding(
                "N204",
                f"Từ {written(base or 0)} đến {written(now or 0)} là {_way(base, now)} {_percent(right)}, "
                f"không phải {told['way'].lower()} {told['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                _percent(right),
                told["share"],
            )


def _pairs(case: Case) -> Iterator[Finding]:
    """Where both figures stand right before the share."""
    for rule in case.rulebook.rules("growth"):
        for match in rule.pattern.finditer(case.view.text) if rule.values.get("use") == "pair" else ():
            base, now = read_value(match["base"]), read_value(match["now"])
            told = {"way": match["way"], "share": match["share"]}
            if not base or now is None or _grown(base, now, told):
                continue
            right = _growth(base, now)
            yield _finding(
                "N204",
                f"Từ {match['base']} đến {match['now']} là {_way(base, now)} {_percent(abs(right))}, "
                f"không phải {match['way'].lower()} {match['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                _percent(abs(right)),
                match["share"],
            )


def between_labels(case: Case) -> Iterator[Finding]:
    """N206: by how much a quarter, month or year differs from another does not follow from their figures."""
    text = case.view.text
    for match in case.pattern("growth", "labels").finditer(text):
        paragraph = text.rfind("\n", 0, match.start()) + 1
        base, now = (_labelled(text[paragraph : match.start()], match[name]) for name in ("base", "now"))
        told = {"way": match["way"], "share": match["share"]}
        if base and now is not None and not _grown(base, now, told):
            right = _growth(base, now)
            yield _finding(
                "N206",
                f"Từ {written(base)} ({match['base']}) đến {written(now)} ({match['now']}) là {_way(base, now)} "
                f"{_percent(abs(right))}, không phải {match['way'].lower()} {match['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                _percent(abs(right)),
                match["share"],
            )


def _labelled(text: str, label: str) -> float | None:
    """The one figure that stands behind a label; ``None`` where there is none, or several."""
    between = r"(?: (?!tăng|giảm|so)[^\W\d]+){0,3}:? "
    pattern = rf"(?i:(?<!\w){re.escape(label)})(?!\w){between}(?P<figure>\d[\d.]*(?:,\d+)?)(?! ?%)"
    found = {match["figure"].rstrip(".") for match in re.finditer(pattern, text)}
    return read_value(found.pop()) if len(found) == 1 else None


def rests(case: Case) -> Iterator[Finding]:
    """N109: what is said to be left of a sum is not the difference of any two sums of the paragraph.

    Silent unless two of them are so near to it that it must be theirs.
    """
    text = case.view.text
    for match in case.pattern("growth", "rest").finditer(text):
        paragraph = text.rfind("\n", 0, match.start()) + 1
        told = [
            (one, value)
            for one in _FIGURE.finditer(text, paragraph, match.start())
            if one["unit"] == match["unit"] and (value := read_value(one["figure"])) is not None
        ]
        rest = read_value(match["rest"])
        pairs = [(a, b, first - second) for a, first in told for b, second in told if first > second]
        if rest is None or any(abs(left - rest) < 1e-6 for _, _, left in pairs):
            continue
        near = min(pairs, key=lambda pair: abs(pair[2] - rest), default=None)
        if near and abs(near[2] - rest) <= _MISTYPED * rest:
            whole, part, left = near
            yield Finding(
                "N109",
                "error",
                f"{whole['figure']} trừ {part['figure']} còn {written(left)}, "
                f"không phải {match['rest']} {match['unit']}.",
                tuple(case.words(*case.view.span(one.start(), one.end())) for one in (whole, part, match)),
                expected=f"{written(left)} {match['unit']}",
                found=f"{match['rest']} {match['unit']}",
                remedy="Tính lại số còn lại, hoặc ghi lại số đã dùng để tính.",
            )


def attainments(case: Case) -> Iterator[Finding]:
    """N205: the share of a plan that was attained does not follow from what was asked for and what was done."""
    yield from _attained(case)
    for rule in case.rulebook.rules("growth"):
        for match in found(rule, case.view.text) if rule.values.get("use") == "plan" else ():
            plan, done, share = (read_value(match[name]) for name in ("plan", "done", "share"))
            if not plan or done is None or share is None or is_said(_FULL * done / plan, match["share"]):
                continue
            right = _percent(_FULL * done / plan)
            yield _finding(
                "N205",
                f"{match['done']}/{match['plan']} là {right}, không phải {match['share']}%.",
                (case.words(*case.view.span(match.start(), match.end())),),
                right,
                match["share"],
            )


def _attained(case: Case) -> Iterator[Finding]:
    """Where what was done stands somewhere before in the paragraph; silent where any figure there fits."""
    text = case.view.text
    for match in case.pattern("growth", "attained").finditer(text):
        told = {name.rstrip("2"): words for name, words in match.groupdict().items() if words}
        plan, share = read_value(told["plan"]), told["share"]
        paragraph = text.rfind("\n", 0, match.start()) + 1
        near = list(_alike(text, paragraph, match.start(), told["unit"]))
        done = [value for one in near if (value := read_value(one["figure"])) is not None]
        if not plan or not done or any(is_said(_FULL * value / plan, share) for value in done):
            continue
        right = min((_FULL * value / plan for value in done), key=lambda one: abs(one - (read_value(share) or 0)))
        if abs(right - (read_value(share) or 0)) <= _ATTAINED * right:
            yield _finding(
                "N205",
                f"Không có số nào trong đoạn bằng {share}% của {told['plan']} {told['unit']}; "
                f"gần nhất là {_percent(right)}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                _percent(right),
                share,
            )


def _alike(text: str, start: int, end: int, unit: str) -> Iterator[re.Match[str]]:
    """The figures of a unit between two places, those left out that say by how much something changed."""
    for one in _FIGURE.finditer(text, start, end):
        same = one["unit"] == unit or one["unit"].startswith(f"{unit} ") or unit.startswith(f"{one['unit']} ")
        if same and not _CHANGED.search(text, max(one.start() - 12, start), one.start()):
            yield one


def _growth(base: float | None, now: float | None) -> float:
    return _FULL * ((now or 0) - (base or 1)) / (base or 1)


def _way(base: float | None, now: float | None) -> str:
    return "tăng" if (now or 0) > (base or 0) else "giảm"


def _signed(told: dict[str, str]) -> float:
    share = read_value(told["share"]) or 0
    return -share if told["way"].lower() == "giảm" else share


def _grown(base: float | None, now: float | None, told: dict[str, str]) -> bool:
    """Whether the growth between two figures is the one told, or the one attained is ("đạt 122,2% so với")."""
    if not base or now is None:
        return False
    growth = _growth(base, now)
    return (growth >= 0) == (_signed(told) >= 0) and is_said(abs(growth), told["share"])


def _percent(value: float) -> str:
    return f"{written(value, 1)}%"


def _finding(code: str, message: str, evidence: tuple[Evidence, ...], expected: str, found: str) -> Finding:
    remedy = "Tính lại tỷ lệ từ hai số, hoặc ghi lại số đã dùng để tính."
    return Finding(code, "error", message, evidence, expected=expected, found=f"{found}%", remedy=remedy)
