"""P, lists: nobody stands twice in one, and it holds as many as are announced."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from rapidfuzz import fuzz

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.model import Finding, Indicator, Organization
from extractor.resolve.names import producer_name, province_key
from extractor.text import fold, normalise

_FEWEST = 3
"""Names in a list."""
_MOST = 60
_FURTHER = re.compile(r"\s*[;,]\s*(?:và\s+)?(?P<next>[^\W\d_])")
_NEXT = 20
_GOODS = frozenset(("sản phẩm", "sản phẩm ocop"))
_GOODS_COUNTED = re.compile(r"[0-9] sản phẩm")
_STOP = re.compile(r"\.(?:\s|$)|\n|$")
_LABEL = re.compile(r"^[\W\d]*(?:[a-zđ][.)] |(?:mot|hai|ba|bon|tu|nam|sau|bay|thu \w+) la,? )?")
_LONG, _DIFFER, _SAME = 70, 20, 93
"""Letters in an item that may say the same as another, by how many they may differ in length, likeness in percent."""
_BULLETS = "-+•–"
_NEAR, _ENOUGH = 200, 3
"""How many items before an item are compared with it, and how many of those that say the same are shown with it."""
_SHORT = 24
"""Letters from which on items that are the same letter by letter are no forms of words."""
_MARGIN = 3
"""Letters that a heading may begin before its line's words."""
_SENTENCE = re.compile(r"(?<![^.;\n])(?!(?<=\.)\d)[^.;\n]*+(?:\.\d[^.;\n]*+)*+[.;](?= |\n|$)")
"""Tried only where a sentence can begin: elsewhere it would run to the same end again from every letter."""
_SHORTEST_SENTENCE = 26
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"[-+•–]|[a-zđ]\)|\d{1,2}[.)]|(?:Một|Hai|Ba|Bốn|Tư|Năm|Sáu|Bảy|Thứ \w+) là,?")
_PRODUCERS = frozenset(("đơn vị", "doanh nghiệp", "chủ thể", "cơ sở", "htx", "hợp tác xã", "công ty", "tổ hợp tác"))


def twice(case: Case) -> Iterator[Finding]:
    """P102: one producer stands twice in a list of producers."""
    province = province_key(case.facts.head.province, case.rulebook)
    for members in _lists(case):
        seen: dict[tuple[str, ...], Organization] = {}
        for one in members:
            name = producer_name(one.name, province, case.rulebook).words
            if name in seen:
                yield Finding(
                    "P102",
                    "warning",
                    f"“{' '.join(one.name.split())}” có hai lần trong một danh sách.",
                    (case.evidence(seen[name]), case.evidence(one)),
                    found=one.name,
                    remedy="Bỏ lần ghi thừa, hoặc ghi lại tên của chủ thể bị thay mất.",
                )
            seen.setdefault(name, one)


def same_task(case: Case) -> Iterator[Finding]:
    """P105: two items below one heading say the same, but for a word or two.

    Normative acts are left out: their annexes hold forms, in which the same is asked again and again.
    """
    if is_normative(case):
        return
    seen: dict[int | None, deque[tuple[str, int, int]]] = defaultdict(lambda: deque(maxlen=_NEAR))
    text = case.view.text
    for start, end, note in case.view.paragraphs:
        if note or not _ITEM.match(text, start):
            continue
        words = _LABEL.sub("", fold(text[start:end])).strip(" .;")
        if len(words) < _SHORT:
            continue
        first, last = case.view.span(start, end)
        if case.facts.document.table_at(first) is not None:
            continue
        own = seen[_above(case, first)]
        dashed = text[start] in _BULLETS
        alike = (item for item in own if item[0] == words or (dashed and _say_the_same(item[0], words)))
        for _, begin, stop in islice(alike, _ENOUGH):
            yield Finding(
                "P105",
                "warning",
                "Hai đoạn trong cùng một đề mục có nội dung như nhau.",
                (case.words(begin, stop), case.words(first, last)),
                found=text[start:end][:80],
                remedy="Bỏ đoạn thừa, hoặc ghi lại nội dung đã bị thay mất.",
            )
        own.append((words, first, last))


def _above(case: Case, offset: int) -> int | None:
    """The heading that an item stands under: one that is a heading itself stands under its parent."""
    index = case.section_at(offset)
    if index is not None and case.facts.sections[index].start >= offset - _MARGIN:
        return case.facts.sections[index].parent
    return index


