"""What is dense with figures, references or lines takes a time that grows with its length, not with the square of it.

Measured is processor time, which other programs on the machine change little, of four times as much against once.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extractor.pipeline import extract
from extractor.readers import read_whole
from extractor.review import checked

TIMES = 4
MOST = 1.75 * TIMES
"""By how much four times as much may take longer: 4 where time grows with length, 16 where it grows with its square."""
NOTHING = 0.6
"""Seconds that are too few to be told apart."""

ROW = "<tr><td>#</td><td>Gạo #</td><td>HTX A#</td><td># triệu đồng</td></tr>"
HEAD = "<table border=1><tr><th>TT</th><th>Tên</th><th>Chủ thể</th><th>Vốn</th></tr>{}</table>"
TABLE = "<table border=1><tr><td>Stt</td><td>Tên</td></tr><tr><td>1</td><td>Gạo</td></tr></table>"


def page(inside: str) -> str:
    return f"<!doctype html><html><body><p>KẾ HOẠCH</p>{inside}</body></html>"


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def numbered(piece: str, around: str = "{}") -> Callable[[int], str]:
    """So many pieces, each with its number for ``#``."""
    return lambda count: page(around.format("".join(piece.replace("#", str(n)) for n in range(1, count))))


def seconds(text: str) -> float:
    began = time.process_time()
    checked(extract(read_whole("tệp", text.encode())))
    return time.process_time() - began


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (repeated("12,5% "), 4_000),
        (repeated("1 triệu đồng; "), 12_000),
        (repeated("- Nguồn vốn: 5 triệu đồng;\n"), 16_000),
        (repeated("trong đó: 5 triệu đồng, "), 6_000),
        (repeated("năm 2019 có 2 sản phẩm, xã An có 5 sản phẩm, "), 8_000),
        (repeated("xã An Phú có 3 sản phẩm đạt 3 sao; "), 10_000),
        (repeated("Gạo A đạt 3 sao, "), 10_000),
        (repeated("Điều 1; "), 40_000),
        (repeated("919/QĐ-TTg, "), 15_000),
        (repeated("Luật Đất đai năm 2013; "), 15_000),
        (repeated("Nghị định 51 ngày 1/2/2020; "), 15_000),
        (repeated("01/01/2020 "), 40_000),
        (repeated("ông Nguyễn Văn A, "), 40_000),
        (repeated("ABC, "), 20_000),
        (repeated("("), 60_000),
        (repeated("“"), 60_000),
        (repeated("1"), 15_000),
        (repeated("- "), 60_000),
        (numbered(ROW, HEAD), 400),
        (numbered(TABLE), 400),
        (numbered("<li>Hỗ trợ # triệu đồng cho HTX</li>", "<ol>{}</ol>"), 700),
        (numbered("<li>Xã A# có # sản phẩm</li>", "<ul>{}</ul>"), 700),
        (numbered("<p>Điều #. Hỗ trợ</p><p>1. Mức # triệu đồng.</p>"), 700),
    ],
)  # fmt: skip
def test_time_grows_with_length(make: Callable[[int], str], size: int) -> None:
    seconds(make(size // 2))  # what is loaded once is loaded
    tries = []
    for _ in range(3):
        few, many = seconds(make(size)), seconds(make(TIMES * size))
        tries.append((few, many))
        if many < NOTHING or many <= MOST * few:
            return
    pytest.fail(f"seconds for once and {TIMES} times as much: {tries}")
