"""What is done before the first visitor comes, and how our templates are written."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from jinja2 import BaseLoader
from site_figures import write

from extractor.site import application
from extractor.site.templates import template

PAGES = (
    "/",
    "/van-ban",
    "/van-ban/plan",
    "/chi-tieu",
    "/kinh-phi",
    "/luoc-do",
    "/doi-chieu",
    "/gioi-thieu",
    "/tim-kiem?q=x",
)


def test_the_first_visitor_waits_for_no_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ocop.db")
    site = application(tmp_path / "ocop.db", settings={"num_sql_threads": 0})

    def load(*args: object, **kwargs: object) -> None:
        raise AssertionError("a template is read while a visitor waits")

    async def statuses() -> list[int]:
        await site.invoke_startup()
        monkeypatch.setattr(BaseLoader, "load", load)
        return [(await site.client.get(address)).status_code for address in PAGES]

    assert asyncio.run(statuses()) == [200] * len(PAGES)


def test_who_comes_while_the_site_gets_ready_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ocop.db")
    site = application(tmp_path / "ocop.db", settings={"num_sql_threads": 0})

    async def slowly() -> None:
        await asyncio.sleep(0.02)

    async def statuses() -> list[int]:
        transport = httpx.ASGITransport(app=site.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            return [answer.status_code for answer in await asyncio.gather(*map(client.get, PAGES))]

    monkeypatch.setattr(site, "refresh_schemas", slowly)
    assert asyncio.run(statuses()) == [200] * len(PAGES)


def test_a_field_of_a_row_comes_before_what_a_row_can_do(tmp_path: Path) -> None:
    """A row may have a field "items" or "values", and one field more than it has."""
    write(tmp_path / "ocop.db")
    site = application(tmp_path / "ocop.db", settings={"num_sql_threads": 0})
    written = template(site, "site.html").environment.from_string(
        "{{ row.items }} {{ row.name }} {{ row.lacking }} {{ chosen.items()|list }} {{ words.upper() }}"
    )
    said = written.render(row={"items": 3, "name": "<b>"}, chosen={"nam": "2024"}, words="ab")
    assert said == "3 &lt;b&gt;  [(&#39;nam&#39;, &#39;2024&#39;)] AB"
    assert not written.environment.is_async
