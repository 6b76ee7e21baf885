"""What lists of figures and amounts are narrowed by: the same is found, and added up, as by looking at every row."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from site_figures import plan, report, write

from extractor.rulebook import load
from extractor.site import funds
from extractor.site.figures import FIGURES, LIST
from extractor.site.narrowed import Narrowed
from extractor.site.views import _COUNTED, _DOWNLOADS
from extractor.store import Writer
from extractor.store.listing import listed_as

Row = dict[str, Any]
PLAIN = {
    "words": "f.subject LIKE '%' || :words || '%'",
    "unit": "f.unit = :unit",
    "kind": "f.kind = :kind",
    "year": "CAST(:year AS INTEGER) BETWEEN f.period_start AND f.period_end",
    "level": "f.level = :level",
    "province": "f.province = :province",
    "area": "f.area = :area",
    "document": "f.document = :document",
}
"""The conditions that say what each field means."""


class Held:
    """A database whose queries are run as those of the site are."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.row_factory = sqlite3.Row

    async def __call__(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return [dict(row) for row in self.connection.execute(sql, dict(parameters or {}))]

    async def kept(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return await self(sql, parameters)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    path = tmp_path_factory.mktemp("narrowed") / "ocop.db"
    write(path)
    found = Held(path)
    with closing(found.connection):
        yield found


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"kind": "target"},
        {"kind": "result", "unit": "sản phẩm"},
        {"year": "2025"},
        {"year": "2025", "level": "tỉnh", "province": "Sơn La"},
        {"province": "Sơn La", "area": "Huyện Mộc Châu"},
        {"words": "chủ thể"},
        {"words": "sản phẩm", "kind": "target"},
        {"words": "sản phẩm", "document": "plan"},
        {"document": "plan"},
        {"document": "district", "kind": "result"},
    ],
)
def test_the_index_of_a_list_finds_what_looking_at_every_row_finds(wanted: dict[str, str], held: Held) -> None:
    where = " AND ".join(PLAIN[field] for field in wanted) or "1"
    plain = asyncio.run(
        held(f"SELECT f.id FROM figures f WHERE {where} ORDER BY document_date DESC, document, start", wanted)
    )
    found = asyncio.run(FIGURES.keys(held, LIST.wanted(wanted), 1, 50))
    assert found == [row["id"] for row in plain]
    assert asyncio.run(FIGURES.count(held, LIST.wanted(wanted))) == len(plain)
    pages = [asyncio.run(FIGURES.keys(held, LIST.wanted(wanted), number, 1)) for number in range(1, len(plain) + 2)]
    assert [number for page in pages for number in page] == found, "page by page the same"


