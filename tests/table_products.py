"""Lists of products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import table_words as words
from table_grid import Column, Topic, vietnamese
from table_wish import Wish, blank, groups_of, runs_of


def product_list(rng: Random, wish: Wish) -> Topic:
    """A list of invented products."""
    runs = runs_of(rng, wish.rows, wish.runs)
    groups = groups_of(rng, wish.rows, [name for name, _ in words.GROUPS], runs)
    owners = {run: (words.producer(rng), words.commune(rng)) for run in runs}
    rows = []
    for run, group in zip(runs, groups, strict=True):
        name = words.product(rng, dict(words.GROUPS)[group])
        rows.append((name, *owners[run], rng.choice(("3", "3", "3", "4", "4", "5"))))
    topic = _product_list(rng, rows, groups, wish)
    return replace(topic, runs=tuple(runs), merged=frozenset(("owner", "place"))) if wish.runs else topic


def given_list(rng: Random, products: Sequence[Sequence[str]], wish: Wish) -> Topic:
    """The list of given products; where runs are wished, those of a commune stand together."""
    rows = [(row[1], row[2], row[3], "" if row[4] == "0" else row[4]) for row in products]
    if wish.runs:
        rows.sort(key=lambda row: row[2])
    topic = _product_list(rng, rows, [""] * len(rows), wish)
    if not wish.runs:
        return topic
    communes = sorted({row[2] for row in rows})
    return replace(topic, runs=tuple(communes.index(row[2]) for row in rows), merged=frozenset(("place",)))


def _product_list(rng: Random, rows: Sequence[tuple[str, str, str, str]], groups: Sequence[str], wish: Wish) -> Topic:
    """A list of products from rows of name, producer, commune, stars ("" for none)."""
    share = rng.choice((0, 0.1, 0.4))
    star = rng.choice(("{}", "{} sao", "{} sao", "Hạng {} sao"))
    columns = [
        Column("product", rng.choice(("Tên sản phẩm", "Sản phẩm", "Sản phẩm OCOP", "Tên sản phẩm, bộ sản phẩm"))),
        Column("owner", rng.choice(("Chủ thể", "Chủ thể sản xuất", "Tên chủ thể", "Đơn vị sản xuất"))),
        Column("place", rng.choice(("Địa chỉ", "Địa bàn", "Xã, phường", "Địa chỉ sản xuất"))),
    ]
    cells: list[list[str]] = [[name, owner, place] for name, owner, place, _ in rows]

    def add(column: Column, text: Callable[[str], str], chance: float) -> None:
        if rng.random() < (max(chance, 0.85) if wish.columns > 8 else chance):
            columns.append(column)
            for row, record in zip(rows, cells, strict=True):
                record.append(text(row[3]))

    parent = rng.choice(("", "", "Kết quả đánh giá", "Kết quả"))
    add(Column("score", rng.choice(("Điểm", "Số điểm", "Điểm trung bình")), parent, "right"), _score(rng, share), 0.4)
    marks = rng.random() < 0.2
    if marks:
        mark = rng.choice(("x", "X"))
        head = rng.choice(("Hạng sao", "Phân hạng"))
        for stars in "345":
            text = _marked(stars, mark)
            add(Column(f"stars{stars}", f"{stars} sao", head, "center"), text, 1)
    else:
        head = rng.choice(("Hạng sao", "Xếp hạng", "Số sao", "Phân hạng", "Hạng sao dự kiến"))
        add(Column("stars", head, parent, "center"), lambda stars: star.format(stars) if stars else "", 1)
    if parent and not marks and columns[-2].parent != parent:
        columns[-1] = replace(columns[-1], parent="")
    if marks:
        columns = [replace(column, parent="" if column.key == "score" else column.parent) for column in columns]
    add(
        Column("kind", rng.choice(("Loại hình", "Hình thức tổ chức"))),
        lambda _: rng.choice(("HTX", "Hộ", "DN", "THT")),
        0.2,
    )
    add(
        Column("year", rng.choice(("Năm công nhận", "Năm đăng ký")), align="center"),
        lambda _: f"{rng.randint(2019, 2026)}",
        0.3,
    )
    add(Column("decision", "Quyết định công nhận"), lambda _: blank(rng, share, _decision(rng)), 0.2)
    add(Column("note", "Ghi chú"), lambda _: blank(rng, 0.6, rng.choice(words.NOTES)), 0.4)
    if rng.random() < 0.25:
        order = [1, 2, 0, *range(3, len(columns))]
        columns = [columns[place] for place in order]
        cells = [[record[place] for place in order] for record in cells]
    district = rng.choice(("tỉnh", "huyện", "thành phố"))
    what = rng.choice(("Danh mục sản phẩm đăng ký đánh giá, phân hạng", "Danh sách sản phẩm OCOP"))
    return Topic(
        tuple(columns),
        tuple(tuple(record) for record in cells),
        tuple(groups),
        f"{what} {district} {words.place(rng)} năm {rng.randint(2023, 2027)}",
    )


def _score(rng: Random, share: float) -> Callable[[str], str]:
    return lambda stars: blank(rng, share, vietnamese(int(stars or 2) * 20 - 10 + rng.randint(0, 99) / 10))


def _marked(stars: str, mark: str) -> Callable[[str], str]:
    return lambda given: mark if given == stars else ""


def _decision(rng: Random) -> str:
    return (
        f"Số {rng.randint(100, 3999)}/QĐ-UBND ngày {rng.randint(1, 28)}/{rng.randint(10, 12)}/{rng.randint(2019, 2025)}"
    )
