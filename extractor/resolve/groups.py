"""The names of producers and products by province, within which they are compared; what is of none is one group.

A group is known by a digest of all that its registry is made from: where it is the same as before, so is the registry.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractor.facts.geography import today, unit_of
from extractor.facts.organizations.mentions import cell_name
from extractor.model import Facts, Product
from extractor.resolve.homes import NOWHERE, Homes, alone, block_of
from extractor.resolve.places import is_reformed
from extractor.resolve.sameness import Naming
from extractor.rulebook import Rulebook


def group_of(block: str) -> str:
    """The group of a block: its province; all that is of no known province is one group."""
    return NOWHERE if block.startswith(NOWHERE) else block


@dataclass(slots=True)
class Group:
    """The producers that are named in one group, and the products: each with its block, its document and its place."""

    producers: list[Naming] = field(default_factory=list)
    goods: list[tuple[str, int, int]] = field(default_factory=list)
    lines: list[object] = field(default_factory=list)
    """All that its registry is made from."""

    @property
    def digest(self) -> str:
        """The same for the same lines."""
        return hashlib.sha256(repr(self.lines).encode(errors="surrogatepass")).hexdigest()[:32]


def groups(all_facts: Sequence[Facts], home: Homes, copies: Mapping[int, int], rulebook: Rulebook) -> dict[str, Group]:
    """The groups of a corpus by name, the one of no province last; copies of documents are only named in them."""
    found: dict[str, Group] = defaultdict(Group)
    touched: dict[int, set[str]] = defaultdict(set)
    for number, facts in enumerate(all_facts):
        if number in copies:
            continue
        head, path = facts.head, (facts.document.path, facts.document.id)
        for naming in producers_of(number, facts, home, rulebook):
            group = found[group_of(naming.province)]
            group.producers.append(naming)
            said = (naming.province, naming.name, naming.form, naming.count, naming.place, naming.office)
            group.lines.append((*path, head.date, *said))
            touched[number].add(group_of(naming.province))
        for index, product in enumerate(facts.products):
            block = block_of_product(number, facts, product, home, rulebook)
            group = found[group_of(block)]
            group.goods.append((block, number, index))
            deciding = (head.date, head.doc_type, head.title, head.number, head.symbol, head.issuer)
            group.lines.append((*path, index, block, *deciding, *_said(product)))
            touched[number].add(group_of(block))
    for copy, first in sorted(copies.items()):
        for name in touched[first]:
            found[name].lines.append((all_facts[copy].document.path, all_facts[first].document.path))
    return {name: found[name] for name in sorted(found, key=lambda name: (name == NOWHERE, name))}


def _said(product: Product) -> tuple[object, ...]:
    grade = (product.stars, product.group, product.status, product.recognition)
    return product.name, product.producer, product.place, *grade, product.decision, product.expires


def producers_of(number: int, facts: Facts, home: Homes, rulebook: Rulebook) -> Iterator[Naming]:
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
            office=_office(facts, home[number, name], rulebook),
        )


def _form_of(name: str, rulebook: Rulebook) -> str:
    found = cell_name(name, rulebook)
    return found.kind if found else "other"


def _office(facts: Facts, home: str, rulebook: Rulebook) -> str | None:
    """The unit of the office that names what is in its own province, of the old ones that it was made of too."""
    block = block_of(facts, rulebook)
    merged = today(block) if is_reformed(facts.head.date) else None
    own = merged.made_of if merged else (block,)
    return unit_of(facts.head.issuer) if home in own else None


def block_of_product(number: int, facts: Facts, product: Product, home: Homes, rulebook: Rulebook) -> str:
    """The block of a product: that of its producer, else its own or that of the document."""
    return home.get((number, product.producer or alone(product))) or block_of(facts, rulebook)


def products(
    group: Group, all_facts: Sequence[Facts], makers: Mapping[tuple[int, str], str], rulebook: Rulebook
) -> Iterator[Naming]:
    """The products of a group, but for goods that neither a name of their own nor a producer tells apart."""
    for block, number, index in group.goods:
        facts = all_facts[number]
        product = facts.products[index]
        maker = makers.get((number, product.producer)) if product.producer else None
        if maker or has_own_name(product):
            yield replace(product_in(block, number, facts, index, rulebook), maker=maker)


def has_own_name(product: Product) -> bool:
    """Whether the name tells a product apart by itself: "Chè Tà Xùa", not "Mật ong"."""
    return any(word[:1].isupper() for word in product.name.split()[1:])


def product_in(block: str, number: int, facts: Facts, index: int, rulebook: Rulebook) -> Naming:
    """The naming of a product of a block, without its producer."""
    product = facts.products[index]
    return Naming(
        *(number, facts.head, block, product.name),
        place=product.place,
        office=_office(facts, block, rulebook),
        index=index,
        product=product,
    )
