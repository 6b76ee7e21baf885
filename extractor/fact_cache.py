"""What was read once is not read again: the facts of a file, kept by its content and by all that they depend on.

A cache is a folder, or any place that fsspec knows ("s3://…"). Machines may share it, and it may be thrown away at any
time; entries are named by what they come from, so nothing in it is ever out of date. Entries are pickles of the nouns
of :mod:`extractor.model` and are read as nothing else, so a foreign file in the folder can do no harm.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, TypeVar

import fsspec  # type: ignore[import-untyped]
import platformdirs

from extractor import leaf
from extractor.folders import writable
from extractor.gist import Gist, gist
from extractor.leaf import Leaf, is_unread, leaf_of
from extractor.limits import limits
from extractor.model import Facts
from extractor.packing import loaded, packed, unpacked
from extractor.readers.index import Entry
from extractor.readers.libreoffice import program as libreoffice
from extractor.readers.ocr_data import data_folder
from extractor.rulebook import Rulebook, load

Found = TypeVar("Found")

_DISTRIBUTION = "ocop-extractor"
_LATER = frozenset(
    {
        *("annotation", "evaluate", "report", "site", "store", "accepted", "against", "apart", "build", "building"),
        *("cli", "corpus", "encode", "fact_cache", "options", "page_images", "pool", "review", "shelf"),
        *("gauge", "serving", "since", "spreadsheet", "steps", "terminal", "wording", "retold"),
        *("memory", "folders", "packing"),
    }
)
"""Rooms of the package on which facts do not depend."""
_FORM = 8
"""Raised when entries are written in another way."""
_LENGTHS = struct.Struct(">II")
"""An entry begins with the lengths of the gist and of the leaf in it, which stand before all the facts."""
_ENDING = ".facts"
_DAMAGED = (EOFError, AttributeError, IndexError, TypeError, ValueError)
"""What unpickling raises on anything but a pickle of the model as it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds: entries and bytes of this version of program, rules and engines, and those of others."""

    place: str
    entries: int
    bytes: int
    others: int
    other_bytes: int


@dataclass(frozen=True, slots=True)
class FactCache:
    """The facts at ``place`` that were found by ``version`` of everything."""

    place: str
    version: str

    @property
    def is_far(self) -> bool:
        """Whether the place is an address, as of another machine, and no folder."""
        return "://" in self.place and not self.place.startswith(("file:", "local:"))

    @property
    def keeps(self) -> bool:
        """Whether anything can be put there; of an address this is not asked."""
        return self.is_far or writable(Path(_opened(self.place)[1]) / self.version)

    def find(self, key: str) -> Facts | None:
        """The facts under ``key``; ``None`` when there are none, or when they are damaged."""
        return self._read(key, lambda parts: unpacked(parts[2]))

    def find_gist(self, key: str) -> Gist | None:
        """The gist of the facts under ``key``, which takes a part of the time; ``None`` as above."""
        return self._read(key, lambda parts: _gist(parts[0]))

    def find_leaf(self, key: str) -> Leaf | None:
        """The leaf of the document under ``key``; ``None`` as above."""
        return self._read(key, lambda parts: leaf.raised(loaded(parts[1])))

    def keep(self, key: str, facts: Facts, *, unread: bool = False) -> bool:
        """Puts ``facts`` under ``key`` and tells whether they are there.

        Not when a page was not read, but for ``unread``, nor where nothing can be written.
        """
        if not unread and is_unread(facts):
            return False
        files, root = _opened(self.place)
        path = self._path(root, key)
        unfinished = f"{path}.{os.getpid()}"
        short, rows = gist(facts).kept, packed(leaf.lowered(leaf_of(facts, load())))
        try:
            files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
            files.pipe_file(unfinished, _LENGTHS.pack(len(short), len(rows)) + short + rows + packed(facts))
            files.mv(unfinished, path)
        except OSError:
            return False
        return True

    def _read(self, key: str, found: Callable[[tuple[bytes, bytes, bytes]], Found]) -> Found | None:
        files, root = _opened(self.place)
        try:
            return found(_parts(files.cat_file(self._path(root, key))))
        except (OSError, struct.error, zlib.error, pickle.UnpicklingError, *_DAMAGED):
            return None

    def contents(self) -> Contents:
        """How much is there."""
        found = list(_entries(self.place))
        own = [size for path, size in found if self._is_own(path)]
        others = [size for path, size in found if not self._is_own(path)]
        return Contents(self.place, len(own), sum(own), len(others), sum(others))

    def prune(self) -> tuple[int, int]:
        """Takes away what other versions left; gives how many entries and bytes that were."""
        files, _ = _opened(self.place)
        gone = [(path, size) for path, size in _entries(self.place) if not self._is_own(path)]
        for path, _ in gone:
            files.rm_file(path)
        return len(gone), sum(size for _, size in gone)

    def _path(self, root: str, key: str) -> str:
        return f"{root}/{self.version}/{key[:2]}/{key}{_ENDING}"

    def _is_own(self, path: str) -> bool:
        return path.split("/")[-3] == self.version and path.endswith(_ENDING)


class CacheFault(Exception):
    """A cache cannot be where it is said to be. The message is one line and says what to do."""


def cache_at(place: str | None, rulebook: Rulebook) -> FactCache:
    """The cache at ``place``, else where this platform keeps caches. Raises :class:`CacheFault`."""
    place = place or platformdirs.user_cache_dir("ocop", appauthor=False)
    try:
        files, root = _opened(place)
    except (ImportError, ValueError) as error:
        raise CacheFault(f"{place}: this place for the cache is not known. Name a folder.") from error
    if files.isfile(root):
        raise CacheFault(f"{place}: this is a file. Name a folder for the cache.")
    return FactCache(place, version_of_all(rulebook))


def key_of(digest: str, file: str, entry: Entry | None) -> str:
    """The key of a file by the SHA-256 of its bytes, its name, and its row of the index."""
    said = asdict(entry) if entry else None
    return hashlib.sha256(repr((digest, file, said)).encode()).hexdigest()


def version_of_all(rulebook: Rulebook) -> str:
    """A short digest of all that facts depend on but the file: code, rules, libraries, OCR with its data, limits."""
    bounds = limits()
    read = (bounds.pages, bounds.characters, bounds.pixels)
    parts = (_FORM, *version_parts(rulebook).values(), *read)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def version_parts(rulebook: Rulebook) -> Mapping[str, str]:
    """What facts depend on but the file and limits, each by what people call it."""
    return {
        "program": version_of_code(_LATER),
        "rules": rulebook.version,
        "Python": platform.python_version(),
        "libraries": ", ".join(_libraries()),
        "OCR data or LibreOffice": ", ".join(_engines()),
    }


@cache
def version_of_code(without: Collection[str]) -> str:
    """A digest of the code of this program, but for some rooms of it (modules and packages)."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0].removesuffix(".py") not in without:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    """The releases of what this program needs."""
    try:
        needed = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        return
    for requirement in needed:
        if "extra ==" in requirement:  # nothing that finds facts
            continue
        name = requirement.split(";")[0].split("[")[0].strip()
        name = name[: next((i for i, sign in enumerate(name) if sign in "<>=!~ "), len(name))]
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} -"


def _engines() -> Iterator[str]:
    """What is not of Python: the data of OCR by its size, and the office that opens old files by its age."""
    folder = data_folder()
    for data in sorted(folder.rglob("*.traineddata")) if folder else ():
        yield f"{data.name} {data.stat().st_size}"
    office = libreoffice()
    if office:
        found = Path(office).resolve().stat()
        yield f"office {found.st_size} {found.st_mtime_ns}"


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """The gist, the leaf and the facts in an entry."""
    short, rows = _LENGTHS.unpack_from(data)
    begin = _LENGTHS.size
    return data[begin : begin + short], data[begin + short : begin + short + rows], data[begin + short + rows :]


def _gist(data: bytes) -> Gist:
    found = Gist.of(data)
    if not found.is_whole():
        raise pickle.UnpicklingError("this is no gist")
    return found


def _opened(place: str) -> tuple[Any, str]:
    return _opened_by(os.getpid(), place)


@cache
def _opened_by(_: int, place: str) -> tuple[Any, str]:
    """A place as one process has it: what another has opened must not be used after a fork."""
    files, root = fsspec.core.url_to_fs(place)
    return files, root.rstrip("/")


def _entries(place: str) -> Iterator[tuple[str, int]]:
    """Path and bytes of all that stands where entries stand, unfinished ones too."""
    files, root = _opened(place)
    try:
        found = files.find(root, detail=True)
    except FileNotFoundError:
        return
    for path, about in found.items():
        parts = path[len(root) :].strip("/").split("/")
        if len(parts) == 3 and _ENDING in parts[2]:
            yield path, int(about["size"])
