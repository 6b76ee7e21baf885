"""One producer, one product: the mentions of all documents tied to what they name.

Two names are one when nothing speaks against it: same province, same legal form, same trade name, branches of business
that do not contradict each other, places that do not clash. A name joins others only when it fits each of them. What
the rules get wrong a person sets right in ``rules/same_names.csv``. Provinces are those of before 1 July 2025; what
later documents name lies in one of those that a province was made of (``merged``).

The registry of a province depends on nothing but what is named in it, so that of a corpus that has grown only those
provinces are worked out anew in which something else is named than before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from extractor.model import Entity, Facts, Product
from extractor.resolve.clusters import clusters, told, with_unowned
from extractor.resolve.groups import Group, block_of_product, group_of, groups, products
from extractor.resolve.histories import history
from extractor.resolve.homes import Homes, homes_of
from extractor.resolve.merged import with_merged
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.sameness import one_producer, one_product, told_name
from extractor.rulebook import Rulebook
from extractor.text import fold, slugged, untaken

_HOUSEHOLD = "household"
_SHORT_FORMS = {"TNHH", "MTV", "HTX", "DNTN", "THT", "HKD"}
Slugs = Sequence[str | None]
"""What the facts of one kind in a document are tied to, in their order."""
Ties = Mapping[str, Slugs]
"""The same by the path of the document."""


@dataclass(frozen=True, slots=True)
class Known:
    """An earlier registry: the digest and the slugs of each group, what the facts of documents are tied to."""

    digests: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, Collection[str]] = field(default_factory=dict)
    organizations: Ties = field(default_factory=dict)
    products: Ties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Registry:
    """The producers and products of a corpus by slug, and the slugs to which the facts of each document are tied.

    ``makers`` are those of its organizations, ``goods`` those of its products, each in their order. ``digests`` are
    those of all groups; of groups that are as they were, not among the ``renewed``, no entities are given.
    """

    entities: tuple[Entity, ...]
    makers: Sequence[Slugs]
    goods: Sequence[Slugs]
    digests: Mapping[str, str]
    renewed: frozenset[str]

    def tied(self, all_facts: Sequence[Facts]) -> tuple[Facts, ...]:
        """The facts of the corpus with their slugs."""
        return tuple(
            replace(
                facts,
                organizations=tuple(replace(o, entity=s) for o, s in zip(facts.organizations, makers, strict=True)),
                products=tuple(replace(p, entity=s) for p, s in zip(facts.products, goods, strict=True)),
            )
            for facts, makers, goods in zip(all_facts, self.makers, self.goods, strict=True)
        )


@dataclass(slots=True)
class _Found:
    """What was found so far: the slugs of producers by document and name, of products by document and place."""

    taken: set[str]
    makers: dict[tuple[int, str], str] = field(default_factory=dict)
    goods: dict[tuple[int, int], str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    """The trade names of producers, by slug."""
    households: set[str] = field(default_factory=set)


def registry(
    all_facts: Sequence[Facts],
    rulebook: Rulebook,
    copies: Mapping[int, int] = MappingProxyType({}),
    known: Known | None = None,
) -> Registry:
    """The registry of a corpus.

    ``copies``: of each copy, by its place, the place of the first; what a copy names is not counted, but tied to what
    the first calls so. Groups that are as they were in ``known`` are left as they are.
    """
    known = known or Known()
    counted = [(number, facts) for number, facts in enumerate(all_facts) if number not in copies]
    home = with_merged(counted, homes_of(counted, rulebook), rulebook)
    named = groups(all_facts, home, copies, rulebook)
    digests = {name: group.digest for name, group in named.items()}
    renewed = frozenset(name for name, digest in digests.items() if known.digests.get(name) != digest)
    found = _Found({slug for name in digests.keys() - renewed for slug in known.slugs.get(name, ())})
    entities: list[Entity] = []
    for name in named:
        if name in renewed:
            entities += _producers(named[name], found, rulebook)
            entities += _products(named[name], all_facts, found, rulebook)
    tied = _Tying(all_facts, home, copies, known, renewed, found, rulebook)
    numbers = range(len(all_facts))
    return Registry(
        tuple(sorted(entities, key=lambda one: one.slug)),
        [tied.makers(number) for number in numbers],
        [tied.goods(number) for number in numbers],
        digests,
        renewed,
    )


def _producers(group: Group, found: _Found, rulebook: Rulebook) -> Iterator[Entity]:
    for cluster in clusters(
        group.producers,
        lambda n: (n.province, n.form, producer_name(told_name(n.name, rulebook), n.province, rulebook).own),
        lambda a, b: one_producer(a, b, rulebook),
    ):
        first = cluster.members[0]
        name = producer_name(first.name, first.province, rulebook)
        slug = _slug((_shortened(name.text, rulebook), first.province), found.taken)
        found.called[slug] = " ".join(name.own)
        found.makers |= dict.fromkeys(((naming.document, naming.name) for naming in cluster.members), slug)
        home = first.form == _HOUSEHOLD
        if home:
            found.households.add(slug)
        known = told(cluster, home=home, rulebook=rulebook)
        yield Entity(slug, "producer", form=first.form, trade_name=found.called[slug], **known)


def _products(group: Group, all_facts: Sequence[Facts], found: _Found, rulebook: Rulebook) -> Iterator[Entity]:
    alike = clusters(
        products(group, all_facts, found.makers, rulebook),
        lambda n: (n.province, n.maker, fold(product_name(told_name(n.name, rulebook), rulebook))[:1]),
        lambda a, b: one_product(a, b, rulebook),
    )
    for cluster in with_unowned(alike, rulebook):
        first = cluster.members[0]
        # with the province, so that what other provinces name does not change the address
        slug = _slug((first.name, found.called.get(first.maker or "", ""), first.province), found.taken)
        found.goods |= dict.fromkeys(((naming.document, naming.index) for naming in cluster.members), slug)
        past = history([(one.head, one.product) for one in cluster.members if one.product], rulebook)
        known = told(cluster, home=first.maker in found.households, rulebook=rulebook)
        yield Entity(slug, "product", producer=first.maker, history=past, **known)


@dataclass(frozen=True, slots=True)
class _Tying:
    """What ties facts to entities: those of groups left alone as they were, the others as found."""

    all_facts: Sequence[Facts]
    home: Homes
    copies: Mapping[int, int]
    known: Known
    renewed: frozenset[str]
    found: _Found
    rulebook: Rulebook

    def makers(self, number: int) -> Slugs:
        """The producers of a document."""
        facts, first = self.all_facts[number], self.copies.get(number, number)
        before = self.known.organizations.get(facts.document.path, ())
        return [
            before[at]
            if at < len(before) and self._stays(self.home.get((first, one.name)))
            else self.found.makers.get((first, one.name))
            for at, one in enumerate(facts.organizations)
        ]

    def goods(self, number: int) -> Slugs:
        """The products of a document."""
        facts, first = self.all_facts[number], self.copies.get(number, number)
        before = self.known.products.get(facts.document.path, ())
        named = self._goods_by_name(first) if first != number else {}
        return [
            before[at]
            if at < len(before) and self._stays(self._block(first, one))
            else self.found.goods.get((number, at)) or named.get(one.name)
            for at, one in enumerate(facts.products)
        ]

    def _stays(self, block: str | None) -> bool:
        return block is not None and group_of(block) not in self.renewed

    def _block(self, number: int, product: Product) -> str:
        return block_of_product(number, self.all_facts[number], product, self.home, self.rulebook)

    def _goods_by_name(self, first: int) -> dict[str, str | None]:
        """The products of the first of some copies by their names."""
        return {
            product.name: self.found.goods.get((first, at)) for at, product in enumerate(self.all_facts[first].products)
        }


def _shortened(text: str, rulebook: Rulebook) -> str:
    """A spelled-out name with its longest legal forms short, for an address that can be read."""
    for row in rulebook.table("name_abbreviations"):
        if row["short"] in _SHORT_FORMS:
            text = text.replace(row["full"].lower(), row["short"].lower())
    return text


def _slug(words: Sequence[str], taken: set[str]) -> str:
    """An address that no other entity has."""
    return untaken(slugged(" ".join(word for word in words if not word.startswith("?"))) or "khong-ten", taken)
