"""A cluster gives what one machine gives, though its workers die; who is of no use is told so.

The scheduler and the workers are processes of their own. The tests that need them are skipped only where the package
distributed is not installed (``pip install ocop-extractor[cluster]``).
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

import extractor.cluster
from extractor.cli import program
from extractor.cluster import Cluster, ClusterFault
from extractor.corpus import sources
from extractor.fact_cache import FactCache, cache_at
from extractor.harvest import Crop, Unread, key_in
from extractor.limits import limited
from extractor.model import Facts
from extractor.readers.source import Source
from extractor.rulebook import Rulebook
from extractor.shelf import shelf
from extractor.steps import Step
from extractor.terminal import run
from extractor.wording import wording

ROOT = Path(__file__).resolve().parent.parent
PLAN = """ỦY BAN NHÂN DÂN TỈNH BẾN TRE
Số: {number}/KH-UBND
Bến Tre, ngày 4 tháng 3 năm 2022

KẾ HOẠCH
Phát triển sản phẩm năm 2022

Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;
Kinh phí thực hiện: {number} triệu đồng. Đến năm 2025 có ít nhất {number} sản phẩm đạt 3 sao.
"""
DEADLY = """
import os, signal
from extractor.cluster import there
there.kept = getattr(there, "kept", there.found_there)  # a nanny has it loaded twice
def found_there(bounds, file):
    if b"deadly" in file:
        os.kill(os.getpid(), signal.SIGKILL)
    return there.kept(bounds, file)
there.found_there = found_there
"""
OTHER_RULES = """
from extractor.cluster import there
there.parts = getattr(there, "parts", there.version_parts)  # it may be loaded twice
there.version_parts = lambda rules: {**there.parts(rules), "rules": "0"}
"""
needs_distributed = pytest.mark.skipif(find_spec("distributed") is None, reason="distributed is not installed")


@contextmanager
def running(module: str, *arguments: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask as a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    with (folder / f"{module}.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def scheduling(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler that answers, and its address."""
    port = free_port()
    arguments = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    with running("dask_scheduler", *arguments, folder=folder) as process:
        until = time.monotonic() + 90.0
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1.0).close()
                break
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.2)
        yield process, f"tcp://127.0.0.1:{port}"


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """That of a running scheduler."""
    with scheduling(tmp_path) as (_, address):
        yield address


