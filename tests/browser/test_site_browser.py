"""A visitor's way through the site on the real corpus, in Debian's chromium, at a desk and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from extractor.build import build
from extractor.site import application

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]

if not CHROMIUM and not os.environ.get("CI"):
    pytest.skip("there is no chromium: apt-get install chromium", allow_module_level=True)

from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on the corpus."""
    home = tmp_path_factory.mktemp("site")
    (home / "sources").mkdir()
    for source in (CORPUS / "sources").iterdir():
        shutil.copy(source, home / "sources")
    shutil.copy(CORPUS / "index.csv", home)
    build(home, home / "ocop.db", workers=2, page_images=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        server = uvicorn.Server(uvicorn.Config(application(home / "ocop.db").app(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "CI must have a browser: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(params=[1440, 390], ids=["desk", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must make no complaint: no error in the console, nothing asked of another host."""
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="vi-VN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: complaints.append(asked.url) if "//127.0.0.1" not in asked.url else None)
    yield page
    context.close()
    assert complaints == []


def fits(page: Page) -> bool:
    """Whether nothing stands out to the right of the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_search_without_marks_opens_the_document_at_the_words(page: Page, site: str) -> None:
    page.goto(site)
    assert fits(page)
    page.get_by_label("Nhập số hiệu, tên văn bản").fill("dong thap")
    page.keyboard.press("Enter")
    first = page.locator("article.hit").first
    expect(first.locator("mark").first).to_have_text(re.compile("đồng tháp", re.IGNORECASE))
    assert fits(page)
    first.get_by_role("link").first.click()
    expect(page.locator("mark:target")).to_be_in_viewport()
    assert fits(page)


def test_a_reference_leads_to_its_instrument_and_on_to_each_mention(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Nhập số hiệu, tên văn bản").fill("919 qd ttg")
    page.get_by_role("button", name="Tra cứu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quyết định 919/QĐ-TTg")
    assert fits(page)
    mentions = page.locator("article.mention")
    slugs = {
        (mentions.nth(index).get_by_role("link").get_attribute("href") or "").partition("#")[0]
        for index in range(mentions.count())
    }
    assert {"/van-ban/dong-thap-ke-hoach-2023", "/van-ban/chau-thanh-46-kh-ubnd"} <= slugs
    mentions.first.get_by_role("link").click()
    target = page.locator(".text :target")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("919/QĐ-TTg")
    before = target.bounding_box()
    target.click()
    card = page.locator("article.card:target")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("919/QĐ-TTg")
    assert fits(page)
    after = page.locator(f"a[href='#{card.get_attribute('id')}']").first.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2, "the text stays where it is when a card opens"
    card.get_by_role("link", name="Trang của văn bản này").click()
    expect(page).to_have_url(re.compile("/vien-dan/qd-ttg-919-2022"))


def test_a_card_closes_and_leads_to_the_image_of_its_page(page: Page, site: str) -> None:
    page.goto(f"{site}/van-ban/chau-thanh-46-kh-ubnd-trang-1-2")
    mark = page.locator(".text .m-citation").first
    mark.click()
    card = page.locator("article.card:target")
    expect(card.locator(".cite")).to_have_text(
        re.compile(r"^Kế hoạch số 46/KH-UBND ngày 11/5/2023 của UBND huyện Châu Thành về .*, tr\. 1$")
    )
    card.get_by_role("link", name="Xem trên ảnh").click()
    expect(page.locator(".b:target rect").first).to_be_in_viewport()
    mark.click()
    page.locator("article.card:target").get_by_role("link", name="Đóng").click()
    expect(page.locator("article.card:target")).to_have_count(0)
    expect(mark).to_be_in_viewport()


def test_the_image_of_a_page_stands_beside_its_text(page: Page, site: str) -> None:
    page.goto(f"{site}/van-ban/chau-thanh-46-kh-ubnd-trang-1-2#trang-2")
    image = page.get_by_role("img", name="Ảnh trang 2")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", value=True)
    assert image.evaluate("image => image.naturalWidth") > 0
    assert fits(page)
    page.get_by_label("Ảnh trang", exact=True).uncheck()
    expect(image).to_be_hidden()


def test_marks_can_be_hidden(page: Page, site: str) -> None:
    page.goto(f"{site}/van-ban/dong-thap-ke-hoach-2023")
    mark = page.locator(".text .m-citation").first
    shown = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_role("checkbox", name="Viện dẫn").uncheck()
    hidden = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    assert (shown, hidden) == ("rgb(234, 242, 250)", "rgba(0, 0, 0, 0)")


def test_a_wide_table_scrolls_in_its_own_region(page: Page, site: str) -> None:
    page.goto(f"{site}/van-ban/thai-binh-2904-qd-ubnd")
    page.get_by_role("navigation", name="Bảng biểu").get_by_role("link", name="PHỤ LỤC 02").click()
    region = page.get_by_role("region", name="PHỤ LỤC 02")
    expect(region.get_by_role("columnheader", name="Hoạt động chính")).to_be_in_viewport()
    region.focus()
    expect(region).to_be_focused()
    assert region.evaluate("element => element.scrollWidth > element.clientWidth")
    assert fits(page)


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/van-ban", "/chi-tieu", "/kinh-phi", "/luoc-do", "/san-pham", "/vien-dan/qd-ttg-919-2022"),
        *("/kiem-tra/N101", "/api", "/van-ban?tinh=abc", "/doi-chieu?quy-tac=x"),
    ],
)
def test_pages_fit_and_every_field_has_its_name(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}{address}")
    assert fits(page)
    fields = page.locator("main input:not([type=hidden]), main select, main textarea")
    for index in range(fields.count()):
        assert fields.nth(index).evaluate("field => field.labels.length") == 1
    regions = page.locator(".wide")
    for index in range(regions.count()):
        reached = "box => box.scrollWidth <= box.clientWidth || box.tabIndex === 0 || !!box.querySelector('a')"
        assert regions.nth(index).evaluate(reached), "what scrolls must be reached by keyboard"


def test_first_questions_are_answered_in_one_step(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Số hiệu, gõ cách nào cũng được").fill("919 qd ttg")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quyết định 919/QĐ-TTg")
    expect(page.locator(".verdict")).to_be_in_viewport()
    page.goto(site)
    page.get_by_label("Tên sản phẩm, có dấu hoặc không dấu").fill("hat sen say")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Hạt sen sấy").first.click()
    expect(page.locator(".verdict")).to_contain_text("Mới được đề nghị công nhận")
    page.goto(site)
    page.get_by_label("Nguồn vốn").select_option(label="Xã hội hóa")
    page.get_by_label("Nguồn vốn").press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/kinh-phi\\?nguon="))
    expect(page.get_by_role("table", name="Các khoản của").first).to_contain_text("4.861.000.000 đồng")


def test_from_the_country_to_a_district(page: Page, site: str) -> None:
    page.goto(f"{site}/chi-tieu")
    page.get_by_role("link", name=re.compile("^Thái Bình")).click()
    page.get_by_role("link", name=re.compile("^Huyện Hưng Hà")).click()
    expect(page.get_by_role("navigation", name="Địa bàn").locator("strong")).to_have_text("Huyện Hưng Hà")
    expect(page.get_by_role("table", name="Các số liệu").locator("tbody tr").first).to_contain_text("Huyện Hưng Hà")
    assert fits(page)


def test_the_graph_is_read_without_its_picture(page: Page, site: str) -> None:
    page.goto(f"{site}/luoc-do")
    branch = page.locator("article.branch", has=page.get_by_role("heading", name="Quyết định 919/QĐ-TTg"))
    expect(branch.get_by_role("listitem").first).to_contain_text("Căn cứ ban hành")
    branch.get_by_role("listitem").first.get_by_role("link").first.click()
    expect(page.locator(".text :target")).to_contain_text("919/QĐ-TTg")


def test_the_keyboard_reaches_the_content_first(page: Page, site: str) -> None:
    page.goto(f"{site}/doi-chieu")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    assert fits(page)


LISTS = ("/chi-tieu", "/kinh-phi", "/san-pham", "/chu-the", "/doi-chieu", "/vien-dan", "/ocop")


@pytest.mark.parametrize("address", LISTS)
def test_on_a_phone_no_list_scrolls_sideways_and_what_a_row_is_about_comes_first(
    browser: Browser, site: str, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}{address}")
    assert fits(page)
    sideways = "boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).length"
    assert page.locator(".wide").evaluate_all(sideways) == 0
    highest = """rows => rows.map(row => [...row.children].filter(cell => cell.offsetParent)
        .every(cell => cell.getBoundingClientRect().top >= row.children[0].getBoundingClientRect().top))"""
    assert all(page.locator(".stack tbody tr").evaluate_all(highest))
    aligned = "cells => [...new Set(cells.map(cell => getComputedStyle(cell).textAlign))]"
    assert page.locator(".stack td.num:not(:empty)").evaluate_all(aligned) in ([], ["right"])
    named = """cells => cells.every(cell =>
        !!cell.dataset.l || cell.classList.contains("bars") || !cell.previousElementSibling)"""
    assert page.locator(".stack tbody td").evaluate_all(named), "each field of a card has its name"
    context.close()


def test_amounts_are_printed_on_a4_without_navigation_and_whole(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 631, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/kinh-phi")
    page.emulate_media(media="print")
    for gone in (".top nav", ".filters", ".downloads", ".pager"):
        assert page.locator(gone).evaluate_all("all => all.every(one => one.offsetParent === null)"), gone
    over = "tables => tables.filter(table => table.getBoundingClientRect().right > window.innerWidth).length"
    assert page.locator("table").evaluate_all(over) == 0
    assert page.locator("thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    pdf = page.pdf(prefer_css_page_size=True)
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box
    assert (round(float(box[1])), round(float(box[2]))) == (595, 842)
    context.close()


def test_the_line_that_cites_a_document_is_shown_whole_and_copied(page: Page, site: str) -> None:
    page.goto(f"{site}/van-ban/chau-thanh-46-kh-ubnd")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field = page.get_by_label("Cách viện dẫn văn bản này")
    expect(field).to_have_value(re.compile(r"^Kế hoạch số 46/KH-UBND ngày 11/5/2023 của UBND huyện Châu Thành về thực"))
    assert field.evaluate(
        "field => field.scrollHeight <= field.clientHeight + 1 && field.scrollWidth <= field.clientWidth"
    )
    assert fits(page)
    page.get_by_role("button", name="Sao chép").click()
    expect(page.get_by_role("status")).to_have_text("Đã sao chép")
    assert page.evaluate("navigator.clipboard.readText()") == field.input_value()


def test_without_scripts_the_line_is_there_and_no_button(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/van-ban/chau-thanh-46-kh-ubnd")
    expect(page.get_by_label("Cách viện dẫn văn bản này")).to_be_visible()
    expect(page.get_by_role("button", name="Sao chép")).to_have_count(0)
    context.close()


def test_a_successor_and_a_province_of_today_are_no_dead_ends(page: Page, site: str) -> None:
    page.goto(f"{site}/vien-dan/qd-ttg-148-2023")
    page.get_by_role("link", name="Quyết định 26/2026/QĐ-TTg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quyết định 26/2026/QĐ-TTg")
    assert fits(page)
    page.goto(f"{site}/van-ban?tinh=V%C4%A9nh%20Long")
    expect(page.locator("article.line").first).to_contain_text("nay thuộc tỉnh Vĩnh Long")
    assert fits(page)
    page.goto(f"{site}/luoc-do")
    said = page.locator("svg.graph a title").evaluate_all("all => all.map(one => one.textContent)")
    assert len(said) == len(set(said)) > 10
    widest = "all => Math.max(...all.map(text => text.getBBox().x + text.getBBox().width))"
    assert page.locator("svg.graph a[href^='/vien-dan'] text").evaluate_all(widest) <= 300
    assert page.locator("svg.graph text").evaluate_all(widest) <= 1000
