"""S2, annexes: those that a text says are attached are there, and no label is given twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks.case import Case
from extractor.model import Evidence, Finding, Severity
from extractor.pattern import Pattern
from extractor.tables.looks import roman
from extractor.text import fold

_NUMBER = re.compile(r"\d{1,2}|[IVX]{1,4}")
_RANGE = re.compile(r"(?P<first>\d{1,2})(?: đến | - )(?P<last>\d{1,2})")
_HEAD = Pattern(r"^[^\w\n]{0,8}phụ lục(?: số)?[ :]*(?P<number>\d{1,2}|[ivx]{1,4})(?!\w)", re.IGNORECASE | re.MULTILINE)
_ENTRY = 250
"""Characters between two labels of a list of annexes: a title."""
_TITLES = 2
"""Lines from one label of such a list to the next, its own included."""
_CLAUSE_END = re.compile(r"[.;]\s")
_SECOND = 2
_FEWEST = 3
_LABEL = Pattern(
    r"^[^\w\n]{0,8}(?P<label>(?:bảng|biểu|hình|phụ lục)(?: số)? \d{1,2})(?!\w|[./]\d)[.:]? *(?P<title>\S[^\n]{4,150})$",
    re.IGNORECASE | re.MULTILINE,
)


def absent(case: Case) -> Iterator[Finding]:
    """S201: an annex is said to be attached and does not stand in the document.

    A copy without any annex may only lack them in the copy.
    """
    text = case.view.text
    heads = list(_HEAD.finditer(text))
    listed = _listed(text, heads)
    there = {_value(match["number"].upper()) for match in heads if match not in listed}
    severity: Severity = "warning" if there or case.facts.document.copy_kind == "original" else "note"
    missing: dict[int, Evidence] = {}
    for rule in case.rulebook.rules("annex_references"):
        own = rule.values.get("use") == "own"
        for match in rule.pattern.finditer(text) if there or not own else ():
            if own and _of_another(case, match.start()):
                continue
            words = case.words(*case.view.span(match.start(), match.end()))
            for number in _numbers(match["numbers"]) - there:
                missing.setdefault(number, words)
    for match in listed if there else ():
        if (number := _value(match["number"].upper())) not in there:
            missing.setdefault(number, case.words(*case.view.span(match.start(), match.end())))
    if missing:
        names = ", ".join(map(str, sorted(missing)))
        yield Finding(
            "S201",
            severity,
            f"Phụ lục {names} được ghi là kèm theo nhưng không có trong văn bản này.",
            tuple(sorted(dict.fromkeys(missing.values()), key=lambda side: side.start)),
            found=names,
            remedy="Kèm đủ phụ lục, hoặc bỏ lời dẫn. Với bản sao: xem bản gốc.",
        )


def _of_another(case: Case, start: int) -> bool:
    """Whether an annex is named right behind an act, whose it may be."""
    place, text = case.view.origin(start), case.facts.document.text
    return any(
        one.end <= place < one.end + _ENTRY and not _CLAUSE_END.search(text, one.end, place)
        for one in case.facts.citations
    )


def _listed(text: str, heads: list[re.Match[str]]) -> list[re.Match[str]]:
    """The labels that stand in a list of annexes: three or more close together, in their order, with titles alone."""
    found: list[re.Match[str]] = []
    run: list[re.Match[str]] = []
    for match in [*heads, None]:
        value = _value(match["number"].upper()) if match else 0
        last = _value(run[-1]["number"].upper()) if run else 0
        between = text[run[-1].end() : match.start()] if match and run else ""
        title_alone = len(between) <= _ENTRY and len([line for line in between.split("\n") if line.strip()]) <= _TITLES
        if match and run and value == last + 1 and title_alone:
            run.append(match)
            continue
        found.extend(run if len(run) >= _FEWEST else ())
        run = [match] if match else []
    return found


def twice(case: Case) -> Iterator[Finding]:
    """S202: one label stands over two tables, figures or annexes with different titles, in one part of the document."""
    seen: dict[tuple[int | None, str], dict[str, Evidence]] = defaultdict(dict)
    annexes = [section for section in case.facts.sections if section.kind == "annex"]
    for match in _LABEL.finditer(case.view.text):
        words = case.words(*case.view.span(match.start(), match.end()))
        label = " ".join(match["label"].split()).capitalize()
        around = next((n for n, one in enumerate(annexes) if one.start < words.start < one.end), None)
        part = None if label.startswith("Phụ lục") else around
        seen[part, label].setdefault(fold(match["title"]).strip(" .:"), words)
    for (_, label), titles in seen.items():
        if len(titles) > 1 and not _goes_on(list(titles)):
            yield _used_twice(label, list(titles.values()), "warning")
    yield from _again_in_annexes(seen)


def _again_in_annexes(seen: Mapping[tuple[int | None, str], Mapping[str, Evidence]]) -> Iterator[Finding]:
    """A table of the text and one of an annex that share a number: worth knowing, since "Bảng 1" is then either."""
    for (part, label), titles in seen.items():
        others = [
            (title, side)
            for (other, same), more in seen.items()
            if same == label and other is not None
            for title, side in more.items()
        ]
        if part is None and others and not _goes_on([*titles, *(title for title, _ in others)]):
            yield _used_twice(label, [*titles.values(), *(side for _, side in others)], "note")


def _used_twice(label: str, sides: Sequence[Evidence], severity: Severity) -> Finding:
    return Finding(
        "S202",
        severity,
        f"“{label}” được dùng cho {len(sides)} nội dung khác nhau.",
        tuple(sides),
        found=label,
        remedy="Đánh lại số để mỗi bảng, biểu, phụ lục có một số riêng.",
    )


def skipped(case: Case) -> Iterator[Finding]:
    """S207: the tables of a document are numbered from 1 on, and a number is left out."""
    numbers: dict[str, dict[int, Evidence]] = defaultdict(dict)
    for match in _LABEL.finditer(case.view.text):
        name, _, number = " ".join(match["label"].split()).rpartition(" ")
        numbers[name.lower().removesuffix(" số")].setdefault(
            int(number), case.words(*case.view.span(match.start(), match.end()))
        )
    heads = [match for match in _HEAD.finditer(case.view.text) if match.group().strip("*_# ").isupper()]
    numbers["phụ lục"] = {
        _value(match["number"].upper()): case.words(*case.view.span(match.start(), match.end())) for match in heads
    }
    for name, places in numbers.items():
        if not places:
            continue
        lost = sorted(set(range(1, max(places))) - set(places))
        quoted = any(side.quote.startswith(("“", '"')) for side in places.values())  # in what an act puts in
        begins_late = min(places) == _SECOND and name != "phụ lục" and case.facts.head.number and not quoted
        if begins_late or (1 in places and len(places) > 1 and 0 < len(lost) < len(places)):
            after = next(number for number in sorted(places) if number > lost[0])
            behind = "đánh số bắt đầu từ" if begins_late else f"sau số {lost[0] - 1} là số"
            yield Finding(
                "S207",
                "warning",
                f"Thiếu {name} số {', '.join(map(str, lost))}: {behind} {after}.",
                tuple(places[number] for number in (lost[0] - 1, after) if number in places),
                found=str(after),
                expected=str(lost[0]),
                remedy="Đánh lại số bảng, biểu, hoặc bổ sung bảng còn thiếu.",
            )


def _goes_on(titles: list[str]) -> bool:
    """Whether titles are of one thing: one begins with another, or says that it goes on."""
    shortest = min(titles, key=len)
    return any("tiep theo" in title for title in titles) or all(title.startswith(shortest) for title in titles)


def _numbers(words: str) -> set[int]:
    found = {_value(number.upper()) for number in _NUMBER.findall(words)}
    for match in _RANGE.finditer(words):
        found |= set(range(int(match["first"]), int(match["last"]) + 1))
    return found


def _value(number: str) -> int:
    return int(number) if number.isdigit() else roman(number)
