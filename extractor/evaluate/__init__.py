"""Measures extraction against what readers wrote down: ``corpus/gold/<stem>.jsonl`` for ``corpus/sources/<stem>.*``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.apart import outcomes
from extractor.encode import facts_json
from extractor.evaluate.agree import FIELDS
from extractor.evaluate.tally import Share, Tally, tally, total
from extractor.model import Facts
from extractor.pipeline import extract

__all__ = [
    "Change",
    "GoldError",
    "Scores",
    "Share",
    "Tally",
    "changes",
    "compare",
    "evaluate",
    "gold",
    "load_scores",
    "save_scores",
]


class GoldError(ValueError):
    """There is no gold, or it is malformed; the message names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Scores:
    """The tallies of every document that has gold, by file name and type ("citation", …, "document")."""

    documents: Mapping[str, Mapping[str, Tally]]

    @property
    def total(self) -> Mapping[str, Tally]:
        """Over all documents, by type."""
        return total(self.documents.values())


@dataclass(frozen=True, slots=True)
class Change:
    """A fact or a field that came right (``gain``) or went wrong since a saved run."""

    gain: bool
    document: str
    type: str
    what: str
    """What it was or is: "found", "invented" or "wrong"."""
    fact: str
    """Its words; for a wrong field, the words and the field."""


def evaluate(corpus: Path) -> Scores:
    """Extract every source that has gold and compare.

    Raises GoldError when the corpus has none, and when a source that has gold cannot be read or exceeds a limit.
    """
    annotations = _annotations(corpus)
    sources = [path for path in sorted((corpus / "sources").rglob("*")) if path.is_file() and path.stem in annotations]
    if missing := annotations.keys() - {path.stem for path in sources}:
        raise GoldError(f"{corpus}: gold/{min(missing)}.jsonl has no document of that name in sources/.")
    return compare(corpus, _facts([str(source) for source in sources]))


def _facts(sources: Sequence[str]) -> Iterator[Facts]:
    for outcome in outcomes(extract, sources):
        if outcome.result is None:
            raise GoldError(outcome.fault)
        yield outcome.result


def compare(corpus: Path, all_facts: Iterable[Facts]) -> Scores:
    """Compare facts already extracted with the gold of ``corpus``; documents without gold are passed over."""
    annotations = _annotations(corpus)
    paths = ((Path(facts.document.path), facts) for facts in all_facts)
    return Scores(
        {
            path.name: tally(gold(annotations[path.stem]), facts_json(facts))
            for path, facts in paths
            if path.stem in annotations
        }
    )


def gold(path: Path) -> list[dict[str, Any]]:
    """The facts of a gold file. Raises GoldError naming the line that is not as the guidelines say."""
    facts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fact = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path.name}, line {number}: not JSON ({error.msg}). Mend the line.") from error
        if not isinstance(fact, dict) or fact.get("type") not in FIELDS:
            raise GoldError(f'{path.name}, line {number}: "type" must be one of {", ".join(FIELDS)}.')
        facts.append(fact)
    if sum(fact["type"] == "document" for fact in facts) != 1:
        raise GoldError(f'{path.name}: there must be exactly one line with "type": "document".')
    return facts


def changes(before: Scores, after: Scores) -> Iterator[Change]:
    """What came right and what went wrong, fact by fact, in the documents that both runs hold."""
    for document in sorted(after.documents.keys() & before.documents.keys()):
        for kind in FIELDS:
            old, new = before.documents[document][kind], after.documents[document][kind]
            for what, gain in (("found", True), ("invented", False), ("wrong", False)):
                was, now = getattr(old, what), getattr(new, what)
                yield from (Change(gain, document, kind, what, fact) for fact in now if fact not in was)
                yield from (Change(not gain, document, kind, what, fact) for fact in was if fact not in now)


def save_scores(scores: Scores, path: Path) -> None:
    """Write a run so that :func:`load_scores` gives it back."""
    documents = {
        name: {kind: _plain(one) for kind, one in tallies.items()} for name, tallies in sorted(scores.documents.items())
    }
    path.write_text(json.dumps({"documents": documents}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_scores(path: Path) -> Scores:
    """A run saved before. Raises GoldError when the file is no saved run."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))["documents"]
        return Scores({name: {kind: _tally(one) for kind, one in kinds.items()} for name, kinds in saved.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: not a saved run. Make one with: ocop evaluate --save {path.name}") from error


def _annotations(corpus: Path) -> Mapping[str, Path]:
    annotations = {path.stem: path for path in sorted((corpus / "gold").glob("*.jsonl"))}
    if not annotations:
        raise GoldError(f"{corpus}: there is no gold/*.jsonl to compare with. Name a corpus that has one.")
    return annotations


def _plain(one: Tally) -> dict[str, Any]:
    return {
        "found": one.found,
        "missed": one.missed,
        "invented": one.invented,
        "wrong": one.wrong,
        "fields": {name: [share.right, share.of] for name, share in one.fields.items()},
    }


def _tally(saved: Mapping[str, Any]) -> Tally:
    return Tally(
        found=tuple(saved["found"]),
        missed=tuple(saved["missed"]),
        invented=tuple(saved["invented"]),
        fields={name: Share(*counts) for name, counts in saved["fields"].items()},
        wrong=dict(saved["wrong"]),
    )
