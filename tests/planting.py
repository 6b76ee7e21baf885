"""Plants one fault of each kind in consistent documents and counts how many are found.

``python tests/planting.py`` prints a table of kinds; ``-v`` each fault that was missed; a word behind it chooses
the kinds whose names have it.
"""

from __future__ import annotations

import sys
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import planting_acts
import planting_form
import planting_lists
import planting_sums
import planting_tables
import planting_times
from planting_base import FAULTS, Planted, Span, edited, matches

from extractor.model import Facts, Finding
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.review import Choice, checked, review
from extractor.rulebook import load

FAMILIES = (planting_acts, planting_form, planting_lists, planting_sums, planting_tables, planting_times)
FOLDER = Path(__file__).with_name("consistent")
SEEDS = range(3)
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """A planted fault: in which document, and whether it was found."""

    name: str
    planted: Planted
    found: bool = False


@cache
def documents() -> Mapping[str, str]:
    """The consistent documents by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}


@cache
def facts_of(name: str) -> Facts:
    return read(documents()[name])


def read(text: str) -> Facts:
    return extract(read_bytes(text.encode(), "document.txt"), load())


def told(facts: Facts) -> tuple[Finding, ...]:
    """What is found in a document alone, of any severity."""
    (report,) = review([checked(facts)], load(), Choice())
    return report.findings


@cache
def told_before(name: str) -> frozenset[tuple[str, str]]:
    """What is said of a document as it stands: that finds no fault planted later."""
    return frozenset((one.code, one.message) for one in told(facts_of(name)))


def plantings(kinds: Collection[str]) -> Iterator[Trial]:
    """Each kind in each document with each seed; where two seeds choose the same place, it is tried once."""
    for name, text in documents().items():
        for kind in kinds:
            rngs = (Random(f"{kind} {name} {seed}") for seed in SEEDS)
            made = (FAULTS[kind](text, facts_of(name), rng) for rng in rngs)
            yield from (Trial(name, one) for one in {one.start: one for one in made if one}.values())


def tried(name: str, planted: Sequence[Planted]) -> list[Trial]:
    """Faults planted together in one document: which of them are found."""
    together = [edit for one in planted for edit in one.edits]
    found = [one for one in told(read(edited(documents()[name], together))) if not _known(one, name)]
    places = [(side.start, side.end) for one in found for side in one.evidence]
    return [Trial(name, one, _touched(list(one.spans(together)), places)) for one in planted]


def _known(finding: Finding, name: str) -> bool:
    return (finding.code, finding.message) in told_before(name)


def _touched(spans: Collection[Span], places: Collection[Span]) -> bool:
    return any(start <= high and end >= low for start, end in places for low, high in spans)


def measured(kinds: Collection[str], *, together: int = 1) -> dict[str, list[Trial]]:
    """The trials of each kind, so many faults in different lines of one text at a time."""
    by_kind: dict[str, list[Trial]] = defaultdict(list)
    batches = _batches(plantings(kinds), together)
    with ProcessPoolExecutor(WORKERS) as pool:
        done = pool.map(tried, [one.name for one in batches], [one.planted for one in batches], chunksize=8)
        for trial in (trial for trials in done for trial in trials):
            by_kind[trial.planted.kind].append(trial)
    return by_kind


@dataclass(frozen=True, slots=True)
class Batch:
    """Faults to be planted together in one document, and the lines that they concern."""

    name: str
    planted: list[Planted] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    def takes(self, lines: Collection[int], size: int) -> bool:
        return len(self.planted) < size and self.lines.isdisjoint(lines)


def _batches(trials: Iterable[Trial], size: int) -> list[Batch]:
    batches: dict[str, list[Batch]] = defaultdict(list)
    for trial in trials:
        lines = _lines(trial)
        batch = next((one for one in batches[trial.name] if one.takes(lines, size)), None)
        if batch is None:
            batches[trial.name].append(batch := Batch(trial.name))
        batch.planted.append(trial.planted)
        batch.lines.update(lines)
    return [batch for same in batches.values() for batch in same]


@cache
def _borders(name: str) -> list[int]:
    return [match.start() for match in matches(r"\n", documents()[name])]


def _lines(trial: Trial) -> frozenset[int]:
    """The lines of the untouched document that the fault concerns."""
    borders, change = _borders(trial.name), trial.planted.change
    spans = [*((low, high) for low, high, _ in trial.planted.edits), *change.near]
    return frozenset(one for low, high in spans for one in range(bisect(borders, low), bisect(borders, high) + 1))


def _row(kind: str, trials: Sequence[Trial]) -> str:
    found = sum(trial.found for trial in trials)
    share = f"{100 * found / len(trials):4.0f} %" if trials else ""
    return f"{kind:45} {len(trials):8} {found:6} {share}"


def _missed(trial: Trial) -> str:
    planted, text = trial.planted, documents()[trial.name]
    line = text.count("\n", 0, planted.change.start) + 1
    around = planted.text[max(0, planted.start - 60) : planted.start], planted.text[planted.end : planted.end + 60]
    said = f"…{around[0]}[{text[planted.change.start : planted.change.end]} → {planted.after}]{around[1]}…".replace(
        "\n", " / "
    )
    return f"    {trial.name}:{line}: {said}"


def main(arguments: Sequence[str]) -> None:
    words = [one for one in arguments if one != "-v"]
    kinds = [kind for kind in FAULTS if not words or any(word in kind for word in words)]
    by_kind = measured(kinds)
    print(f"{'kind':45} {'planted':>8} {'found':>6}")
    for kind in kinds:
        print(_row(kind, by_kind[kind]))
        if "-v" in arguments:
            print("".join(f"{_missed(trial)}\n" for trial in by_kind[kind] if not trial.found), end="")
    print(_row("all", [trial for kind in kinds for trial in by_kind[kind]]))


if __name__ == "__main__":
    main(sys.argv[1:])
