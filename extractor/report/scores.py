"""Scores as a table, and as JSON that a build keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from extractor.evaluate import Change, Scores, Tally
from extractor.wording import Wording


def scores_text(scores: Scores, words: Wording, errors: bool = False) -> str:
    """A line for each type, then the document heads; ``errors`` lists what is missed, invented and wrong."""
    return "\n".join((*_table(scores, words), *(_errors(scores, words) if errors else ())))


def scores_json(scores: Scores) -> dict[str, Any]:
    """Precision, recall, F1 and the accuracy of each field, by type; figures rounded to four places."""
    return {kind: _figures(kind, one) for kind, one in scores.total.items()}


def changes_text(changes: Iterable[Change], words: Wording) -> str:
    """A line for each gain (+) and each loss (-), then how many of either."""
    listed = sorted(changes, key=lambda change: (change.gain, change.document, change.type))
    gains = sum(change.gain for change in listed)
    lines = [
        click.style(
            f"{'+' if change.gain else '-'} {change.document}: {change.type}: {_what(change, words)}: {change.fact}",
            fg="green" if change.gain else "red",
        )
        for change in listed
    ]
    lines.append(words.say("{gains} gains, {losses} losses", gains=gains, losses=len(listed) - gains))
    return "\n".join(lines)


def _table(scores: Scores, words: Wording) -> Iterator[str]:
    yield f"{'':14}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}{words.say('fields'):>9}"
    for kind, one in scores.total.items():
        right = f"{one.accuracy:>9.3f}" if one.accuracy is not None else f"{'–':>9}"
        if kind == "document":
            yield f"{kind:14}{sum(share.of for share in one.fields.values()):>6}{'':24}{right}"
        else:
            yield f"{kind:14}{one.gold:>6}{one.precision:>8.3f}{one.recall:>8.3f}{one.f1:>8.3f}{right}  {_weakest(one)}"


def _weakest(one: Tally) -> str:
    """The fields that are not all right, the worst first."""
    shares = {name: share.accuracy for name, share in one.fields.items() if share.accuracy not in (None, 1.0)}
    return " ".join(f"{name}={share:.2f}" for name, share in sorted(shares.items(), key=lambda item: item[1] or 0.0))


def _errors(scores: Scores, words: Wording) -> Iterator[str]:
    for document, tallies in sorted(scores.documents.items()):
        for kind, one in tallies.items():
            wrong = (f"{fact}: {difference}" for fact, difference in one.wrong.items())
            for what, listed in (("missed", one.missed), ("invented", one.invented), ("wrong", wrong)):
                yield from (f"{document}: {kind}: {words.label(what)}: {fact}" for fact in listed)


def _figures(kind: str, one: Tally) -> dict[str, Any]:
    fields = {name: None if share.accuracy is None else round(share.accuracy, 4) for name, share in one.fields.items()}
    if kind == "document":
        accuracy = None if one.accuracy is None else round(one.accuracy, 4)
        return {"gold": sum(share.of for share in one.fields.values()), "accuracy": accuracy, "fields": fields}
    return {
        "gold": one.gold,
        "precision": round(one.precision, 4),
        "recall": round(one.recall, 4),
        "f1": round(one.f1, 4),
        "accuracy": None if one.accuracy is None else round(one.accuracy, 4),
        "fields": fields,
    }


def _what(change: Change, words: Wording) -> str:
    opposite = {"found": "missed", "invented": "no longer invented", "wrong": "right"}
    unexpected = change.gain != (change.what == "found")
    return words.label(opposite[change.what] if unexpected else change.what)
