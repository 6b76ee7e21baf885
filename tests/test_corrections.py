"""Corrections: as much is printed as is replaced, in the document's notation, and what was found is gone thereafter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest
from check_texts import Gives, read
from test_cli import ocop
from test_findings_page import report_on, side

from extractor.model import Evidence, Finding
from extractor.report.corrections import correction
from extractor.report.mended import corrected, expected_like_found
from extractor.report.replaced import OPEN, holds, put_right
from extractor.review import Choice, Report, checked, review
from extractor.rulebook import Rulebook
from extractor.wording import wording

UNKNOWN = ("P106", "P107", "P110", "P112", "V106", "C3")
"""Checks that know what is wrong without knowing the words: what was counted, another office, another act."""


def every_text() -> list[Gives]:
    """The texts of the tests of the checks in which something is found."""
    modules = [import_module(path.stem) for path in sorted(Path(__file__).parent.glob("test_checks*.py"))]
    lists = [value for module in modules for value in vars(module).values() if isinstance(value, list)]
    found = {(one.code, one.text): one for values in lists for one in values if isinstance(one, Gives)}
    return list(found.values())


def _given() -> list[Gives]:
    """Those in which the right value is known."""
    return [one for one in every_text() if one.expected and not one.code.startswith(UNKNOWN)]


def reported(code: str, text: str, rulebook: Rulebook) -> Report:
    (report,) = review([checked(read(text, rulebook), rulebook)], rulebook, Choice.of(code, "", "note"))
    return report


def test_many_checks_are_tried() -> None:
    assert len({one.code for one in _given()}) >= 25


@pytest.mark.parametrize("one", _given(), ids=lambda one: f"{one.code}-{one.words[0][:30]}")
def test_what_was_found_is_gone_from_the_corrected_text(one: Gives, rulebook: Rulebook) -> None:
    report = reported(one.code, one.text, rulebook)
    finding = next(found for found in report.findings if found.expected == one.expected)
    places = corrected(report, finding)
    assert places
    assert not any(OPEN in new for new in places.values())
    text = report.facts.document.text
    for place in sorted(places, key=lambda place: -place.start):
        text = text[: place.start] + places[place] + text[place.end :]
    again = reported(one.code, text, rulebook)
    assert finding.message not in {left.message for left in again.findings}


@pytest.mark.parametrize(
    ("printed", "found", "expected", "right"),
    [
        ("ngày 16 tháng 8 năm 2016", "2016-08-16", "2016-09-05", "ngày 05 tháng 9 năm 2016"),
        ("ngày 16/8/2016", "2016-08-16", "2016-08-06", "ngày 06/8/2016"),
        ("ngày 16/08/2016", "2016-08-16", "2016-09-06", "ngày 06/09/2016"),
        ("ngày 16-8-2016", "16/8/2016", "21/2/2016", "ngày 21-02-2016"),
        ("NGÀY 16 THÁNG 8 NĂM 2016", "2016-08-16", "2016-10-17", "NGÀY 17 THÁNG 10 NĂM 2016"),
        ("vốn 1.450 triệu đồng", "1.450 triệu đồng", "1.500", "vốn 1.500 triệu đồng"),
        ("vốn 1.450 triệu đồng", "1.450.000.000 đồng", "1.500.000.000 đồng", "vốn 1.500 triệu đồng"),
        ("vốn 18,5 tỷ đồng", "18.500.000.000 đồng", "18.860.000.000 đồng", "vốn 18,86 tỷ đồng"),
        ("vốn 1450 triệu", "1.450", "1.500", "vốn 1500 triệu"),
        ("tăng 1.8", "1.8", "1,8", "tăng 1,8"),
        ("tỷ lệ 0.05", "0.05", "0,0037", "tỷ lệ 0.0037"),
        ("đạt 12.5%", "12,5%", "13,5%", "đạt 13.5%"),
        ("đạt 12%, 12 xã", "12%", "12,5%", "đạt 12,5%, 12 xã"),
        ("12 xã đạt 12%", "12%", "13%", "12 xã đạt 13%"),
        ("có 05 xã", "5", "6", "có 06 xã"),
        ("có 05 xã", "5", "12", "có 12 xã"),
        ("tỉnh Hà Giang", "Hà Giang", "Huế", "thành phố Huế"),
        ("HĐND tỉnh Hòa Bình", "Hội đồng nhân dân tỉnh Hòa Bình", "Yên Bái", "HĐND tỉnh Yên Bái"),
        ("TỔ CHỨC TỔ CHỨC", "TỔ CHỨC TỔ CHỨC", "tổ chức", "TỔ CHỨC"),
        ("UBND tỉnh", "UBND tỉnh", "3 sao: Ủy ban nhân dân huyện", None),
        ("có 37 xã", "374", "375", None),
    ],
)
def test_the_right_words_are_written_as_the_wrong_ones_were(
    printed: str, found: str, expected: str, right: str | None
) -> None:
    assert put_right(printed, found, expected) == right


@pytest.mark.parametrize(
    ("words", "found"),
    [("năm 2023", "2023-03-14"), ("16 xã", "16/KH-UBND"), ("374 xã", "37"), ("12%", "12"), ("12 xã", "12%")],
)
def test_other_words_with_the_same_digits_are_not_meant(words: str, found: str) -> None:
    assert not holds(words, found)


DATES = "ngày 16 tháng 8 năm 2016; ngày 01/08/2014"


@pytest.mark.parametrize(
    ("code", "text", "quotes", "found", "expected", "printed", "becomes"),
    [
        (
            *("C201", DATES, DATES.split("; "), "2014-08-01, 2016-08-16", "2016-08-16"),
            *((1,), ("“ngày 16/08/2016”",)),
        ),
        ("N101", "tổng 374 xã, 37 xã", ("374 xã", "37 xã"), "374", None, (0,), ("…",)),
        ("S101", "5.2. A; 5.3. B", ("5.2. A", "5.3. B"), "5.2, 5.3", "4.2, 4.3", (0, 1), ("“4.2. A”", "“4.3. B”")),
        ("P106", "4 đơn vị: A; B; C", ("4 đơn vị", "A; B; C"), "3", "4", (0, 1), ("…",)),
        ("C401", "Bộ NN", ("Bộ NN",), "Bộ Nông nghiệp", "Chính phủ", (0,), ("…",)),
        ("C501", "Quyết định 1", ("Quyết định 1",), None, "2022-08-01", (0,), ("“Quyết định 1 ngày 01/8/2022”",)),
        (
            "C202",
            "ngày 21/8/2019",
            ("ngày 21/8/2019",),
            "2019-08-20, 2019-08-21",
            "2019-08-21",
            (0,),
            ("(giữ nguyên)",),
        ),
    ],
)
def test_a_row_has_the_words_that_are_wrong_and_what_they_become(
    code: str,
    text: str,
    quotes: Sequence[str],
    found: str | None,
    expected: str | None,
    printed: Sequence[int],
    becomes: Sequence[str],
) -> None:
    elsewhere = Evidence("b.txt", 0, 9, "20/8/2019")
    sides = (*(side(text, quote) for quote in quotes), *([elsewhere] if code == "C202" else []))
    one = Finding(code, "error", "Sai.", sides, expected, found)
    row = correction(report_on(text, one), one, wording("vi"))
    assert row.printed == tuple(f"“{quotes[i]}”" for i in printed)
    assert row.becomes == becomes


@pytest.mark.parametrize(
    ("code", "found", "expected", "told"),
    [
        ("N111", "95 triệu đồng", "85", "85 triệu đồng"),
        ("C402", "Luật Hình sự số 100/2015/QH13", "Bộ luật Hình sự", "Bộ luật Hình sự số 100/2015/QH13"),
        ("C206", "2019-08-20", "2019-08-21", "21/8/2019"),
        ("P106", "3", "4", "4"),
        ("N101", "3", None, None),
    ],
)
def test_what_is_expected_reaches_as_far_as_what_was_found(
    code: str, found: str, expected: str | None, told: str | None
) -> None:
    assert expected_like_found(Finding(code, "error", "Sai.", (), expected, found)) == told


LAW = "Căn cứ Luật Dân sự số 91/2015/QH13 ngày 24/11/2015;\n"


def test_programs_get_the_correction_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(LAW, encoding="utf-8")
    ocop("check", str(path), "--select", "C402", "--format", "json")
    (one,) = json.loads(capsys.readouterr().out)["findings"][0]["evidence"]
    assert one["corrected"] == "Bộ l" + one["quote"][1:]
    ocop("check", str(path), "--select", "C402", "--format", "sarif")
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    region = replacement["deletedRegion"]
    after = LAW[: region["charOffset"]] + one["corrected"] + LAW[region["charOffset"] + region["charLength"] :]
    assert after == LAW.replace("Luật", "Bộ luật")
    assert replacement["insertedContent"]["text"] == one["corrected"]
