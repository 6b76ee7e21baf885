"""The OCR engine: Tesseract, in process through ``tesserocr``, else its command."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.readers.ocr_data import WANTED, data_folder

MISSING = (
    "The OCR engine or its Vietnamese data is missing. "
    "Install the Debian packages tesseract-ocr, tesseract-ocr-vie and tesseract-ocr-script-viet"
)
_SECONDS = 120


class EngineMissing(Exception):
    """No engine, or no Vietnamese data for it."""


class Mode(IntEnum):
    """What an image holds; the values are Tesseract's page segmentation modes."""

    PAGE = 3
    BLOCK = 6
    LINE = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """A word as the engine read it: its box in pixels, how sure it is (0 to 1), and the printed line it is on."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: tuple[str, ...] = ()

    def moved(self, right: float, down: float) -> Seen:
        """The word so many pixels further to the right and down."""
        return replace(self, x0=self.x0 + right, top=self.top + down, x1=self.x1 + right, bottom=self.bottom + down)

    def scaled(self, factor: float) -> Seen:
        """The word with its box so many times as large, measured from the upper left corner."""
        x0, top, x1, bottom = (edge * factor for edge in (self.x0, self.top, self.x1, self.bottom))
        return replace(self, x0=x0, top=top, x1=x1, bottom=bottom)


class Engine(Protocol):
    """What reads an image."""

    quick: bool
    """Whether many small images may be read one by one: a program has to be started for each."""

    def words(self, image: NDArray[np.uint8], dpi: int, mode: Mode = Mode.PAGE) -> list[Seen]:
        """The words of the grey ``image``, line by line."""

    def turn(self, image: Image.Image) -> int:
        """By how many degrees clockwise ``image`` must be turned to stand upright: 0, 90, 180 or 270."""


def engine(command: bool = False) -> Engine:
    """The engine of this machine; the command-line program when ``command`` is set or the library is not there.

    Raises :class:`EngineMissing`.
    """
    folder = data_folder()
    there = [name for name in WANTED if folder and (folder / f"{name}.traineddata").exists()]
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


@cache
def _library(folder: str, languages: str) -> Engine:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    return _Library(folder, languages)


def _words(table: str) -> Iterator[Seen]:
    """The words of Tesseract's TSV: level, page, block, paragraph, line, word, box, confidence, text."""
    for row in csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) >= 12 and row[0] == "5" and row[11].strip():
            left, top, width, height = map(int, row[6:10])
            sure = max(float(row[10]) / 100, 0.0)
            yield Seen(row[11].strip(), left, top, left + width, top + height, sure, tuple(row[2:5]))


class _Library:
    quick = True

    def __init__(self, folder: str, languages: str) -> None:
        import tesserocr  # type: ignore[import-not-found, import-untyped, unused-ignore]

        self._module = tesserocr
        self._folder = folder
        self._api = tesserocr.PyTessBaseAPI(path=folder, lang=languages, psm=tesserocr.PSM.AUTO)
        self._osd: Any = None

    def words(self, image: NDArray[np.uint8], dpi: int, mode: Mode = Mode.PAGE) -> list[Seen]:
        self._api.SetPageSegMode(int(mode))
        self._api.SetImage(Image.fromarray(image))
        self._api.SetSourceResolution(dpi)
        self._api.Recognize(_SECONDS * 1000)
        return list(_words(self._api.GetTSVText(0)))

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
    quick = False

    def __init__(self, program: str, folder: str, languages: str) -> None:
        self._program, self._folder, self._languages = program, folder, languages

    def words(self, image: NDArray[np.uint8], dpi: int, mode: Mode = Mode.PAGE) -> list[Seen]:
        options = "-l", self._languages, "--dpi", str(dpi), "--psm", str(int(mode)), "tsv"
        return list(_words(self._run(Image.fromarray(image), *options)))

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
