"""Where the data of the OCR engine lie; asked by many that read no image, so that nothing heavy is loaded for it."""

from __future__ import annotations

import os
from pathlib import Path

WANTED = ("Vietnamese", "script/Vietnamese", "vie")
"""The models that are used, the best first."""
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def data_folder() -> Path | None:
    """The folder with Tesseract's Vietnamese data, or ``None``. ``TESSDATA_PREFIX`` goes first."""
    named = os.environ.get("TESSDATA_PREFIX")
    places = [Path(named), Path(named) / "tessdata"] if named else [Path(folder) for folder in _FOLDERS]
    return next((p for p in places if any((p / f"{name}.traineddata").exists() for name in WANTED)), None)
