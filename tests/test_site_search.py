"""The search on the documents of the corpus: references typed carelessly, words, what is offered where nothing is."""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from careless import careless
from test_site import Get, asking

from extractor.build import build
from extractor.model import Document, Facts, Head
from extractor.rulebook import load
from extractor.site.ranking import SEEN
from extractor.store import Writer

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
REFERENCES = 30
RIGHT = 148
"""Of 150 careless forms, those whose first hit must be right."""


@dataclass(frozen=True)
class Act:
    slug: str
    kind: str
    key: str
    year: int | None


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the text documents of the corpus."""
    home = tmp_path_factory.mktemp("search")
    (home / "sources").mkdir()
    for source in (CORPUS / "sources").glob("*.txt"):
        shutil.copy(source, home / "sources")
    shutil.copy(CORPUS / "index.csv", home)
    build(home, home / "ocop.db", workers=2)
    return home / "ocop.db"


@pytest.fixture(scope="module")
def get(database: Path) -> Get:
    return asking(database)


@pytest.fixture(scope="module")
def acts(database: Path) -> Sequence[Act]:
    """All acts with a number."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT slug, kind, key, year FROM instruments WHERE key GLOB '[0-9]*'")
        return [Act(*row) for row in rows]


def drawn(acts: Sequence[Act]) -> list[Act]:
    """Some acts, by a rule that knows none of them."""
    return sorted(acts, key=lambda act: hashlib.sha256(act.slug.encode()).digest())[:REFERENCES]


def offered(get: Get, typed: str) -> list[str]:
    """The acts that a query leads to: the one it leads to at once, or those to choose from, first things first."""
    page = get(f"/tim-kiem?q={typed}")
    if page.status_code == 303:
        return [re.split("[?]", page.headers["location"].removeprefix("/vien-dan/"))[0]]
    links = re.findall(r'href="/(vien-dan|van-ban)/([^"?#]+)', page.text.partition("<main")[2])
    return [slug if room == "vien-dan" else f"/{slug}" for room, slug in links]


def names(typed: str, act: Act, meant: Act) -> bool:
    """Whether ``typed``, a careless form of ``meant``, says nothing that is untrue of ``act``."""
    ways = (re.sub(r"\W+", " ", way).strip() for way in careless(act.kind, act.key, act.year))
    return act == meant or re.sub(r"\W+", " ", typed).strip() in ways


def test_references_typed_carelessly_lead_to_their_acts(get: Get, acts: Sequence[Act]) -> None:
    by_slug = {act.slug: act for act in acts}
    tried, wrong = 0, []
    for act in drawn(acts):
        for typed in careless(act.kind, act.key, act.year):
            tried += 1
            found = offered(get, typed)
            first = by_slug.get(found[0]) if found else None
            if first is None or not names(typed, first, act) or act.slug not in found:
                wrong.append((typed, act.key, found[:3]))
    assert tried == 5 * REFERENCES
    assert tried - len(wrong) >= RIGHT, wrong


def main(get: Get, address: str) -> str:
    return get(address).text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda act: f"{act.kind} {act.key}".replace("định", "dịnh").replace("nghị", "nghi"),
        lambda act: act.key.replace("/", "").replace("-", "").lower(),
        lambda act: f"{act.key.split('/')[0]} {''.join(c for c in act.key if c.isalpha())}",
    ],
    ids=["wrong mark", "in one word", "symbol in one word"],
)
def test_a_reference_written_together_or_with_a_wrong_mark_is_understood(
    get: Get, acts: Sequence[Act], change: Callable[[Act], str]
) -> None:
    yearless = [act for act in drawn(acts) if re.fullmatch(r"[1-9]\d*/[^/\d]+", act.key)]
    assert len(yearless) >= 10
    missed = [(change(act), act.slug) for act in yearless if act.slug not in offered(get, change(act))]
    assert missed == []


def test_a_slip_in_a_word_or_a_number_leads_on(get: Get, acts: Sequence[Act]) -> None:
    page = get("/tim-kiem?q=quyet dihn 1600").text
    assert "Có phải ông/bà tìm" in page
    assert 'href="/tim-kiem?q=quyet%20dinh%201600"' in page
    missed = []
    for act in drawn(acts):
        number, _, rest = act.key.partition("/")
        slip = f"{number[1:2]}{number[0]}{number[2:]}" if len(number) > 2 and number[0] != number[1] else f"{number}7"
        if act.slug not in offered(get, f"{slip}/{rest}"):
            missed.append((slip, act.key))
    assert len(missed) <= 2, missed


def test_a_search_is_narrowed_by_province_year_kind_and_level(get: Get) -> None:
    page = main(get, "/tim-kiem?q=san pham")
    provinces = re.findall(r'href="/tim-kiem\?q=san\+pham&amp;tinh=([^"]+)">([^<]+) <span>(\d+)', page)
    assert len(provinces) > 2
    for address, name, count in provinces:
        narrowed = main(get, f"/tim-kiem?q=san+pham&tinh={address}")
        assert narrowed.count('<article class="hit"') == int(count)
        assert f"{name} <a" in narrowed, "what was chosen can be taken back"
    assert {"Tỉnh, thành phố khi ban hành", "Loại văn bản"} <= set(re.findall(r"<h2>([^<]+)</h2>", page))
    assert '<article class="hit"' not in main(get, "/tim-kiem?q=san+pham&nam=1900")
    both = main(get, "/tim-kiem?q=san+pham&tinh=Đồng+Tháp&loai=Kế+hoạch")
    assert both.count('<article class="hit"') == 2


def test_what_a_search_is_narrowed_by_is_no_word_of_a_query(get: Get) -> None:
    for typed in ("0provincedongthap", "tags", "tags:0leveltinh"):
        assert '<article class="hit"' not in main(get, f"/tim-kiem?q={typed}")
    assert get('/tim-kiem?q=san&tinh=") OR (folded : "a').status_code == 200


def test_hits_open_at_the_first_word_found_on_its_page(get: Get) -> None:
    links = re.findall(r'href="(/van-ban/[^"#]+\?q=[^"#]+)#(v\d+)"', main(get, "/tim-kiem?q=vung nguyen lieu"))
    assert links
    for address, anchor in links:
        assert f'<mark id="{anchor}">' in get(address.replace("&amp;", "&")).text, address


def test_common_words_are_ranked_among_the_first_finds_only(tmp_path: Path) -> None:
    """More finds than are looked at: the answer says so, and the best of those looked at comes first."""
    count = SEEN + 40
    with Writer(tmp_path / "many.db", load()) as writer:
        for number in range(count):
            text = "sản phẩm sản phẩm" if number == 7 else f"sản phẩm của một vùng xa xôi thứ {number}"
            paper = Document(f"{number:064}", f"{number}.txt", "text", text)
            writer.add_document(Facts(paper, Head(title=f"Tờ {number}")), f"to-{number}", {"file": paper.path})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    page = main(asking(tmp_path / "many.db"), "/tim-kiem?q=san pham")
    assert re.findall(r'href="/van-ban/(to-\d+)\?', page)[0] == "to-7"
    assert f"{SEEN}+ văn bản" in page
