"""What lies beside a database."""

from __future__ import annotations

from pathlib import Path


def folder_of(database: Path) -> Path:
    """Where the images of the pages are: "build/ocop.pages" for "build/ocop.db"."""
    return database.with_suffix(".pages")
