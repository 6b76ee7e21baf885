"""V, competences: bounds of classes of stars, certificates for their term, recognised by whom the rules name.

What the rules ask for is in ``rules/ocop_stars.csv``, by the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.checks.case import Case
from extractor.checks.earlier_times import without_terms
from extractor.model import Finding
from extractor.pattern import Pattern

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_STARS = re.compile(r"[1-5]")
_LEVELS = {"bộ": "bộ", "tỉnh": "Ủy ban nhân dân tỉnh", "huyện": "Ủy ban nhân dân huyện"}
_PROGRAMME = Pattern(r"OCOP|mỗi xã một sản phẩm", re.IGNORECASE)
_OF_YEAR = 12
_BEHIND = 60
_SENTENCE = 160
"""Characters before an office in which the word may stand that says what it does."""
_GOES_ON = re.compile(r"[^.;]*(?:tiếp tục|còn|vẫn|trước|đến hết)")
"""Behind what was recognised under earlier rules."""


def bands(case: Case) -> Iterator[Finding]:
    """V108: the points from which on a class of stars begins are not those of the rules."""
    for rule in case.rulebook.rules("competences"):
        for match in rule.pattern.finditer(case.view.text) if rule.values.get("use") == "band" else ():
            band = band_of(case, match["stars"])
            line = case.view.text[case.view.text.rfind("\n", 0, match.start()) + 1 : match.start()]
            other = any(year != case.day[:4] for year in _YEAR.findall(line))
            if band is None or other or match["least"].lstrip("0") in (band["least"], ""):
                continue
            yield Finding(
                "V108",
                "warning",
                f"Hạng {match['stars']} sao bắt đầu từ {band['least']} điểm theo quy định, "
                f"văn bản ghi {match['least']} điểm.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=band["least"],
                found=match["least"],
                remedy="Ghi khung điểm theo quy định về đánh giá, phân hạng sản phẩm.",
            )


def months(case: Case) -> Iterator[Finding]:
    """V105: a certificate is said to be good for another time than the rules give it."""
    concerned = next(_PROGRAMME.finditer(case.view.text), None)
    known = {row["months"] for row in rules_of_day(case) if row["months"]} if concerned else set()
    rules = [rule for rule in case.rulebook.rules("competences") if rule.values.get("use") == "months"]
    for match in (match for rule in rules if known for match in rule.pattern.finditer(case.view.text)):
        said = int(match["months"]) * (_OF_YEAR if match["unit"].lower() == "năm" else 1)
        if str(said) not in known:
            yield Finding(
                "V105",
                "warning",
                f"Thời hạn {match['months']} {match['unit']} khác với quy định: {', '.join(sorted(known))} tháng.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=f"{min(known)} tháng",
                found=f"{match['months']} {match['unit']}",
                remedy="Ghi thời hạn theo quy định về đánh giá, phân hạng sản phẩm.",
            )


def recognised_by(case: Case) -> Iterator[Finding]:
    """V106: a class of stars is to be recognised by a level of the State that may not on the document's day.

    Silent where the sentence names another year than the document's, or tells what was.
    """
    rows = {row["stars"]: row["recognised_by"] for row in rules_of_day(case) if row["recognised_by"]}
    rules = [one for one in case.rulebook.rules("competences") if one.values.get("use") == "who"]
    for rule, match in ((one, match) for one in rules if rows for match in one.pattern.finditer(case.view.text)):
        named = match.groupdict()
        level = str(named.get("level") or named.get("by")).lower()
        within = str(rule.values.get("within") or "")
        apart = within not in case.view.text[max(match.start() - _SENTENCE, 0) : match.start()]
        if level == "thành phố" or apart or _told_of_before(case, match):
            continue
        wrong = [
            stars
            for stars in _STARS.findall(named.get("stars") or named["ranks"] or "")
            if rows.get(stars, level) != level
        ]
        if wrong:
            who = "; ".join(f"{stars} sao: {_LEVELS[rows[stars]]}" for stars in wrong)
            yield Finding(
                "V106",
                "warning",
                f"Thẩm quyền công nhận không theo quy định vào ngày của văn bản ({who}).",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=who,
                found=match.group(),
                remedy="Ghi cơ quan có thẩm quyền theo quy định đang áp dụng.",
            )


def _told_of_before(case: Case, match: re.Match[str]) -> bool:
    """Whether a line speaks of another year or says that something was; "3 sao do … công nhận" is often of results."""
    line = without_terms(case, case.view.text[case.view.text.rfind("\n", 0, match.start()) + 1 : match.end()])
    other = any(year != case.day[:4] for year in _YEAR.findall(line))
    if other or case.pattern("applied_acts", "past").search(line):
        return True
    over = case.headings(case.view.span(match.start(), match.start() + 1)[0])
    behind = case.view.text[match.end() : match.end() + _BEHIND].partition("\n")[0]
    return "made_by" in match.groupdict() and bool(
        case.pattern("former_levels", "past").search(f"{over} {line}") or _GOES_ON.match(behind)
    )


def rules_of_day(case: Case) -> list[Mapping[str, str]]:
    """What holds on the day of the document; nothing when nobody knows the day."""
    table = case.rulebook.table("ocop_stars")
    return [row for row in table if row["valid_from"] <= case.day <= (row["valid_to"] or "9999")]


def band_of(case: Case, stars: str) -> Mapping[str, str] | None:
    """The bounds of a class of stars on the day of the document."""
    return next((row for row in rules_of_day(case) if row["stars"] == stars), None)
