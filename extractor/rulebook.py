"""Loads and validates what the project knows: TOML rules with examples, and CSV tables, from ``rules/``.

A rule file ``rules/<topic>/*.toml`` holds ``[[rule]]`` tables::

    [[rule]]
    id = "citation-number"
    purpose = "An instrument cited by type, number and symbol."
    pattern = '''(?P<kind>{kind}) số (?P<number>\\d+)…'''     # {name}: a piece of rules/fragments.toml
    anything = "else"                                        # kept in Rule.values

    [[rule.example]]
    text = "Căn cứ Quyết định số 919/QĐ-TTg …"
    expect = { key = "919/QĐ-TTg" }

    [[rule.counterexample]]
    text = "tài khoản số 919"
    why = "not an instrument"

One blank in a pattern stands for one blank of the matching view (see :mod:`extractor.text`).
"""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from extractor.alternatives import any_of
from extractor.pattern import Pattern
from extractor.shipped import folder
from extractor.text import fold

Value = TypeVar("Value")

_PIECE = re.compile(r"\{([a-z_]+)\}")
_OWN = {"id", "purpose", "pattern", "flags", "example", "counterexample"}


class RuleError(ValueError):
    """A rule file is malformed; the message names the file, the rule and what to mend."""


Tables = Mapping[str, tuple[Mapping[str, str], ...]]
"""The rows of each CSV table by column."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the fields that the rule must find in it."""

    text: str
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A text in which the rule must find nothing, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a pattern, constant ``values`` of its own, and examples for and against."""

    id: str
    topic: str
    purpose: str
    expanded: str
    """Its pattern with the fragments filled in."""
    flags: re.RegexFlag
    values: Mapping[str, Any]
    examples: tuple[Example, ...]
    counterexamples: tuple[Counterexample, ...]
    file: str
    pattern: Pattern = field(init=False, repr=False, compare=False)
    """Compiled when it is first asked for: to compile all takes half a second, and most commands use few."""

    def __getattr__(self, name: str) -> Pattern:
        """Fills the slot that is still empty. Raises RuleError when the pattern is none."""
        if name != "pattern":
            raise AttributeError(name)
        try:
            pattern = Pattern(self.expanded, self.flags)
        except re.error as error:
            raise RuleError(f"{self.file}: the pattern of {self.id} does not compile: {error}") from error
        object.__setattr__(self, "pattern", pattern)
        return pattern


class Read(Mapping[str, Value]):
    """Values by their names, each read when it is first asked for: most commands need few."""

    def __init__(self, names: Iterable[str], read: Callable[[str], Value]) -> None:
        self._names, self._read = dict.fromkeys(names), read
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            if name not in self._names:
                raise KeyError(name)
            self._known[name] = self._read(name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, eq=False)
class Rulebook:
    """All rules and tables of the folder ``root``, but for what was ``altered``; equal to itself alone."""

    root: Path
    fragments: Mapping[str, str]
    topics: Mapping[str, tuple[Rule, ...]]
    tables: Tables
    altered: str = ""
    _compiled: dict[str, Pattern] = field(default_factory=dict, repr=False)

    @cached_property
    def version(self) -> str:
        """A hash of every file, for caches and for the record of a run."""
        return _digest(self.root) + self.altered

    def rules(self, topic: str) -> tuple[Rule, ...]:
        """The rules of one topic (the name of a folder), in the order of files and of lines."""
        return self.topics.get(topic, ())

    def table(self, name: str) -> tuple[Mapping[str, str], ...]:
        """The rows of ``rules/<name>.csv`` by column. Raises KeyError with the known names when there is none."""
        try:
            return self.tables[name]
        except KeyError:
            raise KeyError(f"There is no rules/{name}.csv; there are {', '.join(sorted(self.tables))}") from None

    def compile(self, pattern: str) -> Pattern:
        """A pattern with its ``{fragment}`` pieces filled in, compiled once."""
        found = self._compiled.get(pattern)
        if found is None:
            found = self._compiled[pattern] = Pattern(expand(pattern, self.fragments))
        return found

    def without(self, rule_id: str) -> Rulebook:
        """The same rulebook less one rule; the tests use it to show that each rule is needed."""
        topics = {topic: tuple(r for r in rules if r.id != rule_id) for topic, rules in self.topics.items()}
        return replace(self, topics=topics, altered=f"{self.altered}-{rule_id}")


def expand(pattern: str, fragments: Mapping[str, str]) -> str:
    """Fill ``{name}`` with the fragment of that name, fragments within fragments too."""

    def piece(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in fragments:
            raise RuleError(f"There is no fragment {{{name}}} in rules/fragments.toml")
        return f"(?:{_PIECE.sub(piece, fragments[name])})"

    return _PIECE.sub(piece, pattern)


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``rules/<name>.csv`` alone, for readers: loading all rules takes a second."""
    return _csv(folder("rules") / f"{name}.csv")


