"""P, lists within a sentence: as many things are named as are announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from extractor.checks.case import Case
from extractor.model import Finding
from extractor.numbers import words as in_words
from extractor.rulebook import Rulebook
from extractor.text import fold

_NAMED = 8
"""Letters that tell two groups apart."""
_GROUP = re.compile(r"(?<!\w)nhóm (?!(?:sản phẩm|ngành)[,;.])", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LABELS = (re.compile(r"\((\d{1,2})\)"), re.compile(r"(?<![\w(])(\d{1,2})\) ?"), re.compile(r"\(?(?<!\w)([a-zđ])\) ?"))
"""What may label the items of a sentence: "(1)", "1)", "a)"."""
_AND = re.compile(r" và (?=[A-ZĐÀ-Ỹ])")
_NAMES_APART = re.compile(rf", |{_AND.pattern}")
_OFFICE = re.compile(r"Sở|Bộ|Phòng|Ban|Cục|Chi cục|Trung tâm|Văn phòng|Hội|Đoàn|Đài|Viện|Trường|Công ty|Hợp tác xã|HTX")
_GOES_ON = re.compile(r"(?:\.\.\.|…|v\.v|vân vân|trong đó|(?<!\w)như )")


def items(case: Case) -> Iterator[Finding]:
    """P110: a sentence announces so many things and names more or fewer.

    Told apart by labels, by semicolons, or as names by commas; silent where figures stand among them, which part a
    number instead, and where the list breaks off.
    """
    text = case.view.text
    for match in case.found("counted_lists", "sentence"):
        listed = _listed(match["list"], text[match.end() : match.end() + 6])
        count = int(match["count"]) if match["count"].isdigit() else in_words(match["count"].lower())
        if listed and count and count not in listed:
            named = max(listed) if count > max(listed) else min(listed)
            yield Finding(
                "P110",
                "warning",
                f"Nêu {match['count']} {match['unit']} nhưng kể {named}.",
                (case.words(*case.view.span(match.start("count"), match.end())),),
                found=str(named),
                expected=str(count),
                remedy="Đối chiếu và ghi lại số lượng, hoặc kể đủ các mục.",
            )


def _listed(said: str, behind: str) -> range | None:
    """How many things a list may be read as having; ``None`` when nobody can tell."""
    if _GOES_ON.search(said) or _GOES_ON.match(behind):
        return None
    for label in _LABELS:
        if label.match(said.lstrip()):
            found = label.findall(said)
            goes_on = label.match(behind.lstrip(" .;\n"))
            return None if len(found) < 2 or goes_on else range(len(found), len(found) + 1)
    bare = _BRACKETS.sub("", said).strip()
    if any(sign.isdigit() for sign in bare):
        return None
    if ";" in bare:
        pieces = [piece for piece in bare.split(";") if piece.strip()]
        return range(len(pieces), len(pieces) + 1) if len(pieces) > 1 else None
    return _names(bare)


def _names(said: str) -> range | None:
    """How many names stand between commas and "và": "Sở Nông nghiệp và Môi trường" may be one, or two."""
    if not _NAMES_APART.search(said):
        return None
    parts = [_AND.split(part) for part in said.split(", ")]
    names = [name for part in parts for name in part]
    joined = [pair for part in parts for pair in pairwise(part)]
    unsure = sum(1 for one, other in joined if _OFFICE.match(one) and not _OFFICE.match(other))
    if not all(name[:1].isupper() for name in names):
        return None
    return range(len(names) - unsure, len(names) + 1)


def groups(case: Case) -> Iterator[Finding]:
    """P107: a sentence announces so many groups of products and names more or fewer."""
    for match in case.pattern("counted_lists", "groups").finditer(case.view.text):
        told = _BRACKETS.sub("", match["list"])
        named = len({fold(told[one.end() : one.end() + _NAMED]) for one in _GROUP.finditer(told)})
        named = max(named, len(set(_known_groups(case.rulebook).findall(fold(told)))))
        if named > 1 and named != int(match["count"]):
            yield Finding(
                "P107",
                "warning" if named > int(match["count"]) or "trong đó" not in match.group() else "note",
                f"Nêu {match['count']} nhóm nhưng kể {named} nhóm.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=str(named),
                expected=match["count"],
                remedy="Đối chiếu và ghi lại số nhóm, hoặc kể đủ các nhóm.",
            )


@lru_cache(maxsize=8)
def _known_groups(rulebook: Rulebook) -> re.Pattern[str]:
    """The names of groups of products in use, without marks, the longest first."""
    rows = rulebook.table("ocop_groups")
    names = {fold(name) for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def acts(case: Case) -> Iterator[Finding]:
    """P112: a sentence announces so many acts and cites more or fewer, each parted from the next by a semicolon."""
    for match in case.pattern("counted_lists", "acts").finditer(case.view.text):
        start, end = case.view.span(match.start("list"), match.end("list"))
        cited = [one for one in case.facts.citations if start <= one.start < end]
        pieces = [piece for piece in match["list"].split(";") if piece.strip()]
        behind = case.view.text[match.end() : match.end() + 4]
        open_ended = behind.startswith("..") or "…" in match["list"] or match["list"].rstrip().endswith(";")
        if len(cited) == len(pieces) > 1 and not open_ended and len(cited) != int(match["count"]):
            yield Finding(
                "P112",
                "warning",
                f"Nêu {match['count']} {match['unit']} nhưng kể {len(cited)}.",
                (case.words(*case.view.span(match.start(), match.end())),),
                found=str(len(cited)),
                expected=str(int(match["count"])),
                remedy="Đối chiếu và ghi lại số lượng, hoặc kể đủ các văn bản.",
            )
