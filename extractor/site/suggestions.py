"""What is offered where nothing is found: words spelt as others spell them, references of nearly this number, names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import digits
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from extractor.site.query import Query, parse
from extractor.site.ranking import Rows
from extractor.text import fold

_SHORTEST = 3
"""Letters of a word that is never respelt: each slip makes another word of it ("ong", "dong")."""
_SHORT = 4
"""Letters of a word in which one slip is looked for; in a longer one two are."""
_OFFERED = 6
_COMPARED = 500
"""Names looked at for each word."""
_LIKE = 55
"""How alike a name must be to what was typed, of 100."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Queries that find something (``text``) and names (``kind``, ``slug``, ``label``) like what was typed."""

    queries: tuple[str, ...]
    names: tuple[dict[str, Any], ...]


async def suggestions(rows: Rows, query: Query) -> Suggestions:
    """What may have been meant by a query that finds nothing."""
    known = await _vocabulary(rows)
    respelt = " ".join(_respelt(word, known) for word in query.bare.words)
    tried = dict.fromkeys(text for text in (query.bare.text, respelt) if text and text != query.text.lower())
    queries = [text for text in tried if await _finds(rows, parse(text))]
    names = [*await _numbered_alike(rows, parse(respelt)), *await nearest(rows, respelt)]
    once = {(name["kind"], name["slug"]): name for name in names}
    return Suggestions(tuple(queries), tuple(once.values())[:_OFFERED])


async def nearest(rows: Rows, typed: str, most: int = _OFFERED) -> list[dict[str, Any]]:
    """The names most like what was typed, of those that share a word with it, for a page that has nothing to show."""
    known = await _vocabulary(rows)
    words = dict.fromkeys(_respelt(word, known) for word in parse(typed.replace("-", " ")).bare.words)
    rarest = sorted(words, key=lambda word: known.get(word, 0))
    found: dict[int, dict[str, Any]] = {}
    for word in rarest:
        if len(found) < _COMPARED * 2:
            named = await rows(
                "SELECT n.id, n.kind, n.slug, n.label FROM names_fts JOIN names n ON n.id = names_fts.rowid"
                " WHERE names_fts MATCH :q LIMIT :most",
                {"q": f'{{folded joined}} : "{word}"', "most": _COMPARED},
            )
            found |= {row["id"]: row for row in named}
    rows_found = [row for row in found.values() if _covered(words, _plain(f"{row['label']} {row['slug']}"))]
    labels = [_plain(f"{row['label']} {row['slug']}") for row in rows_found]
    close = process.extract(" ".join(words), labels, scorer=fuzz.token_set_ratio, limit=most, score_cutoff=_LIKE)
    return [rows_found[index] for _, _, index in close]


async def _numbered_alike(rows: Rows, query: Query) -> list[dict[str, Any]]:
    """The acts whose number is one slip away from the first one typed, and that agree in all other words."""
    numbers = query.numbers()
    others = [word for word in query.words if word not in numbers]
    if not numbers or not others:
        return []
    alike = " OR ".join(f'"{number}"' for number in sorted(set(_slips(numbers[0].lstrip("0") or numbers[0]))))
    agree = " AND ".join(f'"{word}"' for word in (*others, *numbers[1:]))
    return await rows(
        "SELECT n.kind, n.slug, n.label FROM names_fts JOIN names n ON n.id = names_fts.rowid"
        " WHERE names_fts MATCH :q AND ltrim(n.number, '0') IN (SELECT value FROM json_each(:numbers))"
        " ORDER BY n.kind = 'document', n.id LIMIT :most",
        {
            "q": f"({{folded joined}} : ({alike})) AND ({{folded joined}} : ({agree}))",
            "numbers": json.dumps(sorted(set(_slips(numbers[0].lstrip("0"))))),
            "most": _OFFERED,
        },
    )


def _slips(number: str) -> Iterator[str]:
    """The numbers that differ from ``number`` by one digit more, less, other, or exchanged with its neighbour."""
    for place in range(len(number) + 1):
        before, here, behind = number[:place], number[place : place + 1], number[place + 1 :]
        yield from (before + digit + here + behind for digit in digits)
        if here:
            yield from (before + digit + behind for digit in digits)
            if before or behind:
                yield before + behind
        if behind:
            yield before + behind[0] + here + behind[1:]


async def _vocabulary(rows: Rows) -> Mapping[str, int]:
    """The words of all texts and names, without marks, and how common they are."""
    return {row["word"]: row["count"] for row in await rows.kept("SELECT word, count FROM words")}


def _respelt(word: str, known: Mapping[str, int]) -> str:
    """The commonest of the known words that are fewest slips away; ``word`` itself where it is known or a number."""
    if word in known or len(word) <= _SHORTEST or any(letter.isdigit() for letter in word):
        return word
    most = 1 if len(word) <= _SHORT else 2
    close = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=most, limit=None)
    best = min(close, key=lambda found: (found[1], -known[found[0]]), default=None)
    return best[0] if best else word


async def _finds(rows: Rows, query: Query) -> bool:
    """Whether a query finds a passage or a name."""
    if not query.units:
        return False
    passage = await rows("SELECT rowid FROM passages_fts WHERE passages_fts MATCH :q LIMIT 1", {"q": query.every})
    return bool(
        passage or await rows("SELECT rowid FROM names_fts WHERE names_fts MATCH :q LIMIT 1", {"q": query.names()})
    )


def _covered(words: Iterable[str], label: str) -> bool:
    """Whether most of what was typed stands in a name: one short word of several ("ong" of "mat ong") says nothing."""
    held = set(label.split())
    letters = {word: len(word) for word in words}
    return sum(letters[word] for word in letters if word in held) * 2 > sum(letters.values())


def _plain(text: str) -> str:
    return fold(text).replace("-", " ").replace("/", " ")
