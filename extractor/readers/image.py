"""Images of pages: PNG, JPEG and TIFF, one page or several."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from extractor.limits import limit, limits
from extractor.model import Document
from extractor.readers.carried import carried_on
from extractor.readers.engine import EngineMissing
from extractor.readers.errors import ReadError
from extractor.readers.ocr import read_image
from extractor.readers.paged import document_of
from extractor.readers.sheet import Sheet
from extractor.readers.sheets import sheets_of
from extractor.readers.source import Source
from extractor.readers.workers import WorkerLost, in_worker

_INCHES = 11.69
"""The height of A4, taken for the page where the file does not state a plausible resolution."""


def read_image_file(source: Source) -> Document:
    """The words in the image or images of ``source``, by OCR.

    Raises :class:`ReadError` for a damaged file and when there is no OCR engine.
    """
    with tempfile.TemporaryDirectory(prefix="ocop-") as folder:
        path = Path(folder) / "image"
        path.write_bytes(source.data)
        count = _count(str(path), source.name)
        try:
            return document_of(source, "image", carried_on(sheets_of(read_frame, str(path), count)), count)
        except EngineMissing as missing:
            raise ReadError(
                source.name, "this is an image, and there is nothing to read it with", f"{missing}."
            ) from None


def _count(path: str, name: str) -> int:
    try:
        return in_worker(frame_count, path)
    except TooLarge as size:
        raise ReadError(
            name, f"the image has {size}, more than {limit('pixels', _most())}", "Save it smaller"
        ) from None
    except WorkerLost as lost:
        raise ReadError(name, f"the image is damaged: {lost}", "Scan or save it again") from None
    except Exception:
        raise ReadError(name, "the image is damaged", "Scan or save it again") from None


def _most() -> str:
    return f"{limits().pixels} million"


class TooLarge(Exception):
    """An image has more pixels than are read. The message says how many."""


def frame_count(path: str) -> int:
    """How many pages the image file at ``path`` holds, the first of them whole. Runs in a worker.

    What cameras put behind a photograph (MPO) is a smaller one of the same, and no page.
    """
    Image.MAX_IMAGE_PIXELS = None  # measured below, where the message can name the limit
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path) as image:
            _measure(image)
            image.load()
            return 1 if image.format == "MPO" else int(getattr(image, "n_frames", 1))


def _measure(image: Image.Image) -> None:
    width, height = image.size
    if width * height > limits().pixels * 1_000_000:
        raise TooLarge(f"{width} × {height} pixels")


def read_frame(path: str, frame: int, command: bool) -> Sheet:
    """The page ``frame`` of the image at ``path``. Runs in a worker."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(path) as file:
        file.seek(frame)
        _measure(file)
        image = ImageOps.exif_transpose(file)
        assert image is not None
        dpi = _resolution(file.info.get("dpi"), image)
        return read_image(image, dpi, "image", command)


def _resolution(stated: object, image: Image.Image) -> float:
    """Dots per inch: as stated where that gives a page between A6 and A2, else for a page of A4."""
    dpi = float(stated[0]) if isinstance(stated, tuple) and stated[0] else 0.0
    longest = max(image.size)
    return dpi if dpi and 5.8 <= longest / dpi <= 24 else longest / _INCHES