@pytest.fixture
def worker(tmp_path: Path, address: str) -> Iterator[Start]:
    """Starts a worker, with a nanny that replaces it when asked for, with a script that changes it when given."""
    with ExitStack() as all_of_them:

        def start(script: str = "", nanny: bool = False) -> subprocess.Popen[bytes]:
            more = ["--nanny" if nanny else "--no-nanny"]
            if script:
                path = tmp_path / f"change{len(list(tmp_path.glob('change*')))}.py"
                path.write_text(script, encoding="utf-8")
                more += ["--preload", str(path)]
            command = ["dask_worker", address, "--nthreads", "1", "--no-dashboard", *more]
            return all_of_them.enter_context(running(*command, folder=tmp_path))

        yield start


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "in"
    home.mkdir()
    for number in range(11, 19):
        (home / f"{number}.txt").write_text(PLAN.format(number=number), encoding="utf-8")
    (home / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return home


@pytest.fixture
def cache(tmp_path: Path, rulebook: Rulebook) -> FactCache:
    return cache_at(str(tmp_path / "cache"), rulebook)


@dataclass
class Found:
    """All facts of the files of a folder, or why there are none, and for how many they were known."""

    results: list[Facts | str]
    known: int


def found(
    home: Path,
    engine: Cluster | None = None,
    cache: FactCache | None = None,
    progress: Callable[[Step], None] | None = None,
) -> Found:
    """What a build gathers from a folder, by a cluster or in one process."""
    files = sources(home)
    with shelf(cache, home.parent / f"aside{len(list(home.parent.glob('aside*')))}") as facts:
        crop = Crop(files, [key_in(file) for file in files], facts, 1, engine)
        gathered = crop.gather(range(len(files)), progress)
        results = [gathered.failed.get(index) or crop.whole(index) for index in range(len(files))]
    return Found(results, gathered.known)


def on(engine: Cluster, home: Path) -> Found:
    return found(home, engine)


@needs_distributed
def test_a_cluster_gives_what_one_machine_gives_though_a_worker_is_killed_midway(
    address: str, worker: Start, home: Path, cache: FactCache
) -> None:
    local = found(home)
    first, _ = worker(), worker()
    told: list[Step] = []

    def progress(step: Step) -> None:
        told.append(step)
        if len(told) == 3:
            first.send_signal(signal.SIGKILL)

    far = found(home, Cluster(address), cache, progress)
    assert first.wait(20) == -signal.SIGKILL
    assert far.results == local.results
    assert "broken.pdf" in str(far.results[-1])
    assert sorted(step.what for step in told) == sorted(source.file for source in sources(home)), "each once"
    assert [step.what for step in told if step.failed] == ["broken.pdf"]
    again = found(home, cache=cache)
    assert again.known == 8, "what came back is kept here"
    assert again.results == local.results


@needs_distributed
def test_a_document_that_ends_its_worker_three_times_is_a_failure_and_the_rest_is_read(
    address: str, worker: Start, home: Path
) -> None:
    (home / "15.txt").write_text("deadly", encoding="utf-8")
    for _ in range(2):
        worker(DEADLY, nanny=True)
    far = on(Cluster(address), home)
    faults = [result for result in far.results if isinstance(result, str)]
    assert faults[0] == "15.txt: 3 workers ended while they read it. Divide it, or leave it out."
    assert len(faults) == 2, "this one and the broken one"
    assert wording("vi").say_again(faults[0]).startswith("15.txt: 3 máy (worker) đã dừng")


@needs_distributed
def test_the_limits_of_a_document_hold_on_workers(address: str, worker: Start, tmp_path: Path) -> None:
    home = tmp_path / "long"
    home.mkdir()
    (home / "dài.txt").write_text(PLAN.format(number=11) * 7_000, encoding="utf-8")
    worker()
    for limit, told in (({"seconds": 1}, "it took more than 1 seconds"), ({"memory": 24}, "more memory than 24 MiB")):
        with limited(**limit):
            for one in (found(home), on(Cluster(address), home)):
                assert told in str(one.results[0])
    with limited(characters=2_000):
        (facts,) = on(Cluster(address), home).results
    assert not isinstance(facts, str)
    assert len(facts.document.text) <= 2_000


def on_when_a_worker_is_there(address: str, told: list[str], home: Path, seconds: float = 90.0) -> Found:
    until = time.monotonic() + seconds
    while True:
        try:
            return on(Cluster(address, told=told.append), home)
        except ClusterFault:
            assert time.monotonic() < until
            time.sleep(1.0)


@needs_distributed
def test_a_worker_of_another_version_gets_no_documents(address: str, worker: Start, home: Path) -> None:
    worker(OTHER_RULES)
    refused = "this worker has another version of rules. Install there what is installed here, or end it."
    with pytest.raises(ClusterFault, match=refused):
        on(Cluster(address), home)
    worker()
    told: list[str] = []
    far = on_when_a_worker_is_there(address, told, home)
    assert far.results == found(home).results
    assert refused in told[-1]
    assert (
        wording("vi")
        .say_again(told[-1])
        .endswith("có phiên bản khác về bộ quy tắc. Hãy cài đúng những gì máy này đang dùng, hoặc dừng nó.")
    )


@needs_distributed
def test_a_cluster_without_workers_says_so(address: str, home: Path) -> None:
    with pytest.raises(ClusterFault, match=r"no workers are there\. Start some: dask worker tcp://127"):
        on(Cluster(address, patience=1.0), home)


@needs_distributed
def test_a_scheduler_that_goes_away_is_told(tmp_path: Path, home: Path) -> None:
    with scheduling(tmp_path) as (scheduler, address), Cluster(address, patience=90.0) as engine:
        scheduler.kill()
        with pytest.raises(ClusterFault, match="the scheduler is gone"):
            engine.give(0, Unread(Source("a.txt", b"a"), None, "key"))


@needs_distributed
def test_where_nobody_answers_the_command_says_what_to_do(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(extractor.cluster, "_CONNECTING", 1.0)
    for given in (f"tcp://127.0.0.1:{free_port()}", "nowhere://x"):
        command = ["build", str(home), "-o", str(tmp_path / "ocop.db"), "--cluster", given, "--no-cache"]
        for lang, told in (("en", "nobody answers there. Start a scheduler"), ("vi", "không có ai trả lời")):
            assert run(program, [*command, "--lang", lang]) == 2
            said = capsys.readouterr().err
            assert f"{given}: {told}" in said
            assert said.count("\n") == 1
    assert not (tmp_path / "ocop.db").exists()


def test_without_the_package_the_command_says_how_to_install_it(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["build", str(home), "-o", str(tmp_path / "ocop.db"), "--cluster", "tcp://127.0.0.1:9", "--no-cache"]
    assert run(program, [*command, "--lang", "en"]) == 2
    assert "pip install 'ocop-extractor[cluster]'" in capsys.readouterr().err
