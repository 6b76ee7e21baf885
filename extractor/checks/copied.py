"""P, names: the programme of the document's own province is not called that of another."""

from __future__ import annotations

import re
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
    pattern = case.pattern("programme_names", "title")
    for citation in case.cited() if own else ():
        named = {m["province"] for m in pattern.finditer(" ".join((citation.issuer or "").split()))}
        local = (citation.symbol or "").endswith(_LOCAL)
        if citation.relation not in _OWN_ACTS or not local or len(named) != 1:
            continue
        place = known.get(named.pop().casefold())
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


def other_title(case: Case) -> Iterator[Finding]:
    """P113: the document's title names another province than that of its issuer, and that one not at all."""
    own, known = province_key(case.facts.head.province, case.rulebook), provinces(case.rulebook)
    title = " ".join((case.facts.head.title or "").split())
    named = {known.get(m["province"].casefold()) for m in case.pattern("programme_names", "title").finditer(title)}
    if not own or len(named) != 1 or own in named or None in named:
        return
    (place,) = named
    printed = re.compile(r"\s+".join(map(re.escape, title.split())))
    at = printed.search(case.facts.document.text)
    if place and at and not are_joined(case, own, place):
        yield Finding(
            "P113",
            "warning",
            f"Trích yếu ghi {place}, cơ quan ban hành thuộc {own}.",
            (case.words(at.start(), at.end()),),
            expected=own,
            found=place,
            remedy=f"Nếu chép từ văn bản của {place}: ghi lại tên địa phương.",
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
