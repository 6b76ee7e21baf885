"""S, structure: headings are numbered under the heading they stand in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Evidence, Finding, Section

_DOTTED = re.compile(r"(?P<prefix>\d+(?:\.\d+)*)\.(?P<last>\d+)")


def wrong_parent(case: Case) -> Iterator[Finding]:
    """S101: subheadings go on counting (4.1, 5.2, 5.3) under the number of a heading that does not exist.

    Only where the last number goes on and the first changes: a heading lost in copying begins its list anew.
    """
    sections = case.facts.sections
    siblings: dict[int | None, list[Section]] = defaultdict(list)
    for section in sections:
        siblings[section.parent].append(section)
    for index, members in siblings.items():
        parent = sections[index].label if index is not None else None
        astray = list(_astray(members, parent)) if parent else []
        if not astray:
            continue
        printed = ", ".join(section.label or "" for section in astray)
        meant = ", ".join(f"{parent}.{(section.label or '').rpartition('.')[2]}" for section in astray)
        yield Finding(
            "S101",
            "error",
            f"Đề mục {printed} đứng trong mục {parent}, tiếp theo đề mục {parent}.{_first(astray) - 1}.",
            tuple(_heading(case, section) for section in astray),
            expected=meant,
            found=printed,
            remedy=f"Đánh lại số thứ tự đề mục: {meant}.",
        )


def _astray(members: list[Section], parent: str | None) -> Iterator[Section]:
    """The subheadings of ``parent`` that count on under another number."""
    last = 0
    for section in members:
        match = _DOTTED.fullmatch(section.label or "")
        own = match is not None and match["prefix"] == parent
        astray = match is not None and not own and last > 0 and int(match["last"]) == last + 1
        if astray:
            yield section
        last = int(match["last"]) if match and (own or astray) else 0


def _first(astray: list[Section]) -> int:
    return int((astray[0].label or "0").rpartition(".")[2])


def _heading(case: Case, section: Section) -> Evidence:
    """The line of a heading."""
    text = case.facts.document.text
    end = text.find("\n", section.start, section.end)
    return case.words(section.start, end if end > section.start else section.end)
