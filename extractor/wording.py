"""The words of the command and of the reports, in English or in Vietnamese.

Messages stand in the code in English; ``rules/wording.toml`` has their Vietnamese, the help of the commands and what
people call the fields, in both languages. A message without Vietnamese is said in English, and a test names it. What
the checks say in Vietnamese has its English in ``rules/finding_wording.toml``.
"""

from __future__ import annotations

import locale
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.retold import Templates
from extractor.shipped import folder

LANGUAGES = ("vi", "en")
_AS_IT_IS = "\b"
"""Before a paragraph of a help text, it keeps click from joining the lines."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language: ``messages`` by their English, ``help`` by command, ``labels`` by field or value."""

    language: str
    messages: Mapping[str, str]
    help: Mapping[str, str]
    labels: Mapping[str, str]

    def say(self, english: str, **values: object) -> str:
        """A message in this language, its ``{names}`` filled in."""
        return self.messages.get(english, english).format(**values)

    def say_again(self, said: str) -> str:
        """What the checks, an error or a warning said, in this language; as it was said where it is this already."""
        told = retold(self.language).told(said)
        return said if told is None else told

    def label(self, name: str) -> str:
        """What people call a field, a list or a value of the facts."""
        return self.labels.get(name, name)


@cache
def wording(language: str) -> Wording:
    """The words of ``language`` ("vi" or "en")."""
    table = _table("wording")
    labels = {name: both[language] for name, both in table["label"].items()}
    texts = {command: both[language].strip().replace(r"\b", _AS_IT_IS) for command, both in table["help"].items()}
    return Wording(language, table["message"] if language == "vi" else {}, texts, labels)


@cache
def retold(language: str) -> Templates:
    """What the checks, errors and warnings say in the other language."""
    if language == "en":
        checks = _table("finding_wording")
        return Templates.of(checks["sentence"], checks["part"])
    table = _table("wording")
    return Templates.of(*({**table[f"error{of}"], **table[f"warning{of}"]} for of in ("", "_part")))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((folder("rules") / f"{name}.toml").read_text(encoding="utf-8"))


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for with ``--lang``, else that of the locale, else English."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[index + 1 : index + 2])
            return value if value in LANGUAGES else "en"
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    return "vi" if (named or locale.getlocale()[0] or "").lower().startswith("vi") else "en"
