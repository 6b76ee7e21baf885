"""Producers named in running text and in cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.facts.organizations.names import name_end
from extractor.rulebook import Rule, Rulebook

_WEAK = {"org-company", "org-enterprise", "org-facility", "org-household"}
_PERSON = re.compile(
    r"(?:(?:[ÔôBb]ng|[Bb]à|[Aa]nh|[Cc]hị) )?[^\W\d_a-zđ](?:[^\W\d_]|')*(?: [^\W\d_a-zđ](?:[^\W\d_]|')*){1,4}"
    r"|(?:[ÔôBb]ng|[Bb]à) [^\W\d_a-zđ](?:[^\W\d_]|')*"
)

_COUNT = re.compile(r"[0-9]+ [a-zđ]")
"""What a row of totals holds below producers: "11 chủ thể"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A producer at ``start:end`` of a text."""

    start: int
    end: int
    name: str
    kind: str
    rule: str


@lru_cache(maxsize=256)
def mentions(text: str, rulebook: Rulebook) -> tuple[Mention, ...]:
    """The producers named in ``text`` (of the matching view) after a legal form, in order."""
    forms = _forms(text, rulebook)
    found: list[Mention] = []
    for index, (start, end, rule) in enumerate(forms):
        if found and start < found[-1].end:
            continue
        barrier = next((later for later, _, _ in forms[index + 1 :] if later >= end), len(text))
        weak = rule.id in _WEAK or text[start:end].islower()
        if stop := name_end(text, end, barrier, rulebook, weak):
            found.append(Mention(start, stop, text[start:stop], str(rule.values["kind"]), rule.id))
    return tuple(found)


def _forms(text: str, rulebook: Rulebook) -> list[tuple[int, int, Rule]]:
    """Where legal forms begin; where two begin at one place, the longer."""
    found = [
        (match.start(), match.end(), rule)
        for rule in rulebook.rules("organizations")
        if not rule.values.get("column")
        for match in rule.pattern.finditer(text)
    ]
    found.sort(key=lambda form: (form[0], -form[1]))
    kept: list[tuple[int, int, Rule]] = []
    for form in found:
        if not kept or form[0] >= kept[-1][1]:
            kept.append(form)
    return kept


@lru_cache(maxsize=256)
def cell_name(text: str, rulebook: Rulebook) -> Mention | None:
    """The producer in a cell under a heading for producers: the cell up to its address, in any form.

    A cell is no sentence: what stands behind a name in running text is a part of it here ("HTX Chè hữu cơ Bản Liền").
    """
    if address := _address(text, rulebook):
        text = text[: address.start()]
    text = text.replace("\n", " ")
    named = mentions(_bound(text, rulebook), rulebook)
    if named:
        first = replace(named[0], name=text[named[0].start : named[0].end])
        rest = rulebook.compile("{rest_of_name}$").match(_untailed(text, rulebook), first.end)
        if len(named) == 1 and first.start == 0:
            end = rest.end() if rest else first.end
            bracket = rulebook.compile("{name_in_bracket}").match(text, end)
            end = bracket.end() if bracket else end
            return replace(first, end=end, name=text[:end])
        return first
    end = len(_untailed(text, rulebook))
    if end < 3 or text[:end].isdigit() or _COUNT.match(text):
        return None
    rule = next((r for r in rulebook.rules("organizations") if r.values.get("column")), None)
    if rule is None:
        return None
    form = next((f for start, _, f in _forms(text[:end], rulebook) if start == 0), rule)
    kind = "household" if form is rule and _PERSON.fullmatch(text, 0, end) else str(form.values["kind"])
    return Mention(0, end, text[:end], kind, rule.id)


def _address(text: str, rulebook: Rulebook) -> re.Match[str] | None:
    """Where the address in a cell begins: behind a blank, or on a line of its own."""
    return rulebook.compile(r"{address_in_cell}|\n\s*(?={address_word}|{address_line}|{telephone})").search(text)


def address_of(text: str, rulebook: Rulebook) -> str | None:
    """The address in a cell that names a producer above it."""
    found = _address(text, rulebook)
    place = " ".join(text[found.end() :].split()) if found else ""
    return None if not place or rulebook.compile("{telephone}").match(place) else place


def _bound(text: str, rulebook: Rulebook) -> str:
    """A cell whose commas within a name are no signs: "Công ty TNHH Khai thác hải sản, chế biến nước mắm Hồng Đức"."""
    comma = rulebook.compile(r",(?= (?!{address_word})(?P<next>[^\W\d_]+))")
    short = {row["short"] for row in rulebook.table("name_abbreviations")}
    return comma.sub(lambda match: "·" if match["next"][0].islower() or match["next"] in short else ",", text)


def _untailed(text: str, rulebook: Rulebook) -> str:
    """A cell up to its address or telephone, or what stands in brackets."""
    tail = rulebook.compile(r"(?s)(?:[,;(\n]| [-–] (?={address_word}|{province}(?!\w))| {telephone}).*")
    return text[: len(tail.sub("", _bound(text, rulebook)))].rstrip(" .-–")
