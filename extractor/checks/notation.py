"""N4, notation: within one table dot and comma mean the same thing throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.cells import figure_columns
from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.kept import kept
from extractor.model import Cell, Evidence, Finding
from extractor.numbers import date
from extractor.spans import Spans

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?%?")
_DOT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})%?")
_SHOWN = 12
_COMMA = re.compile(r"\d+,\d+%?")
_DAY_AND_MONTH = re.compile(r"(\d+)(\D+)(\d+)(.+)")
_PLACE = re.compile(r"(?:.*[\t|])?[^\W\d_][^\d.;:]{1,40}, *")
_ONCE = 1
_OF_THE_PROGRAMME = 2000
"""Years from which on days are those of affairs at hand, not of history: "ngày 3/2/1930"."""


def mixed(case: Case) -> Iterator[Finding]:
    """N401: in one table a dot parts thousands in some figures and decimals in others."""
    for table in case.facts.document.tables:
        columns = figure_columns(table)
        cells = [cell for row in table.rows for index, cell in enumerate(row) if index in columns and cell.text]
        decimals = [cell for cell in cells if _DOT.fullmatch(cell.text)]
        others = [cell for cell in cells if _THOUSANDS.fullmatch(cell.text)]
        others = others or [cell for cell in cells if _COMMA.fullmatch(cell.text)]
        if decimals and others:
            yield Finding(
                "N401",
                "warning",
                f"Trong một bảng, dấu chấm vừa ngăn phần thập phân (“{decimals[0].text}”) "
                f"vừa được dùng theo cách khác (“{others[0].text}”).",
                tuple(_words(case, (*decimals[:_SHOWN], others[0]))),
                found=decimals[0].text,
                expected=decimals[0].text.replace(".", ","),
                remedy="Dùng dấu phẩy cho phần thập phân, dấu chấm để ngăn hàng nghìn.",
            )


def _words(case: Case, cells: Sequence[Cell]) -> Iterator[Evidence]:
    for cell in cells:
        if cell.start is not None and cell.end is not None:
            yield case.words(cell.start, cell.end)


def dates(case: Case) -> Iterator[Finding]:
    """N402: a day below 10, or January or February, without the nought that NĐ 30/2020 asks for (Phụ lục I).

    That holds for the days of documents: of this one and of those that it cites. Another day, and any day of a
    normative act, is found where the same document writes most others with the nought.
    """
    without = list(case.pattern("short_dates").finditer(case.view.text))
    most = len(list(case.pattern("short_dates", "whole").finditer(case.view.text))) > max(len(without), _ONCE)
    for match in without:
        place = case.view.span(match.start(), match.end())[0]
        of_document = not is_normative(case) and (_is_own(case, match) or _cited(case).hold(place))
        if of_document or (most and int(match["year"]) >= _OF_THE_PROGRAMME):
            yield Finding(
                "N402",
                "note",
                "Ngày nhỏ hơn 10, tháng 1 và tháng 2 ghi thêm số 0 phía trước.",
                (case.words(*case.view.span(match.start(), match.end())),),
                remedy=f"Ghi hai chữ số, như “ngày {_with_noughts(match['date'])}”.",
            )


def _with_noughts(date: str) -> str:
    """A date as the form asks for it: "1/8/2022" as "01/8/2022", "5 tháng 2 năm 2024" as "05 tháng 02 năm 2024"."""
    day_, between, month, rest = _DAY_AND_MONTH.fullmatch(date).groups()  # type: ignore[union-attr]
    return f"{int(day_):02}{between}{month if int(month) > 2 else f'{int(month):02}'}{rest}"


@kept
def _cited(case: Case) -> Spans:
    return Spans((one.start, one.end) for one in case.facts.citations)


def _is_own(case: Case, match: re.Match[str]) -> bool:
    """Whether a day is that of the document, in the line of its place: "Yên Bái, ngày 5 tháng 11 năm 2024"."""
    line = case.view.text[case.view.text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return date(match["date"]) == case.facts.head.date and _PLACE.fullmatch(line) is not None