@cache
def load(path: Path | None = None) -> Rulebook:
    """The folder ``rules/`` (the shipped one by default); what is in it is read when it is first asked for.

    Raises RuleError naming the file and the rule when something is malformed, then.
    """
    root = path or folder("rules")
    tables = Read((file.stem for file in sorted(root.glob("*.csv"))), lambda name: _csv(root / f"{name}.csv"))
    pieces = root / "fragments.toml"
    stated = _toml(pieces) if pieces.exists() else {}
    fragments = Read(stated, lambda name: _fragment(name, stated[name], tables))
    topics = sorted({file.parent.name for file in root.glob("*/*.toml")})
    return Rulebook(root, fragments, Read(topics, lambda topic: tuple(_rules(root, topic, fragments))), tables)


def _rules(root: Path, topic: str, fragments: Mapping[str, str]) -> Iterator[Rule]:
    seen: dict[str, str] = {}
    for file in sorted((root / topic).glob("*.toml")):
        for raw in _toml(file).get("rule", ()):
            rule = _rule(raw, topic, file.relative_to(root).as_posix(), fragments)
            if rule.id in seen:
                raise RuleError(f"{rule.file}: the id {rule.id} is taken by {seen[rule.id]}")
            seen[rule.id] = rule.file
            yield rule


def _rule(raw: dict[str, Any], topic: str, file: str, fragments: Mapping[str, str]) -> Rule:
    missing = [key for key in ("id", "purpose", "pattern", "example") if not raw.get(key)]
    if missing:
        raise RuleError(f"{file}: rule {raw.get('id', '?')} lacks {', '.join(missing)}")
    return Rule(
        id=raw["id"],
        topic=topic,
        purpose=raw["purpose"],
        expanded=expand(raw["pattern"], fragments),
        flags=re.IGNORECASE if "i" in raw.get("flags", "") else re.NOFLAG,
        values=MappingProxyType({key: value for key, value in raw.items() if key not in _OWN}),
        examples=tuple(Example(e["text"], e.get("expect", {})) for e in raw["example"]),
        counterexamples=tuple(Counterexample(c["text"], c["why"]) for c in raw.get("counterexample", ())),
        file=file,
    )


def _fragment(name: str, piece: str | Mapping[str, Any], tables: Tables) -> str:
    """A named piece; one that names a table and its columns is any of the words there, the longest first.

    One with ``words`` is any of these; one with ``cases`` is any of them small, with capitals, or in capitals. With
    ``loose`` a comma in the words of a table may be a dash or be left out ("Thi đua, khen thưởng", "Thi đua - khen
    thưởng"); with ``folded`` those of several syllables stand without their marks, for a text that has lost them.
    """
    if isinstance(piece, str):
        return piece
    if "words" in piece:
        return any_of([re.escape(sign) for sign in word] for word in piece["words"].split("|"))
    if "cases" in piece:
        return _in_any_case(piece["cases"].split("|"))
    if piece.get("table") not in tables:
        raise RuleError(f"fragments.toml: {name} names the table {piece.get('table')}, which is not in rules/")
    words = _words_of(piece, tables)
    if piece.get("folded"):
        words = {fold(word) for word in words if " " in word}
    comma = "(?:,| -)?" if piece.get("loose") else ","
    return any_of([comma if sign == "," else re.escape(sign) for sign in word] for word in sorted(words - {""}))


def _words_of(piece: Mapping[str, Any], tables: Tables) -> set[str]:
    """The words in some columns of a table."""
    return {word for row in tables[piece["table"]] for column in piece["columns"] for word in row[column].split("|")}


def _in_any_case(words: list[str]) -> str:
    """Words as people write them, as a pattern that needs no flag: the engine then leaps to their first letters."""
    either = (
        [f"[{sign.upper()}{sign}]" if before == " " else sign for before, sign in pairwise(f" {word}")]
        for word in words
    )
    return any_of((*either, *(word.upper() for word in words)))


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{file.name}: {error}") from error


def _csv(file: Path) -> tuple[Mapping[str, str], ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise RuleError(f"{file.name}: line {number} has not as many columns as the header")
    return tuple(MappingProxyType(row) for row in rows)


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(p for p in root.rglob("*") if p.is_file()):
        digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
