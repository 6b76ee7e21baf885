"""How fast facts are found, citations beside eyecite in the same run, and how the cost grows with the text.

    python tests/bench/facts.py         prints the figures; ``make bench`` has those of all parts in one table

Takes the Vietnamese texts of the folder OCOP_TEXTS, else the documents of corpus/. eyecite reads English filler made
here, with citations of its own kinds at the same number per 1,000 characters. Times are processor time of one core, the
best of several rounds that alternate between the two, since other work on a machine disturbs both alike.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from extractor.cited import citations
from extractor.model import Document, Facts
from extractor.pipeline import extract

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(os.environ.get("OCOP_TEXTS", ROOT.parent / "shared" / "data" / "text"))
ROUNDS = 5
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
SIZES_OF_ALL = (10_000, 100_000, 1_000_000)

FILLER = (
    "The committee met again in the autumn to consider what the growers of the valley had asked for. ",
    "A second reading of the accounts showed that the costs of packing had been entered twice. ",
    "Nobody at the market could say with certainty when the new scales would be delivered. ",
    "The report was sent to every village with a note on how the rules were to be read. ",
    "Where a stall changes hands during the season, the fee already paid stays with the place. ",
    "Several members held that the standard should first be tried on a smaller number of goods. ",
)
ENGLISH = (
    "In Foo v. Bar, {a} U.S. {b} (19{c:02}), the question was left open. ",
    "The duty follows from {a} U.S.C. § {b} and from nothing else. ",
    "See also Smith v. Jones, {a} F.2d {b}, {d} (2d Cir. 19{c:02}). ",
    "The rule was narrowed in Doe v. Roe, {a} F. Supp. 2d {b} (S.D.N.Y. 20{c:02}). ",
    "Id. at {b}. ",
)


def texts() -> tuple[list[str], str]:
    """The Vietnamese texts, and what to call them."""
    files = sorted(TEXTS.glob("*.txt")) if TEXTS.is_dir() else []
    named = f"{len(files)} legal texts as published on the web"
    if not files:
        files, named = sorted((ROOT / "corpus" / "sources").glob("*.txt")), "the documents of corpus/"
    return [unicodedata.normalize("NFC", file.read_text(encoding="utf-8")) for file in files], named


def english(characters: int, per_thousand: float) -> list[str]:
    """English filler of so many characters, in documents of 30,000, with so many citations per 1,000 characters."""
    out: list[str] = []
    fillers, forms, numbers = itertools.cycle(FILLER), itertools.cycle(ENGLISH), itertools.count(1)
    length = cited = 0
    pieces: list[str] = []
    while length < characters:
        n = next(numbers)
        if cited < per_thousand * length / 1000:
            piece = next(forms).format(a=n % 400 + 100, b=n * 7 % 900 + 11, c=n % 90 + 5, d=n * 7 % 900 + 13)
            cited += 1
        else:
            piece = next(fillers)
        pieces.append(piece)
        length += len(piece)
        if length // 30_000 > len(out):
            out.append("".join(pieces))
            pieces = []
    return [*out, "".join(pieces)]


def seconds(work: Callable[[str], object], documents: Sequence[str]) -> float:
    begun = time.process_time()
    for document in documents:
        work(document)
    return time.process_time() - begun


def everything(text: str) -> Facts:
    """All facts of ``text``, with the search for tables and the resolution of short forms."""
    return extract(Document(id="", path="-", format="text", text=text))


def growth(
    sample: str, work: Callable[[str], object] = citations, sizes: Sequence[int] = SIZES
) -> Iterator[tuple[int, float]]:
    """For each size the seconds per character of one document of that size: the same pages over and over."""
    for size in sizes:
        document = (sample * (size // len(sample) + 1))[:size]
        rounds = 20 if size < 1_000_000 and work is citations else 5
        yield size, min(seconds(work, [document]) for _ in range(rounds)) / size


@dataclass(frozen=True)
class Speeds:
    """Seconds per character: citations by us, by eyecite, all facts by us; and on what they were measured."""

    ours: float
    theirs: float
    whole: float
    named: str
    characters: int
    figures: int
    density: float
    """Citations in 1,000 characters of ours, and of theirs."""
    per_foreign: float


def measured(rounds: int = ROUNDS, most: int | None = None) -> Speeds:
    """Our speeds and that of eyecite, in turns; on the first ``most`` texts."""
    from eyecite import get_citations
    from eyecite.tokenizers import AhocorasickTokenizer

    documents, named = texts()
    documents = documents[:most]
    characters = sum(map(len, documents))
    found = sum(len(citations(document)) for document in documents)  # loads the rules too
    density = 1000 * found / characters
    tokenizer = AhocorasickTokenizer()
    foreign = english(characters // 10, density)
    strange = sum(len(get_citations(document, tokenizer=tokenizer)) for document in foreign)
    plans = [everything(document) for document in documents]  # loads the language models
    figures = sum(len(facts.amounts) + len(facts.indicators) for facts in plans)
    ours, theirs, whole = [], [], []
    for _ in range(rounds):
        whole.append(seconds(everything, documents) / characters)
        ours.append(seconds(citations, documents) / characters)
        theirs.append(seconds(lambda text: get_citations(text, tokenizer=tokenizer), foreign) / sum(map(len, foreign)))
    per_foreign = 1000 * strange / sum(map(len, foreign))
    return Speeds(min(ours), min(theirs), min(whole), named, characters, figures, density, per_foreign)


def report() -> Iterator[str]:
    speeds = measured()
    fast, slow = 1 / speeds.ours / 1e6, 1 / speeds.theirs / 1e6
    yield f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, one core, best of {ROUNDS} rounds."
    yield ""
    yield "| | text | citations per 1,000 characters | million characters a second |"
    yield "| --- | --- | --- | --- |"
    read = f"{speeds.named}, {speeds.characters / 1e6:.1f} million characters"
    yield f"| this project, citations only | {read} | {speeds.density:.2f} | {fast:.2f} |"
    yield (
        f"| all facts, tables too ({speeds.figures:,} sums and indicators) | the same | {speeds.density:.2f} | "
        f"{1 / speeds.whole / 1e6:.2f} |"
    )
    yield f"| eyecite {version('eyecite')} (Aho-Corasick) | English filler | {speeds.per_foreign:.2f} | {slow:.3f} |"
    yield ""
    yield f"Ratio: {fast / slow:.1f}"
    yield ""
    yield "| one document of | microseconds a character |"
    yield "| --- | --- |"
    sample = "\n\n".join(texts()[0])[: SIZES[0]]
    costs = list(growth(sample))
    for size, cost in costs:
        yield f"| {size:,} characters | {cost * 1e6:.3f} |"
    yield ""
    yield f"The largest beside the smallest: {costs[-1][1] / costs[0][1]:.2f}"
    yield ""
    yield "| all facts of one document of | microseconds a character |"
    yield "| --- | --- |"
    costs = list(growth(sample, everything, SIZES_OF_ALL))
    for size, cost in costs:
        yield f"| {size:,} characters | {cost * 1e6:.3f} |"
    yield ""
    yield f"The largest beside the smallest: {costs[-1][1] / costs[0][1]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    for line in report():
        print(line, flush=True)


if __name__ == "__main__":
    main()
