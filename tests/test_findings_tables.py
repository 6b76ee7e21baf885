"""Tables of documents on the page of findings: cells with their spans, evidence in them, far rows folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from test_findings_page import Element, elements, finding, report_on, side, texts

from extractor.model import Cell, Finding, Table
from extractor.review import Report

HEAD = "STT|Xã|Sản phẩm"


def cells(text: str, rows: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells parted by strokes, found in ``text`` one behind the other; "<" repeats the cell to the left, "^"
    the one above."""
    at, made = 0, list[list[Cell]]()
    for row in rows:
        line: list[Cell] = []
        for index, words in enumerate(row.split("|")):
            if words in ("<", "^"):
                line.append(line[-1] if words == "<" else made[-1][index])
            elif words:
                at = text.index(words, at)
                line.append(Cell(words, at, at + len(words)))
                at += len(words)
            else:
                line.append(Cell(""))
        made.append(line)
    return tuple(map(tuple, made))


def page(text: str, head: Sequence[str], body: Sequence[str], *findings: Finding, **values: object) -> list[Element]:
    grid = cells(text, [*head, *body])
    ends = [cell.end or 0 for row in grid for cell in row]
    begins = [cell.start for row in grid for cell in row if cell.start is not None]
    table = Table(min(begins), max(ends), grid[len(head) :], grid[: len(head)])
    one = report_on(text, *findings)
    document = replace(one.facts.document, tables=(replace(table, **values),))  # type: ignore[arg-type]
    return elements(Report(replace(one.facts, document=document), one.findings))


def written(*rows: str) -> str:
    """A text with a cell to a line, repeated ones once, between two paragraphs."""
    words = [cell for row in rows for cell in row.split("|") if cell not in ("<", "^", "")]
    return "\n\n".join(("Trước bảng.", *words, "Sau bảng.")) + "\n"


def grid_cells(found: Sequence[Element], tag: str = "td") -> list[str]:
    tables = [one for one in found if one.tag == "table"]
    assert tables[0].attributes["class"] == "grid"
    return texts([one for one in found if "tbody" in one.parents or "thead" in one.parents], tag)


BODY = ("1|Hòa An|12", "2|Đá Bạc|13")


def test_a_table_is_a_table_with_the_evidence_in_its_cell() -> None:
    text = written(HEAD, *BODY)
    found = page(text, [HEAD], BODY, finding(side(text, "13"), severity="note"))
    assert grid_cells(found, "th") == ["STT", "Xã", "Sản phẩm"]
    assert grid_cells(found) == ["1", "Hòa An", "12", "2", "Đá Bạc", "131"]  # the last 1 is the number of the note
    (mark,) = (one for one in found if one.tag == "mark")
    assert (mark.text, mark.parents[-1]) == ("13", "td")
    assert "Trước bảng." in texts(found, "p")
    assert "Sau bảng." in texts(found, "p")
    order = [one.tag for one in found]
    assert order.index("table") < order.index("article"), "the note stands beside its table"


def test_a_cell_over_rows_and_columns_is_written_once_with_its_spans() -> None:
    head, body = ["TT|Kinh phí|<", "^|Tổng|Tỉnh"], ["1|Cả huyện|<", "2|100|40"]
    text = written(*head, *body)
    found = page(text, head, body, finding(side(text, "100"), severity="note"))
    spans = {
        one.text: (one.attributes.get("rowspan"), one.attributes.get("colspan"))
        for one in found
        if one.tag in ("td", "th")
    }
    assert spans["TT"] == ("2", None)
    assert spans["Kinh phí"] == spans["Cả huyện"] == (None, "2")
    assert grid_cells(found, "th") == ["TT", "Kinh phí", "Tổng", "Tỉnh"]


def test_words_of_cells_are_escaped() -> None:
    body = ["1|<script>alert(1)</script>|<img src=x>", "2|&amp;|3"]
    text = written(*body)
    found = page(text, [], body, finding(side(text, "<script>"), severity="note"))
    assert not [one for one in found if one.tag in ("script", "img")]
    assert texts(found, "mark") == ["<script>"]
    assert "&amp;" in grid_cells(found)


