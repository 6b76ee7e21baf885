"""In which of the old provinces lies what a document of a merged one names: since 1 July 2025 its province is several.

It lies where exactly one of the old provinces has the same name and nothing speaks against it; else in the one whose
name the province of today bears. Of a producer more must agree than the name, a product or the commune: people and
cooperatives are called alike in many provinces. No two companies of the country are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.facts.geography import today
from extractor.model import Facts
from extractor.resolve.groups import block_of_product, has_own_name, producers_of, product_in
from extractor.resolve.homes import Homes, alone, block_of
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.places import clashing, is_reformed, since_reform, units
from extractor.resolve.sameness import Naming, clash, one_producer, told_name, ways_of
from extractor.rulebook import Rulebook

Documents = Sequence[tuple[int, Facts]]


def with_merged(documents: Documents, home: Homes, rulebook: Rulebook) -> Homes:
    """``home`` with the old provinces of what documents of merged ones name; products beside no producer too."""
    if not any(_old_ones(facts, block_of(facts, rulebook)) for _, facts in documents):
        return home
    producers = _Makers(rulebook)
    for number, facts in documents:
        producers.take(number, facts, home)
    found = {**home, **dict(producers.lent())}
    return {**found, **dict(_lent_goods(documents, found, rulebook))}


def _old_ones(facts: Facts, home: str) -> tuple[str, ...]:
    """The old provinces in which may lie what a document says to be in ``home``: none where that leaves no doubt."""
    province = today(home) if is_reformed(facts.head.date) else None
    return province.made_of if province and province.name == home and len(province.made_of) > 1 else ()


@dataclass(slots=True)
class _Makers:
    """The producers of a corpus: those whose old province is known, and those that may lie in several."""

    rulebook: Rulebook
    settled: dict[tuple[str, str | None, tuple[str, ...]], list[Naming]] = field(default_factory=dict)
    """By old province, legal form and trade name."""
    open_: list[tuple[Naming, tuple[str, ...]]] = field(default_factory=list)
    goods: dict[tuple[int, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """The names of their products, by document and producer."""

    def take(self, number: int, facts: Facts, home: Homes) -> None:
        """Take in what a document names."""
        for product in facts.products:
            if product.producer:
                self.goods[number, product.producer].add(product_name(product.name, self.rulebook))
        for naming in producers_of(number, facts, home, self.rulebook):
            if old := _old_ones(facts, naming.province):
                self.open_.append((naming, old))
            else:
                self.settled.setdefault(self._key(naming), []).append(naming)

    def lent(self) -> Iterator[tuple[tuple[int, str], str]]:
        """The old province of each of the open ones of which one alone has it."""
        for naming, old in self.open_:
            alike = [one for province in old for one in self._alike(replace(naming, province=province))]
            sure = {one.province for one in alike if self._borne_out(naming, one)}
            named = {one.province for one in alike if self._is_company(naming, one)}
            if len(found := sure or named) == 1:
                yield (naming.document, naming.name), next(iter(found))

    def _alike(self, naming: Naming) -> Iterator[Naming]:
        """The producers of its name in the province of a naming."""
        for one in self.settled.get(self._key(naming), ()):
            if one_producer(naming, one, self.rulebook):
                yield one

    def _key(self, naming: Naming) -> tuple[str, str | None, tuple[str, ...]]:
        own = producer_name(told_name(naming.name, self.rulebook), naming.province, self.rulebook).own
        return naming.province, naming.form, own

    def _borne_out(self, naming: Naming, one: Naming) -> bool:
        """Whether two namesakes make one product, or are in one commune."""
        first, other = (self.goods.get((n.document, n.name), set()) for n in (naming, one))
        return not first.isdisjoint(other) or _are_neighbours(naming.place, one, self.rulebook)

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


def _lent_goods(documents: Documents, home: Homes, rulebook: Rulebook) -> Iterator[tuple[tuple[int, str], str]]:
    """The old province of each product beside no producer of which one alone has the name."""
    settled: Mapping[tuple[str, str], list[Naming]] = defaultdict(list)
    open_: list[tuple[Naming, tuple[str, ...]]] = []
    for naming, old in _goods(documents, home, rulebook):
        if old:
            open_.append((naming, old))
        else:
            for words in ways_of(naming, rulebook):
                settled[naming.province, words].append(naming)
    for naming, old in open_:
        words = product_name(naming.name, rulebook).replace(" ", "")
        having = [province for province in old if (province, words) in settled]
        if len(having) == 1 and naming.product:
            moved = replace(naming, province=having[0])
            if not any(clash(moved, one, rulebook) for one in settled[having[0], words]):
                yield (naming.document, alone(naming.product)), having[0]


def _goods(
    documents: Iterable[tuple[int, Facts]], home: Homes, rulebook: Rulebook
) -> Iterator[tuple[Naming, tuple[str, ...]]]:
    """The products of a corpus that have names of their own, each with the old provinces in which it may lie."""
    for number, facts in documents:
        for index, product in enumerate(facts.products):
            block = block_of_product(number, facts, product, home, rulebook)
            if has_own_name(product):
                old = () if product.producer else _old_ones(facts, block)
                yield product_in(block, number, facts, index, rulebook), old
