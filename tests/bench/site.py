"""How fast the site answers: requests a second and waiting times of each kind of page, beside Datasette's own pages.

``python tests/bench/site.py`` builds a database of 100,000 invented documents in build/ (once), publishes it, serves
the folder with two processes of ``datasette serve`` and asks for pages with eight clients. ``-n 20000`` takes fewer
documents, ``--only search`` some kinds of pages, ``--cold`` prints what the first request of each kind takes.

The pages of Datasette itself (a table, a row, a full-text search) come from the same processes, between the others.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import httpx  # noqa: E402
import site_data  # noqa: E402
from careless import careless  # noqa: E402

from extractor.site import SiteError, check  # noqa: E402
from extractor.site.publish import publish  # noqa: E402
from extractor.text import fold  # noqa: E402

PROCESSES, CLIENTS = 2, 8
PAGE_GOAL, SEARCH_GOAL = 50.0, 150.0
"""Milliseconds that 95 of 100 requests may take."""
COMMON = ("san pham", "ke hoach", "du lich", "nguyen lieu", "chuong trinh")
KINDS = ("home", "documents", "document", "instruments", "instrument", "products", "product", "producers", "producer",
         "figures", "funds", "graph", "findings", "checks", "about", "search", "stock table", "stock row",
         "stock search")  # fmt: skip

_LISTED = {
    "figures": ("indicators", 50),
    "funds": ("(SELECT DISTINCT document FROM amounts WHERE funding)", 10),
    "documents": ("documents", 30),
    "instruments": ("instrument_counts WHERE mentions", 30),
    "products": ("entities WHERE kind = 'product'", 50),
    "producers": ("entities WHERE kind = 'producer'", 50),
    "findings": ("findings", 30),
}
"""The rows of each list, and how many of them a page has."""


@dataclass(frozen=True)
class Measured:
    """Waiting times (milliseconds) of one kind of page, how many were answered a second, and what each cost."""

    times: Sequence[float]
    rate: float
    failed: int
    cpu: float
    """Milliseconds of the processors for each request, of all servers (0 where the system does not tell)."""

    def quantile(self, share: float) -> float:
        return sorted(self.times)[min(int(len(self.times) * share), len(self.times) - 1)]


def addresses(database: Path, seed: int = 5) -> dict[str, list[str]]:
    """What is asked for, by kind of page; drawn by a rule from what the database holds."""
    rng = random.Random(seed)
    with closing(sqlite3.connect(database)) as connection:

        def some(sql: str, most: int = 200) -> list[tuple[str, ...]]:
            found = connection.execute(sql).fetchall()
            return rng.sample(found, min(most, len(found)))

        slugs = {
            "document": [f"/van-ban/{slug}" for (slug,) in some("SELECT slug FROM documents")],
            "instrument": [f"/vien-dan/{slug}" for (slug,) in some("SELECT slug FROM instruments")],
            "product": [f"/san-pham/{slug}" for (slug,) in some("SELECT slug FROM entities WHERE kind = 'product'")],
            "producer": [f"/chu-the/{slug}" for (slug,) in some("SELECT slug FROM entities WHERE kind = 'producer'")],
            "stock row": [f"/ocop/documents/{slug}" for (slug,) in some("SELECT slug FROM documents")],
        }
        searches = mix(connection, rng)

        def pages(kind: str) -> list[str]:
            ((count,),) = connection.execute(f"SELECT count(*) FROM {_LISTED[kind][0]}").fetchall()
            return [f"?trang={number}" for number in range(1, min(8, max(1, -(-count // _LISTED[kind][1]))) + 1)]

        first = {kind: pages(kind) for kind in _LISTED}
    provinces = [f"?tinh={quote_plus(name)}" for name in rng.sample(list(site_data.provinces()), 8)]
    return slugs | {
        "home": ["/"],
        "about": ["/gioi-thieu"],
        "checks": ["/kiem-tra"],
        "figures": [f"/chi-tieu{more}" for more in (*first["figures"], *provinces, "?ten=san+pham")],
        "funds": [f"/kinh-phi{more}" for more in (*first["funds"], *provinces)],
        "graph": [
            "/luoc-do",
            *(f"/luoc-do?goc={slug.removeprefix('/vien-dan/')}" for slug in slugs["instrument"][:20]),
        ],
        "documents": [f"/van-ban{more}" for more in (*first["documents"], *provinces, "?nam=2023", "?loai=Kế+hoạch")],
        "instruments": [f"/vien-dan{more}" for more in first["instruments"]],
        "products": [f"/san-pham{more}" for more in (*first["products"], *provinces, "?sao=4")],
        "producers": [f"/chu-the{more}" for more in (*first["producers"], *provinces, "?ten=binh")],
        "findings": [f"/doi-chieu{more}" for more in (*first["findings"], "?muc-do=warning")],
        "search": [f"/tim-kiem?q={quote_plus(typed)}" for typed in searches],
        "stock table": [f"/ocop/documents?province={quote_plus(n)}" for n in rng.sample(site_data.provinces(), 8)],
        "stock search": [f"/ocop/passages?_search={quote_plus(typed)}" for typed in searches],
    }


def mix(connection: sqlite3.Connection, rng: random.Random) -> list[str]:
    """The fixed mix: ten references, ten names of two words without marks, five common words."""
    acts = connection.execute("SELECT kind, key, year FROM instruments ORDER BY slug").fetchall()
    references = [rng.choice(list(careless(*act))) for act in rng.sample(acts, 10)]
    trades = [name for (name,) in connection.execute("SELECT DISTINCT trade_name FROM entities ORDER BY trade_name")]
    places = [name for name in site_data.provinces() if len(name.split()) == 2]
    names = rng.sample([name for name in trades if name], 5) + rng.sample(places, 5)
    return [*references, *(fold(name) for name in names), *COMMON]


@dataclass(frozen=True)
class Servers:
    """The processes that serve: their ports and numbers."""

    ports: Sequence[int]
    processes: Sequence[int]

    def cpu(self) -> float:
        """Milliseconds that the processors have spent on them."""
        stats = [Path(f"/proc/{number}/stat") for number in self.processes]
        ticks = [path.read_text().rpartition(")")[2].split()[11:13] for path in stats if path.exists()]
        return sum(int(tick) for pair in ticks for tick in pair) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(folder: Path) -> Iterator[Servers]:
    """Processes of ``datasette serve`` on the folder."""
    started: list[subprocess.Popen[bytes]] = []
    ports = []
    try:
        for _ in range(PROCESSES):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            command = [sys.executable, "-m", "datasette", "serve", str(folder), "--port", str(port)]
            started.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            ports.append(port)
        for port in ports:
            _await(f"http://127.0.0.1:{port}")
        yield Servers(ports, [process.pid for process in started])
    finally:
        for process in started:
            process.terminate()
            process.wait()


def _await(host: str) -> None:
    for _ in range(300):
        try:
            httpx.get(f"{host}/static/icon.svg")
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("The site does not answer.")


async def measured(servers: Servers, asked: Sequence[str], seconds: float) -> Measured:
    """Eight clients ask for ``asked`` in turn, each of one of the servers, for so many seconds."""
    times: list[float] = []
    failed = 0
    spent, began = servers.cpu(), time.perf_counter()

    async def client(number: int) -> None:
        nonlocal failed
        rng = random.Random(number)
        order = rng.sample(asked, len(asked))
        connection = await asyncio.open_connection("127.0.0.1", servers.ports[number % PROCESSES])
        turn = 0
        while time.perf_counter() - began < seconds:
            sent = time.perf_counter()
            status = await answer(connection, order[turn % len(order)])
            times.append((time.perf_counter() - sent) * 1000)
            failed += status >= 400
            turn += 1
        connection[1].close()

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    lasted = time.perf_counter() - began
    return Measured(times, len(times) / lasted, failed, (servers.cpu() - spent) / len(times))


async def answer(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], address: str) -> int:
    """The status of the answer to one request, its content read to the end: a client that costs next to nothing."""
    reader, writer = connection
    writer.write(f"GET {quote(address, safe='/?=&+%')} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if length := re.search(rb"\r\ncontent-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
    else:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return int(head.split(b" ", 2)[1])


def cold(servers: Servers, asked: dict[str, list[str]]) -> dict[str, float]:
    """What the first request of each kind takes, in milliseconds; it warms each process."""
    first: dict[str, float] = {}
    for port in servers.ports:
        for kind, those in asked.items():
            sent = time.perf_counter()
            httpx.get(f"http://127.0.0.1:{port}{those[0]}", timeout=60)
            first[kind] = max(first.get(kind, 0), (time.perf_counter() - sent) * 1000)
    return first


def database(path: Path, count: int) -> Path:
    """The database of ``count`` documents at ``path``, made where it is not there in this version."""
    try:
        check(path)
    except SiteError:
        print(f"Building {path} of {count} documents …", file=sys.stderr)
        began = time.monotonic()
        site_data.write(path, count)
        print(f"built in {time.monotonic() - began:.0f} s", file=sys.stderr)
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--documents", type=int, default=100_000)
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--seconds", type=float, default=6.0, help="for each kind of page")
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--folder", type=Path, default=ROOT / "build")
    options = parser.parse_args()
    path = database(options.folder / f"bench-{options.documents}.db", options.documents)
    public = options.folder / f"bench-{options.documents}-public"
    publish(path, public)
    asked = {kind: those for kind, those in addresses(path).items() if kind in options.only}
    try:
        with served(public) as hosts:
            first = cold(hosts, asked)
            found = {
                kind: asyncio.run(measured(hosts, asked[kind], options.seconds)) for kind in KINDS if kind in asked
            }
    finally:
        shutil.rmtree(public)
    report(found, first if options.cold else {})


def report(found: dict[str, Measured], first: dict[str, float]) -> None:
    titles = ("requests", "a second", "median", "p95", "cpu", "failed", *(("first",) if first else ()))
    print(f"{'page':14}" + "".join(f"{title:>9}" for title in titles))
    for kind, measure in found.items():
        goal = SEARCH_GOAL if "search" in kind else PAGE_GOAL
        late = " *" if measure.quantile(0.95) > goal and not kind.startswith("stock") else ""
        figures = (measure.rate, statistics.median(measure.times), measure.quantile(0.95), measure.cpu)
        start = f"{first[kind]:9.0f}" if first else ""
        shown = "".join(f"{figure:9.1f}" for figure in figures)
        print(f"{kind:14}{len(measure.times):9}{shown}{measure.failed:9}{start}{late}")
    if {"search", "stock search"} <= found.keys():
        ours, theirs = found["search"], found["stock search"]
        waited = statistics.mean(ours.times) / statistics.mean(theirs.times)
        worked = f" and {ours.cpu / theirs.cpu:.2f} of the work of the processors" if theirs.cpu else ""
        print(f"search takes {waited:.2f} of the time{worked} of Datasette's own full-text page (0.33 is wanted)")
    print("* later than wanted")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: {CLIENTS} clients alone make a load of about 3")


if __name__ == "__main__":
    main()
