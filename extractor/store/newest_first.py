"""Ids of passages that rise as the dates of their documents fall, so that a search that stops early saw the newest."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

_BITS = 16
"""Of an id: 65,536 passages may be of one day; those beyond stand behind all others."""
_MONTHS, _DAYS, _FIRST, _LAST = 13, 32, 1900, 2200
_UNDATED = 1 << 17
"""The day of documents without a date, after all days."""


class NewestFirst:
    """Gives the ids; ``taken`` are the last ones of the days of which there are passages already."""

    def __init__(self, taken: Mapping[int, int]) -> None:
        self._next = {day: last + 1 for day, last in taken.items()}

    @classmethod
    def behind(cls, connection: sqlite3.Connection) -> NewestFirst:
        """One that goes on behind the passages of a database."""
        found = connection.execute(
            f"SELECT min(id >> {_BITS}, {_UNDATED}) AS day, max(id) FROM passages GROUP BY day"
        ).fetchall()
        return cls(dict(found))

    def take(self, date: str | None, count: int) -> int:
        """The first of ``count`` ids that follow each other, for a document of ``date`` (ISO, as far as stated)."""
        day = _day(date)
        first = self._next.get(day, day << _BITS)
        if day != _UNDATED and first + count > (day + 1) << _BITS:
            return self.take(None, count)
        self._next[day] = first + count
        return first


def _day(date: str | None) -> int:
    parts = [int(part) for part in (date or "").split("-") if part.isdecimal()]
    if not parts or not _FIRST <= parts[0] < _LAST:
        return _UNDATED
    year, month, day = (*parts, 0, 0)[:3]
    return ((_LAST - year) * _MONTHS + _MONTHS - 1 - min(month, 12)) * _DAYS + _DAYS - 1 - min(day, 31)
