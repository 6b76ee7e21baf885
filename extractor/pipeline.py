"""The one way through: a path is read, its facts are found and tied to instruments."""

from __future__ import annotations

import hashlib
import unicodedata

from extractor.facts import FINDERS
from extractor.facts.citations import find_citations
from extractor.facts.head import find_head
from extractor.model import Citation, Document, Facts, Head
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


def citations(text: str, rulebook: Rulebook | None = None) -> tuple[Citation, ...]:
    """The citations in ``text`` alone, tied to instruments as far as the text itself tells; no other fact is sought.

    Offsets count code points of ``text`` in Unicode's form NFC; give it so where they matter.
    """
    rules = rulebook or load()
    text = unicodedata.normalize("NFC", text)
    document = Document(id=hashlib.sha256(text.encode()).hexdigest(), path="-", format="text", text=text)
    found = tuple(find_citations(document, outline(document, rules), rules))
    return resolve(Facts(document=document, head=Head(), citations=found), rules).citations
