"""The facts of the files of a corpus: laid on the shelf by a few processes, but for those that lie there already."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from extractor.apart import REMEDY, Outcome, attempt
from extractor.checks import check_document
from extractor.corpus import Source
from extractor.fact_cache import key_of
from extractor.gist import Gist, gist
from extractor.leaf import Leaf, leaf_of
from extractor.model import Document, Facts, Head
from extractor.pipeline import extract
from extractor.pool import Ended, Processes
from extractor.readers import ReadError, read_bytes
from extractor.readers.index import Entry
from extractor.readers.source import Source as Opened
from extractor.rulebook import load
from extractor.shelf import Shelf
from extractor.steps import Progress, Step
from extractor.text import printable

_MANY = 1_000_000
"""Bytes whose reading by one process takes longer than what each has to load: some seconds."""
_BYTES_A_WORKER = 200_000
"""Bytes that are worth another process."""
_AT_ONCE = 16
"""Questions to a cache on another machine, of which each takes long and none takes work."""
OVERRIDES = ("number", "date", "place")
"""Fields of a head that a person may set in the index."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file whose facts are not known: its bytes under its name in the corpus, its row of the index, and its key."""

    opened: Opened
    entry: Entry | None
    key: str

    def read(self) -> Document:
        """The document in the file. Raises ReadError."""
        return read_bytes(self.opened.data, self.opened.name, self.opened.digest)


Done = tuple[int, Outcome[Facts] | Outcome[None] | Ended]
"""The number of a file with what became of it; there are no facts where the engine has laid them on the shelf."""


class Engine(Protocol):
    """Finds the facts of files somewhere. It is given a file when it has time for it, so that few are in memory."""

    def give(self, number: int, item: Unread) -> Sequence[Done]:
        """Waits until there is time for ``item``; what was done meanwhile."""
        ...

    def rest(self) -> Iterator[Done]:
        """What else was given, as it is done."""
        ...


def key_in(source: Source) -> str | None:
    """The key of a file as it is now; ``None`` where it cannot be opened, which whoever reads it explains."""
    try:
        return None if source.leads_out else key_of(Opened.open(source.path).sha256, source.file, source.entry)
    except ReadError:
        return None


@dataclass(frozen=True, slots=True)
class Gathered:
    """Of some files the gists of their facts, as they are kept, or why there are none; for how many the facts lay on
    the shelf."""

    gists: Mapping[int, bytes]
    failed: Mapping[int, str]
    known: int


