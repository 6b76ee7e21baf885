"""What a reference is, and what the table of acts knows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractor.model import Citation, Facts, Instrument
from extractor.resolve import instruments
from extractor.resolve.known import authority_rows
from extractor.rulebook import Rulebook
from extractor.wording import Wording

_PARTS = (
    *("kind", "number", "year", "symbol", "date", "issuer", "title", "pinpoint", "form", "corrected", "instrument"),
)


def references_text(facts: Facts, rulebook: Rulebook, words: Wording) -> str:
    """Each reference: its parts, then the act as the table knows it, or the acts of that number that it knows."""
    acts = {act.slug: act for act in instruments([facts], rulebook)}
    return "\n\n".join(
        "\n".join(_reference(citation, acts.get(citation.instrument or ""), rulebook, words))
        for citation in facts.citations
    )


def acts_text(rows: Iterable[Mapping[str, str]], words: Wording) -> str:
    """A line for each row of the table of acts."""
    return "\n".join(_row(row, words) for row in rows)


def _reference(citation: Citation, act: Instrument | None, rulebook: Rulebook, words: Wording) -> Iterator[str]:
    yield citation.key
    for name in _PARTS:
        if value := getattr(citation, name):
            yield f"  {words.label(name)}: {words.label(str(value))}"
    if act is not None and act.certainty is not None:
        known = ", ".join(filter(None, (act.issuer, act.date, act.title)))
        yield f"  {words.say('Known')} ({words.label('certainty ' + act.certainty)}): {known}"
        if citation.date and act.date and not act.date.startswith(citation.date):
            differs = words.say("The date differs: {given} here, {known} known.", given=citation.date, known=act.date)
            yield f"  {differs}"
        return
    same = authority_rows(citation.corrected or citation.key, "", rulebook)
    if act is not None or not same:
        yield f"  {words.say('Not in the table of known acts.')}"
    if same:
        asked = words.say("Which one? Known acts of this number:")
        yield f"  {asked if act is None else words.say('Known acts of this number:')}"
        yield from (f"    {_row(row, words)}" for row in same)


def _row(row: Mapping[str, str], words: Wording) -> str:
    known = ", ".join(filter(None, (row["issuer"], row["date"], row["title"])))
    return f"{row['key']} ({words.label('certainty ' + row['certainty'])}): {known}"
