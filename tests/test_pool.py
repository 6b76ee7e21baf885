"""Processes at work end with the one that gives the work, however that ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractor.pool import in_processes
from extractor.readers import read, workers

SCRIPT = """
import os, signal
from extractor.pool import Processes

def number(item):
    return os.getpid()

with Processes(number, 2) as pool:
    pool.give(0, "a")
    pool.give(1, "b")
    print(*(process for _, process in pool.rest()), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def is_running(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells of processes in another way")
def test_nobody_is_left_when_the_one_that_gives_the_work_is_killed() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    processes = [int(one) for one in done.stdout.split()]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes
    until = time.monotonic() + 30
    while any(map(is_running, processes)):
        assert time.monotonic() < until, "a process waits for work that nobody will give"
        time.sleep(0.1)


def companions(path: str) -> tuple[str, int]:
    """The text of a file, and how many programs wait at the side of the process that had it read."""
    text = read(path).text
    return text.strip(), workers._idle._waiting.qsize()


def test_a_process_of_ours_reads_texts_itself_and_nothing_else(tmp_path: Path) -> None:
    page = "<html><body><p>Kế hoạch</p></body></html>"
    (tmp_path / "a.txt").write_text("Kế hoạch", encoding="utf-8")
    (tmp_path / "b.html").write_text(page, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.txt", "b.html", "a.txt")]
    assert dict(in_processes(companions, paths, 1)) == {0: ("Kế hoạch", 0), 1: ("Kế hoạch", 1), 2: ("Kế hoạch", 1)}
