"""Where a document comes from: the level of its issuer, the unit's name, the province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from extractor.communes import province_of_district
from extractor.model import Head
from extractor.rulebook import Rulebook, table

_UNIT = re.compile(
    r"\b(?P<level>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: (?P<name>[^\W\d_].*))?$",
    re.IGNORECASE,
)
_DISTRICT = re.compile(r"\b(?:huyện|quận|thị xã|thành phố) [^\W\d_][^,;]*$", re.IGNORECASE)
_LOCAL = ("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận")


class Province(NamedTuple):
    """A province of today, and those that it was made of on 1 July 2025, by the names that they had."""

    name: str
    full_name: str
    """With its level, as within a sentence: "tỉnh Vĩnh Long", "thành phố Cần Thơ"."""
    made_of: tuple[str, ...]


def today(province: str | None) -> Province | None:
    """The province in which one lies now that was called ``province`` until 30 June 2025; a name of today too."""
    return _today().get(province or "")


@cache
def _today() -> dict[str, Province]:
    rows = table("provinces")
    return {row["old_name"]: _province(row["new_name"], row["new_full_name_2026"]) for row in rows}


@cache
def _province(name: str, full_name: str) -> Province:
    made_of = tuple(row["old_name"] for row in table("provinces") if row["new_name"] == name)
    return Province(name, full_name[:1].lower() + full_name[1:], made_of)


@cache
def provinces(rulebook: Rulebook) -> dict[str, str]:
    """Every spelling of a province's name, in lower case, and the name as it was until 30/6/2025."""
    return {
        spelling.casefold(): row["old_name"]
        for row in rulebook.table("provinces")
        for spelling in (row["old_name"], *row["name_aliases"].split("|"))
        if spelling
    }


def level_of(issuer: str | None, rulebook: Rulebook) -> str | None:
    """trung ương, tỉnh, huyện or xã; ``None`` when the name does not tell."""
    if not issuer:
        return None
    if re.match(
        r"(?:Bộ |Chính phủ|Thủ tướng|Quốc hội|Ban Chấp hành Trung ương|Văn phòng Chính phủ|Ủy ban Thường vụ)", issuer
    ):
        return "trung ương"
    if re.match(r"(?:Sở |Tỉnh ủy|Chi cục)", issuer):
        return "tỉnh"
    if re.match(r"(?:Huyện ủy|Phòng )", issuer):
        return "huyện"
    unit = _UNIT.search(issuer)
    if not unit:
        return None
    level, name = unit["level"].lower(), (unit["name"] or "").casefold()
    if level == "thành phố":
        return "tỉnh" if name in provinces(rulebook) else "huyện"
    return {"tỉnh": "tỉnh", "huyện": "huyện", "quận": "huyện", "thị xã": "huyện"}.get(level, "xã")


def unit_of(issuer: str | None) -> str | None:
    """The unit below the province for which an issuer stands ("huyện Châu Thành"); ``None`` for that of a province."""
    unit = _UNIT.search(issuer or "")
    if not unit or not unit["name"] or unit["level"].lower() == "tỉnh":
        return None
    return f"{unit['level'].lower()} {unit['name']}"


def with_place(issuer: str, head: Head, text: str, rulebook: Rulebook) -> str:
    """A committee or council named by its level alone gets its unit's name from the place of issue or the title."""
    if not issuer.startswith(_LOCAL) or ((unit := _UNIT.search(issuer)) and unit["name"]):
        return issuer
    level = unit["level"].lower() if unit else _named_level(issuer, text)
    name = _titled(level, head.title) or head.place
    if not level or not name:
        return issuer
    base = issuer[: unit.start()].strip() if unit else issuer
    return f"{base} {level} {name}"


def _named_level(issuer: str, text: str) -> str | None:
    """The level that the text gives most often to the body: "Ủy ban nhân dân huyện"."""
    found = Counter(
        m[1].lower()
        for m in re.finditer(
            rf"{re.escape(issuer)} (tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b(?! ?[,;])",
            text,
            re.IGNORECASE,
        )
    )
    return found.most_common(1)[0][0] if found else None


def _titled(level: str | None, title: str | None) -> str | None:
    if not level or not title:
        return None
    match = re.search(rf"\b{level} ((?:[^\W\d_]+ ?)+)", title, re.IGNORECASE)
    if not match:
        return None
    name = list(takewhile(lambda word: word[:1].isupper(), match[1].split()))
    return " ".join(name) or None


def province_of(head: Head, text: str, rulebook: Rulebook) -> str | None:
    """The province of the issuer: by its name or the place of issue, else that of the one district of its name, else
    the one province that the text is about."""
    known = provinces(rulebook)
    if head.level == "trung ương":
        return None
    for words in filter(None, (head.issuer, head.place if head.level == "tỉnh" else None, head.title)):
        small = words.casefold()
        for spelling, named_in in _spellings(rulebook).items():
            if spelling in small and (named_in.search(small) or (words == head.place and spelling == small)):
                return known[spelling]
    if district := _DISTRICT.search(head.issuer or ""):
        only = province_of_district(district[0])
        if only and only.casefold() in known:
            return known[only.casefold()]
    about, governed = _told_of(rulebook)
    named = Counter(known[m[1].casefold()] for m in about.finditer(text)).most_common(2)
    if not named or (len(named) > 1 and named[1][1] * 2 > named[0][1]):
        return None
    once = named[0][1] < 2 and not governed.search(text)
    return None if once else named[0][0]


@cache
def _spellings(rulebook: Rulebook) -> Mapping[str, re.Pattern[str]]:
    """The spellings of provinces, the longest first, and how each stands in a text in lower case behind its level."""
    longest_first = sorted(provinces(rulebook), key=len, reverse=True)
    return {name: re.compile(rf"\b(?:tỉnh|thành phố|tp\.?) {re.escape(name)}(?!\w)") for name in longest_first}


@cache
def _told_of(rulebook: Rulebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a text says what province it is about, and who governs that."""
    names = "|".join(map(re.escape, _spellings(rulebook)))
    about = rf"\b(?:tỉnh|trên địa bàn thành phố) ({names})(?!\w)"
    governed = rf"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) tỉnh ({names})(?!\w)"
    return re.compile(about, re.IGNORECASE), re.compile(governed, re.IGNORECASE)
