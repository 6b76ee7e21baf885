"""In which of the old provinces lies what a document of a merged one names: since 1 July 2025 its province is several.

It lies where exactly one of the old provinces has the same name and nothing speaks against it; else in the one whose
name the province of today bears. Of a producer more must agree than the name, a product or the commune: people and
cooperatives are called alike in many provinces. No two companies of the country are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from extractor.each import Each
from extractor.facts.geography import today
from extractor.model import Facts
from extractor.resolve.homes import Documents, Homes, alone
from extractor.resolve.hosts import Host, has_own_name
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.places import clashing, is_reformed, since_reform, units
from extractor.resolve.sameness import Naming, clash, one_producer, told_name, ways_of
from extractor.rulebook import Rulebook


def with_merged(documents: Documents, homes: Homes, rulebook: Rulebook) -> Homes:
    """``homes`` with the old provinces of what documents of merged ones name; products beside no producer too."""
    if not any(_old_ones(facts, homes.blocks[number]) for number, facts in documents):
        return homes
    hosts = Each(len(documents), lambda place: Host.of(*documents[place], homes, rulebook))
    producers = _Makers(rulebook)
    for host in hosts:
        producers.ask(host)
    for host in hosts if producers.open_ else ():
        producers.take(host)
    found = Homes(homes.blocks, {**homes.elsewhere, **dict(producers.lent())})
    moved = Each(len(documents), lambda place: Host.of(*documents[place], found, rulebook))
    return Homes(homes.blocks, {**found.elsewhere, **dict(_lent_goods(moved, rulebook))})


def _old_ones(facts: Facts, home: str) -> tuple[str, ...]:
    """The old provinces in which may lie what a document says to be in ``home``: none where that leaves no doubt."""
    province = today(home) if is_reformed(facts.head.date) else None
    return province.made_of if province and province.name == home and len(province.made_of) > 1 else ()


_Where = tuple[str, str | None, str | None, bool]
"""What of a naming decides whether another fits it: the name, its place, that of the office, and of which time."""


def _where(naming: Naming) -> _Where:
    return naming.name, naming.place, naming.office, is_reformed(naming.head.date)


@dataclass(slots=True)
class _Makers:
    """The producers of a corpus that may lie in several old provinces, and their namesakes of which it is known."""

    rulebook: Rulebook
    open_: list[tuple[Naming, tuple[str, ...], set[str]]] = field(default_factory=list)
    """Each with the old provinces and the names of its products."""
    settled: dict[tuple[str, str | None, tuple[str, ...]], dict[_Where, tuple[Naming, set[str]]]] = field(
        default_factory=dict
    )
    """By old province, legal form and trade name, those named alike once with the names of all their products."""

    def ask(self, host: Host) -> None:
        """Take in the producers of a document that may lie in several provinces."""
        is_new = is_reformed(host.facts.head.date)
        goods = self._goods(host.facts) if is_new else {}
        for naming in host.producers() if is_new else ():
            if old := _old_ones(host.facts, naming.province):
                self.open_.append((naming, old, goods.get(naming.name, set())))
                for province in old:
                    self.settled.setdefault(self._key(replace(naming, province=province)), {})

    def take(self, host: Host) -> None:
        """Take in the namesakes in a document whose province is known."""
        meant = [
            one
            for one in host.producers()
            if self._key(one) in self.settled and not _old_ones(host.facts, one.province)
        ]
        goods = self._goods(host.facts) if meant else {}
        for one in meant:
            _, made = self.settled[self._key(one)].setdefault(_where(one), (one, set()))
            made.update(goods.get(one.name, ()))

    def lent(self) -> Iterator[tuple[tuple[int, str], str]]:
        """The old province of each of the open ones of which one alone has it."""
        for naming, old, goods in self.open_:
            alike = [one for province in old for one in self._alike(replace(naming, province=province))]
            sure = {one.province for one, made in alike if self._borne_out(naming, goods, one, made)}
            named = {one.province for one, _ in alike if self._is_company(naming, one)}
            if len(found := sure or named) == 1:
                yield (naming.document, naming.name), next(iter(found))

    def _goods(self, facts: Facts) -> dict[str, set[str]]:
        """The names of the products in a document by their producers."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in facts.products:
            found[one.producer or ""].add(product_name(one.name, self.rulebook))
        return found

    def _alike(self, naming: Naming) -> Iterator[tuple[Naming, set[str]]]:
        """The producers of its name in the province of a naming, with their products."""
        for one, made in self.settled[self._key(naming)].values():
            if one_producer(naming, one, self.rulebook):
                yield one, made

    def _key(self, naming: Naming) -> tuple[str, str | None, tuple[str, ...]]:
        own = producer_name(told_name(naming.name, self.rulebook), naming.province, self.rulebook).own
        return naming.province, naming.form, own

    def _borne_out(self, naming: Naming, goods: set[str], one: Naming, made: set[str]) -> bool:
        """Whether two namesakes make one product, or are in one commune."""
        return not goods.isdisjoint(made) or _are_neighbours(naming.place, one, self.rulebook)

    def _is_company(self, naming: Naming, one: Naming) -> bool:
        first, other = (producer_name(n.name, None, self.rulebook).text for n in (naming, one))
        return (naming.form or "").startswith("company") and first == other


def _are_neighbours(place: str | None, one: Naming, rulebook: Rulebook) -> bool:
    """Whether a place of today is in the commune in which a producer is now."""
    there = one.place
    if there and not is_reformed(one.head.date):
        there = since_reform(there, one.province, rulebook)
    if not (place and there):
        return False
    known = all("commune" in units(each, rulebook) for each in (place, there))
    return known and not clashing(place, there, rulebook)


def _lent_goods(hosts: Iterable[Host], rulebook: Rulebook) -> Iterator[tuple[tuple[int, str], str]]:
    """The old province of each product beside no producer of which one alone has the name."""
    open_ = [(naming, old) for naming, old in _goods(hosts) if old]
    settled: dict[tuple[str, str], dict[_Where, Naming]] = {
        (province, _joined(naming, rulebook)): {} for naming, old in open_ for province in old
    }
    for naming, old in _goods(hosts) if open_ else ():
        for words in ways_of(naming, rulebook) if not old else ():
            if (naming.province, words) in settled:
                settled[naming.province, words].setdefault(_where(naming), naming)
    for naming, old in open_:
        words = _joined(naming, rulebook)
        having = [province for province in old if settled[province, words]]
        if len(having) == 1 and naming.product:
            moved = replace(naming, province=having[0])
            if not any(clash(moved, one, rulebook) for one in settled[having[0], words].values()):
                yield (naming.document, alone(naming.product)), having[0]


def _joined(naming: Naming, rulebook: Rulebook) -> str:
    return product_name(naming.name, rulebook).replace(" ", "")


def _goods(hosts: Iterable[Host]) -> Iterator[tuple[Naming, tuple[str, ...]]]:
    """The products of a corpus that have names of their own, each with the old provinces in which it may lie."""
    for host in hosts:
        for index, product in enumerate(host.facts.products):
            if has_own_name(product):
                old = () if product.producer else _old_ones(host.facts, host.block_of(product))
                yield host.product(index), old
