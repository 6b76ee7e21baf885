"""Sums of money: totals and their parts, rounding, lists that are not whole, and sums in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from check_texts import told

from extractor.facts import FINDERS
from extractor.model import Amount, Document, Facts, Finding, Head
from extractor.outline import outline
from extractor.pipeline import extract
from extractor.rulebook import Rulebook

ISSUED = Head(number="12", symbol="KH-UBND", doc_type="Kế hoạch", date="2022-02-10", level="tỉnh", province="Lai Châu")


def amount(text: str, quote: str, value: float, parent: int | None = None, **fields: object) -> Amount:
    start = text.index(quote)
    return Amount(start=start, end=start + len(quote), quote=quote, value=value, parent=parent, **fields)  # type: ignore[arg-type]


def check(text: str, *amounts: Amount, rulebook: Rulebook) -> list[Finding]:
    document = Document(id="0" * 64, path="plan.txt", format="text", text=text, copy_kind="original")
    return list(told(Facts(document=document, head=ISSUED, amounts=amounts), rulebook))


def total(words: str, figures: list[tuple[str, float]], rulebook: Rulebook, **fields: object) -> list[Finding]:
    """The findings on a total, the first figure, with the others as its parts."""
    text = f"Tổng kinh phí {figures[0][0]}, {words}: " + "; ".join(quote for quote, _ in figures[1:])
    return check(
        text,
        *(amount(text, q, v, None if i == 0 else 0, **fields) for i, (q, v) in enumerate(figures)),
        rulebook=rulebook,
    )


def test_a_total_that_is_not_its_parts(rulebook: Rulebook) -> None:
    figures = [("900 triệu đồng", 900e6), ("500 triệu đồng", 500e6), ("300 triệu đồng", 300e6)]
    (finding,) = total("gồm", figures, rulebook)
    assert (finding.code, finding.severity) == ("N101", "error")
    assert "chênh lệch 100.000.000 đồng" in finding.message
    assert [side.quote for side in finding.evidence] == [quote for quote, _ in figures]
    assert finding.expected is None, "any of the figures may be the one to mend"
    assert finding.remedy
    assert "hình thức tương đương" in finding.remedy


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("gồm", [("800 triệu đồng", 800e6), ("500 triệu đồng", 500e6), ("300 triệu đồng", 300e6)]),
        ("gồm", [("1,67 tỷ đồng", 1.67e9), ("1,111 tỷ đồng", 1.111e9), ("0,556 tỷ đồng", 0.556e9)]),
        ("gồm", [("1.667 triệu đồng", 1667e6), ("1,111 tỷ đồng", 1.111e9), ("0,55559 tỷ đồng", 0.55559e9)]),
        ("trong đó", [("900 triệu đồng", 900e6), ("500 triệu đồng", 500e6), ("300 triệu đồng", 300e6)]),
        (
            "gồm",
            [("900 triệu đồng", 900e6), ("500 triệu đồng", 500e6), ("400 triệu đồng", 400e6), ("90 triệu đồng", 90e6)],
        ),
        ("gồm", [("900 triệu đồng", 900e6), ("500 triệu đồng", 500e6)]),
    ],
    ids=["equal", "rounded", "rounded in other units", "some of the parts", "a part of a part", "one part"],
)
def test_a_sum_an_official_would_not_object_to(
    words: str, figures: list[tuple[str, float]], rulebook: Rulebook
) -> None:
    assert not total(words, figures, rulebook)


def test_rounding_excuses_no_whole_figures(rulebook: Rulebook) -> None:
    assert total("gồm", [("802 triệu đồng", 802e6), ("500 triệu đồng", 500e6), ("301 triệu đồng", 301e6)], rulebook)


def test_an_approximate_figure_fails_no_sum(rulebook: Rulebook) -> None:
    figures = [("900 triệu đồng", 900e6), ("500 triệu đồng", 500e6), ("300 triệu đồng", 300e6)]
    assert not total("gồm", figures, rulebook, comparator="~")
    assert not total("gồm", figures, rulebook, value_max=10**9)


def test_parts_of_another_currency_are_not_added(rulebook: Rulebook) -> None:
    text = "Tổng 900 triệu đồng, gồm: 500 triệu đồng; 300 USD"
    given = [amount(text, "900 triệu đồng", 900e6), amount(text, "500 triệu đồng", 500e6, 0)]
    assert not check(text, *given, amount(text, "300 USD", 300, 0, currency="USD"), rulebook=rulebook)


def test_a_list_that_nearly_makes_the_total_is_meant_to_be_whole(rulebook: Rulebook) -> None:
    figures = [("900.100.000 đồng", 900_100_000), ("500.000.000 đồng", 5e8), ("400.000.000 đồng", 4e8)]
    assert [finding.code for finding in total("trong đó", figures, rulebook)] == ["N101"]


NESTED = "Tổng 1.000.000 đồng, gồm: A 610.000 đồng (gồm 200.000 đồng và 400.000 đồng); B 400.000 đồng."


def test_one_figure_that_mends_several_sums_is_named(rulebook: Rulebook) -> None:
    last = NESTED.rindex("400.000 đồng")
    second = Amount(start=last, end=last + 12, quote="400.000 đồng", value=400_000, parent=0)
    given = (
        amount(NESTED, "1.000.000 đồng", 1_000_000),
        amount(NESTED, "610.000 đồng", 610_000, 0),
        amount(NESTED, "200.000 đồng", 200_000, 1),
        amount(NESTED, "400.000 đồng", 400_000, 1),
        second,
    )
    findings = check(NESTED, *given, rulebook=rulebook)
    assert [finding.code for finding in findings] == ["N101", "N101"]
    assert {(finding.found, finding.expected) for finding in findings} == {("610.000 đồng", "600.000 đồng")}


WORDS = "Tổng kinh phí 1.250.000 đồng ({}), gồm: 1.000.000 đồng và 250.000 đồng"
MALFORMED = "Một triệu hai trăm nghìn năm mươi nghìn đồng"


@pytest.mark.parametrize(
    ("said", "value", "codes"),
    [
        ("Một triệu hai trăm nghìn đồng", 1_200_000, ["N301"]),
        ("Một triệu hai trăm năm mươi nghìn đồng", 1_250_000, []),
    ],
    ids=["another number", "the same"],
)
def test_a_sum_in_words(said: str, value: float, codes: list[str], rulebook: Rulebook) -> None:
    """The parts hang on the words, as the finder ties them; they are added up against the digits."""
    text = WORDS.format(said)
    given = (
        amount(text, "1.250.000 đồng", 1_250_000),
        amount(text, said, value, words=True),
        amount(text, "1.000.000 đồng", 1_000_000, 1),
        amount(text, "và 250.000 đồng", 250_000, 1),
    )
    assert [finding.code for finding in check(text, *given, rulebook=rulebook)] == codes


def test_a_sum_in_words_that_is_no_number(rulebook: Rulebook) -> None:
    document = Document(id="0" * 64, path="plan.txt", format="text", copy_kind="original", text=WORDS.format(MALFORMED))
    found = told(replace(extract(document, rulebook), head=ISSUED), rulebook)
    assert [(finding.code, finding.found) for finding in found] == [("N301", MALFORMED)]


def test_from_the_text_itself(rulebook: Rulebook) -> None:
    """With the amounts as the finder finds them."""
    text = (
        "V. KINH PHÍ THỰC HIỆN\n\nTổng kinh phí thực hiện Kế hoạch năm 2024 là 950 triệu đồng, gồm:\n\n"
        "- Ngân sách tỉnh: 500 triệu đồng.\n\n- Ngân sách huyện: 300 triệu đồng.\n"
    )
    document = Document(id="0" * 64, path="plan.txt", format="text", text=text, copy_kind="original")
    amounts = tuple(FINDERS["amounts"](document, outline(document, rulebook), rulebook))
    found = told(Facts(document=document, head=ISSUED, amounts=amounts), rulebook)  # type: ignore[arg-type]
    assert [finding.code for finding in found] == ["N101"]


def test_a_sum_in_words_that_says_another_thing_is_no_second_reading(rulebook: Rulebook) -> None:
    text = "- Thuê mặt bằng: 5.000.000 đồng/tháng;\n\n- Thưởng: hai mươi triệu đồng.\n"
    given = (
        amount(text, "5.000.000 đồng", 5_000_000),
        amount(text, "hai mươi triệu đồng", 20_000_000, words=True),
    )
    assert check(text, *given, rulebook=rulebook) == []
