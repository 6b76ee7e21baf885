"""Which act a citation is: form, issuer with its place, symbol, number and year of issue, as one slug.

Numbers start again each year for each issuer, so number and symbol alone do not identify an act. Different dates
alone do not make two acts: mentions whose titles agree are one act with a conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import token_set_ratio

from extractor.facts.citations.symbols import UNTOLD
from extractor.model import Citation, Head
from extractor.resolve.issued_at import place_of, told_place
from extractor.resolve.known import authority_rows
from extractor.rulebook import Rulebook
from extractor.text import fold, slugged

HEAD = "head"
"""The rule of what a head says of its own document."""
_AGREE = 60
"""Titles this much alike (token set ratio, 0 to 100) speak of one act: a title is often cut short or paraphrased."""


@dataclass(frozen=True, slots=True)
class Act:
    """The identity of an instrument."""

    slug: str


@dataclass(frozen=True, slots=True)
class _Series:
    """What all acts have in common that could be confused: all but the year of issue."""

    form: str
    key: str
    place: str


def acts(citations: Sequence[tuple[Head, Citation]], rulebook: Rulebook) -> list[Act | None]:
    """For each citation with the head of its document the act it stands for, or ``None`` when that stays open.

    What a head says of its own document may be among them, as a mention under the rule ``HEAD``.
    """
    out: list[Act | None] = [None] * len(citations)
    for series, members in _by_series(citations, rulebook).items():
        mentions = [citations[index] for index in members]
        for index, year in zip(members, _years(series, mentions, rulebook), strict=True):
            if year is not None:
                out[index] = Act(_slug(series, citations[index][1], year, rulebook))
    return out


def _by_series(citations: Sequence[tuple[Head, Citation]], rulebook: Rulebook) -> dict[_Series, list[int]]:
    """The indexes of the citations by series; a local act whose issuer's place is unknown is in none."""
    found = [(head, citation, place_of(citation, head, rulebook)) for head, citation in citations]
    told: dict[tuple[int, str], list[tuple[Citation, str]]] = defaultdict(list)
    for head, citation, place in found:
        if place is not None:
            told[id(head), citation.key].append((citation, place))
    out: dict[_Series, list[int]] = defaultdict(list)
    for index, (head, citation, own) in enumerate(found):
        place = told_place(citation, own, told[id(head), citation.key])
        if place is not None:
            key = (citation.corrected or citation.key).casefold()
            form = _form(citation, key, rulebook)
            out[_Series(form, key if form != "law" else _law(citation, rulebook), place)].append(index)
    return out


def _form(citation: Citation, key: str, rulebook: Rulebook) -> str:
    """The form of the act; that of a number which may be a law's or a resolution's by what is known of it."""
    known = {row["form"] for row in authority_rows(key, "", rulebook)} if citation.kind == UNTOLD else set()
    return known.pop() if len(known) == 1 else citation.form or "individual"


def _law(citation: Citation, rulebook: Rulebook) -> str:
    """A law by its name without the year, so that mentions with and without it meet; by its number when numbered.

    Where two laws of one name are of one year, the day of the mention tells which it is.
    """
    key = citation.corrected or citation.key
    if citation.number:
        return key
    name = re.sub(r" (?:19|20)\d{2}$", "", key)
    rows = authority_rows(name, "", rulebook) if citation.date else []
    of_day = [row for row in rows if row["date"] == citation.date and _is_one_of_two(row, rows)]
    return of_day[0]["key"] if of_day else name


