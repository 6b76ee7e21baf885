"""Points of products against the classes of stars: in lists headed by a class and in sentences."""

from __future__ import annotations

import pytest
from check_texts import Gives, assert_found, findings, headed, silent

from extractor.rulebook import Rulebook

LIST = "TT | Tên sản phẩm | Chủ thể | Điểm"
RATED = (
    "1 | Chè Bát Tiên | HTX Chè Suối Giàng | {}",
    "2 | Gạo Séng cù | HTX Mường Lai | {}",
    "3 | Mật ong | HTX Púng Luông | {}",
)


def listed(heading: str, *points: str) -> str:
    rows = (LIST, "---|---|---|---", *(row.format(one) for row, one in zip(RATED, points, strict=True)))
    return headed(f"Kết quả như sau.\n\nPHỤ LỤC I\n{heading}\n\n" + "\n".join(f"| {row} |" for row in rows))


def grouped(*points: str) -> str:
    first, second, third = (row.format(one) for row, one in zip(RATED, points, strict=True))
    rows = (LIST, "---|---|---|---", "I | Sản phẩm 4 sao | | ", first, second, "II | Sản phẩm 3 sao | | ", third)
    return headed("Danh sách sản phẩm:\n\n" + "\n".join(f"| {row} |" for row in rows))


FOUR = "DANH SÁCH SẢN PHẨM OCOP ĐẠT HẠNG 4 SAO ĐỢT 1"
THREE = "Danh sách sản phẩm đạt 3 sao năm 2022"

IN_WORDS = "\n".join(
    (
        "Kết quả đánh giá:\n",
        "| TT | Tên sản phẩm | Chủ thể | Điểm | Kết quả |",
        "|---|---|---|---|---|",
        "| 1 | Cam | HTX Mường Lai | {} | Công nhận 3 sao |",
        "| 2 | Bưởi | HTX Quý Sơn | 65,0 | Công nhận 3 sao |",
        "| 3 | Chè | HTX Suối Giàng | 76,4 | Chuyển hồ sơ lên tỉnh |",
    )
)

GIVES = [
    Gives("V107", "error", headed(IN_WORDS.format("72,6")), ["72,6", "Công nhận 3 sao"], "4 sao"),
    Gives("V107", "error", listed(FOUR, "78,5", "69,0", "81,2"), ["69,0", "Gạo Séng cù", f"PHỤ LỤC I {FOUR}"]),
    Gives("V107", "error", listed(THREE, "58,5", "61,0", "70,2"), ["70,2", "Mật ong", f"PHỤ LỤC I {THREE}"]),
    Gives("V107", "error", grouped("78,5", "69,0", "61,2"), ["69,0", "Gạo Séng cù", "Sản phẩm 4 sao"]),
    Gives(
        "V107",
        "error",
        headed("Có 29 sản phẩm đạt 3 sao, cao nhất là Bún khô 71,9 điểm."),
        ["3 sao, cao nhất là Bún khô 71,9 điểm"],
    ),
    Gives(
        "V107",
        "error",
        headed("Tổng điểm là 67,5 điểm, đủ điều kiện đề nghị công nhận 4 sao."),
        ["67,5 điểm, đủ điều kiện đề nghị công nhận 4 sao"],
    ),
]


@pytest.mark.parametrize("wanted", GIVES, ids=lambda wanted: f"{wanted.code} {wanted.words[0]}")
def test_found(wanted: Gives, rulebook: Rulebook) -> None:
    assert_found(wanted, rulebook)


SILENT = {
    "V107": {
        "right": listed(FOUR, "78,5", "70,0", "89,9"),
        "points that the ministry may give five stars for": listed(FOUR, "78,5", "92,0", "81,2"),
        "what is sought": listed("DANH SÁCH SẢN PHẨM ĐỀ NGHỊ CÔNG NHẬN 4 SAO", "78,5", "69,0", "81,2"),
        "two classes": listed("DANH SÁCH SẢN PHẨM ĐẠT 3 SAO, 4 SAO", "78,5", "69,0", "81,2"),
        "points of another kind": listed(FOUR, "35", "25", "40"),
        "right in words": headed(IN_WORDS.format("62,6")),
        "right by groups": grouped("78,5", "70", "61,2"),
        "bounds": headed("Sản phẩm từ 50 đến dưới 70 điểm được xếp hạng 3 sao, từ 70 điểm trở lên đạt 4 sao."),
        "the right class": headed("Sản phẩm đạt 72,5 điểm, xếp hạng 4 sao; có 5 sản phẩm 3 sao, thấp nhất 51,0 điểm."),
    },
}


@pytest.mark.parametrize(("code", "text"), silent(SILENT))
def test_silent(code: str, text: str, rulebook: Rulebook) -> None:
    assert not findings(code, text, rulebook)
