"""Images of pages: PNG, JPEG and TIFF, one page or several."""

from __future__ import annotations

import io
import tempfile
import warnings
from functools import partial
from pathlib import Path

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractor.model import Document
from extractor.readers.engine import EngineMissing
from extractor.readers.errors import ReadError
from extractor.readers.ocr import read_image
from extractor.readers.paged import document_of
from extractor.readers.sheet import Sheet
from extractor.readers.source import Source
from extractor.readers.workers import WorkerLost, for_each, in_worker

_INCHES = 11.69
"""The height of A4, taken for the page where the file does not state a plausible resolution."""
_MOST_PIXELS = 60_000_000


def read_image_file(source: Source) -> Document:
    """The words in the image or images of ``source``, by OCR.

    Raises :class:`ReadError` for a damaged file and when there is no OCR engine.
    """
    count = _frames(source)
    with tempfile.TemporaryDirectory(prefix="ocop-") as folder:
        path = Path(folder) / "image"
        path.write_bytes(source.data)
        sheets = list(for_each(partial(_sheet, str(path), source.name), count))
    return document_of(source, "image", sheets)


def _frames(source: Source) -> int:
    """How many pages the image has. What cameras put behind a photograph (MPO) is a smaller one of the same."""
    damaged = ReadError(source.name, "the image is damaged", "Scan or save it again")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(source.data)) as image:
                width, height = image.size
                if width * height > _MOST_PIXELS:
                    raise ReadError(source.name, f"the image has {width} × {height} pixels", "Save it smaller")
                image.load()
                return 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, EOFError):
        raise damaged from None


def _sheet(path: str, name: str, frame: int) -> Sheet:
    """The page ``frame`` (from 0), read in a worker; again with the command-line engine when the library crashes."""
    lost = ""
    for command in (False, True):
        try:
            return in_worker(read_frame, path, frame, command)
        except EngineMissing as missing:
            raise ReadError(name, "this is an image, and there is nothing to read it with", f"{missing}.") from None
        except WorkerLost as error:
            lost = str(error)
        except (OSError, ValueError, RuntimeError):
            lost = "it is damaged"
    return Sheet(0, 0, ocr=True, note="not read", trouble=f"the page was not read: {lost}")


def read_frame(path: str, frame: int, command: bool) -> Sheet:
    """The page ``frame`` of the image at ``path``. Runs in a worker."""
    with Image.open(path) as file:
        image = ImageOps.exif_transpose(next(f for i, f in enumerate(ImageSequence.Iterator(file)) if i == frame))
        assert image is not None
        dpi = _resolution(file.info.get("dpi"), image)
        return read_image(image, dpi, "image", command)


def _resolution(stated: object, image: Image.Image) -> float:
    """Dots per inch: as stated where that gives a page between A6 and A2, else for a page of A4."""
    dpi = float(stated[0]) if isinstance(stated, tuple) and stated[0] else 0.0
    longest = max(image.size)
    return dpi if dpi and 5.8 <= longest / dpi <= 24 else longest / _INCHES
