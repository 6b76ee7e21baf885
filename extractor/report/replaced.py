"""Words of a document with what is wrong in them put right: as much is printed before as after."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from extractor.report.notation import DATE, FIGURE, date_like, dates, figure_like, figures, iso, value
from extractor.rulebook import load
from extractor.text import fold

OPEN = "…"
"""Stands where the office has to find out what is right."""
_SCALES = (1, 1000, 10**6, 10**9)
"""What a figure may have to be taken times: "18.860 triệu đồng" is found as "18.860.000.000 đồng"."""
_PLACE_KIND = re.compile(r"(?P<kind>tỉnh|thành phố)(?P<blank>\s+)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


_TITLE = 8
"""Words that are too many for a name: a title, which has a small first letter within a sentence."""


class _Place(NamedTuple):
    start: int
    end: int


def holds(words: str, found: str) -> bool:
    """Whether ``words`` print ``found``, whatever the form of dates and figures in them, and of the name of an office
    ("HĐND tỉnh Hòa Bình" for "Hội đồng nhân dân tỉnh Hòa Bình")."""
    return bool(
        _date_of(words, found) or _as_written(words, found) or _figure_of(words, found) or _same_office(words, found)
    )


def put_right(words: str, found: str, expected: str) -> str | None:
    """``words`` with ``expected`` in the place of ``found``, in the form in which that is printed.

    ``None`` where ``found`` is not printed, or ``expected`` says what is right without being the words for it.
    """
    if ": " in expected and ": " not in found:
        return None
    if printed := _date_of(words, found):
        date = iso(expected)
        return _with(words, _Place(*printed.span()), date_like(printed, date)) if date else None
    if (printed := _figure_of(words, found)) and _only_the_figure_differs(found, expected):
        return _with(words, _Place(*printed.span()), _figure_right(printed.group(), found, expected) or OPEN)
    if place := _as_written(words, found):
        return _written_right(words, place, expected)
    if expected in _provinces():
        return _other_province(words, _Place(0, len(words)), expected) if _province_in(words) else None
    return None


def without_dates(words: str) -> str:
    """``words`` with what is to be looked up in the place of each date."""
    return DATE.sub(OPEN, words)


def _with(words: str, place: _Place, new: str) -> str:
    return words[: place.start] + new + words[place.end :]


def _date_of(words: str, found: str) -> re.Match[str] | None:
    wanted = iso(found)
    return next((match for match, date in dates(words) if date == wanted), None) if wanted else None


def _as_written(words: str, found: str) -> _Place | None:
    """Where ``found`` stands word for word, else but for case and marks. Of lone signs the last is meant."""
    if not found:
        return None
    if not any(sign.isalnum() for sign in found):
        at = words.rfind(found)
        return _Place(at, at + len(found)) if at >= 0 else None
    for told, sought in ((words, found), (words.casefold(), found.casefold()), (fold(words), fold(found))):
        before = (r"(?<!\w)" * sought[:1].isalnum()) + (r"(?<!\d[.,])" * sought[:1].isdigit())
        behind = (r"(?!\w)" * sought[-1:].isalnum()) + (r"(?!%|[.,]\d)" * sought[-1:].isdigit())
        match = re.search(f"{before}{re.escape(sought)}{behind}", told) if len(told) == len(words) else None
        if match:
            return _Place(*match.span())
    return None


def _written_right(words: str, place: _Place, expected: str) -> str | None:
    printed = words[place.start : place.end]
    if expected in _provinces():
        return _other_province(words, place, expected)
    if _YEAR.fullmatch(expected) and not _YEAR.fullmatch(printed):
        years = set(_YEAR.findall(printed))
        return _with(words, place, _YEAR.sub(expected, printed)) if len(years) == 1 else None
    last = expected.split(" ", 1)[-1]
    if " " in last and fold(printed).startswith(f"{fold(last)} "):  # "Luật Dân sự năm 2015" becomes a Bộ luật
        place = _Place(place.start, place.start + len(last))
    return _with(words, place, _in_case(words[place.start : place.end], expected))


def _in_case(printed: str, expected: str) -> str:
    """``expected`` in capitals or with a small first letter as printed, unless case is what differs."""
    if printed.isupper() and any(sign.islower() for sign in expected) and len(printed.split()) > 1:
        return expected.upper()
    is_title = len(expected.split()) >= _TITLE
    common = fold(printed[:1]) == fold(expected[:1]) or expected[1:].islower() or is_title
    if printed[:1].islower() and common and printed.casefold() != expected.casefold():
        return expected[:1].lower() + expected[1:]
    return expected


def _other_province(words: str, place: _Place, expected: str) -> str | None:
    """Another province's name in the place, with "tỉnh" or "thành phố" before it as the province is."""
    printed = words[place.start : place.end]
    named = _province_in(printed)
    at = _as_written(printed, named) if named else None
    if at is None:
        return None
    start, end = place.start + at.start, place.start + at.end
    name = expected.upper() if words[start:end].isupper() else expected
    before = _PLACE_KIND.search(words[:start])
    if before:
        kind = _provinces()[expected]
        kind = kind.upper() if before["kind"].isupper() else kind
        start, name = before.start(), f"{kind}{before['blank']}{name}"
    return _with(words, _Place(start, end), name)


def _province_in(words: str) -> str | None:
    """The name of a province in ``words``, the longest where one is part of another."""
    return max((name for name in _provinces() if _as_written(words, name)), key=len, default=None)


def _same_office(words: str, found: str) -> bool:
    """Whether ``found`` names an office of a province in full that ``words`` name by its initials."""
    full, _, rest = found.partition(" tỉnh ")
    initials = "".join(syllable[0] for syllable in full.split()).upper()
    return bool(rest) and _as_written(words, f"{initials} tỉnh {rest}") is not None


@cache
def _provinces() -> dict[str, str]:
    """The names of all provinces, of before and of since, each with what it is: "tỉnh", "thành phố"."""
    kinds = {}
    for row in load().table("provinces"):
        for name, full in ((row["old_name"], row["old_full_name"]), (row["new_name"], row["new_full_name_2026"])):
            kinds[name] = full.removesuffix(name).strip().lower()
    return kinds


def _figure_of(words: str, found: str) -> re.Match[str] | None:
    """The figure in ``words`` that means what ``found`` begins with; a share is never taken for a number."""
    told = _value_in(found)
    for scale in _SCALES if told else ():
        for match in figures(words, (told or Decimal()) / scale):
            share = words[match.end() :].lstrip().startswith("%")
            if share == found.endswith("%") and (scale == 1 or not share):
                return match
    return None


def _figure_right(printed: str, found: str, expected: str) -> str | None:
    told, new = _value_in(found), _value_in(expected)
    scale = next((scale for scale in _SCALES if told and list(figures(printed, told / scale))), None)
    if told is None or new is None or scale is None:
        return None
    return figure_like(printed, told / scale, new / scale)


def _only_the_figure_differs(found: str, expected: str) -> bool:
    """Whether the values differ and the units agree, or one has none: "95 triệu đồng" and "85"."""
    units = {text[match.end() :].strip() for text in (found, expected) if (match := FIGURE.match(text))}
    return _value_in(expected) not in (None, _value_in(found)) and len(units - {""}) <= 1


def _value_in(text: str) -> Decimal | None:
    """The figure with which ``text`` begins, with or without a unit; ``None`` for dates and numbers of acts."""
    match = FIGURE.match(text)
    return value(match.group()) if match and text[match.end() : match.end() + 1] in ("", " ", "%") else None
