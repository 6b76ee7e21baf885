"""P, names: one producer has one legal form."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.case import Case
from extractor.contested import witnesses
from extractor.each import Each
from extractor.model import Finding, Organization
from extractor.resolve.homes import Homes, homes_of
from extractor.resolve.names import producer_name
from extractor.spans import Spans

_BECAME = re.compile(r"chuyển đổi|đổi tên|nay là|trước đây|chuyển thành|tiền thân", re.IGNORECASE)
_SENTENCE = 160
_Name = tuple[str, tuple[str, ...]]
_WORDS = 4
"""Words from which on a name tells one work from all others."""
_FORMS = {
    "company_llc": "công ty TNHH",
    "company_jsc": "công ty cổ phần",
    "private_enterprise": "doanh nghiệp tư nhân",
    "cooperative": "hợp tác xã",
    "cooperative_group": "tổ hợp tác",
}
"""Forms of which a producer has one at a time; a household or a facility may be called so beside it."""


def two_forms(cases: Sequence[Case]) -> Iterator[Finding]:
    """P101: producers of one trade name in one province, under two legal forms."""
    named: dict[_Name, dict[str, tuple[int, Organization]]] = defaultdict(dict)
    """Who is named in which form, and in the case of which number: a case would keep what else is in its facts."""
    documents = Each(len(cases), lambda number: (number, cases[number].facts))
    homes = homes_of(documents, cases[0].rulebook) if cases else Homes({}, {})
    telling = witnesses((name, one.kind, number) for number, one, name in _named(cases, range(len(cases)), homes))
    for number, one, name in _named(cases, telling, homes):
        named[name].setdefault(one.kind, (number, one))
    for forms in named.values():
        if len(forms) > 1 and not _is_converted(cases, list(forms.values())):
            names = " và ".join(f"“{' '.join(one.name.split())}” ({_FORMS[form]})" for form, (_, one) in forms.items())
            yield Finding(
                "P101",
                "warning",
                f"Một tên chủ thể được ghi với hai loại hình: {names}.",
                tuple(cases[number].evidence(one) for number, one in forms.values()),
                remedy="Đối chiếu giấy chứng nhận đăng ký của chủ thể; nếu là hai chủ thể thì ghi đủ tên để phân biệt.",
            )


def _named(cases: Sequence[Case], numbers: Iterable[int], homes: Homes) -> Iterator[tuple[int, Organization, _Name]]:
    """The producers of such a form in the cases of these ``numbers``, each with the number and its province and trade
    name."""
    for number in numbers:
        case = cases[number]
        for one in case.facts.organizations:
            # where nobody knows the province, the document alone
            place = homes.of(number, one.name) if one.kind in _FORMS else ""
            own = producer_name(one.name, place, case.rulebook).own if place else ()
            if len(own) > 1:
                yield number, one, (place, own)


def two_kinds(case: Case) -> Iterator[Finding]:
    """P114: one name is that of a scheme here and of a project there ("Đề án Làng …", "Dự án Làng …")."""
    named: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    found = list(case.pattern("named_works").finditer(case.view.text))
    if len({match["kind"].casefold() for match in found}) < 2:
        return
    cited = Spans((case.view.find(one.start), case.view.find(one.end)) for one in case.facts.citations)
    for match in found:
        name = " ".join(match["name"].split())
        if len(name.split()) >= _WORDS and not cited.hold(match.start()):
            named[name.casefold()].setdefault(match["kind"].casefold(), match.span())
    for kinds in named.values():
        if len(kinds) > 1:
            sides = tuple(case.words(*case.view.span(*span)) for span in kinds.values())
            told = "; ".join(f"“{' '.join(side.quote.split())}”" for side in sides)
            yield Finding(
                "P114",
                "note",
                f"Một tên được ghi là hai loại: {told}.",
                sides,
                remedy="Thống nhất tên gọi; nếu là hai việc khác nhau thì nói rõ.",
            )


def _is_converted(cases: Sequence[Case], mentions: Sequence[tuple[int, Organization]]) -> bool:
    """Whether one sentence names both and says that the one became the other."""
    (number, first), (other, second) = sorted(mentions[:2], key=lambda one: one[1].start)
    between = cases[number].document.text[first.end : second.start] if number == other else ""
    return bool(between) and len(between) < _SENTENCE and _BECAME.search(between) is not None
