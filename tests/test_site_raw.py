"""The tables as Datasette keeps them, in Vietnamese: the list of tables, a table, a row."""

from __future__ import annotations

import re

import pytest
from test_site import Get, asking, visible
from test_store import write

ADDRESSES = (
    *("/ocop", "/ocop?_show_hidden=1", "/ocop/documents", "/ocop/documents/plan-one", "/ocop/mentions"),
    *("/ocop/documents?year__exact=2024", "/ocop/passages?_search=thap", "/ocop/citations?_size=1&_sort=start"),
    "/ocop/documents?year__exact=1900",
)
ENGLISH = re.compile(
    r"\b(rows?|where|this data|apply|search|next page|advanced|export|view|tables?|links?|from|column|records|sorted"
    r"|descending|sort|download|file|remove|filter|contains|exact|show|hidden|is null)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    path = tmp_path_factory.mktemp("raw") / "ocop.db"
    write(path)
    return asking(path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_are_in_vietnamese(address: str, get: Get) -> None:
    page = get(address)
    assert page.status_code == 200
    text = re.sub(r"<(pre|code|td|th|option|dt|li)\b.*?</\1>", "", page.text, flags=re.DOTALL)  # names and data
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0]))
    assert not ENGLISH.search(said), ENGLISH.search(said)
    operators = re.findall(r'<select name="_filter_op[^>]*>(.*?)</select>', page.text, re.DOTALL)
    assert bool(operators) == ("/ocop/" in address and "plan-one" not in address)
    for one in operators:
        assert not re.search(r'<option value="(\w+?)(?:__1)?"[^>]*>\1</option>', one), (
            "each way to compare has its words"
        )


@pytest.mark.parametrize("address", ADDRESSES)
def test_they_need_neither_script_nor_style_of_others_and_name_their_fields(address: str, get: Get) -> None:
    page = get(address).text
    assert not re.search(r"<script|<style| style=|app\.css", page)
    fields = re.findall(r"<(?:input|select)\b[^>]*>", page.partition("<main")[2])
    named = [one for one in fields if 'type="hidden"' not in one]
    labelled = set(re.findall(r'<label for="([^"]+)"', page))
    for one in named:
        own = re.search(r'id="([^"]+)"', one)
        assert "aria-label=" in one or 'type="checkbox"' in one or (own and own[1] in labelled), one


def test_a_table_can_be_narrowed_sorted_and_downloaded(get: Get) -> None:
    page = get("/ocop/documents?year__exact=2024")
    assert "1 dòng" in visible(page)
    assert '<option value="exact" selected>bằng</option>' in page.text
    for form in ("csv", "json"):
        (address,) = re.findall(
            rf'href="(/ocop/documents\.{form}\?[^"]*year__exact=2024[^"]*)">{form.upper()}<', page.text
        )
        assert get(address.replace("&amp;", "&")).status_code == 200
    assert 'rel="next"' in get("/ocop/citations?_size=1").text
    assert "▼" in get("/ocop/citations?_sort=start").text
    assert "Không có dòng nào" in get("/ocop/documents?year__exact=1900").text


def test_the_list_says_what_each_table_holds(get: Get) -> None:
    page = get("/ocop").text
    row = page.partition('<a href="/ocop/citations">')[2].partition("</tr>")[0]
    assert "Viện dẫn" in row
    assert '<td class="num" data-l="Số dòng">3</td>' in row
    assert 'href="/ocop.db"' in page
    assert 'href="/ocop/mentions"' in page


def test_a_row_leads_to_the_rows_that_name_it(get: Get) -> None:
    page = get("/ocop/documents/plan-one").text
    assert re.search(
        r'href="/ocop/citations\?document(__exact)?=plan-one">1 dòng</a> của bảng citations, cột document', page
    )
