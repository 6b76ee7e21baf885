"""The facts of documents tied to the producers and products of a registry, those of groups left alone as they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.model import Facts
from extractor.resolve.groups import Named, group_of
from extractor.resolve.homes import Homes
from extractor.resolve.hosts import Host
from extractor.rulebook import Rulebook

Slugs = Sequence[str | None]
"""What the facts of one kind in a document are tied to, in their order."""
Ties = Mapping[str, Slugs]
"""The same by the path of the document."""
_NONE: Slugs = ()
"""Of all documents that name nothing."""


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier registry: the digest and the slugs of each group, what the facts of documents are tied to."""

    digests: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, Collection[str]] = field(default_factory=dict)
    organizations: Ties = field(default_factory=dict)
    products: Ties = field(default_factory=dict)


class Tying:
    """What the organizations (``makers``) and products (``goods``) of each document are tied to, group after group."""

    def __init__(
        self,
        all_facts: Sequence[Facts],
        homes: Homes,
        copies: Mapping[int, int],
        known: Known,
        staying: Collection[str],
        rulebook: Rulebook,
    ) -> None:
        self.makers: list[Slugs] = [_NONE] * len(all_facts)
        self.goods: list[Slugs] = [_NONE] * len(all_facts)
        self._all_facts, self._homes, self._copies = all_facts, homes, copies
        self._known, self._staying, self._rulebook = known, staying, rulebook
        self._firsts = frozenset(copies.values())
        self._called: dict[tuple[int, str], str] = {}
        """The producers that documents name of which there are copies, by document and name."""

    def tie(self, here: Named, makers: Mapping[tuple[int, str], str], goods: Mapping[tuple[int, int], str]) -> None:
        """Ties what documents name in a group to ``makers`` by document and name, ``goods`` by document and place."""
        for number, place, name in here.organizations:
            _put(self.makers, number, place, makers.get((number, name)))
        for host, index in here.goods:
            _put(self.goods, host.number, index, goods.get((host.number, index)))
        if self._firsts:
            self._called |= {named: slug for named, slug in makers.items() if named[0] in self._firsts}

    def leave(self, members: Mapping[str, Sequence[int]]) -> None:
        """Ties what documents name in groups that stay to what it was tied to before; ``members`` are the documents
        of all groups. Of one whose groups all stay nothing need be looked at."""
        left = {number for name, documents in members.items() if name in self._staying for number in documents}
        mixed = {number for name, documents in members.items() if name not in self._staying for number in documents}
        for number in left - mixed:
            path = self._all_facts[number].document.path
            self.makers[number] = self._known.organizations.get(path, _NONE)
            self.goods[number] = self._known.products.get(path, _NONE)
        for number in left & mixed:
            self._leave_some(Host.of(number, self._all_facts[number], self._homes, self._rulebook))

    def _leave_some(self, host: Host) -> None:
        """The same of what a document names in some of its groups."""
        for place, one in enumerate(host.facts.organizations):
            if group_of(self._homes.of(host.number, one.name)) in self._staying:
                _put(self.makers, host.number, place, self._before(self._known.organizations, host.number, place))
        for index, product in enumerate(host.facts.products):
            if group_of(host.block_of(product)) in self._staying:
                _put(self.goods, host.number, index, self._before(self._known.products, host.number, index))

    def tie_copies(self) -> None:
        """Ties what copies name to what the first calls so."""
        for copy, first in self._copies.items():
            facts = self._all_facts[copy]
            host = Host.of(first, self._all_facts[first], self._homes, self._rulebook)
            goods = {one.name: slug for one, slug in zip(host.facts.products, self.goods[first], strict=True)}
            for place, one in enumerate(facts.organizations):
                stays = group_of(self._homes.of(first, one.name)) in self._staying
                slug = self._called.get((first, one.name))
                _put(self.makers, copy, place, self._before(self._known.organizations, copy, place) if stays else slug)
            for place, product in enumerate(facts.products):
                stays, slug = group_of(host.block_of(product)) in self._staying, goods.get(product.name)
                _put(self.goods, copy, place, self._before(self._known.products, copy, place) if stays else slug)

    def _before(self, ties: Ties, number: int, place: int) -> str | None:
        slugs = ties.get(self._all_facts[number].document.path, ())
        return slugs[place] if place < len(slugs) else None


def _put(ties: list[Slugs], number: int, place: int, slug: str | None) -> None:
    """Groups come one after the other, and each has its places in the order of the document."""
    row = ties[number]
    if not isinstance(row, list):
        row = ties[number] = []
    row.extend([None] * (place + 1 - len(row)))
    row[place] = slug
