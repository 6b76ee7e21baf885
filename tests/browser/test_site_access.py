"""Every kind of page for everyone: axe-core finds nothing serious, every link leads somewhere, home is light."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

import httpx
import pytest
import test_site_browser
from axe_playwright_python.sync_playwright import Axe

site, browser = test_site_browser.site, test_site_browser.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST = 2500
"""Pages that are followed; the corpus has fewer."""
LEAF = re.compile(r"/ocop/|[^?]*[?]")
"""Addresses that are asked for, but whose own links are not: there is no end of ways to narrow and to search."""
TOTAL, REQUESTS = 100_000, 12


@dataclass(frozen=True)
class Page:
    address: str
    status: int
    text: str

    @property
    def links(self) -> Iterator[str]:
        """Where its links to this site lead, with their fragments."""
        for link in re.findall(r'<a\s[^>]*href="([^"]*)"', self.text):
            yield html.unescape(link)

    @property
    def kind(self) -> str:
        """The shape of its address: "/van-ban/…", "/tim-kiem?q"."""
        parts = urlsplit(self.address)
        room, _, rest = parts.path.lstrip("/").partition("/")
        asked = "?" if parts.query else ""
        return f"/{room}{'/…' * (rest.count('/') + 1) if rest else ''}{asked}"

    @property
    def anchors(self) -> set[str]:
        return set(re.findall(r'\sid="([^"]+)"', self.text))


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, Page]:
    """Every page that a visitor comes to by links, by its address."""
    found: dict[str, Page] = {}
    with httpx.Client(base_url=site, follow_redirects=True, timeout=60) as client:
        waiting = ["/", "/tim-kiem?q=san+pham", "/tim-kiem?q=khong+co+gi+nhu+the", "/tim-kiem?q=148", "/khong-co"]
        while waiting and len(found) < MOST:
            address = waiting.pop()
            if address in found:
                continue
            answer = client.get(address)
            is_page = answer.headers["content-type"].startswith("text/html")
            found[address] = Page(address, answer.status_code, answer.text if is_page else "")
            if not LEAF.match(address) or address == "/tim-kiem?q=san+pham":
                waiting += [urldefrag(link).url for link in found[address].links if link.startswith("/")]
    return found


def test_every_link_leads_somewhere(pages: dict[str, Page]) -> None:
    assert 50 < len(pages) < MOST
    assert [page.address for page in pages.values() if page.status != 200] == ["/khong-co"]


def test_every_link_into_a_page_finds_its_place(pages: dict[str, Page]) -> None:
    lost = []
    for page in pages.values():
        for link in page.links:
            address, fragment = urldefrag(link)
            there = pages.get(address or page.address)
            if fragment and there and fragment not in there.anchors:
                lost.append((page.address, link))
    assert lost == []


def test_no_link_leads_to_a_script_or_an_unknown_scheme(pages: dict[str, Page]) -> None:
    schemes = {urlsplit(link).scheme for page in pages.values() for link in page.links}
    assert schemes <= {"", "http", "https", "mailto"}


@pytest.mark.parametrize("width", [1440, 390], ids=["desk", "phone"])
def test_axe_finds_nothing_serious_on_any_kind_of_page(
    pages: dict[str, Page], site: str, browser: object, width: int
) -> None:
    kinds: dict[str, Page] = {}
    for page in sorted(pages.values(), key=lambda page: -len(page.text)):
        if page.text:
            kinds.setdefault(page.kind, page)
    assert len(kinds) >= 15
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="vi-VN")  # type: ignore[attr-defined]
    opened = context.new_page()
    faults = []
    for kind, page in kinds.items():
        opened.goto(site + page.address)
        found = Axe().run(opened, options={"runOnly": RULES, "resultTypes": ["violations"]})
        faults += [
            (kind, page.address, fault["id"], fault["nodes"][0]["html"][:160])
            for fault in found.response["violations"]
            if fault["impact"] in ("serious", "critical")
        ]
    context.close()
    assert faults == [], "\n".join(map(str, faults))


def test_home_is_light_and_asks_for_little(site: str, browser: object) -> None:
    context = browser.new_context()  # type: ignore[attr-defined]
    page = context.new_page()
    answers: list[object] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site, wait_until="networkidle")
    weight = sum(len(answer.body()) for answer in answers)  # type: ignore[attr-defined]
    context.close()
    assert len(answers) <= REQUESTS
    assert weight < TOTAL


def test_home_and_search_work_without_script(site: str, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(site)
    page.locator("#q").fill("dong thap")
    page.locator("form.find button").first.click()
    assert page.locator("article.hit").count() > 0
    page.locator("article.hit a").first.click()
    assert "/van-ban/" in page.url
    context.close()
