"""From the level page, as it is read, back to the page as it was scanned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from extractor.readers.sheet import Block, PlacedLine, PlacedWord, Sheet


def as_scanned(sheet: Sheet) -> Sheet:
    """``sheet`` with the boxes of its words where they stand on the page as scanned."""
    if not sheet.lean:
        return sheet
    return replace(sheet, blocks=tuple(_leaning(block, sheet.lean) for block in sheet.blocks), lean=())


def _leaning(block: Block, lean: tuple[float, ...]) -> Block:
    if isinstance(block, PlacedLine):
        return replace(block, words=_words(block.words, lean))
    return replace(block, slots=tuple(replace(slot, words=_words(slot.words, lean)) for slot in block.slots))


def _words(words: tuple[PlacedWord, ...], lean: tuple[float, ...]) -> tuple[PlacedWord, ...]:
    """``words`` in the boxes around the corners of their own, leant back."""
    if not words:
        return ()
    back = np.array(lean).reshape(2, 3)
    boxes = np.array([(word.x0, word.top, word.x1, word.bottom) for word in words])
    corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]].reshape(-1, 4, 2) @ back[:, :2].T + back[:, 2]
    placed = np.round(np.concatenate([corners.min(axis=1), corners.max(axis=1)], axis=1), 2).tolist()
    return tuple(
        word._replace(x0=x0, top=top, x1=x1, bottom=bottom)
        for word, (x0, top, x1, bottom) in zip(words, placed, strict=True)
    )
