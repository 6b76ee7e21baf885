"""Faults in writing: names cut, words doubled, signs forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from planting_base import DATE, Change, body_end, fault, line_at, matches

from extractor.model import Facts

CUT = {
    "Ủy ban nhân dân": "Ủy ban nhân",
    "Hội đồng nhân dân": "Hội đồng nhân",
    "Nông nghiệp và Phát triển nông thôn": "Nông nghiệp và Phát triển nông",
    "Nông nghiệp và Môi trường": "Nông nghiệp và Môi",
    "Thủ tướng Chính phủ": "Thủ tướng Chính",
}


@fault("name of a body cut")
def body_cut(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for name, cut in CUT.items():
        for match in matches(rf"{name}(?= \w|[,;.])", text[: body_end(text)]):
            yield Change(*match.span(), cut)


PROGRAMMES = {
    "Chương trình mục tiêu quốc gia xây dựng nông thôn mới": (
        "Chương trình mục tiêu quốc gia xây dựng nông thôn",
        "Chương trình mục tiêu xây dựng nông thôn mới",
        "Chương trình mục tiêu quốc gia nông thôn mới",
    ),
    "Chương trình mỗi xã một sản phẩm": ("Chương trình mỗi xã sản phẩm", "Chương trình một sản phẩm"),
}


@fault("name of a programme cut")
def programme_cut(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for name, cuts in PROGRAMMES.items():
        for match in matches(rf"{name}(?!\w)", text):
            yield Change(*match.span(), rng.choice(cuts))


DOUBLED = ("của", "và", "các", "cho", "theo", "với", "được", "trong", "thực hiện", "tổ chức", "sản phẩm", "hỗ trợ")


@fault("word doubled")
def word_doubled(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(rf"(?<= )(?:{'|'.join(DOUBLED)})(?= )", text[: body_end(text)]):
        yield Change(*match.span(), f"{match[0]} {match[0]}")


@fault("bracket never closed")
def bracket_open(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for match in matches(r"\([^()\n]{3,}(?P<close>\))", text):
        if "|" not in text[slice(*line_at(text, match.start()))]:
            yield Change(*match.span("close"), "", near=(match.span(),))


@fault("day without nought")
def without_nought(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """Days below 10, and the first two months."""
    for match in matches(rf"ngày {DATE}", text):
        for name in ("d", "m"):
            if match[name].startswith("0") and (name == "d" or int(match[name]) < 3):
                yield Change(*match.span(name), match[name][1:])
