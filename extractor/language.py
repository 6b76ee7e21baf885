"""Vietnamese by syllable and by word: spaCy for gazetteers, underthesea for word boundaries and parts of speech.

Both are slow to import, so nothing is loaded before the first call. Neither may change the text: every result is a
place in the string that was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.text import normalise

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

_CAP = 100
"""Tokens handed to the tagger at once; its time grows faster than the length of its input."""
_SYLLABLE = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|\S")
_DICTIONARY = ("corpus", "data", "Viet74K.txt")
_TOKEN = re.compile(r"\S+")
_BREAK = re.compile(r"[.,;:!?]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one or more syllables at ``start:end`` with its part of speech (N, Np, V, A, E, C, M, CH …)."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of a gazetteer found at ``start:end``."""

    start: int
    end: int
    label: str


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of ``text`` in order, with their places; blanks between them are left out."""
    return tuple(word for start, end in _pieces(text) for word in _tagged(text, start, end))


def is_word(text: str) -> bool:
    """Whether ``text`` is one word of the dictionary that comes with underthesea (73,901 words), whatever its case."""
    return text.lower() in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    """Read from its file: importing underthesea for it would take a second."""
    package = find_spec("underthesea")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("The package underthesea is missing. Install the project's dependencies again.")
    file = Path(package.submodule_search_locations[0], *_DICTIONARY)
    return frozenset(normalise(file.read_text(encoding="utf-8")).lower().splitlines())


class Gazetteer:
    """Phrases by label, found by spaCy's SpanRuler on syllables, whatever their case.

    Where two overlap, the one that begins first counts, then the longer: "tổ yến tinh chế" begins with "tổ yến",
    though "yến tinh chế" is longer.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._phrases = {label: tuple(sorted(set(these))) for label, these in phrases.items()}
        self._longest: dict[str, int] = {}  # syllables of the longest phrase that begins with these two
        for phrase in chain.from_iterable(self._phrases.values()):
            length = len(_SYLLABLE.findall(phrase))
            self._longest[_opening(phrase)] = max(length, self._longest.get(_opening(phrase), 0))
        self._first = lru_cache(maxsize=4096)(self._found_first)
        self.at_start = lru_cache(maxsize=4096)(self._at_start)
        """The phrase with which a text begins; ``None`` where it begins with none."""
        self._loaded: Language | None = None

    def _at_start(self, text: str) -> Entry | None:
        """As :attr:`at_start`; spaCy is loaded only where a phrase begins with the first two syllables of ``text``."""
        opening = _opening(text)
        longest = self._longest.get(opening, 0) or self._longest.get(opening.split(" ")[0], 0)
        ends = [match.end() for match in islice(_SYLLABLE.finditer(text), longest)]
        return self._first(text[: ends[-1]]) if ends else None

    def _found_first(self, text: str) -> Entry | None:
        found = self.find(text)
        return found[0] if found and found[0].start == 0 else None

    def find(self, text: str) -> tuple[Entry, ...]:
        """The phrases that stand in ``text``, in order, none overlapping another."""
        if self._loaded is None:
            self._loaded = pipeline(self._phrases)
        doc = self._loaded(text)
        found = [Entry(span.start_char, span.end_char, span.label_) for span in doc.spans["ruler"]]
        kept: list[Entry] = []
        for entry in sorted(found, key=lambda entry: (entry.start, -entry.end)):
            if not kept or entry.start >= kept[-1].end:
                kept.append(entry)
        return tuple(kept)


def _opening(text: str) -> str:
    """The first two syllables in lower case."""
    return " ".join(match.group().lower() for match in islice(_SYLLABLE.finditer(text), 2))


class SyllableTokenizer:
    """A spaCy tokenizer whose tokens are syllables, numbers and single signs; ``doc.text`` is the text as given."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        pieces: list[str] = []
        spaces: list[bool] = []
        last = 0
        for match in _SYLLABLE.finditer(text):
            gap = text[last : match.start()]
            if gap.startswith(" ") and pieces:
                spaces[-1], gap = True, gap[1:]
            if gap:  # further blanks become a token of their own, so that nothing is lost
                pieces.append(gap)
                spaces.append(False)
            pieces.append(match.group())
            spaces.append(False)
            last = match.end()
        if text[last:]:
            pieces.append(text[last:])
            spaces.append(False)
        return Doc(self.vocab, words=pieces, spaces=spaces)


def pipeline(phrases: Mapping[str, Iterable[str]]) -> Language:
    """A blank Vietnamese pipeline of spaCy that marks ``phrases`` in ``doc.spans["ruler"]``."""
    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    ruler: Any = nlp.add_pipe("span_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns([{"label": label, "pattern": phrase} for label, these in phrases.items() for phrase in these])
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most ``_CAP`` tokens, cut at the last sign that ends a clause where there is one."""
    tokens = list(_TOKEN.finditer(text))
    first = 0
    while first < len(tokens):
        last = min(first + _CAP, len(tokens))
        if last < len(tokens):
            ends = (i + 1 for i in range(last - 1, first + _CAP // 2, -1) if _BREAK.search(tokens[i].group()))
            last = next(ends, last)
        yield tokens[first].start(), tokens[last - 1].end()
        first = last


def _tagged(text: str, start: int, end: int) -> Iterator[Word]:
    from underthesea import word_tokenize

    found = word_tokenize(text[start:end], use_token_normalize=False)
    tags = _tagger().predict([[word] for word in found])
    cursor = start
    for word, tag in zip(found, tags, strict=True):
        first: int | None = None
        for syllable in word.split():
            at = text.find(syllable, cursor, end)
            if at < 0:  # a sign that underthesea wrote otherwise; the next syllable is looked for from here
                continue
            first = at if first is None else first
            cursor = at + len(syllable)
        if first is not None:
            yield Word(first, cursor, tag.removeprefix("B-"))


@cache
def _tagger() -> FastCRFSequenceTagger:
    """The second tagger of underthesea; its own front door to it fails on the second call."""
    import underthesea.pipeline.pos_tag as home
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

    tagger = FastCRFSequenceTagger()
    tagger.load(str(Path(home.__file__).parent / "models" / "pos_crf_vlsp2013_20230303"))
    return tagger
