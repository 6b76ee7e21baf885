"""What tables are about: product lists, budgets, targets by district, tasks. Columns and their order are random."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

import table_words as words
from table_grid import Column, Topic, vietnamese
from table_products import given_list, product_list
from table_wish import Wish, blank, groups_of, runs_of


def topic_of(rng: Random, wish: Wish, products: Sequence[Sequence[str]] | None = None) -> Topic:
    """A topic by chance; the list of ``products`` (number, product, producer, commune, stars) when there are any."""
    if products is not None:
        topic = given_list(rng, products, wish)
    else:
        makers = (
            (product_list, product_list, _tasks)
            if wish.runs
            else (product_list, product_list, _budget, _targets, _tasks)
        )
        topic = rng.choice(makers)(rng, wish)
        if not wish.grouped:
            topic = replace(topic, groups=("",) * len(topic.records))
    topic = _moved(rng, topic)
    counted = rng.random() < 0.8 if wish.counted is None else wish.counted
    topic = _narrowed(rng, topic, max(2, wish.columns - 1) if counted else max(3, wish.columns))
    return _counted(rng, topic) if counted else topic


def _narrowed(rng: Random, topic: Topic, most: int) -> Topic:
    """``topic`` with at most ``most`` columns, the first of them and those that matter kept."""
    kept = list(range(len(topic.columns)))
    spare = [
        place
        for place in kept
        if place and topic.columns[place].key[:5] not in ("produ", "owner", "place", "group", "stars")
    ]
    rng.shuffle(spare)
    while len(kept) > most and spare:
        kept.remove(spare.pop())
    columns = tuple(topic.columns[place] for place in kept)
    parents = [column.parent for column in columns]
    columns = tuple(replace(c, parent="") if parents.count(c.parent) == 1 else c for c in columns)
    records = tuple(tuple(record[place] for place in kept) for record in topic.records)
    summed = topic.summed & {column.key for column in columns}
    return replace(topic, columns=columns, records=records, summed=summed)


def _moved(rng: Random, topic: Topic) -> Topic:
    """``topic``, in some with a column or those under one head at another place; the first stays."""
    blocks = [list(some) for _, some in groupby(range(len(topic.columns)), _block(topic))]
    if len(blocks) > 2 and rng.random() < 0.4:
        blocks.insert(rng.randint(1, len(blocks) - 1), blocks.pop(rng.randint(1, len(blocks) - 1)))
    order = [place for block in blocks for place in block]
    records = tuple(tuple(record[place] for place in order) for record in topic.records)
    return replace(topic, columns=tuple(topic.columns[place] for place in order), records=records)


def _block(topic: Topic) -> Callable[[int], str]:
    return lambda place: topic.columns[place].parent or topic.columns[place].key


def _counted(rng: Random, topic: Topic) -> Topic:
    """``topic`` with a first column of running numbers; within groups they may begin anew."""
    head = rng.choice(("TT", "STT", "TT", "Số TT"))
    runs = topic.runs if topic.runs and rng.random() < 0.3 else ()
    style = rng.choice(("{}", "{}", "{}", "{}.", "{:02}"))
    anew = rng.random() < 0.4
    numbers, last = [], 0
    for place, group in enumerate(topic.groups):
        if anew and place and group != topic.groups[place - 1]:
            last = 0
        if not (runs and place and runs[place] == runs[place - 1]):
            last += 1
        numbers.append(style.format(last))
    return replace(
        topic,
        columns=(Column("tt", head, align="center"), *topic.columns),
        records=tuple((number, *record) for number, record in zip(numbers, topic.records, strict=True)),
        merged=topic.merged | {"tt"} if runs else topic.merged,
    )


def _budget(rng: Random, wish: Wish) -> Topic:
    runs = runs_of(rng, wish.rows, False)
    unit = rng.choice(("triệu đồng", "triệu đồng", "đồng", "nghìn đồng"))
    scale = {"triệu đồng": 1, "nghìn đồng": 1000, "đồng": 1_000_000}[unit]
    columns = [Column("name", rng.choice(("Nội dung", "Nội dung chi", "Nội dung thực hiện", "Hạng mục")))]
    many = wish.columns > 8
    if many or rng.random() < 0.6:
        measure = rng.choice(("Đơn vị tính", "ĐVT"))
        columns += [Column("measure", measure, align="center"), Column("count", "Số lượng", align="right")]
    said = rng.random() < 0.5
    if rng.random() < 0.5:
        parent = f"Kinh phí ({unit})" if said else rng.choice(("Kinh phí", "Kinh phí thực hiện", "Phân kỳ vốn"))
        first = rng.randint(2021, 2025)
        heads = [
            rng.choice(("Năm {}", "{}")).format(year) for year in range(first, first + rng.randint(4 if many else 2, 5))
        ]
    else:
        parent = f"Nguồn vốn ({unit})" if said else rng.choice(("Nguồn vốn", "Trong đó"))
        sources = ["Ngân sách trung ương", "Ngân sách tỉnh", "Ngân sách huyện", "Vốn chủ thể", "Vốn lồng ghép"]
        heads = sources[rng.randint(0, 1) : rng.randint(5 if many else 3, 5)]
    wide = rng.random() < 0.85
    columns += [Column(f"sum{n}", head, parent if wide else "", "right") for n, head in enumerate(heads)]
    total = many or rng.random() < 0.7
    if total:
        under = parent if wide and rng.random() < 0.5 else ""
        head = rng.choice(("Tổng cộng", "Tổng số", "Cộng"))
        place = len(columns) if rng.random() < 0.5 else len(columns) - len(heads)
        columns.insert(place, Column("sum", head, under, "right"))
    if rng.random() < 0.4:
        columns.append(Column("note", "Ghi chú"))
    places = rng.random() < 0.4 and unit == "triệu đồng"
    records = []
    for _ in range(wish.rows):
        sums = [rng.randint(0, 3) and scale * rng.randint(2, 90) * 5 + (rng.randint(0, 9) / 10 if places else 0)]
        sums += [scale * rng.randint(0, 60) * rng.choice((1, 5, 20)) for _ in heads[1:]]
        texts = {f"sum{n}": vietnamese(value) if value else rng.choice(("", "-")) for n, value in enumerate(sums)}
        texts |= {"name": words.task(rng), "sum": vietnamese(sum(sums)), "count": str(rng.randint(1, 60))}
        texts["measure"] = rng.choice(("lớp", "sản phẩm", "chuyến", "bộ", "gian hàng", "cuộc"))
        texts["note"] = blank(rng, 0.7, rng.choice(words.NOTES[:4]))
        records.append(tuple(texts[column.key] for column in columns))
    start = rng.randint(2021, 2024)
    what = rng.choice(("Tổng hợp kinh phí thực hiện Chương trình", "Dự toán kinh phí", "Phân bổ nguồn vốn"))
    summed = frozenset(column.key for column in columns if column.key.startswith("sum"))
    caption = f"{what} giai đoạn {start} - {start + rng.randint(2, 6)}"
    groups = groups_of(rng, wish.rows, words.STEPS, runs)
    return Topic(tuple(columns), tuple(records), tuple(groups), caption, None if said else unit, summed)


def _targets(rng: Random, wish: Wish) -> Topic:
    year = rng.randint(2022, 2026)
    columns = [Column("name", rng.choice(("Huyện, thành phố", "Địa phương", "Tên xã", "Đơn vị")))]
    parent = rng.choice(("", "Chỉ tiêu", "Chỉ tiêu sản phẩm", "Số sản phẩm mới"))
    heads = [f"Năm {year + step}" for step in range(rng.randint(2, 4))]
    columns.append(
        Column("sum", rng.choice(("Số sản phẩm hiện có", "Số sản phẩm", "Sản phẩm đã công nhận")), align="right")
    )
    columns += [Column(f"sum{n}", head, parent, "right") for n, head in enumerate(heads)]
    if rng.random() < 0.6:
        columns.append(Column("rate", rng.choice(("Tỷ lệ (%)", "Tỷ lệ đạt (%)")), align="right"))
    if rng.random() < 0.3:
        columns.append(Column("sum_owners", "Số chủ thể", align="right"))
    if rng.random() < 0.4:
        columns.append(Column("note", "Ghi chú"))
    share = rng.choice((0, 0.15))
    records = []
    for _ in range(wish.rows):
        texts = {f"sum{n}": blank(rng, share, str(rng.randint(0, 24))) for n in range(len(heads))}
        texts |= {
            "name": words.place(rng),
            "sum": vietnamese(rng.randint(2, 1300)),
            "sum_owners": str(rng.randint(1, 40)),
        }
        texts |= {
            "rate": vietnamese(rng.randint(200, 1000) / 10),
            "note": blank(rng, 0.7, rng.choice(words.NOTES[:4])),
        }
        records.append(tuple(texts[column.key] for column in columns))
    summed = frozenset(column.key for column in columns if column.key.startswith("sum"))
    runs = runs_of(rng, wish.rows, False)
    groups = groups_of(rng, wish.rows, ("Vùng ven biển", "Vùng đồng bằng", "Vùng miền núi, hải đảo"), runs)
    caption = f"Chỉ tiêu phát triển sản phẩm các địa phương đến năm {year + len(heads) - 1}"
    unit = "sản phẩm" if rng.random() < 0.3 else None
    return Topic(tuple(columns), tuple(records), tuple(groups), caption, unit, summed)


def _tasks(rng: Random, wish: Wish) -> Topic:
    runs = runs_of(rng, wish.rows, wish.runs)
    groups = groups_of(rng, wish.rows, words.STEPS, runs)
    columns = [
        Column("name", rng.choice(("Nội dung", "Nội dung công việc", "Nhiệm vụ", "Nội dung, nhiệm vụ"))),
        Column("lead", rng.choice(("Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì"))),
    ]
    optional = [
        Column("help", rng.choice(("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp"))),
        Column("time", rng.choice(("Thời gian", "Thời gian thực hiện", "Thời gian hoàn thành")), align="center"),
        Column("result", rng.choice(("Sản phẩm", "Kết quả, sản phẩm"))),
        Column("sum", rng.choice(("Kinh phí", "Kinh phí (triệu đồng)")), align="right"),
        Column("note", "Ghi chú"),
    ]
    columns += [column for column in optional if rng.random() < 0.6] or optional[:2]
    both = [column.key for column in columns[1:3]] == ["lead", "help"]
    if both and rng.random() < 0.3:
        columns[1:3] = [replace(columns[1], parent="Phân công"), replace(columns[2], parent="Phân công")]
    leads = {run: words.offices(rng, 1) for run in runs}
    share = rng.choice((0, 0.2))
    records = []
    for run in runs:
        texts = {"name": words.task(rng), "lead": leads[run], "help": blank(rng, share, words.offices(rng))}
        texts |= {"time": words.date(rng), "result": rng.choice(("Báo cáo", "Kế hoạch", "Văn bản hướng dẫn", "Hồ sơ"))}
        texts["sum"] = blank(rng, share, vietnamese(rng.randint(5, 4000)))
        texts["note"] = blank(rng, 0.7, rng.choice(words.NOTES))
        records.append(tuple(texts[column.key] for column in columns))
    caption = f"Phân công nhiệm vụ thực hiện Chương trình OCOP năm {rng.randint(2022, 2027)}"
    unit = "triệu đồng" if any(c.head == "Kinh phí" for c in columns) and rng.random() < 0.7 else None
    topic = Topic(tuple(columns), tuple(records), tuple(groups), caption, unit)
    topic = replace(topic, summed=frozenset(("sum",)) if any(c.key == "sum" for c in columns) else frozenset())
    return replace(topic, runs=tuple(runs), merged=frozenset(("lead",))) if wish.runs else topic
