"""Figures with letters in them: in numbers of acts, in dates, and alone ("l5 triệu đồng", "2.5OO")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.misread.confusions import as_figures, figure_class
from extractor.misread.symbols import known_types
from extractor.rulebook import Rulebook
from extractor.text import fold

_Mended = Iterator[tuple[int, int, str]]
_NUMBER = re.compile(r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_CENTURIES = ("19", "20")
_LAST = {"day": 31, "month": 12}
_DATE_WORDS = {"by_day": "ngày", "by_month": "tháng", "by_year": "năm"}


def numbers_of_acts(text: str, rulebook: Rulebook) -> _Mended:
    """The number, and the year within it, before the slash of a known symbol: "9l9/QĐ-TTg", "O5/2O22/TT-BCT"."""
    for match in _numbered(rulebook).finditer(text):
        for name in ("number", "year"):
            if match[name] and (meant := as_figures(match[name], rulebook)) != match[name] and meant.isdigit():
                yield *match.span(name), meant


@cache
def _numbered(rulebook: Rulebook) -> re.Pattern[str]:
    figure = f"[0-9{figure_class(rulebook)}]"
    types = "|".join(re.escape(code) for code in sorted(known_types(rulebook), key=lambda code: (-len(code), code)))
    begun = rf"(?:(?<![\w/.|-])(?={figure}*[0-9])|(?<=số )|(?<=số: ))"
    return re.compile(
        rf"{begun}(?P<number>{figure}{{1,5}})[a-hđ]?(?: ?/ ?(?P<year>{figure}{{4}}))? ?/ ?(?:{types})(?=[-0-9lI ])"
    )


def dates(text: str, rulebook: Rulebook) -> _Mended:
    """Days as words and figures say them: "ngảy l5 tháng O8 năm 2O22", "ngày O1/8/2022"."""
    folded = fold(text)
    for match in (found for pattern in _dated(rulebook) for found in pattern.finditer(folded)):
        printed = {name: text[slice(*match.span(name))] for name, given in match.groupdict().items() if given}
        figures = {name: as_figures(words, rulebook) for name, words in printed.items() if name not in _DATE_WORDS}
        if not all(map(str.isdigit, figures.values())):
            continue
        year = figures.get("year")
        if (year and year[:2] not in _CENTURIES) or any(int(figures[name]) > _LAST[name] for name in _LAST):
            continue
        for name, words in printed.items():
            yield *match.span(name), figures.get(name) or in_case_of(words, _DATE_WORDS[name])


@cache
def _dated(rulebook: Rulebook) -> tuple[re.Pattern[str], ...]:
    """On a text without marks and case."""
    sign = f"[0-9{figure_class(rulebook).lower()}]"
    day, month, year = f"(?P<day>{sign}{{1,2}})", f"(?P<month>{sign}{{1,2}})", f"(?P<year>{sign}{{4}})"
    words = rf"(?P<by_day>ngay) ?{day} ?(?P<by_month>thang) ?{month}(?:,? ?(?P<by_year>nam) ?{year})?"
    strokes = rf"(?P<by_day>ngay) {day} ?/ ?{month} ?/ ?{year}"
    return tuple(re.compile(rf"(?<!\w){one}(?!\w)") for one in (words, strokes))


def in_case_of(printed: str, meant: str) -> str:
    """``meant`` with capitals where ``printed``, as long as it, has them."""
    return "".join(m.upper() if p.isupper() else m.lower() for p, m in zip(printed, meant, strict=True))


def figures(text: str, rulebook: Rulebook) -> _Mended:
    """Figures alone: what is read must be a number, and a letter must stand where engines put it for a figure."""
    for match in _lone(rulebook).finditer(text):
        meant = as_figures(match.group(), rulebook)
        if meant != match.group() and _NUMBER.fullmatch(meant):
            yield *match.span(), meant


@cache
def _lone(rulebook: Rulebook) -> re.Pattern[str]:
    first, inner, last = (figure_class(rulebook, at) for at in ("first", "inner", "last"))
    before = rf"[0-9]|[{first}](?=[0-9{inner}{last}]*[0-9]|[.,][0-9{inner}]{{3}})"
    return re.compile(rf"(?<![\w.,/|-])(?:{before})(?:[0-9.,{inner}]*[0-9{last}])?(?![\w|])(?!/[^\W\d_])")
