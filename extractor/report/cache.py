"""What is said of the store of extracted facts."""

from __future__ import annotations

from extractor.fact_cache import Contents
from extractor.wording import Wording

_MEGABYTE = 1_000_000


def contents_text(contents: Contents, words: Wording) -> str:
    """Where the cache is, and how much is in it."""
    told = words.say(
        "{place}: {entries} documents ({size:.1f} MB)",
        place=contents.place, entries=contents.entries, size=contents.bytes / _MEGABYTE,
    )  # fmt: skip
    if not contents.others:
        return told
    others = words.say(
        "{entries} more of other versions ({size:.1f} MB); ocop cache prune takes them away",
        entries=contents.others, size=contents.other_bytes / _MEGABYTE,
    )  # fmt: skip
    return f"{told}\n{others}"


def pruned_text(entries: int, size: int, words: Wording) -> str:
    """What was taken away."""
    return words.say("Taken away: {entries} documents ({size:.1f} MB)", entries=entries, size=size / _MEGABYTE)
