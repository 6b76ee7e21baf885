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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from extractor.alternatives import any_of
from extractor.pattern import Pattern
from extractor.shipped import folder
from extractor.text import fold

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


@dataclass(frozen=True)
class Rulebook:
    """All rules and tables. ``version`` is a hash of every file, for caches and for the record of a run."""

    version: str
    fragments: Mapping[str, str]
    topics: Mapping[str, tuple[Rule, ...]]
    tables: Tables
    _compiled: dict[str, Pattern] = field(default_factory=dict, compare=False, repr=False)

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
        return replace(self, topics=topics, version=f"{self.version}-{rule_id}", _compiled={})

    def __hash__(self) -> int:
        return hash(self.version)


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
    """Read the folder ``rules/`` (the shipped one by default); a topic is read when it is first asked for.

    Raises RuleError naming the file and the rule when something is malformed, then or when it is asked for.
    """
    root = path or folder("rules")
    tables = {file.stem: _csv(file) for file in sorted(root.glob("*.csv"))}
    fragments = _fragments(root / "fragments.toml", tables)
    return Rulebook(
        version=_digest(root),
        fragments=MappingProxyType(fragments),
        topics=_Topics(root, fragments),
        tables=MappingProxyType(tables),
    )


class _Topics(Mapping[str, tuple[Rule, ...]]):
    """The rules of each topic, read when they are first asked for."""

    def __init__(self, root: Path, fragments: Mapping[str, str]) -> None:
        self._root, self._fragments = root, fragments
        self._files: dict[str, list[Path]] = {}
        for file in sorted(root.glob("*/*.toml")):
            self._files.setdefault(file.parent.name, []).append(file)
        self._read: dict[str, tuple[Rule, ...]] = {}

    def __getitem__(self, topic: str) -> tuple[Rule, ...]:
        if topic not in self._read:
            self._read[topic] = tuple(self._rules(topic))
        return self._read[topic]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _rules(self, topic: str) -> Iterator[Rule]:
        seen: dict[str, str] = {}
        for file in self._files[topic]:
            for raw in _toml(file).get("rule", ()):
                rule = _rule(raw, topic, file.relative_to(self._root).as_posix(), self._fragments)
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


def _fragments(file: Path, tables: Tables) -> dict[str, str]:
    """The named pieces; one that names a table and its columns is any of the words there, the longest first.

    One with ``words`` is any of these; one with ``cases`` is any of them small, with capitals, or in capitals. With
    ``loose`` a comma in the words of a table may be a dash or be left out ("Thi đua, khen thưởng", "Thi đua - khen
    thưởng"); with ``folded`` those of several syllables stand without their marks, for a text that has lost them.
    """
    pieces: dict[str, str] = {}
    for name, piece in (_toml(file) if file.exists() else {}).items():
        if isinstance(piece, str):
            pieces[name] = piece
            continue
        if "words" in piece:
            pieces[name] = any_of([re.escape(sign) for sign in word] for word in piece["words"].split("|"))
            continue
        if "cases" in piece:
            pieces[name] = _in_any_case(piece["cases"].split("|"))
            continue
        if piece.get("table") not in tables:
            raise RuleError(f"{file.name}: {name} names the table {piece.get('table')}, which is not in rules/")
        words = _words_of(piece, tables)
        if piece.get("folded"):
            words = {fold(word) for word in words if " " in word}
        comma = "(?:,| -)?" if piece.get("loose") else ","
        pieces[name] = any_of(
            [comma if sign == "," else re.escape(sign) for sign in word] for word in sorted(words - {""})
        )
    return pieces


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
