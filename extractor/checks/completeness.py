"""C5, completeness: an act is cited with what NĐ 30/2020/NĐ-CP asks for where it is cited first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.checks.wording import SURE, act, day
from extractor.model import Citation, Finding, Severity

_PARTS = {"date": "ngày ban hành", "issuer": "cơ quan ban hành", "title": "trích yếu"}
_TOLD_BEFORE = re.compile(
    r"\w (?P<issuer>(?:Thủ tướng|Chính phủ|Ủy ban|UBND|Bộ|Hội đồng|HĐND|Quốc hội|Ban)[^.;]{0,80})?"
    r"(?:phê duyệt|ban hành|quy định|công nhận|kiện toàn|thành lập|giao)[^.;]{0,30}? (?:tại|theo|kèm theo) $"
)
_LAWS = frozenset({"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"})
_RESTS_ON = frozenset({"basis", "proposal"})
_SEVERAL = 2
_OF_THE_ASSEMBLY = ("QH", "UBTVQH")
_PROPOSALS = ("Tờ trình", "Báo cáo", "Công văn", "Văn bản")
"""What a normative act rests on that is none itself: cited with its date there too."""
_DAY = re.compile(r"[Nn]gày\s+\d{1,2}(?:/|\s+tháng\s)")
_FROM = "2011-03-06"
"""Since Thông tư 01/2011/TT-BNV, which asked for the same before NĐ 30/2020."""


def first_mention(case: Case) -> Iterator[Finding]:
    """C501: a numbered act among the bases lacks its date or its issuer, or one cited first elsewhere its date.

    Laws are left out, whose issuer goes without saying. To normative hosts other rules apply: there a basis without a
    date is one only among others that have theirs. A list of acts in a table has columns for what is asked for.
    """
    head, normative = case.facts.head, is_normative(case)
    if case.day < _FROM:
        return
    seen: set[str] = {f"{head.number}/{head.symbol}"}
    for citation in case.facts.citations:
        first = citation.key not in seen
        seen.add(citation.key)
        if not first or citation.kind in _LAWS or not citation.number or citation.short:
            continue
        asked = _asked(citation, _lacking(case, citation))
        if not asked:
            continue
        paper = citation.relation == "proposal" and citation.kind.startswith(_PROPOSALS)
        if normative and not paper:
            if "date" in asked and citation.relation == "basis" and _others_are_dated(case, citation):
                yield _finding(case, citation, ["date"], "Căn cứ", "note")
        elif citation.relation in _RESTS_ON:
            of_assembly = (citation.symbol or "").startswith(_OF_THE_ASSEMBLY)  # its number tells year and term
            yield _finding(case, citation, asked, "Căn cứ", "note" if of_assembly else "warning")
        elif case.facts.document.table_at(citation.start) is None:
            grave = "date" in asked and len(asked) > 1
            yield _finding(case, citation, asked, "Lần đầu viện dẫn", "warning" if grave else "note")


def _lacking(case: Case, citation: Citation) -> list[str]:
    """The parts that an act is not cited with, nor told with before it ("Ngày 24/02/2023, Thủ tướng ban hành …")."""
    lacking = [name for name in _PARTS if not getattr(citation, name)]
    text, start = case.facts.document.text, case.lead(citation)
    days = [match.start() for match in _DAY.finditer(text, start, citation.start)]
    others = [(one.start, one.end) for one in case.facts.citations if start <= one.end and one.end <= citation.start]
    if "date" in lacking and any(not any(low <= day < high for low, high in others) for day in days):
        lacking.remove("date")
    if told := _TOLD_BEFORE.search(f"{' '.join(text[start : citation.start].split())} "):
        # "Chương trình … được Thủ tướng Chính phủ phê duyệt tại Quyết định số …"
        lacking = [name for name in lacking if name != "title" and not (name == "issuer" and told["issuer"])]
    return lacking


def _asked(citation: Citation, lacking: list[str]) -> list[str]:
    """Which of the lacking parts the form asks for where the act is cited."""
    if (citation.symbol or "").startswith(_OF_THE_ASSEMBLY):
        return [name for name in lacking if name == "date" and citation.relation == "basis"]
    # whose proposal it is stands before it: "Theo đề nghị của Giám đốc Sở … tại Tờ trình số …"
    needed = {"proposal": ("date",), "basis": ("date", "issuer")}.get(citation.relation, tuple(_PARTS))
    return [name for name in lacking if name in needed]


def _others_are_dated(case: Case, citation: Citation) -> bool:
    """Whether all other numbered bases, several of them, name their dates: then this one has lost its own."""
    others = [
        one
        for one in case.facts.citations
        if one.relation == "basis" and one.number and one.kind not in _LAWS and one.key != citation.key
    ]
    return len(others) >= _SEVERAL and all(one.date for one in others)


def _finding(case: Case, citation: Citation, lacking: list[str], where: str, severity: Severity) -> Finding:
    known = case.known(citation)
    told = []
    if known is not None and known.certainty in SURE:
        told = [day(known.date)] if "date" in lacking and known.date else []
        told += [known.issuer] if "issuer" in lacking and known.issuer else []
    return Finding(
        "C501",
        severity,
        f"{where} {act(citation)} chưa ghi {', '.join(_PARTS[name] for name in lacking)}.",
        (case.evidence(citation),),
        expected=", ".join(told) or None,
        remedy="Ghi đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành và trích yếu ở lần viện dẫn đầu tiên "
        "(Phụ lục I Nghị định 30/2020/NĐ-CP).",
    )
