"""The facts of the files of a corpus: laid on the shelf by a few processes, but for those that lie there already."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from extractor.checks import check_document
from extractor.corpus import Source
from extractor.fact_cache import key_of
from extractor.gist import gist
from extractor.limits import TookTooLong, deadline, limits
from extractor.model import Facts, Head
from extractor.pipeline import extract
from extractor.pool import Ended, in_processes
from extractor.readers import ReadError, read_bytes
from extractor.readers.index import Entry, IndexFault
from extractor.readers.source import Source as Opened
from extractor.rulebook import load
from extractor.shelf import Shelf
from extractor.text import printable

Progress = Callable[[str, int, int], None]
"""Called with the name of the file just done, how many are done, and how many there are."""

_BYTES_A_WORKER = 1_000_000
OVERRIDES = ("number", "date", "place")
"""Fields of a head that a person may set in the index."""


def key_in(source: Source) -> str | None:
    """The key of a file as it is now; ``None`` where it cannot be opened, which whoever reads it explains."""
    try:
        return None if source.leads_out else key_of(Opened.open(source.path).sha256, source.file, source.entry)
    except ReadError:
        return None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Of some files the gists of their facts, or why there are none; for how many the facts lay on the shelf."""

    gists: Mapping[int, Facts]
    failed: Mapping[int, str]
    known: int


@dataclass(frozen=True, slots=True)
class Crop:
    """The files of a corpus with their keys (``None``: it cannot be opened), and the shelf on which their facts lie.

    Files are named by their places in ``files``.
    """

    files: Sequence[Source]
    keys: Sequence[str | None]
    shelf: Shelf
    workers: int | None = None

    def gather(self, wanted: Sequence[int], progress: Progress | None = None) -> Gathered:
        """What the documents ``wanted`` have to say to each other; those not on the shelf are read."""
        gists = {index: found for index in wanted if (found := self._gist(index))}
        failed: dict[int, str] = {}
        known = len(gists)
        if progress and known:
            progress("", known, len(wanted))
        left = [index for index in wanted if index not in gists]
        files = [(self.files[index], self.keys[index]) for index in left]
        width = min(self.workers or _workers([file for file, _ in files]), len(files))
        for place, outcome in in_processes(partial(_attempt, self.shelf), files, width):
            index, file = left[place], files[place][0].file
            if isinstance(outcome, Ended):
                outcome = f"{file}: {outcome.reason}. Try the file alone, or leave it out."
            if outcome is None:
                gists[index] = self._gist(index) or gist(self.whole(index))
            else:
                failed[index] = outcome
            if progress:
                progress(file, len(gists) + len(failed), len(wanted))
        return Gathered(dict(sorted(gists.items())), dict(sorted(failed.items())), known)

    def whole(self, index: int) -> Facts:
        """All facts of a document."""
        facts = self.shelf.find(self.keys[index] or "")
        if facts is None:  # lost since it was read
            facts = facts_of(self.files[index])
            self.shelf.put(self.keys[index] or "", facts)
        return facts

    def _gist(self, index: int) -> Facts | None:
        key = self.keys[index]
        return self.shelf.find_gist(key) if key else None


def _workers(files: Sequence[Source]) -> int:
    """How many processes pay: each loads the language models first, which takes as long as reading a megabyte."""
    size = sum(source.path.lstat().st_size for source in files)
    return max(1, min(os.cpu_count() or 1, size // _BYTES_A_WORKER))


def facts_of(source: Source) -> Facts:
    """The facts of one file with the findings of its own checks; what the index says comes before what was read.

    Raises ReadError when the file cannot be read, IndexFault when it is not the one that the index speaks of.
    """
    rulebook, entry = load(), source.entry
    document = read_bytes(Opened.open(source.path).data, source.file)
    with deadline(limits().seconds):
        facts = extract(entry.complete(document) if entry else document, rulebook)
        if entry:
            facts = replace(facts, head=_overridden(facts.head, entry))
        return replace(facts, findings=check_document(facts, rulebook))


def _attempt(shelf: Shelf, file: tuple[Source, str | None]) -> str | None:
    """Why there are no facts of a file, or ``None`` when they lie on the shelf; one bad file must not end the build."""
    source, key = file
    try:
        if source.leads_out:
            return f"{source.file}: this is a link that leads out of the folder. Put a copy of the file in its place."
        facts = facts_of(source)
        if key != key_of(facts.document.id, source.file, source.entry):
            return f"{source.file}: the file was changed while it was read. Build again."
        shelf.put(key, facts)
        return None
    except (ReadError, IndexFault) as error:
        return str(error).replace(printable(str(source.path)), source.file)  # no folder of this machine
    except TookTooLong as error:
        return f"{source.file}: {error}. Divide it, or leave it out."
    except MemoryError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}. This is a fault of the program: report it with the file."


def _overridden(head: Head, entry: Entry) -> Head:
    values = {name: value for name in OVERRIDES if (value := getattr(entry, name))}
    if "/" in values.get("number", ""):
        values["number"], values["symbol"] = values["number"].split("/", 1)
    return replace(head, **values)
