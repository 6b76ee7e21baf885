"""Acts of the authority table looked up by what a person types, as the site finds them by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractor.rulebook import Rulebook
from extractor.store.rows import name_words
from extractor.text import fold, normalise

_RUN = re.compile(r"\d+|[^\W\d_]+")


def acts_named(typed: str, rulebook: Rulebook) -> Iterator[Mapping[str, str]]:
    """The rows whose number and further words are all that was typed; none for a bare number or for words alone.

    Words typed without marks stand for any marks: "919 qd ttg".
    """
    runs = [run.lstrip("0") or run for run in _RUN.findall(normalise(typed).replace("\0", "").lower())]
    numbers = {run for run in runs if run.isdecimal()}
    if not numbers or numbers.issuperset(runs):
        return
    for row in rulebook.table("authorities"):
        number = re.match(r"0*(\d+)", row["key"])
        if number is None or number[1] not in numbers:
            continue
        words, joined = name_words(dict(row), row["kind"])
        written, bare = (set(_RUN.findall(f"{text} {joined}")) for text in (normalise(words).lower(), fold(words)))
        if all(run in (bare if run == fold(run) else written) for run in runs):
            yield row
