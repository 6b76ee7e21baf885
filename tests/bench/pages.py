"""How fast pages of PDFs with a text layer are read, beside pdfplumber's ``extract_text`` on the same file.

``python tests/bench/pages.py`` lays the texts of corpus/ out as a PDF without rules and reads it in turns: by
pdfplumber in this process, by pypdfium2 alone as the floor, and by ``read_bytes`` as every command does, all of it, in
its workers. Prints pages per second of wall time and of processor time, the best of several rounds.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pypdfium2

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.platypus import Paragraph  # noqa: E402
from table_press import Press, set_up  # noqa: E402

from extractor.readers import read_bytes  # noqa: E402
from extractor.text import view  # noqa: E402


def paragraphs() -> Iterator[str]:
    """The paragraphs of the texts in corpus/."""
    for path in sorted((ROOT / "corpus" / "sources").glob("*.txt")):
        seen = view(path.read_text(encoding="utf-8"))
        for part in seen.paragraphs:
            yield seen.text[part.start : part.end]


def laid_out(pages: int) -> bytes:
    """A PDF of at least so many pages of prose."""
    set_up()
    style = ParagraphStyle("prose", fontName="DejaVuSerif", fontSize=11, leading=16, firstLineIndent=28, alignment=4)
    press = Press("DejaVuSerif", 64, "{}", None)
    press.turn("portrait")
    texts = [text for text in paragraphs() if 0 < len(text) < 2_000]
    while press.pages < pages:
        for text in texts:
            press.put(Paragraph(text.replace("&", "&amp;").replace("<", "&lt;"), style))
    return press.done()


def by_pdfplumber(data: bytes) -> None:
    """Each page's text, as its own documentation shows, each page closed as memory asks."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def by_pdfium(data: bytes) -> None:
    """Each page's text without the places of its words."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        page.get_textpage().get_text_range()
        page.close()


def by_us(data: bytes) -> None:
    """Text, words, lines, paragraphs and tables."""
    read_bytes(data, "pages.pdf")


def seconds(read: Callable[[bytes], None], data: bytes) -> tuple[float, float]:
    """Wall time and processor time, that of finished and of waiting workers included."""
    began, used = time.perf_counter(), spent()
    read(data)
    return time.perf_counter() - began, spent() - used


def spent() -> float:
    """Processor seconds of this process and of those below it."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = time.process_time()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def best_of(pages: int, rounds: int) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many pages there are, and for each way its least wall and processor time; the ways take turns."""
    data = laid_out(pages)
    ways = {"pdfplumber": by_pdfplumber, "pypdfium2": by_pdfium, "ocop": by_us}
    by_us(data)  # its workers have started
    taken = [{name: seconds(read, data) for name, read in ways.items()} for _ in range(rounds)]
    best = {name: (min(one[name][0] for one in taken), min(one[name][1] for one in taken)) for name in ways}
    return len(pypdfium2.PdfDocument(data)), best


def main() -> None:
    """Reads and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    count, best = best_of(given.pages, given.rounds)
    print(f"{count} pages, best of {given.rounds} rounds")
    for name, (wall, spent) in best.items():
        ratio = best["pdfplumber"][0] / wall, best["pdfplumber"][1] / max(spent, 1e-9)
        print(
            f"{name:11} {count / wall:7.1f} pages/s  {ratio[0]:5.1f} times   "
            f"{1000 * spent / count:6.2f} ms CPU/page  {ratio[1]:5.1f} times"
        )


if __name__ == "__main__":
    main()
