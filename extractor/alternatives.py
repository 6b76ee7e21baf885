"""Many words as one pattern that reads each letter once, instead of trying word after word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_END = ""
"""The key in a branch where a word may end."""

_Branch = dict[str, "_Branch"]


def any_of(words: Iterable[Sequence[str]]) -> str:
    """A pattern for any of ``words``, each a run of pieces of a pattern that stand for one letter or sign.

    Of words that begin alike the longest is tried first.
    """
    root: _Branch = {}
    for word in words:
        branch = root
        for piece in word:
            branch = branch.setdefault(piece, {})
        branch[_END] = {}
    return _pattern(root)


def _pattern(branch: _Branch) -> str:
    ways = [piece + _pattern(rest) for piece, rest in branch.items() if piece != _END]
    if not ways:
        return ""
    optional = "?" if _END in branch else ""
    return ways[0] if len(ways) == 1 and not optional else f"(?:{'|'.join(ways)}){optional}"
