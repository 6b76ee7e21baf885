"""The names of producers and products by province, within which they are compared; what is of none is one group.

A group is known by a digest of all that its registry is made from: where it is the same as before, so is the registry.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.model import Facts
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

    def take(self, name: str, host: Host) -> None:
        """Takes in what a document says in the group of a name."""
        self.producers.extend(one for one in host.producers() if group_of(one.province) == name)
        for place, organization in enumerate(host.facts.organizations):
            if group_of(host.homes.of(host.number, organization.name)) == name:
                self.organizations.append((host.number, place, organization.name))
        for index, product in enumerate(host.facts.products):
            if group_of(host.block_of(product)) == name:
                self.goods.append((host, index))


def groups(homes: Homes) -> Mapping[str, Sequence[int]]:
    """The groups of a corpus by name, the one of no province last, with the documents that may name something in it."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, block in homes.blocks.items():
        found[group_of(block)].add(number)
    for (number, _), block in homes.elsewhere.items():
        found[group_of(block)].add(number)
    return {name: sorted(found[name]) for name in sorted(found, key=lambda name: (name == NOWHERE, name))}


def digests(
    members: Mapping[str, Sequence[int]], all_facts: Sequence[Facts], homes: Homes, copies: Mapping[int, int]
) -> dict[str, str]:
    """Of each group a digest, the same where all is the same that the registry of the group is made from.

    ``copies`` are the places of copies with that of the first.
    """
    elsewhere: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (number, name), block in homes.elsewhere.items():
        elsewhere[number].append((name, block))
    twice: dict[int, list[str]] = defaultdict(list)
    for copy, first in copies.items():
        twice[first].append(all_facts[copy].document.path)

    def said(number: int) -> bytes:
        told = homes.blocks[number], sorted(elsewhere.get(number, ())), sorted(twice.get(number, ()))
        return all_facts[number].naming() + repr(told).encode(errors="surrogatepass")

    return {
        name: hashlib.sha256(b"\n".join(map(said, documents))).hexdigest()[:32] for name, documents in members.items()
    }


def products(goods: Iterable[tuple[Host, int]], makers: Mapping[tuple[int, str], str]) -> Iterator[Naming]:
    """The products of a group, but for goods that neither a name of their own nor a producer tells apart."""
    for host, index in goods:
        product = host.facts.products[index]
        maker = makers.get((host.number, product.producer)) if product.producer else None
        if maker or has_own_name(product):
            yield host.product(index, maker)
