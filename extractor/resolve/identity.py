"""Which act a citation is: form, issuer with its place, symbol, number and year of issue, as one slug.

Numbers start again each year for each issuer, so number and symbol alone do not identify an act. Different dates
alone do not make two acts: mentions whose titles agree are one act with a conflict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

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


_telling = attrgetter(
    *("rule", "key", "corrected", "kind", "form", "number", "year", "symbol", "date", "issuer", "title", "relation")
)
"""What tells of a citation which act it is; documents cite the same acts in the same words."""


class _Series(NamedTuple):
    """What all acts have in common that could be confused: all but the year of issue."""

    form: str
    key: str
    place: str


class _Mention(NamedTuple):
    """A citation in a document (by its place) that is of ``latest``, or of a day that nobody knows ("9999")."""

    citation: Citation
    host: int
    latest: str


def acts(documents: Iterable[tuple[Head, Sequence[Citation]]], rulebook: Rulebook) -> list[tuple[str | None, ...]]:
    """For the citations of each document with its head the slugs of the acts, ``None`` for what stays open.

    What a head says of its own document may be among them, as a mention under the rule ``HEAD``. Nothing is kept of
    the documents but what tells the acts apart, the same words once.
    """
    counts: list[int] = []
    by_series: dict[_Series, list[tuple[int, _Mention]]] = defaultdict(list)
    shared: dict[object, Citation] = {}
    first = 0
    for host, (head, citations) in enumerate(documents):
        counts.append(len(citations))
        latest = (head.date or "9999")[:4]
        for index, (citation, series) in enumerate(zip(citations, _series(head, citations, rulebook), strict=True)):
            if series is not None:
                one = shared.setdefault(_telling(citation), citation)
                by_series[series].append((first + index, _Mention(one, host, latest)))
        first += len(citations)
    slugs: list[str | None] = [None] * first
    for series, members in by_series.items():
        for index, slug in zip((index for index, _ in members), _slugs(series, members, rulebook), strict=True):
            slugs[index] = slug
    told = iter(slugs)
    return [tuple(islice(told, count)) for count in counts]


def _series(head: Head, citations: Sequence[Citation], rulebook: Rulebook) -> Iterator[_Series | None]:
    """The series of each citation of a document; a local act whose issuer's place is unknown is in none."""
    places = [place_of(citation, head, rulebook) for citation in citations]
    told: dict[str, list[tuple[Citation, str]]] = defaultdict(list)
    for citation, place in zip(citations, places, strict=True):
        if place is not None:
            told[citation.key].append((citation, place))
    for citation, own in zip(citations, places, strict=True):
        place = told_place(citation, own, told[citation.key])
        key = (citation.corrected or citation.key).casefold()
        form = _form(citation, key, rulebook) if place is not None else ""
        yield None if place is None else _Series(form, key if form != "law" else _law(citation, rulebook), place)


def _slugs(series: _Series, members: Sequence[tuple[int, _Mention]], rulebook: Rulebook) -> Iterator[str | None]:
    """The act of each mention of a series; the same slug is one and the same string."""
    mentions = [mention for _, mention in members]
    made: dict[tuple[object, ...], str] = {}
    for (one, *_), year in zip(mentions, _years(series, mentions, rulebook), strict=True):
        if year is None:
            yield None
            continue
        slug = made.get(named := (year, one.number, one.key, one.corrected, one.kind))
        yield slug or made.setdefault(named, _slug(series, one, year, rulebook))


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


def _years(series: _Series, mentions: Sequence[_Mention], rulebook: Rulebook) -> list[str | None]:
    """The year of issue of each mention; mentions of one act share it whatever dates they print."""
    first = next((one for one, *_ in mentions if one.rule != HEAD), mentions[0].citation)
    if first.year:
        return [one.year for one, *_ in mentions]
    rows = authority_rows(series.key, series.place, rulebook)
    known = [_Group(row["date"][:4], {row["title"]: None}, ended=_ended(row)) for row in rows]
    out = [_year(one) if one.rule == HEAD else None for one, *_ in mentions]
    for year, members in _same_act(mentions, [*known, *_at_hand(mentions, {group.year for group in known})]):
        for index in members:
            out[index] = year
    return out