def test_values_alike_but_for_a_mark_stay_apart(tmp_path: Path) -> None:
    base = plan()
    areas = ("Tạ", "Ta", "TA", "Tạ ", "M²", "M2", "T-a")
    kept = tuple(replace(base.indicators[0], place=area) for area in areas)
    with Writer(tmp_path / "ocop.db", load()) as writer:
        writer.add_document(replace(base, indicators=kept, amounts=(), citations=()), "plan", {"file": "plan.txt"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    held = Held(tmp_path / "ocop.db")
    with closing(held.connection):
        for area in areas:
            assert asyncio.run(FIGURES.count(held, {"area": area})) == 1, area
        assert asyncio.run(FIGURES.count(held, {"area": '") OR tags : "x'})) == 0
    assert len({listed_as("area", area) for area in areas}) == len(areas)


def test_a_long_period_is_found_by_each_of_its_years(tmp_path: Path) -> None:
    base = plan()
    with Writer(tmp_path / "ocop.db", load()) as writer:
        kept = (replace(base.indicators[0], period="2021-2025"), replace(base.indicators[1], period=None))
        writer.add_document(replace(base, indicators=kept, amounts=(), citations=()), "plan", {"file": "plan.txt"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    held = Held(tmp_path / "ocop.db")
    with closing(held.connection):
        years = [year for year in range(2018, 2030) if asyncio.run(FIGURES.count(held, {"year": str(year)}))]
    assert years == [2021, 2022, 2023, 2024, 2025]


def test_pairs_are_narrowed_by_their_target_those_first_that_were_reached_least(held: Held) -> None:
    pairs = Narrowed("pairs")
    everything = asyncio.run(pairs.keys(held, {}, 1, 50))
    shares = asyncio.run(held("SELECT target_id FROM targets_and_results WHERE share IS NOT NULL ORDER BY share"))
    assert everything == [row["target_id"] for row in shares] != []
    assert asyncio.run(pairs.keys(held, LIST.wanted({"document": "plan", "unit": "sản phẩm"}), 1, 50)) == everything
    assert asyncio.run(pairs.keys(held, {"document": "report"}, 1, 50)) == [], "of a result nothing is asked"


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"year": "2025"},
        {"province": "Sơn La"},
        {"province_now": "Sơn La"},
        {"province_now": "Sơn La", "year": "2025"},
        {"stage": "estimate", "year": "2025"},
        {"role": "part", "year": "2024"},
    ],
)
def test_sums_made_before_are_those_of_the_amounts(
    wanted: dict[str, str], held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many fields are asked for; only in how many documents is left open where several are."""

    def sums(added: int) -> dict[str, list[tuple[Any, ...]]]:
        monkeypatch.setattr(funds, "_ADDED", added)
        page = asyncio.run(funds.page(held, wanted, 1))
        fields = ("value", "stage", "sum", "count", "documents")[: 4 if len(wanted) > 1 else 5]
        return {name: [tuple(row[field] for field in fields) for row in page[name]] for name in ("sources", "years")}

    where = " AND ".join(funds._CONDITIONS[field].format("a", "d") for field in wanted) or "1"
    plain = {
        name: asyncio.run(
            held(
                f"SELECT a.{field} AS value, coalesce(a.stage, '') AS stage, sum(a.value) AS sum, count(*) AS count,"
                " count(DISTINCT a.document) AS documents"
                f" FROM addends a JOIN documents d ON d.slug = a.document WHERE a.{field} IS NOT NULL AND {where}"
                f" GROUP BY 1, 2 ORDER BY {order}",
                wanted,
            )
        )
        for name, field, order in (("sources", "source", "3 DESC, 1"), ("years", "years", "1"))
    }
    cut = 4 if len(wanted) > 1 else 5
    expected = {name: [tuple(row.values())[:cut] for row in found] for name, found in plain.items()}
    assert any(expected.values())
    assert sums(0) == sums(10_000) == expected


def test_documents_of_amounts_come_newest_first_page_by_page(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(funds, "PLANS", 1)
    for wanted, slugs in (
        ({}, ["report", "plan"]),
        ({"province": "Sơn La"}, ["report", "plan"]),
        ({"role": "norm"}, ["plan"]),
    ):
        pages = [asyncio.run(funds.page(held, wanted, number)) for number in (1, 2, 3)]
        assert [plan["document"] for page in pages for plan in page["plans"]] == slugs
        assert {page["pages"] for page in pages} == {len(slugs)}


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Held]:
    """The plan in two files, and a report."""
    path = tmp_path / "ocop.db"
    again = replace(plan(), document=replace(plan().document, path="again.txt", id="again"))
    with Writer(path, load()) as writer:
        for name, one in (("plan", plan()), ("again", again), ("report", report())):
            writer.add_document(replace(one, citations=()), name, {"file": one.document.path})
        writer.add_copies({"again": "plan"})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    found = Held(path)
    with closing(found.connection):
        yield found


def test_a_copy_is_listed_only_for_who_asks_for_it(copied: Held) -> None:
    for wanted, count in (({}, 3), ({"kind": "target"}, 2), ({"document": "again"}, 2), ({"document": "plan"}, 2)):
        assert asyncio.run(FIGURES.count(copied, wanted)) == count, wanted
        assert asyncio.run(FIGURES.total(copied, wanted)) == count, wanted
    everything = asyncio.run(funds.page(copied, {}, 1))
    assert [plan["document"] for plan in everything["plans"]] == ["report", "plan"]
    assert [(row["value"], row["sum"]) for row in everything["years"]] == [("2024", 450e6), ("2025", 800e6)]
    one = asyncio.run(funds.page(copied, {"document": "again"}, 1))
    assert [plan["document"] for plan in one["plans"]] == ["again"]
    assert [(row["value"], row["sum"]) for row in one["years"]] == [("2025", 800e6)]


def test_lists_are_made_anew_where_a_database_is_carried_on(copied: Held, tmp_path: Path) -> None:
    with Writer(tmp_path / "ocop.db", load(), carries_on=True) as writer:
        writer.forget_documents(["again", "report"])
        writer.keep_documents({})
        writer.add_copies({})
        writer.add_run("1", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)
    held = Held(tmp_path / "ocop.db")
    with closing(held.connection):
        assert asyncio.run(FIGURES.count(held, {})) == 2
        assert asyncio.run(FIGURES.count(held, {"kind": "result"})) == 0
        assert [plan["document"] for plan in asyncio.run(funds.page(held, {}, 1))["plans"]] == ["plan"]


def test_what_pages_would_count_is_counted_before(copied: Held) -> None:
    sizes = dict(copied.connection.execute("SELECT name, count FROM sizes").fetchall())
    assert sizes.keys() >= {*_DOWNLOADS, *_COUNTED.values()}
    for name in _DOWNLOADS:
        assert copied.connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] == sizes[name], name
    assert (sizes["documents"], sizes["documents once"]) == (3, 2)
    assert (sizes["instruments cited"], sizes["citations once"], sizes["findings once"]) == (0, 0, 0)