def sentence_twice(case: Case) -> Iterator[Finding]:
    """P111: a sentence stands twice, one behind the other."""
    text = case.view.text
    for first, second in pairwise(_SENTENCE.finditer(text)):
        end, stop = first.end(), second.end()
        if text[end - _SHORTEST_SENTENCE : end] != text[stop - _SHORTEST_SENTENCE : stop]:
            continue
        one, other = first.group().strip(), second.group().strip()
        counted = one.endswith(".") or any(letter.isdigit() for letter in one)  # else it may be the post of two people
        beside = first.end() == second.start() and "\n" not in second.group()
        if one == other and beside and counted and len(one) >= _SHORTEST_SENTENCE:
            start = first.start() + len(first.group()) - len(first.group().lstrip())
            yield Finding(
                "P111",
                "warning",
                "Một câu được ghi hai lần liền nhau.",
                (case.words(*case.view.span(start, second.end())),),
                found=one[:80],
                remedy="Bỏ câu thừa.",
            )


def _say_the_same(one: str, other: str) -> bool:
    """Whether two items are alike: letter by letter, but for a word or two, or up to where the shorter ends."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LONG or (figures := _DIGITS.findall(shorter)) != _DIGITS.findall(longer)[: len(figures)]:
        return False
    if len(longer) - len(shorter) > _DIFFER:
        longer = longer[: len(shorter) + _DIFFER // 2] if len(shorter) >= 2 * _LONG else ""
    return bool(fuzz.ratio(shorter, longer, score_cutoff=_SAME))


def announced(case: Case) -> Iterator[Finding]:
    """P103: a count of producers or products is followed by a list with more or fewer names."""
    lists = {members[0].start: members for members in _lists(case, fewest=2)}
    opening = case.pattern("announced")
    for indicator in case.facts.indicators:
        if indicator.table or not _counts_producers(indicator):
            continue
        start = case.view.find(indicator.end)
        between = opening.match(case.view.text, start)
        members = lists.get(case.view.span(between.end(), between.end() + 1)[0]) if between else None
        if members and len(members) != indicator.value and not _goes_on(case, members[-1].end):
            yield _counted(case, indicator, len(members), members[0].start, members[-1].end)
    yield from _products(case)


def _counted(case: Case, indicator: Indicator, listed: int, start: int, end: int) -> Finding:
    return Finding(
        "P103",
        "warning",
        f"Nêu {indicator.value:g} {indicator.unit} nhưng liệt kê {listed} tên.",
        (case.evidence(indicator), case.words(start, end)),
        found=f"{listed}",
        expected=f"{indicator.value:g}",
        remedy="Đối chiếu danh sách và ghi lại số lượng, hoặc bổ sung tên còn thiếu.",
    )


def _products(case: Case) -> Iterator[Finding]:
    """Counts of products with a list parted by semicolons in which every piece names just one, and nothing else."""
    opening = case.pattern("announced")
    text = case.view.text
    for indicator in case.facts.indicators:
        if indicator.table or not _is_exact(indicator) or (indicator.unit or "").casefold() not in _GOODS:
            continue
        start = case.view.find(indicator.end)
        between = opening.match(text, start)
        stop = _STOP.search(text, between.end()) if between else None
        if between is None or stop is None or "(" in between["opens"]:
            continue
        pieces = text[between.end() : stop.start()].split(";")
        first, last = case.view.span(between.end(), stop.start())
        named = [one for one in case.facts.products if first <= one.start < last]
        places = [case.view.find(one.start) - between.end() for one in named]
        ends = [sum(len(piece) + 1 for piece in pieces[: index + 1]) for index in range(len(pieces))]
        held = [sum(a <= place < b for place in places) for a, b in zip([0, *ends], ends, strict=False)]
        plain = not any("," in piece or _GOODS_COUNTED.search(piece) for piece in pieces)
        if len(pieces) > 1 and plain and all(count == 1 for count in held) and len(named) != indicator.value:
            yield _counted(case, indicator, len(named), named[0].start, named[-1].end)


def _goes_on(case: Case, end: int) -> bool:
    """Whether the list goes on behind its last producer with the name of something else: a centre, a shop."""
    further = _FURTHER.match(normalise(case.facts.document.text[end : end + _NEXT]))
    return further is not None and further["next"].isupper()


def _counts_producers(indicator: Indicator) -> bool:
    return _is_exact(indicator) and (indicator.unit or "").casefold() in _PRODUCERS


def _is_exact(indicator: Indicator) -> bool:
    exact = indicator.comparator == "=" and indicator.of is None and indicator.value_max is None
    return exact and indicator.value is not None and 1 < indicator.value <= _MOST


def _lists(case: Case, fewest: int = _FEWEST) -> Iterator[Sequence[Organization]]:
    """The producers of running text that follow each other with nothing but signs between."""
    joint = case.pattern("announced", "joint")
    document = case.facts.document
    named = [one for one in case.facts.organizations if document.table_at(one.start) is None]
    current: list[Organization] = named[:1]
    for before, one in pairwise(named):
        if not joint.fullmatch(document.text[before.end : one.start]):
            if len(current) >= fewest:
                yield current
            current = []
        current.append(one)
    if len(current) >= fewest:
        yield current
