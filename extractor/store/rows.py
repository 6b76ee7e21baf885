"""What the corpus tells as rows of the tables in db/schema.sql."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from extractor.facts.geography import today
from extractor.leaf.mask import Mask
from extractor.leaf.rows import Row, fields_of, masked
from extractor.model import Entity, History, Instrument
from extractor.text import fold

_JOINING = "số ngày tháng năm của về việc"
_NO_HISTORY = dict.fromkeys(field.name for field in dataclasses.fields(History))
_RUN = re.compile(r"\d+|[^\W\d_]+")


def instrument_row(instrument: Instrument) -> Row:
    """The row of ``instruments``."""
    return fields_of(instrument)


def entity_row(entity: Entity, mask: Mask) -> Row:
    """The row of ``entities``."""
    told = fields_of(entity)
    for name in ("spellings", "history", "producer"):
        del told[name]
    row = masked(told, mask)
    row["province_now"] = now.name if (now := today(entity.province)) else None
    row |= masked(fields_of(entity.history), mask) if entity.history else _NO_HISTORY
    places = " ".join(filter(None, (row["place"], row["place_now"])))
    row["producer"], row["folded"] = entity.producer, fold(row["name"])
    row["places"] = fold(places) if places else None
    return row


def spelling_rows(entity: Entity, mask: Mask) -> Iterator[Row]:
    """The rows of ``spellings``."""
    for spelling in entity.spellings:
        yield masked(fields_of(spelling), mask) | {"entity": entity.slug}


def name_words(row: Row, kind: str, extra: str = "") -> tuple[str, str]:
    """The words by which an act is looked up (type, key, date, issuer, title), and those that join or abbreviate them.

    Of the joining words each also stands folded; runs of letters and of digits stand apart, so that "15a" and "qd919"
    are found, the letters of the symbol also in one word ("qdttg"), and numbers also without leading zeros.
    """
    key = "/".join(part for part in (row.get("number"), row.get("symbol")) if part)
    date = (row.get("date") or "").split("-")
    stated = (str(row.get(field) or "") for field in ("key", "year", "issuer", "title"))
    words = " ".join(part for part in (kind, key, *date, *stated, extra) if part)
    initials = "".join(word[0] for word in kind.split())
    runs = _RUN.findall(f"{key} {words}")
    zeroless = [run.lstrip("0") for run in runs if run.startswith("0")]
    symbol = "".join(run for run in _RUN.findall(row.get("key") or key) if not run.isdecimal())
    joined = " ".join([_JOINING, initials, symbol, *runs, *zeroless])
    return words, f"{joined} {fold(joined)}".lower()


def leading_number(row: Row) -> str | None:
    """The number of an act or document; of a law the one that its key begins with."""
    of_key = re.match(r"\d+", row.get("key") or "")
    return row["number"] or (of_key.group() if of_key else None)
