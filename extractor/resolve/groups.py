"""The names of producers and products by province, within which they are compared; what is of none is one group.

A group is known by a digest of all that its registry is made from: where it is the same as before, so is the registry.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.model import Facts, Product
from extractor.resolve.homes import NOWHERE, Homes
from extractor.resolve.hosts import Host, has_own_name
from extractor.resolve.sameness import Naming


def group_of(block: str) -> str:
    """The group of a block: its province; all that is of no known province is one group."""
    return NOWHERE if block.startswith(NOWHERE) else block


@dataclass(frozen=True, slots=True)
class Named:
    """What documents name in one group: its producers, its products, and in which document at which place."""

    producers: list[Naming] = field(default_factory=list)
    organizations: list[tuple[int, int, str]] = field(default_factory=list)
    """Mentions of producers by themselves: the document, the place in it, and the name."""
    goods: list[tuple[Host, int]] = field(default_factory=list)
    """The products, each as its document and the place in it."""
    _lines: hashlib._Hash = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        """The same where all is the same that the registry of the group is made from."""
        return self._lines.hexdigest()[:32]

    def take(self, name: str, host: Host, copies: Sequence[str]) -> None:
        """Takes in what a document, of which there are ``copies`` by their paths, says in the group of a name."""
        facts, head = host.facts, host.facts.head
        for one in host.producers():
            if group_of(one.province) == name:
                self.producers.append(one)
                self._add(facts, copies, one.province, one.name, one.form, one.count, one.place, one.office)
        for place, organization in enumerate(facts.organizations):
            if group_of(host.homes.of(host.number, organization.name)) == name:
                self.organizations.append((host.number, place, organization.name))
        for index, product in enumerate(facts.products):
            block = host.block_of(product)
            if group_of(block) == name:
                deciding = (head.doc_type, head.title, head.number, head.symbol, head.issuer)
                self.goods.append((host, index))
                self._add(facts, copies, index, block, *deciding, *_said(product))

    def _add(self, facts: Facts, copies: Sequence[str], *said: object) -> None:
        line = (facts.document.path, facts.document.id, facts.head.date, *copies, *said)
        self._lines.update(f"{line}\n".encode(errors="surrogatepass"))


def groups(homes: Homes) -> Mapping[str, Sequence[int]]:
    """The groups of a corpus by name, the one of no province last, with the documents that may name something in it."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, block in homes.blocks.items():
        found[group_of(block)].add(number)
    for (number, _), block in homes.elsewhere.items():
        found[group_of(block)].add(number)
    return {name: sorted(found[name]) for name in sorted(found, key=lambda name: (name == NOWHERE, name))}


def _said(product: Product) -> tuple[object, ...]:
    grade = (product.stars, product.group, product.status, product.recognition)
    return product.name, product.producer, product.place, *grade, product.decision, product.expires


def products(goods: Iterable[tuple[Host, int]], makers: Mapping[tuple[int, str], str]) -> Iterator[Naming]:
    """The products of a group, but for goods that neither a name of their own nor a producer tells apart."""
    for host, index in goods:
        product = host.facts.products[index]
        maker = makers.get((host.number, product.producer)) if product.producer else None
        if maker or has_own_name(product):
            yield host.product(index, maker)
