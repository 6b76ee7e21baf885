"""The one way through: the facts of a document are found and tied to instruments."""

from __future__ import annotations

from dataclasses import replace

from extractor.facts import FINDERS
from extractor.facts.amounts import unread_sums
from extractor.facts.citations.possible import possible_citations
from extractor.facts.head import find_head, unrecognised
from extractor.facts.head.handwriting import warnings
from extractor.model import Document, Facts
from extractor.outline import outline
from extractor.resolve import resolve
from extractor.rulebook import Rulebook, load
from extractor.tables import understood


def extract(document: Document, rulebook: Rulebook | None = None) -> Facts:
    """All facts of ``document``, tables understood, short forms resolved, citations tied to instruments.

    No checks are run.
    """
    rules = rulebook or load()
    structure = outline(document, rules)
    document = understood(document, structure, rules)
    found = {name: tuple(finder(document, structure, rules)) for name, finder in FINDERS.items()}
    head = find_head(document, structure, rules)
    doubts = (*warnings(document, structure), *unrecognised(document, structure, rules))
    document = replace(document, warnings=(*document.warnings, *doubts))
    missed = (
        *possible_citations(document, structure, found["citations"], rules),  # type: ignore[arg-type]
        *unread_sums(document, structure, rules),
    )
    facts = Facts(document=document, head=head, sections=structure.sections, unresolved=missed, **found)  # type: ignore[arg-type]
    return resolve(facts, rules)
