"""How well and how fast scans are read: corpus texts laid out, scanned in several ways, read, and compared.

``python tests/bench/scans.py prose chau-thanh --dpi 200 --kind ordinary`` reads the documents whose names hold one of
the words; without words all that have gold. ``-v`` shows what was missed and invented.
``… tables`` scans the generated tables of the tests; ``… speed`` compares with the program ``tesseract``; ``… memory``
reads 500 pages.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
from PIL import Image
from rapidfuzz.distance import Levenshtein

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import scan_press  # noqa: E402
from make_table import make  # noqa: E402
from pages import seconds  # noqa: E402
from table_pdf import PDF_LAYOUTS  # noqa: E402
from test_tables import right  # noqa: E402

from extractor.encode import facts_json  # noqa: E402
from extractor.evaluate.tally import tally, total  # noqa: E402
from extractor.outline import outline  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from extractor.readers import read_bytes, workers  # noqa: E402
from extractor.rulebook import load  # noqa: E402
from extractor.tables import understood  # noqa: E402
from extractor.text import view  # noqa: E402

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
QUALITY = {"ordinary": 75, "bad": 40}
Scanner = Callable[[Image.Image, int], Image.Image]
KINDS: dict[str, Scanner] = {"ordinary": scan_press.ordinary, "bad": scan_press.bad}


def golds(stem: str) -> list[dict[str, object]]:
    lines = (ROOT / "corpus" / "gold" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def printed(stem: str) -> scan_press.Printed:
    """The corpus text ``stem`` as it is to be printed."""
    text = (ROOT / "corpus" / "sources" / f"{stem}.txt").read_text(encoding="utf-8").replace("*", "")
    seen = view(text)
    parts = [
        (part.note, " ".join(text[slice(*seen.span(part.start, part.end))].split()))
        for part in seen.paragraphs
        if part.end > part.start
    ]
    issuer = str(next(gold for gold in golds(stem) if gold["type"] == "document").get("issuer") or "")
    office = "Ủy ban nhân dân"
    upper = (office.upper(), issuer.removeprefix(office).strip().upper()) if issuer.startswith(office) else ("", "")
    head = list(zip(upper, NATION, strict=True))
    if parts[0][1].startswith("Số:"):
        head.append((parts[0][1], parts[1][1]))
        parts = parts[2:]
    notes = frozenset(number for number, (note, _) in enumerate(parts) if note)
    return scan_press.Printed(tuple(head), tuple(words for _, words in parts), notes, sealed=True)


def folded(text: str) -> str:
    return " ".join(text.split())


def prose(stems: Sequence[str], dpi: int, kind: str, family: str, verbose: bool, most: int | None) -> Iterator[str]:
    """Character error rate and F1 of each document and of all."""
    tallies, plain, wrong, length = [], [], 0, 0
    for stem in stems:
        leaves = scan_press.Setter(dpi, family).put(printed(stem))[:most]
        scans = [KINDS[kind](leaf.image, number) for number, leaf in enumerate(leaves)]
        data = scan_press.as_pdf(scans, dpi, QUALITY[kind])
        begun = time.time()
        document = read_bytes(data, f"{stem}.pdf")
        took = time.time() - begun
        said = folded(" ".join(line for leaf in leaves for line in leaf.said))
        found = folded(document.text)
        errors = Levenshtein.distance(found, said)
        wrong, length = wrong + errors, length + len(said)
        gold = golds(stem)
        tallies.append(tally(gold, facts_json(extract(document))))
        text = "\n\n".join((*(" ".join(row) for row in printed(stem).head), *printed(stem).paragraphs))
        plain.append(tally(gold, facts_json(extract(read_bytes(text.encode(), f"{stem}.txt")))))
        yield f"{stem}: {len(leaves)} pages, {took / len(leaves):.1f} s a page, CER {errors / len(said):.4%}"
        if verbose:
            yield from differences(found, said)
    before = total(plain)
    for name, one in total(tallies).items():
        yield f"  {name:13} F1 {one.f1:.3f} (of the text {before[name].f1:.3f}) fields {one.accuracy or 1:.3f}"
        if verbose and name in ("citation", "amount", "document"):
            yield from (f"    missed {words}" for words in one.missed if words not in before[name].missed)
            yield from (f"    invented {words}" for words in one.invented if words not in before[name].invented)
            yield from (f"    {words}: {what}" for words, what in one.wrong.items() if words not in before[name].wrong)
    yield f"  all: CER {wrong / length:.4%} of {length} characters; {kind}, {dpi} dpi, {family}"


def tables(layouts: Sequence[str], seeds: Sequence[int], dpi: int, kind: str, verbose: bool) -> Iterator[str]:
    """The share of cells that stand in their row and column, of each layout and of all."""
    good_of_all = cells_of_all = 0
    for layout in layouts:
        good_of_layout = cells_of_layout = 0
        for seed in seeds:
            made = make(layout, seed)
            scans = [KINDS[kind](page, seed + number) for number, page in enumerate(rendered(made.data, dpi))]
            document = read_bytes(scan_press.as_pdf(scans, dpi, QUALITY[kind]), made.name)
            found = understood(document, outline(document, load()), load()).tables
            good, cells = right(made, found)
            good_of_layout, cells_of_layout = good_of_layout + good, cells_of_layout + cells
            if verbose:
                yield f"    {made.name}: {good} of {cells}, {len(found)} tables on {len(scans)} pages"
        yield f"  {layout:10} {good_of_layout / cells_of_layout:.4f} of {cells_of_layout} cells"
        good_of_all, cells_of_all = good_of_all + good_of_layout, cells_of_all + cells_of_layout
    yield f"  all: {good_of_all / cells_of_all:.4f} of {cells_of_all} cells; {kind}, {dpi} dpi"


def rendered(data: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as images."""
    document = pypdfium2.PdfDocument(data)
    return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def speed(dpi: int) -> Iterator[str]:
    """Wall time for the pages of a document, beside the program ``tesseract`` on the same images, one on each core."""
    for kind in KINDS:
        pages, (ours, _), (theirs, _) = timed(dpi, kind)
        yield f"  {kind}: {ours / pages:.2f} s a page, tesseract {theirs / pages:.2f} s: {ours / theirs:.2f}"


