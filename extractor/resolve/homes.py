"""In which province a producer is: as its address says, else that of the document that names it.

A firm of the whole country is of no province, unless a document gives it a product of its list; a document of no known
province lends that of the one producer elsewhere that makes the same product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.facts.organizations.addresses import province_in
from extractor.model import Facts, Product
from extractor.resolve.names import producer_name, product_name, province_key
from extractor.rulebook import Rulebook

Documents = Sequence[tuple[int, Facts]]
"""Documents with their places; they are gone through more than once."""
NOWHERE = "?"
"""The block of firms of the whole country, which are compared with each other."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The block of each document by its place, and of what it names elsewhere, by its place and the name.

    A block is a province, "?…" where none is known. Products beside no producer stand under ``alone``.
    """

    blocks: Mapping[int, str]
    elsewhere: Mapping[tuple[int, str], str]

    def of(self, number: int, name: str) -> str:
        """The block of a producer that a document names."""
        return self.elsewhere.get((number, name)) or self.blocks[number]


def block_of(facts: Facts, rulebook: Rulebook) -> str:
    """The province of a document, within which names are compared; one of no known province is compared with none."""
    return province_key(facts.head.province, rulebook) or f"{NOWHERE}{facts.document.path}"


def alone(product: Product) -> str:
    """What a product beside no producer is known by among the names of producers."""
    return f"\0{product.name}"


def homes_of(documents: Documents, rulebook: Rulebook) -> Homes:
    """The province of every producer in ``documents``."""
    blocks: dict[int, str] = {}
    found: dict[tuple[int, str], str] = {}
    open_: list[tuple[int, str, tuple[str, str]]] = []
    national = rulebook.compile("(?i){national_firm}")
    for number, facts in documents:
        block = blocks[number] = block_of(facts, rulebook)
        made = {product.producer for product in facts.products}
        stated = _stated(facts, rulebook)
        for name in {*made, *(one.name for one in facts.organizations)} - {None}:
            is_national = name not in made and national.search(name or "")
            home = stated.get(name or "") or (NOWHERE if is_national else block)
            if home != block:
                found[number, name or ""] = home
        for product in facts.products:
            if product.producer and found.get((number, product.producer), block).startswith(NOWHERE):
                open_.append((number, product.producer, _made(product, None, rulebook)))
    homes = Homes(blocks, found)
    lent = _lent({made for *_, made in open_}, documents, homes, rulebook) if open_ else {}
    return Homes(blocks, found | {(number, name): lent[made] for number, name, made in open_ if made in lent})


def _lent(
    wanted: Collection[tuple[str, str]], documents: Documents, homes: Homes, rulebook: Rulebook
) -> Mapping[tuple[str, str], str]:
    """The province of each of the products ``wanted`` that a known producer of one province alone makes."""
    makers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for number, facts in documents:
        for product in facts.products:
            place = homes.of(number, product.producer) if product.producer else ""
            if place and not place.startswith(NOWHERE) and (made := _made(product, place, rulebook)) in wanted:
                makers[made].add(place)
    return {made: next(iter(places)) for made, places in makers.items() if len(places) == 1}


def _made(product: Product, home: str | None, rulebook: Rulebook) -> tuple[str, str]:
    """A product with its producer, spelled out."""
    maker = producer_name(product.producer or "", home, rulebook)
    return maker.text, product_name(product.name, rulebook)


def _stated(facts: Facts, rulebook: Rulebook) -> dict[str, str]:
    """The provinces that addresses state of producers; of one that is said to be in two none is."""
    told: dict[str, set[str]] = defaultdict(set)
    for name, province in _addressed(facts, rulebook):
        told[name].add(province)
    return {name: next(iter(found)) for name, found in told.items() if len(found) == 1}


def _addressed(facts: Facts, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Names of producers, each with the province in its column of places, or in the address right behind it."""
    for product in facts.products:
        if product.producer and product.place and (province := province_in(product.place, rulebook)):
            yield product.producer, province
    for one in facts.organizations:
        if one.province:
            yield one.name, one.province
