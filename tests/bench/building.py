"""How fast a folder becomes a database: documents a second, the memory of the largest process, and what it costs to
build again when nothing or one document in a hundred is new.

``python tests/bench/building.py -n 1000 10000`` writes folders below build/ and builds them with the command.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import texts  # noqa: E402

FOLDER = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Built:
    """What builds of ``count`` documents took: seconds of the first, of one that finds nothing new, and of one that
    finds one document in a hundred changed; of the first the seconds of processors (of the build and the processes that
    find facts) and the MiB of the largest process."""

    count: int
    first: float
    again: float
    changed: float
    spent: float
    memory: float


def measured(count: int, folder: Path = FOLDER) -> Built:
    """Builds ``count`` documents three times."""
    home = folder / str(count)
    shutil.rmtree(home, ignore_errors=True)
    texts.write(home / "corpus", count)
    first, spent, memory = _build(home)
    again, *_ = _build(home)
    for path in sorted(home.rglob("*.txt"))[::100]:
        path.write_text(path.read_text(encoding="utf-8").replace("triệu đồng", "tỷ đồng"), encoding="utf-8")
    changed, *_ = _build(home)
    shutil.rmtree(home)
    return Built(count, first, again, changed, spent, memory)


def _build(home: Path) -> tuple[float, float, float]:
    """Seconds that the command took, on the clock and of processors, and MiB of its largest process."""
    command = [sys.executable, "-c", "from extractor.cli import main; main()"]
    command += ["build", str(home / "corpus"), "-o", str(home / "ocop.db"), "--cache", str(home / "cache")]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The build ended with exit code {process.returncode}.")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def lines(built: Built) -> Iterator[str]:
    """What was measured, for people."""
    yield f"{built.count:,} documents: {built.first:.0f} s, {built.count / built.first:.1f} a second"
    yield f"  nothing new: {built.again:.1f} s; one in a hundred changed: {built.changed:.1f} s"
    yield f"  {1000 * built.spent / built.count:.0f} ms of a processor each; largest process: {built.memory:.0f} MiB"


def main() -> None:
    """Builds and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--documents", type=int, nargs="+", default=[1_000, 10_000])
    for count in parser.parse_args().documents:
        for line in lines(measured(count)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
