"""Citations in a spaCy pipeline.

    import spacy

    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "vi_syllables"}}})
    nlp.add_pipe("vi_citations")
    doc = nlp("Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;")
    [(span.text, span._.citation.key) for span in doc.spans["citations"]]

``vi_syllables`` needs no further package and keeps ``doc.text`` equal to the text given; any other tokenizer that does
will do. Both are entry points of this package: nothing has to be imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer

from extractor.cited import citations
from extractor.language import SyllableTokenizer
from extractor.model import Citation

_KEPT = "vi_citations"
"""Where in ``doc.user_data`` the data of the citations are: plain, so that documents can be stored and sent."""


class Syllables(SyllableTokenizer, DummyTokenizer):
    """The tokenizer of :mod:`extractor.language`, as spaCy stores it: there is nothing to store."""


def syllables() -> Callable[[Language], Syllables]:
    """The tokenizer ``vi_syllables``."""

    def make(nlp: Language) -> Syllables:
        return Syllables(nlp.vocab)

    return make


def _place(span: Span) -> str:
    return f"{span.start}:{span.end}"


def _citation(span: Span) -> Citation | None:
    """The citation that stands at a span, from what :class:`Citations` keeps with the document."""
    data = span.doc.user_data.get(_KEPT, {}).get(_place(span))
    return Citation(**{**data, "boxes": (), "repairs": tuple(data["repairs"])}) if data else None


@Language.factory("vi_citations", assigns=["doc.spans"], default_config={"spans_key": "citations"})
class Citations:
    """The component ``vi_citations``: spans in ``doc.spans[spans_key]``.

    The label of a span is the form of the act (normative, individual, party, law), its ``span._.citation`` the
    :class:`~extractor.model.Citation`. A span covers whole tokens, the citation the very characters.
    """

    def __init__(self, nlp: Language, name: str, spans_key: str) -> None:
        self.name = name
        self.spans_key = spans_key
        if not Span.has_extension("citation"):
            Span.set_extension("citation", getter=_citation)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        kept: dict[str, Any] = doc.user_data.setdefault(_KEPT, {})
        for citation in citations(doc.text):
            span = doc.char_span(citation.start, citation.end, citation.form or "", alignment_mode="expand")
            if span is not None:
                kept[_place(span)] = asdict(citation)
                spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc
