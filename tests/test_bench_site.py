"""The database on which the site is measured: the same each time, and every page that is measured is there."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from importlib import util
from pathlib import Path

import pytest
from test_site import asking

BENCH = Path(__file__).resolve().parent / "bench"
sys.path.insert(0, str(BENCH))

import site_data  # noqa: E402

_spec = util.spec_from_file_location("bench_site", BENCH / "site.py")
assert _spec
assert _spec.loader
bench = util.module_from_spec(_spec)
sys.modules["bench_site"] = bench
_spec.loader.exec_module(bench)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "ocop.db"
    site_data.write(path, 60)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_the_same_number_of_documents_gives_the_same_database(made: Path, tmp_path: Path) -> None:
    site_data.write(tmp_path / "again.db", 60)
    assert dump(tmp_path / "again.db") == dump(made)


def test_every_kind_of_page_is_asked_for_and_there(made: Path) -> None:
    get = asking(made)
    asked = bench.addresses(made)
    assert set(asked) == set(bench.KINDS)
    assert len(asked["search"]) == 25
    for kind, those in asked.items():
        for address in those[:25]:
            assert get(address).status_code in (200, 303), (kind, address)
