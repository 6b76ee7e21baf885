"""``ocop serve``: several processes behind one port, a newer database in the place of the old, one end to all."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import site_figures
from test_cli import ROOT, ocop
from test_store import write

from extractor.site import application
from extractor.site.server import Renewed

POSIX = os.name == "posix"


def _interruptible() -> None:
    """Ctrl-C counts even where whoever runs the tests, as a job in the background, ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def serving(database: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work in a group of processes of its own, and the address that it names."""
    run = "from extractor.cli import main; main()"
    command = [sys.executable, "-c", run, "serve", str(database), "--port", "0", *options]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_interruptible if POSIX else None,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    try:
        assert server.stdout
        line = server.stdout.readline()
        found = re.search(r"http://[\d.]+:\d+", line)
        assert found, (line, server.stderr and server.stderr.read())
        yield server, found.group()
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate()


def awaited(true: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something becomes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.1)
    return False


def documents(address: str) -> int:
    """How many documents the site at ``address`` has; each time another connection, perhaps to another process."""
    return int(httpx.get(f"{address}/van-ban.json", timeout=60).json()["total"])


def below(process: int) -> set[int]:
    """The processes that ``process`` has started and that still run."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    lines = [line.split() for line in listed.splitlines()]
    return {int(pid) for pid, parent, state in lines if int(parent) == process and not state.startswith("Z")}


def running(process: int) -> bool:
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


@pytest.mark.skipif(not POSIX, reason="signals and ps are those of POSIX, and elsewhere no open file can be replaced")
def test_several_processes_share_the_port_take_a_newer_database_and_end_together(tmp_path: Path) -> None:
    write(tmp_path / "ocop.db")
    site_figures.write(tmp_path / "newer.db")
    with serving(tmp_path / "ocop.db", "--processes", "2") as (server, address):
        assert {documents(address) for _ in range(6)} == {2}
        (tmp_path / "newer.db").replace(tmp_path / "ocop.db")
        assert {documents(address) for _ in range(12)} == {3}
        children = below(server.pid)
        assert len(children) >= 2
        time.sleep(5.5)
        os.kill(max(children), signal.SIGKILL)
        assert awaited(lambda: len(below(server.pid) - {max(children)}) == len(children)), "another takes its place"
        assert documents(address) == 3
        children = below(server.pid)
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(60) == 130
        assert awaited(lambda: not any(running(child) for child in children)), "none is left behind"


@pytest.mark.skipif(not POSIX, reason="signals and ps are those of POSIX")
def test_none_is_left_where_the_first_process_is_killed(tmp_path: Path) -> None:
    write(tmp_path / "ocop.db")
    with serving(tmp_path / "ocop.db", "--processes", "2") as (server, address):
        assert documents(address) == 2
        children = below(server.pid)
        server.kill()
        assert awaited(lambda: not any(running(child) for child in children))
        with pytest.raises(httpx.TransportError):
            httpx.get(address)


def test_a_file_that_cannot_be_served_leaves_the_old_site(tmp_path: Path) -> None:
    path = tmp_path / "ocop.db"
    write(path)
    site = Renewed(path, lambda: application(path, settings={"num_sql_threads": 0}))

    def total() -> int:
        return int(asyncio_get(site, "/van-ban.json").json()["total"])

    assert total() == 2
    (tmp_path / "broken.db").write_bytes(b"half of a database")
    (tmp_path / "broken.db").replace(path)
    assert total() == 2
    path.unlink()
    assert total() == 2
    site_figures.write(tmp_path / "newer.db")
    (tmp_path / "newer.db").replace(path)
    assert total() == 3


def asyncio_get(site: Renewed, address: str) -> httpx.Response:
    import asyncio

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://site") as client:
            return await client.get(address)

    return asyncio.run(ask())


@pytest.mark.parametrize("typed", ["0", "-1", "two"])
def test_a_number_of_processes_is_one_from_one(typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "ocop.db")
    assert ocop("serve", str(tmp_path / "ocop.db"), "--processes", typed) == 2
    assert "--processes" in capsys.readouterr().err


def test_a_site_without_an_address_for_reports_is_warned_of_and_shows_no_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "ocop.db")
    publish = ("publish", str(tmp_path / "public"), "--db", str(tmp_path / "ocop.db"))
    assert ocop(*publish) == 0
    said = capsys.readouterr().err
    assert "--feedback ADDRESS" in said
    assert "--url URL" in said
    page = asyncio_get(Renewed(tmp_path / "ocop.db", lambda: application(tmp_path / "ocop.db")), "/").text
    assert "Góp ý, báo sai" not in page
    about = asyncio_get(Renewed(tmp_path / "ocop.db", lambda: application(tmp_path / "ocop.db")), "/gioi-thieu").text
    assert "chưa công bố địa chỉ nhận góp ý" in about
    assert ocop(*publish, "--feedback", "gop-y@example.vn", "--url", "https://example.vn/") == 0
    assert capsys.readouterr().err == ""
