"""What a text names as groups of products, and what the groups were called under each regime of the programme."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from extractor.checks.case import Case
from extractor.kept import kept
from extractor.pattern import Pattern
from extractor.rulebook import Rulebook
from extractor.text import fold

_SIGNS = re.compile(r"[\W_]+")
_JOINING = frozenset(("va", "cac", "hang", "san", "pham"))
_ITEM = re.compile(r"\W*(?:\(?\w{1,2}[.)] ?)?")
_FIRST_WORD = re.compile(_ITEM.pattern + r"[\W_]*(?P<word>[^\W_]+)")
_BESIDE = 40
_BETWEEN = re.compile(
    r":?(?: có| đạt)?(?: (?:hơn |gần )?\d+)?(?: sản phẩm| SP)?(?: ?\([^()]*\))?[;,.]?"
    r"(?: và)? (?:nhóm )?(?:\(?\d{1,2}\)?[.)]? ?)?(?:sản phẩm )?"
)
"""What stands between two names of groups in a list: counts, shares, labels."""
_LIST = 3
_PARTED = re.compile(r"[,–-]")


@kept
def groups_named(case: Case) -> Mapping[int, str]:
    """What the text names as groups of products: by the place in the view the words."""
    return dict((*_called(case), *_listed(case), *_enumerated(case), *_in_tables(case)))


def _called(case: Case) -> Iterator[tuple[int, str]]:
    """What stands behind the word for a group."""
    for match in case.pattern("former_levels", "group").finditer(case.view.text):
        yield match.start("name"), match["name"].rstrip(" ,")


def _in_tables(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups that fill cells in the columns of groups."""
    known = every_name(case.rulebook)
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
def _names_of_groups(rulebook: Rulebook) -> Pattern:
    rows = rulebook.table("ocop_groups")
    names = {name for row in rows for name in _names(row) if name}
    longest = "|".join(_loosely(name) for name in sorted(names, key=len, reverse=True))
    return rulebook.compile(rf"(?i:(?<!\w)(?:{longest})(?!\w))")


def _loosely(name: str) -> str:
    """A pattern of a name whose commas and dashes may have been lost."""
    return r"(?:,| -)? ".join(map(re.escape, re.split(r", | - ", name)))


def lost_signs(rulebook: Rulebook, words: str) -> str | None:
    """The name as it should be when ``words`` lack a comma or a dash of it ("Vải may mặc"), else ``None``."""
    whole = _as_printed(rulebook).get(spoken(words), ())
    signs = len(_PARTED.findall(words))
    return min(whole, key=len, default=None) if all(len(_PARTED.findall(name)) > signs for name in whole) else None


def _listed(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups that fill the lines of a list, three or more below each other."""
    known, first_words = every_name(case.rulebook), _first_words(case.rulebook)
    text = case.view.text
    run: list[tuple[int, str]] = []
    for paragraph in case.view.paragraphs:
        first = _FIRST_WORD.match(text, paragraph.start, paragraph.end)
        if first and spoken(first["word"]) in first_words:
            line = text[paragraph.start : paragraph.end]
            words = _ITEM.sub("", line, count=1).rstrip(" .;,")
            if spoken(words) in known:
                run.append((paragraph.start + line.index(words), words))
                continue
        yield from run if len(run) >= _LIST else ()
        run = []
    yield from run if len(run) >= _LIST else ()


@lru_cache(maxsize=4096)
def spoken(words: str) -> str:
    """The words without marks, case and signs."""
    return " ".join(_SIGNS.sub(" ", fold(words)).split())


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """The words that say something."""
    return " ".join(word for word in spoken(words).split() if word not in _JOINING)


@lru_cache(maxsize=8)
def every_name(rulebook: Rulebook) -> Mapping[str, str]:
    """The official name of a group by each of its names, aliases too, without signs."""
    return {spoken(name): row["name"] for row in rulebook.table("ocop_groups") for name in _names(row) if name}


@lru_cache(maxsize=8)
def _as_printed(rulebook: Rulebook) -> Mapping[str, list[str]]:
    """The names of groups by what they are without signs."""
    found: dict[str, list[str]] = {}
    for name in (name for row in rulebook.table("ocop_groups") for name in _names(row) if name):
        found.setdefault(spoken(name), []).append(name)
    return found


@lru_cache(maxsize=8)
def _first_words(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(name.partition(" ")[0] for name in every_name(rulebook))


def _names(row: Mapping[str, str]) -> list[str]:
    return [row["name"], *row["aliases"].split("|")]


@lru_cache(maxsize=8)
def unofficial(rulebook: Rulebook) -> Mapping[str, str]:
    """Names in use that are no shortened official ones, as words stand in them that these lack; the official ones."""
    rows = rulebook.table("ocop_groups")
    official = {spoken(row["name"]) for row in rows}
    short = {
        spoken(alias)
        for row in rows
        for alias in row["aliases"].split("|")
        if set(plain(alias).split()) <= set(plain(row["name"]).split())
    }
    return {
        spoken(alias): row["name"]
        for row in rows
        for alias in filter(None, row["aliases"].split("|"))
        if spoken(alias) not in official | short
    }


@lru_cache(maxsize=8)
def names_before(rulebook: Rulebook, before: str) -> Mapping[str, Mapping[str, str]]:
    """The names of groups, by plain words, that the regime ``before`` which they are asked for no longer has."""
    rows = rulebook.table("ocop_groups")
    now = {plain(row["name"]) for row in rows if row["regime"] == before}
    current = {plain(name) for row in rows if row["regime"] == before for name in row["aliases"].split("|")}
    found: dict[str, Mapping[str, str]] = {}
    for row in rows:
        old = plain(row["name"])
        if row["regime"] < before and old not in now:
            found[old] = row
            found |= {plain(one): row for one in row["aliases"].split("|") if plain(one) not in current}
    return found


@lru_cache(maxsize=8)
def names_since(rulebook: Rulebook, regime: str) -> frozenset[str]:
    """The names, by plain words, that groups have under a regime and had under none before."""
    rows = rulebook.table("ocop_groups")
    named = [(row["regime"], plain(name)) for row in rows for name in _names(row)]
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
