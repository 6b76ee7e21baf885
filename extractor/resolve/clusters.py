"""Namings of one producer, or of one product, put together, and what they say of it together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from extractor.model import Spelling
from extractor.resolve.homes import NOWHERE
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.places import is_reformed, since_reform, without_house
from extractor.resolve.sameness import Naming, clash, ways_of
from extractor.rulebook import Rulebook


@dataclass(slots=True)
class Cluster:
    """The namings of one producer or product."""

    members: list[Naming]
    ways: dict[str, Naming] = field(default_factory=dict)
    """The first naming for each way of writing."""

    def add(self, naming: Naming) -> None:
        """Puts a naming to the others."""
        self.members.append(naming)
        self.ways.setdefault(naming.name, naming)


def clusters(
    namings: Iterable[Naming], key: Callable[[Naming], Hashable], one: Callable[[Naming, Naming], bool]
) -> list[Cluster]:
    """The namings that are ``one`` put together, the oldest first; only those of one ``key`` are compared."""
    near: dict[Hashable, list[Cluster]] = defaultdict(list)
    found: list[Cluster] = []
    for naming in sorted(namings, key=lambda n: (n.head.date or "9999", n.document, n.index, n.name)):
        here = near[key(naming)]
        cluster = next((c for c in here if all(one(naming, other) for other in c.ways.values())), None)
        if cluster is None:
            cluster = Cluster([])
            here.append(cluster)
            found.append(cluster)
        cluster.add(naming)
    return found


def with_unowned(found: Sequence[Cluster], rulebook: Rulebook) -> list[Cluster]:
    """The clusters, names without a producer joined to the one product of that name in the province."""
    unowned = {_bare(cluster.members[0], rulebook) for cluster in found if cluster.members[0].maker is None}
    owned: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for cluster in found if unowned else ():
        if cluster.members[0].maker:
            for key in {(n.province, words) for n in cluster.ways.values() for words in ways_of(n, rulebook)}:
                owned[key].append(cluster)
    kept: list[Cluster] = []
    for cluster in found:
        first = cluster.members[0]
        homes = owned.get(_bare(first, rulebook), ()) if first.maker is None else ()
        if len(homes) == 1 and not clash(first, homes[0].members[0], rulebook):
            for naming in cluster.members:
                homes[0].add(naming)
        else:
            kept.append(cluster)
    return kept


def _bare(naming: Naming, rulebook: Rulebook) -> tuple[str, str]:
    return naming.province, product_name(naming.name, rulebook).replace(" ", "")


def told(cluster: Cluster, *, home: bool, rulebook: Rulebook) -> dict[str, Any]:
    """What is known of a producer and of a product alike, as fields of an entity; of a ``home`` no more than the
    commune is told."""
    placed = next((naming for naming in reversed(cluster.members) if naming.place), None)
    place = placed.place if placed else None
    place = without_house(place, rulebook) if home else place
    old = placed is not None and not is_reformed(placed.head.date)
    first, best = cluster.members[0], _best(cluster)
    mentions, documents = _counted(cluster.members)
    return {
        "name": best,
        "province": None if first.province.startswith(NOWHERE) else first.province,
        "spellings": _spellings(cluster, best, rulebook)
        if len(cluster.ways) > 1
        else (Spelling(best, 100.0, mentions, documents),),
        "place": place,
        "place_now": since_reform(place, first.province, rulebook) if place and old else None,
        "mentions": mentions,
        "documents": documents,
    }


def _best(cluster: Cluster) -> str:
    """The way of writing that is shown: not one that begins with an abbreviation, the most frequent, the longest."""
    if len(cluster.ways) == 1:
        return cluster.members[0].name
    counts = Counter[str]()
    for naming in cluster.members:
        counts[naming.name] += naming.count
    first = {name: -index for index, name in enumerate(cluster.ways)}
    return max(cluster.ways, key=lambda name: (len(name.split()[0]) > 2, counts[name], len(name), first[name]))


def _spellings(cluster: Cluster, best: str, rulebook: Rulebook) -> tuple[Spelling, ...]:
    """Each way of writing with how alike it is to the ``best``, spelled out, from 0 to 100."""
    shown = _compared(cluster.ways[best], rulebook)
    written: dict[str, list[Naming]] = defaultdict(list)
    for naming in cluster.members:
        written[naming.name].append(naming)
    return tuple(
        Spelling(
            name,
            100.0 if name == best else round(fuzz.ratio(_compared(naming, rulebook), shown), 1),
            *_counted(written[name]),
        )
        for name, naming in cluster.ways.items()
    )


def _counted(members: Sequence[Naming]) -> tuple[int, int]:
    """How often some namings stand, and in how many documents."""
    return sum(naming.count for naming in members), len({naming.document for naming in members})


def _compared(naming: Naming, rulebook: Rulebook) -> str:
    return product_name(naming.name, rulebook) if naming.product else producer_name(naming.name, "", rulebook).text
