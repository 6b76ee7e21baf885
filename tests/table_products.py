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
    """The list of given products; where runs are wished, those of a commune stand together.

    A sixth text is the group: it becomes a column, or a heading above the products of the group.
    """
    given = sorted(products, key=lambda row: row[3]) if wish.runs else list(products)
    groups = [row[5] if len(row) > 5 else "" for row in given]
    headings = any(groups) and not wish.runs and rng.random() < 0.5
    if headings:
        given = sorted(given, key=lambda row: row[5])
        groups = sorted(groups)
    rows = [(row[1], row[2], row[3], "" if row[4] == "0" else row[4]) for row in given]
    if headings or not any(groups):
        topic = _product_list(rng, rows, groups, wish)
    else:
        topic = _product_list(rng, rows, [""] * len(rows), wish, groups)
    if not wish.runs:
        return topic
    communes = sorted({row[2] for row in rows})
    return replace(topic, runs=tuple(communes.index(row[2]) for row in rows), merged=frozenset(("place",)))


class _Columns:
    """A list that grows column by column. ``stars`` of each product, "" for none."""

    def __init__(self, rng: Random, wish: Wish, stars: Sequence[str]) -> None:
        self.rng, self.wish, self.stars = rng, wish, stars
        self.columns: list[Column] = []
        self.cells: list[list[str]] = [[] for _ in stars]

    def put(self, column: Column, texts: Sequence[str]) -> None:
        self.columns.append(column)
        for record, text in zip(self.cells, texts, strict=True):
            record.append(text)

    def may(self, column: Column, text: Callable[[str], str], chance: float) -> None:
        """Adds a column by chance, more likely to a list that is to be wide."""
        if self.rng.random() < (max(chance, 0.85) if self.wish.columns > 8 else chance):
            self.put(column, [text(stars) for stars in self.stars])

    def ordered(self, order: Sequence[int]) -> None:
        self.columns = [self.columns[place] for place in order]
        self.cells = [[record[place] for place in order] for record in self.cells]


def _product_list(
    rng: Random,
    rows: Sequence[tuple[str, str, str, str]],
    headings: Sequence[str],
    wish: Wish,
    groups: Sequence[str] = (),
) -> Topic:
    """A list of products from rows of name, producer, commune, stars; ``groups`` become a column."""
    share = rng.choice((0, 0.1, 0.4))
    names, owners, places, stars = zip(*rows, strict=True)
    sheet = _Columns(rng, wish, stars)
    sheet.put(
        Column("product", rng.choice(("Tên sản phẩm", "Sản phẩm", "Sản phẩm OCOP", "Tên sản phẩm, bộ sản phẩm"))), names
    )
    sheet.put(Column("owner", rng.choice(("Chủ thể", "Chủ thể sản xuất", "Tên chủ thể", "Đơn vị sản xuất"))), owners)
    sheet.put(Column("place", rng.choice(("Địa chỉ", "Địa bàn", "Xã, phường", "Địa chỉ sản xuất"))), places)
    if groups:
        sheet.put(Column("group", rng.choice(("Nhóm sản phẩm", "Nhóm", "Nhóm ngành hàng", "Phân nhóm"))), groups)
    _ranks(sheet, share)
    _remarks(sheet, share)
    if rng.random() < 0.25:
        sheet.ordered([1, 2, 0, *range(3, len(sheet.columns))])
    district = rng.choice(("tỉnh", "huyện", "thành phố"))
    what = rng.choice(("Danh mục sản phẩm đăng ký đánh giá, phân hạng", "Danh sách sản phẩm OCOP"))
    return Topic(
        tuple(sheet.columns),
        tuple(tuple(record) for record in sheet.cells),
        tuple(headings),
        f"{what} {district} {words.place(rng)} năm {rng.randint(2023, 2027)}",
    )


def _ranks(sheet: _Columns, share: float) -> None:
    """Points and stars: the stars in one column, or a mark in a column for each."""
    rng = sheet.rng
    star = rng.choice(("{}", "{} sao", "{} sao", "Hạng {} sao"))
    parent = rng.choice(("", "", "Kết quả đánh giá", "Kết quả"))
    marks = rng.random() < 0.2
    above = "" if marks else parent
    before = len(sheet.columns)
    points = Column("score", rng.choice(("Điểm", "Số điểm", "Điểm trung bình")), above, "right")
    sheet.may(points, _score(rng, share), 0.4)
    if marks:
        mark = rng.choice(("x", "X"))
        head = rng.choice(("Hạng sao", "Phân hạng"))
        for number in "345":
            column = Column(f"stars{number}", f"{number} sao", head, "center")
            sheet.put(column, [mark if stars == number else "" for stars in sheet.stars])
        return
    alone = len(sheet.columns) == before  # nothing stands beside it below the head that both would share
    head = rng.choice(("Hạng sao", "Xếp hạng", "Số sao", "Phân hạng", "Hạng sao dự kiến"))
    column = Column("stars", head, "" if alone else above, "center")
    sheet.put(column, [star.format(stars) if stars else "" for stars in sheet.stars])


def _remarks(sheet: _Columns, share: float) -> None:
    """Columns that a list may have besides."""
    rng = sheet.rng
    sheet.may(
        Column("kind", rng.choice(("Loại hình", "Hình thức tổ chức"))),
        lambda _: rng.choice(("HTX", "Hộ", "DN", "THT")),
        0.2,
    )
    sheet.may(
        Column("year", rng.choice(("Năm công nhận", "Năm đăng ký")), align="center"),
        lambda _: f"{rng.randint(2019, 2026)}",
        0.3,
    )
    sheet.may(Column("decision", "Quyết định công nhận"), lambda _: blank(rng, share, _decision(rng)), 0.2)
    sheet.may(Column("note", "Ghi chú"), lambda _: blank(rng, 0.6, rng.choice(words.NOTES)), 0.4)


def _score(rng: Random, share: float) -> Callable[[str], str]:
    return lambda stars: blank(rng, share, vietnamese(int(stars or 2) * 20 - 10 + rng.randint(0, 99) / 10))


def _decision(rng: Random) -> str:
    return (
        f"Số {rng.randint(100, 3999)}/QĐ-UBND ngày {rng.randint(1, 28)}/{rng.randint(10, 12)}/{rng.randint(2019, 2025)}"
    )