def _is_one_of_two(row: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether another law of the same name is of the same year."""
    return sum(other["title"] == row["title"] and other["date"][:4] == row["date"][:4] for other in rows) > 1


def _years(series: _Series, mentions: Sequence[tuple[Head, Citation]], rulebook: Rulebook) -> list[str | None]:
    """The year of issue of each mention; mentions of one act share it whatever dates they print."""
    if mentions[0][1].year:
        return [m.year for _, m in mentions]
    rows = authority_rows(series.key, series.place, rulebook)
    known = [_Group(row["date"][:4], [row["title"]], ended=_ended(row)) for row in rows]
    out = [_year(m) if m.rule == HEAD else None for _, m in mentions]
    for year, members in _same_act(mentions, [*known, *_at_hand(mentions, {group.year for group in known})]):
        for index in members:
            out[index] = year
    return out


@dataclass(slots=True)
class _Group:
    """The mentions (by index) of one act, with the titles and days that they print."""

    year: str | None
    titles: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    ended: bool = False
    """Whether it is a law that another has replaced, whose name alone may mean either."""
    hosts: set[int] = field(default_factory=set)
    """The documents that date it, by the identity of their heads."""
    at_hand: bool = False
    """Whether it is known from its own head alone."""

    def alike(self, title: str | None) -> bool:
        """Whether ``title`` speaks of this act."""
        return title is not None and any(title == other or _agree(title, other) for other in self.titles)

    def take(self, index: int, host: Head, mention: Citation) -> None:
        self.members.append(index)
        self.hosts.add(id(host))
        if mention.title and mention.title not in self.titles:
            self.titles.append(mention.title)
        if day := _day(mention):
            self.days.add(day)


def _ended(row: Mapping[str, str]) -> bool:
    return row["form"] == "law" and bool(row["replaced_by"])


def _at_hand(mentions: Iterable[tuple[Head, Citation]], known: Collection[str | None]) -> list[_Group]:
    """The acts that are documents themselves, one for each year. Their titles are no proof: those of plans are alike
    from year to year, and a head says its own year."""
    found: dict[str, _Group] = {}
    for _, mention in mentions:
        year = _year(mention) if mention.rule == HEAD else None
        if year and year not in known:
            group = found.setdefault(year, _Group(year, at_hand=True))
            group.days.update(filter(None, [_day(mention)]))
    return [found[year] for year in sorted(found)]


def _same_act(mentions: Sequence[tuple[Head, Citation]], known: Iterable[_Group]) -> list[tuple[str | None, list[int]]]:
    """Part the citations of a series into acts: (year, indexes). ``known`` are those of the authority table, and those
    at hand."""
    groups = [group for group in known if group.year]
    cited = [i for i, (_, mention) in enumerate(mentions) if mention.rule != HEAD]
    for index in sorted((i for i in cited if _year(mentions[i][1])), key=lambda i: mentions[i][1].date or ""):
        host, mention = mentions[index]
        group = next((g for g in groups if g.year == _year(mention)), None)
        group = group or next((g for g in groups if g.alike(mention.title)), None)
        if group is None and not mention.title:  # the same day of another year: a slip of the pen
            group = next((g for g in groups if _day(mention) in g.days), None)
        if group is None:
            group = _Group(_year(mention))
            groups.append(group)
        group.take(index, host, mention)
    undated = [(i, _undated(*mentions[i], groups)) for i in cited if not _year(mentions[i][1])]
    for index, found in undated:
        if found is not None:
            found.members.append(index)
    return [(group.year, group.members) for group in groups if group.members]


def _undated(host: Head, mention: Citation, groups: Iterable[_Group]) -> _Group | None:
    """The act of a mention without a date: the only one that its document dates, else the only one there is, the only
    one cited, or the only one of that title. One that is only at hand is none where it came after ``host``."""
    latest = (host.date or "9999")[:4]
    groups = [g for g in groups if g.members or not g.at_hand or (g.year or "") <= latest]
    dated = [group for group in groups if id(host) in group.hosts]
    if len(dated) == 1:
        return dated[0]
    cited = [group for group in groups if group.members]
    if len(groups) == 1:
        return None if groups[0].ended and not cited else groups[0]
    if len(cited) == 1:
        return cited[0]
    alike = [group for group in groups if group.alike(mention.title)]
    return alike[0] if len(alike) == 1 else None


def _year(mention: Citation) -> str | None:
    if mention.date:
        return mention.date[:4]
    found = re.search(r" ((?:19|20)\d{2})$", mention.key) if mention.form == "law" else None
    return found[1] if found else None


def _day(mention: Citation) -> str | None:
    """Day and month of a full date ("-08-01")."""
    return mention.date[4:] if mention.date and len(mention.date) == 10 else None


def _agree(one: str, other: str) -> bool:
    return token_set_ratio(fold(one), fold(other)) >= _AGREE


def _slug(series: _Series, citation: Citation, year: str, rulebook: Rulebook) -> str:
    number, symbol = citation.number or "", (citation.corrected or citation.key).split("/")[-1]
    if series.form == "law":  # a law and a resolution of one year may bear the same number
        row = next((row for row in authority_rows(series.key, "", rulebook) if row["form"] == "law"), None)
        if row and _is_one_of_two(row, authority_rows(f"{row['kind']} {row['title']}", "", rulebook)):
            return slugged(f"{row['kind']} {row['key']}")
        named = f"{row['kind']} {row['title']}" if row else series.key if not number else f"{citation.kind} {number}"
        return slugged(f"{named} {year}" if row or not number else f"{named} {year} {symbol}")
    if series.form == "party":
        return slugged(f"{citation.key} {series.place} {year}")
    if citation.year:
        return slugged(f"{symbol} {citation.year} {number} {series.place}")
    return slugged(f"{symbol} {series.place} {number} {year}")
