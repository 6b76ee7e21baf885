"""Faults in tables, and in what they say of products and producers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from planting_base import Change, Span, compiled, fault, line_at, matches
from planting_figures import altered, value

from extractor.model import Cell, Facts, Row, Table

FIGURE = re.compile(r"-?\d[\d.]*(?:,\d+)?")


def _figure(row: Row, column: int) -> float | None:
    """What a cell says; a blank one counts as nothing."""
    text = row[column].text.strip() if column < len(row) else ""
    return value(text) if FIGURE.fullmatch(text) else (0.0 if text in ("", "-") else None)


def _span(cell: Cell) -> Span:
    assert cell.start is not None
    return cell.start, cell.end or cell.start


def _is_total(row: Row) -> bool:
    return any(re.match(r"(?i)(?:tổng|cộng|toàn tỉnh)", cell.text.strip()) for cell in row[:2])


def _readings(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows that a total may be of: those of the groups, those within them, all of them."""
    yield [row for row in rows if re.fullmatch(r"[IVX]+", row[0].text.strip())]
    yield [row for row in rows if row[0].text.strip().isdigit()]
    yield list(rows)


def _columns(table: Table) -> Iterator[tuple[int, Row, list[Row]]]:
    """Each column whose total is right: its place, the row of the total, the rows that it adds up."""
    total = next((row for row in table.rows if _is_total(row)), None)
    before = table.rows[: table.rows.index(total)] if total else ()
    for column in range(1, table.width) if total else ():
        whole = _figure(total, column) if total else None
        for rows in _readings(before):
            parts = [_figure(row, column) for row in rows]
            if whole and len(rows) > 1 and None not in parts and abs(sum(p or 0 for p in parts) - whole) < 1e-6:
                yield column, total or (), rows
                break


def _near(column: int, total: Row, rows: Sequence[Row], row: Row) -> tuple[Span, ...]:
    """The figures of the column, and of the row: a total at its end is of the same sum."""
    cells = [*(one[column] for one in (*rows, total)), *row[1:]]
    return tuple(_span(cell) for cell in cells if cell.start is not None)


@fault("cell of a table")
def cell_of_a_table(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for table in facts.document.tables:
        for column, total, rows in _columns(table):
            for row in rows:
                if row[column].start is not None and _figure(row, column):
                    start, end = _span(row[column])
                    yield Change(start, end, altered(text[start:end], rng), near=_near(column, total, rows, row))


@fault("total cell of a table")
def total_cell(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for table in facts.document.tables:
        for column, total, rows in _columns(table):
            start, end = _span(total[column])
            yield Change(start, end, altered(text[start:end], rng), near=_near(column, total, rows, total))


def _column(table: Table, pattern: str) -> int | None:
    """The first column whose heading is as ``pattern`` has it."""
    heads = [column.heading for column in table.columns]
    return next((at for at, head in enumerate(heads) if re.match(pattern, head, re.IGNORECASE)), None)


def _products(facts: Facts) -> Iterator[tuple[Table, list[Row]]]:
    """Tables of products with their numbered rows."""
    for table in facts.document.tables:
        rows = [row for row in table.rows if row[0].text.strip().isdigit()]
        if len(rows) > 1 and _column(table, r"(?:tên )?sản phẩm$") is not None:
            yield table, rows


@fault("product row doubled")
def product_doubled(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """A product stands once more at the end of its table, with the next number."""
    for _, rows in _products(facts):
        for row in rows:
            if row[0].start is not None and rows[-1][0].start is not None:
                low, high = line_at(text, row[0].start)
                end = line_at(text, rows[-1][0].start)[1]
                copy = text[low:high].replace(row[0].text, str(len(rows) + 1), 1)
                yield Change(end, end, f"\n{copy}", near=((low, high),))


FORMS = {
    "Hợp tác xã": ("Tổ hợp tác",),
    "HTX": ("THT", "Tổ hợp tác"),
    "Công ty TNHH": ("Công ty cổ phần", "Hợp tác xã"),
    "Công ty cổ phần": ("Công ty TNHH",),
    "Hộ kinh doanh": ("Hợp tác xã", "Cơ sở sản xuất"),
}


@fault("legal form of a producer")
def legal_form(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """Of a producer who stands in the document twice."""
    names = sorted({one.name for one in facts.organizations})
    for name in names:
        form = next((form for form in FORMS if name.startswith(f"{form} ")), None)
        places = [match.span() for match in matches(rf"{re.escape(name)}(?!\w)", text)]
        for start, _ in places if form and len(places) > 1 else ():
            others = tuple(place for place in places if place[0] != start)
            yield Change(start, start + len(form or ""), rng.choice(FORMS[form or ""]), near=others)


BANDS = {5: (90, 100), 4: (70, 90), 3: (50, 70)}


def _out_of_band(points: str, stars: int, rng: Random) -> str:
    """The points with another first digit, so that they belong to other stars."""
    low, high = BANDS[stars]
    tried = [f"{digit}{points[1:]}" for digit in "3456789" if digit != points[0]]
    fit = [one for one in tried if not low <= value(one) < high and abs(value(one) - value(points)) <= 25]
    return rng.choice(fit) if fit else points


@fault("points of other stars")
def points(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    for table, rows in _products(facts):
        at, stars = _column(table, "Điểm"), _column(table, "Hạng")
        for row in rows if at is not None and stars is not None else ():
            match = re.match(r"([345]) sao", row[stars or 0].text)
            if match and row[at or 0].start is not None:
                start, end = _span(row[at or 0])
                near = tuple(_span(cell) for cell in row if cell.start is not None)
                yield Change(start, end, _out_of_band(text[start:end], int(match[1]), rng), near=near)
    for match in matches(r"tổng điểm là (?P<p>\d\d,\d) điểm, [^.\n]{0,40}(?P<s>[345]) sao", text):
        yield Change(*match.span("p"), _out_of_band(match["p"], int(match["s"]), rng), near=(match.span(),))


@fault("bounds of a band of points")
def bounds(text: str, facts: Facts, rng: Random) -> Iterator[Change]:
    """ "từ 70 đến dưới 90 điểm" of 4 stars begins or ends elsewhere."""
    for match in matches(
        r"(?P<s>[345]) sao: từ (?P<low>\d\d)|(?:[Tt]ừ) (?P<lo>\d\d) đến [^:;\n]*: (?P<t>[345]) sao", text
    ):
        name = "low" if match["low"] else "lo"
        if compiled(r"\d0").fullmatch(match[name]):
            new = str(int(match[name]) + rng.choice((-10, 5, 10)))
            yield Change(*match.span(name), new, near=(match.span(),))
