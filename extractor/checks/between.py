"""Between documents: an act is cited with its own date, a product has one class at a time, a result one figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.case import Case
from extractor.checks.wording import written
from extractor.contested import witnesses
from extractor.each import Each
from extractor.model import Finding, Product
from extractor.resolve.names import producer_name, province_key
from extractor.targets import retold
from extractor.text import fold

_Once = tuple[str, tuple[str, ...], str, str]
"""Province, producer and product, with a year or a decision."""
_HELD = frozenset({"recognized", "exported"})


def two_ranks(cases: Sequence[Case]) -> Iterator[Finding]:
    """P108: one product is recognised with two classes of stars in documents of one year, or by one decision."""
    named: dict[_Once, dict[int, tuple[int, Product]]] = defaultdict(dict)
    """Who has which rank, and in the case of which number: a case would keep what else is in its facts."""
    shown: set[tuple[str, ...]] = set()
    telling = witnesses((name, one.stars, number) for number, one, name in _ranked(cases, range(len(cases))))
    for number, product, name in _ranked(cases, telling):
        named[name].setdefault(product.stars or 0, (number, product))
    for ranks in named.values():
        sides = tuple(sorted(f"{cases[number].facts.document.path} {one.start}" for number, one in ranks.values()))
        if len(ranks) > 1 and not _is_raised(ranks) and sides not in shown:
            shown.add(sides)
            first = next(iter(ranks.values()))[1]
            yield Finding(
                "P108",
                "warning",
                f"Sản phẩm “{' '.join(first.name.split())}” được ghi với nhiều hạng: "
                f"{', '.join(f'{stars} sao' for stars in sorted(ranks))}.",
                tuple(cases[number].evidence(product) for number, product in ranks.values()),
                found=", ".join(f"{stars} sao" for stars in sorted(ranks)),
                remedy="Đối chiếu quyết định công nhận và ghi lại hạng sao.",
            )


def _ranked(cases: Sequence[Case], numbers: Iterable[int]) -> Iterator[tuple[int, Product, _Once]]:
    """The products that are recognised in the cases of these ``numbers``, each with what it has one rank in: a year, a
    decision."""
    for number in numbers:
        case = cases[number]
        ranked = [one for one in case.facts.products if one.status in _HELD and one.stars and one.producer]
        province = province_key(case.facts.head.province, case.rulebook) if ranked else ""
        year = case.day[:4] if province else ""
        for product in ranked if year else ():
            maker = producer_name(product.producer or "", province, case.rulebook).words
            name = (province, maker, " ".join(fold(product.name).split()))
            for when in filter(None, (year, product.decision)):
                yield number, product, (*name, when)


def _is_raised(ranks: dict[int, tuple[int, Product]]) -> bool:
    """Whether one of the mentions tells that the product was raised to another class."""
    return any(product.recognition == "upgraded" for _, product in ranks.values())


def two_figures(cases: Sequence[Case]) -> Iterator[Finding]:
    """N501: two documents tell the same result with different figures: a plan that of last year, and the report."""
    pairs = retold(Each(len(cases), lambda number: cases[number].facts), cases[0].rulebook) if cases else []
    paths = {path for pair in pairs for path, _ in pair}
    by_path = {case.facts.document.path: case for case in cases if case.facts.document.path in paths} if paths else {}
    for (one, index), (other, place) in pairs:
        first, second = by_path[one].facts.indicators[index], by_path[other].facts.indicators[place]
        yield Finding(
            "N501",
            "warning",
            f"Hai văn bản ghi số liệu khác nhau về “{first.subject}” ({first.period}): "
            f"{by_path[one].name} ghi {written(first.value)}, {by_path[other].name} ghi {written(second.value)}.",
            (by_path[one].evidence(first), by_path[other].evidence(second)),
            found=f"{written(first.value)}, {written(second.value)}",
            remedy="Đối chiếu số liệu gốc và thống nhất giữa các văn bản.",
        )
