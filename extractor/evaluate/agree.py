"""When an extracted fact is the fact that a reader wrote down, and when their fields agree.

This is the measure, so it rests on nothing that it measures: it reads no rules and folds text in its own way.
Facts match by value, not by place, so that one gold file serves the text, the PDF and the scan of a document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rapidfuzz.fuzz import ratio

Values = Mapping[str, Any]
"""A fact as JSON, from a gold file or from :func:`extractor.encode.facts_json`."""

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "citation": "citations",
        "amount": "amounts",
        "indicator": "indicators",
        "product": "products",
        "organization": "organizations",
    }
)
"""The types of gold facts and the list of the facts object in which each is found."""

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "citation": (
            *("kind", "number", "year", "symbol", "date", "issuer", "relation", "pinpoint", "title", "corrected"),
        ),
        "amount": ("per", "period", "role", "label"),
        "indicator": ("comparator", "kind", "period", "subject"),
        "product": ("producer", "stars", "status", "group"),
        "organization": ("kind",),
        "document": (
            *("number", "symbol", "doc_type", "title", "issuer", "province", "place", "date"),
            *("signer", "signer_role", "period_start", "period_end"),
        ),
    }
)
"""The fields that are compared besides those by which facts match."""

_ALIKE = 88
"""From how many per cent on two names are one."""
_ENOUGH = MappingProxyType(
    {
        "title": 85,
        "label": 60,
        "subject": 60,
        "issuer": 90,
        "producer": 85,
        "group": 80,
        "signer_role": 85,
        "pinpoint": 90,
        "doc_type": 90,
    }
)
"""Fields of words, with the percentage from which on they agree."""
_FINER_THAN_GOLD = ("mentions", "guides", "corrects", "suspends")
_LAWS = ("luật", "bộ luật", "pháp lệnh")
_NAMED_BY_LAW = ("title", "number", "year", "symbol")
_ABBREVIATIONS = {"hđnd": "hội đồng nhân dân", "ubnd": "ủy ban nhân dân", "htx": "hợp tác xã"}
_ABBREVIATED = re.compile(rf"\b({'|'.join(_ABBREVIATIONS)})\b")
_TONES = tuple(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        strict=True,
    )
)
_LAW_AND_NUMBER = re.compile(r"^((?:Bộ luật|Luật|Pháp lệnh)\s+.+?)\s+số\s*:?\s*\d")


def fold(value: object) -> str:
    """``value`` as text with case, blanks, dashes and the place of tone marks folded away."""
    text = unicodedata.normalize("NFC", str(value)).replace("Ð", "Đ").casefold()
    text = re.sub(r"[‐‑–—−]", "-", text)
    for old, new in _TONES:
        text = text.replace(old, new)
    return re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", text)).strip()


def fold_key(value: object) -> str:
    """A number and symbol without blanks ("919/qđ-ttg"), or a law's name with its year ("luật hợp tác xã 2012")."""
    text = fold(value)
    if re.match(r"[\d/]", text):
        return text.replace(" ", "")
    return re.sub(r"\bnăm (?=\d{4}$)", "", _spelled(text))


def law_names(golds: Sequence[Values]) -> Mapping[str, frozenset[str]]:
    """For each folded key of the gold the keys it may be found under.

    A law cited by name and by number ("Luật Nhà ở số 27/2023/QH15") has two, throughout the document.
    """
    citations = [gold for gold in golds if gold["type"] == "citation"]
    pairs = [
        (fold_key(match.group(1)), fold_key(gold["key"]))
        for gold in citations
        if (match := _LAW_AND_NUMBER.match(gold["quote"]))
    ]
    both = {*pairs, *((number, name) for name, number in pairs)}
    keys = {fold_key(gold["key"]) for gold in citations}
    return {key: frozenset({key, *(other for one, other in both if one == key)}) for key in keys}


def matches(kind: str, gold: Values, found: Values, laws: Mapping[str, frozenset[str]]) -> bool:
    """Whether ``found`` is the fact ``gold`` of type ``kind``; ``laws`` as :func:`law_names` gives them."""
    if kind == "citation":
        return fold_key(found.get("key")) in laws[fold_key(gold["key"])]
    if kind == "amount":
        return _number(gold["value"]) == _number(found.get("value")) and gold.get("currency", "VND") == found.get(
            "currency", "VND"
        )
    if kind == "indicator":
        if any(_number(gold.get(name)) != _number(found.get(name)) for name in ("value", "value_max", "of")):
            return False
        one, other = fold(gold.get("unit")), fold(found.get("unit"))
        return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
    return ratio(fold(gold["name"]), fold(found.get("name"))) >= _ALIKE


def compared(kind: str, field: str, gold: Values, found: Values) -> bool:
    """Whether ``field`` says anything about a matched pair.

    Silence on both sides is no merit; the name of a law is its title, and its number and symbol follow from either key.
    """
    if gold.get(field) is None and found.get(field) in (None, ""):
        return False
    return not (kind == "citation" and field in _NAMED_BY_LAW and fold(gold.get("kind")) in _LAWS)


def agrees(field: str, gold: object, found: object) -> bool:
    """Whether the value ``found`` for ``field`` is right; inventing one where the gold has none is wrong."""
    if gold is None:
        return found is None or found == ""
    if found is None:
        return False
    if isinstance(gold, int | float) and not isinstance(gold, bool):
        number = _number(found) if isinstance(found, int | float | str) else None
        return number is not None and abs(gold - number) < 1e-9 * max(1.0, abs(gold))
    if field == "issuer":
        one, other = _spelled(fold(gold)), _spelled(fold(found))
        return ratio(one, other) >= _ENOUGH[field] or other.startswith(f"{one} ") or other.endswith(one)
    if field == "relation" and gold == "mentions":
        return found in _FINER_THAN_GOLD
    if field == "corrected":
        return fold_key(gold) == fold_key(found)
    one, other = fold(gold), fold(found)
    if field not in _ENOUGH:
        return one == other
    within = field in ("label", "subject") and min(len(one), len(other)) >= 6 and (one in other or other in one)
    return within or ratio(one, other) >= _ENOUGH[field]


def affinity(kind: str, gold: Values, found: Values) -> float:
    """How well two matching facts go together: the number of agreeing fields, then the likeness of the quotes."""
    fields = sum(agrees(field, gold.get(field), found.get(field)) for field in FIELDS[kind])
    return fields + ratio(fold(gold.get("quote", "")), fold(found.get("quote", ""))) / 100


def _spelled(text: str) -> str:
    return _ABBREVIATED.sub(lambda match: _ABBREVIATIONS[match.group()], text)


def _number(value: float | str | None) -> float | None:
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None
