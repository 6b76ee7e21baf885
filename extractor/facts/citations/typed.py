"""A reference as people type it in a hurry, written as it would be printed: capitals where documents have them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from extractor.rulebook import Rulebook
from extractor.text import fold, normalise

_NUMBER = re.compile(
    r"(?<![\w/-])(?P<number>[0-9]{1,5}[a-zđ]?)(?P<symbol>(?: ?[/-] ?[\w&.]*[^\W\d_][\w&.]*|/[0-9]{4}(?=/))+)"
)
_SPACED = re.compile(
    r"(?<![\w/-])(?P<number>[0-9]{1,5}) (?P<year>(?:19|20)[0-9]{2} )?(?P<code>\w+)[ -](?P<by>\w+)(?!\w)"
)
_KIND = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh|hiến pháp)(?!\w)")
_ABBREVIATED = re.compile(r"(?<!\w)(?:ubnd|hđnd|hdnd|htx|ttg|bch|btv)(?!\w)")
_PARTY = ("TW", "TU", "HU", "ĐU")
_LAWS = {"luat": "Luật", "bo luat": "Bộ luật", "phap lenh": "Pháp lệnh"}


def as_printed(typed: str, rulebook: Rulebook) -> str:
    """ "luật htx 2023" as "Luật HTX 2023", "luat dat dai" as "Luật Đất đai", "432 kh ubnd" as "432/KH-UBND"."""
    text = normalise(typed)
    text = _with_laws(text, rulebook)
    text = _SPACED.sub(lambda match: _joined(match, rulebook), text)
    text = _NUMBER.sub(lambda match: match["number"] + match["symbol"].upper(), text)
    text = _KIND.sub(lambda match: match.group().capitalize(), text)
    text = _ABBREVIATED.sub(lambda match: "HĐND" if match.group() == "hdnd" else match.group().upper(), text)
    pattern, names = _places(rulebook)
    return pattern.sub(lambda match: names[match.group().casefold()], text)


def _joined(match: re.Match[str], rulebook: Rulebook) -> str:
    """Number, type and issuer typed with blanks between them, with the signs that stand there."""
    code, by = (_codes(rulebook).get(fold(match[group])) for group in ("code", "by"))
    if code is None or by is None:
        return match.group()
    number = match["number"] + (f"/{match['year'].strip()}" if match["year"] else "")
    return f"{number}-{code}/{by}" if by in _PARTY else f"{number}/{code}-{by}"


@cache
def _codes(rulebook: Rulebook) -> Mapping[str, str]:
    """The letters of types and issuers by the same without marks."""
    codes = [row["code"] for table in ("issuers", "kinds") for row in rulebook.table(table)]
    return {fold(code): code for code in (*codes, *_PARTY) if code}


def _with_laws(text: str, rulebook: Rulebook) -> str:
    """The names of laws with their marks, where they are typed without."""
    pattern, names = _law_names(rulebook)
    out, done = [], 0
    for match in pattern.finditer(fold(text)):
        out += [text[done : match.start()], f"{_LAWS[match['kind']]} {names[match['name']]}"]
        done = match.end()
    return "".join((*out, text[done:]))


@cache
def _law_names(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = rulebook.table("laws")
    names = {fold(name): name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name)))
    return re.compile(rf"(?<!\w)(?P<kind>{'|'.join(_LAWS)}) (?P<name>{words})(?!\w)"), names


@cache
def _places(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """The provinces as they are written, by their letters in lower case."""
    rows = rulebook.table("provinces")
    names = {
        name.casefold(): name
        for row in rows
        for name in (row["old_name"], row["new_name"], *row["name_aliases"].split("|"))
        if name
    }
    words = "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), names
