"""N1, products of figures: so many things at a price each make the sum that is told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.checks.case import Case
from extractor.checks.wording import written
from extractor.model import Cell, Evidence, Finding, Table
from extractor.numbers import number

_NEEDED = ("count", "price", "money")
_SCALES = {"đồng": 1, "nghìn": 1000, "ngàn": 1000, "triệu": 1000000, "tỷ": 1000000000}
_REMEDY = "Tính lại thành tiền, hoặc ghi lại số lượng, đơn giá."


def _in_tables(case: Case) -> Iterator[Finding]:
    """N111: in a row of a table the sum is not the number of things times the price of each."""
    for table in case.facts.document.tables:
        columns = _columns(table)
        for row in table.rows if columns else ():
            cells = [row[index] for index in columns if index < len(row)]
            values = [number(cell.text.strip()) for cell in cells]
            if len(values) < len(_NEEDED) or any(value is None or value == 0 for value in values):
                continue
            count, price, money = (Decimal(repr(value)) for value in values)
            scale = _scale(count * price, money)
            if scale is None:
                yield _finding(count * price, money, tuple(_words(case, cells)), cells[2].text.strip())


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
            scale = _SCALES[match["unit"].lower().split()[0]]
            evidence = (case.words(*case.view.span(match.start(), match.end())),)
            yield _finding(made / scale, told / scale, evidence, f"{match['total']} {match['unit']}")


def products(case: Case) -> Iterator[Finding]:
    """N111: a sum that is told to be so many times a price is another."""
    yield from _in_tables(case)
    yield from _in_sentences(case)


def _columns(table: Table) -> list[int]:
    """The columns of number, price and sum; nothing when one of them is not there once."""
    found = [[i for i, one in enumerate(table.columns) if one.meaning == meaning] for meaning in _NEEDED]
    return [one[0] for one in found] if all(len(one) == 1 for one in found) else []


def _scale(made: Decimal, told: Decimal) -> int | None:
    """The power of ten by which the unit of the sum differs from that of the price; ``None`` when the sum is wrong."""
    return next((power for power in (0, 3, 6, -3, -6) if made == told * Decimal(10) ** power), None)


def _money(figure: str, unit: str) -> Decimal | None:
    value = number(figure.rstrip("."))
    return None if value is None else Decimal(repr(value)) * _SCALES[unit.lower().split()[0]]


def _words(case: Case, cells: list[Cell]) -> Iterator[Evidence]:
    for cell in cells:
        if cell.start is not None and cell.end is not None:
            yield case.words(cell.start, cell.end)


def _finding(made: Decimal, told: Decimal, evidence: tuple[Evidence, ...], found: str) -> Finding:
    return Finding(
        "N111",
        "error",
        f"Số lượng nhân đơn giá được {written(float(made))}, không phải {written(float(told))}.",
        evidence,
        expected=written(float(made)),
        found=" ".join(found.split()),
        remedy=_REMEDY,
    )
