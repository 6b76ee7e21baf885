"""What the authority table knows of an act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.model import Citation
from extractor.rulebook import Rulebook
from extractor.text import slugged


def authority_rows(key: str, place: str, rulebook: Rulebook) -> list[Mapping[str, str]]:
    """The rows for a key (in any case) of an issuer at ``place`` (a slug, "" for central issuers); laws by name too."""
    rows = _by_key(rulebook).get(key.casefold(), ())
    return [row for row in rows if not place or place in slugged(row["issuer"])]


@cache
def _by_key(rulebook: Rulebook) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    found: dict[str, tuple[Mapping[str, str], ...]] = {}
    for row in rulebook.tables.get("authorities", ()):
        for name in {row["key"].casefold(), _named(row)} - {""}:
            found[name] = (*found.get(name, ()), row)
    return found


def authority(first: Citation, slug: str, rulebook: Rulebook) -> Mapping[str, str] | None:
    """The one row for the act that a mention is tied to, or ``None``."""
    key = first.corrected or first.key
    if first.form == "law" and not first.number:
        key = re.sub(r" (?:19|20)\d{2}$", "", key)
    rows = [row for row in authority_rows(key, "", rulebook) if not row["date"] or row["date"][:4] in slug.split("-")]
    rows = [row for row in rows if _place_of(row) in slug]
    rows = [row for row in rows if slugged(row["key"]) in slug] or rows
    return rows[0] if len(rows) == 1 else None


def _place_of(row: Mapping[str, str]) -> str:
    """The slug of the place that an issuer's name ends with, "" for a central body."""
    unit = re.search(r"(?:tỉnh|thành phố|huyện|xã) (.+)$", row["issuer"])
    return slugged(unit[1]) if unit else ""


def _named(row: Mapping[str, str]) -> str:
    """A law's row by name ("luật hợp tác xã")."""
    return f"{row['kind']} {row['title']}".casefold() if row["form"] == "law" else ""


def central_issuer(citation: Citation, rulebook: Rulebook) -> str | None:
    """The central body that a symbol stands for ("QĐ-TTg": "Thủ tướng Chính phủ"), whoever is named beside it."""
    groups = re.split(r"[-/.]", citation.corrected or citation.key)
    rows = rulebook.tables.get("issuers", ())
    return next(
        (row["name_vi"] for g in groups[1:] for row in rows if row["code"] == g and row["level"] == "trung_uong"), None
    )
