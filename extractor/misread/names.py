"""Names of bodies, laws and provinces, and set words of acts, by comparison without marks: "ÚY BAN NHÂN DÂN"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from extractor.alternatives import any_of
from extractor.misread.figures import in_case_of
from extractor.rulebook import Rulebook
from extractor.text import fold, normalise

_Mended = Iterator[tuple[int, int, str]]
_SYLLABLES = 3
"""A name shorter than this is too like other words, and stands for itself only as a whole line in capitals."""
_SURE = 5
"""From so many syllables on a name in capitals is known wherever it stands in its line."""
_BELOW = ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn")
_LEVELS = {fold(level): level for level in ("tỉnh", "thành phố", *_BELOW)}
_BEFORE = re.compile(r"(?:^|\n)(?:[A-ZĐ]{1,3}\. ?)?$")
_BEHIND = re.compile(r"[.:]?(?:\n|$)")
_HEAD = 1500
"""Characters of the view in which a letterhead stands."""
_UNIT_LINE = re.compile(
    rf"(?m)^(?P<level>{'|'.join(map(fold, _BELOW))}|thanh pho) (?P<name>[^\W\d_]+(?: [^\W\d_]+){{0,3}})$"
)


def names(text: str, rulebook: Rulebook) -> _Mended:
    """Bodies, laws and what heads say, with other marks than their own."""
    known, pattern = _names(rulebook)
    for match in pattern.finditer(fold(text)):
        start, end = match.span()
        printed, name = text[start:end], known[match.group()]
        if printed.casefold() != name.casefold() and _stands(text, start, end, name):
            yield start, end, in_case_of(printed, name)


def _stands(text: str, start: int, end: int, name: str) -> bool:
    """Whether the words are written as the name is: with its capitals, or in capitals where lines of heads are so."""
    printed, syllables = text[start:end], len(name.split())
    if not printed.isupper():
        capitals = (p[:1].isupper() or not n[:1].isupper() for p, n in zip(printed.split(), name.split(), strict=True))
        return syllables >= _SYLLABLES and all(capitals)
    if syllables >= _SURE:
        return True
    opens = _BEFORE.search(text, max(start - 8, 0), start) is not None
    return opens and (syllables >= _SYLLABLES or _BEHIND.match(text, end) is not None)


def phrases(text: str, rulebook: Rulebook) -> _Mended:
    """What acts always say in the same words, with other marks than these: "sửa đồi, bồ Sung". One word of them at
    least must be right: "bộ súng" is none."""
    known, pattern = _phrases(rulebook)
    for match in pattern.finditer(fold(text)):
        start, end = match.span()
        printed, words = text[start:end], known[match.group()]
        right = [read == word for read, word in zip(printed.casefold().split(), words.split(), strict=True)]
        if any(right) and not all(right):
            yield start, end, words.upper() if printed.isupper() else in_case_of(printed[0], words[0]) + words[1:]


@cache
def _phrases(rulebook: Rulebook) -> tuple[Mapping[str, str], re.Pattern[str]]:
    return _folded(row["words"] for row in rulebook.table("act_phrases"))


def places(text: str, rulebook: Rulebook) -> _Mended:
    """Provinces behind their level or before the day of issue; in a letterhead also the units that the text names."""
    folded = fold(text)
    known, patterns = _provinces(rulebook)
    for match in (found for pattern in patterns for found in pattern.finditer(folded)):
        printed = text[slice(*match.span("name"))]
        if all(word[:1].isupper() for word in printed.split()):
            yield *match.span("name"), in_case_of(printed, known[match["name"]])
            yield from _level(text, match)
    for match in _UNIT_LINE.finditer(folded, 0, _HEAD):
        printed = text[slice(*match.span("name"))]
        if printed.isupper() and (name := _written(match["name"], text, folded)):
            yield *match.span("name"), in_case_of(printed, name)
            yield from _level(text, match)


def _level(text: str, match: re.Match[str]) -> _Mended:
    if match["level"] in _LEVELS:
        printed = text[slice(*match.span("level"))]
        yield *match.span("level"), in_case_of(printed, _LEVELS[match["level"]])


def _written(name: str, text: str, folded: str) -> str | None:
    """A unit as the text itself writes it most often, in small letters with capitals ("Châu Thành")."""
    found = (text[m.start() : m.end()] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", folded))
    counted = Counter(words for words in found if all(w[:1].isupper() and w[1:].islower() for w in words.split()))
    return counted.most_common(1)[0][0] if counted else None


@cache
def _names(rulebook: Rulebook) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The names by what is left without marks, and a pattern for these."""
    bodies = {row["name_vi"] for row in rulebook.table("issuers")}
    laws = {f"{row['kind']} {row['name']}" for row in rulebook.table("laws") if row["kind"]}
    short = {name for name in bodies | laws if len(name.split()) < _SYLLABLES}
    return _folded((bodies | laws) - short | {row["words"] for row in rulebook.table("head_phrases")})


@cache
def _provinces(rulebook: Rulebook) -> tuple[Mapping[str, str], tuple[re.Pattern[str], ...]]:
    rows = rulebook.table("provinces")
    known, name = _folded({row[column] for row in rows for column in ("old_name", "new_name")})
    behind = rf"(?<!\w)(?P<level>tinh|thanh pho|tp\.?)[ \n](?P<name>{name.pattern})"
    before = rf"(?m:^)(?P<level>)(?P<name>{name.pattern})(?=,? ngay )"
    return known, (re.compile(behind), re.compile(before))


def _folded(words: Iterable[str]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Words that differ from all others without their marks too, and a pattern that finds them so."""
    found: dict[str, set[str]] = {}
    for name in map(normalise, words):
        found.setdefault(fold(name), set()).add(name)
    known = {bare: min(alike) for bare, alike in found.items() if len(alike) == 1}
    return known, re.compile(rf"(?<!\w)(?:{any_of([re.escape(sign) for sign in bare] for bare in known)})(?!\w)")
