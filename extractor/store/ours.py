"""Opening databases to read them, and which of them are ours, so that no other file is written over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_OURS = {"documents", "citations", "runs"}
"""Tables that every version of our databases has."""


def read_only(path: Path) -> closing[sqlite3.Connection]:
    """A connection that writes nothing, closed at the end of the ``with``. Raises sqlite3.Error where no file is."""
    return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))


def replaceable(path: Path) -> bool:
    """Whether a new database may be put at ``path``: nothing, an empty file or any database of ours is there."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    if not path.stat().st_size:
        return True
    try:
        with read_only(path) as connection:
            return is_ours(connection)
    except sqlite3.Error:
        return False


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a database is one of ours, of whatever version."""
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return _OURS.issubset(found)
