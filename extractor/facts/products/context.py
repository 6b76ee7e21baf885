"""What the words around a list say of its products: status, rank, recognition and group."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.facts.product_listings import phrase
from extractor.facts.products.knowledge import signs, tie_group
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_HEADING = 90


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of all the products of a list."""

    status: str | None = None
    stars: int | None = None
    recognition: str | None = None


def read(before: str, after: str, rulebook: Rulebook) -> Context:
    """What stands before a list, from its own count of products on, goes before what stands after it or farther."""
    counted = [match.start() for match in phrase("counted", rulebook).finditer(before)]
    near = before[counted[-1] :] if counted else before
    found: dict[str, str] = {}
    for gives in ("status", "stars", "recognition"):
        for text, last in ((near, True), (after, False), (before if len(counted) < 2 else "", True)):
            values = [sign.value for sign in signs(text, gives, rulebook)]
            if values:
                found[gives] = values[-1 if last else 0]
                break
    if found.get("status") == "recognized" and counted:
        found["status"] = _aim(before[: counted[-1]], rulebook) or "recognized"
    stars = found.get("stars")
    return Context(found.get("status"), int(stars) if stars else None, found.get("recognition"))


def _aim(before: str, rulebook: Rulebook) -> str | None:
    """What the clause right before a count is for: "Phấn đấu có 02 sản phẩm đạt 5 sao", "Thu hồi … 02 sản phẩm"."""
    clause = re.split(r"[,;:.]", before)[-1]
    values = [sign.value for sign in signs(clause, "status", rulebook)]
    return values[-1] if values and values[-1] in ("candidate", "withdrawn") else None


def group_of(outline: Outline, block: Block, sentence: str, rulebook: Rulebook) -> str | None:
    """The group named in the sentence, or by the entry of a list under which the block stands ("(1). Thực phẩm: …")."""
    for match in phrase("group", rulebook).finditer(sentence):
        if group := tie_group(match["group"], rulebook):
            return group
    for text in _headings(outline, block):
        if group := tie_group(text, rulebook):
            return group
    return None


def _headings(outline: Outline, block: Block) -> Iterator[str]:
    index = _index(outline, block)
    for near in reversed(outline.blocks[max(index - 3, 0) : index + 1]):
        if near.section != block.section or near.note != block.note:
            return
        words = outline.view.text[near.body : near.end].split(":", maxsplit=1)[0]
        if len(words) <= _HEADING:
            yield words.lstrip("(0123456789). ")


def _index(outline: Outline, block: Block) -> int:
    return bisect_left(outline.blocks, block.start, key=lambda other: other.start)