def test_rows_far_from_findings_are_folded_and_can_be_unfolded() -> None:
    body = [f"{number}|Xã thứ {number}.|{number}00" for number in range(1, 21)]
    text = written(HEAD, *body)
    found = page(text, [HEAD], body, finding(side(text, "1000"), severity="note"))
    assert texts(found, "label") == ["… 8 dòng không có phát hiện", "… 9 dòng không có phát hiện"]
    boxes = [one.attributes["id"] for one in found if one.tag == "input"]
    assert boxes == [one.attributes["for"] for one in found if one.tag == "label"]
    bodies = [str(one.attributes.get("class")) for one in found if one.tag == "tbody"]
    assert bodies == ["fold", "folded", "None", "fold", "folded"]
    assert len(grid_cells(found)) == 60 + 2
    assert ".fold:has(:checked) + .folded" in found[0].text


def test_rows_that_a_cell_holds_together_are_folded_together() -> None:
    body = [f"{number}|{'^' if number in (5, 6, 7, 8) else f'Huyện {number}.'}|{number}00" for number in range(1, 13)]
    text = written(HEAD, *body)
    found = page(text, [HEAD], body, finding(side(text, "800"), severity="note"))
    assert texts(found, "label") == ["… 3 dòng không có phát hiện", "… 3 dòng không có phát hiện"]
    assert [one.attributes["rowspan"] for one in found if "rowspan" in one.attributes] == ["5"]


def test_a_table_without_findings_is_folded_whole() -> None:
    text = "Một.\n\nHai.\n\n" + written(HEAD, *BODY) + "\nBa.\n\nBốn.\n"
    found = page(text, [HEAD], BODY, finding(side(text, "Bốn"), severity="note"))
    (table,) = (one for one in found if one.tag == "table")
    assert "details" in table.parents
    assert not [one for one in found if one.tag == "input"]


def test_evidence_over_several_cells_is_marked_in_each() -> None:
    text = written(HEAD, *BODY)
    found = page(text, [HEAD], BODY, finding(side(text, "Đá Bạc\n\n13"), severity="note"))
    assert texts(found, "mark") == ["Đá Bạc", "13"]
    assert texts(found, "sup") == ["1"]


def test_a_cell_that_a_page_break_parts_is_whole() -> None:
    text = written(HEAD, "1|Hòa|12", "An") + "\n"
    place = text.index("An", text.index("12"))
    head, (row, _) = cells(text, [HEAD]), cells(text, ["1|Hòa|12", "An"])
    row = (row[0], replace(row[1], text="Hòa An", rest=((place, place + 2),)), row[2])
    table = Table(text.index("STT"), place + 2, (row,), head)
    one = report_on(text, finding(side(text, "12"), severity="note"))
    document = replace(one.facts.document, tables=(table,))
    found = elements(Report(replace(one.facts, document=document), one.findings))
    assert grid_cells(found) == ["1", "Hòa An", "121"]
    assert "An" not in texts(found, "p")


@pytest.mark.parametrize("evident", [True, False])
def test_what_stands_between_cells_is_shown_when_it_is_evidence(evident: bool) -> None:
    text = written(HEAD, BODY[0], "Trang 7", BODY[1])
    found = page(text, [HEAD], BODY, finding(side(text, "Trang 7" if evident else "13"), severity="note"))
    assert ("Trang 71" in texts(found, "p")) == evident
    assert "Trang 7" not in grid_cells(found)


def test_a_footnote_of_a_table_and_its_remark_are_shown() -> None:
    text = written(HEAD, BODY[0], "Ghi chú: làm tròn.", BODY[1])
    found = page(text, [HEAD], BODY, finding(side(text, "13"), severity="note"), notes=("Ghi chú: làm tròn.",))
    assert "Ghi chú: làm tròn." in texts(found, "p")


def test_a_caption_is_said_unless_it_stands_above() -> None:
    text = written(HEAD, *BODY)
    one = finding(side(text, "13"), severity="note")
    assert texts(page(text, [HEAD], BODY, one, caption="Biểu 1. Sản phẩm", certainty=0.8), "caption") == [
        "Biểu 1. Sản phẩmđộ chắc chắn: 80%"
    ]
    assert texts(page(text, [HEAD], BODY, one, caption="Trước bảng."), "caption") == []


def test_a_table_that_could_not_be_read_comes_as_paragraphs() -> None:
    text = written(HEAD, *BODY)
    found = page(text, [HEAD], BODY, finding(side(text, "13"), severity="note"), failed="its rows do not fit its head")
    assert "table" not in {one.tag for one in found}
    assert "Đá Bạc" in texts(found, "p")
