"""Finds products (sản phẩm OCOP): in lists, before their producers, and in running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.facts.place import place, place_of
from extractor.facts.products.again import named_again
from extractor.facts.products.context import status_of
from extractor.facts.products.prose import in_prose
from extractor.facts.products.reading import Named
from extractor.facts.products.rows import in_rows
from extractor.model import Document, Product
from extractor.outline import Outline
from extractor.rulebook import Rulebook
from extractor.spans import Spans


def find_products(document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Product]:
    """Every mention of a named product, in the order of the text."""
    listed = _listed(document, outline, rulebook)
    taken = Spans((table.start, table.end) for table in document.tables)
    for product in listed:
        taken.add(product.start, product.end)
    prose = [
        product
        for product in _placed(in_prose(document, outline, rulebook), document, outline, rulebook)
        if not taken.overlap(product.start, product.end)
    ]
    for product in prose:
        taken.add(product.start, product.end)
    names = [product.name for product in (*listed, *prose)]
    again = _placed(named_again(outline, rulebook, names), document, outline, rulebook)
    found = [*listed, *prose, *(product for product in again if not taken.overlap(product.start, product.end))]
    yield from sorted(map(_as_told, found), key=lambda product: product.start)


def _as_told(product: Product) -> Product:
    """One whose recognition ended is listed: nobody withdrew it, and it has it no more."""
    return replace(product, status="listed", recognition="expired") if product.status == "expired" else product


def _listed(document: Document, outline: Outline, rulebook: Rulebook) -> list[Product]:
    """The products in the rows of lists."""
    return [
        Product(
            **place_of(document, outline, row.start, row.end),
            rule=row.rule,
            name=" ".join(f"{document.text[row.start : row.end]} {row.rest}".split()),
            producer=row.producer,
            stars=row.stars,
            group=row.group,
            status=row.status or "listed",
            recognition=row.recognition,
            decision=row.decision,
            expires=row.expires,
            place=row.place,
        )
        for row in in_rows(document, outline, rulebook)
    ]


def _placed(found: Iterator[Named], document: Document, outline: Outline, rulebook: Rulebook) -> Iterator[Product]:
    """The products of the running text, one for each place."""
    for named in _apart(found):
        where = place(document, outline, named.start, named.end)
        yield Product(
            **where,
            rule=named.rule,
            name=" ".join(where["quote"].split()),
            producer=named.producer.name if named.producer else None,
            stars=named.said.stars,
            group=named.group,
            status=status_of(named.said.status, outline, outline.block_at(named.start), rulebook),
            recognition=named.said.recognition,
        )


def _apart(found: Iterator[Named]) -> list[Named]:
    """One product for each place: where two overlap, the one that was found first."""
    kept: list[Named] = []
    taken = Spans()
    for named in found:
        if not taken.overlap(named.start, named.end):
            kept.append(named)
            taken.add(named.start, named.end)
    return sorted(kept, key=lambda named: named.start)
