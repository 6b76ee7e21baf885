"""The last lines of a build: what the database holds, what was known and what was slow, which findings are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.build import Changes, Summary
from extractor.review import SEVERITIES
from extractor.since import New
from extractor.steps import Account
from extractor.wording import Wording

_NAMED = 5
"""Files that are named."""
_LONGEST = 80
"""Letters shown of a quote."""


def build_text(
    summary: Summary, database: Path, words: Wording, account: Account | None = None, new: New | None = None
) -> str:
    """What the database holds and how long it took; how many failed, were known, and were slow; what is ``new``."""
    counts = ", ".join(_counts_text(summary, words))
    if summary.unchanged:
        return words.say("Nothing is new: {database} stays as it is ({counts})", database=database, counts=counts)
    told = words.say(
        "{database} in {seconds:.1f} s: {counts}",
        database=database,
        seconds=summary.seconds,
        counts=counts,
    )
    lines = [told, *_changes_text(summary.changes, words), *_copies_text(summary, words)]
    if summary.known:
        lines.append(
            words.say(
                "{known} of {documents} documents had been read before",
                known=summary.known,
                documents=summary.documents,
            )
        )
    if summary.failures:
        lines.append(words.say("Failed: {count}", count=len(summary.failures)))
    if account and account.slowest:
        slow = (words.say("{file} {seconds:.1f} s", file=file, seconds=seconds) for seconds, file in account.slowest)
        lines.append(words.say("Slowest: {files}", files=", ".join(slow)))
    return "\n".join((*lines, *_new_text(new, words)))


def _changes_text(changes: Changes | None, words: Wording) -> Iterator[str]:
    if changes is None:
        return
    for files, told in (
        (changes.new, words.say("New: {count} ({files})", **_some(changes.new))),
        (changes.changed, words.say("Changed: {count} ({files})", **_some(changes.changed))),
        (changes.gone, words.say("Gone: {count} ({files})", **_some(changes.gone))),
    ):
        if files:
            yield told


def _some(files: Sequence[str]) -> dict[str, object]:
    """How many files, and the names of the first."""
    return {"count": len(files), "files": ", ".join(files[:_NAMED]) + (", …" if len(files) > _NAMED else "")}


def _counts_text(summary: Summary, words: Wording) -> Iterator[str]:
    """How much there is of each kind: a document in several files is one, as on the site."""
    for table, count in summary.counts.items():
        if table == "documents" and summary.copies:
            once = words.say("{documents} in {files} files", documents=count - len(summary.copies), files=count)
            yield f"{words.label(table)} {once}"
        elif count:
            yield f"{words.label(table)} {count}"


def _copies_text(summary: Summary, words: Wording) -> Iterator[str]:
    count, files = len(summary.copies), _first_of(summary.copies)
    if count:
        yield words.say(
            "Copies of documents that other files hold, not counted: {count}: {files}", count=count, files=files
        )
    count, files = len(summary.differing), _first_of(summary.differing)
    if count:
        yield words.say(
            "Copies with other sums or figures than the file that counts: {count}: {files}", count=count, files=files
        )


def _first_of(found: Sequence[tuple[str, str]]) -> str:
    """The first few files, each with the one of which it is a copy."""
    files = ", ".join(f"{file} ({first})" for file, first in found[:_NAMED])
    return files + (", …" if len(found) > _NAMED else "")


def _new_text(new: New | None, words: Wording) -> Iterator[str]:
    if new is None:
        return
    if not new.counts:
        yield words.say("No new findings since the last build")
        return
    counts = ", ".join(f"{words.label(grade)}: {new.counts[grade]}" for grade in SEVERITIES if grade in new.counts)
    yield words.say("New findings since the last build: {counts}", counts=counts)
    for severity, code, document, quote in new.first:
        shown = " ".join(quote.split())
        shown = f"{shown[:_LONGEST]}…" if len(shown) > _LONGEST else shown
        yield f"  {words.label(severity)} {code} {document} “{shown}”"
    if sum(new.counts.values()) > len(new.first):
        yield "  …"
