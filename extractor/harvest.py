"""The facts of the files of a corpus: from the cache where they are known, else read in a few processes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from extractor.checks import check_document
from extractor.corpus import Source
from extractor.fact_cache import FactCache, key_of
from extractor.limits import TookTooLong, deadline, limits
from extractor.model import Facts, Head
from extractor.pipeline import extract
from extractor.pool import Ended, in_processes
from extractor.readers import ReadError, read_bytes
from extractor.readers.index import Entry, IndexFault
from extractor.readers.source import Source as Opened
from extractor.rulebook import load
from extractor.text import printable

Progress = Callable[[str, int, int], None]
"""Called with the name of the file just done, how many are done, and how many there are."""

_BYTES_A_WORKER = 1_000_000
OVERRIDES = ("number", "date", "place")
"""Fields of a head that a person may set in the index."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """For each file its facts, or why there are none; for how many the cache had them."""

    results: tuple[Facts | str, ...]
    known: int


def harvest(
    found: Sequence[Source],
    *,
    workers: int | None = None,
    cache: FactCache | None = None,
    progress: Progress | None = None,
) -> Harvest:
    """The facts of the files ``found``, in their order, with the findings of the checks of one document."""
    results: dict[int, Facts | str] = {}

    def done(index: int, result: Facts | str) -> None:
        results[index] = result
        if progress:
            progress(found[index].file, len(results), len(found))

    for index, facts in _known(found, cache) if cache else ():
        done(index, facts)
    known = len(results)
    left = [index for index in range(len(found)) if index not in results]
    files = [found[index] for index in left]
    width = min(workers or _workers(files), len(files))
    for place, outcome in in_processes(partial(_attempt, cache), files, width):
        if isinstance(outcome, Ended):
            outcome = f"{files[place].file}: {outcome.reason}. Try the file alone, or leave it out."
        done(left[place], outcome)
    return Harvest(tuple(results[index] for index in range(len(found))), known)


def _known(found: Sequence[Source], cache: FactCache) -> Iterator[tuple[int, Facts]]:
    """The number of each file whose facts are known, with the facts."""
    for index, source in enumerate(found):
        try:
            opened = None if source.leads_out else Opened.open(source.path)
        except ReadError:  # whoever reads it says why
            continue
        if opened and (facts := cache.find(key_of(opened.sha256, source.file, source.entry))):
            yield index, facts


def _workers(files: Sequence[Source]) -> int:
    """How many processes pay: each loads the language models first, which takes as long as reading a megabyte."""
    size = sum(source.path.lstat().st_size for source in files)
    return max(1, min(os.cpu_count() or 1, size // _BYTES_A_WORKER))


def facts_of(source: Source, cache: FactCache | None = None) -> Facts:
    """The facts of one file with the findings of its own checks; what the index says comes before what was read.

    Raises ReadError when the file cannot be read, IndexFault when it is not the one that the index speaks of.
    """
    rulebook, entry = load(), source.entry
    document = read_bytes(Opened.open(source.path).data, source.file)
    with deadline(limits().seconds):
        facts = extract(entry.complete(document) if entry else document, rulebook)
        if entry:
            facts = replace(facts, head=_overridden(facts.head, entry))
        facts = replace(facts, findings=check_document(facts, rulebook))
    if cache:
        cache.keep(key_of(document.id, source.file, entry), facts)
    return facts


def _attempt(cache: FactCache | None, source: Source) -> Facts | str:
    """The facts of a file, or why there are none; one bad file must not end the build."""
    try:
        if source.leads_out:
            return f"{source.file}: this is a link that leads out of the folder. Put a copy of the file in its place."
        return facts_of(source, cache)
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
