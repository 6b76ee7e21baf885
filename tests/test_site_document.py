"""The page of a document: the card of each fact, the image beside the text, how it is cited, what was checked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from site_facts import ACTS, CHECK, conflict, documents
from test_site import Get, asking, visible

from extractor.build import build
from extractor.model import Facts, Indicator
from extractor.rulebook import load, table
from extractor.site.body import body
from extractor.site.citing import about, citation, day, short
from extractor.site.done import checks_of, gaps
from extractor.site.scans import boxes_of
from extractor.store import Writer
from extractor.store.beside import folder_of
from extractor.targets import Answer

CORPUS = Path(__file__).parent.parent / "corpus"
BOXES = ((1, 10.0, 20.0, 40.0, 30.0), (1, 42.0, 21.0, 60.0, 31.0), (2, 10.0, 20.0, 30.0, 30.0))


def scan() -> Facts:
    """The report as a scan of two pages, its first citation on both, its second on none."""
    _, report = documents()
    first, second = report.citations
    pages = tuple(replace(page, ocr=True, width=200.0, height=300.0) for page in report.document.pages)
    head = replace(report.head, number="12", symbol="BC-UBND", issuer="Ủy ban nhân dân huyện Lai Vung")
    return replace(
        report,
        document=replace(report.document, pages=pages),
        head=head,
        citations=(replace(first, boxes=BOXES), second),
    )


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("document") / "ocop.db"
    plan, _ = documents()
    report = scan()
    start = plan.document.text.index("12 sản phẩm")
    target = Indicator(
        start=start, end=start + 11, quote="12 sản phẩm", rule="by-hand", kind="target", comparator="=", value=12,
        unit="sản phẩm", subject="sản phẩm <b>mới</b>", page=None,
    )  # fmt: skip
    place = report.document.text.index("sản phẩm")
    result = replace(target, start=place, end=place + 8, quote="sản phẩm", kind="result", value=9, page=2)
    plan = replace(plan, indicators=(target,))
    report = replace(report, indicators=(result,))
    with Writer(path, load()) as writer:
        writer.add_checks([CHECK, CHECK | {"code": "N101", "scope": "document", "title": "Tổng"}])
        writer.add_instruments(ACTS)
        writer.add_document(plan, "plan", {"file": "plan <one>.txt"})
        writer.add_document(report, "quet", {"file": "quet.pdf", "images": {1: "x/1.webp", 2: "x/2.webp"}})
        writer.add_findings([conflict(plan, report)])
        writer.add_answers([Answer((plan.document.path, 0), (report.document.path, 0), 0.9)])
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    for name in ("1.webp", "2.webp"):
        image = folder_of(path) / "x" / name
        image.parent.mkdir(parents=True, exist_ok=True)
        image.write_bytes(b"RIFF")
    return asking(path)


def card(text: str, kind: str, number: int) -> str:
    found = re.search(rf'<article class="card c-{kind}" id="d-{kind}-{number}".*?</article>', text, re.DOTALL)
    assert found, (kind, number)
    return found.group()


def test_a_mark_leads_to_the_card_of_its_fact(get: Get) -> None:
    page = get("/van-ban/plan").text
    ids = set(re.findall(r' id="([^"]+)"', page))
    marks = re.findall(r'<a class="m m-\w+"[^>]* href="#(d-[^"]+)"', page)
    assert len(marks) >= 4
    assert set(marks) <= ids
    for anchor in re.findall(r'class="shut" href="#([^"]+)"', page):
        assert anchor in ids


def test_cards_too_many_for_one_page_have_pages_of_their_own(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = {slug: get(f"/van-ban/{slug}").text for slug in ("plan", "quet")}
    monkeypatch.setattr("extractor.site.document.MANY", 1)
    for slug, before in whole.items():
        page = get(f"/van-ban/{slug}").text
        assert '<article class="card' not in page
        places = set(re.findall(r'<a class="[mb] [^>]*href="(/van-ban/\w+/du-kien/\d+)"', page))
        places |= set(re.findall(r'<a href="(/van-ban/\w+/du-kien/\d+)" tabindex="-1" class="b', page))
        apart = "".join(get(place).text for place in places)
        ids = re.findall(r'<article class="card[^"]*" id="([^"]+)"', before)
        assert sorted(re.findall(r'<article class="card[^"]*" id="([^"]+)"', apart)) == sorted(ids) != []
        for anchor in re.findall(rf'href="/van-ban/{slug}#([^"]+)"', apart):
            assert f'id="{anchor}"' in page, "what leads back leads to a place of the document"
        assert not re.search(r'class="shut" href="#', apart)
    assert get("/van-ban/plan/du-kien/999999").status_code == 404
    assert get("/van-ban/nowhere/du-kien/1").status_code == 404


def test_the_card_of_a_citation_says_who_else_cites_the_act(get: Get) -> None:
    text = card(get("/van-ban/plan").text, "citation", 1)
    assert "Quyết định 919/QĐ-TTg" in text
    assert re.search(r'<dt>Ngày ghi tại đây</dt><dd><time datetime="2022-08-01">01/08/2022</time></dd>', text)
    assert re.search(r'Văn bản khác cũng viện dẫn:</p><ul><li><a href="/van-ban/quet#v\d+">', text)
    assert 'href="/vien-dan/qd-ttg-919-2022"' in text


def test_the_card_of_a_figure_shows_what_answers_it(get: Get) -> None:
    target = card(get("/van-ban/plan").text, "indicator", 1)
    assert re.search(r'Kết quả thực hiện: “sản phẩm” – <a href="/van-ban/quet#v\d+">', target)
    result = card(get("/van-ban/quet").text, "indicator", 2)
    assert re.search(r'Chỉ tiêu: “12 sản phẩm” – <a href="/van-ban/plan#v\d+">', result)
    assert "<b>mới" not in target


def test_what_occurs_nowhere_else_says_so(get: Get) -> None:
    page = get("/van-ban/plan").text
    assert "Không có văn bản nào khác trong kho nêu đúng số tiền này." in card(page, "amount", 1)
    open_citation = card(get("/van-ban/quet").text, "citation", 3)
    assert "Chưa xác định được văn bản nào." in open_citation


def test_the_image_of_a_page_stands_beside_its_text_with_the_marks(get: Get) -> None:
    page = get("/van-ban/quet").text
    spreads = re.findall(r'<div class="spread">.*?</figure></div></div>', page, re.DOTALL)
    assert [re.findall(r'id="(anh-\d)"', spread) for spread in spreads] == [["anh-1"], ["anh-2"]]
    assert "Nem Lai Vung" in spreads[1]
    assert "Nem Lai Vung" not in spreads[0]
    assert 'src="/van-ban/quet/trang/1.webp" alt="Ảnh trang 1 của bản quét" loading="lazy" width="200"' in spreads[0]
    assert 'viewBox="0 0 200 300" aria-hidden="true"' in spreads[0]
    one_line = '<rect x="8.5" y="18.5" width="53.0" height="14.0"/>'
    assert re.search(rf'<a href="#d-citation-2"[^>]* id="o-citation-2"><title>[^<]+</title>{one_line}</a>', spreads[0])
    assert spreads[1].count("<rect") == 1
    assert ' id="o-' not in spreads[1], "the mark of a fact on two pages is reached on the first"
    assert 'href="#o-citation-2">Xem trên ảnh trang 1' in card(page, "citation", 2)
    assert "Xem trên ảnh" not in card(page, "citation", 3)
    assert get("/van-ban/quet/trang/1.webp").content == b"RIFF"


def test_a_document_without_images_has_no_second_column(get: Get) -> None:
    page = get("/van-ban/plan").text
    assert "spread" not in page
    assert "hien-anh" not in page


def test_a_page_that_begins_in_a_table_has_its_image_beside_the_table() -> None:
    from extractor.model import Cell, Table
    from extractor.site.grids import Grid

    text = "Đầu\n\na\n\nb\n\nCuối"
    grid = Grid(1, Table(5, 9, ((Cell("a", 5, 6),), (Cell("b", 8, 9),))))
    paragraphs = [(0, 3, "text"), (5, 6, "text"), (8, 9, "text"), (11, 15, "text")]
    written = body(text, paragraphs, [], [(0, 1), (8, 2), (11, 3)], [grid], None, {1: "<i>1</i>", 2: "<i>2</i>"})
    assert re.findall(r'<div class="scans">(.*?)</div>', written) == ["<i>1</i><i>2</i>", ""]


def test_how_a_document_and_a_page_are_cited(get: Get) -> None:
    page = get("/van-ban/quet").text
    line = "Báo cáo số 12/BC-UBND ngày 05/01/2024 của UBND huyện Lai Vung"
    field = re.search(r'<textarea id="cach-dan" readonly[^>]*>([^<]*)</textarea>', page)
    assert field
    assert field[1].startswith(line), "the whole line is shown, and can be selected without a script"
    assert f'<p class="cite">{line}' in card(page, "citation", 2)
    assert ", tr. 1</p>" in card(page, "citation", 2)


def test_the_button_that_copies_is_there_only_with_its_script(get: Get) -> None:
    page = get("/van-ban/quet").text
    assert re.search(r'<button type="button" hidden data-copies="cach-dan">Sao chép</button>', page)
    assert '<script src="/static/copy.js" defer></script>' in page
    assert get("/static/copy.js").status_code == 200


@pytest.mark.parametrize(
    ("head", "page", "line"),
    [
        (("Kế hoạch", "46", "46/KH-UBND", "2023-05-11", "Ủy ban nhân dân huyện Châu Thành", "Thực hiện Đề án"), 2,
         "Kế hoạch số 46/KH-UBND ngày 11/5/2023 của UBND huyện Châu Thành về thực hiện Đề án, tr. 2"),
        (("Nghị quyết", "7", "7/2023/NQ-HĐND", "2023-02-01", "Hội đồng nhân dân tỉnh Trà Vinh", "Về việc hỗ trợ"), None,
         "Nghị quyết số 7/2023/NQ-HĐND ngày 01/02/2023 của HĐND tỉnh Trà Vinh về hỗ trợ"),
        (("Luật", "23", "23/2012/QH13", "2012-11-20", "Quốc hội", "Hợp tác xã"), None,
         "Luật Hợp tác xã số 23/2012/QH13 ngày 20/11/2012 của Quốc hội"),
        ((None, "9", "9/UBND-KT", None, None, None), None, "Văn bản số 9/UBND-KT"),
        (("Kế hoạch", None, "KH-UBND", "2023-04", None, "Triển khai OCOP"), None,
         "Kế hoạch tháng 4/2023 về triển khai OCOP"),
        (("Kế hoạch", None, "KH-UBND", "2023-04", None, None), None, "Kế hoạch năm tháng 4/2023"),
        ((None, None, None, None, None, None), 3, "Kế hoạch năm, tr. 3"),
    ],
)  # fmt: skip
def test_citation_lines(head: tuple[str | None, ...], page: int | None, line: str) -> None:
    fields = ("doc_type", "number", "key", "date", "issuer", "title")
    row: Mapping[str, str | None] = dict(zip(fields, head, strict=True))
    assert citation({**row, "name": "Kế hoạch năm"}, page) == line


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("V/v hướng dẫn chấm điểm", "về hướng dẫn chấm điểm"),
        ("OCOP năm 2024", "về OCOP năm 2024"),
        ("Đồng Tháp phát triển sen", "về Đồng Tháp phát triển sen"),
        ("Đề án làng nghề", "về Đề án làng nghề"),
        ("Quy định mức chi", "về quy định mức chi"),
    ],
)
def test_what_a_title_says_behind_the_issuer(title: str, words: str) -> None:
    assert about(title) == words


def test_days_in_words() -> None:
    assert [day("2023"), day("2023-12"), day(None)] == ["năm 2023", "tháng 12/2023", ""]
    assert short("Bộ Nông nghiệp và Phát triển nông thôn") == "Bộ Nông nghiệp và Phát triển nông thôn"


def test_boxes_of_one_line_are_joined() -> None:
    assert boxes_of("[[1, 10, 20, 30, 30], [1, 32, 21, 50, 31], [1, 5, 40, 20, 50]]") == {
        1: [(10, 20, 50, 31), (5, 40, 20, 50)]
    }
    assert boxes_of(None) == {}


def test_the_checks_are_listed_as_done_and_not_done(get: Get) -> None:
    plan, report = visible(get("/van-ban/plan")), visible(get("/van-ban/quet"))
    assert "1 quy tắc có phát hiện, 1 quy tắc không thấy gì cần rà soát. Chưa kiểm tra theo 0 quy tắc" in plan
    assert "N101 Tổng – văn bản không có số tiền nào đọc được" in report
    assert "1 viện dẫn chưa xác định được văn bản" in report


def test_checks_by_how_they_ended() -> None:
    checks = [
        {"code": code, "title": code, "scope": scope}
        for code, scope in (("C201", "document"), ("N106", "document"), ("N501", "corpus"), ("W101", "document"))
    ]
    counts = {"citations": 2, "tables": 0, "indicators": 1}
    ended = checks_of(checks, [{"code": "C201"}, {"code": "C201"}], counts, alone="documents")
    assert [(row["code"], row["count"]) for row in ended["found"]] == [("C201", 2)]
    assert [row["code"] for row in ended["clean"]] == ["W101"]
    assert [(row["code"], row["why"]) for row in ended["idle"]] == [
        ("N106", "văn bản không có bảng nào đọc được"),
        ("N501", "trong kho chưa có văn bản khác để so sánh"),
    ]
    assert [row["code"] for row in checks_of(checks, [], counts, alone=None)["clean"]] == ["C201", "N501", "W101"]


def test_what_could_not_be_checked_is_said() -> None:
    facts = {
        "citations": [{"instrument": None}, {"instrument": "x"}],
        "unresolved": [{"of": "amount"}, {"of": "citation"}],
    }
    told = gaps(facts, [{"certainty": None}, {"certainty": "A"}], ["Bảng 2"])
    assert [line.split()[0] for line in told] == ["2", "1", "1", "Bảng"]
    assert gaps({"citations": [], "unresolved": []}, [], []) == []


@pytest.fixture(scope="module")
def found_by_check(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    home = tmp_path_factory.mktemp("needs")
    build(CORPUS, home / "ocop.db", workers=1)
    with closing(sqlite3.connect(home / "ocop.db")) as connection:
        yield connection


def test_what_a_check_is_said_to_need_is_there_wherever_it_found_something(
    found_by_check: sqlite3.Connection,
) -> None:
    """A need that is none would hide a check that was done."""
    tried = 0
    for row in table("check_needs"):
        failed = " AND failed IS NULL" if row["needs"] == "tables" else ""
        places = found_by_check.execute(
            f"SELECT DISTINCT e.document, (SELECT count(*) FROM {row['needs']} WHERE document = e.document{failed})"
            " FROM evidence e JOIN findings f ON f.id = e.finding WHERE f.code = ?",
            (row["check"],),
        ).fetchall()
        tried += len(places)
        assert all(count for _, count in places), (row, places)
    assert tried > 10


def test_the_checks_with_needs_exist() -> None:
    from extractor.checks import CHECKS

    assert {row["check"] for row in table("check_needs")} <= set(CHECKS)
