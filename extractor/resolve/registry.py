"""One producer, one product: the mentions of all documents tied to what they name.

Two names are one when nothing speaks against it: same province, same legal form, same trade name, branches of business
that do not contradict each other, places that do not clash. A name joins others only when it fits each of them. What
the rules get wrong a person sets right in ``rules/same_names.csv``. Provinces are those of before 1 July 2025; what
later documents name lies in one of those that a province was made of (``merged``).

The registry of a province depends on nothing but what is named in it, so that of a corpus that has grown only those
provinces are worked out anew in which something else is named than before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from extractor.each import Each
from extractor.model import Entity, Facts
from extractor.model.making import tied_to
from extractor.resolve.clusters import clusters, told, with_unowned
from extractor.resolve.groups import Named, digests, groups, products
from extractor.resolve.histories import history
from extractor.resolve.homes import Homes, homes_of
from extractor.resolve.hosts import Host
from extractor.resolve.merged import with_merged
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.sameness import Naming, decided_names, one_producer, one_product, told_name
from extractor.resolve.tying import Known, Slugs, Tying
from extractor.rulebook import Rulebook
from extractor.text import fold, slugged, untaken

_HOUSEHOLD = "household"
_SHORT_FORMS = {"TNHH", "MTV", "HTX", "DNTN", "THT", "HKD"}


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
    renewed: Set[str]

    def tied(self, all_facts: Sequence[Facts]) -> tuple[Facts, ...]:
        """The facts of the corpus with their slugs."""
        return tuple(
            replace(
                facts,
                organizations=tuple(tied_to(one, slug) for one, slug in zip(facts.organizations, makers, strict=True)),
                products=tuple(tied_to(one, slug) for one, slug in zip(facts.products, goods, strict=True)),
            )
            for facts, makers, goods in zip(all_facts, self.makers, self.goods, strict=True)
        )


Keep = Callable[[str, Sequence[Entity]], None]
"""What takes the producers and products of a group, by its name, that are others than before."""


def registry(
    all_facts: Sequence[Facts],
    rulebook: Rulebook,
    copies: Mapping[int, int] = MappingProxyType({}),
    known: Known | None = None,
    keep: Keep | None = None,
) -> Registry:
    """The registry of a corpus, one group after the other.

    ``copies``: of each copy, by its place, the place of the first; what a copy names is not counted, but tied to what
    the first calls so. Groups that are as they were in ``known`` are left as they are. Where ``keep`` takes the
    entities of each group, none of them are held.
    """
    known = known or Known()
    places = [place for place in range(len(all_facts)) if place not in copies]
    counted = Each(len(places), lambda index: (places[index], all_facts[places[index]]))
    homes = with_merged(counted, homes_of(counted, rulebook), rulebook)
    members = groups(homes)
    told_apart = digests(members, all_facts, homes, copies)
    staying = frozenset(name for name, digest in told_apart.items() if known.digests.get(name) == digest)
    taken = {slug for name in staying for slug in known.slugs.get(name, ())}
    entities: list[Entity] = []
    tying = Tying(all_facts, homes, copies, known, staying, rulebook)
    tying.leave(members)
    for name, documents in members.items():
        here = _named(name, documents, all_facts, homes, rulebook) if name not in staying else None
        if here is not None and not (here.producers or here.goods):
            del told_apart[name]
        elif here is not None:
            found = _Found(taken)
            made = [*_producers(here, found, rulebook), *_products(here, found, rulebook)]
            made.sort(key=lambda one: one.slug)
            keep(name, made) if keep else entities.extend(made)
            tying.tie(here, found.makers, found.goods)
    tying.tie_copies()
    entities.sort(key=lambda one: one.slug)
    return Registry(tuple(entities), tying.makers, tying.goods, told_apart, told_apart.keys() - staying)


def _named(name: str, documents: Sequence[int], all_facts: Sequence[Facts], homes: Homes, rulebook: Rulebook) -> Named:
    """What some documents name in the group of a name."""
    here = Named()
    for number in documents:
        here.take(name, Host.of(number, all_facts[number], homes, rulebook))
    return here


@dataclass(slots=True)
class _Found:
    """What was found so far in a group: the slugs of producers by document and name, of products by document and place.

    ``taken`` are the slugs of all groups.
    """

    taken: set[str]
    makers: dict[tuple[int, str], str] = field(default_factory=dict)
    goods: dict[tuple[int, int], str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    """The trade names of producers, by slug."""
    households: set[str] = field(default_factory=set)


def _producers(here: Named, found: _Found, rulebook: Rulebook) -> Iterator[Entity]:
    for cluster in clusters(
        here.producers,
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


def _products(here: Named, found: _Found, rulebook: Rulebook) -> Iterator[Entity]:
    alike = clusters(
        products(here.goods, found.makers),
        lambda n: (n.province, n.maker, _near(n, rulebook)),
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


def _near(naming: Naming, rulebook: Rulebook) -> str:
    """What products have in common that may be one: of one producer the first letter, of none the whole name."""
    name = product_name(told_name(naming.name, rulebook), rulebook)
    whole = naming.maker is None and product_name(naming.name, rulebook) not in decided_names(rulebook)
    return name if whole else fold(name)[:1]


def _shortened(text: str, rulebook: Rulebook) -> str:
    """A spelled-out name with its longest legal forms short, for an address that can be read."""
    for full, short in _forms(rulebook):
        text = text.replace(full, short)
    return text


@cache
def _forms(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    rows = rulebook.table("name_abbreviations")
    return tuple((row["full"].lower(), row["short"].lower()) for row in rows if row["short"] in _SHORT_FORMS)


def _slug(words: Sequence[str], taken: set[str]) -> str:
    """An address that no other entity has."""
    return untaken(slugged(" ".join(word for word in words if not word.startswith("?"))) or "khong-ten", taken)