@dataclass(slots=True)
class _Group:
    """The mentions (by index) of one act, with the titles and days that they print."""

    year: str | None
    titles: dict[str, None] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    ended: bool = False
    """Whether it is a law that another has replaced, whose name alone may mean either."""
    hosts: set[int] = field(default_factory=set)
    """The documents that date it."""
    at_hand: bool = False
    """Whether it is known from its own head alone."""
    asked: dict[str, bool] = field(default_factory=dict)
    """Titles that were compared with all of its own."""

    def alike(self, title: str | None) -> bool:
        """Whether ``title`` speaks of this act."""
        if title is None or title in self.titles:
            return title is not None
        if title not in self.asked:
            self.asked[title] = any(_agree(title, other) for other in self.titles)
        return self.asked[title]

    def take(self, index: int, mention: _Mention) -> None:
        citation, host, _ = mention
        self.members.append(index)
        self.hosts.add(host)
        if citation.title and citation.title not in self.titles:
            self.titles[citation.title] = None
            self.asked.clear()
        if day := _day(citation):
            self.days.add(day)


def _ended(row: Mapping[str, str]) -> bool:
    return row["form"] == "law" and bool(row["replaced_by"])


def _at_hand(mentions: Iterable[_Mention], known: Collection[str | None]) -> list[_Group]:
    """The acts that are documents themselves, one for each year. Their titles are no proof: those of plans are alike
    from year to year, and a head says its own year."""
    found: dict[str, _Group] = {}
    for mention, *_ in mentions:
        year = _year(mention) if mention.rule == HEAD else None
        if year and year not in known:
            group = found.setdefault(year, _Group(year, at_hand=True))
            group.days.update(filter(None, [_day(mention)]))
    return [found[year] for year in sorted(found)]


def _same_act(mentions: Sequence[_Mention], known: Iterable[_Group]) -> list[tuple[str | None, list[int]]]:
    """Part the citations of a series into acts: (year, indexes). ``known`` are those of the authority table, and those
    at hand."""
    groups = [group for group in known if group.year]
    cited = [i for i, (mention, *_) in enumerate(mentions) if mention.rule != HEAD]
    for index in sorted((i for i in cited if _year(mentions[i][0])), key=lambda i: mentions[i][0].date or ""):
        mention = mentions[index].citation
        group = next((g for g in groups if g.year == _year(mention)), None)
        group = group or next((g for g in groups if g.alike(mention.title)), None)
        if group is None and not mention.title:  # the same day of another year: a slip of the pen
            group = next((g for g in groups if _day(mention) in g.days), None)
        if group is None:
            group = _Group(_year(mention))
            groups.append(group)
        group.take(index, mentions[index])
    undated = [(i, _undated(mentions[i], groups)) for i in cited if not _year(mentions[i][0])]
    for index, found in undated:
        if found is not None:
            found.members.append(index)
    return [(group.year, group.members) for group in groups if group.members]


def _undated(mention: _Mention, groups: Iterable[_Group]) -> _Group | None:
    """The act of a mention without a date: the only one that its document dates, else the only one there is, the only
    one cited, or the only one of that title. One that is only at hand is none where it came after the document."""
    groups = [g for g in groups if g.members or not g.at_hand or (g.year or "") <= mention.latest]
    dated = [group for group in groups if mention.host in group.hosts]
    if len(dated) == 1:
        return dated[0]
    cited = [group for group in groups if group.members]
    if len(groups) == 1:
        return None if groups[0].ended and not cited else groups[0]
    if len(cited) == 1:
        return cited[0]
    alike = [group for group in groups if group.alike(mention.citation.title)]
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
