"""Makes the image of a page fit for OCR: seal suppressed, noise taken out, paper made flat, lines made level."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Affine = NDArray[np.float64]
"""2 × 3: where a pixel of the original stands in the prepared image."""

_LEVEL = 0.15
"""Degrees; smaller angles do no harm."""
_NOISY = 0.004
_UNEVEN = 28.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A grey image and the way from the original to it."""

    image: Pixels
    affine: Affine

    def lean(self, dpi: float) -> tuple[float, ...]:
        """The way from this image to the original, in points: a matrix of two rows, one after the other."""
        back = np.asarray(cv2.invertAffineTransform(self.affine), dtype=np.float64)
        return tuple((back * (1, 1, 72 / dpi)).ravel().tolist())


def prepare(colour: Pixels, turn: int = 0) -> Prepared:
    """``colour`` (RGB, or grey with two dimensions) turned clockwise by ``turn`` degrees, then made fit for OCR."""
    grey = without_red(colour)
    grey, turned = _turned(grey, turn)
    if is_noisy(grey):
        grey = np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8)
    if is_uneven(grey):
        grey = flattened(grey)
    angle = skew(grey)
    if abs(angle) < _LEVEL:
        return Prepared(grey, turned)
    height, width = grey.shape
    level = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = int(np.median(grey))
    rotated = cv2.warpAffine(grey, level, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    both = np.vstack([level, [0, 0, 1]]) @ np.vstack([turned, [0, 0, 1]])
    return Prepared(np.asarray(rotated, dtype=np.uint8), both[:2])


def paper_of(grey: Pixels) -> int:
    """How light the paper of a page is: the usual value of every fourth pixel of every fourth line."""
    return int(np.median(grey[::4, ::4]))


def without_red(colour: Pixels) -> Pixels:
    """A grey image in which red ink, as of a seal, is as light as paper; black under it stays."""
    if colour.ndim == 2:
        return colour
    red, green, blue = (colour[:, :, i].astype(np.int16) for i in range(3))
    grey = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    ink = ((red - green > 40) & (red - blue > 30)).astype(np.uint8)
    if ink.mean() < 0.0002:
        return grey
    around = cv2.dilate(ink, np.ones((5, 5), np.uint8)).astype(bool)
    paper = float(np.median(red))
    lifted = np.clip(red.astype(np.float32) * 1.15, 0, paper)
    grey[around] = np.maximum(grey, lifted.astype(np.uint8))[around]
    return grey


def _turned(grey: Pixels, turn: int) -> tuple[Pixels, Affine]:
    height, width = grey.shape
    if turn == 90:
        return np.ascontiguousarray(np.rot90(grey, -1)), np.array([[0.0, -1, height], [1, 0, 0]])
    if turn == 180:
        return np.ascontiguousarray(np.rot90(grey, 2)), np.array([[-1.0, 0, width], [0, -1, height]])
    if turn == 270:
        return np.ascontiguousarray(np.rot90(grey)), np.array([[0.0, 1, 0], [-1, 0, width]])
    return grey, np.array([[1.0, 0, 0], [0, 1, 0]])


def is_noisy(grey: Pixels) -> bool:
    """Whether single dark or light specks stand all over the page."""
    difference = cv2.absdiff(grey, cv2.medianBlur(grey, 3))
    plain = cv2.erode((grey > 128).astype(np.uint8), np.ones((9, 9), np.uint8)).astype(bool)
    return bool(plain.any()) and float((difference[plain] > 12).mean()) > _NOISY


def is_uneven(grey: Pixels) -> bool:
    """Whether the paper is lighter in one part of the page than in another, as in a photograph."""
    small = cv2.resize(grey, (48, 64), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((5, 5), np.uint8))[3:-3, 3:-3]
    return float(np.percentile(paper, 95) - np.percentile(paper, 5)) > _UNEVEN


def flattened(grey: Pixels) -> Pixels:
    """``grey`` divided by its paper, so that the paper is white everywhere."""
    scale = max(grey.shape) / 600
    small = cv2.resize(grey, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    large = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, np.maximum(large, 1), scale=250), dtype=np.uint8)


def skew(grey: Pixels) -> float:
    """By how many degrees the page must be turned counterclockwise for its lines to be level; within 6 degrees."""
    scale = min(1.0, 1000 / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < np.median(small) - 50).astype(np.float32)
    edge = max(ink.shape) // 40
    ink = ink[edge:-edge, edge:-edge]
    if ink.mean() < 0.002:
        return 0.0
    angle = 0.0
    for reach, step in ((6.0, 0.5), (0.5, 0.1), (0.1, 0.05)):
        tried = np.arange(angle - reach, angle + reach + step / 2, step)
        angle = float(max(tried, key=lambda degrees: _sharpness(ink, float(degrees))))
    return angle


def _sharpness(ink: NDArray[np.float32], degrees: float) -> float:
    """How sharply lines and spaces alternate from top to bottom when ``ink`` is turned."""
    height, width = ink.shape
    turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), (width, height))
    profile = turned.sum(axis=1)
    return float(np.square(np.diff(profile)).sum())


def ink_share(grey: Pixels) -> float:
    """The share of the page that is dark, its edges left out."""
    edge = max(grey.shape) // 30
    inner = grey[edge:-edge, edge:-edge]
    return float((inner < np.median(inner) - 70).mean())
