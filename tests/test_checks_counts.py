"""Sums of things counted: products by class of stars, producers by kind."""

from __future__ import annotations

import pytest
from test_checks import found

from extractor.model import Document, Facts, Head, Indicator
from extractor.rulebook import Rulebook

Row = tuple[str, int, str, str | None]
"""Quote, value, unit, what is counted."""


def listed(total: Row, *parts: Row, comparator: str = "=", table: bool = False) -> Facts:
    """A document in which ``parts`` are put under ``total``."""
    text, indicators = "", []
    for index, (quote, value, unit, subject) in enumerate((total, *parts)):
        start = len(text)
        text += f"{quote}; "
        indicators.append(
            Indicator(
                start=start,
                end=start + len(quote),
                quote=quote,
                kind="result",
                value=value,
                unit=unit,
                subject=subject,
                comparator=comparator,
                table=table,
                parent=None if index == 0 else 0,
            )
        )
    document = Document(id="0" * 64, path="report.txt", format="text", text=text, copy_kind="original")
    return Facts(document=document, head=Head(), indicators=tuple(indicators))


def products(value: int, what: str = "sản phẩm OCOP") -> Row:
    return f"{value} sản phẩm", value, "sản phẩm", what


def test_products_are_not_the_sum_of_their_stars(rulebook: Rulebook) -> None:
    given = listed(products(120), products(15, "sản phẩm 4 sao"), products(95, "sản phẩm đạt 03 sao"))
    (finding,) = found("N102", given, rulebook)
    assert "15 + 95 = 110, chênh lệch 10" in finding.message
    assert [side.quote for side in finding.evidence] == ["120 sản phẩm", "15 sản phẩm", "95 sản phẩm"]


@pytest.mark.parametrize(
    "given",
    [
        listed(products(110), products(15, "sản phẩm 4 sao"), products(95, "sản phẩm 3 sao")),
        listed(products(110), products(2, "sản phẩm 5 sao"), products(15, "sản phẩm 4 sao")),
        listed(products(110), products(15, "sản phẩm 4 sao"), products(60, "sản phẩm 4 sao")),
        listed(products(110), products(95, "sản phẩm đạt từ 3 sao trở lên"), products(40, "sản phẩm 4 sao")),
        listed(products(110), products(15, "sản phẩm 4 sao"), products(90, "sản phẩm 3 sao"), comparator="~"),
        listed(products(110), products(15, "sản phẩm 4 sao"), products(90, "sản phẩm 3 sao"), table=True),
        listed(("60 chủ thể", 60, "chủ thể", None), products(15, "sản phẩm 4 sao"), products(95, "sản phẩm 3 sao")),
    ],
    ids=["equal", "some classes", "one class twice", "overlapping", "approximate", "table", "another thing"],
)
def test_products_by_stars_silent(given: Facts, rulebook: Rulebook) -> None:
    assert not found("N102", given, rulebook)


def producers(value: int, kind: str) -> Row:
    return f"{value} {kind}", value, kind, kind


ALL = "chủ thể"


def test_producers_are_not_the_sum_of_their_kinds(rulebook: Rulebook) -> None:
    given = listed(
        producers(64, ALL),
        producers(20, "hợp tác xã"),
        producers(15, "Công ty cổ phần"),
        producers(30, "hộ kinh doanh"),
    )
    (finding,) = found("N103", given, rulebook)
    assert "20 + 15 + 30 = 65, chênh lệch 1" in finding.message


@pytest.mark.parametrize(
    "given",
    [
        listed(
            producers(65, ALL), producers(20, "hợp tác xã"), producers(15, "công ty"), producers(30, "hộ kinh doanh")
        ),
        listed(
            producers(180, ALL), producers(29, "hợp tác xã"), producers(12, "doanh nghiệp"), producers(11, "tổ hợp tác")
        ),
        listed(producers(65, ALL), producers(20, "hợp tác xã"), producers(15, "công ty")),
        listed(
            producers(65, ALL),
            producers(20, "hợp tác xã"),
            producers(15, "doanh nghiệp"),
            producers(30, "hộ kinh doanh"),
            producers(9, "công ty cổ phần"),
        ),
    ],
    ids=["equal", "some of them", "two kinds", "a kind within a kind"],
)
def test_producers_by_kind_silent(given: Facts, rulebook: Rulebook) -> None:
    assert not found("N103", given, rulebook)
