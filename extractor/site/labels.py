"""The words, figures and dates of the site, as Vietnamese offices write them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from html import escape
from typing import Any

from markupsafe import Markup

from extractor.facts.geography import today
from extractor.shipped import folder
from extractor.text import year_ranges
from extractor.wording import wording

_MARKS = str.maketrans(",.", ".,")
_REMEMBERED = 4096
"""Words, and days, kept as they are written: one page has the same ones a hundred times."""
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@cache
def _labels() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((folder("db") / "labels.toml").read_text(encoding="utf-8"))


@lru_cache(_REMEMBERED)
def label(value: str | None, field: str = "") -> str:
    """What people call a value of a field, a field or a list; with a capital. Nothing for ``None``."""
    if value is None:
        return ""
    own = _labels().get(field, {}).get(value)
    return upper_first(wording("vi").label(value)) if own is None else own


def heading(column: str, name: str) -> str:
    """What people call a column of a downloaded list ``name`` ("kinh-phi"); with a capital."""
    own = _labels().get(f"column of {name}", {}).get(column)
    return label(column, "column") if own is None else own


def said(about: str, **holes: str) -> str:
    """A sentence of the site on what is wrong with an address, its holes filled."""
    return _labels()["wrong"][about].format(**holes)


def value_of(value: str, field: str, title: str = "") -> str:
    """What people call a value by which a list is narrowed; ``title`` is what the value itself stands for."""
    if field == "stars":
        return f"{value} sao"
    return f"{value} {title}".strip() if title else label(value, field) or label(value)


def upper_first(text: str) -> str:
    """``text`` with its first letter a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """``text`` with its first letter small, the rest as it is: for use within a sentence."""
    return text[:1].lower() + text[1:]


def date(iso: str | None) -> str:
    """An ISO date as day/month/year, or as much of it as is known."""
    return "/".join(reversed(iso.split("-"))) if iso else ""


@lru_cache(_REMEMBERED)
def day(iso: str | None) -> Markup:
    """A date as :func:`date` writes it, for the eye, with the ISO date for programs."""
    return Markup(f'<time datetime="{escape(iso)}">{escape(date(iso))}</time>') if iso else Markup("")


def years(text: str | None) -> str:
    """``text`` with every range of years written in one way; nothing for ``None``."""
    return year_ranges(text or "")


def now_in(province: str | None) -> str:
    """Where a province lies that went into another one on 1 July 2025: "nay thuộc tỉnh Vĩnh Long"."""
    found = today(province)
    return f"nay thuộc {found.full_name}" if found and found.name != province else ""


def dates(text: str) -> Markup:
    """``text`` with every ISO date in it as day/month/year."""
    return Markup(_ISO.sub(lambda found: day(found.group()), escape(text)))


def number(value: float | None) -> str:
    """A figure with dots between thousands and a comma before decimals: 16.630.790.000, 2,5."""
    if value is None:
        return ""
    whole = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
    return whole.translate(_MARKS)


def money(value: float | None, currency: str = "VND") -> str:
    """A sum in full, with its currency."""
    return f"{number(value)} {label(currency, 'currency')}" if value is not None else ""


def amount(row: Mapping[str, Any]) -> str:
    """An amount's figure as a phrase: "khoảng 2.000.000 – 3.000.000 đồng/sản phẩm"."""
    upper = f" – {number(row['value_max'])}" if row["value_max"] is not None else ""
    if row["value"] is None:
        return str(row["quote"])
    per = f"/{row['per']}" if row["per"] else ""
    currency = label(row["currency"], "currency")
    return f"{label(row['comparator'], 'comparator')} {number(row['value'])}{upper} {currency}{per}".strip()


def quantity(row: Mapping[str, Any]) -> str:
    """An indicator's figure without its unit: "ít nhất 50", "34/52"."""
    upper = f" – {number(row['value_max'])}" if row["value_max"] is not None else ""
    whole = f"/{number(row['of'])}" if row["of"] is not None else ""
    return f"{label(row['comparator'], 'comparator')} {number(row['value'])}{upper}{whole}".strip()


def figure(row: Mapping[str, Any]) -> str:
    """An indicator's figure as a phrase: "ít nhất 50 sản phẩm", "34/52 chủ thể", "80%"."""
    unit = row["unit"] or ""
    return f"{quantity(row)}{'' if unit == '%' else ' '}{unit}".strip()


def act(row: Mapping[str, Any]) -> str:
    """What an act is called: its kind and its key, the kind once ("Luật Hợp tác xã" is its own key)."""
    kind, key = row["kind"] or "", row["key"]
    return str(key) if key.startswith(kind) else f"{kind} {key}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "label": label,
    "act": act,
    "date": date,
    "day": day,
    "dates": dates,
    "years": years,
    "now_in": now_in,
    "number": number,
    "money": money,
    "amount": amount,
    "figure": figure,
    "quantity": quantity,
    "upper_first": upper_first,
    "lower_first": lower_first,
}
"""For the templates."""
