"""The documents with tables that other tests read."""

from __future__ import annotations

import io
import os
import unicodedata
from itertools import groupby

import docx
import lxml.html
import pypdfium2
import pytest
from make_table import LAYOUTS, Made, make
from table_pdf import PDF_LAYOUTS
from table_press import FOLDER

PRODUCTS = [
    ("1", "Mật ong rừng  Sỏi", "HTX Bản Sỏi", "Xã Sỏi Trên", "3"),
    ("2", unicodedata.normalize("NFD", "Bưởi hồng"), "Hộ Lò Thị Mận", "Xã Sỏi Dưới", "4"),
    ("3", "Chè dây", "Công ty TNHH Suối Nhỏ", "Xã Sỏi Trên", "0"),
    ("4", "Nón lá", "Tổ hợp tác Cồn Giữa", "Thị trấn Sỏi", "5"),
]


@pytest.fixture(autouse=True)
def fonts() -> None:
    if not FOLDER.is_dir() and not os.environ.get("CI"):
        pytest.skip("fonts-dejavu-core is missing")


def text_of(made: Made) -> str:
    if made.name.endswith(".pdf"):
        return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data))
    if made.name.endswith(".docx"):
        document = docx.Document(io.BytesIO(made.data))
        return "\n".join(node.text or "" for node in document.element.body.iter("{*}t"))
    if made.name.endswith(".html"):
        return str(lxml.html.document_fromstring(made.data.decode()).xpath("string()"))
    return made.data.decode()


def pages_of(made: Made) -> list[tuple[int, int, int]]:
    """Width, height and /Rotate of the pages."""
    pages = pypdfium2.PdfDocument(made.data)
    return [(*(round(side) for side in page.get_size()), page.get_rotation()) for page in pages]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_seed_always_makes_the_same_file(layout: str) -> None:
    assert make(layout, 3) == make(layout, 3)
    assert make(layout, 3).data != make(layout, 4).data


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(3))
def test_every_word_of_the_table_stands_in_the_file(layout: str, seed: int) -> None:
    made = make(layout, seed)
    text = unicodedata.normalize("NFC", "".join(text_of(made).split()))
    for cell in [cell for row in made.header + made.rows for cell in row] + [made.caption or "", made.unit or ""]:
        assert cell == " ".join(unicodedata.normalize("NFC", cell).split())
        assert [word for word in cell.split() if word not in text] == []
    (width,) = {len(row) for row in made.header + made.rows}
    assert 3 <= width <= 11
    assert 1 <= len(made.header) <= 2
    assert len(made.rows) >= 4


@pytest.mark.parametrize("layout", LAYOUTS)
def test_given_products_are_listed_all(layout: str) -> None:
    # Each given row stands in the table, with its stars where they are a column of words.
    made = make(layout, 1, PRODUCTS * 3)
    named = [row for row in made.rows if {"Mật ong rừng Sỏi", "Bưởi hồng", "Chè dây", "Nón lá"} & set(row)]
    assert len(named) == 12
    assert all({owner for _, _, owner, *_ in PRODUCTS} & set(row) for row in named)


def test_layouts_take_the_pages_they_are_for() -> None:
    assert all(len(pages_of(make("continued", seed))) in range(2, 6) for seed in range(3))
    turned = {pages_of(make("landscape", seed))[1] for seed in range(8)}
    assert turned == {(842, 595, 0), (842, 595, 90)}
    assert set(pages_of(make("sideways", 1))) == {(595, 842, 0)}
    assert LAYOUTS[:7] == PDF_LAYOUTS


def test_a_text_copy_has_a_line_per_cell() -> None:
    for seed in range(20):
        made = make("flattened", seed)
        lines = set(made.data.decode().splitlines())
        cells = [cell for row in made.rows for cell in row if cell]
        assert sum(cell not in lines for cell in cells) <= 1  # the one with two paragraphs


def test_merged_cells_stand_in_every_row_they_cover() -> None:
    made = make("merged", 0)
    places = range(1, len(made.header[0]))
    runs = [max(len(list(some)) for _, some in groupby(row[place] for row in made.rows)) for place in places]
    assert max(runs) > 1


def test_other_layouts_are_refused() -> None:
    with pytest.raises(ValueError, match="no layout 'xlsx'"):
        make("xlsx", 1)
