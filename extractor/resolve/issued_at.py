"""Whose act a citation means: the place of its issuer, told with it, elsewhere in its document or by the host."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.geography import provinces
from extractor.model import Citation, Head
from extractor.rulebook import Rulebook
from extractor.text import slugged

_LOCAL = re.compile(
    r"(?:^|[-/.])(?:UBND|UB|HĐND|TU|HU|ĐU|UBMTTQ|MTTQ|CTUBND)(?:$|[-.])|-(?:S[A-ZĐ&]|VPĐPNTM|CC|P[A-ZĐ])"
)
_UNIT = re.compile(
    r"(?:(?P<level>tỉnh|thành phố|tp\.?|huyện|quận|thị xã|xã|phường|thị trấn) )(?P<name>[^\W\d_][\w '-]*)",
    re.IGNORECASE,
)
_BELOW = frozenset({"huyện", "quận", "thị xã", "xã", "phường", "thị trấn"})
"""Levels whose places lie within a province: that of the host, where none is named."""
_BARE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)$", re.IGNORECASE)


def place_of(citation: Citation, head: Head, rulebook: Rulebook) -> str | None:
    """The slug of the place of a local issuer, "" for a central one, ``None`` when it is not told."""
    if citation.form == "law" or not _LOCAL.search(citation.symbol or ""):
        return ""
    issuer = citation.issuer or ""
    units = list(_UNIT.finditer(issuer))
    named = [u for u in units if not _BARE.fullmatch(u["name"])]
    if named:
        places = " ".join(_unit(u, rulebook) for u in named)
        below = named[-1]["level"].lower() in _BELOW and " tỉnh " not in places
        return slugged(f"{places} {head.province or ''}" if below else places.replace(" tỉnh ", " "))
    level = issuer.rsplit(" ", 1)[-1].lower() if _BARE.search(issuer) else None
    if citation.relation == "self":
        return _own(head)
    if (
        level is None
        and issuer
        and not issuer.startswith(("Sở", "Ủy ban", "Hội đồng", "Tỉnh", "Ban", "Thường trực", "Chủ tịch"))
    ):
        return None
    if (level in (None, "tỉnh") and head.level in ("tỉnh", None)) or level == "tỉnh":
        return slugged(head.province) if head.province else None
    if level is not None and level == head.level:
        return _own(head)
    return None


def _unit(unit: re.Match[str], rulebook: Rulebook) -> str:
    """A province by its name alone; a district or commune with its level."""
    name = unit["name"].strip()
    level = unit["level"].lower()
    if level == "tỉnh" or (name.casefold() in provinces(rulebook) and level.startswith(("thành", "tp"))):
        return provinces(rulebook).get(name.casefold(), name)
    return f"{level} {name}"


def _own(head: Head) -> str | None:
    """The place of the host itself."""
    if head.level in ("tỉnh", None):
        return slugged(head.province) if head.province else None
    unit = _UNIT.search(head.issuer or "")
    return slugged(f"{unit['level']} {unit['name']} {head.province or ''}") if unit else None


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
