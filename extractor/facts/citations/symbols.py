"""The number and symbol of an instrument: from the letters as printed to the canonical key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from extractor.misread.confusions import as_figures, without_marks
from extractor.rulebook import Rulebook

_SPACED = re.compile(r" ?([-/.&]) ?|_")
_ASSEMBLY = re.compile(r"(?<=QH)[0-9lI ]{1,3}$")
_CODES = re.compile(r"[-/.]")
_GROUPS = re.compile(r"([-/.])")
LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
UNTOLD = "Văn bản"
"""The kind where nothing tells it."""
NORMATIVE = frozenset({"QĐ", "NĐ", "NQ", "TT", "TTLT", "CT", "PL", "L", "NQLT"})
"""Types that have a normative series of their own when a year stands between number and symbol."""


@cache
def _spellings(rulebook: Rulebook) -> Mapping[str, str]:
    """The known codes of issuers by their letters in lower case."""
    codes = (row["code"] for row in rulebook.tables.get("issuers", ()))
    return MappingProxyType({group.casefold(): group for code in codes for group in code.split("-")})


@cache
def kinds(rulebook: Rulebook) -> Mapping[str, str]:
    """The kinds of instruments by the letters that stand for them ("QĐ": "Quyết định")."""
    return MappingProxyType({row["code"]: row["kind"] for row in rulebook.table("kinds")})


@cache
def _folded_kinds(rulebook: Rulebook) -> Mapping[str, str]:
    return MappingProxyType({code.casefold(): code for code in kinds(rulebook)})


@lru_cache(maxsize=4096)
def canonical(printed: str, rulebook: Rulebook) -> str:
    """The symbol without blanks, in its known spelling ("QĐ- TTG": "QĐ-TTg").

    Changes case, a lost mark of Đ, a lost hyphen, a letter read for a figure (QHl5): never which instrument is meant.
    """
    compact = _SPACED.sub(lambda match: match[1] or "-", printed)
    compact = _ASSEMBLY.sub(lambda match: as_figures(match.group().replace(" ", ""), rulebook), compact)
    compact = compact.replace(" ", "-")
    groups = _GROUPS.split(compact)
    for index in range(0, len(groups), 2):
        groups[index] = _group(groups[index], rulebook, first=index == 0 and len(groups) > 1)
    if len(groups) == 1 and (parted := _part(groups[0], rulebook)):
        return parted
    return "".join(groups)


def _group(group: str, rulebook: Rulebook, *, first: bool) -> str:
    if first:
        return without_marks(frozenset(kinds(rulebook))).get(group.upper()) or (
            group if group in kinds(rulebook) else _folded_kinds(rulebook).get(group.casefold(), group)
        )
    return _spellings(rulebook).get(group.casefold(), group.upper() if group.islower() else group)


def _part(group: str, rulebook: Rulebook) -> str | None:
    """ "QĐTTg" as "QĐ-TTg": a known type followed by a known issuer, with the hyphen lost."""
    for code in sorted(kinds(rulebook), key=len, reverse=True):
        rest = group[len(code) :].casefold()
        if group.startswith(code) and rest in _spellings(rulebook):
            return f"{code}-{_spellings(rulebook)[rest]}"
    return None


@cache
def _issuers(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """The names of the issuers that a code stands for."""
    names: dict[str, tuple[str, ...]] = {}
    for row in rulebook.tables.get("issuers", ()):
        known = tuple(name.casefold() for name in (row["name_vi"], *row["name_aliases"].split("|")) if name)
        for code in (row["code"], *row["code_aliases"].split("|")):
            names[code] = (*names.get(code, ()), *known) if code else ()
    return MappingProxyType(names)


def issued_by(symbol: str, issuer: str, rulebook: Rulebook) -> bool | None:
    """Whether an issuer fits the codes in a symbol ("QĐ-TTg", "Thủ tướng Chính phủ"); ``None`` where none is known."""
    codes = _CODES.split(symbol)
    codes = [code.rstrip("0123456789") for code in codes[1:] or codes]
    names = [name for code in codes for name in _issuers(rulebook).get(code, ())]
    printed = issuer.casefold()
    return any(name in printed or printed in name for name in names) if names else None


def kind_of(symbol: str, rulebook: Rulebook) -> str | None:
    """The kind of instrument that a symbol stands for by its first letters ("QĐ-TTg": "Quyết định")."""
    return kinds(rulebook).get(_CODES.split(symbol, maxsplit=1)[0].rstrip("0123456789"))


def form_of(kind: str, symbol: str, year: str | None) -> str:
    """ "law" for a law by its number, "normative" for an act with the year in its number, else "individual"."""
    if kind in LAWS and "QH" in symbol:
        return "law"
    first = _CODES.split(symbol, maxsplit=1)[0]
    return "normative" if year and (first in NORMATIVE or "QH" in symbol) else "individual"
