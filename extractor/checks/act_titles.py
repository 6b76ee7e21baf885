"""C4, the titles of acts: what is printed agrees with the authority table, and from mention to mention.

A title may be cut short or begin with another verb; that is no defect. One is where other words stand in it, where a
word has fallen out of its middle, or where it is the title of something else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

from extractor.checks.case import Case
from extractor.checks.partial_dates import agree
from extractor.checks.wording import SURE, act, authority
from extractor.model import Citation, Evidence, Finding, Instrument, Severity
from extractor.rulebook import Rulebook
from extractor.text import fold

_FEWEST = 4
"""Words in a title that can be compared."""
_ANOTHER = 45
"""Likeness in percent below which two titles are of two things."""
_ALIKE = 70
"""Likeness from which on titles that differ are meant to be the same."""
_CHANGES = re.compile(r"(?:ve viec )?(?:sua doi|dieu chinh|bo sung|bai bo|thay the|keo dai)")
"""Titles of acts that change others: the acts that they name may be told in many ways."""
_CHANGED = re.compile(r" (?:quyet dinh|nghi dinh|nghi quyet|thong tu|luat|chi thi|ke hoach)(?: \d.*)?$")
_PLACE = 6
"""Words that may stand in the one place in which such a title is told otherwise."""
_SIGNS = re.compile(r"[^\w\s]|_")
_BRACKET = re.compile(r"\([^)]*\)")
_INITIALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,}(?![\w/.-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE = 2
"""Characters between a title and the act that is named next, which belongs to it."""
_NEAR = 60
"""Characters that may stand between a citation and its title."""
_LONGEST = 260
"""Characters up to which what was read is a title: beyond, the sentence may have run on."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in words that say something: without marks, signs, first verbs and joining words."""

    words: tuple[str, ...]

    @property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return frozenset(word for word in self.words if _YEAR.fullmatch(word))

    @property
    def text(self) -> str:
        """The words joined."""
        return " ".join(self.words)

    def without(self, other: Title) -> list[str]:
        """The words that ``other`` lacks."""
        return list((Counter(self.words) - Counter(other.words)).elements())

    def is_cut_from(self, other: Title) -> bool:
        """Whether it is the beginning of ``other``, or its end."""
        count = len(self.words)
        return self.words in (other.words[:count], other.words[-count:])


def against_authority(case: Case) -> Iterator[Finding]:
    """C404: the title of an act is not the one in the authority table."""
    for citation in case.cited():
        known = case.known(citation)
        if known is None or not known.title or citation.kind != known.kind:
            continue
        printed, right = compared_title(citation.title, case.rulebook), compared_title(known.title, case.rulebook)
        if printed is None or right is None:
            continue
        changes = [_CHANGES.match(fold(title)) is not None for title in (known.title, citation.title or "")]
        severity: Severity | None
        if any(changes):
            severity = "note" if all(changes) and _is_mistold(case, citation, known) else None
        else:
            severity = _how_grave(printed, right, known) if _is_title(case, citation) else None
        if severity:
            yield Finding(
                "C404",
                severity,
                f"Trích yếu của {act(citation)} khác với {authority(known)}: “{known.title}”.",
                (with_title(case, citation),),
                expected=known.title,
                found=" ".join((citation.title or "").split()),
                remedy="Đối chiếu bản gốc, ghi lại trích yếu hoặc số hiệu của văn bản được viện dẫn.",
            )


def _how_grave(printed: Title, right: Title, known: Instrument) -> Severity | None:
    """How grave the difference is; ``None`` when it is none, or may be the way in which the table was written."""
    sure = known.certainty in SURE
    if fuzz.token_set_ratio(printed.text, right.text) < _ANOTHER:
        return "warning"
    missing, added = right.without(printed), printed.without(right)
    if not sure or not missing:
        return None
    if printed.years and right.years and not printed.years <= right.years:
        return "warning"
    return "note" if printed.is_cut_from(right) or (not added and right.text.startswith(printed.text)) else "warning"


def _is_mistold(case: Case, citation: Citation, known: Instrument) -> bool:
    """Whether the title of an act that changes another differs in one place only, where other words stand.

    Such titles are told in many ways, at length and in short; words that say nothing of what is changed are no others.
    """
    printed, right = (_before_changed(title, case.rulebook) for title in (citation.title, known.title))
    stop = with_title(case, citation).end + _BESIDE
    whole = any(citation.end < other.start <= stop for other in case.facts.citations)  # up to the act that is changed
    changed = SequenceMatcher(None, right, printed, autojunk=False).get_opcodes()
    apart = [one for one in (changed if whole else changed[:-1]) if one[0] != "equal"]
    if known.certainty not in SURE or len(apart) != 1 or apart[0][0] != "replace":
        return False
    _, start, end, first, last = apart[0]
    general = next(row["words"] for row in case.rulebook.table("title_words") if row["means"] == "(general)")
    told = re.search(rf"(?<!\w)(?:{general})(?!\w)", " ".join(printed[first:last]))
    return told is None and max(end - start, last - first) <= _PLACE


