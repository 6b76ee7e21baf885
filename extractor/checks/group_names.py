"""What a text names as groups of products, and what the groups were called under each regime of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.case import Case
from extractor.rulebook import Rulebook
from extractor.text import fold

_SIGNS = re.compile(r"[\W_]+")
_JOINING = frozenset(("va", "cac", "hang", "san", "pham"))
_ITEM = re.compile(r"^\W*(?:\(?\w{1,2}[.)] ?)?")
_BESIDE = 40
_BETWEEN = re.compile(
    r":?(?: có| đạt)?(?: (?:hơn |gần )?\d+)?(?: sản phẩm| SP)?(?: ?\([^()]*\))?[;,.]?"
    r"(?: và)? (?:nhóm )?(?:\(?\d{1,2}\)?[.)]? ?)?(?:sản phẩm )?"
)
"""What stands between two names of groups in a list: counts, shares, labels."""
_LIST = 3
_PARTED = re.compile(r"[,–-]")


def groups_named(case: Case) -> Iterator[tuple[int, str]]:
    """What the text names as groups of products: place in the view, words."""
    for match in case.pattern("former_levels", "group").finditer(case.view.text):
        yield match.start("name"), match["name"].rstrip(" ,")
    yield from _listed(case)
    yield from _enumerated(case)
    yield from _in_tables(case)


def _in_tables(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups that fill cells in the columns of groups."""
    known = {name for name, _ in every_name(case.rulebook)}
    for table in case.facts.document.tables:
        columns = [index for index, column in enumerate(table.columns) if column.meaning == "group"]
        cells = [row[index] for row in table.rows for index in columns if index < len(row)]
        for cell in cells:
            if cell.start is not None and spoken(cell.text) in known:
                yield case.view.find(cell.start), cell.text


def _enumerated(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups in a sentence that lists three or more: "(1) thực phẩm; (2) đồ uống; (3) thảo dược"."""
    run: list[re.Match[str]] = []
    text = case.view.text
    for match in (*_names_of_groups(case.rulebook).finditer(text), None):
        between = text[run[-1].end() : match.start()] if match and run else ""
        if match and run and len(between) < _BESIDE and _BETWEEN.fullmatch(between):
            run.append(match)
            continue
        yield from ((one.start(), one.group()) for one in run if len(run) >= _LIST)
        run = [match] if match else []


@lru_cache(maxsize=8)
def _names_of_groups(rulebook: Rulebook) -> re.Pattern[str]:
    rows = rulebook.table("ocop_groups")
    names = {name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    longest = "|".join(_loosely(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?i:(?<!\w)(?:{longest})(?!\w))")


def _loosely(name: str) -> str:
    """A pattern of a name whose commas and dashes may have been lost."""
    return r"(?:,| -)? ".join(map(re.escape, re.split(r", | - ", name)))


def lost_signs(rulebook: Rulebook, words: str) -> str | None:
    """The name as it should be when ``words`` lack a comma or a dash of it ("Vải may mặc"), else ``None``."""
    rows = rulebook.table("ocop_groups")
    names = (name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name)
    whole = [name for name in names if spoken(name) == spoken(words)]
    signs = len(_PARTED.findall(words))
    return min(whole, key=len, default=None) if whole and all(len(_PARTED.findall(n)) > signs for n in whole) else None


def _listed(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups that fill the lines of a list, three or more below each other."""
    known = {name for name, _ in every_name(case.rulebook)}
    run: list[tuple[int, str]] = []
    for paragraph in (*case.view.paragraphs, None):
        line = case.view.text[paragraph.start : paragraph.end] if paragraph else ""
        words = _ITEM.sub("", line).rstrip(" .;,")
        if paragraph and spoken(words) in known:
            run.append((paragraph.start + line.index(words), words))
            continue
        yield from run if len(run) >= _LIST else ()
        run = []


def spoken(words: str) -> str:
    """The words without marks, case and signs."""
    return " ".join(_SIGNS.sub(" ", fold(words)).split())


def plain(words: str) -> str:
    """The words that say something."""
    return " ".join(word for word in spoken(words).split() if word not in _JOINING)


@lru_cache(maxsize=8)
def every_name(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Each name of a group, aliases too, without signs, and the official name."""
    rows = rulebook.table("ocop_groups")
    return tuple(
        (spoken(name), row["name"]) for row in rows for name in (row["name"], *row["aliases"].split("|")) if name
    )


@lru_cache(maxsize=8)
def unofficial(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Names in use that are no shortened official ones: words stand in them that the official name lacks."""
    rows = rulebook.table("ocop_groups")
    official = {spoken(row["name"]) for row in rows}
    short = {
        spoken(alias)
        for row in rows
        for alias in row["aliases"].split("|")
        if set(plain(alias).split()) <= set(plain(row["name"]).split())
    }
    return tuple(
        (spoken(alias), row["name"])
        for row in rows
        for alias in filter(None, row["aliases"].split("|"))
        if spoken(alias) not in official | short
    )


def names_before(rulebook: Rulebook, before: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The names of groups, by plain words, that the regime ``before`` which they are asked for no longer has."""
    rows = rulebook.table("ocop_groups")
    now = {plain(row["name"]) for row in rows if row["regime"] == before}
    current = {plain(name) for row in rows if row["regime"] == before for name in row["aliases"].split("|")}
    for row in rows:
        old = plain(row["name"])
        if row["regime"] < before and old not in now:
            yield old, dict(row)
            yield from ((plain(one), dict(row)) for one in row["aliases"].split("|") if plain(one) not in current)


@lru_cache(maxsize=8)
def names_since(rulebook: Rulebook, regime: str) -> frozenset[str]:
    """The names, by plain words, that groups have under a regime and had under none before."""
    rows = rulebook.table("ocop_groups")
    named = [(row["regime"], plain(name)) for row in rows for name in (row["name"], *row["aliases"].split("|"))]
    began = min(row["valid_from"] for row in rows if row["regime"] == regime)
    same = {row["regime"] for row in rows if row["valid_from"] >= began} | {regime}
    same |= {row["regime"] for row in rows if {one for of, one in named if of == row["regime"]} == _of(named, regime)}
    return frozenset(_of(named, regime) - {name for of, name in named if of not in same})


def _of(named: list[tuple[str, str]], regime: str) -> set[str]:
    return {name for of, name in named if of == regime}


def regime_on(rulebook: Rulebook, issued: str) -> str | None:
    """The latest regime that had begun on a day."""
    begun = [row["regime"] for row in rulebook.table("ocop_groups") if row["valid_from"] <= issued]
    return max(begun, default=None)


def successor(rulebook: Rulebook, number: str, regime: str) -> str | None:
    """The group of a regime that took the place of the one with this number in the regime before."""
    follows = {"5": "4"}.get(number, number) if regime > "R2019" else number
    rows = (row["name"] for row in rulebook.table("ocop_groups") if (row["regime"], row["no"]) == (regime, follows))
    return next(rows, None)
