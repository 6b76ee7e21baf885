"""What is said of the store of extracted facts."""

from __future__ import annotations

from extractor.fact_cache import Contents
from extractor.wording import Wording

_KILOBYTE, _MEGABYTE = 1_000, 1_000_000


def contents_text(contents: Contents, words: Wording) -> str:
    """Where the cache is, and how much is in it."""
    told = words.say(
        "{place}: {entries} documents ({size})",
        place=contents.place, entries=contents.entries, size=_size(contents.bytes, words),
    )  # fmt: skip
    if not contents.others:
        return told
    others = words.say(
        "{entries} more of other versions ({size}); ocop cache prune takes them away",
        entries=contents.others, size=_size(contents.other_bytes, words),
    )  # fmt: skip
    return f"{told}\n{others}"


def pruned_text(entries: int, size: int, words: Wording) -> str:
    """What was taken away."""
    return words.say("Taken away: {entries} documents ({size})", entries=entries, size=_size(size, words))


def _size(count: int, words: Wording) -> str:
    """So many bytes, as people say it; a kilobyte at least, where there is anything."""
    if count < _MEGABYTE:
        return words.say("{size:.0f} KB", size=-(-count // _KILOBYTE))
    return words.say("{size:,.1f} MB", size=count / _MEGABYTE)
