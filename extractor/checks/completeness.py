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
_OF_THE_ASSEMBLY = ("QH", "UBTVQH")
_PROPOSALS = ("Tờ trình", "Báo cáo", "Công văn", "Văn bản")
"""What a normative act rests on that is none itself: cited with its date there too."""
_DAY = re.compile(r"[Nn]gày\s+\d{1,2}(?:/|\s+tháng\s)")
_FROM = "2011-03-06"
"""Since Thông tư 01/2011/TT-BNV, which asked for the same before NĐ 30/2020."""


def first_mention(case: Case) -> Iterator[Finding]:
    """C501: a numbered act among the bases lacks its date or its issuer, or one cited first elsewhere its date.

    Laws are left out, whose issuer goes without saying, and so are normative hosts, to which other rules apply. A list
    of acts in a table has columns for what is asked for.
    """
    head = case.facts.head
    if case.day < _FROM:
        return
    seen: set[str] = {f"{head.number}/{head.symbol}"}
    for citation in case.facts.citations:
        first = citation.key not in seen
        seen.add(citation.key)
        law = citation.kind in ("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh")
        if not first or law or not citation.number or citation.short or citation.form == "law":
            continue
        if (citation.symbol or "").startswith(_OF_THE_ASSEMBLY):
            continue
        if is_normative(case) and not (citation.relation == "proposal" and citation.kind.startswith(_PROPOSALS)):
            continue
        lacking = [name for name in _PARTS if not getattr(citation, name)]
        if "date" in lacking and _DAY.search(case.facts.document.text, case.lead(citation), citation.start):
            lacking.remove("date")  # "Ngày 24 tháng 02 năm 2023, Thủ tướng Chính phủ ban hành Quyết định số …"
        rests = citation.relation in ("basis", "proposal")
        lead = " ".join(case.facts.document.text[case.lead(citation) : citation.start].split())
        if told := _TOLD_BEFORE.search(f"{lead} "):
            # "Chương trình … được Thủ tướng Chính phủ phê duyệt tại Quyết định số …"
            lacking = [name for name in lacking if name != "title" and not (name == "issuer" and told["issuer"])]
        # whose proposal it is stands before it: "Theo đề nghị của Giám đốc Sở … tại Tờ trình số …"
        needed = ("date",) if citation.relation == "proposal" else ("date", "issuer") if rests else tuple(_PARTS)
        asked = [name for name in lacking if name in needed]
        if asked and citation.relation in ("basis", "proposal"):
            yield _finding(case, citation, asked, "Căn cứ", "warning")
        elif asked and case.facts.document.table_at(citation.start) is None:
            grave = "date" in asked and len(asked) > 1
            yield _finding(case, citation, asked, "Lần đầu viện dẫn", "warning" if grave else "note")


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
