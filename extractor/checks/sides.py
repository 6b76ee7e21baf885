"""On which side of a finding between documents a document stands."""

from __future__ import annotations

from collections.abc import Iterable


def prints_expected(
    expected: str | None, sides: Iterable[tuple[int, int]], cited: Iterable[tuple[int, str | None]], own: str | None
) -> bool:
    """Whether a document prints the date ``expected``, so that others are to be mended and not it.

    ``sides``: its words in the finding, from and to; ``cited``: where its citations begin and which dates they print;
    ``own``: the date of the document, which the words tell that hold no citation: it is the act itself then.
    """
    places = list(sides)
    dated: list[str | None] = [
        date for place, date in cited if date and any(start <= place < end for start, end in places)
    ]
    return bool(expected and places) and all(date == expected for date in dated or [own])
