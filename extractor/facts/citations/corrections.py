"""What a key should probably be, where what is printed cannot be whole: never put silently into the key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractor.facts.citations.anchors import Anchor
from extractor.facts.citations.laws import law_row
from extractor.facts.citations.tails import spelled
from extractor.model import Citation
from extractor.rulebook import Rulebook

_ASSEMBLY = re.compile(r"(?:.*-)?(?:UBTV)?QH$")


def corrected(citation: Citation, anchor: Anchor, rulebook: Rulebook) -> str | None:
    """The key that the mention's own words point to, or ``None`` when the printed one may stand."""
    if anchor.form == "law" and not citation.symbol:
        return _code_for_law(anchor, citation, rulebook)
    if not citation.symbol:
        return None
    symbol = (
        _with_term(citation, rulebook)
        or _central_committee(citation)
        or _known_issuer(citation.symbol, citation.issuer, rulebook)
    )
    return citation.key.replace(citation.symbol, symbol) if symbol else None


def _code_for_law(anchor: Anchor, citation: Citation, rulebook: Rulebook) -> str | None:
    """ "Luật Dân sự" is the Bộ luật Dân sự."""
    row = law_row(anchor.name or "", rulebook)
    code = row is not None and row["kind"] == "Bộ luật" and anchor.kind == "Luật"
    return citation.key.replace(anchor.kind, "Bộ luật", 1) if code else None


def _with_term(citation: Citation, rulebook: Rulebook) -> str | None:
    """The term of the National Assembly, lost from the symbol: by the date of the act, or by a year within one term."""
    if not citation.symbol or not _ASSEMBLY.match(citation.symbol):
        return None
    day = citation.date if len(citation.date or "") == 10 else None
    first, last = (day, day) if day else (f"{citation.year}-01-01", f"{citation.year}-12-31")
    term = next((row["term"] for row in rulebook.table("terms") if row["from"] <= first and last <= row["to"]), None)
    return f"{citation.symbol}{term}" if term else None


def _central_committee(citation: Citation) -> str | None:
    """QĐ-BCĐ of the central steering committee is QĐ-BCĐTW."""
    central = "Ban Chỉ đạo Trung ương" in (citation.issuer or "")
    return f"{citation.symbol}TW" if central and (citation.symbol or "").endswith("-BCĐ") else None


def _known_issuer(symbol: str, issuer: str | None, rulebook: Rulebook) -> str | None:
    """An unknown code one letter away from that of the issuer named: a typing error."""
    codes = _names(rulebook)
    groups = symbol.split("-")
    if issuer is None or len(groups) < 2 or groups[1] in codes:
        return None
    for code, name in codes.items():
        if Levenshtein.distance(groups[1], code) == 1 and spelled(issuer, rulebook).endswith(name):
            return "-".join([groups[0], code, *groups[2:]])
    return None


@cache
def _names(rulebook: Rulebook) -> Mapping[str, str]:
    """The issuers by their codes."""
    return {row["code"]: row["name_vi"] for row in rulebook.tables.get("issuers", ())}
