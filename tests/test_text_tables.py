"""Lists of products in plain text whose columns are set with blanks, or whose rows became lines of running text."""

from __future__ import annotations

from itertools import zip_longest
from random import Random
from textwrap import wrap

import pytest
import table_words as words

from extractor.facts.organizations.mentions import cell_name
from extractor.model import Table
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.rulebook import Rulebook

HEAD = ("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao")
WIDTHS = (4, 30, 34, 22, 10)
ABOVE = (
    "UBND HUYỆN VĨNH KHÊ\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề việc công nhận sản phẩm OCOP\n\nDANH SÁCH SẢN PHẨM OCOP\n\n"
)
SEEDS = range(40, 46)
ROWS = 15
LEAST = 0.98

Row = tuple[str, str, str, str, str]


def listed(seed: int) -> list[Row]:
    rng = Random(f"text {seed}")
    rows = []
    for number in range(1, ROWS + 1):
        name = words.product(rng, rng.choice(words.GROUPS)[1])
        rows.append((str(number), name, words.producer(rng), f"Xã {words.place(rng)}", rng.choice("345") + " sao"))
    return rows


def aligned(rows: list[Row], page: int = 0) -> str:
    """Columns set with blanks, cells wrapped; ``page`` rows to a page, the head on each."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        if not number or (page and number % page == 0):
            lines += ["", f"{'':40}{number // (page or 1) + 1}", "\f", *set_out(HEAD), ""] if number else set_out(HEAD)
        lines += set_out(row)
    return "\n".join(lines) + "\n"


def set_out(row: tuple[str, ...]) -> list[str]:
    cells = [wrap(text, width - 2) for text, width in zip(row, WIDTHS, strict=True)]
    return [
        "".join(f"{text:{width}}" for text, width in zip(line, WIDTHS, strict=True)).rstrip()
        for line in zip_longest(*cells, fillvalue="")
    ]


def run_on(rows: list[Row]) -> str:
    return "\n".join(" ".join(row) for row in (HEAD, *rows)) + "\n"


def wanted(rows: list[Row], rulebook: Rulebook) -> set[tuple[str, str | None, int]]:
    made = {row[2]: cell_name(row[2], rulebook) for row in rows}
    return {(row[1], found.name if (found := made[row[2]]) else None, int(row[4][0])) for row in rows}


def tables(text: str, rulebook: Rulebook) -> tuple[Table, ...]:
    return extract(read_bytes(text.encode(), "x.txt"), rulebook).document.tables


@pytest.mark.parametrize("layout", ["aligned", "pages", "run on"])
def test_a_row_is_one_product(layout: str, rulebook: Rulebook) -> None:
    good = whole = 0
    for seed in SEEDS:
        rows = listed(seed)
        text = run_on(rows) if layout == "run on" else aligned(rows, 6 if layout == "pages" else 0)
        found = extract(read_bytes((ABOVE + text).encode(), "x.txt"), rulebook).products
        right = wanted(rows, rulebook)
        good += len(right & {(one.name, one.producer, one.stars or 0) for one in found})
        whole += len(right)
    assert good >= LEAST * whole, f"{layout}: {good} of {whole}"


def test_groups_and_cells_of_several_lines(rulebook: Rulebook) -> None:
    text = ABOVE + (
        "TT    Tên sản phẩm                  Chủ thể                     Hạng sao\n"
        "      Huyện Cẩm Lãm\n"
        "1     Bánh gai mini nhân đậu xanh,  Hộ kinh doanh Hương Nga     3 sao\n"
        "      cốt dừa\n"
        "2     Mật ong hoa vải               HTX Liên Mạc                4 sao\n"
        "      Huyện Hà Giao\n"
        "3     Ổi lê                         HTX Sản xuất và tiêu thụ    3 sao\n"
        "                                    nông sản Hiệp Hòa\n"
    )
    (table,) = tables(text, rulebook)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["", "Huyện Cẩm Lãm", "", ""],
        ["1", "Bánh gai mini nhân đậu xanh, cốt dừa", "Hộ kinh doanh Hương Nga", "3 sao"],
        ["2", "Mật ong hoa vải", "HTX Liên Mạc", "4 sao"],
        ["", "Huyện Hà Giao", "", ""],
        ["3", "Ổi lê", "HTX Sản xuất và tiêu thụ nông sản Hiệp Hòa", "3 sao"],
    ]
    for row in table.rows:
        for cell in row:
            if cell.start is not None:
                places = [(cell.start, cell.end), *cell.rest]
                assert " ".join(text[start:end] for start, end in places) == cell.text


def test_heads_and_signatures_set_with_blanks_are_no_tables(rulebook: Rulebook) -> None:
    text = (
        "ỦY BAN NHÂN DÂN                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH HÒA SƠN                           Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND                     Hòa Sơn, ngày 03 tháng 4 năm 2024\n\n"
        "Nơi nhận:                              TM. ỦY BAN NHÂN DÂN\n"
        "- Như trên;                                CHỦ TỊCH\n- Lưu: VT.\n"
    )
    assert tables(text, rulebook) == ()


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            "2 Tôm khô Ba Hòn, hũ 200g Cty TNHH MTV Thủy sản Ba Hòn Kiên Lương Kiên Lương 3 sao",
            ["2", "Tôm khô Ba Hòn, hũ 200g", "Cty TNHH MTV Thủy sản Ba Hòn Kiên Lương", "Kiên Lương", "3 sao"],
        ),
        (
            "2 Cá cơm sấy mè Hòn Sơn Nguyễn Thị Kim Lan Kiên Hải 3 sao",
            ["2", "Cá cơm sấy mè Hòn Sơn", "Nguyễn Thị Kim Lan", "Kiên Hải", "3 sao"],
        ),
        (
            "2 Trà hoa vàng\nsấy lạnh HTX Thượng Yên xã Thượng Yên 4 sao",
            ["2", "Trà hoa vàng sấy lạnh", "HTX Thượng Yên", "xã Thượng Yên", "4 sao"],
        ),
    ],
)
def test_rows_that_became_lines(row: str, cells: list[str], rulebook: Rulebook) -> None:
    text = (
        ABOVE + f"{' '.join(HEAD)}\n1 Gạo nếp HTX Khe Mây xã Khe Mây 3 sao\n{row}\n3 Khô cá HTX An Lễ xã An Lễ 4 sao\n"
    )
    (table,) = tables(text, rulebook)
    assert [[cell.text for cell in line] for line in table.rows][1] == cells


def test_words_that_nothing_tells_apart_are_not_parted(rulebook: Rulebook) -> None:
    head = "TT Nội dung Nguồn vốn Ghi chú"
    text = (
        f"{head}\n1 Hỗ trợ tem nhãn Ngân sách xã Quý I\n2 Kiểm nghiệm Ngân sách tỉnh Quý II\n3 Hội chợ Ngân sách xã\n"
    )
    assert tables(text, rulebook) == ()
