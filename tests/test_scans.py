"""Pages set here, scanned well and badly, and read: letters, references, sums and cells come out as printed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import scan_press
from make_table import make
from rapidfuzz.distance import Levenshtein
from table_press import FOLDER
from test_tables import read as read_tables
from test_tables import right

from extractor.model import Document
from extractor.pipeline import extract
from extractor.readers import engine, read_bytes
from extractor.readers.cell_reading import read_cells
from extractor.readers.drawn import drawn_tables
from extractor.readers.engine import EngineMissing
from extractor.rulebook import Rulebook

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))
from scans import KINDS, QUALITY, folded, printed, rendered

PARAGRAPHS = 12
BOUNDS = {"ordinary": 0.003, "bad": 0.010}
DPI = 200


@pytest.fixture(scope="module", autouse=True)
def _engine() -> None:
    try:
        engine.engine()
    except EngineMissing as missing:
        pytest.skip(str(missing))
    if not FOLDER.is_dir():
        pytest.skip("the Debian package fonts-dejavu-core is not installed")


def first_page() -> scan_press.Printed:
    """The head and the first paragraphs of a plan of the corpus."""
    whole = printed("chau-thanh-46-kh-ubnd")
    return scan_press.Printed(whole.head, whole.paragraphs[:PARAGRAPHS])


@pytest.fixture(scope="module", params=tuple(KINDS))
def reading(request: pytest.FixtureRequest) -> tuple[str, Document, str]:
    """How the page was scanned, what was read, and what is printed."""
    leaves = scan_press.Setter(DPI).put(first_page())
    scans = [KINDS[request.param](leaf.image, number) for number, leaf in enumerate(leaves)]
    document = read_bytes(scan_press.as_pdf(scans, DPI, QUALITY[request.param]), "quét.pdf")
    return request.param, document, folded(" ".join(line for leaf in leaves for line in leaf.said))


def test_hardly_a_letter_is_wrong(reading: tuple[str, Document, str]) -> None:
    kind, document, said = reading
    assert Levenshtein.distance(folded(document.text), said) / len(said) <= BOUNDS[kind]


def test_head_and_references_are_those_of_the_text(reading: tuple[str, Document, str], rulebook: Rulebook) -> None:
    _, document, _ = reading
    page = first_page()
    text = "\n\n".join((*(" ".join(row) for row in page.head), *page.paragraphs))
    facts, expected = extract(document, rulebook), extract(read_bytes(text.encode(), "văn-bản.txt"), rulebook)
    assert [citation.key for citation in facts.citations] == [citation.key for citation in expected.citations]
    assert (facts.head.number, facts.head.symbol, facts.head.date) == ("46", "KH-UBND", "2023-05-11")
    assert all(citation.boxes and (citation.confidence or 0) > 0.5 for citation in facts.citations)


@pytest.mark.parametrize(("layout", "seed"), [("ruled", 401), ("continued", 402)])
def test_cells_of_scanned_tables_stand_in_their_row_and_column(layout: str, seed: int, rulebook: Rulebook) -> None:
    made = make(layout, seed)
    scans = [scan_press.ordinary(page, number) for number, page in enumerate(rendered(made.data, DPI))]
    document = read_tables(scan_press.as_pdf(scans, DPI, QUALITY["ordinary"]), made.name, rulebook)
    good, cells = right(made, document.tables)
    assert good >= 0.95 * cells, f"{good} of {cells}"


def test_rules_of_dots_part_rows() -> None:
    page = np.full((2400, 1700), 255, np.uint8)
    for x in (200, 600, 1400):
        page[300:900, x : x + 3] = 0
    for y in (300, 900):
        page[y : y + 3, 200:1403] = 0
    for x in range(200, 1400, 8):
        page[600:602, x : x + 3] = 0
    assert [len(table) for table in drawn_tables(page).tables] == [4]


def test_feet_of_letters_are_no_rule_of_dots() -> None:
    page = np.full((2400, 1700), 255, np.uint8)
    for x in (200, 600, 1400):
        page[300:900, x : x + 3] = 0
    for y in (300, 500, 900):
        page[y : y + 3, 200:1403] = 0
    for x in range(220, 590, 12):
        page[680:702, x : x + 3] = 0
        page[700:702, x - 2 : x + 6] = 0
    assert [len(table) for table in drawn_tables(page).tables] == [4]


def test_lone_figures_and_signs_of_cells_are_read() -> None:
    """What stands alone in a cell is read in the company of others, strokes and crosses by their shape."""
    page = np.full((1200, 1700), 240, np.uint8)
    image = scan_press.Image.fromarray(page)
    draw = scan_press.ImageDraw.Draw(image)
    face = scan_press.ImageFont.truetype(str(FOLDER / "DejaVuSans.ttf"), 28)
    rows = [["1.", "Mật ong", "25", "X"], ["2.", "Gạo thơm", "-", "x"], ["3.", "Trà sen", "7", "X"]]
    cells = []
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cells.append((200.0 + 300 * x, 200.0 + 80 * y, 500.0 + 300 * x, 280.0 + 80 * y))
            draw.text((230 + 300 * x, 222 + 80 * y), text, 10, face)
    seen = read_cells(engine.engine(), np.asarray(image), cells, DPI)
    found = [
        " ".join(w.text for w in seen if x0 < (w.x0 + w.x1) / 2 < x1 and top < (w.top + w.bottom) / 2 < low)
        for x0, top, x1, low in cells
    ]
    assert found == [text for row in rows for text in row]
