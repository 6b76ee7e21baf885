"""Vietnamese numbers, number words, dates and periods.

A dot parts thousands, a comma parts decimals ("16.630,79"); both are used wrongly, and what cannot be read for
certain is ``None``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_GROUPED = re.compile(r"(?!0)[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]+)?$")
_ENGLISH = re.compile(r"(?:[0-9]+\.[0-9]{1,2}|0\.[0-9]+)$")
_ENGLISH_GROUPED = re.compile(r"(?!0)[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?$")

_DATE_WORDS = re.compile(r"(?:ngày )?([0-9]{1,2}) ?tháng ?([0-9]{1,2}),? ?năm ?([0-9]{4})$")
_DATE_DIGITS = re.compile(r"(?:ngày )?([0-9]{1,2}) ?[/.-] ?([0-9]{1,2}) ?[/.-] ?([0-9]{4})$")
_MONTH = re.compile(r"(?:(?:ngày ?[.…_ ]*)?tháng )?([0-9]{1,2})(?: ?[/-] ?|,? ?năm ?)([0-9]{4})$")
_YEAR = re.compile(r"(?:năm )?([0-9]{4})$")

_DIGIT_WORDS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ALONE = _DIGIT_WORDS | {"tư": 4}
_AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_GREATEST = 10**15
_MOST_DIGITS = 18
"""In the longest number: more have run together."""

_A_YEAR = r"(?:19[5-9]|20[0-9])[0-9]"
_A_QUARTER = r"(?:[Qq]uý|QUÝ) (?:[IV]{1,3}|[1-4]) ?(?:[/-] ?|(?:năm|NĂM) )"
_ANY_YEAR = re.compile(_A_YEAR)
_PERIOD = re.compile(
    rf"(?<![\w/.,])(?:[Nn]ăm |NĂM )?(?P<start>{_A_YEAR})(?: ?- ?(?:năm )?| (?:đến|tới|ĐẾN) (?:hết )?(?:năm |NĂM )?)"
    rf"(?P<end>{_A_YEAR})(?![\w/]|[.,][0-9])"
    rf"|(?<![\w/.,])(?:[Tt]háng [0-9]{{1,2}} ?(?:/ ?|năm )|{_A_QUARTER}|(?P<word>[Nn]ăm |NĂM ))"
    rf"(?P<year>{_A_YEAR})(?![\w/]|[.,][0-9])"
)
_DAY_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2} $")
_DAY_AND_MONTH_BEFORE = re.compile(r"(?<![0-9])[0-9]{1,2} ?tháng ?[0-9]{1,2},? $")


def number(words: str) -> int | float | None:
    """The value of digits: "16.630,79" is 16630.79, "1.375" is 1375; of English use what cannot be Vietnamese ("1.8").

    ``None`` for what is neither ("1.23.4", "12,"), and for more digits than anything is counted in.
    """
    if len(words) - words.count(".") - words.count(",") > _MOST_DIGITS:
        return None
    if _GROUPED.match(words) or _PLAIN.match(words):
        plain = words.replace(".", "").replace(",", ".")
    elif _ENGLISH.match(words) or _ENGLISH_GROUPED.match(words):
        plain = words.replace(",", "")
    else:
        return None
    return float(plain) if "." in plain else int(plain)


def times(figure: int | float, scale: int) -> int | float:
    """``figure`` times ``scale`` as on paper: 8.2 billions are 8,200,000,000; floating point misses it by a little."""
    product = Decimal(repr(figure)) * scale
    return int(product) if product == product.to_integral_value() else float(product)


def date(words: str) -> str | None:
    """The ISO form of a date as printed: day, month and year, or month and year, or the year alone.

    ``None`` when it is no date of the calendar ("31/02/2023").
    """
    if match := _DATE_WORDS.match(words) or _DATE_DIGITS.match(words):
        day, month, year = (int(part) for part in match.groups())
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] and year >= 1900:
            return f"{year:04}-{month:02}-{day:02}"
        return None
    if match := _MONTH.match(words):
        month, year = (int(part) for part in match.groups())
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    if match := _YEAR.match(words):
        return match.group(1)
    return None


def words(text: str) -> int | None:
    """The value of a whole number written out, up to 10^15: "một trăm linh năm" is 105, "hai tỷ rưỡi" 2,500,000,000.

    Knows mốt, tư, lăm, linh, lẻ, rưỡi and the clipped "một triệu hai" (1,200,000). ``None`` for what breaks the order
    of Vietnamese numbers ("hai mươi mười", "ba triệu hai tỷ"); nothing is repaired.
    """
    tokens = text.lower().replace(",", " ").split()
    if not tokens:
        return None
    billions = [i for i, token in enumerate(tokens) if token in ("tỷ", "tỉ")]
    if not billions:
        value = _below_billion(tokens, first=True)
    elif len(billions) > 1:
        return None
    else:
        upper = _below_billion(tokens[: billions[0]], first=True)
        lower = _rest(tokens[billions[0] + 1 :], 10**9)
        value = None if upper is None or lower is None or upper == 0 else upper * 10**9 + lower
    return value if value is not None and value <= _GREATEST else None


def _rest(tokens: list[str], scale: int) -> int | None:
    """What follows the word of a scale: nothing, rưỡi, a clipped digit ("một triệu hai"), or a smaller number."""
    if not tokens:
        return 0
    if tokens == ["rưỡi"]:
        return scale // 2
    if len(tokens) == 1 and (digit := _ALONE.get(tokens[0])):
        return digit * scale // 10
    return _below_billion(tokens, first=False)


def _below_billion(tokens: list[str], *, first: bool) -> int | None:
    """The value of tokens without tỷ; ``first`` when no greater scale stands before them."""
    for scale in (10**6, 10**3):
        at = [i for i, token in enumerate(tokens) if _SCALES.get(token) == scale]
        if len(at) > 1:
            return None
        if at:
            upper = _below_thousand(tokens[: at[0]], first=first)
            lower = _rest(tokens[at[0] + 1 :], scale)
            if upper is None or lower is None or lower >= scale or (first and upper == 0):
                return None
            return upper * scale + lower
    return _below_thousand(tokens, first=first)


def _below_thousand(tokens: list[str], *, first: bool) -> int | None:
    if "trăm" in tokens:
        at = tokens.index("trăm")
        if at != 1 or tokens[0] not in _DIGIT_WORDS or (first and tokens[0] == "không"):
            return None
        rest, hundreds = tokens[2:], _DIGIT_WORDS[tokens[0]] * 100
        if not rest:
            return hundreds
        if rest == ["rưỡi"]:
            return hundreds + 50
        if rest[0] in ("linh", "lẻ"):
            ones = _ALONE.get(rest[1]) if len(rest) == 2 else None
            return hundreds + ones if ones else None
        tens = _below_hundred(rest)
        return hundreds + tens if tens is not None and tens >= 10 else None
    if not first and tokens and tokens[0] in ("linh", "lẻ"):
        tokens = tokens[1:]
    return _below_hundred(tokens)


def _below_hundred(tokens: list[str]) -> int | None:
    match tokens:
        case [ones]:
            return 10 if ones == "mười" else _DIGIT_WORDS.get(ones)
        case ["mười", ones]:
            value = 5 if ones in ("lăm", "nhăm") else _DIGIT_WORDS.get(ones)
            return 10 + value if value and ones != "năm" else None
        case [tens, "mươi"] if _DIGIT_WORDS.get(tens, 0) >= 2:
            return _DIGIT_WORDS[tens] * 10
        case [tens, "mươi", ones] if _DIGIT_WORDS.get(tens, 0) >= 2:
            value = _AFTER_TENS.get(ones, _DIGIT_WORDS.get(ones))
            return _DIGIT_WORDS[tens] * 10 + value if value and ones not in ("một", "năm") else None
        case [tens, ones] if _DIGIT_WORDS.get(tens, 0) >= 2 and ones in _AFTER_TENS:
            return _DIGIT_WORDS[tens] * 10 + _AFTER_TENS[ones]
    return None


class Period(NamedTuple):
    """A year or a span of years as it stands in a text; ``value`` is "2023" or "2021-2025"."""

    start: int
    end: int
    value: str


def periods(text: str) -> Iterator[Period]:
    """The years and spans of years named in ``text``: "năm 2023", "tháng 4/2023", "giai đoạn 2021 - 2025".

    The year of a whole date ("ngày 24/02/2023") is none.
    """
    return iter(_periods(text))


@lru_cache(maxsize=256)
def _periods(text: str) -> tuple[Period, ...]:
    """The same, remembered: several ask about the words around one figure."""
    return tuple(_found_periods(text))


def _found_periods(text: str) -> Iterator[Period]:
    if _ANY_YEAR.search(text) is None:  # which costs far less to find out
        return
    for match in _PERIOD.finditer(text):
        if match["year"] is None:
            if int(match["start"]) < int(match["end"]):
                yield Period(match.start(), match.end(), f"{match['start']}-{match['end']}")
        elif not _of_whole_date(text[max(0, match.start() - 20) : match.start()], match["word"] is None):
            yield Period(match.start(), match.end(), match["year"])


def _of_whole_date(before: str, month: bool) -> bool:
    pattern = _DAY_BEFORE if month else _DAY_AND_MONTH_BEFORE
    return pattern.search(before) is not None
