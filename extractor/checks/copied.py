"""P, names: the programme of the document's own province is not called that of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.checks.joined_places import are_joined
from extractor.checks.wording import act
from extractor.facts.geography import provinces
from extractor.model import Finding
from extractor.resolve.names import province_key

_AROUND = 120
"""Characters before it in which the reason for naming another province may stand."""
_ONCE = 1


_OWN_ACTS = ("basis", "implements", "guides")
_LOCAL = ("UBND", "HĐND", "UBND-HC", "CTUBND")


def other_issuer(case: Case) -> Iterator[Finding]:
    """C406: an act that a document rests on or carries out is one of another province."""
    own = province_key(case.facts.head.province, case.rulebook)
    known = provinces(case.rulebook)
    pattern = case.pattern("programme_names", "issuer")
    for citation in case.cited() if own else ():
        named = pattern.search(" ".join((citation.issuer or "").split()))
        local = (citation.symbol or "").endswith(_LOCAL)
        if citation.relation not in _OWN_ACTS or not local or named is None:
            continue
        place = known.get(named["province"].casefold())
        if place and place != own and not are_joined(case, own, place):
            yield Finding(
                "C406",
                "warning",
                f"Văn bản của {own} căn cứ, thực hiện {act(citation)} của {place}.",
                (case.evidence(citation),),
                expected=own,
                found=citation.issuer,
                remedy=f"Nếu chép từ văn bản của {place}: ghi lại cơ quan ban hành.",
            )


def other_province(case: Case) -> Iterator[Finding]:
    """P104: the programme is named once with another province's name, and nothing says why: copied from there."""
    own = province_key(case.facts.head.province, case.rulebook)
    text = case.view.text
    if not own:
        return
    reason = case.pattern("programme_names", "reason")
    known = provinces(case.rulebook)
    found = list(case.pattern("programme_names").finditer(text))
    counts = Counter(known.get(match["province"].casefold()) for match in found)
    for match in found:
        province = known.get(match["province"].casefold())
        line = text[max(match.start() - _AROUND, 0) : match.start()].rpartition("\n")[2]
        if province in (None, own) or counts[province] > _ONCE or reason.search(line):
            continue
        yield Finding(
            "P104",
            "warning",
            f"Văn bản của {own} ghi chương trình của {province}.",
            (case.words(*case.view.span(match.start(), match.end())),),
            expected=own,
            found=match["province"],
            remedy=f"Nếu chép từ văn bản của {province}: ghi lại tên địa phương.",
        )
