"""The words before the number of an act: "Nghị quyêt sô 32/2016/QH14", "Luật Đầu tư công só 39/2019/QH14"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from extractor.misread.figures import in_case_of
from extractor.rulebook import Rulebook
from extractor.text import fold

_NUMBER = re.compile(r"(?<![\w/.-])[0-9]{1,5}[a-zđ]? ?(?:/ ?(?:19|20)[0-9]{2} ?)?[/-] ?[A-ZĐ]{1,6}(?=[-/0-9])")
_BY = "số"
_REACH = 30
"""Characters before a number in which its kind stands."""


def leads(text: str, rulebook: Rulebook) -> Iterator[tuple[int, int, str]]:
    """The kind before a number and the word "số" between them, with other marks than their own."""
    known, pattern = _led(rulebook)
    for number in _NUMBER.finditer(text):
        begin = max(number.start() - _REACH, 0)
        before = pattern.search(fold(text[begin : number.start()]))
        for name, words in before.groupdict().items() if before else ():
            if words and before:
                start, end = (begin + place for place in before.span(name))
                yield start, end, in_case_of(text[start:end], _BY if name == "by" else known[words])


@cache
def _led(rulebook: Rulebook) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The kinds of acts by what is left without marks, and what stands right before a number, without marks."""
    kinds = {fold(row["kind"]): row["kind"] for row in rulebook.table("kinds") if row["kind"]}
    named = "|".join(re.escape(kind) for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)))
    return kinds, re.compile(rf"(?<!\w)(?:(?P<kind>{named})(?: |$))?(?P<by>so)?:? ?$")
