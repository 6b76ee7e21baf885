"""The page of findings: well formed, all escaped, links that lead somewhere, notes, folds, the table of corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from extractor.model import Document, Evidence, Facts, Finding, Head, Page, Section, Severity
from extractor.report import findings_html
from extractor.report.marks import Mark, marked, pieces
from extractor.review import Report
from extractor.wording import wording

VOID = {"meta", "br", "img", "hr", "link", "input"}
WITHOUT_PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "mark", "span", "a", "sup", "b", "summary"}
"""Elements in which no block may stand."""
BLOCKS = {"p", "div", "article", "aside", "section", "table", "details", "dl", "h4"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    parents: tuple[str, ...]
    text: str = ""


@dataclass
class Reader(HTMLParser):
    """Reads a page and fails on elements that are not closed in the order in which they were opened."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parents = tuple(one.tag for one in self.open)
        assert not (tag in BLOCKS and WITHOUT_PARAGRAPHS & set(parents)), f"{tag} in {parents}"
        assert tag != "a" or "a" not in parents
        element = Element(tag, dict(attrs), parents)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"{tag} was never opened"
        assert self.open[-1].tag == tag
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(page: str) -> list[Element]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    ids = [one.attributes["id"] for one in reader.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    links = [str(one.attributes["href"]) for one in reader.elements if one.tag == "a"]
    assert {link[1:] for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)
    return reader.elements


def side(text: str, quote: str, path: str = "a.txt") -> Evidence:
    return Evidence(path, text.index(quote), text.index(quote) + len(quote), quote)


def finding(*sides: Evidence, code: str = "N101", severity: Severity = "error", **values: str) -> Finding:
    return Finding(code, severity, values.pop("message", "Sai."), sides, **values)  # type: ignore[arg-type]


def report_on(text: str, *findings: Finding, path: str = "a.txt", pages: Sequence[Page] = ()) -> Report:
    document = Document("0" * 64, path, "pdf" if pages else "text", text, tuple(pages), copy_kind="ocr_text")
    return Report(Facts(document, Head()), findings)


def elements(*reports: Report, language: str = "vi") -> list[Element]:
    together = {report.facts.document.path: report.facts for report in reports}
    joined = [Report(report.facts, report.findings, read_with=together) for report in reports]
    return read(findings_html(joined, wording(language)))


def texts(found: Sequence[Element], tag: str) -> list[str]:
    return [" ".join(one.text.split()) for one in found if one.tag == tag]


def rows(found: Sequence[Element]) -> list[list[str]]:
    """The table of corrections; documents have no tables here."""
    cells = texts(found, "td")
    return [cells[i : i + 6] for i in range(0, len(cells), 6)]


def paragraphs(count: int) -> str:
    return "".join(f"Đoạn thứ {number} của văn bản này.\n\n" for number in range(count))


def test_the_text_is_marked_and_the_note_stands_beside_its_paragraph() -> None:
    text = "Căn cứ Luật Dân sự 2015.\n\nĐoạn sau.\n"
    found = elements(report_on(text, finding(side(text, "Luật Dân sự 2015"), code="C402", severity="warning")))
    (mark,) = (one for one in found if one.tag == "mark")
    assert (mark.text, mark.attributes["class"]) == ("Luật Dân sự 2015", "warning")
    assert texts(found, "sup") == ["1"]
    order = [one.tag for one in found if one.tag in ("mark", "article") or one.text == "Đoạn sau."]
    assert order.index("mark") < order.index("article") < order.index("p")
    (note,) = (one for one in found if one.tag == "article")
    assert "C402" in note.text
    assert "dòng 1" in note.text


def test_the_words_of_a_vietnamese_page_are_vietnamese() -> None:
    found = elements(report_on("một", finding(side("một", "một"), found="một", remedy="Sửa.")))
    page = found[0].text
    assert found[0].attributes["lang"] == "vi"
    assert all(words in page for words in ("mâu thuẫn: 1", "nguồn bản: văn bản nhận dạng (OCR)", "Bảng đính chính"))
    assert texts(found, "th") == ["STT", "Vị trí", "Đã in", "Sửa thành", "Lý do", "Mã"]


def test_whatever_documents_and_files_are_called_is_escaped() -> None:
    text, path = '<script>alert(1)</script> & "x" \x1b[31m\n', "<img src=x>&'\".txt"
    one = finding(side(text, "<script>", path), message="<b>", found="</td>", expected="<i>", remedy="<u>")
    found = elements(report_on(text, one, path=path), report_on(text, path="b.txt"), language="en")
    assert not [one for one in found if one.tag in ("script", "img", "i", "u")]
    assert "\x1b" not in found[0].text
    assert texts(found, "mark") == ["<script>"]


def test_marks_that_overlap_are_parted() -> None:
    text = "Nghị quyết số 19-NQ/TW của Trung ương"
    places = [(0, 22), (14, 37), (14, 22), (22, 22), (0, 37)]
    marks = [Mark(a, b, f"e{i}", "error", ((i, f"f{i}"),)) for i, (a, b) in enumerate(places)]
    (inside,) = pieces([(0, len(text))], marks)
    notes = "".join(f'<i id="f{i}"></i>' for i in range(len(marks)))
    found = read(f"<div>{marked(text, 0, len(text), inside)}{notes}</div>")
    assert "".join(one.text for one in found if one.tag == "mark") == text
    assert all("mark" not in one.parents for one in found if one.tag == "mark")
    assert {one.attributes.get("id") for one in found} >= {f"e{i}" for i in range(len(marks))}
    assert texts(found, "a") == ["0", "2", "3", "1", "4"]


def test_a_mark_over_paragraphs_has_one_id_and_one_number() -> None:
    text = "Một hai.\n\nBa bốn.\n\nNăm sáu.\n"
    found = elements(report_on(text, finding(side(text, "hai.\n\nBa bốn.\n\nNăm"))))
    assert texts(found, "mark") == ["hai.", "Ba bốn.", "Năm"]
    assert texts(found, "sup") == ["1"]


@pytest.mark.parametrize("text", ["", "\n\n", "Một.\n\n\n"])
def test_a_place_without_words_can_still_be_reached(text: str) -> None:
    found = elements(report_on(text, finding(Evidence("a.txt", len(text), len(text), ""))))
    assert texts(found, "sup") == ["1"]


def test_a_place_named_by_several_findings_has_all_their_numbers_and_the_gravest_colour() -> None:
    text = "374 sản phẩm"
    mild, grave = finding(side(text, "374"), severity="note"), finding(side(text, "374"))
    found = elements(report_on(text, mild, grave))
    assert texts(found, "sup") == ["1, 2"]
    assert [one.attributes["class"] for one in found if one.tag == "mark"] == ["error"]


def test_what_is_missing_comes_first() -> None:
    text = "Có 5 xã."
    found = elements(report_on(text, finding(side(text, "5")), finding(code="S201")))
    codes = [one.text.split("·")[0].split() for one in found if one.tag == "h4"]
    assert codes == [["1", "S201"], ["2", "N101"]]
    order = [one.tag for one in found]
    assert order.index("article") < order.index("mark")
    assert rows(found)[0] == ["1", "", "…", "…", "Sai.", "S201"]


def test_paragraphs_far_from_findings_are_folded() -> None:
    text = paragraphs(30)
    found = elements(report_on(text, finding(side(text, "thứ 10 "), side(text, "thứ 20 "))))
    assert texts(found, "summary") == [f"… {count} đoạn không có phát hiện" for count in (9, 7, 8)]
    shown = [one.text for one in found if one.tag == "p" and "details" not in one.parents and "Đoạn" in one.text]
    assert [one.split()[2] for one in shown] == ["9", "10", "11", "19", "20", "21"]


def test_one_paragraph_alone_is_not_folded() -> None:
    text = paragraphs(7)
    assert texts(elements(report_on(text, finding(side(text, "thứ 1 "), side(text, "thứ 5 ")))), "summary") == []


def test_a_document_without_findings_is_folded_whole_and_has_no_table() -> None:
    found = elements(report_on(paragraphs(5)))
    assert texts(found, "summary") == ["… 5 đoạn không có phát hiện"]
    assert "table" not in {one.tag for one in found}
    assert "Không phát hiện nội dung cần rà soát." in found[0].text


def test_a_note_links_to_its_evidence_in_other_documents() -> None:
    own, other = "Ngày 20/8/2019.", "Hai.\n\nNgày 21/8/2019."
    between = finding(side(own, "20/8/2019"), side(other, "21/8/2019", "x/b.txt"), side("y", "y", "c.txt"))
    found = elements(report_on(own, between), report_on(other, between, path="x/b.txt"))
    ids = {one.attributes.get("id"): index for index, one in enumerate(found)}
    links = [one for one in found if one.tag == "a" and "21/8/2019" in one.text]
    assert len(links) == 1
    target = ids[str(links[0].attributes["href"])[1:]]
    assert found[target + 1].text == "21/8/2019"
    assert "b.txt, dòng 3: “21/8/2019”" in found[0].text
    assert "c.txt: “y”" in found[0].text


def test_the_same_file_named_twice_stands_once_on_the_page() -> None:
    one = report_on("một", finding(side("một", "một")))
    assert texts(elements(one, one), "h2") == ["a.txt"]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    found = elements(report_on("một", finding(side("một", "một"))))
    assert not [one for one in found if one.tag in ("script", "link", "img") or "src" in one.attributes]
    assert "url(" not in found[0].text
    assert "@import" not in found[0].text


def test_the_table_has_a_row_for_each_error_and_warning() -> None:
    text = "Có 5 xã.\n\nNgày 20/8/2019, ngày 20/08/2019.\n"
    grave = finding(side(text, "20/8/2019"), side(text, "20/08/2019"), found="2019-08-20", expected="2019-08-21")
    found = elements(
        report_on(text, finding(side(text, "5"), severity="warning"), grave, finding(side(text, "xã"), severity="note"))
    )
    assert rows(found) == [
        ["1", "dòng 1", "“5”", "…", "Sai.", "N101"],
        ["2", "dòng 3", "“20/8/2019”; “20/08/2019”", "“21/8/2019”; “21/08/2019”", "Sai.", "N101"],
    ]


def test_rows_name_pages() -> None:
    text = "một\fhai"
    found = elements(report_on(text, finding(side(text, "hai")), pages=(Page(1, 0, 3), Page(2, 4, 7))))
    assert rows(found)[0][1] == "trang 2"


def test_each_cell_of_the_table_names_its_column_for_narrow_screens() -> None:
    found = elements(report_on("một", finding(side("một", "một"))), language="en")
    heads = [one.attributes["data-head"] for one in found if one.tag == "td"]
    assert heads == texts(found, "th") == ["No.", "Place", "As printed", "Corrected to", "Reason", "Code"]


def test_what_stands_above_the_first_heading_has_a_place() -> None:
    text = "Căn cứ.\n\nI. MỤC TIÊU\n\nHai."
    document = Document("0" * 64, "a.docx", "docx", text)
    section = Section(9, len(text), 1, "I", "MỤC TIÊU")
    one = Report(Facts(document, Head(), sections=(section,)), (finding(side(text, "Căn cứ", "a.docx")),))
    assert rows(elements(one))[0][1] == "trước “I. MỤC TIÊU”"
    other = Report(one.facts, (finding(side(text, "Hai", "a.docx")),))
    assert rows(elements(other))[0][1] == "“I. MỤC TIÊU”"
