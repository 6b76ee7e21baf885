"""In which province a producer is: as its address says, else that of the document that names it.

A firm of the whole country is of no province, unless a document gives it a product of its list; a document of no known
province lends that of the one producer elsewhere that makes the same product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from extractor.facts.organizations.addresses import province_in
from extractor.model import Facts, Product
from extractor.resolve.names import producer_name, product_name, province_key
from extractor.rulebook import Rulebook

Homes = Mapping[tuple[int, str], str]
"""By the place of a document and the name of a producer in it: the province, "?…" where none is known. Products beside
no producer stand under ``alone`` where they are not of the province of their document."""
NOWHERE = "?"
"""The block of firms of the whole country, which are compared with each other."""


def block_of(facts: Facts, rulebook: Rulebook) -> str:
    """The province of a document, within which names are compared; one of no known province is compared with none."""
    return province_key(facts.head.province, rulebook) or f"{NOWHERE}{facts.document.path}"


def alone(product: Product) -> str:
    """What a product beside no producer is known by among the names of producers."""
    return f"\0{product.name}"


def homes_of(documents: Iterable[tuple[int, Facts]], rulebook: Rulebook) -> Homes:
    """The province of every producer in ``documents``, each with its place."""
    found: dict[tuple[int, str], str] = {}
    makers: dict[tuple[str, str], set[str]] = defaultdict(set)
    open_: list[tuple[int, Product]] = []
    for number, facts in documents:
        block = block_of(facts, rulebook)
        made = {product.producer for product in facts.products}
        stated = _stated(facts, rulebook)
        for name in {*made, *(one.name for one in facts.organizations)} - {None}:
            national = name not in made and rulebook.compile("(?i){national_firm}").search(name or "")
            found[number, name or ""] = stated.get(name or "") or (NOWHERE if national else block)
        for product in facts.products:
            home = found[number, product.producer] if product.producer else ""
            if home.startswith(NOWHERE):
                open_.append((number, product))
            elif home:
                makers[_made(product, home, rulebook)].add(home)
    for number, product in open_:
        lent = {home for home in makers.get(_made(product, None, rulebook), ()) if home}
        if len(lent) == 1 and product.producer:
            found[number, product.producer] = next(iter(lent))
    return found


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
