"""The citations of a text alone: what ``ocop cite`` and programs ask for that want nothing else."""

from __future__ import annotations

from dataclasses import replace

from extractor.facts.citations import find_citations
from extractor.model import Citation, Document, Facts, Head
from extractor.outline import outline
from extractor.resolve import resolve
from extractor.rulebook import Rulebook, load
from extractor.text import composed


def citations(text: str, rulebook: Rulebook | None = None) -> tuple[Citation, ...]:
    """The citations in ``text`` alone, tied to instruments as far as the text itself tells; no other fact is sought.

    ``text[c.start:c.end] == c.quote`` for each, whatever form of Unicode the text is in.
    """
    rules = rulebook or load()
    normal, places = composed(text)
    document = Document(id="", path="-", format="text", text=normal)
    tied = cited(document, rules).citations
    return tied if places is None else tuple(_moved(citation, text, places) for citation in tied)


def cited(document: Document, rules: Rulebook) -> Facts:
    """The citations of ``document`` alone, tied to instruments."""
    found = tuple(find_citations(document, outline(document, rules), rules))
    return resolve(Facts(document=document, head=Head(), citations=found), rules)


def _moved(citation: Citation, text: str, places: list[int]) -> Citation:
    """The citation with its place in a text that is not in NFC."""
    start, end = places[citation.start], places[citation.end]
    return replace(citation, start=start, end=end, quote=text[start:end])
