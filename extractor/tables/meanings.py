"""What the columns of a table mean, by their headings: ``rules/table_columns.csv``.

Headings come broken over the lines of a narrow cell ("ST T"), misread by OCR, and with words of their own around the
known ones; they are tied to the nearest known heading, blanks left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from extractor.rulebook import Rulebook
from extractor.text import fold

_SIGNS = re.compile(r"[\W_]+")
_BRACKET = re.compile(r"\([^)]*\)")
_RANK = re.compile(r"0?(?P<stars>[345])\*?")
"""What stands below the heading of ranks, for each rank a column."""
_ALIKE = 86
_REMEMBERED = 8192
"""So many lines are remembered: those of one document come again and again, those of all are too many."""
_SHORTEST = 5
"""Letters in the shortest heading that may be misspelt: of shorter ones too many are alike."""
_SHORT = 8
"""Below this a letter may be misread, but none added or lost: "chuyến" is no "huyện"."""
_LEADING = frozenset({"name", "producer", "group", "count", "place", "money", "task", "share", "lead", "partner"})
"""Meanings that a heading has when it begins with their words, whatever follows."""
_ENDINGS = frozenset({"stars", "points", "place", "decision", "producer", "group"})
"""Meanings that a heading has when it ends with their words."""
_HOLDS_BELOW = frozenset({"money", "count", "share", "price", "time", "target", "done", "lead", "partner"})
"""Meanings of a spanning heading that hold for all columns below it: "Kinh phí" over "Tỉnh" and "Xã"."""


def plain(text: str) -> str:
    """``text`` without marks, case and signs, for comparison."""
    return _SIGNS.sub(" ", fold(text)).strip()


@lru_cache(maxsize=_REMEMBERED)
def meaning(heading: str, rulebook: Rulebook) -> str | None:
    """What a column with this heading holds; ``None`` for a heading that is not known."""
    return meaning_of_whole(heading, rulebook) or _meaning_of_ends(heading, rulebook)


@lru_cache(maxsize=_REMEMBERED)
def meaning_of_whole(heading: str, rulebook: Rulebook) -> str | None:
    """The meaning of a heading that is known as it stands, misreadings aside."""
    known, joined = _known(rulebook)
    wanted = plain(_BRACKET.sub(" ", heading)) or plain(heading)
    bare = wanted.replace(" ", "")
    if not bare:
        return known.get(heading.strip())
    if bare in joined:
        return joined[bare]
    if len(bare) >= _SHORTEST and (
        best := process.extractOne(wanted, _as_long(len(wanted), rulebook), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    ):
        return known[best[0]] if len(bare) >= _SHORT or len(best[0]) == len(wanted) else None
    return None


@cache
def _as_long(length: int, rulebook: Rulebook) -> Sequence[str]:
    """The known headings that can be like one of ``length`` letters: they share at most those of the shorter."""
    known = _known(rulebook)[0]
    return [name for name in known if 200 * min(len(name), length) >= _ALIKE * (len(name) + length)]


def is_heading(words: str, rulebook: Rulebook) -> bool:
    """Whether words are a heading that is known to the letter, brackets aside."""
    return plain(_BRACKET.sub(" ", words)) in _known(rulebook)[0]


def _meaning_of_ends(heading: str, rulebook: Rulebook) -> str | None:
    """The meaning of the known heading with which this one begins or ends."""
    known, _ = _known(rulebook)
    words = plain(_BRACKET.sub(" ", heading)).split(" ")
    first = (n for at in range(len(words) - 1, 0, -1) if (n := " ".join(words[:at])) in known)  # the longest first
    last = (n for at in range(1, len(words)) if (n := " ".join(words[at:])) in known)
    begins = next((n for n in first if _leads(n, known[n])), None)
    ends = next((n for n in last if known[n] in _ENDINGS and _ends(n, heading, rulebook)), None)
    if begins and (known[begins] in _LEADING or not ends):
        return known[begins]
    return known[ends] if ends else None


def meaning_below(headings: Sequence[str], rulebook: Rulebook) -> str | None:
    """The meaning of a column below several head cells, from the outermost to its own."""
    for heading in headings[:-1]:
        above = meaning(heading, rulebook)
        if above == "stars" and (rank := _RANK.fullmatch(headings[-1].strip())):
            return f"stars{rank['stars']}"
        if above in _HOLDS_BELOW:
            return above
        if above == "source":
            return "money"
    known = (meaning(heading, rulebook) for heading in reversed(headings))
    return next((means for means in known if means and means != "parts"), None)


@lru_cache(maxsize=_REMEMBERED)
def held_in(words: str, rulebook: Rulebook) -> tuple[str, ...]:
    """The meanings of the columns that hold such words: "4 sao", "Xã Hòa Lộc"; none where they tell nothing."""
    return next((tuple(r.values["means"]) for r in rulebook.rules("table_cells") if r.pattern.match(words)), ())


@cache
def telling(means: str | None, rulebook: Rulebook) -> str | None:
    """The meaning of a column, where the words of its cells can tell it."""
    return means if any(means in rule.values["means"] for rule in rulebook.rules("table_cells")) else None


def _leads(name: str, means: str) -> bool:
    """Whether a heading that begins with a known one can mean the same: "Cộng" and "Công thương" do not."""
    return means in _LEADING or " " in name


def _ends(name: str, heading: str, rulebook: Rulebook) -> bool:
    """Whether a known heading of one word is the last of ``heading`` with its marks too: "Hạng" is not "Mặt hàng"."""
    last = _SIGNS.sub(" ", _BRACKET.sub(" ", heading)).lower().split()[-1]
    return " " in name or last in _marked(rulebook)


@cache
def _marked(rulebook: Rulebook) -> frozenset[str]:
    """The known headings in small letters, with their marks."""
    return frozenset(n.lower() for row in rulebook.table("table_columns") for n in row["headings"].split("|"))


@cache
def expected_of(means: str | None, rulebook: Rulebook) -> tuple[str, str]:
    """What a column with this meaning holds ("ordinal", "text", "figure", "mark", "" for anything), and how readily its
    heading spans columns of its own ("always", "often", "sometimes", "" for hardly ever, "unknown")."""
    for row in rulebook.table("table_columns"):
        if row["meaning"] == means:
            return row["holds"], row["spans"]
    return "", "unknown"


@cache
def _known(rulebook: Rulebook) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The meaning of each known heading, as words and with the blanks left out."""
    known: dict[str, str] = {}
    for row in rulebook.table("table_columns"):
        for name in row["headings"].split("|"):
            known[plain(name) or name] = row["meaning"]
    return known, {name.replace(" ", ""): means for name, means in known.items()}
