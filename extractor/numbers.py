"""Vietnamese numbers, number words, dates and periods.

A dot parts thousands, a comma parts decimals ("16.630,79"); both are used wrongly, and what cannot be read for
certain is ``None``.
"""

from __future__ import annotations

import re
from calendar import monthrange

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_PLAIN = re.compile(r"\d+(?:,\d+)?$")
_ENGLISH = re.compile(r"\d+\.\d{1,2}$")

_DATE_WORDS = re.compile(r"(?:ngày )?(\d{1,2}) ?tháng ?(\d{1,2}),? ?năm ?(\d{4})$")
_DATE_DIGITS = re.compile(r"(?:ngày )?(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})$")
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})(?: ?[/-] ?| năm )(\d{4})$")
_YEAR = re.compile(r"(?:năm )?(\d{4})$")


def number(words: str) -> int | float | None:
    """The value of digits in Vietnamese use: "16.630,79" is 16630.79, "1.375" is 1375, "1.8" is 1.8.

    ``None`` for what is neither ("1.23.4", "12,").
    """
    if _GROUPED.match(words) or _PLAIN.match(words):
        plain = words.replace(".", "").replace(",", ".")
    elif _ENGLISH.match(words):
        plain = words
    else:
        return None
    return float(plain) if "." in plain else int(plain)


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
