"""Rows of lists of products in every layout: product, producer, stars and group of each are those of its row."""

from __future__ import annotations

import unicodedata
from functools import cache
from random import Random

import pytest
import table_words as words
from make_table import LAYOUTS, make
from table_press import FOLDER

from extractor.facts.organizations.mentions import cell_name
from extractor.facts.product_knowledge import tie_group
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.rulebook import Rulebook

SEEDS = range(700, 706)
ROWS = 24
LEAST = 0.98


def plain(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split()).casefold()


def listed(seed: int) -> list[tuple[str, ...]]:
    """Rows of number, product, producer, commune, stars, group; every second list has no groups."""
    rng = Random(f"products {seed}")
    rows = []
    for number in range(1, ROWS + 1):
        group, names = rng.choice(words.GROUPS)
        rows.append(
            (
                str(number),
                words.product(rng, names),
                words.producer(rng),
                words.commune(rng),
                rng.choice("334445"),
                group if seed % 2 else "",
            )
        )
    return rows


@cache
def measured(layout: str, rulebook: Rulebook) -> tuple[int, int]:
    """Rows that are right, and rows."""
    if not FOLDER.is_dir():
        pytest.skip("fonts-dejavu-core is missing")
    good = whole = 0
    for seed in SEEDS:
        rows = listed(seed)
        made = make(layout, seed, rows)
        found = [
            (plain(product.name), plain(product.producer), product.stars, product.group)
            for product in extract(read_bytes(made.data, made.name), rulebook).products
        ]
        for _, name, producer, _, stars, group in rows:
            maker = cell_name(producer, rulebook)
            wanted = (
                plain(name),
                plain(maker.name if maker else None),
                int(stars),
                tie_group(group, rulebook) if group else None,
            )
            if wanted in found:
                found.remove(wanted)
                good += 1
            whole += 1
    return good, whole


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_row_is_one_product_with_its_producer_stars_and_group(layout: str, rulebook: Rulebook) -> None:
    good, rows = measured(layout, rulebook)
    assert good >= LEAST * rows, f"{layout}: {good} of {rows}, {good / rows:.4f}"
