"""A document as it names producers and products: what all of its names have in common is found once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extractor.facts.geography import today, unit_of
from extractor.facts.organizations.mentions import cell_name
from extractor.model import Facts, Product
from extractor.resolve.homes import Homes, alone
from extractor.resolve.places import is_reformed
from extractor.resolve.sameness import Naming
from extractor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Host:
    """A document with its place in the corpus, and where lies what it names."""

    number: int
    facts: Facts
    homes: Homes
    provinces: Collection[str]
    """Those for which its issuer stands: its own, and the old ones that it was made of."""
    unit: str | None
    """The unit of its issuer below the province."""
    rulebook: Rulebook

    @classmethod
    def of(cls, number: int, facts: Facts, homes: Homes, rulebook: Rulebook) -> Host:
        """The document of some facts."""
        block = homes.blocks[number]
        merged = today(block) if is_reformed(facts.head.date) else None
        provinces = merged.made_of if merged else (block,)
        return cls(number, facts, homes, provinces, unit_of(facts.head.issuer), rulebook)

    def block_of(self, product: Product) -> str:
        """The block of a product: that of its producer, else its own or that of the document."""
        return self.homes.of(self.number, product.producer or alone(product))

    def producers(self) -> Iterator[Naming]:
        """The producers that it names, by themselves or beside its products."""
        counts = Counter(one.name for one in self.facts.organizations)
        forms = {one.name: one.kind for one in self.facts.organizations}
        places: dict[str, str | None] = dict.fromkeys(forms)
        for product in self.facts.products:
            if product.producer:
                places[product.producer] = places.get(product.producer) or product.place
        for name, place in places.items():
            block = self.homes.of(self.number, name)
            yield Naming(
                *(self.number, self.facts.head, block, name),
                form=forms.get(name) or _form_of(name, self.rulebook),
                count=max(counts[name], 1),
                place=place,
                office=self._office(block),
            )

    def product(self, index: int, maker: str | None = None) -> Naming:
        """The naming of a product by the ``maker`` of this slug."""
        product = self.facts.products[index]
        block = self.block_of(product)
        return Naming(
            *(self.number, self.facts.head, block, product.name),
            place=product.place,
            office=self._office(block),
            index=index,
            maker=maker,
            product=product,
        )

    def _office(self, block: str) -> str | None:
        """The unit of the office that names it, where that is of its province."""
        return self.unit if block in self.provinces else None


def _form_of(name: str, rulebook: Rulebook) -> str:
    found = cell_name(name, rulebook)
    return found.kind if found else "other"


def has_own_name(product: Product) -> bool:
    """Whether the name tells a product apart by itself: "Chè Tà Xùa", not "Mật ong"."""
    return any(word[:1].isupper() for word in product.name.split()[1:])
