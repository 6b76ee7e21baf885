"""P, names: the programme of the document's own province is not called that of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractor.checks.act_titles import with_title
from extractor.checks.case import Case
from extractor.checks.joined_places import are_joined
from extractor.checks.wording import act
from extractor.facts.geography import provinces
from extractor.model import Citation, Finding
from extractor.resolve.names import province_key

_AROUND = 120
"""Characters before it in which the reason for naming another province may stand."""
_ONCE = 1


_OWN_ACTS = ("basis", "implements", "guides", "amends", "replaces", "repeals")
_LOCAL = ("UBND", "HĐND", "UBND-HC", "CTUBND")


def other_issuer(case: Case) -> Iterator[Finding]:
    """C406: an act that a document rests on, carries out or changes is one of another province.

    One that is only mentioned gives a note, where nothing else in the document speaks of that province.
    """
    own = province_key(case.facts.head.province, case.rulebook)
    for citation in case.cited() if own else ():
        place, local = _issued_in(case, citation), (citation.symbol or "").endswith(_LOCAL)
        if not local or place in (None, own) or are_joined(case, own, place or ""):
            continue
        if citation.relation in _OWN_ACTS or _is_strange(case, citation, place or ""):
            yield Finding(
                "C406",
                "warning" if citation.relation in _OWN_ACTS else "note",
                f"Văn bản của {own} căn cứ, thực hiện {act(citation)} của {place}.",
                (case.evidence(citation),),
                expected=own,
                found=citation.issuer,
                remedy=f"Nếu chép từ văn bản của {place}: ghi lại cơ quan ban hành.",
            )


def _issued_in(case: Case, citation: Citation) -> str | None:
    """The one province that the issuer of an act is named with."""
    return _only_province(case, citation.issuer)


def _only_province(case: Case, words: str | None) -> str | None:
    known = provinces(case.rulebook)
    pattern = case.pattern("programme_names", "title")
    named = {known.get(match["province"].casefold()) for match in pattern.finditer(" ".join((words or "").split()))}
    return named.pop() if len(named) == 1 else None


def _is_strange(case: Case, citation: Citation, place: str) -> bool:
    """Whether nothing says why an act of another province is mentioned: its name stands there only."""
    text = case.view.text
    again = len(re.findall(rf"(?<!\w){re.escape(place)}(?!\w)", text, re.IGNORECASE)) > 1
    around = case.facts.document.text[case.lead(citation) : citation.end + _AROUND].partition("\n\n")[0]
    said = f"{case.headings(citation.start)} {' '.join(around.split())}"
    in_table = case.facts.document.table_at(citation.start) is not None
    return not (again or in_table or case.pattern("programme_names", "elsewhere").search(said))


def title_of_another(case: Case) -> Iterator[Finding]:
    """C409: the title of an act that is cited names another province than that of its issuer."""
    for citation in case.cited():
        issued, titled = _issued_in(case, citation), _only_province(case, citation.title)
        if issued is None or titled is None or issued == titled or are_joined(case, issued, titled):
            continue
        yield Finding(
            "C409",
            "warning",
            f"{act(citation)} của {issued} có trích yếu ghi {titled}.",
            (with_title(case, citation),),
            found=f"{issued}, {titled}",
            remedy="Đối chiếu bản gốc và ghi lại cơ quan ban hành hoặc trích yếu.",
        )


def other_title(case: Case) -> Iterator[Finding]:
    """P113: the document's title names another province than that of its issuer, and that one not at all."""
    own, known = province_key(case.facts.head.province, case.rulebook), provinces(case.rulebook)
    title = " ".join((case.facts.head.title or "").split())
    named = {known.get(m["province"].casefold()) for m in case.pattern("programme_names", "title").finditer(title)}
    if not own or len(named) != 1 or own in named or None in named:
        return
    (place,) = named
    printed = re.compile(r"\s+".join(map(re.escape, title.split())), re.IGNORECASE)
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
    """P104: the programme is named once with another province's name, and nothing says why: copied from there.

    So is what an article of a decision approves or recognises.
    """
    own = province_key(case.facts.head.province, case.rulebook)
    text = case.view.text
    if not own:
        return
    reason = case.pattern("programme_names", "reason")
    known = provinces(case.rulebook)
    found = list(case.pattern("programme_names").finditer(text))
    counts = Counter(known.get(match["province"].casefold()) for match in found)
    enacted = {match.end(): match for match in case.found("programme_names", "enacted")}
    for end, match in {**{one.end(): one for one in found}, **enacted}.items():
        name = match[match.lastgroup or 0]
        province = known.get(name.casefold())
        line = text[max(match.start() - _AROUND, 0) : match.start()].rpartition("\n")[2]
        told = end not in enacted and (counts[province] > _ONCE or reason.search(line))
        if province in (None, own) or told or are_joined(case, own, province or ""):
            continue
        yield Finding(
            "P104",
            "warning",
            f"Văn bản của {own} ghi chương trình của {province}.",
            (case.words(*case.view.span(match.start(), match.end())),),
            expected=own,
            found=name,
            remedy=f"Nếu chép từ văn bản của {province}: ghi lại tên địa phương.",
        )
