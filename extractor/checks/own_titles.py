"""T, the document's own title told again: its time is the same in the text as at the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.text import fold

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_BEFORE = 4
"""Words before its time by which the title is known again."""
_REACH = 200
_STOP = re.compile(r"[.;](?:\s|$)|\n\s*\n")
_SIGNS = re.compile(r"[^\w]+")


def other_time(case: Case) -> Iterator[Finding]:
    """T112: the words of the title stand again with another time: "… giai đoạn 2021 - 2025" for "2022 - 2025".

    Read before the first heading and in the closing sentence. Silent within acts that are cited, and where the title
    has several times.
    """
    title, times = case.facts.head.title or "", case.pattern("own_times")
    own = list(times.finditer(title))
    if len(own) != 1:
        return
    known = _words(title[: own[0].start()])[-_BEFORE:]
    for match in times.finditer(case.view.text):
        start = case.view.span(match.start(), match.end())[0]
        line = case.view.text[max(match.start() - _REACH, 0) : match.start()].rpartition("\n")[2]
        same = len(known) == _BEFORE and _words(line)[-_BEFORE:] == known
        if not same or _plain(match.group()) == _plain(own[0].group()) or _is_cited(case, start):
            continue
        closing = line.lstrip().lower().startswith("trên đây")
        if _kind(match) == _kind(own[0]) and (closing or case.section_at(start) is None):
            yield Finding(
                "T112",
                "warning",
                f"Nhắc lại trích yếu với “{match.group()}”; trích yếu ghi “{own[0].group()}”.",
                (case.words(*case.view.span(match.start(), match.end())),),
                expected=own[0].group(),
                found=match.group(),
                remedy="Ghi thời gian như trong trích yếu, hoặc sửa trích yếu.",
            )


def _kind(time: re.Match[str]) -> str:
    """The first word of a time that is no figure: "giai", "tháng", "quý"."""
    return next(word for word in _plain(time.group()).split() if not word.isdigit())


def _words(words: str) -> list[str]:
    return _plain(_BRACKETS.sub("", words)).split()


def _plain(words: str) -> str:
    return _SIGNS.sub(" ", fold(words)).strip()


def _is_cited(case: Case, place: int) -> bool:
    """Whether the words are those of an act cited before them in the sentence, and none say that they are its own."""
    for citation in case.facts.citations:
        between = case.facts.document.text[citation.end : place]
        if (
            citation.start <= place
            and not _STOP.search(between)
            and not case.pattern("own_times", "own").search(between)
        ):
            return True
    return False
