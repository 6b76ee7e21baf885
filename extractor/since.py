"""Which findings of a database are new beside the database that it replaced.

A finding is known by its check and by the words of its evidence in each document, so that it stays the same when the
text around it changes; one that gains evidence in another document is new there.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from extractor.store.ours import read_only

Places: TypeAlias = "array[int]"
"""A number of 64 bits for each check with words in a document, in order: a database may have millions."""
_MOST = 5
_PLACES = """
SELECT f.severity, f.code, e.document, e.quote, f.id FROM evidence AS e JOIN findings AS f ON f.id = e.finding
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.id, e.position
"""


@dataclass(frozen=True, slots=True)
class New:
    """How many findings of each severity are new, and the first of them, the gravest first: severity, code, slug of the
    document, quote."""

    counts: Mapping[str, int]
    first: tuple[tuple[str, str, str, str], ...]


def places(database: Path) -> Places | None:
    """Where the findings of ``database`` stand; ``None`` when it is not there or none of ours."""
    try:
        return array("Q", sorted(_number(*row[1:4]) for row in _rows(database)))
    except (sqlite3.Error, OSError):
        return None


def new_findings(database: Path, before: Places) -> New:
    """The findings of ``database`` that stand at none of the places of ``before``. Raises sqlite3.Error."""
    counts: Counter[str] = Counter()
    first: list[tuple[str, str, str, str]] = []
    last = None
    for severity, code, document, quote, finding in _rows(database):
        number = _number(code, document, quote)
        place = bisect_left(before, number)
        if finding == last or (place < len(before) and before[place] == number):
            continue
        last = finding
        counts[severity] += 1
        if len(first) < _MOST:
            first.append((severity, code, document, quote))
    return New(dict(counts), tuple(first))


def _rows(database: Path) -> Iterator[tuple[str, str, str, str, int]]:
    with read_only(database) as connection:
        yield from connection.execute(_PLACES)


def _number(code: str, document: str, quote: str) -> int:
    said = "\0".join((code, document, quote)).encode(errors="surrogatepass")
    return int.from_bytes(blake2b(said, digest_size=8).digest(), "big")
