"""The one way through: a path is read, its facts are found and tied to instruments."""

from __future__ import annotations

from extractor.facts import FINDERS
from extractor.facts.head import find_head
from extractor.model import Document, Facts
from extractor.outline import outline
from extractor.resolve import resolve
from extractor.rulebook import Rulebook, load


def extract(document: Document, rulebook: Rulebook | None = None) -> Facts:
    """All facts of ``document``, short forms resolved and citations tied to instruments; no checks are run."""
    rules = rulebook or load()
    structure = outline(document, rules)
    found = {name: tuple(finder(document, structure, rules)) for name, finder in FINDERS.items()}
    head = find_head(document, structure, rules)
    return resolve(Facts(document=document, head=head, sections=structure.sections, **found), rules)  # type: ignore[arg-type]
