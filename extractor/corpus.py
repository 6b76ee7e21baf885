"""The files of a corpus: its documents in ``sources/`` (or, without that folder, in itself) and what a person says of
them in ``index.csv``."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from extractor.readers.index import Entry, IndexFault, load_index
from extractor.text import printable, slugged, untaken

INDEX = "index.csv"
_OF_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})


class BuildError(Exception):
    """Nothing could be built. The message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus: its name as shown, the slug of its page, and its row of the index if it has one."""

    place: str
    """Its path: a :class:`Path` takes several times the room, and a corpus has many files."""
    file: str
    slug: str
    entry: Entry | None
    home: Path
    """The folder of all files, links resolved."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.place)

    @property
    def leads_out(self) -> bool:
        """Whether it is a link to something outside of the corpus."""
        return not os.path.realpath(self.place).startswith(os.path.join(self.home, ""))


def sources(corpus: Path) -> tuple[Source, ...]:
    """The files of a corpus by name; hidden files and the index are no documents.

    Raises BuildError when there are none.
    """
    if not corpus.is_dir():
        raise BuildError(f"{corpus}: there is no such folder. Give a folder with documents in it, or in its sources/.")
    home = corpus / "sources" if (corpus / "sources").is_dir() else corpus
    try:
        entries = load_index(corpus / INDEX)
    except IndexFault as fault:
        raise BuildError(str(fault)) from fault
    files = [p for p in sorted(home.rglob("*")) if (p.is_symlink() or not p.is_dir()) and p != corpus / INDEX]
    names = [(str(p), p.relative_to(home).as_posix()) for p in files]
    names = [(p, name) for p, name in names if not any(map(_is_left_behind, name.split("/")))]
    if not names:
        raise BuildError(f"{home}: there are no documents. Put the files to be read into it.")
    taken: set[str] = set()
    whole = home.resolve()
    return tuple(Source(p, printable(name), _slug(name, taken), entries.get(name), whole) for p, name in names)


def _is_left_behind(name: str) -> bool:
    """Whether a file or folder is hidden, or what Office and Windows leave in every folder that they open."""
    return name.startswith((".", "~$")) or name.lower() in _OF_WINDOWS


def _slug(file: str, taken: set[str]) -> str:
    """The address of a file's page: its name in plain letters, with a number added when two files share it."""
    stem = file.rsplit(".", 1)[0] if "." in file.rsplit("/", 1)[-1] else file
    return untaken(slugged(stem) or hashlib.sha256(os.fsencode(file)).hexdigest()[:12], taken)
