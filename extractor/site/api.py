"""Examples of how programs get the data; the page /api shows them with their first rows, the tests run them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from datasette.app import Datasette

from extractor.site.ranking import Rows

ROWS = 2
"""Rows of each example on the page."""
_LONGEST = 900
"""Characters of an answer that are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """An address, with {holes} for what the database has, and what it gives; ``answer`` is how that begins."""

    address: str
    says: str
    answer: str = ""


_MOST_OF = "SELECT {0} FROM {1} WHERE {0} IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0} LIMIT 1"
HOLES: Mapping[str, str] = {
    "kind": _MOST_OF.format("doc_type", "documents"),
    "instrument": "SELECT slug FROM instrument_counts ORDER BY documents DESC, mentions DESC, slug LIMIT 1",
    "province": _MOST_OF.format("province", "(SELECT province FROM entities WHERE kind = 'product')"),
    "severity": _MOST_OF.format("severity", "findings"),
    "document": "SELECT document FROM citations ORDER BY id LIMIT 1",
    "source": "SELECT value FROM funds WHERE field = 'source' ORDER BY count DESC, value LIMIT 1",
    "figures": "SELECT value FROM choices WHERE list = 'figures' AND field = 'kind' ORDER BY count DESC, value LIMIT 1",
    "table": "SELECT document FROM tables WHERE failed IS NULL ORDER BY id LIMIT 1",
}
"""What stands in the holes: the first of each kind that there is most of."""
EXAMPLES = (
    Example("/van-ban.json", "Mọi văn bản, mới nhất trước"),
    Example("/van-ban.csv?loai={kind}", "Văn bản của một loại, mở được bằng Excel"),
    Example("/vien-dan.json", "Văn bản được viện dẫn, kèm số lần"),
    Example("/vien-dan/{instrument}.csv", "Mọi lần một văn bản được viện dẫn, kèm nguyên văn và trang"),
    Example("/tim-kiem.json?q=san+pham", "Kết quả tìm trong toàn văn, kèm trang và đoạn trích"),
    Example("/doi-chieu.json?muc-do={severity}", "Nội dung cần rà soát theo mức độ, kèm các dẫn chứng"),
    Example("/kinh-phi.csv?nguon={source}", "Các khoản kinh phí của một nguồn vốn"),
    Example("/chi-tieu.json?loai={figures}", "Chỉ tiêu, kết quả hoặc số liệu bối cảnh"),
    Example("/san-pham.csv?tinh={province}", "Sản phẩm của một tỉnh, kèm chủ thể và thời hạn chứng nhận"),
    Example("/kiem-tra.json", "Các quy tắc kiểm tra"),
    Example("/ocop/citations.json?_shape=array&document={document}", "Bảng viện dẫn: những lần của một văn bản"),
    Example("/ocop/amounts.json?_shape=array&value__gte=1000000", "Bảng kinh phí: các khoản từ một triệu đồng"),
    Example("/ocop/table_cells.json?_shape=array&document={table}", "Các ô của bảng biểu trong một văn bản"),
)


async def filled(rows: Rows) -> tuple[Example, ...]:
    """The examples with what the database has in their holes; without those whose holes it cannot fill."""
    found = {name: await rows.kept(f"SELECT ({sql}) AS value") for name, sql in HOLES.items()}
    held = {name: quote_plus(row[0]["value"]) for name, row in found.items() if row[0]["value"] is not None}
    able = (one for one in EXAMPLES if set(re.findall(r"\{(\w+)\}", one.address)) <= held.keys())
    return tuple(Example(one.address.format(**held), one.says) for one in able)


async def answered(datasette: Datasette, example: Example) -> Example:
    """The example with the beginning of its answer, asked for a few rows."""
    own = "_size" if example.address.startswith(f"/{datasette.get_database().name}/") else "so-dong"
    join = "&" if "?" in example.address else "?"
    page = await datasette.client.get(f"{example.address}{join}{own}={ROWS}")
    text = page.text.lstrip("\ufeff").strip()
    return Example(example.address, example.says, text[:_LONGEST] + (" …" if len(text) > _LONGEST else ""))
