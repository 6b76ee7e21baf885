"""A reference as people type it in a hurry, written as it would be printed: capitals where documents have them."""

from __future__ import annotations

import re
from functools import cache

from extractor.rulebook import Rulebook
from extractor.text import normalise

_NUMBER = re.compile(
    r"(?<![\w/-])(?P<number>[0-9]{1,5}[a-zđ]?)(?P<symbol>(?: ?[/-] ?[\w&.]*[^\W\d_][\w&.]*|/[0-9]{4}(?=/))+)"
)
_KIND = re.compile(r"(?<!\w)(?:bộ luật|luật|pháp lệnh|hiến pháp)(?!\w)")
_ABBREVIATED = re.compile(r"(?<!\w)(?:ubnd|hđnd|hdnd|htx|ttg|bch|btv)(?!\w)")


def as_printed(typed: str, rulebook: Rulebook) -> str:
    """ "nghị định 98/2018/nđ-cp" as "nghị định 98/2018/NĐ-CP", "luật htx 2023" as "Luật HTX 2023"; same length."""
    text = normalise(typed)
    text = _NUMBER.sub(lambda match: match["number"] + match["symbol"].upper(), text)
    text = _KIND.sub(lambda match: match.group().capitalize(), text)
    text = _ABBREVIATED.sub(lambda match: "HĐND" if match.group() == "hdnd" else match.group().upper(), text)
    pattern, names = _places(rulebook)
    return pattern.sub(lambda match: names[match.group().casefold()], text)


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