@dataclass(frozen=True, slots=True)
class Crop:
    """The files of a corpus with their keys (``None``: it cannot be opened), and the shelf on which their facts lie.

    Files are named by their places in ``files``. Facts are found in at most ``workers`` processes, or by ``engine``.
    """

    files: Sequence[Source]
    keys: Sequence[str | None]
    shelf: Shelf
    workers: int | None = None
    engine: AbstractContextManager[Engine] | None = None

    def gather(
        self, wanted: Sequence[int], progress: Progress | None = None, meanwhile: Callable[[], object] | None = None
    ) -> Gathered:
        """What the documents ``wanted`` have to say to each other; those not on the shelf are read.

        When all that is to be read was given to somebody, ``meanwhile`` is called while this process would wait.
        """
        gists = {index: found.kept for index, found in self._on_the_shelf(wanted) if found}
        failed: dict[int, str] = {}
        known = len(gists)
        if progress and known:
            progress(Step("reading", known, len(wanted), known=True))
        for index, outcome in self._found([index for index in wanted if index not in gists], meanwhile):
            file = self.files[index].file
            if isinstance(outcome, Ended):
                outcome = Outcome(fault=f"{file}: {outcome.reason}. {REMEDY}")
            if outcome.result:
                self.shelf.put(self.keys[index] or "", outcome.result)
            if outcome.fault is None:
                gists[index] = (self._gist(index) or gist(self.whole(index))).kept
            else:
                failed[index] = outcome.fault
            if progress:
                done = Step("reading", len(gists) + len(failed), len(wanted), file)
                progress(replace(done, failed=index in failed, pages=outcome.pages, seconds=outcome.seconds))
        return Gathered(dict(sorted(gists.items())), dict(sorted(failed.items())), known)

    def whole(self, index: int) -> Facts:
        """All facts of a document."""
        facts = self.shelf.find(self.keys[index] or "")
        if facts is None:  # lost since it was read
            facts = facts_of(self.files[index])
            self.shelf.put(self.keys[index] or "", facts)
        return facts

    def leaf(self, index: int) -> Leaf:
        """The leaf of a document."""
        return self.shelf.find_leaf(self.keys[index] or "") or leaf_of(self.whole(index), load())

    def _on_the_shelf(self, wanted: Sequence[int]) -> Iterator[tuple[int, Gist | None]]:
        """The gist of each document as far as it is there; many at once where each has to be fetched from afar."""
        if not self.shelf.is_far:
            yield from ((index, self._gist(index)) for index in wanted)
            return
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            yield from zip(wanted, pool.map(self._gist, wanted), strict=True)

    def _gist(self, index: int) -> Gist | None:
        key = self.keys[index]
        return self.shelf.find_gist(key) if key else None

    def _found(self, left: Sequence[int], meanwhile: Callable[[], object] | None) -> Iterator[Done]:
        """What becomes of the files ``left``, as they are done; each is opened when somebody has time for it."""
        if not left:
            return
        width = min(self.workers or _workers([self.files[index] for index in left]), len(left))
        with self.engine or Processes(partial(_laid, self.shelf), width) as engine:
            for index in left:
                opened = self._opened(index)
                if isinstance(opened, str):
                    yield index, Outcome(fault=opened)
                else:
                    yield from engine.give(index, opened)
            if meanwhile:
                meanwhile()
            yield from engine.rest()

    def _opened(self, index: int) -> Unread | str:
        """A file to be read, or why it cannot be."""
        source, key = self.files[index], self.keys[index]
        if source.leads_out:
            return f"{source.file}: this is a link that leads out of the folder. Put a copy of the file in its place."
        try:
            opened = Opened.open(source.path).known_as(source.file)
        except ReadError as error:
            return str(error).replace(printable(str(source.path)), source.file)  # no folder of this machine
        if key is None or key != key_of(opened.sha256, source.file, source.entry):
            return f"{source.file}: the file was changed while it was read. Build again."
        return Unread(opened, source.entry, key)


def _workers(files: Sequence[Source]) -> int:
    """How many processes pay: to load for one what a few files ask for is quicker than to load all for several."""
    size = sum(source.path.lstat().st_size for source in files)
    return min(os.cpu_count() or 1, size // _BYTES_A_WORKER) if size >= _MANY else 1


def facts_of(source: Source) -> Facts:
    """The facts of one file with the findings of its own checks; what the index says comes before what was read.

    Raises ReadError when the file cannot be read, IndexFault when it is not the one that the index speaks of.
    """
    return _facts(source.entry, read_bytes(Opened.open(source.path).data, source.file))


def found_in(unread: Unread) -> Outcome[Facts]:
    """The facts of a file, or why there are none; one bad file must not end the build."""
    return attempt(unread.read, partial(_facts, unread.entry), unread.opened.name)


def _laid(shelf: Shelf, unread: Unread) -> Outcome[None]:
    """The same with the facts laid on the shelf."""

    def lay(document: Document) -> None:
        shelf.put(unread.key, _facts(unread.entry, document))

    return attempt(unread.read, lay, unread.opened.name)


def _facts(entry: Entry | None, document: Document) -> Facts:
    rulebook = load()
    facts = extract(entry.complete(document) if entry else document, rulebook)
    if entry:
        facts = replace(facts, head=_overridden(facts.head, entry))
    return replace(facts, findings=check_document(facts, rulebook))


def _overridden(head: Head, entry: Entry) -> Head:
    values = {name: value for name in OVERRIDES if (value := getattr(entry, name))}
    if "/" in values.get("number", ""):
        values["number"], values["symbol"] = values["number"].split("/", 1)
    return replace(head, **values)
