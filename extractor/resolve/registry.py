"""One producer, one product: the mentions of all documents tied to what they name.

Two names are one when nothing speaks against it: same province, same legal form, same trade name, branches of business
that do not contradict each other, places that do not clash. A name joins others only when it fits each of them. What
the rules get wrong a person sets right in ``rules/same_names.csv``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz

from extractor.facts.geography import unit_of
from extractor.facts.organizations.mentions import cell_name
from extractor.model import Entity, Facts, Spelling
from extractor.resolve.histories import history
from extractor.resolve.homes import Homes, block_of, homes_of
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.places import is_reformed, since_reform, without_house
from extractor.resolve.sameness import Naming, clash, one_producer, one_product, told_name, ways_of
from extractor.rulebook import Rulebook
from extractor.text import fold, slugged, untaken

_HOUSEHOLD = "household"


@dataclass(slots=True)
class _Cluster:
    """The namings of one producer or product."""

    members: list[Naming]
    ways: dict[str, Naming] = field(default_factory=dict)
    """The first naming for each way of writing."""

    def add(self, naming: Naming) -> None:
        self.members.append(naming)
        self.ways.setdefault(naming.name, naming)


def registry(
    all_facts: Sequence[Facts], rulebook: Rulebook, copies: Mapping[int, int] = MappingProxyType({})
) -> tuple[tuple[Facts, ...], tuple[Entity, ...]]:
    """The facts of a corpus with producers and products tied to their entities, and the entities by slug.

    ``copies``: of each copy, by its place, the place of the first; what a copy names is not counted, but tied to what
    the first calls so.
    """
    firsts = [(number, facts) for number, facts in enumerate(all_facts) if number not in copies]
    taken: set[str] = set()
    entities: list[Entity] = []
    makers: dict[tuple[int, str], str] = {}
    called: dict[str, str] = {}
    homes: set[str] = set()
    home = homes_of(firsts, rulebook)
    named = (naming for number, facts in firsts for naming in _producers(number, facts, home, rulebook))
    for cluster in _clusters(
        named,
        lambda n: (n.province, n.form, producer_name(told_name(n.name, rulebook), n.province, rulebook).own),
        lambda a, b: one_producer(a, b, rulebook),
    ):
        first = cluster.members[0]
        name = producer_name(first.name, first.province, rulebook)
        slug = _slug((_shortened(name.text, rulebook), first.province), taken)
        called[slug] = " ".join(name.own)
        makers |= dict.fromkeys(((naming.document, naming.name) for naming in cluster.members), slug)
        entity = _entity(slug, "producer", cluster, first.form == _HOUSEHOLD, rulebook)
        if first.form == _HOUSEHOLD:
            homes.add(slug)
        entities.append(replace(entity, form=first.form, trade_name=called[slug]))
    goods: dict[tuple[int, int], str] = {}
    mentioned = (naming for number, facts in firsts for naming in _products(number, facts, makers, home, rulebook))
    found = _clusters(
        mentioned,
        lambda n: (n.province, n.maker, fold(product_name(told_name(n.name, rulebook), rulebook))[:1]),
        lambda a, b: one_product(a, b, rulebook),
    )
    for cluster in _with_unowned(found, rulebook):
        first = cluster.members[0]
        slug = _slug((first.name, called.get(first.maker or "", first.province)), taken)
        goods |= dict.fromkeys(((naming.document, naming.index) for naming in cluster.members), slug)
        told = history([(one.head, one.product) for one in cluster.members if one.product], rulebook)
        entity = _entity(slug, "product", cluster, first.maker in homes, rulebook)
        entities.append(replace(entity, producer=first.maker, history=told))
    return tuple(_tied(all_facts, makers, goods, copies)), tuple(sorted(entities, key=lambda one: one.slug))


def _entity(
    slug: str, kind: Literal["producer", "product"], cluster: _Cluster, home: bool, rulebook: Rulebook
) -> Entity:
    """What is known of a producer and of a product alike; of a ``home`` no more than the commune is told."""
    placed = next((naming for naming in reversed(cluster.members) if naming.place), None)
    place = placed.place if placed else None
    place = without_house(place, rulebook) if home else place
    old = placed is not None and not is_reformed(placed.head.date)
    return Entity(
        *(slug, kind, _best(cluster), _province(cluster.members[0]), _spellings(cluster, rulebook)),
        place=place,
        place_now=since_reform(place, cluster.members[0].province, rulebook) if place and old else None,
        mentions=sum(naming.count for naming in cluster.members),
        documents=len({naming.document for naming in cluster.members}),
    )


def _tied(
    all_facts: Sequence[Facts],
    makers: Mapping[tuple[int, str], str],
    goods: Mapping[tuple[int, int], str],
    copies: Mapping[int, int],
) -> Iterator[Facts]:
    called: dict[tuple[int, str], str | None] = {
        (first, product.name): goods.get((first, at))
        for first in set(copies.values())
        for at, product in enumerate(all_facts[first].products)
    }
    for number, facts in enumerate(all_facts):
        first = copies.get(number, number)
        yield replace(
            facts,
            organizations=tuple(replace(one, entity=makers.get((first, one.name))) for one in facts.organizations),
            products=tuple(
                replace(one, entity=called.get((first, one.name)) if number in copies else goods.get((number, at)))
                for at, one in enumerate(facts.products)
            ),
        )


def _producers(number: int, facts: Facts, home: Homes, rulebook: Rulebook) -> Iterator[Naming]:
    """The producers that a document names, by themselves or beside their products."""
    counts = Counter(one.name for one in facts.organizations)
    forms = {one.name: one.kind for one in facts.organizations}
    places: dict[str, str | None] = dict.fromkeys(forms)
    for product in facts.products:
        if product.producer:
            places[product.producer] = places.get(product.producer) or product.place
    for name, place in places.items():
        form = forms.get(name) or _form_of(name, rulebook)
        yield Naming(
            *(number, facts.head, home[number, name], name),
            form=form,
            count=max(counts[name], 1),
            place=place,
            office=_office(number, facts, home[number, name], rulebook),
        )


def _form_of(name: str, rulebook: Rulebook) -> str:
    found = cell_name(name, rulebook)
    return found.kind if found else "other"


def _office(number: int, facts: Facts, home: str, rulebook: Rulebook) -> str | None:
    """The unit of the office that names what is in its own province."""
    return unit_of(facts.head.issuer) if home == block_of(number, facts, rulebook) else None


def _products(
    number: int, facts: Facts, makers: Mapping[tuple[int, str], str], home: Homes, rulebook: Rulebook
) -> Iterator[Naming]:
    """The products that a document names, but for goods that neither a name of their own nor a producer tells apart."""
    for index, product in enumerate(facts.products):
        maker = makers.get((number, product.producer)) if product.producer else None
        if maker or any(word[:1].isupper() for word in product.name.split()[1:]):
            own = block_of(number, facts, rulebook)
            block = home.get((number, product.producer or ""), own)
            yield Naming(
                *(number, facts.head, block, product.name),
                place=product.place,
                office=_office(number, facts, block, rulebook),
                index=index,
                maker=maker,
                product=product,
            )


def _province(naming: Naming) -> str | None:
    return None if naming.province.startswith("?") else naming.province


def _clusters(
    namings: Iterable[Naming], key: Callable[[Naming], Hashable], one: Callable[[Naming, Naming], bool]
) -> list[_Cluster]:
    """The namings that are ``one`` put together, the oldest first; only those of one ``key`` are compared."""
    near: dict[Hashable, list[_Cluster]] = defaultdict(list)
    found: list[_Cluster] = []
    for naming in sorted(namings, key=lambda n: (n.head.date or "9999", n.document, n.index, n.name)):
        here = near[key(naming)]
        cluster = next((c for c in here if all(one(naming, other) for other in c.ways.values())), None)
        if cluster is None:
            cluster = _Cluster([])
            here.append(cluster)
            found.append(cluster)
        cluster.add(naming)
    return found


def _with_unowned(found: Sequence[_Cluster], rulebook: Rulebook) -> list[_Cluster]:
    """The clusters, names without a producer joined to the one product of that name in the province."""
    owned: dict[tuple[str, str], list[_Cluster]] = defaultdict(list)
    for cluster in found:
        if cluster.members[0].maker:
            for key in {(n.province, words) for n in cluster.ways.values() for words in ways_of(n, rulebook)}:
                owned[key].append(cluster)
    kept: list[_Cluster] = []
    for cluster in found:
        first = cluster.members[0]
        homes = owned[first.province, product_name(first.name, rulebook).replace(" ", "")]
        if first.maker is None and len(homes) == 1 and not clash(first, homes[0].members[0], rulebook):
            for naming in cluster.members:
                homes[0].add(naming)
        else:
            kept.append(cluster)
    return kept


def _best(cluster: _Cluster) -> str:
    """The way of writing that is shown: not one that begins with an abbreviation, the most frequent, the longest."""
    counts = Counter[str]()
    for naming in cluster.members:
        counts[naming.name] += naming.count
    first = {name: -index for index, name in enumerate(cluster.ways)}
    return max(cluster.ways, key=lambda name: (len(name.split()[0]) > 2, counts[name], len(name), first[name]))


def _shortened(text: str, rulebook: Rulebook) -> str:
    """A spelled-out name with its longest legal forms short, for an address that can be read."""
    for row in rulebook.table("name_abbreviations"):
        if row["short"] in _SHORT_FORMS:
            text = text.replace(row["full"].lower(), row["short"].lower())
    return text


_SHORT_FORMS = {"TNHH", "MTV", "HTX", "DNTN", "THT", "HKD"}


def _spellings(cluster: _Cluster, rulebook: Rulebook) -> tuple[Spelling, ...]:
    """Each way of writing with how alike it is to the one shown, spelled out, from 0 to 100."""
    best = _compared(cluster.ways[_best(cluster)], rulebook)
    counts: Counter[str] = Counter()
    documents: dict[str, set[int]] = defaultdict(set)
    for naming in cluster.members:
        counts[naming.name] += naming.count
        documents[naming.name].add(naming.document)
    return tuple(
        Spelling(name, round(fuzz.ratio(_compared(naming, rulebook), best), 1), counts[name], len(documents[name]))
        for name, naming in cluster.ways.items()
    )


def _compared(naming: Naming, rulebook: Rulebook) -> str:
    return product_name(naming.name, rulebook) if naming.product else producer_name(naming.name, "", rulebook).text


def _slug(words: Sequence[str], taken: set[str]) -> str:
    """An address that no other entity has."""
    return untaken(slugged(" ".join(word for word in words if not word.startswith("?"))) or "khong-ten", taken)
