"""N1, products of figures: so many things at a price each make the sum that is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.case import Case
from extractor.checks.repairs import found_in_tables
from extractor.checks.wording import written
from extractor.model import Finding
from extractor.numbers import number

_SCALES = {"đồng": 1, "nghìn": 1000, "ngàn": 1000, "triệu": 1000000, "tỷ": 1000000000}


def products(case: Case) -> Iterator[Finding]:
    """N111: a sum that is told to be so many times a price is another."""
    yield from found_in_tables("N111", case)
    yield from _in_sentences(case)
    yield from _at_rates(case)


def _in_sentences(case: Case) -> Iterator[Finding]:
    """N111: "657 triệu đồng (12 sản phẩm x 20 triệu đồng; 29 sản phẩm x 15 triệu đồng)": the products miss the sum."""
    for match in case.pattern("products_of").finditer(case.view.text):
        told = _money(match["total"], match["unit"])
        parts = [
            (Decimal(repr(number(one["count"]) or 0)), _money(one["price"], one["unit"]))
            for one in case.pattern("products_of", "part").finditer(match["parts"])
        ]
        if told is None or not parts or any(price is None for _, price in parts):
            continue
        made = sum((count * price for count, price in parts if price is not None), Decimal(0))
        if made != told:
            yield _finding(case, match, made, told, match["unit"])


def _at_rates(case: Case) -> Iterator[Finding]:
    """N111: "62 sản phẩm, mức 100 triệu đồng/sản phẩm, kinh phí 6.200 triệu đồng": so many at the rate miss the sum."""
    for match in case.found("products_of", "rated"):
        count, price = number(match["count"]), _money(match["price"], match["unit"])
        told = _money(match["total"], match["money"])
        if count and price and told and Decimal(repr(count)) * price != told:
            yield _finding(case, match, Decimal(repr(count)) * price, told, match["money"])


def _finding(case: Case, match: re.Match[str], made: Decimal, told: Decimal, unit: str) -> Finding:
    scale = _SCALES[unit.lower().split()[0]]
    right, said = written(float(made / scale)), written(float(told / scale))
    return Finding(
        "N111",
        "error",
        f"Số lượng nhân đơn giá được {right}, không phải {said}.",
        (case.words(*case.view.span(match.start(), match.end())),),
        expected=right,
        found=" ".join(f"{match['total']} {unit}".split()),
        remedy="Tính lại thành tiền, hoặc ghi lại số lượng, đơn giá.",
    )


def _money(figure: str, unit: str) -> Decimal | None:
    value = number(figure.rstrip("."))
    return None if value is None else Decimal(repr(value)) * _SCALES[unit.lower().split()[0]]
