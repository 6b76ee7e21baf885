"""Where instruments are named: the number and symbol, the name of a law, or a short form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.facts.citations.symbols import canonical, form_of, kind_of
from extractor.rulebook import Rule, Rulebook

_ITEM = re.compile(r"(?P<number>[0-9]{1,5}[a-zđ]?)(?: ?/ ?(?P<year>(?:19|20)[0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What names an instrument, before its date, issuer and title are read. Offsets are in the view."""

    start: int
    end: int
    rule: str
    kind: str
    key: str
    number: str | None = None
    year: str | None = None
    symbol: str | None = None
    form: str | None = None
    name: str | None = None
    """The name of a law, abbreviations spelled out."""
    law_year: str | None = None
    short: bool = False
    repairs: tuple[str, ...] = ()


def anchors(text: str, rulebook: Rulebook) -> list[Anchor]:
    """All anchors of a view's text in its order; of two rules that claim the same words the first wins."""
    found: list[Anchor] = []
    taken = bytearray(len(text))  # a mark for every character that a rule before has claimed
    for rule in rulebook.rules("citations"):
        matches = [m for m in _matches(text, rule, rulebook) if taken.find(1, m.start(), m.end()) < 0]
        for match in matches:
            found.extend(_read(match, rule, rulebook))
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return sorted(found, key=lambda a: a.start)


def _matches(text: str, rule: Rule, rulebook: Rulebook) -> Iterator[re.Match[str]]:
    """The matches of a rule, sought only around the signs that every match of it holds: much faster than everywhere."""
    near = rulebook.compile(rule.values["near"])
    before, after = rule.values["reach"]
    done = 0
    for sign in near.finditer(text):
        if sign.start() < done:
            continue
        found = rule.pattern.search(text, max(done, sign.start() - before), sign.end() + after)
        if found is None or found.start() > sign.start():
            continue
        match = rule.pattern.match(text, found.start())  # once more without the bound: it could cut a symbol short
        if match:
            yield match
            done = match.end()


def _read(match: re.Match[str], rule: Rule, rulebook: Rulebook) -> Iterator[Anchor]:
    groups = match.groupdict()
    if "name" in groups:
        yield _law(match, rule, rulebook)
    elif rule.values.get("short"):
        kind = sentence_case(match["kind"])
        yield Anchor(*match.span(), rule.id, kind, f"{kind} {match['number']}", match["number"], short=True)
    else:
        if numbers := groups.get("list"):
            yield from _listed(match, numbers, rule, rulebook)
        start = match.start("number") if groups.get("list") else match.start()
        yield _numbered(start, match.end(), match, match["number"], groups.get("year"), rule, rulebook)


def _numbered(
    start: int, end: int, match: re.Match[str], number: str, year: str | None, rule: Rule, rulebook: Rulebook
) -> Anchor:
    symbol, repairs = canonical(match["symbol"], rulebook)
    party = rule.values.get("form") == "party"
    key = f"{number}-{symbol}" if party else "/".join(part for part in (number, year, symbol) if part)
    kind = sentence_case(match["kind"]) if match["kind"] else kind_of(symbol, rulebook) or "Văn bản"
    form = "party" if party else form_of(symbol, year)
    return Anchor(start, end, rule.id, kind, key, number, year, symbol, form, repairs=repairs)


def _listed(match: re.Match[str], numbers: str, rule: Rule, rulebook: Rulebook) -> Iterator[Anchor]:
    """ "Nghị định số 52, 57 và 98/2018/NĐ-CP": the numbers before the last share its year and symbol."""
    for item in _ITEM.finditer(numbers):
        offset = match.start("list")
        start = match.start() if item.start() == 0 else offset + item.start()
        year = item["year"] or match["year"]
        yield _numbered(start, offset + item.end(), match, item["number"], year, rule, rulebook)


def _law(match: re.Match[str], rule: Rule, rulebook: Rulebook) -> Anchor:
    kind = sentence_case(match["kind"])
    name = law_name(match["name"], rulebook)
    if match["number"]:
        symbol = match["symbol"].replace(" ", "")
        key = f"{match['number']}/{match['year']}/{symbol}"
        return Anchor(*match.span(), rule.id, kind, key, match["number"], match["year"], symbol, "law", name)
    year = match["law_year"]
    key = f"{kind} {name} {year}" if year else f"{kind} {name}"
    return Anchor(*match.span(), rule.id, kind, key, form="law", name=name, law_year=year)


def law_name(printed: str, rulebook: Rulebook) -> str:
    """The name of a law, an abbreviation spelled out ("HTX": "Hợp tác xã") and in the case of the table of laws."""
    printed = printed.strip(" ,")
    row = law_row(printed, rulebook)
    if row is None or ("," in row["name"] and _letters(row["name"]) == _letters(printed)):
        return printed  # with or without the comma, as it is printed
    return row["name"]


def law_row(name: str, rulebook: Rulebook) -> Mapping[str, str] | None:
    """The row of the table of laws for a name or one of its other spellings; commas do not count."""
    wanted = _letters(name)
    for row in rulebook.table("laws"):
        if wanted in (_letters(row["name"]), *(_letters(alias) for alias in row["aliases"].split("|") if alias)):
            return row
    return None


def _letters(name: str) -> str:
    return name.casefold().replace(",", "")


def sentence_case(words: str) -> str:
    """ "QUYẾT ĐỊNH", "quyết định": "Quyết định"."""
    return words[:1].upper() + words[1:].lower()