def timed(dpi: int, kind: str, most: int | None = None) -> tuple[int, tuple[float, float], tuple[float, float]]:
    """The pages of a scan, at most so many, and the seconds that we and the program take for all of them, on the clock
    and of processors."""
    cores = os.cpu_count() or 1
    leaves = scan_press.Setter(dpi, "times").put(printed("chau-thanh-46-kh-ubnd"))[:most]
    scans = [KINDS[kind](leaf.image, number) for number, leaf in enumerate(leaves)]
    read_bytes(scan_press.as_pdf(scans[:cores], dpi, QUALITY[kind]), "warm.pdf")
    ours = seconds(lambda data: read_bytes(data, "scan.pdf"), scan_press.as_pdf(scans, dpi, QUALITY[kind]))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(cores) as pool:
        paths = [Path(folder) / f"{number}.jpg" for number in range(len(scans))]
        for path, scan in zip(paths, scans, strict=True):
            scan.save(path, quality=QUALITY[kind], dpi=(dpi, dpi))
        begun, before = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN)
        list(pool.map(bare, paths))
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = used.ru_utime - before.ru_utime + used.ru_stime - before.ru_stime
        return len(scans), ours, (time.time() - begun, spent)


def bare(path: Path) -> None:
    command = ["tesseract", str(path), "-", "-l", "Vietnamese+vie"]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"})


def memory(pages: int, dpi: int) -> Iterator[str]:
    """The most memory that this process and its largest worker take for a scan of so many pages."""
    leaf = scan_press.Setter(dpi, "times").put(printed("chau-thanh-46-kh-ubnd"))[0]
    data = scan_press.as_pdf([scan_press.ordinary(leaf.image, 0)] * pages, dpi, QUALITY["ordinary"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    document = read_bytes(data, "long.pdf")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    workers.dismiss()
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sizes = f"{own / 1024:.0f} MB ({before / 1024:.0f} before), worker {largest / 1024:.0f} MB"
    yield f"  {len(document.pages)} pages: {sizes}"


def differences(found: str, said: str) -> Iterator[str]:
    """Each place where what was read is not what is printed."""
    for kind, a, b, c, d in Levenshtein.opcodes(said, found).as_list():
        if kind != "equal":
            yield f"    {said[max(a - 14, 0) : a]}⟦{said[a:b]}→{found[c:d]}⟧{said[b : b + 14]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("prose", "tables", "speed", "memory"))
    parser.add_argument("words", nargs="*", help="parts of the names of documents or of layouts")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--kind", choices=tuple(KINDS), default="ordinary")
    parser.add_argument("--family", choices=tuple(scan_press.FAMILIES), default="times")
    parser.add_argument("--most", type=int, help="pages of each document")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--seeds", type=int, nargs="*", default=[400, 401, 402])
    given = parser.parse_args()
    for line in lines_of(given):
        print(line, flush=True)


def lines_of(given: argparse.Namespace) -> Iterator[str]:
    if given.what == "tables":
        layouts = [name for name in PDF_LAYOUTS if not given.words or name in given.words]
        return tables(layouts, given.seeds, given.dpi, given.kind, given.verbose)
    if given.what == "speed":
        return speed(given.dpi)
    if given.what == "memory":
        return memory(given.most or 500, given.dpi)
    stems = [path.stem for path in sorted((ROOT / "corpus" / "gold").glob("*.jsonl"))]
    stems = [stem for stem in stems if not given.words or any(word in stem for word in given.words)]
    return prose(stems, given.dpi, given.kind, given.family, given.verbose, given.most)


if __name__ == "__main__":
    main()
