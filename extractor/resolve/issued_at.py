"""Whose act a citation means: the place of its issuer, told with it, elsewhere in its document or by the host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor.facts.geography import provinces
from extractor.model import Citation, Head
from extractor.resolve.places import is_reformed
from extractor.rulebook import Rulebook
from extractor.text import slugged

_REMEMBERED = 1 << 14
"""Issuers whose place is not looked for again: offices cite the same acts again and again."""
_LOCAL = re.compile(
    r"(?:^|[-/.])(?:UBND|UB|HĐND|TU|HU|ĐU|UBMTTQ|MTTQ|CTUBND)(?:$|[-.])|-(?:S[A-ZĐ&]|VPĐPNTM|CC|P[A-ZĐ])"
)
"""Symbols of local bodies."""
_PROPOSED = re.compile(r"TTr-(?!B[A-ZĐ]|CP|TTCP|NHNN|UBDT|UBTV|VPC|VPQ|TA|VKS|KTNN|ĐCT|MTTW|TLĐ)")
"""Symbols of proposals, mostly of offices; what ministries and their like put to the government apart."""
_OFFICE = re.compile(
    r"(?:Sở|Phòng(?! Thương mại)|Chi cục|Văn phòng (?:HĐND|Hội đồng nhân dân|UBND|[UỦ][yỷ] ban nhân dân))(?!\w)",
    re.IGNORECASE,
)
"""Offices of provinces, districts and communes, whatever their symbols; "Phòng Thương mại" is of the whole country."""
_OF_A_LEVEL = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: [A-ZĐÀ-Ỹ][\w '-]*)?$")
"""What ends the name of a local body."""
_UNIT = re.compile(
    r"(?:(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn) )(?P<name>[^\W\d_][\w '-]*)",
    re.IGNORECASE,
)
_BELOW = frozenset({"huyện", "quận", "thị xã", "xã", "phường", "thị trấn"})
"""Levels whose places lie within a province: that of the host, where none is named."""
_HEADED = re.compile(
    r"(?:Phó )?(?:Giám đốc |Chánh (?=Văn)|Chi cục trưởng |(?:Trưởng phòng )?(?=Phòng)|Trưởng (?=[Pp]hòng))"
)
"""Who heads an office, before its name: what he proposes is a paper of the office."""
_OF_PROVINCE = ("Sở", "Chi cục")
"""Offices that a province has, and no district."""
_OF_ALL = ("Ủy ban", "Hội đồng", "Tỉnh", "Ban", "Thường trực", "Chủ tịch")
"""Bodies that each level has: named without a place, that of the host."""
_HOST = "host"
"""The level of an office of the host itself, whatever that is."""
_BARE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)$", re.IGNORECASE)


def place_of(citation: Citation, head: Head, rulebook: Rulebook) -> str | None:
    """The slug of the place of a local issuer, "" for a central one, ``None`` when it is not told."""
    if citation.form == "law":
        return ""
    own = citation.relation == "self"
    offices = head.level == "huyện" or (head.level == "xã" and is_reformed(head.date))
    host = (head.province, head.level, head.issuer)
    return _place(citation.symbol or "", citation.issuer or "", own, *host, offices, rulebook)


@lru_cache(_REMEMBERED)
def _place(
    symbol: str,
    issuer: str,
    is_own: bool,
    province: str | None,
    level_of_host: str | None,
    host: str | None,
    has_offices: bool,
    rulebook: Rulebook,
) -> str | None:
    """The same by the symbol and the issuer of an act, and by the ``host`` that names it, with its province."""
    office = _HEADED.sub("", issuer, count=1)
    if not (_LOCAL.search(symbol) or _OFFICE.match(office) or _OF_A_LEVEL.search(office)):
        return None if not office and _PROPOSED.match(symbol) else ""
    units = list(_UNIT.finditer(issuer))
    named = [u for u in units if not _BARE.fullmatch(u["name"])]
    if named:
        places = " ".join(_unit(u, rulebook) for u in named)
        below = named[-1]["level"].lower() in _BELOW and " tỉnh " not in places
        return slugged(f"{places} {province or ''}" if below else places.replace(" tỉnh ", " "))
    level = _level(office, has_offices=has_offices)
    if is_own:
        return _own(province, level_of_host, host)
    if level is None and office and not office.startswith(_OF_ALL):
        return None
    if (level in (None, "tỉnh") and level_of_host in ("tỉnh", None)) or level == "tỉnh":
        return slugged(province) if province else None
    unit = _UNIT.search(host or "")
    if level == _HOST or level in (level_of_host, unit and unit["level"].lower()):
        return _own(province, level_of_host, host)
    return None


def _level(office: str, *, has_offices: bool) -> str | None:
    """The level of an office that names no place: as its last word says ("Chủ tịch UBND tỉnh"), else by its kind.

    A "Phòng" is of the host where that ``has_offices``; a province has several of each kind, one to a district.
    """
    if bare := _BARE.search(office):
        return bare.group().lower()
    if office.lower().startswith("phòng"):
        return _HOST if has_offices else "huyện"
    return "tỉnh" if office.startswith(_OF_PROVINCE) else None


def _unit(unit: re.Match[str], rulebook: Rulebook) -> str:
    """A province by its name alone; a district or commune with its level."""
    name = unit["name"].strip()
    level = unit["level"].lower()
    if level == "tỉnh" or (name.casefold() in provinces(rulebook) and level.startswith(("thành", "tp"))):
        return provinces(rulebook).get(name.casefold(), name)
    return f"{level} {name}"


def _own(province: str | None, level: str | None, host: str | None) -> str | None:
    """The place of the host itself."""
    if level in ("tỉnh", None):
        return slugged(province) if province else None
    unit = _UNIT.search(host or "")
    name = re.split(r"(?i),? tỉnh ", unit["name"])[0] if unit else ""
    return slugged(f"{unit['level']} {name} {province or ''}") if unit else None


def told_place(citation: Citation, place: str | None, told: Sequence[tuple[Citation, str]]) -> str | None:
    """The place of a citation: where it names no issuer, that of the one act ``told`` in full with its key and date.

    After a merger an office repeals acts of another place, and names the issuer but once.
    """
    if not citation.issuer and citation.relation != "self":
        named = {other for one, other in told if one.issuer and _may_be_one_day(one, citation)}
        if len(named) == 1:
            return named.pop()
    if place is not None:
        return place
    known = {other for _, other in told}
    return known.pop() if len(known) == 1 else None


def _may_be_one_day(one: Citation, other: Citation) -> bool:
    first, second = one.date or "", other.date or ""
    return first.startswith(second) or second.startswith(first)
