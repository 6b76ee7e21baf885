"""C4, bodies: within one document a body has one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.checks.act_titles import with_title
from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Evidence, Finding
from extractor.spans import Spans
from extractor.text import fold

_LONG_FORMS = (("mtqg", "muc tieu quoc gia"), ("xd ntm", "xay dung nong thon moi"), ("ntm", "nong thon moi"))
_NO_CORE = ("chuong trinh", "cac chuong trinh")
_SHOWN = 6
_RARER = 3
"""Places of the rarer of two names that are told."""
_BRACKET = 160


class _Body(NamedTuple):
    """A mention: its place in the view, its first words ("ban chi dao"), what it is for, and its level."""

    start: int
    end: int
    head: str
    core: str
    level: str


def several_names(case: Case) -> Iterator[Finding]:
    """C410: a coordination office or a steering committee of one level has several names.

    A name of its first words and its level alone is a short one; what names no level is of the document's own.
    """
    if is_normative(case):
        return
    found = _bodies(case)
    groups: dict[tuple[str, str], dict[str, _Body]] = defaultdict(dict)
    for body in found:
        if body.core:
            groups[body.head, body.level].setdefault(body.core, body)
    for head in dict.fromkeys(body.head for body in found):
        sides = [
            one for (first, _), names in groups.items() if first == head and len(names) > 1 for one in names.values()
        ]
        if sides:
            yield _finding(case, sides)
    yield from _two_heads(case, found)
    yield from _never_whole(case, found)


def _two_heads(case: Case, found: Sequence[_Body]) -> Iterator[Finding]:
    """One programme of one level has a steering committee here and an executive committee there."""
    groups: dict[tuple[str, str], dict[str, list[_Body]]] = defaultdict(lambda: defaultdict(list))
    for body in found:
        if body.core and body.head.startswith("ban "):
            groups[body.core, body.level][body.head].append(body)
    sides = [
        one
        for heads in groups.values()
        if len(heads) > 1
        for number, told in enumerate(sorted(heads.values(), key=len))
        for one in (told[:1] if number else told[:_RARER])
    ]
    if sides:
        yield _finding(case, [*sides, *(one for one in found if _is_member_of_another(case, one, found))])


def _is_member_of_another(case: Case, body: _Body, found: Sequence[_Body]) -> bool:
    """Whether a bare name stands in the bracket behind a body of the other kind, whose members it tells."""
    for other in found:
        if not body.core and other.head != body.head and 0 < body.start - other.end < _BRACKET:
            between = case.view.text[other.end : body.start]
            return "(" in between and ")" not in between
    return False


def _never_whole(case: Case, found: Sequence[_Body]) -> Iterator[Finding]:
    """The office is named by its level alone, and its whole name stands nowhere."""
    short = [one for one in found if not one.core and one.head.startswith("van phong") and one.level]
    if short and not any(one.core for one in found if one.head.startswith("van phong")):
        yield Finding(
            "C410",
            "note",
            f"“{_words(case, short[0]).quote}”: tên đầy đủ của cơ quan không có trong văn bản.",
            (_words(case, short[0]),),
            remedy="Ghi đủ tên cơ quan ở lần nhắc đầu tiên.",
        )


def _finding(case: Case, bodies: Sequence[_Body]) -> Finding:
    sides = tuple(_words(case, one) for one in sorted(bodies)[:_SHOWN])
    names = "; ".join(dict.fromkeys(f"“{' '.join(side.quote.split())}”" for side in sides))
    return Finding(
        "C410",
        "note",
        f"Một cơ quan được ghi với nhiều tên: {names}.",
        sides,
        remedy="Thống nhất một tên theo quyết định thành lập; nếu là các cơ quan khác nhau thì ghi đủ tên để phân "
        "biệt.",
    )


def _bodies(case: Case) -> Sequence[_Body]:
    matches = list(case.pattern("bodies").finditer(case.view.text))
    citations = case.facts.citations if matches else ()
    cited = Spans((side.start, side.end) for side in (with_title(case, one) for one in citations))
    found = []
    for match in matches:
        place = case.view.origin(match.start())
        if cited.hold(place):
            continue
        core = " ".join(fold(match["core"] or "").replace("-", " ").split())
        for short, whole in _LONG_FORMS:
            core = core.replace(short, whole) if whole not in core else core
        core = core.removeprefix("thuc hien ").removeprefix("trien khai ")
        core = core.replace("chuong trinh ocop", "ocop")
        core = "" if core in _NO_CORE else core
        level = fold(match["level"] or case.facts.head.level or "").removeprefix("cap ")
        found.append(_Body(match.start(), match.end(), fold(match["head"]), core, level))
    return found


def _words(case: Case, body: _Body) -> Evidence:
    return case.words(*case.view.span(body.start, body.end))