def _before_changed(title: str | None, rulebook: Rulebook) -> tuple[str, ...]:
    """The words of a title up to the act that is changed: "sửa đổi, bổ sung Phụ lục | Quyết định số 1048/QĐ-TTg"."""
    compared = compared_title(title, rulebook)
    return tuple(_CHANGED.sub("", compared.text).split()) if compared else ()


def between_mentions(case: Case) -> Iterator[Finding]:
    """C405: one act has two titles in a document that cannot both be its own."""
    titled: dict[tuple[str, str], list[tuple[Citation, Title]]] = defaultdict(list)
    for citation in case.cited():
        title = compared_title(citation.title, case.rulebook)
        if title and citation.instrument:
            titled[citation.instrument, citation.kind].append((citation, title))
    for found in titled.values():
        mentions = [one for one in found if len(found) > 1 and _is_its_own(case, one[0])]
        if not mentions:
            continue
        first, own = mentions[0]
        apart = [
            citation
            for citation, title in mentions[1:]
            if _contradict(own, title) and agree(first.date or "", citation.date or "")
        ]
        if apart:
            yield Finding(
                "C405",
                "warning",
                f"{act(first)} được ghi với hai trích yếu khác nhau.",
                tuple(with_title(case, citation) for citation in (first, *apart)),
                found="; ".join(f"“{' '.join((one.title or '').split())}”" for one in (first, apart[0])),
                remedy="Đối chiếu bản gốc và thống nhất trích yếu.",
            )


def _contradict(one: Title, other: Title) -> bool:
    """Whether each has words that the other lacks though they mean the same, or they name different years."""
    first, second = one.without(other), other.without(one)
    if not first or not second or one.text.replace(" ", "") == other.text.replace(" ", ""):
        return False
    return _years_differ(one, other) or fuzz.token_sort_ratio(one.text, other.text) >= _ALIKE


def _years_differ(one: Title, other: Title) -> bool:
    return bool(one.years and other.years and not (one.years <= other.years or other.years <= one.years))


@lru_cache(maxsize=4096)
def compared_title(printed: str | None, rulebook: Rulebook) -> Title | None:
    """A title to be compared; ``None`` when it says too little, or a sentence has run on behind it."""
    if not printed or len(printed) > _LONGEST:
        return None
    known = {short for row in rulebook.table("title_words") for short in row["words"].split("|")}
    if any(fold(word) not in known for word in _INITIALS.findall(printed)):
        return None  # nobody knows what they stand for
    text = f" {' '.join(_SIGNS.sub(' ', fold(_BRACKET.sub(' ', printed))).split())} "
    for row in rulebook.table("title_words"):
        if row["means"].startswith("("):
            continue
        text = re.sub(rf"(?<= )(?:{row['words']}) ", f"{row['means']} ".lstrip(), text)
    words = tuple(word for word in text.split() if word.isalpha() or word.isdecimal())
    return Title(words) if len(words) >= _FEWEST else None


def _is_title(case: Case, citation: Citation) -> bool:
    """Whether what was read behind a citation begins like a title, and not like the rest of a sentence."""
    first = " ".join(fold(_BRACKET.sub(" ", citation.title or "")).split())
    openings = next(row["words"] for row in case.rulebook.table("title_words") if row["means"] == "(opening)")
    return re.match(rf"(?:{openings})(?!\w)", first.lstrip("“\"'")) is not None


def _is_its_own(case: Case, citation: Citation) -> bool:
    """Whether no other act is named between a citation and its title, whose title it could be."""
    whole = with_title(case, citation)
    start = whole.end - len(citation.title or "")
    return not any(citation.end <= other.start < start for other in case.facts.citations)


def with_title(case: Case, citation: Citation) -> Evidence:
    """The words of a citation with its title, where that stands behind it; else the title alone."""
    text, title = case.facts.document.text, citation.title or ""
    printed = re.compile(r"\s+".join(re.escape(word) for word in title.split()))
    if behind := printed.search(text, citation.start, citation.end + 2 * len(title) + _NEAR):
        return case.words(citation.start, max(behind.end(), citation.end))
    before = printed.search(text, max(citation.start - 2 * len(title) - _NEAR, 0), citation.start)
    return case.words(before.start(), citation.end) if before else case.evidence(citation)
