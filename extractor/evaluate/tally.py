"""Counts of one document and of many: found, missed, invented, and the fields of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.evaluate.agree import FIELDS, TYPES, Values, affinity, agrees, compared, fold, law_names, matches


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def accuracy(self) -> float | None:
        """From 0 to 1, or ``None`` when there was nothing to get right."""
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How the facts of one type compare with the gold. Each fact is named by its words and its place among equals."""

    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()
    fields: Mapping[str, Share] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    """The fields of found facts that disagree: "fact: field" to "gold 'A', got 'B'"."""

    def __add__(self, other: Tally) -> Tally:
        names = (*self.fields, *(name for name in other.fields if name not in self.fields))
        return Tally(
            self.found + other.found,
            self.missed + other.missed,
            self.invented + other.invented,
            {name: self.fields.get(name, Share()) + other.fields.get(name, Share()) for name in names},
            {**self.wrong, **other.wrong},
        )

    @property
    def gold(self) -> int:
        """How many facts the gold requires."""
        return len(self.found) + len(self.missed)

    @property
    def precision(self) -> float:
        """The share of extracted facts that are in the gold; 1 when nothing was extracted."""
        extracted = len(self.found) + len(self.invented)
        return len(self.found) / extracted if extracted else 1.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were extracted; 1 when the gold has none."""
        return len(self.found) / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def accuracy(self) -> float | None:
        """The share of right fields among all fields of the facts found."""
        return sum(self.fields.values(), Share()).accuracy


def tally(golds: Sequence[Values], facts: Values) -> Mapping[str, Tally]:
    """Compare one document's facts object with its gold, type by type; the head under "document"."""
    laws = law_names(golds)
    tallies = {kind: _facts(kind, golds, facts.get(plural, ()), laws) for kind, plural in TYPES.items()}
    head = next(gold for gold in golds if gold["type"] == "document")
    return tallies | {"document": _head(head, facts.get("document", {}))}


def total(tallies: Iterable[Mapping[str, Tally]]) -> Mapping[str, Tally]:
    """The sum over documents, type by type."""
    whole = {kind: Tally() for kind in FIELDS}
    for one in tallies:
        whole = {kind: whole[kind] + one[kind] for kind in whole}
    return whole


def _facts(kind: str, golds: Sequence[Values], found: Sequence[Values], laws: Mapping[str, frozenset[str]]) -> Tally:
    """Optional gold facts count neither when found nor when missed."""
    required = [gold for gold in golds if gold["type"] == kind and not gold.get("optional")]
    optional = [gold for gold in golds if gold["type"] == kind and gold.get("optional")]
    pairs = _pairs(kind, required, found, laws)
    met = {j for _, j in pairs}
    rest = [fact for j, fact in enumerate(found) if j not in met]
    excused = {j for _, j in _pairs(kind, optional, rest, laws)}
    names = _names(required)
    fields = {name: Share() for name in FIELDS[kind]}
    wrong: dict[str, str] = {}
    for i, j in pairs:
        for name in FIELDS[kind]:
            if not compared(kind, name, required[i], found[j]):
                continue
            right = agrees(name, required[i].get(name), found[j].get(name))
            fields[name] += Share(int(right), 1)
            if not right:
                wrong[f"{names[i]}: {name}"] = _difference(name, required[i], found[j])
    matched = {i for i, _ in pairs}
    return Tally(
        found=tuple(names[i] for i in sorted(matched)),
        missed=tuple(name for i, name in enumerate(names) if i not in matched),
        invented=tuple(_names([fact for j, fact in enumerate(rest) if j not in excused])),
        fields=fields,
        wrong=wrong,
    )


def _head(gold: Values, found: Values) -> Tally:
    """The head counts field by field; a field rightly left empty counts as right."""
    right = {name: agrees(name, gold.get(name), found.get(name)) for name in FIELDS["document"]}
    return Tally(
        fields={name: Share(int(ok), 1) for name, ok in right.items()},
        wrong={name: _difference(name, gold, found) for name, ok in right.items() if not ok},
    )


def _pairs(
    kind: str, golds: Sequence[Values], found: Sequence[Values], laws: Mapping[str, frozenset[str]]
) -> list[tuple[int, int]]:
    """Pairs of indices, those that go best together first; among equals those nearest in order."""
    candidates = sorted(
        (-affinity(kind, gold, fact), abs(i - j), i, j)
        for i, gold in enumerate(golds)
        for j, fact in enumerate(found)
        if matches(kind, gold, fact, laws)
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def _names(facts: Sequence[Values]) -> list[str]:
    """The words of each fact, numbered from the second of equal words on."""
    seen: dict[str, int] = {}
    names = []
    for fact in facts:
        words = " ".join(str(fact.get("quote") or fact.get("name") or fact.get("key") or "").split())
        count = seen[fold(words)] = seen.get(fold(words), 0) + 1
        names.append(f"{words} ({count})" if count > 1 else words)
    return names


def _difference(name: str, gold: Values, found: Values) -> str:
    return f"gold {gold.get(name)!r}, got {found.get(name)!r}"
