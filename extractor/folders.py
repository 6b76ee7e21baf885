"""Whether something may be put at a place of the file system."""

from __future__ import annotations

import os
from pathlib import Path


def writable(path: Path) -> bool:
    """Whether a file or a folder may be made at ``path``, with the folders above it that are not there yet."""
    nearest = next(folder for folder in path.absolute().parents if os.path.lexists(folder))
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
