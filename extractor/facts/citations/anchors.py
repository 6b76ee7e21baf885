"""Where instruments are named: the number and symbol, the name of a law, or a short form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from extractor.facts.citations.laws import law_name
from extractor.facts.citations.symbols import UNTOLD, canonical, form_of, kind_of, kinds
from extractor.rulebook import Rule, Rulebook
from extractor.text import fold, small
from extractor.words import words_of

_ITEM = re.compile(r"(?P<number>[0-9]{1,5}[a-zđ]?)(?: ?/ ?(?P<year>(?:19|20)[0-9]{2}))?")
_KIND_BEFORE = re.compile(r"(?P<kind>[^\W\d_]+ [^\W\d_]+)(?: (?:số|SỐ))?:? $")
_LIST = re.compile(r"[^\n.]*(?:,|;| và)(?: số)? ")
_CAPITALS = re.compile(r",? (?:NGÀY [0-9]|CỦA [A-ZĐỦƯ]{2})")
"""What stands behind a number in a title in capitals, whose kind may be on the line above."""
_THOUSANDS = re.compile(r"(?<=[0-9])\.(?=[0-9]{3}$)")
_WORN = 2
"""How many letters a kind may have lost or changed ("Quyết đnh")."""


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
    back: bool = False
    """Whether it points back at an act by the kind alone ("Nghị định trên")."""
    guess: bool = False
    """Whether it is a reference only where an act is found that it stands for."""
    this: bool = False
    """Whether it says "này": the document itself, or an act of another kind."""
    continued: bool = False
    """Whether its kind is that of the anchor before ("các Công văn số 519/UBND-NN; số 604/UBND-NN")."""
    bare: bool = False
    """Whether no kind is printed before the number."""
    listed: bool = False
    """Whether it is a number in a list that shares one symbol ("52" in "Nghị định số 52, 57 và 98/2018/NĐ-CP")."""
    issuer: str | None = None
    """The issuer where it stands between kind and number."""
    capitals: bool = False
    """Whether what surrounds it is printed in capitals, as the kind is where there is one."""
    key_at: tuple[int, int] | None = None
    """Where number and symbol are printed, where they stand together."""
    worn: str | None = None
    """The kind as printed where letters of it are lost."""


def anchors(text: str, rulebook: Rulebook, host: str | None = None) -> list[Anchor]:
    """All anchors of a view's text in its order; of two rules that claim the same words the first wins.

    ``host`` is the kind of the document, which "Nghị định này" stands for in a decree.
    """
    found: list[Anchor] = []
    taken = bytearray(len(text))  # a mark for every character that a rule before has claimed
    places: dict[str, list[int]] = {}
    for rule in rulebook.rules("citations"):
        for sign in rule.values["near"]:
            if sign not in places:
                places[sign] = _places(text, sign)
        near = [place for sign in rule.values["near"] for place in places[sign]]
        for match in _matches(text, rule, near if len(rule.values["near"]) == 1 else sorted(near), taken, rulebook):
            if not (rule.values.get("back") and _itself(match, host)):
                found.extend(_read(text, match, rule, rulebook))
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return _with_kinds(list(_with_continued(text, sorted(found, key=lambda a: a.start))))


def _itself(match: re.Match[str], host: str | None) -> bool:
    """Whether "Nghị định này" is or may be the document itself, or in a Tờ trình the act that is proposed."""
    return match["back"] == "này" and host in (None, "Tờ trình", match["kind"])


def _with_continued(text: str, found: list[Anchor]) -> Iterator[Anchor]:
    """The anchors, those that go on with a list taking their kind from the one before, of whose letters they are."""
    before: Anchor | None = None
    for anchor in found:
        if anchor.continued:
            if before is None or not before.symbol or not anchor.symbol or "\n" in text[before.end : anchor.start]:
                continue
            if before.symbol.split("-")[0] != anchor.symbol.split("-")[0]:
                continue
            anchor = replace(anchor, kind=before.kind)
        elif anchor.kind == UNTOLD and before is not None and _goes_on(text, before, anchor):
            anchor = replace(anchor, kind=before.kind, form=before.form)
        yield anchor
        before = anchor


def _goes_on(text: str, before: Anchor, anchor: Anchor) -> bool:
    """Whether an anchor goes on with a list of acts ("Nghị quyết số 1/2020/QH14 ngày …, số 2/2020/QH14")."""
    return before.symbol == anchor.symbol and _LIST.fullmatch(text, before.end, anchor.start) is not None


def _with_kinds(found: list[Anchor]) -> list[Anchor]:
    """The anchors, a number whose letters tell no kind ("23/2012/QH13") taking it from where it is named in full."""
    named = {anchor.key: anchor for anchor in found if anchor.symbol and anchor.kind != UNTOLD}
    return [
        replace(anchor, kind=named[anchor.key].kind, form=named[anchor.key].form)
        if anchor.kind == UNTOLD and anchor.key in named
        else anchor
        for anchor in found
    ]


def _places(text: str, sign: str) -> list[int]:
    return [place for place in words_of(text).any((small(sign),)) if text.startswith(sign, place)]


def _matches(text: str, rule: Rule, places: list[int], taken: bytearray, rulebook: Rulebook) -> Iterator[re.Match[str]]:
    """The matches of a rule, sought only around the signs that every match of it holds: much faster than everywhere."""
    at = rulebook.compile(rule.values["at"])
    before, after = rule.values["reach"]
    done = 0
    for place in places:
        if place < done or not at.match(text, place):
            continue
        if taken[place]:
            done = place + 1
            continue
        found = rule.pattern.search(text, max(done, place - before), place + after)
        while found and found.end() <= place:
            found = rule.pattern.search(text, found.end(), place + after)
        if found is None or found.start() > place:
            continue
        match = rule.pattern.match(text, found.start())  # once more without the bound: it could cut a symbol short
        if match:
            done = match.end()
            if taken.find(1, match.start(), match.end()) < 0:
                yield match


def _read(text: str, match: re.Match[str], rule: Rule, rulebook: Rulebook) -> Iterator[Anchor]:
    groups = match.groupdict()
    if "name" in groups:
        yield _law(match, rule, rulebook)
    elif rule.values.get("short") or rule.values.get("back"):
        yield _short(match, rule, rulebook)
    else:
        if numbers := groups.get("list"):
            yield from _listed(match, numbers, rule, rulebook)
        start = match.start("number") if groups.get("list") else match.start()
        anchor = _numbered(start, match.end(), match, match["number"], groups.get("year"), rule, rulebook)
        if rule.values.get("continued"):
            yield replace(anchor, continued=True, bare=True)
        else:
            yield anchor if match["kind"] else _with_worn_kind(text, replace(anchor, bare=True))


def _numbered(
    start: int, end: int, match: re.Match[str], number: str, year: str | None, rule: Rule, rulebook: Rulebook
) -> Anchor:
    symbol = canonical(match["symbol"], rulebook)
    number = _THOUSANDS.sub("", number)
    joint = rule.values.get("joint", "/")
    key = joint.join(part for part in (number, year, symbol) if part)
    printed = match.groupdict().get("kind")
    kind = kind_named(printed, rulebook) if printed else kind_of(symbol, rulebook) or UNTOLD
    form = rule.values.get("form") or form_of(kind, symbol, year)
    together = match.start("number") < end == match.end()
    at = (match.start("number"), match.end("symbol")) if together else None
    capitals = bool(_CAPITALS.match(match.string, end)) if printed is None else len(printed) > 5 and printed.isupper()
    return Anchor(start, end, rule.id, kind, key, number, year, symbol, form, capitals=capitals, key_at=at)


def _with_worn_kind(text: str, anchor: Anchor) -> Anchor:
    """The anchor with the words before it where they are its kind with letters lost: "Quyết đnh số 12/QĐ-TTg"."""
    before = _KIND_BEFORE.search(text, max(anchor.start - 30, 0), anchor.start)
    if before is None or anchor.kind == UNTOLD:
        return anchor
    printed, kind = before["kind"].lower(), anchor.kind.lower()
    if printed == kind:  # a kind that is none of an act: a contract
        return anchor
    if fold(printed) != fold(kind) and Levenshtein.distance(printed, kind, score_cutoff=_WORN) > _WORN:
        return anchor
    return replace(anchor, start=before.start(), worn=before["kind"], bare=False)


def _listed(match: re.Match[str], numbers: str, rule: Rule, rulebook: Rulebook) -> Iterator[Anchor]:
    """ "Nghị định số 52, 57 và 98/2018/NĐ-CP": the numbers before the last share its year and symbol."""
    for item in _ITEM.finditer(numbers):
        offset = match.start("list")
        start = match.start() if item.start() == 0 else offset + item.start()
        year = item["year"] or match["year"]
        anchor = _numbered(start, offset + item.end(), match, item["number"], year, rule, rulebook)
        yield replace(anchor, listed=True)


def _short(match: re.Match[str], rule: Rule, rulebook: Rulebook) -> Anchor:
    kind = kind_named(match["kind"], rulebook)
    if rule.values.get("back"):
        words = match["back"]
        return Anchor(
            *match.span(), rule.id, kind, f"{kind} {words}", short=True, back=True, guess=True, this=words == "này"
        )
    number, year = match["number"], match["year"]
    key = f"{kind} {number}/{year}" if year else f"{kind} {number}"
    guess = match["kind"] in kinds(rulebook) or (kind == "Đề án" and " số " not in match.group())
    return Anchor(*match.span(), rule.id, kind, key, number, year, short=True, guess=guess)


def _law(match: re.Match[str], rule: Rule, rulebook: Rulebook) -> Anchor:
    groups = match.groupdict()
    kind = sentence_case(match["kind"])
    name = law_name(match["name"], rulebook)
    if groups.get("number"):
        number, year, symbol = match["number"], match["year"], canonical(match["symbol"], rulebook)
        at = (match.start("number"), match.end("symbol"))
        key = f"{number}/{year}/{symbol}"
        return Anchor(*match.span(), rule.id, kind, key, number, year, symbol, "law", name, key_at=at)
    year = groups.get("law_year")
    key = " ".join(part for part in (kind, name, year) if part)
    return Anchor(*match.span(), rule.id, kind, key, form="law", name=name, law_year=year)


def kind_named(printed: str, rulebook: Rulebook) -> str:
    """A kind as printed, spelled out: "QUYẾT ĐỊNH", "quyết định" and "QĐ" are "Quyết định"."""
    return kinds(rulebook).get(printed) or sentence_case(printed)


def sentence_case(words: str) -> str:
    """ "QUYẾT ĐỊNH", "quyết định": "Quyết định"."""
    return words[:1].upper() + words[1:].lower()
