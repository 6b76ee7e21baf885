"""Examples of how programs get the data; the page /api shows them, the tests run them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """An address, with ``{document}`` and ``{instrument}`` for the slug of one, and what it gives."""

    address: str
    says: str


EXAMPLES = (
    Example("/van-ban.json", "Mọi văn bản, mới nhất trước"),
    Example("/van-ban.csv?loai=B%C3%A1o+c%C3%A1o", "Các báo cáo, mở được bằng Excel"),
    Example("/vien-dan.json", "Văn bản được viện dẫn, kèm số lần"),
    Example("/vien-dan/{instrument}.csv", "Mọi lần một văn bản được viện dẫn, kèm nguyên văn và trang"),
    Example("/tim-kiem.json?q=san+pham", "Kết quả tìm trong toàn văn, kèm trang và đoạn trích"),
    Example("/doi-chieu.json?muc-do=error", "Nội dung cần rà soát theo mức độ, mỗi dẫn chứng một dòng"),
    Example("/kiem-tra.json", "Các quy tắc kiểm tra"),
    Example("/ocop/citations.json?_shape=array&document={document}", "Viện dẫn trong một văn bản"),
    Example("/ocop/amounts.json?_shape=array&value__gte=1000000000", "Các khoản kinh phí từ một tỷ đồng"),
    Example("/ocop/products.csv?stars=4&_size=max", "Các lần nêu sản phẩm bốn sao"),
    Example("/ocop/table_cells.json?_shape=array&meaning=money", "Ô trong các cột số tiền của bảng biểu"),
)


def filled(document: str, instrument: str) -> tuple[Example, ...]:
    """The examples with a document and an instrument that are there."""
    return tuple(Example(e.address.format(document=document, instrument=instrument), e.says) for e in EXAMPLES)
