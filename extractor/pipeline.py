"""The one way through: a path is read, its facts are found and tied to instruments."""

from __future__ import annotations

from dataclasses import replace

from extractor.facts import FINDERS
from extractor.facts.amounts import unread_sums
from extractor.facts.citations import find_citations
from extractor.facts.citations.possible import possible_citations
from extractor.facts.head import find_head
from extractor.facts.head.handwriting import warnings
from extractor.model import Citation, Document, Facts, Head
from extractor.outline import outline
from extractor.resolve import resolve
from extractor.rulebook import Rulebook, load
from extractor.tables import understood
from extractor.text import composed


def extract(document: Document, rulebook: Rulebook | None = None) -> Facts:
    """All facts of ``document``, tables understood, short forms resolved, citations tied to instruments.

    No checks are run.
    """
    rules = rulebook or load()
    structure = outline(document, rules)
    document = understood(document, structure, rules)
    found = {name: tuple(finder(document, structure, rules)) for name, finder in FINDERS.items()}
    head = find_head(document, structure, rules)
    document = replace(document, warnings=(*document.warnings, *warnings(document, structure)))
    missed = (
        *possible_citations(document, structure, found["citations"], rules),  # type: ignore[arg-type]
        *unread_sums(document, structure, rules),
    )
    facts = Facts(document=document, head=head, sections=structure.sections, unresolved=missed, **found)  # type: ignore[arg-type]
    return resolve(facts, rules)


def citations(text: str, rulebook: Rulebook | None = None) -> tuple[Citation, ...]:
    """The citations in ``text`` alone, tied to instruments as far as the text itself tells; no other fact is sought.

    ``text[c.start:c.end] == c.quote`` for each, whatever form of Unicode the text is in.
    """
    rules = rulebook or load()
    normal, places = composed(text)
    document = Document(id="", path="-", format="text", text=normal)
    found = tuple(find_citations(document, outline(document, rules), rules))
    tied = resolve(Facts(document=document, head=Head(), citations=found), rules).citations
    return tied if places is None else tuple(_moved(citation, text, places) for citation in tied)


def _moved(citation: Citation, text: str, places: list[int]) -> Citation:
    """The citation with its place in a text that is not in NFC."""
    start, end = places[citation.start], places[citation.end]
    return replace(citation, start=start, end=end, quote=text[start:end])
