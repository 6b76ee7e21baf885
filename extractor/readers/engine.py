"""The OCR engine: Tesseract, in process through ``tesserocr``, else its command."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from PIL import Image

MISSING = (
    "The OCR engine or its Vietnamese data is missing. "
    "Install the Debian packages tesseract-ocr, tesseract-ocr-vie and tesseract-ocr-script-viet"
)
_WANTED = ("Vietnamese", "script/Vietnamese", "vie")
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_SECONDS = 120


class EngineMissing(Exception):
    """No engine, or no Vietnamese data for it."""


class Engine(Protocol):
    """What reads an image."""

    def table(self, image: Image.Image, dpi: int) -> str:
        """The words of ``image`` as Tesseract's TSV: level, page, block, paragraph, line, word, box, confidence, …"""

    def turn(self, image: Image.Image) -> int:
        """By how many degrees clockwise ``image`` must be turned to stand upright: 0, 90, 180 or 270."""


def engine(command: bool = False) -> Engine:
    """The engine of this machine; the command-line program when ``command`` is set or the library is not there.

    Raises :class:`EngineMissing`.
    """
    folder = data_folder()
    there = [name for name in _WANTED if folder and (folder / f"{name}.traineddata").exists()]
    languages = "+".join(name for name in there if name != "script/Vietnamese" or "Vietnamese" not in there)
    if not languages or folder is None:
        raise EngineMissing(MISSING)
    if not command:
        try:
            return _library(str(folder), languages)
        except (ImportError, RuntimeError):
            pass
    program = shutil.which("tesseract")
    if program is None:
        raise EngineMissing(MISSING)
    return _Command(program, str(folder), languages)


def data_folder() -> Path | None:
    """The folder with Tesseract's Vietnamese data, or ``None``. ``TESSDATA_PREFIX`` goes first."""
    named = os.environ.get("TESSDATA_PREFIX")
    places = [Path(named), Path(named) / "tessdata"] if named else [Path(folder) for folder in _FOLDERS]
    return next((p for p in places if any((p / f"{name}.traineddata").exists() for name in _WANTED)), None)


@cache
def _library(folder: str, languages: str) -> Engine:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    return _Library(folder, languages)


class _Library:
    def __init__(self, folder: str, languages: str) -> None:
        import tesserocr  # type: ignore[import-not-found, import-untyped, unused-ignore]

        self._module = tesserocr
        self._folder = folder
        self._api = tesserocr.PyTessBaseAPI(path=folder, lang=languages, psm=tesserocr.PSM.AUTO)
        self._osd: Any = None

    def table(self, image: Image.Image, dpi: int) -> str:
        self._api.SetImage(image)
        self._api.SetSourceResolution(dpi)
        self._api.Recognize(_SECONDS * 1000)
        return str(self._api.GetTSVText(0))

    def turn(self, image: Image.Image) -> int:
        if not (Path(self._folder) / "osd.traineddata").exists():
            return 0
        if self._osd is None:
            mode = self._module.PSM.OSD_ONLY
            self._osd = self._module.PyTessBaseAPI(path=self._folder, lang="osd", psm=mode)
        self._osd.SetImage(image)
        found = self._osd.DetectOrientationScript()
        return (360 - int(found["orient_deg"])) % 360 if found else 0


class _Command:
    def __init__(self, program: str, folder: str, languages: str) -> None:
        self._program, self._folder, self._languages = program, folder, languages

    def table(self, image: Image.Image, dpi: int) -> str:
        out = self._run(image, "-l", self._languages, "--dpi", str(dpi), "--psm", "3", "tsv")
        return out.partition("\n")[2]  # the first line names the columns

    def turn(self, image: Image.Image) -> int:
        out = self._run(image, "-l", "osd", "--psm", "0")
        found = [line.split(":")[1] for line in out.splitlines() if line.startswith("Rotate:")]
        return int(found[0]) if found else 0

    def _run(self, image: Image.Image, *options: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.png"
            image.save(path)
            done = subprocess.run(
                [self._program, str(path), "-", "--tessdata-dir", self._folder, *options],
                capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False,
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )  # fmt: skip
        return done.stdout
