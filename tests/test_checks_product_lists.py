"""Lists of products: none twice, and as many of each class and group as the text says."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

NAMES = ("Chè Bát Tiên", "Gạo Séng cù", "Mật ong", "Măng khô", "Miến đao")
STARS = "Có 05 sản phẩm, gồm {:02} sản phẩm 4 sao và {:02} sản phẩm đạt 3 sao."
GROUPS = "Theo nhóm: nhóm thực phẩm có {:02} sản phẩm, đồ uống {:02} sản phẩm."
FOOD = ("Đồ uống", "Thực phẩm", "Thực phẩm", "Thực phẩm", "Thực phẩm")
COUNTED = "| TT | Nhóm sản phẩm | Số sản phẩm |\n|---|---|---|\n| 1 | Thực phẩm | {} |\n| 2 | Đồ uống | {} |\n\n"


def listed(lead: str, heading: str, *cells: str) -> str:
    rows = [f"| {n} | {name} | {one} |" for n, (name, one) in enumerate(zip(NAMES, cells, strict=True), 1)]
    return headed("\n".join((f"{lead}\n\nPHỤ LỤC\n", f"| TT | Tên sản phẩm | {heading} |", "|---|---|---|", *rows)))


def dated(*rows: str) -> str:
    return headed("\n".join(("Danh sách:\n", "| TT | Sản phẩm | Tháng hết hạn | Hạng |", "|---|---|---|---|", *rows)))


TWICE = ("| 1 | Rau Trà Quế | 5/2026 | 4 sao |", "| 2 | Tương ớt | 5/2026 | 3 sao |")

GIVES = [
    Gives(
        "P116",
        "warning",
        listed(STARS.format(2, 3), "Hạng", "4 sao", "3 sao", "3 sao", "3 sao", "3 sao"),
        ["02 sản phẩm 4 sao", "03 sản phẩm đạt 3 sao", "3 sao", "3 sao", "3 sao", "3 sao"],
    ),
    Gives(
        "P116",
        "warning",
        listed(GROUPS.format(3, 2), "Nhóm", *FOOD),
        ["nhóm thực phẩm có 03 sản phẩm", "đồ uống 02 sản phẩm", *FOOD[1:]],
    ),
    Gives("P116", "warning", listed(COUNTED.format(3, 2), "Nhóm", *FOOD), ["3", "2", *FOOD[1:]]),
    Gives("P109", "warning", dated(*TWICE, "| 3 | Rau Trà Quế | 5/2026 | 4 sao |"), ["Rau Trà Quế", "Rau Trà Quế"]),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "P116": {
        "right": listed(STARS.format(1, 4), "Hạng", "4 sao", "3 sao", "3 sao", "3 sao", "3 sao"),
        "right by groups": listed(GROUPS.format(4, 1), "Nhóm", *FOOD),
        "of more products": listed(STARS.format(2, 4), "Hạng", "4 sao", "3 sao", "3 sao", "3 sao", "3 sao"),
        "another list": listed(STARS.format(4, 1), "Hạng", "4 sao", "3 sao", "3 sao", "3 sao", "3 sao"),
        "right in another sentence": listed(
            f"Đăng ký: {STARS.format(2, 3)}\nKết quả: {STARS.format(1, 4)}", "Hạng", "4", "3", "3", "3", "3"
        ),
    },
    "P109": {
        "other months": dated(*TWICE, "| 3 | Rau Trà Quế | 6/2026 | 4 sao |"),
        "no numbers": dated(*TWICE, "|  | Rau Trà Quế | 5/2026 | 4 sao |"),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
