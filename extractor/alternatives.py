"""Many words as one pattern that reads each letter once, instead of trying word after word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_MANY = 4
"""From so many first letters on it pays to look whether one of them is there."""
_SIGNS = re.compile(r"\\.|\w{1,2}")
_END = ""
"""The key in a branch where a word may end."""

_Branch = dict[str, "_Branch"]


def any_of(words: Iterable[Sequence[str]]) -> str:
    """A pattern for any of ``words``, each a run of pieces of a pattern that stand for one letter or sign.

    Of words that begin alike the longest is tried first. What no word begins with is passed over at once.
    """
    root: _Branch = {}
    for word in words:
        branch = root
        for piece in word:
            branch = branch.setdefault(piece, {})
        branch[_END] = {}
    first = [piece.strip("[]") for piece in root]
    guard = f"(?=[{''.join(first)}])" if len(first) >= _MANY and all(map(_SIGNS.fullmatch, first)) else ""
    return guard + _pattern(root)


def _pattern(branch: _Branch) -> str:
    ways = [piece + _pattern(rest) for piece, rest in branch.items() if piece != _END]
    if not ways:
        return ""
    optional = "?" if _END in branch else ""
    return ways[0] if len(ways) == 1 and not optional else f"(?:{'|'.join(ways)}){optional}"
