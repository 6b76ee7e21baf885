"""The database named with ``--against``: its documents beside the drafts, and what to do when it is of no use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extractor.model import Facts
from extractor.rulebook import Rulebook
from extractor.store.reading import Unusable, opened
from extractor.store.related import Beside, beside
from extractor.terminal import Failure
from extractor.wording import Wording

Compared = Callable[[Sequence[Facts]], Beside | None]
"""Gives what drafts are checked against; ``None`` when no database is named."""


@contextmanager
def published(database: Path | None, rulebook: Rulebook, words: Wording) -> Iterator[Compared]:
    """``database``, opened before the drafts are read. Failure says why it cannot be used."""
    if database is None:
        yield lambda drafts: None
        return
    try:
        with opened(database) as found:
            yield lambda drafts: beside(drafts, found, rulebook)
    except Unusable as error:
        raise Failure(_reason(error, words)) from error


def _reason(error: Unusable, words: Wording) -> str:
    """What the matter is with a database, and what to do."""
    database = error.path
    reasons = {
        "missing": words.say(
            "{database} is not there. Make it first: ocop build corpus -o {database}", database=database
        ),
        "unreadable": words.say(
            "{database} cannot be read ({cause}). See to the file, or build it anew: ocop build corpus -o {database}",
            database=database,
            cause=error.cause,
        ),
        "foreign": words.say(
            "{database} is no database of ocop. Name one that ocop build has made.", database=database
        ),
        "old": words.say(
            "{database} was built by another version of ocop. Build it anew: ocop build corpus -o {database}",
            database=database,
        ),
        "empty": words.say(
            "{database} holds no documents. Build it anew: ocop build corpus -o {database}", database=database
        ),
    }
    return reasons[error.why]
