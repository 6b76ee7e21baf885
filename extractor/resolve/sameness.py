"""Whether two names are those of one producer, or of one product: nothing must speak against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from extractor.language import is_word
from extractor.model import Head, Product
from extractor.resolve.names import producer_name, product_name
from extractor.resolve.places import clashing, is_reformed, since_reform
from extractor.rulebook import Rulebook
from extractor.text import fold

_TRADES_ALIKE = 85
"""How alike the branches of business in two names must be (token sort ratio) where neither has all of the other's."""
_PRODUCTS_ALIKE = 92
"""How alike two names of products of one producer must be, marks left out, of which one may be misspelt."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a document: for producers each way of writing once, for products each mention."""

    document: int
    head: Head
    province: str
    name: str
    form: str | None = None
    count: int = 1
    place: str | None = None
    """Where the document says that it is."""
    office: str | None = None
    """The unit of the office that names it, which stands for a place that nobody states."""
    index: int = 0
    maker: str | None = None
    product: Product | None = None


def one_producer(a: Naming, b: Naming, rulebook: Rulebook) -> bool:
    """Whether two names of one legal form and one trade name, in one province, are those of one producer."""
    told = _decided(rulebook).get(("producer", frozenset((a.name.casefold(), b.name.casefold()))))
    if told is not None:
        return told
    first, other = (producer_name(n.name, n.province, rulebook) for n in (a, b))
    alike = fuzz.token_sort_ratio(" ".join(sorted(first.trade)), " ".join(sorted(other.trade)))
    trades = first.trade <= other.trade or other.trade <= first.trade or alike >= _TRADES_ALIKE
    return trades and not clash(a, b, rulebook)


def one_product(a: Naming, b: Naming, rulebook: Rulebook) -> bool:
    """Whether two names beside one producer, or beside none, are those of one product."""
    told = _decided(rulebook).get(("product", frozenset((a.name.casefold(), b.name.casefold()))))
    if told is not None:
        return told
    first, other = _bare_of_maker(a, rulebook), _bare_of_maker(b, rulebook)
    if first == other:
        return a.maker is not None or not clash(a, b, rulebook)
    return a.maker is not None and (_same_letters(first, other) or _misspelt(a.name, b.name))


def _bare_of_maker(naming: Naming, rulebook: Rulebook) -> str:
    """The name of a product without the trade name of its producer at the end: "Nem Cô Hoàng" of "Cơ sở Cô Hoàng"."""
    name = product_name(naming.name, rulebook)
    if naming.product is None or not naming.product.producer:
        return name
    own = " ".join(producer_name(naming.product.producer, naming.province, rulebook).own)
    return name.removesuffix(f" {own}")


def _same_letters(first: str, other: str) -> bool:
    """Whether two names differ in blanks only ("ST 25"), or the one has lost its marks."""
    if first.replace(" ", "") == other.replace(" ", ""):
        return True
    return fold(first) == fold(other) and fold(first) in (first, other)


def _misspelt(first: str, other: str) -> bool:
    """Whether two names of products of one producer differ in syllables of which at most one is a word: "Nghiệp" and
    "Nghiêp" are one, "Bánh Tráng Tôm" and "Bánh Tráng Tỏi" are two."""
    one, two = first.split(), other.split()
    differ = [(a, b) for a, b in zip(one, two, strict=False) if a.casefold() != b.casefold()]
    slips = all(a.isalpha() and b.isalpha() and not (is_word(a) and is_word(b)) for a, b in differ)
    alike = fuzz.ratio(fold(first), fold(other)) >= _PRODUCTS_ALIKE
    return len(one) == len(two) and slips and one[0].casefold() == two[0].casefold() and alike


def clash(a: Naming, b: Naming, rulebook: Rulebook) -> bool:
    """Whether two namings are placed in two communes or districts; one from before the reform where it is now."""
    first, other = a.place or a.office, b.place or b.office
    if not (first and other):
        return False
    if is_reformed(a.head.date) == is_reformed(b.head.date):
        return clashing(first, other, rulebook)
    old, new = (other, first) if is_reformed(a.head.date) else (first, other)
    renewed = since_reform(old, a.province, rulebook)
    return renewed is not None and clashing(renewed, new, rulebook)


@cache
def _decided(rulebook: Rulebook) -> Mapping[tuple[str, frozenset[str]], bool]:
    """What people decided: by kind and the two names whether they are one."""
    return {
        (row["kind"], frozenset((row["name"].casefold(), row["other"].casefold()))): row["same"] == "yes"
        for row in rulebook.table("same_names")
    }


@cache
def decided_names(rulebook: Rulebook) -> frozenset[str]:
    """The names of which people decided something, as names of products are compared."""
    rows = rulebook.table("same_names")
    return frozenset(product_name(row[column], rulebook) for row in rows for column in ("name", "other"))


def told_name(name: str, rulebook: Rulebook) -> str:
    """The name that a person says ``name`` is another way of writing; ``name`` itself for all others."""
    return _aliases(rulebook).get(name.casefold(), name)


@cache
def _aliases(rulebook: Rulebook) -> Mapping[str, str]:
    return {row["other"].casefold(): row["name"] for row in rulebook.table("same_names") if row["same"] == "yes"}


def ways_of(naming: Naming, rulebook: Rulebook) -> set[str]:
    """How a product may be named elsewhere, without blanks: in full, and without its producer's name at the end."""
    return {words.replace(" ", "") for words in (product_name(naming.name, rulebook), _bare_of_maker(naming, rulebook))}
