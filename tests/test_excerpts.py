"""Evidence under its own lines: carets exactly below the words, in any form of Unicode and in lines of any length."""

from __future__ import annotations

import unicodedata
from datetime import date

import click
import pytest

from extractor.model import Document, Evidence, Facts, Finding, Head, Page
from extractor.report import check_text, findings_json, findings_text
from extractor.report.excerpt import Excerpt, excerpts
from extractor.report.values import in_notation
from extractor.review import Choice, Report
from extractor.wording import wording

LONG = " ".join(f"tỉnh Bình Lâm có {number} sản phẩm, xã Hòa Sơn và xã Đá Bạc;" for number in range(101, 117))


def marked(text: str, *quotes: str, room: int = 80) -> list[Excerpt]:
    places = [(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    return list(excerpts(text, places, room))


def width(text: str) -> int:
    return sum(not unicodedata.combining(sign) for sign in text)


def below(excerpt: Excerpt) -> list[str]:
    """The letters above each run of carets, with their marks."""
    letters: list[str] = []
    for sign in excerpt.line:
        if unicodedata.combining(sign):
            letters[-1] += sign
        else:
            letters.append(sign)
    runs: list[str] = []
    for letter, caret in zip(letters, excerpt.carets, strict=False):
        if caret == "^":
            runs.append(letter)
        elif caret == "~":
            runs[-1] += letter
    return runs


def report_on(text: str, *sides: Evidence, path: str = "a.txt", form: str = "text", **values: str) -> Report:
    document = Document("0" * 64, path, form, text)
    return Report(Facts(document, Head()), (Finding("N101", "error", "Sai.", sides, **values),))  # type: ignore[arg-type]


def side(text: str, quote: str, path: str = "a.txt") -> Evidence:
    return Evidence(path, text.index(quote), text.index(quote) + len(quote), quote)


def printed(report: Report, room: int = 80, language: str = "en") -> list[str]:
    return click.unstyle(findings_text(report, wording(language), room)).splitlines()


def test_carets_stand_under_the_words() -> None:
    assert marked("Có 34 sản phẩm\nđạt 4 sao.\n", "4 sao") == [Excerpt(19, "đạt 4 sao.", "    ^~~~~")]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_marks_of_letters_take_no_columns(form: str) -> None:
    text, quote = (unicodedata.normalize(form, words) for words in ("Ủy ban nhân tỉnh Trà Vinh", "nhân tỉnh"))  # type: ignore[arg-type]
    (found,) = marked(text, quote)
    assert found.carets == "       ^~~~~~~~~"
    assert below(found) == [quote]


def test_tabs_and_signs_that_steer_a_terminal_are_blanks() -> None:
    (found,) = marked("\tmột\thai\x1b[31m\xa0ba", "ba")
    assert found == Excerpt(14, "một hai [31m ba", "             ^~")


def test_signs_without_width_are_left_out() -> None:
    (found,) = marked("a\u200bb\u202ecd", "cd")
    assert (found.line, found.carets) == ("abcd", "  ^~")


def test_several_words_of_one_line_are_marked_together() -> None:
    (found,) = marked("Cả thảy 6 xã: 2 xã A và 3 xã B", "6 xã", "2 xã", "3 xã")
    assert below(found) == ["6 xã", "2 xã", "3 xã"]


def test_of_words_that_overlap_each_shows_its_beginning() -> None:
    (found,) = marked("Nghị quyết số 19-NQ/TW", "Nghị quyết số 19", "19-NQ/TW")
    assert found.carets == "^~~~~~~~~~~~~~^~~~~~~~"


@pytest.mark.parametrize("room", [30, 60, 93, 200])
def test_a_long_line_is_cut_at_words(room: int) -> None:
    (found,) = marked(LONG, "107 sản phẩm", room=room)
    assert width(found.line) <= room
    assert below(found) == ["107 sản phẩm"]
    assert found.line.startswith("… ")
    assert found.line.endswith(" …")
    assert f" {found.line.strip('… ')} " in f" {LONG} "


def test_the_ends_of_a_line_are_not_cut() -> None:
    first, last = marked(LONG, "tỉnh Bình Lâm có 101", "116 sản phẩm")
    assert first.line.startswith("tỉnh")
    assert first.line.endswith(" …")
    assert last.line.startswith("… ")
    assert last.line.endswith("Bạc;")


def test_sixteen_parts_of_a_sum_are_all_marked() -> None:
    quotes = [f"{number} sản phẩm" for number in range(101, 117)]
    found = marked(LONG, *quotes, room=90)
    assert [words for excerpt in found for words in below(excerpt)] == quotes
    assert len(found) < len(quotes)
    assert all(width(excerpt.line) <= 90 for excerpt in found)


def test_what_is_longer_than_the_room_is_marked_up_to_the_cut() -> None:
    (found,) = marked(LONG, LONG[20:300], room=40)
    assert width(found.line) <= 40
    assert LONG[20:].startswith(below(found)[0])


def test_words_over_several_lines_are_marked_to_the_end_of_the_first() -> None:
    (found,) = marked("của Thủ tướng\nChính phủ\n", "Thủ tướng\nChính phủ")
    assert (found.line, found.carets) == ("của Thủ tướng", "    ^~~~~~~~~")


def test_a_page_ends_a_line() -> None:
    (found,) = marked("trang một\ftrang hai", "hai")
    assert found.line == "trang hai"


@pytest.mark.parametrize("text", ["", "a", "a\n"])
def test_a_place_without_words_has_one_caret(text: str) -> None:
    (found,) = excerpts(text, [(len(text), len(text))], 80)
    assert found.carets.strip() == "^"


def test_lines_are_numbered_and_told_in_their_order() -> None:
    text = "Tổng 5\nmột 2\nhai 4\n"
    finding = report_on(text, side(text, "5"), side(text, "4"), side(text, "2"), found="5", expected="6")
    assert printed(finding) == [
        "a.txt:1: N101 error: Sai.",
        "    1 | Tổng 5",
        "      |      ^",
        "    2 | một 2",
        "      |     ^",
        "    3 | hai 4",
        "      |     ^",
        "    found: 5",
        "    expected: 6",
    ]


def test_pages_stand_in_the_margin() -> None:
    text = "một\fhai"
    pages = (Page(1, 0, 3), Page(2, 4, 7))
    document = Document("0" * 64, "a.pdf", "pdf", text, pages)
    finding = Finding("N101", "error", "Sai.", (side(text, "hai", "a.pdf"),))
    assert printed(Report(Facts(document, Head()), (finding,)), language="vi")[1:] == ["trang 2 | hai", "        | ^~~"]


def test_the_lines_of_other_documents_of_the_run_are_shown() -> None:
    own, other = "ngày 01/8/2022", "Quyết định\nngày 02/8/2022"
    sides = (side(other, "02/8/2022", "b.txt"), side(own, "01/8/2022"), Evidence("c.txt", 0, 3, "ba\nbốn", 7))
    one = report_on(own, *sides)
    both = {"a.txt": one.facts, "b.txt": Facts(Document("1" * 64, "b.txt", "text", other), Head())}
    assert printed(Report(one.facts, one.findings, read_with=both)) == [
        "a.txt:1: N101 error: Sai.",
        "    1 | ngày 01/8/2022",
        "      |      ^~~~~~~~~",
        "     --> b.txt:2",
        "    2 | ngày 02/8/2022",
        "      |      ^~~~~~~~~",
        "     --> c.txt, page 7: “ba bốn”",
    ]


def test_findings_are_parted_by_a_blank_line() -> None:
    one = report_on("một", side("một", "một"))
    assert printed(Report(one.facts, one.findings * 2)).count("") == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2019-08-21", "21/8/2019"),
        ("2019-02-03, 2019-08-20", "03/02/2019, 20/8/2019"),
        ("2019-04, 2018", "tháng 4/2019, năm 2018"),
        ("2019", "2019"),
        ("giai đoạn 2019-2025", "giai đoạn 2019-2025"),
        ("5.2, 5.3", "5.2, 5.3"),
        ("46/KH-UBND", "46/KH-UBND"),
    ],
)
def test_dates_are_written_as_in_documents(value: str, shown: str) -> None:
    assert in_notation(value) == shown


def test_dates_stay_iso_for_programs() -> None:
    report = report_on("x", side("x", "x"), found="2019-08-20", expected="2019-08-21")
    assert printed(report)[-2:] == ["    found: 20/8/2019", "    expected: 21/8/2019"]
    assert findings_json(report)["findings"][0]["expected"] == "2019-08-21"


def test_the_day_taken_for_a_draft_is_written_as_in_documents() -> None:
    assert "as of 28/11/2026: a.txt" in check_text([report_on("x")], Choice(), date(2026, 11, 28), wording("en"))
