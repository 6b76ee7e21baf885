"""Finds the folders ``rules/`` and ``db/``: inside the installed wheel, else beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
"""Where the code is."""


def folder(name: str) -> Path:
    """The shipped folder ``name`` ("rules" or "db").

    Raises FileNotFoundError when the installation is incomplete; the message says what to do.
    """
    for base in (PACKAGE / "_shipped", PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(
        f"The folder {name}/ of the project is missing beside {PACKAGE}. Install the package again."
    )
